//! The ids that a database has given out. One whose row is gone is not given again in the new house either: the audit
//! trail may still speak of it.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement, Value};

/// Lets the new database count on where the old one stands. What PostgreSQL counts is not taken back with a transaction;
/// after one that fails the next copy sets it again.
pub async fn carry_over(reading: &DatabaseTransaction, writing: &DatabaseTransaction) -> Result<(), DbErr> {
    let backend = reading.get_database_backend();
    let given = if backend == DbBackend::Sqlite { GIVEN_IN_SQLITE } else { GIVEN_IN_POSTGRES };
    for row in reading.query_all_raw(Statement::from_string(backend, given)).await? {
        let (table, last): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        if last > 0 {
            set(writing, table, last).await?;
        }
    }
    Ok(())
}

async fn set(writing: &DatabaseTransaction, table: String, last: i64) -> Result<(), DbErr> {
    let backend = writing.get_database_backend();
    if backend != DbBackend::Sqlite {
        let next = Statement::from_sql_and_values(backend, SET_IN_POSTGRES, [table.into(), last.into()]);
        return writing.query_one_raw(next).await.map(drop);
    }
    let values: [Value; 2] = [table.into(), last.into()];
    for (words, values) in [(FORGET_IN_SQLITE, &values[..1]), (SET_IN_SQLITE, &values[..])] {
        writing.execute_raw(Statement::from_sql_and_values(backend, words, values.to_vec())).await?;
    }
    Ok(())
}

/// Each table whose ids are counted, and the last that was given.
const GIVEN_IN_SQLITE: &str = "SELECT name, seq FROM sqlite_sequence";

const GIVEN_IN_POSTGRES: &str = "
    SELECT name, COALESCE(pg_sequence_last_value(CAST(pg_get_serial_sequence(quote_ident(name), id) AS regclass)), 0)
    FROM (SELECT CAST(table_name AS text) AS name, CAST(column_name AS text) AS id FROM information_schema.columns
        WHERE table_schema = current_schema() AND is_identity = 'YES') AS counted";

const FORGET_IN_SQLITE: &str = "DELETE FROM sqlite_sequence WHERE name = ?";

const SET_IN_SQLITE: &str = "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)";

const SET_IN_POSTGRES: &str = "SELECT setval(CAST(pg_get_serial_sequence(quote_ident($1), 'id') AS regclass), $2)";
