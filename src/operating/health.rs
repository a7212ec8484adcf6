//! Whether the process lives, and whether it may be sent visitors.

use std::collections::HashSet;
use std::time::Duration;

use rocket::http::Status;
use rocket::{State, get};
use sea_orm::{DbErr, EntityTrait, QuerySelect};
use sea_orm_migration::{MigratorTrait, seaql_migrations};

use super::draining::Draining;
use super::plain::Plain;
use crate::database::Database;
use crate::migrations::Migrator;

/// How long the database may take to answer; whoever asks will ask again soon.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// The process answers. It says nothing of the database: to start the process again would not bring that back.
#[get("/health/live")]
pub fn live() -> Plain {
    Plain::line(Status::Ok, "ok")
}

/// The database answers, can be written and has the schema that this program needs, and the process is not about to
/// stop.
#[get("/health/ready")]
pub async fn ready(db: &State<Database>, draining: &State<Draining>) -> Plain {
    if draining.has_begun() {
        return Plain::line(Status::ServiceUnavailable, "The process is stopping.");
    }
    match readiness(db).await {
        Ok(()) => Plain::line(Status::Ok, "ok"),
        Err(why) => Plain::line(Status::ServiceUnavailable, &why),
    }
}

async fn readiness(db: &Database) -> Result<(), String> {
    let asked = tokio::time::timeout(PATIENCE, async { (applied(db).await, db.check_writing().await) }).await;
    let (applied, writing) = asked.map_err(|_| "The database did not answer within a second.".to_string())?;
    let applied = applied.map_err(|error| {
        tracing::warn!(%error, "not ready");
        "The database does not answer.".to_string()
    })?;
    writing.map_err(|error| {
        tracing::warn!(%error, "not ready");
        "The database cannot be written.".to_string()
    })?;
    // A newer program may have gone further already; what we need is still there.
    let needed = Migrator::migrations();
    let missing = needed.iter().filter(|m| !applied.contains(m.name())).count();
    match missing {
        0 => Ok(()),
        n => Err(format!("Migrations that are not applied yet: {n}. Run samenkomst migrate.")),
    }
}

async fn applied(db: &Database) -> Result<HashSet<String>, DbErr> {
    let versions = seaql_migrations::Entity::find()
        .select_only()
        .column(seaql_migrations::Column::Version)
        .into_tuple::<String>()
        .all(db.read())
        .await?;
    Ok(versions.into_iter().collect())
}
