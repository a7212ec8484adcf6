//! The people on a page of the list.

use std::collections::{HashMap, HashSet};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{PAGE, SHEET, View};
use crate::database::Database;
use crate::error::Result;
use crate::events::Details;
use crate::language::Language;
use crate::mail::letter;
use crate::registrations::attendees::filter::Filter;
use crate::registrations::attendees::words::{short_moment, standing};
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::waiting_list;

/// Somebody on the list.
pub struct Row {
    pub id: Uuid,
    pub name: String,
    /// Of the box that chooses them.
    pub label: String,
    pub email: String,
    pub organisation: String,
    pub role: String,
    pub registered: String,
    pub tag: &'static str,
    pub state: String,
    /// Their last letter came back.
    pub unreached: bool,
}

/// Those of the event whom the filter means, as far as they stand on the page or the sheet.
pub(super) async fn of(db: &Database, details: &Details, filter: &Filter, view: View, l: Language) -> Result<Vec<Row>> {
    let found = filter.select_sorted(db, details.event.id);
    let found = match view.sheet {
        true => found.limit(SHEET),
        false => found.offset((view.page - 1) * PAGE).limit(PAGE),
    };
    let found = found.all(db.read()).await?;
    let positions = waiting_list::positions(db.read(), &found).await?;
    let unreached = unreached(db, &found).await?;
    let zone = details.event.zone();
    let row = |person: registration::Model| {
        let (tag, state) = standing(l, &person, positions.get(&person.id).copied(), zone);
        Row {
            id: person.id,
            label: l.fill("attendees-choose", [("name", &person.name)]),
            role: person.role.short_name(l),
            registered: short_moment(l, person.registered_at, zone),
            unreached: person.status != Status::Cancelled && unreached.contains(&person.id),
            tag,
            state,
            name: person.name,
            email: person.email,
            organisation: person.organisation,
        }
    };
    Ok(found.into_iter().map(row).collect())
}

/// Those whose last letter was given up.
async fn unreached(db: &Database, people: &[registration::Model]) -> Result<HashSet<Uuid>> {
    let letters: Vec<(Option<Uuid>, bool)> = letter::Entity::find()
        .filter(letter::Column::AboutId.is_in(people.iter().map(|p| p.id)))
        .select_only()
        .column(letter::Column::AboutId)
        .column_as(letter::Column::FailedAt.is_not_null(), "failed")
        .order_by_asc(letter::Column::PostedAt)
        .order_by_asc(letter::Column::Id)
        .into_tuple()
        .all(db.read())
        .await?;
    let last: HashMap<Uuid, bool> = letters.into_iter().filter_map(|(about, failed)| Some((about?, failed))).collect();
    Ok(last.into_iter().filter(|(_, failed)| *failed).map(|(id, _)| id).collect())
}
