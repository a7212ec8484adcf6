//! Two people at once: what one typed and what the other saved meanwhile, laid beside each other with the help of the
//! audit trail. Nothing is lost: what only the other touched is taken over, and what both touched stays as it was typed
//! here, with the other's words beside it.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use super::fields::Form;
use crate::database::Database;
use crate::error::Result;
use crate::events::sheet::{GROUPS, Row, Sheet};
use crate::organisers::audit::{self, Act};

/// A field or group that others changed: what it was, and who was the last.
struct Touched {
    before: Value,
    who: String,
}

/// Brings the form up to what is saved `now`; answers with the names of those who saved it.
pub async fn merge(db: &Database, event_id: i32, version: i32, form: &mut Form, now: &Sheet) -> Result<Vec<String>> {
    let touched = touched_since(db, event_id, version).await?;
    let mut names: Vec<String> = Vec::new();
    for (field, touched) in touched {
        if !touched.who.is_empty() && !names.contains(&touched.who) {
            names.push(touched.who.clone());
        }
        let (mine, theirs) = (form.sheet.value(&field), now.value(&field));
        if mine == theirs {
            continue;
        }
        if mine == touched.before {
            form.sheet.take(&field, now);
            continue;
        }
        let words = form.words_of(&field, now);
        let key = if words.is_empty() { "plan-they-emptied" } else { "plan-they-wrote" };
        let said = form.l.fill(key, [("name", &touched.who), ("words", &words)]);
        form.theirs.insert(field.clone(), said);
        if GROUPS.iter().any(|(group, _)| *group == field) {
            let before: Vec<Row> = serde_json::from_value(touched.before).unwrap_or_default();
            form.sheet.reconcile(&field, &before, now.rows(&field));
        }
    }
    Ok(names)
}

async fn touched_since(db: &Database, event_id: i32, version: i32) -> Result<BTreeMap<String, Touched>> {
    let entries = audit::Entity::find()
        .filter(audit::Column::EventId.eq(event_id))
        .filter(audit::Column::Act.is_in([Act::EventChanged, Act::CapacityChanged]))
        .order_by_asc(audit::Column::Id)
        .all(db.read())
        .await?;
    let mut touched: BTreeMap<String, Touched> = BTreeMap::new();
    for entry in entries {
        if entry.facts["version"].as_i64().is_none_or(|saved| saved <= i64::from(version)) {
            continue;
        }
        for (field, pair) in entry.facts["changed"].as_object().into_iter().flatten() {
            let who = entry.organiser_name.clone();
            match touched.get_mut(field) {
                Some(known) => known.who = who,
                None => {
                    touched.insert(field.clone(), Touched { before: pair[0].clone(), who });
                }
            }
        }
    }
    Ok(touched)
}
