//! Whom an old message was for is somebody's name as often as not, or some people one by one: that goes when the people
//! of its event are forgotten. How many were chosen stays, and a dash where a word stood, so that whoever uses the message
//! again does not write to everybody.

use sea_orm::{ColumnTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::message::{self, Audience, Column};
use crate::clock::Clock;
use crate::database::Database;
use crate::error::Result;
use crate::registrations::attendees::Filter;
use crate::registrations::forgetting::{NOBODY, ROWS, long_over};

/// A message, without its texts.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "message::Entity")]
struct Addressed {
    id: Uuid,
    audience: Audience,
}

/// Forgets whom the messages of events were for that are long over.
pub async fn forget(db: &Database, clock: &Clock) -> Result<()> {
    let now = clock.now();
    let mut last = Uuid::nil();
    loop {
        let some = message::Entity::find()
            .filter(Column::Id.gt(last))
            .filter(Column::EventId.in_subquery(long_over(now)))
            .order_by_asc(Column::Id)
            .limit(ROWS)
            .into_partial_model::<Addressed>()
            .all(db.read())
            .await?;
        let Some(end) = some.last() else { return Ok(()) };
        last = end.id;
        for message in some {
            blank(db, message).await?;
        }
    }
}

async fn blank(db: &Database, message: Addressed) -> Result<()> {
    let nameless = nameless(&message.audience.0);
    if nameless != message.audience.0 {
        let row = message::ActiveModel { audience: Set(Audience(nameless)), ..Default::default() };
        message::Entity::update_many().set(row).filter(Column::Id.eq(message.id)).exec(db.write()).await?;
    }
    Ok(())
}

fn nameless(filter: &Filter) -> Filter {
    let mut filter = filter.clone();
    if !filter.words.is_empty() {
        filter.words = NOBODY.to_string();
    }
    if let Some((_, answer)) = &mut filter.answer {
        *answer = NOBODY.to_string();
    }
    filter.ids.fill(Uuid::nil());
    filter
}
