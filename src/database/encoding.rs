//! Which letters a database can hold: a PostgreSQL that was made for one alphabet refuses the names of the others.

use sea_orm::{ConnectionTrait, DbErr, Statement};

use super::Database;

impl Database {
    /// The encoding of a PostgreSQL that does not hold every letter: `LATIN1`. None: it does, as SQLite always does.
    pub async fn narrow_encoding(&self) -> Result<Option<String>, DbErr> {
        if self.is_sqlite() {
            return Ok(None);
        }
        let asked = Statement::from_string(self.reader.get_database_backend(), "SHOW server_encoding");
        let Some(row) = self.reader.query_one_raw(asked).await? else { return Ok(None) };
        Ok(Some(row.try_get_by_index::<String>(0)?).filter(|encoding| encoding != "UTF8"))
    }
}
