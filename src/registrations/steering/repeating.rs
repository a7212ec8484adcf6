//! An event that comes again: a draft of it for each of many days, made in one deed.

use chrono::{Datelike, NaiveDate};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{done, note};
use crate::error::{Fault, Result};
use crate::events::copying::{self, Wish};
use crate::events::{Details, event};
use crate::mail::id_for;
use crate::organisers::audit::{Act, Fact};
use crate::organisers::{Authority, Deed, may};
use crate::regions::region;
use crate::registrations::Reception;
use crate::revision;

/// Makes a draft of the same for each of these days, all of them or none, and answers with them. A `form` makes one for a
/// day and no second, however often it is sent; `region` is the host, if it is another.
pub async fn repeat(
    at: &Reception<'_>,
    who: &Authority,
    source: &Details,
    region: Option<&region::Model>,
    days: &[NaiveDate],
    form: Uuid,
) -> Result<Result<Vec<event::Model>, Vec<Fault>>> {
    let host = region.map_or(source.region.id, |region| region.id);
    may(who, Deed::WriteEvents, &[host], &at.network)?;
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    // Whoever sends the form again meanwhile waits here, and then finds what was made.
    revision::raise(&txn, now).await?;
    let mut drafts = Vec::with_capacity(days.len());
    for day in days {
        let uid = identity(form, source, *day);
        if let Some(made) = event::Entity::find().filter(event::Column::Uid.eq(uid)).one(&txn).await? {
            // What was deleted since stays deleted.
            drafts.extend(made.deleted_at.is_none().then_some(made));
            continue;
        }
        let wish = Wish { day: *day, region, title: None, series: None };
        let draft = match copying::copy_as(&txn, now, source, &wish, uid).await? {
            Ok(draft) => draft,
            Err(faults) => return Ok(Err(faults)),
        };
        note(&txn, now, who, Act::EventCopied, &draft, &[(Fact::Of, json!(source.event.slug))]).await?;
        drafts.push(draft);
    }
    done(at, txn).await?;
    Ok(Ok(drafts))
}

/// The identity of what this form makes of this event for this day.
fn identity(form: Uuid, source: &Details, day: NaiveDate) -> Uuid {
    let (source, day) = (source.event.id.to_be_bytes(), day.num_days_from_ce().to_be_bytes());
    id_for("repeat", &[form.as_bytes(), &source, &day])
}
