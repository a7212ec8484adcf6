//! Making a series, and changing what it says. Each raises the revision first: whoever else makes or changes one waits
//! until it is done.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use serde_json::json;

use crate::database::Database;
use crate::error::{Error, Result};
use crate::language::Texts;
use crate::mark::Mark;
use crate::organisers::audit::{self, Act, Subject};
use crate::organisers::organiser;
use crate::regions::series;
use crate::revision;
use crate::slug;

/// What a series says; everything is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub region_id: i32,
    pub umbrella: bool,
    pub titles: Texts,
    pub summaries: Texts,
}

impl Said {
    pub fn of(series: &series::Model) -> Said {
        Said {
            region_id: series.region_id,
            umbrella: series.umbrella,
            titles: series.titles.clone(),
            summaries: series.summaries.clone(),
        }
    }

    pub fn mark(&self) -> Mark {
        Mark::of(&json!([self.region_id, self.umbrella, self.titles, self.summaries]))
    }

    fn row(&self) -> series::ActiveModel {
        series::ActiveModel {
            region_id: Set(self.region_id),
            umbrella: Set(self.umbrella),
            titles: Set(self.titles.clone()),
            summaries: Set(self.summaries.clone()),
            ..Default::default()
        }
    }

    fn subject(&self) -> Subject {
        Subject::named(Some(self.region_id), &self.titles)
    }
}

/// Makes one, with an address of its own.
pub async fn add(db: &Database, now: DateTime<Utc>, who: &organiser::Model, said: Said) -> Result<()> {
    let txn = db.begin().await?;
    revision::raise(&txn, now).await?;
    let slug = Set(free_slug(&txn, &said.titles.nl).await?);
    series::ActiveModel { slug, ..said.row() }.insert(&txn).await?;
    audit::note(&txn, now, Some(who), Act::SeriesAdded, said.subject(), &[]).await?;
    txn.commit().await?;
    Ok(())
}

/// Somebody else changed it since it was seen, into this.
pub struct Overtaken(pub Said);

/// Changes one, if it says what was `seen`.
pub async fn change(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    id: i32,
    said: Said,
    seen: &Mark,
) -> Result<Result<(), Overtaken>> {
    let txn = db.begin().await?;
    revision::raise(&txn, now).await?;
    // The revision's row lets one in at a time. A lock on this row too would wait for whoever puts an event into the
    // series and then wants the revision.
    let found = series::Entity::find_by_id(id).one(&txn).await?.ok_or(Error::NotFound)?;
    let before = Said::of(&found);
    if before == said {
        return Ok(Ok(()));
    }
    if seen.is_overtaken(&before.mark()) {
        return Ok(Err(Overtaken(before)));
    }
    series::ActiveModel { id: Set(id), ..said.row() }.update(&txn).await?;
    audit::note(&txn, now, Some(who), Act::SeriesChanged, said.subject(), &[]).await?;
    txn.commit().await?;
    Ok(Ok(()))
}

/// "webinars-over-wonen", or "webinars-over-wonen-2" where that is taken.
async fn free_slug(txn: &DatabaseTransaction, title: &str) -> Result<String> {
    let name = slug::words(title).unwrap_or_else(|| "series".to_string());
    let mut slug = name.clone();
    let mut number = 2;
    while series::Entity::find().filter(series::Column::Slug.eq(&slug)).one(txn).await?.is_some() {
        slug = format!("{name}-{number}");
        number += 1;
    }
    Ok(slug)
}
