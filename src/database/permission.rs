//! Whether whoever runs the program may write the database: another may own the file, its disk may only be read, and a
//! standby only reads.

use sea_orm::{ConnectionTrait, DbErr};

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
}
