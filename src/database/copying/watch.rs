//! That nobody else works with the old database: what they accept meanwhile would be lost with a good conscience.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use crate::database::{Database, alone};

/// Ends unkept when it is dropped.
pub struct Watch(DatabaseTransaction);

impl Watch {
    /// None when somebody works with it. Whether anybody has a file open must have been asked before we had it open
    /// ourselves (`is_in_use`).
    pub async fn over(from: &Database) -> Result<Option<Watch>, DbErr> {
        Ok(from.keep_others_out().await?.map(Watch))
    }

    /// Keeps what was written, if nobody came meanwhile; says whether it did.
    pub async fn keep(self, from: &Database, writing: DatabaseTransaction) -> Result<bool, DbErr> {
        let Watch(held) = self;
        let Some(file) = &from.file else {
            // After a connection that was lost anybody could have come.
            held.execute_unprepared("SELECT 1").await?;
            writing.commit().await?;
            return Ok(true);
        };
        // Nobody could write in the file, but whoever opened it would do so from now on.
        held.rollback().await?;
        from.clone().close().await;
        let alone = alone::take(&file.path).map_err(|e| DbErr::Custom(format!("{}: {e}", file.path.display())))?;
        let is_alone = alone.is_some();
        if is_alone {
            writing.commit().await?
        } else {
            writing.rollback().await?
        }
        // Only now may anybody open it again.
        drop(alone);
        Ok(is_alone)
    }
}
