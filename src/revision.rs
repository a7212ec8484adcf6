//! A number that rises with every public change, so that feeds and pages may be kept until it moves; and a second one
//! that rises with every batch at the seat desk, for pages that show free seats.
//!
//! The change raises it in its own transaction (`raise`); this process sees it at once (`refresh` after the commit),
//! other processes within half a second (`follow`).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use rocket::fairing::AdHoc;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnAcquireErr, ConnectionTrait, DatabaseTransaction, DbErr, DeriveIden, ExprTrait};
use tokio::sync::Mutex;

use crate::database::{Database, Script};

#[derive(DeriveIden)]
enum Revisions {
    Table,
    Id,
    Value,
    RaisedAt,
}

/// The row that counts public changes; the second one counts batches at the seat desk.
const PUBLIC: i32 = 1;

/// While a crowd comes, pages show the seats as they were at most so long ago: made anew for each batch at the desk, they
/// would take the machine from those who wait for a seat.
const BREATH: Duration = Duration::from_millis(250);

/// The newest numbers that this process knows of. The first never falls, so that what was kept at one is not taken for
/// what is so at another of the same value.
#[derive(Clone, Debug)]
pub struct Revision {
    public: Arc<AtomicI64>,
    seats: Arc<AtomicI64>,
    /// The number of the seats that pages show, and when it became that: in milliseconds after `since`.
    shown: Arc<AtomicI64>,
    shown_at: Arc<AtomicU64>,
    since: Instant,
    /// Taken while the numbers are read: of two who read at once, the one who read first could write last. It holds how far
    /// the first is ahead of the database's.
    reading: Arc<Mutex<i64>>,
}

impl Default for Revision {
    fn default() -> Revision {
        let (public, seats, shown) = Default::default();
        Revision { public, seats, shown, shown_at: Arc::default(), since: Instant::now(), reading: Arc::default() }
    }
}

impl Revision {
    pub fn current(&self) -> i64 {
        self.public.load(Ordering::Acquire)
    }

    /// Rises with the batches at the seat desk as well.
    pub fn seats(&self) -> i64 {
        let (newest, shown) = (self.seats.load(Ordering::Acquire), self.shown.load(Ordering::Acquire));
        let shown_for = (self.since.elapsed().as_millis() as u64).saturating_sub(self.shown_at.load(Ordering::Acquire));
        if newest > shown && shown_for >= BREATH.as_millis() as u64 {
            self.show_seats(newest);
            return newest;
        }
        shown
    }

    fn show_seats(&self, value: i64) {
        self.shown_at.store(self.since.elapsed().as_millis() as u64, Ordering::Release);
        self.shown.fetch_max(value, Ordering::AcqRel);
    }

    /// Reads both numbers anew; call it after a commit that raised the first.
    pub async fn refresh(&self, db: &Database) -> Result<(), DbErr> {
        let mut ahead = self.reading.lock().await;
        let query = Query::select().columns([Revisions::Id, Revisions::Value]).from(Revisions::Table).take();
        for row in db.read().query_all(&query).await? {
            match row.try_get_by_index::<i32>(0)? {
                PUBLIC => {
                    let value: i64 = row.try_get_by_index(1)?;
                    // A database that was put back, and a standby that lagged, come to the same numbers by another way.
                    if value + *ahead < self.current() {
                        *ahead = self.current() + 1 - value;
                    }
                    self.public.store(value + *ahead, Ordering::Release);
                }
                _ => self.saw_seats(row.try_get_by_index(1)?, false),
            }
        }
        Ok(())
    }

    /// Seats changed, and the change is committed; pages show it at once, unless there is a crowd.
    pub fn saw_seats(&self, value: i64, in_a_crowd: bool) {
        self.seats.fetch_max(value, Ordering::AcqRel);
        if !in_a_crowd {
            self.show_seats(value);
        }
    }

    /// Follows what other processes change, until the task is dropped or the database is closed, as it is at the end.
    pub async fn follow(&self, db: &Database) {
        loop {
            tokio::time::sleep(Duration::from_millis(500)).await;
            match self.refresh(db).await {
                Ok(()) => {}
                Err(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed)) => return,
                Err(error) => tracing::warn!(%error, "the revision could not be read"),
            }
        }
    }
}

/// Joins the transaction of a public change: everything that was kept is stale once it commits.
pub async fn raise(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<(), DbErr> {
    let update = Query::update()
        .table(Revisions::Table)
        .value(Revisions::Value, Expr::col(Revisions::Value).add(1))
        .and_where(Expr::col(Revisions::Id).eq(PUBLIC))
        .take();
    txn.execute(&update).await?;
    // Several machines raise it, and their clocks differ: the date never goes back.
    let later = Expr::col(Revisions::RaisedAt).is_null().or(Expr::col(Revisions::RaisedAt).lt(now));
    let update = Query::update()
        .table(Revisions::Table)
        .value(Revisions::RaisedAt, now)
        .and_where(Expr::col(Revisions::Id).eq(PUBLIC))
        .and_where(later)
        .take();
    txn.execute(&update).await.map(drop)
}

/// When the last public change was; none before the first.
pub async fn raised_at(db: &Database) -> Result<Option<DateTime<Utc>>, DbErr> {
    let query = Query::select()
        .column(Revisions::RaisedAt)
        .from(Revisions::Table)
        .and_where(Expr::col(Revisions::Id).eq(PUBLIC))
        .take();
    let row = db.read().query_one(&query).await?;
    row.map_or(Ok(None), |row| row.try_get_by_index(0))
}

/// Ends what a batch at the seat desk writes, and returns the number to show (`saw_seats`) once it commits.
pub const SEATS_CHANGED: &str = "UPDATE revisions SET value = value + 1 WHERE id = 2 RETURNING value";

/// The same in a script that may come to nothing (`Line::run_while`); also returns the number of the transaction.
pub const SEATS_CHANGED_WHILE: &str = "UPDATE revisions SET value = value + 1 FROM unchanged WHERE id = 2 \
    RETURNING value, CAST(CAST(revisions.xmin AS text) AS bigint)";

/// Runs what a batch at the seat desk writes; answers with the number to show once it commits.
pub async fn raise_seats(txn: &DatabaseTransaction, mut script: Script) -> Result<i64, DbErr> {
    script.then(SEATS_CHANGED);
    let row = script.run(txn).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
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
