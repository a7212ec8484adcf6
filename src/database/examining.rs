//! What the doctor asks of a database: whether whoever runs the program may write it (another may own the file, its disk
//! may only be read, and a standby only reads), and whether the file behind SQLite is whole, also where nobody looks for
//! months (a disk that fails, or a copy of a file in use, damages it here and there); and whether a PostgreSQL that was made
//! for one alphabet will refuse the names of others.

use sea_orm::{ConnectionTrait, DbErr, Statement};

use super::Database;

impl Database {
    /// Tries a write and takes it back. Needs the schema; an error says why nothing can be written.
    pub async fn check_permission(&self) -> Result<(), DbErr> {
        match self.try_writing().await {
            // It is written at that very moment, by a crowd or a copy.
            Err(error) if self.is_sqlite() && error.to_string().contains("database is locked") => Ok(()),
            tried => tried,
        }
    }

    async fn try_writing(&self) -> Result<(), DbErr> {
        let txn = self.begin().await?;
        txn.execute_unprepared("UPDATE revisions SET value = value WHERE id = 2").await?;
        txn.rollback().await
    }

    /// What is damaged in the SQLite file, in SQLite's words; never anything in PostgreSQL, which looks after its files
    /// itself. Reads the whole file.
    pub async fn damages(&self) -> Result<Vec<String>, DbErr> {
        let mut damages = Vec::new();
        if self.is_sqlite() {
            for question in [PAGES, ROWS] {
                let asked = Statement::from_string(self.reader.get_database_backend(), question);
                for row in self.reader.query_all_raw(asked).await? {
                    damages.push(row.try_get_by_index::<String>(0)?);
                }
            }
        }
        damages.retain(|said| said != "ok");
        damages.dedup();
        Ok(damages)
    }

    /// The encoding of a PostgreSQL that does not hold every letter: `LATIN1`. None: it does, as SQLite always does.
    pub async fn narrow_encoding(&self) -> Result<Option<String>, DbErr> {
        if self.is_sqlite() {
            return Ok(None);
        }
        let asked = Statement::from_string(self.reader.get_database_backend(), "SHOW server_encoding");
        let Some(row) = self.reader.query_one_raw(asked).await? else { return Ok(None) };
        Ok(Some(row.try_get_by_index::<String>(0)?).filter(|encoding| !HOLD_ALL.contains(&encoding.as_str())))
    }
}

/// The encodings in which PostgreSQL keeps any name; the second takes bytes as they come.
const HOLD_ALL: [&str; 2] = ["UTF8", "SQL_ASCII"];

const PAGES: &str = "PRAGMA quick_check(10)";

/// A row may point at what is there alone; a file that was changed by hand may have lost it.
const ROWS: &str = "SELECT DISTINCT 'rows of ' || \"table\" || ' point at ' || parent || ' that are not there' \
    FROM pragma_foreign_key_check";
