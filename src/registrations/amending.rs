//! Changing what one said oneself: everything but the address, which is who the person is.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Set};
use serde_json::json;

use super::registration::{self, Answers, Role};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::mark::Mark;
use crate::security::Token;

/// What somebody says of themselves; everything is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub name: String,
    pub organisation: String,
    pub role: Role,
    pub answers: Answers,
}

impl Said {
    pub fn of(person: &registration::Model) -> Said {
        Said {
            name: person.name.clone(),
            organisation: person.organisation.clone(),
            role: person.role,
            answers: person.answers.clone(),
        }
    }

    pub fn mark(&self) -> Mark {
        Mark::of(&json!([self.name, self.organisation, self.role, self.answers]))
    }
}

/// It was changed since the page was made, in another window or by an organiser, into this.
pub struct Overtaken(pub Box<registration::Model>);

/// Changes what was said behind this private link, if it still says what was `seen`; where nothing differs, nothing is
/// written.
pub async fn amend(
    db: &Database,
    now: DateTime<Utc>,
    token: &Token,
    said: Said,
    seen: &Mark,
) -> Result<std::result::Result<(), Overtaken>> {
    let txn = db.begin().await?;
    let found = registration::Entity::find().filter(registration::Column::TokenHash.eq(token.hash()));
    let person = found.lock_exclusive().one(&txn).await?.ok_or(Error::NotFound)?;
    let before = Said::of(&person);
    if before == said {
        return Ok(Ok(()));
    }
    if seen.is_overtaken(&before.mark()) {
        return Ok(Err(Overtaken(Box::new(person))));
    }
    let search = registration::search_text(&said.name, &person.email, &said.organisation);
    let mut row = person.into_active_model();
    row.search = Set(search);
    row.name = Set(said.name);
    row.organisation = Set(said.organisation);
    row.role = Set(said.role);
    row.answers = Set(said.answers);
    row.updated_at = Set(now);
    row.update(&txn).await?;
    txn.commit().await?;
    Ok(Ok(()))
}
