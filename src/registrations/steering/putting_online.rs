//! Putting drafts online, one or several at once, and taking one back while nobody has registered.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Refusal, done, locked, note, registered};
use crate::error::Result;
use crate::events::{event, publishing};
use crate::organisers::Authority;
use crate::organisers::audit::Act;
use crate::registrations::Reception;

/// Shows an event to everyone.
pub async fn publish(at: &Reception<'_>, who: &Authority, id: i32) -> Result<Result<event::Model, Refusal>> {
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let event = locked(&txn, id).await?;
    let published = show(&txn, now, who, event).await?;
    if published.is_ok() {
        done(at, txn).await?;
    }
    Ok(published)
}

/// Shows several events to everyone, in one deed, and answers with how many of them are news. What was called off before
/// anybody saw it stays unseen.
pub async fn publish_all(at: &Reception<'_>, who: &Authority, ids: &[i32]) -> Result<usize> {
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    // All of them are locked before the first one raises the revision: others lock their event first too.
    let events = event::Entity::find()
        .filter(event::Column::Id.is_in(ids.iter().copied()))
        .filter(event::Column::DeletedAt.is_null())
        .order_by_asc(event::Column::Id)
        .lock_exclusive()
        .all(&txn)
        .await?;
    let mut news = 0;
    for event in events.into_iter().filter(|event| !event.is_public()) {
        news += usize::from(show(&txn, now, who, event).await?.is_ok());
    }
    done(at, txn).await?;
    Ok(news)
}

async fn show(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    who: &Authority,
    event: event::Model,
) -> Result<Result<event::Model, Refusal>> {
    if event.cancelled_at.is_some() && !event.is_public() {
        return Ok(Err(Refusal::Cancelled));
    }
    let news = !event.is_public();
    let event = publishing::publish(txn, now, event).await?;
    if news {
        note(txn, now, who, Act::EventPublished, &event, &[]).await?;
    }
    Ok(Ok(event))
}

/// Takes an event back; only while nobody has registered.
pub async fn unpublish(at: &Reception<'_>, who: &Authority, id: i32) -> Result<Result<event::Model, Refusal>> {
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let event = locked(&txn, id).await?;
    if event.cancelled_at.is_some() {
        return Ok(Err(Refusal::Cancelled));
    }
    if registered(&txn, id).await? > 0 {
        return Ok(Err(Refusal::Registered));
    }
    let news = event.is_public();
    let event = publishing::unpublish(&txn, now, event).await?;
    if news {
        note(&txn, now, who, Act::EventUnpublished, &event, &[]).await?;
    }
    done(at, txn).await?;
    Ok(Ok(event))
}
