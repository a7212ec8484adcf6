//! `backup` and `forget`: what is kept, and what is not.

use std::fs::File;
use std::path::{Path, PathBuf};

use samenkomst::config::{self, sqlite_file, without_password};
use samenkomst::database::Database;
use samenkomst::worker::{self, Everything};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use tempfile::NamedTempFile;

use super::{Done, connect, glance, ground, said, say};

pub async fn forget(dry_run: bool) -> Done {
    let (_, db, clock) = ground().await?;
    let Everything { people, answers, readers } = match dry_run {
        true => worker::to_forget(&db, &clock).await,
        false => worker::forget(&db, &clock).await,
    }
    .map_err(said)?;
    say(if dry_run { "To forget:" } else { "Forgotten:" })?;
    say(format_args!("{:8}  registrations", people.registrations))?;
    say(format_args!("{:8}  events that they were for", people.events))?;
    say(format_args!("{:8}  offers to a colleague", people.handovers))?;
    say(format_args!("{:8}  letters", people.letters))?;
    say(format_args!("{:8}  answers of calendars", people.replies))?;
    say(format_args!("{answers:8}  answers to how it was, whose texts go"))?;
    say(format_args!("{readers:8}  addresses that nobody confirmed for a digest"))?;
    say(format_args!("{:8}  expired sign-in links and sessions", people.keys))?;
    db.close().await;
    Ok(())
}

/// The schema stays as it is: one backs up before a new version, and with it.
pub async fn backup(file: &Path) -> Done {
    let config = glance()?;
    if !config.database_url.starts_with("sqlite:") {
        return say(how_on_postgres(&config.database_url, file));
    }
    let kept = sqlite_file(&config.database_url).ok_or("A database in memory cannot be backed up")?;
    if !kept.exists() {
        return Err(format!("There is no database at {}", kept.display()));
    }
    let taken = || format!("{} is there already: name a new file", file.display());
    if file.exists() {
        return Err(taken());
    }
    let folder = folder_of(file);
    let unwritten = |e: std::io::Error| format!("{} cannot be written: {e}", file.display());
    // Under another name until it is whole, and readable by nobody else.
    let copy = NamedTempFile::new_in(&folder).map_err(unwritten)?;
    let db = connect(&config).await?;
    copy_into(&db, copy.path()).await.map_err(|e| format!("{} cannot be written: {e}", file.display()))?;
    db.close().await;
    copy.as_file().sync_all().map_err(unwritten)?;
    copy.persist_noclobber(file).map_err(|e| match e.error.kind() {
        std::io::ErrorKind::AlreadyExists => taken(),
        _ => unwritten(e.error),
    })?;
    File::open(&folder).and_then(|f| f.sync_all()).map_err(unwritten)?;
    say(format_args!("The copy is {}.", file.display()))?;
    say(format_args!("The key is not in it: keep {} too, in another place.", key(&kept)))
}

fn folder_of(file: &Path) -> PathBuf {
    match file.parent().filter(|f| !f.as_os_str().is_empty()) {
        Some(folder) => folder.to_path_buf(),
        None => PathBuf::from("."),
    }
}

/// Reads at one moment and writes what was there then; whoever writes meanwhile does not wait.
async fn copy_into(db: &Database, file: &Path) -> Result<(), DbErr> {
    let path = file.to_str().ok_or_else(|| DbErr::Custom("its name is not UTF-8".into()))?;
    let backend = db.read().get_database_backend();
    let copy = Statement::from_sql_and_values(backend, "VACUUM INTO $1", [path.into()]);
    db.read().execute_raw(copy).await.map(drop)
}

/// Where the key is that private links are made from.
fn key(kept: &Path) -> String {
    key_file(kept).map_or_else(|| "ROCKET_SECRET_KEY".to_string(), |file| file.display().to_string())
}

/// The file beside the database that holds the key, unless it was set.
pub fn key_file(kept: &Path) -> Option<PathBuf> {
    let set = config::figment().extract_inner::<String>("secret_key");
    set.is_err().then(|| kept.with_extension("key"))
}

/// The command of PostgreSQL itself; it asks for the password, which is not shown.
fn how_on_postgres(url: &str, file: &Path) -> String {
    let database = without_password(url).unwrap_or_else(|| "$ROCKET_DATABASE_URL".to_string());
    format!(
        "PostgreSQL makes its own backups, also while the program serves; nothing was written. Type:\n\
         pg_dump --format=custom --file='{}' '{database}'\n\
         The key is not in it: keep ROCKET_SECRET_KEY too, in another place.",
        file.display()
    )
}
