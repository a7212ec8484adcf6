//! A line to PostgreSQL that the seat desk has for itself, for few, plain statements. A pool asks each connection that comes
//! back whether it is still there, which is a journey more, and hands out another one meanwhile: so a batch met eight of
//! PostgreSQL's processes in turn, each with cold caches.

use std::sync::Arc;

use sea_orm::sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgRow};
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::{AssertSqlSafe, ConnectOptions, Executor, Postgres};
use sea_orm::{DbErr, QueryResult, RuntimeErr, sqlx};

use super::script::{Script, Unchanged};
use super::{BY_KEY, alone};

/// PostgreSQL knows how long an array is and hopes to gain from it, so it would plan each batch anew, for half a millisecond.
const PLAN_ONCE: &str = "SET plan_cache_mode = force_generic_plan";

/// A connection of one's own, opened when it is first needed and given up after any error.
#[derive(Debug)]
pub struct Line {
    options: Arc<PgConnectOptions>,
    connection: Option<PgConnection>,
}

impl Line {
    pub(super) fn new(options: Arc<PgConnectOptions>) -> Line {
        Line { options, connection: None }
    }

    /// All rows that a statement finds, or returns of what it did.
    pub async fn find(
        &mut self,
        sql: String,
        values: impl IntoIterator<Item = String>,
    ) -> Result<Vec<QueryResult>, DbErr> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.open().await.map_err(away)?,
        };
        let query: Query<'_, Postgres, PgArguments> = sqlx::query(AssertSqlSafe(sql));
        let query = values.into_iter().fold(query, Query::bind);
        // All is fetched, so the transaction has ended when this does.
        let rows = connection.fetch_all(query).await.map_err(failed)?;
        // Only now it is put back: after an error or an interruption, nobody knows what is still on its way.
        self.connection = Some(connection);
        Ok(rows.into_iter().map(|row: PgRow| row.into()).collect())
    }

    /// Does it all in a transaction of its own, if the rows are still as they were read, and answers once it is kept: with
    /// the row that the last statement returns, or none if nothing was done.
    pub async fn run_while(&mut self, script: Script, unchanged: Unchanged) -> Result<Option<QueryResult>, DbErr> {
        let (sql, values) = script.at_once_while(unchanged)?;
        Ok(self.find(sql, values).await?.pop())
    }

    async fn open(&self) -> Result<PgConnection, sqlx::Error> {
        let mut connection = self.options.connect().await?;
        alone::come_in(&mut connection).await?;
        connection.execute(BY_KEY).await?;
        connection.execute(PLAN_ONCE).await?;
        Ok(connection)
    }
}

fn away(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error)))
}

fn failed(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(Arc::new(error)))
}
