//! Forgetting one person who asks for it: at once what is forgotten of everybody after a year.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Query;
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{nameless, reasons};
use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::mail::letter;
use crate::organisers::audit::{self, Act, Subject};
use crate::organisers::organiser;
use crate::registrations::registration::{self, Status};
use crate::registrations::self_service::{calendar_key, calendar_reply, handover};

/// Forgets who registered, if they hold nothing that others wait for: they cancelled, or the event is over or called
/// off. Answers whether they are forgotten now.
pub async fn forget_one(
    db: &Database,
    now: DateTime<Utc>,
    event: &event::Model,
    id: Uuid,
    by: &organiser::Model,
) -> Result<bool> {
    let txn = db.begin().await?;
    // Whoever comes back at this moment waits for this row, or was seen below; the seat desk takes it first, too.
    let Some(event) = event::Entity::find_by_id(event.id).lock_exclusive().one(&txn).await? else {
        return Ok(false);
    };
    let ended = event.is_past(now) || event.cancelled_at.is_some();
    let found = registration::Entity::find_by_id(id).one(&txn).await?;
    let may_go = |person: &registration::Model| ended || person.status == Status::Cancelled;
    let Some(person) = found.filter(|person| !person.email.is_empty() && may_go(person)) else {
        return Ok(false);
    };
    drop_all_about(&txn, &person).await?;
    nameless(person).update(&txn).await?;
    reasons::drop_of(&txn, id).await?;
    calendar_key::withdraw_orphans(&txn, now).await?;
    let subject = Subject { registration_id: Some(id), ..event.subject() };
    audit::note(&txn, now, Some(by), Act::RegistrationForgotten, subject, &[]).await?;
    txn.commit().await?;
    Ok(true)
}

/// Offers that they made, and those that others made to them; letters about any of it; what calendars answered.
async fn drop_all_about(txn: &DatabaseTransaction, person: &registration::Model) -> Result<()> {
    let of_this_event = Query::select()
        .column(registration::Column::Id)
        .from(registration::Entity)
        .and_where(registration::Column::EventId.eq(person.event_id))
        .take();
    let to_them = Condition::all()
        .add(handover::Column::Email.eq(person.email.as_str()))
        .add(handover::Column::RegistrationId.in_subquery(of_this_event));
    let offers = Condition::any().add(handover::Column::RegistrationId.eq(person.id)).add(to_them);
    let offers = handover::Entity::find().filter(offers).select_only().column(handover::Column::Id);
    let offers: Vec<Uuid> = offers.into_tuple().all(txn).await?;
    let about = [&offers[..], &[person.id]].concat();
    letter::Entity::delete_many().filter(letter::Column::AboutId.is_in(about)).exec(txn).await?;
    handover::Entity::delete_many().filter(handover::Column::Id.is_in(offers)).exec(txn).await?;
    let replies = calendar_reply::Column::RegistrationId.eq(person.id);
    calendar_reply::Entity::delete_many().filter(replies).exec(txn).await?;
    Ok(())
}
