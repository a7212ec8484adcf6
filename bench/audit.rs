//! Holds the callers' books beside the rows: whoever was told that they are in is in, once, with the seat or the place
//! that they were told, in the order of the line; nobody sits where there is no room; everybody has one letter.

use std::collections::{HashMap, HashSet};

use samenkomst::config::{self, Config};
use samenkomst::database::Database;
use samenkomst::events::event;
use samenkomst::mail::letter;
use samenkomst::registrations::registration::{self, Status};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::Done;

pub async fn compare(slug: &str, books: &[&str]) -> Done {
    let config = Config::read(&config::figment())?;
    let db = Database::connect(&config.database_url).await?;
    let found = event::Entity::find().filter(event::Column::Slug.eq(slug)).one(db.read()).await?;
    let event = found.ok_or("no such event")?;
    let rows = registration::Entity::find()
        .filter(registration::Column::EventId.eq(event.id))
        .order_by_asc(registration::Column::Place)
        .all(db.read())
        .await?;
    let by_email: HashMap<&str, &registration::Model> = rows.iter().map(|r| (r.email_key.as_str(), r)).collect();
    let line: HashMap<Uuid, usize> = waiting(&rows).enumerate().map(|(n, r)| (r.id, n + 1)).collect();
    let mut wrong = Vec::new();
    let mut told = 0;
    for book in books {
        for entry in std::fs::read_to_string(book)?.lines() {
            told += 1;
            let words: Vec<&str> = entry.split(' ').collect();
            let [email, status, place] = words.as_slice() else { return Err(format!("{book}: {entry}").into()) };
            match by_email.get(email) {
                None => wrong.push(format!("{email} was told \"{status}\" and is not there")),
                Some(row) if row.status.code() != *status => {
                    wrong.push(format!("{email} was told \"{status}\" and is {}", row.status.code()));
                }
                Some(row) if row.status == Status::Waitlisted && line[&row.id].to_string() != *place => {
                    wrong.push(format!("{email} was told place {place} and has {}", line[&row.id]));
                }
                Some(_) => {}
            }
        }
    }
    if by_email.len() != rows.len() {
        wrong.push(format!("{} rows for {} addresses", rows.len(), by_email.len()));
    }
    let confirmed = rows.iter().filter(|r| r.status == Status::Confirmed).count();
    let seats = event.capacity.map_or(usize::MAX, |capacity| capacity as usize);
    if confirmed > seats || (confirmed < seats && !line.is_empty()) {
        wrong.push(format!("{confirmed} people on {seats} seats while {} wait", line.len()));
    }
    wrong.extend(letters(&db, &rows).await?);
    println!(
        "{told} were told; {} are there: {confirmed} seated, {} waiting, {} whose answer was lost",
        rows.len(),
        line.len(),
        rows.len() - told.min(rows.len())
    );
    match wrong.as_slice() {
        [] => Ok(()),
        [first, ..] => Err(format!("{} faults, such as: {first}", wrong.len()).into()),
    }
}

fn waiting(rows: &[registration::Model]) -> impl Iterator<Item = &registration::Model> {
    rows.iter().filter(|r| r.status == Status::Waitlisted)
}

/// Each registration has one letter, with its own id.
async fn letters(db: &Database, rows: &[registration::Model]) -> Result<Vec<String>, sea_orm::DbErr> {
    let ids = letter::Entity::find().select_only().columns([letter::Column::Id, letter::Column::AboutId]);
    let ids: Vec<(Uuid, Option<Uuid>)> = ids.into_tuple().all(db.read()).await?;
    let first: HashSet<Uuid> = ids.iter().map(|(id, _)| *id).collect();
    let mut counts: HashMap<Uuid, usize> = HashMap::new();
    ids.iter().filter_map(|(_, about)| *about).for_each(|about| *counts.entry(about).or_default() += 1);
    let wrong = rows.iter().filter(|r| !first.contains(&r.id) || counts.get(&r.id) != Some(&1));
    Ok(wrong.map(|r| format!("{} has {} letters", r.email, counts.get(&r.id).unwrap_or(&0))).collect())
}
