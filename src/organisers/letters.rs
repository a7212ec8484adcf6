//! The letters to organisers: the one that lets them in, and the one that welcomes them.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::signing_in::links;
use super::{accounts, organiser};
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::language::first_name;
use crate::mail::{Composed, LetterKind, letter, letterhead};
use crate::regions::region;

/// Posts the letter with the link; answers with its id, from which the link's key is made.
pub async fn post_link(txn: &DatabaseTransaction, now: DateTime<Utc>, organiser: &organiser::Model) -> Result<Uuid> {
    post(txn, now, LetterKind::SignIn, organiser, json!({ "organiser_id": organiser.id })).await
}

/// Takes a letter back that was posted in the same transaction.
pub async fn take_back(txn: &DatabaseTransaction, letter: Uuid) -> Result<()> {
    letter::Entity::delete_by_id(letter).exec(txn).await?;
    Ok(())
}

/// Tells somebody that they organise now, in these regions (none: everywhere), and where to sign in.
pub async fn post_welcome(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    organiser: &organiser::Model,
    by: &organiser::Model,
    regions: &[i32],
) -> Result<()> {
    let facts = json!({ "organiser_id": organiser.id, "by": by.name, "regions": regions });
    post(txn, now, LetterKind::Welcome, organiser, facts).await.map(|_| ())
}

async fn post(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    kind: LetterKind,
    organiser: &organiser::Model,
    facts: Value,
) -> Result<Uuid> {
    let letter = organiser.letter(kind, facts);
    let id = letter.id;
    crate::mail::post(txn, now, vec![letter]).await?;
    Ok(id)
}

/// A letter to an organiser; nothing when they are one no more.
pub async fn compose(db: &Database, config: &Config, letter: &letter::Model) -> Result<Option<Composed>> {
    let Some(context) = context(db, config, letter).await? else { return Ok(None) };
    let context = letterhead(context, letter.language, config);
    Ok(Some(Composed::of(context, config.network_name().to_string(), None)))
}

async fn context(db: &Database, config: &Config, letter: &letter::Model) -> Result<Option<Value>> {
    let id = letter.facts["organiser_id"].as_i64().unwrap_or_default() as i32;
    let Some(organiser) = organiser::Entity::find_by_id(id).one(db.read()).await? else {
        return Ok(None);
    };
    let mut context = json!({ "person": { "name": organiser.name, "first_name": first_name(&organiser.name) } });
    let sign_in = |key: &str| format!("{}/organise/sign-in{key}?lang={}", config.public_url, letter.language);
    if letter.kind == LetterKind::Welcome {
        context["links"] = json!({ "sign_in": sign_in("") });
        context["by"] = letter.facts["by"].clone();
        context["email"] = organiser.email.into();
        context["regions"] = region_names(db, letter).await?.into();
    } else {
        let code = links::code(&config.secret, letter.id);
        let key = links::key(&config.secret, letter.id);
        context["links"] = json!({ "sign_in": sign_in(&format!("/{key}")) });
        context["minutes"] = accounts::LINK_MINUTES.into();
        context["code"] = format!("{} {}", &code[..3], &code[3..]).into();
    }
    Ok(Some(context))
}

/// "Leuven, Limburg"; empty for everywhere.
async fn region_names(db: &Database, letter: &letter::Model) -> Result<String> {
    let ids = letter.facts["regions"].as_array().into_iter().flatten().filter_map(Value::as_i64);
    let regions = region::Entity::find().filter(region::Column::Id.is_in(ids.map(|id| id as i32)));
    let regions = regions.all(db.read()).await?;
    Ok(regions.iter().map(|r| r.names.get(letter.language)).collect::<Vec<_>>().join(", "))
}
