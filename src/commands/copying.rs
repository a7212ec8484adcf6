//! `copy`: the whole house into another database.

use std::path::PathBuf;

use clap::Args;
use samenkomst::config::{Config, checked_database, sqlite_file};
use samenkomst::database::{Database, copying, is_in_use};

use super::doctor::{check_file, migrations, shown};
use super::keeping::key_file;
use super::{Done, glance, say};

/// Where the new database may be named, so that no list of processes shows its password.
const TARGET: &str = "ROCKET_COPY_TO";

#[derive(Args)]
pub struct Copying {
    /// The address of the new database, which is empty or not there yet (a SQLite file is made). Else ROCKET_COPY_TO in
    /// the environment, which keeps its password out of the list of processes.
    #[arg(long, value_name = "URL", required = named_elsewhere().is_none())]
    to: Option<String>,
}

fn named_elsewhere() -> Option<String> {
    std::env::var(TARGET).ok().filter(|url| !url.is_empty())
}

pub async fn copy(asked: Copying) -> Done {
    let target = asked.target()?;
    let config = glance()?;
    let from = old(&config).await?;
    let to = Database::connect_unnoticed(&target).await;
    let to = to.map_err(|e| format!("The new database cannot be opened: {e}"))?;
    let copied = copying::copy(&from, &to).await.map_err(|why| in_one_line(&format!("Nothing was copied: {why}")))?;
    let copied = copied.map_err(|refusal| refusal.to_string())?;
    from.close().await;
    to.close().await;
    for table in &copied {
        say(format_args!("{:8}  {}", table.rows, table.table))?;
    }
    let rows: u64 = copied.iter().map(|table| table.rows).sum();
    say(format_args!("{rows:8}  rows in {} tables, the same in both databases", copied.len()))?;
    say(about_key(&config, &target))?;
    let password = if target.starts_with("sqlite:") { "" } else { ", with its password" };
    say(format_args!("Then set ROCKET_DATABASE_URL to {}{password}, and run samenkomst doctor.", shown(&target)))
}

impl Copying {
    fn target(self) -> Result<String, String> {
        let (said, url) = match self.to {
            Some(url) => ("--to", url),
            None => (TARGET, named_elsewhere().unwrap_or_default()),
        };
        let url = checked_database(said, url)?;
        if url.starts_with("sqlite:") && sqlite_file(&url).is_none() {
            return Err(format!("{said} names a database in memory: name a file"));
        }
        Ok(url)
    }
}

/// The database that is copied: nobody has its file open, and its schema is that of this program.
async fn old(config: &Config) -> Result<Database, String> {
    // Asked before we have it open ourselves.
    if let Some(file) = old_file(config)?.filter(|file| file.exists())
        && is_in_use(&file).map_err(|e| format!("{} cannot be opened: {e}", file.display()))?
    {
        return Err(format!("{} is in use: stop the service first, and whatever else reads it", file.display()));
    }
    let unfit = |why: String| in_one_line(&format!("The database cannot be copied: {why}"));
    check_file(config).map_err(unfit)?;
    let db = Database::connect_unnoticed(&config.database_url).await.map_err(|e| unfit(e.to_string()))?;
    migrations(&db).await.map_err(unfit)?;
    Ok(db)
}

/// The file that is copied; none on PostgreSQL.
fn old_file(config: &Config) -> Result<Option<PathBuf>, String> {
    if !config.database_url.starts_with("sqlite:") {
        return Ok(None);
    }
    sqlite_file(&config.database_url).map(Some).ok_or("A database in memory cannot be copied".to_string())
}

/// What becomes of the key from which links are made: with another one, those in later letters open nothing.
fn about_key(config: &Config, target: &str) -> String {
    let file =
        sqlite_file(&config.database_url).and_then(|kept| key_file(&kept)).map(|file| file.display().to_string());
    match (file, sqlite_file(target)) {
        (None, _) => "The key is not in it: leave ROCKET_SECRET_KEY as it is.".to_string(),
        (Some(key), Some(new)) => {
            format!("The key is not in it: copy {key} to {}.", new.with_extension("key").display())
        }
        (Some(key), None) => format!("The key is not in it: set ROCKET_SECRET_KEY to the text in {key}."),
    }
}

/// What a database says may have several.
fn in_one_line(why: &str) -> String {
    why.lines().collect::<Vec<_>>().join("; ")
}
