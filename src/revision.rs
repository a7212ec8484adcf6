//! A number that rises with every public change, so that feeds and pages may be kept until it moves.
//!
//! The change raises it in its own transaction (`raise`); this process sees it at once (`refresh` after the commit),
//! other processes within half a second (`follow`).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use rocket::fairing::AdHoc;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, DeriveIden, ExprTrait};

use crate::database::Database;

#[derive(DeriveIden)]
enum Revisions {
    Table,
    Id,
    Value,
}

/// The newest revision that this process knows of.
#[derive(Clone, Debug, Default)]
pub struct Revision(Arc<AtomicI64>);

impl Revision {
    pub fn current(&self) -> i64 {
        self.0.load(Ordering::Acquire)
    }

    /// Reads the number anew; call it after a commit that raised it.
    pub async fn refresh(&self, db: &Database) -> Result<i64, DbErr> {
        let query = Query::select().column(Revisions::Value).from(Revisions::Table).take();
        let row = db.read().query_one(&query).await?;
        let value = row.map_or(Ok(0), |r| r.try_get_by_index::<i64>(0))?;
        self.0.store(value, Ordering::Release);
        Ok(value)
    }

    /// Follows what other processes change, until the task is dropped.
    pub async fn follow(&self, db: &Database) {
        loop {
            tokio::time::sleep(Duration::from_millis(500)).await;
            if let Err(error) = self.refresh(db).await {
                tracing::warn!(%error, "the revision could not be read");
            }
        }
    }
}

/// Joins the transaction of a public change: everything that was kept is stale once it commits.
pub async fn raise(txn: &DatabaseTransaction) -> Result<(), DbErr> {
    let update = Query::update()
        .table(Revisions::Table)
        .value(Revisions::Value, Expr::col(Revisions::Value).add(1))
        .and_where(Expr::col(Revisions::Id).eq(1))
        .take();
    txn.execute(&update).await.map(|_| ())
}

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("revision", |rocket| async {
        let revision = Revision::default();
        if let Some(db) = rocket.state::<Database>().cloned() {
            if let Err(error) = revision.refresh(&db).await {
                tracing::warn!(%error, "the revision could not be read");
            }
            let followed = revision.clone();
            tokio::spawn(async move { followed.follow(&db).await });
        }
        rocket.manage(revision)
    })
}
