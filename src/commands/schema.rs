//! `migrate`, and why a schema does not fit.

use clap::ValueEnum;
use samenkomst::database::Database;
use samenkomst::migrations::Migrator;
use sea_orm::DbErr;
use sea_orm_migration::MigratorTrait;

use super::{Done, check_file, connect, glance, kept, say, settings, unopened};

#[derive(Clone, Copy, ValueEnum)]
pub enum Direction {
    /// Bring the schema up to date.
    Up,
    /// Take the last change back; what it kept is lost.
    Down,
    /// Say which changes are there.
    Status,
}

pub async fn migrate(direction: Direction) -> Done {
    let db = match direction {
        Direction::Up => connect(&settings()?).await?,
        Direction::Down => connect(&kept()?).await?,
        Direction::Status => look().await?,
    };
    match direction {
        Direction::Up => db.migrate().await.map_err(unfit)?,
        Direction::Down => Migrator::down(db.write(), Some(1)).await.map_err(unfit)?,
        Direction::Status => {
            for change in Migrator::get_migration_with_status_read_only(db.read()).await.map_err(unfit)? {
                say(format_args!("{:8}  {}", change.status(), change.name()))?;
            }
        }
    }
    db.close().await;
    Ok(())
}

/// The database as it is; an empty one in memory where there is none yet: all changes are to come there.
async fn look() -> Result<Database, String> {
    let config = glance()?;
    let is_there = check_file(&config).is_ok();
    let url = if is_there { config.database_url.as_str() } else { "sqlite::memory:" };
    Database::look(url).await.map_err(unopened)
}

/// Why the schema cannot be read or changed, in one line.
pub fn unfit(error: DbErr) -> String {
    let why = error.to_string();
    let unknown = why.lines().filter(|line| line.contains(UNKNOWN));
    let mut newer: Vec<String> = unknown.filter_map(|line| line.split('\'').nth(1)).map(str::to_string).collect();
    if newer.is_empty() {
        return why;
    }
    newer.sort();
    format!(
        "the database is of a newer version of the program ({}); run that one, or restore the backup that was made \
         before it",
        newer.join(", ")
    )
}

/// What sea-orm-migration says of each change that was applied and that it does not know.
const UNKNOWN: &str = "this migration has been applied but its file is missing";
