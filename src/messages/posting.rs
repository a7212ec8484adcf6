//! Writing letters to many: some hundred at a time, each time in a transaction of its own, so that nobody waits at the
//! seat desk meanwhile. The ids follow from what the letters are for, so that whoever is stopped anywhere begins again,
//! even in two processes at once, and nobody gets one twice.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use super::silence;
use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::mail::{self, Letter};
use crate::registrations::registration;

/// How many letters one transaction writes.
const PIECE: u64 = 500;

/// What must still be true when a piece is written; it is asked in the transaction.
#[rocket::async_trait]
pub trait Occasion: Sync {
    async fn still_stands(&self, txn: &DatabaseTransaction) -> Result<bool>;

    fn letter(&self, person: &registration::Model) -> Letter;
}

/// Writes a letter to each of `people` who has an address and did not ask for quiet. Says how many were written now, or
/// nothing when the occasion went away in between.
pub async fn to_each(
    db: &Database,
    now: DateTime<Utc>,
    people: Select<registration::Entity>,
    occasion: &impl Occasion,
) -> Result<Option<u64>> {
    let people = people
        .filter(registration::Column::Email.ne(""))
        .filter(silence::not_asked())
        .order_by_asc(registration::Column::Id)
        .limit(PIECE);
    let (mut after, mut written) = (Uuid::nil(), 0);
    loop {
        let some = people.clone().filter(registration::Column::Id.gt(after)).all(db.read()).await?;
        let Some(last) = some.last() else { return Ok(Some(written)) };
        after = last.id;
        let letters = some.iter().map(|person| occasion.letter(person)).collect();
        let txn = db.begin().await?;
        if !occasion.still_stands(&txn).await? {
            return Ok(None);
        }
        written += mail::post_once(&txn, now, letters).await?;
        txn.commit().await?;
    }
}

/// The event as it is now, if it was not called off, withdrawn or deleted.
pub async fn event_that_takes_place(txn: &DatabaseTransaction, id: i32) -> Result<Option<event::Model>> {
    let found = event::Entity::find_by_id(id).one(txn).await?;
    Ok(found.filter(|event| event.is_public() && event.cancelled_at.is_none()))
}
