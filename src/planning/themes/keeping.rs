//! Making a theme, changing one and removing it. Each raises the revision first: whoever else does so waits until it is
//! done.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rocket::form::FromForm;
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait, Set, SqlErr,
};
use serde_json::json;

use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::{event, event_theme};
use crate::language::Texts;
use crate::mark::Mark;
use crate::organisers::audit::{self, Act, Subject};
use crate::organisers::organiser;
use crate::regions::changing::put_after;
use crate::regions::theme;
use crate::revision;

/// What a theme says; everything is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub core: bool,
    pub names: Texts,
}

impl Said {
    pub fn of(theme: &theme::Model) -> Said {
        Said { core: theme.core, names: theme.names.clone() }
    }

    pub fn mark(&self) -> Mark {
        Mark::of(&json!([self.core, self.names]))
    }

    fn row(&self) -> theme::ActiveModel {
        theme::ActiveModel { core: Set(self.core), names: Set(self.names.clone()), ..Default::default() }
    }

    fn subject(&self) -> Subject {
        Subject::named(None, &self.names)
    }
}

/// After which one it stands; none: it is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(pub Option<i32>);

impl Place {
    pub fn of(themes: &[theme::Model], id: i32) -> Place {
        Place(themes.iter().take_while(|theme| theme.id != id).last().map(|theme| theme.id))
    }

    pub fn mark(self) -> Mark {
        Mark::of(&json!(self.0))
    }

    /// Whether there is such a place: the theme before it may be gone.
    pub fn is_among(self, themes: &[theme::Model]) -> bool {
        self.0.is_none_or(|before| themes.iter().any(|theme| theme.id == before))
    }
}

/// What a form was made from. As with regions, the place has a mark of its own.
#[derive(Clone, Debug, Default, FromForm)]
pub struct Seen {
    pub said: Mark,
    pub place: Mark,
}

/// How many events are about each theme that is in use. One that was deleted is about nothing.
pub async fn uses(db: &impl ConnectionTrait) -> Result<HashMap<i32, i64>> {
    let there =
        event::Entity::find().select_only().column(event::Column::Id).filter(event::Column::DeletedAt.is_null());
    let uses = event_theme::Entity::find()
        .select_only()
        .column(event_theme::Column::ThemeId)
        .column_as(event_theme::Column::EventId.count(), "uses")
        .filter(event_theme::Column::EventId.in_subquery(there.into_query()))
        .group_by(event_theme::Column::ThemeId);
    Ok(uses.into_tuple::<(i32, i64)>().all(db).await?.into_iter().collect())
}

/// Another theme has this address.
pub struct Taken;

/// Makes one, behind the others.
pub async fn add(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    slug: &str,
    said: Said,
) -> Result<Result<(), Taken>> {
    let txn = db.begin().await?;
    revision::raise(&txn, now).await?;
    let last = theme::all(&txn).await?.last().map_or(0, |theme| theme.position);
    let row = theme::ActiveModel { slug: Set(slug.to_string()), position: Set(last + 1), ..said.row() };
    if let Err(error) = row.insert(&txn).await {
        return match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Ok(Err(Taken)),
            _ => Err(error.into()),
        };
    }
    audit::note(&txn, now, Some(who), Act::ThemeAdded, said.subject(), &[]).await?;
    txn.commit().await?;
    Ok(Ok(()))
}

/// Somebody else changed it since it was seen, or took away the one that it was to stand after: the themes as they are
/// now.
pub struct Overtaken(pub Vec<theme::Model>);

/// Changes what one says and, when a place is named, where it stands, if it is as it was `seen`.
pub async fn change(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    id: i32,
    said: Said,
    to: Option<Place>,
    seen: &Seen,
) -> Result<Result<(), Overtaken>> {
    let txn = db.begin().await?;
    revision::raise(&txn, now).await?;
    let themes = theme::all(&txn).await?;
    let before = themes.iter().find(|theme| theme.id == id).map(Said::of).ok_or(Error::NotFound)?;
    let stands = Place::of(&themes, id);
    let to = to.filter(|to| *to != stands);
    if before == said && to.is_none() {
        return Ok(Ok(()));
    }
    let writes_over = before != said && seen.said.is_overtaken(&before.mark());
    let moves_over = to.is_some() && seen.place.is_overtaken(&stands.mark());
    let moves_nowhere = to.is_some_and(|to| !to.is_among(&themes));
    if writes_over || moves_over || moves_nowhere {
        return Ok(Err(Overtaken(themes)));
    }
    if let Some(Place(after)) = to {
        reorder(&txn, put_after(themes.iter().map(|theme| theme.id), id, after)).await?;
    }
    let mut row = theme::ActiveModel { id: Set(id), ..said.row() };
    if before.names != said.names {
        row.renamed_at = Set(Some(now));
    }
    row.update(&txn).await?;
    audit::note(&txn, now, Some(who), Act::ThemeChanged, said.subject(), &[]).await?;
    txn.commit().await?;
    Ok(Ok(()))
}

async fn reorder(txn: &DatabaseTransaction, ids: Vec<i32>) -> Result<()> {
    for (position, id) in (1..).zip(ids) {
        let row = theme::ActiveModel { id: Set(id), position: Set(position), ..Default::default() };
        row.update(txn).await?;
    }
    Ok(())
}

/// Events are about it.
pub struct InUse;

/// Removes one that no event is about.
pub async fn remove(db: &Database, now: DateTime<Utc>, who: &organiser::Model, id: i32) -> Result<Result<(), InUse>> {
    let txn = db.begin().await?;
    revision::raise(&txn, now).await?;
    let theme = theme::Entity::find_by_id(id).one(&txn).await?.ok_or(Error::NotFound)?;
    // Whoever is saving an event about it holds it, and may be waiting for us.
    let free = theme::Entity::find_by_id(id).lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    if free.one(&txn).await?.is_none() || uses(&txn).await?.contains_key(&id) {
        return Ok(Err(InUse));
    }
    // What was deleted is only hidden, and would hold it still.
    event_theme::Entity::delete_many().filter(event_theme::Column::ThemeId.eq(id)).exec(&txn).await?;
    theme::Entity::delete_by_id(id).exec(&txn).await?;
    audit::note(&txn, now, Some(who), Act::ThemeRemoved, Said::of(&theme).subject(), &[]).await?;
    txn.commit().await?;
    Ok(Ok(()))
}
