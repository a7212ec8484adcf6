//! Whether the file behind SQLite is whole, also where nobody looks for months: a disk that fails, or a copy of a file in
//! use, damages it here and there.

use sea_orm::{ConnectionTrait, DbErr, Statement};

use super::Database;

impl Database {
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
}

const PAGES: &str = "PRAGMA quick_check(10)";

/// A row may point at what is there alone; a file that was changed by hand may have lost it.
const ROWS: &str = "SELECT DISTINCT 'rows of ' || \"table\" || ' point at ' || parent || ' that are not there' \
    FROM pragma_foreign_key_check";
