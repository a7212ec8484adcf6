//! The key from which private links and cookies are made.

use std::path::Path;

use rocket::figment::value::Value;
use sha2::{Digest, Sha256};

use super::addresses::sqlite_file;

/// A key of 32 bytes that never shows itself in a log.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Any text of at least 32 characters makes a key.
    pub fn from_text(text: &str) -> Option<Secret> {
        (text.trim().len() >= 32).then(|| Secret(Sha256::digest(text.trim()).into()))
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The form in which Rocket takes its key, and in which ours is kept.
    pub fn hex(&self) -> String {
        self.0.iter().map(|b| format!("{b:02x}")).collect()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What happens where no key was set and none lies beside the SQLite file yet.
#[derive(Clone, Copy)]
pub(super) enum Missing {
    /// One is made and kept.
    Made,
    /// Another key serves meanwhile, for whoever only looks.
    Left,
}

/// The key that was set; or, with a SQLite file, one kept beside it so that a newcomer need not make one.
pub(super) fn chosen(set: Option<&Value>, database_url: &str, missing: Missing) -> Result<Secret, String> {
    if let Some(set) = set.filter(|set| !is_default(set)) {
        let key = set.as_str().and_then(Secret::from_text);
        return key.ok_or("ROCKET_SECRET_KEY must be a text of at least 32 characters".into());
    }
    if !database_url.starts_with("sqlite:") {
        return Err(
            "ROCKET_SECRET_KEY is needed with PostgreSQL: the same on every process, at least 32 characters".into()
        );
    }
    let Some(database) = sqlite_file(database_url) else { return Ok(Secret(rand::random())) };
    let key = database.with_extension("key");
    match missing {
        Missing::Left if !key.exists() => return Ok(Secret(rand::random())),
        // Whoever begins has neither.
        Missing::Made if !key.exists() && database.exists() => {
            tracing::warn!("{} is made anew, beside a database that is there: {PUT_BACK}", key.display());
        }
        Missing::Left | Missing::Made => {}
    }
    kept_secret(&key)
}

/// A new key is no help where letters left with the former one.
pub const PUT_BACK: &str = "put back the one that was kept with the backup, or tickets, and links in letters that are \
    still to come, open nothing";

/// Rocket's own default is a list of zeros.
fn is_default(set: &Value) -> bool {
    matches!(set, Value::Array(_, list) if !list.is_empty() && list.iter().all(|item| item.to_u128() == Some(0)))
}

fn kept_secret(file: &Path) -> Result<Secret, String> {
    let wrong = |e: std::io::Error| format!("The key file {} cannot be used: {e}", file.display());
    if !file.exists() {
        use std::io::Write;
        use std::os::unix::fs::OpenOptionsExt;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(wrong)?;
        }
        let new = Secret(rand::random()).hex();
        let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
        made.and_then(|mut f| f.write_all(new.as_bytes())).map_err(wrong)?;
    }
    let text = std::fs::read_to_string(file).map_err(wrong)?;
    Secret::from_text(&text).ok_or(format!("The key file {} is too short: {PUT_BACK}", file.display()))
}
