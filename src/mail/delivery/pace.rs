//! How many letters leave in a minute. Every process takes its slots from one row in the database, so that all of them
//! together keep to the limit; and slots come one after the other, so that a minute's letters do not leave in its first
//! second.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Statement, Value};

use crate::database::Database;
use crate::error::Result;

const MINUTE: i64 = 60_000_000;

/// A limit, kept as a leaky bucket (the generic cell rate algorithm of ITU-T I.371, annex A): the row holds when the next
/// slot would be free if none had been saved up. In no sixty seconds more slots are given than the limit; what is under
/// way in a process that stalls for a while (at most `burst` letters of each) may leave later, with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How many slots a quiet time saves up.
    burst: i64,
    /// From one slot to the next, in microseconds.
    interval: i64,
}

/// The slots that are free now; the row is locked until the transaction ends.
pub struct Slots {
    pace: Pace,
    now: i64,
    next_free: i64,
}

impl Pace {
    /// At most so many letters in any sixty seconds; at least 1.
    pub fn per_minute(limit: u32) -> Pace {
        let limit = i64::from(limit.max(1));
        let burst = (limit / 20).clamp(1, 50);
        // What was saved up counts in the same minute.
        let steady = limit - burst + 1;
        Pace { burst, interval: (MINUTE + steady - 1) / steady }
    }

    /// Locks the row, so that no other process takes the same slots.
    pub async fn slots(self, txn: &DatabaseTransaction, db: &Database, now: DateTime<Utc>) -> Result<Slots> {
        let lock = if db.is_sqlite() { "" } else { " FOR UPDATE" };
        let sql = format!("SELECT next_free FROM mail_pace WHERE id = 1{lock}");
        let row = txn.query_one_raw(Statement::from_string(txn.get_database_backend(), sql)).await?;
        let row = row.ok_or_else(|| DbErr::RecordNotFound("the row of mail_pace".into()))?;
        let (now, next_free) = (now.timestamp_micros(), row.try_get::<i64>("", "next_free")?);
        // No slot is given so far ahead: somebody's clock was wrong.
        let lost = next_free > now + self.burst * self.interval + MINUTE;
        Ok(Slots { pace: self, now, next_free: if lost { now } else { next_free.max(now) } })
    }
}

impl Slots {
    /// How many letters may be claimed now.
    pub fn free(&self) -> u64 {
        let taken = (self.next_free - self.now + self.pace.interval - 1) / self.pace.interval;
        (self.pace.burst - taken).max(0) as u64
    }

    /// Until there is room again for a quarter of what may leave together: each claim is a question to the database.
    pub fn pause(&self) -> Duration {
        let step = (self.pace.burst + 3) / 4;
        let wait = self.next_free - self.now - (self.pace.burst - step) * self.pace.interval;
        TimeDelta::microseconds(wait.max(0)).to_std().unwrap_or_default()
    }

    /// Takes slots for so many letters.
    pub async fn take(&mut self, txn: &DatabaseTransaction, letters: usize) -> Result<()> {
        self.next_free += letters as i64 * self.pace.interval;
        let values: [Value; 1] = [self.next_free.into()];
        let sql = "UPDATE mail_pace SET next_free = $1 WHERE id = 1";
        txn.execute_raw(Statement::from_sql_and_values(txn.get_database_backend(), sql, values)).await?;
        Ok(())
    }
}
