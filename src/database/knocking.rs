//! A pool that finds PostgreSQL shut knocks until its time is up, and then says no more than that. One connection without a
//! pool tells why.

use std::time::Duration;

use rocket::tokio::time::timeout;
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{self, Connection};
use sea_orm::{ConnectOptions, DatabaseConnection, DbErr, RuntimeErr};

/// A pool of connections to PostgreSQL; an error says what was in the way.
pub(super) async fn pool(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let url = options.get_url().to_string();
    match sea_orm::Database::connect(options).await {
        Err(DbErr::Conn(RuntimeErr::SqlxError(why))) if matches!(*why, sqlx::Error::PoolTimedOut) => {
            let why = in_the_way(&url).await.map_or(why, Into::into);
            Err(DbErr::Conn(RuntimeErr::SqlxError(why)))
        }
        other => other,
    }
}

/// Nothing, if it opens now, or if nobody answers.
async fn in_the_way(url: &str) -> Option<sqlx::Error> {
    timeout(MOMENT, PgConnection::connect(url)).await.ok()?.err()
}

const MOMENT: Duration = Duration::from_secs(1);
