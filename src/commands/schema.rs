//! `migrate`.

use clap::ValueEnum;
use samenkomst::migrations::Migrator;
use sea_orm_migration::MigratorTrait;

use super::{Done, connect, said, say, settings};

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
    let db = connect(&settings()?).await?;
    match direction {
        Direction::Up => Migrator::up(db.write(), None).await.map_err(said)?,
        Direction::Down => Migrator::down(db.write(), Some(1)).await.map_err(said)?,
        Direction::Status => {
            for change in Migrator::get_migration_with_status(db.write()).await.map_err(said)? {
                say(format_args!("{:8}  {}", change.status(), change.name()))?;
            }
        }
    }
    db.close().await;
    Ok(())
}
