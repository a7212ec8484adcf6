//! The letter that lets an organiser in.

use sea_orm::{DatabaseTransaction, EntityTrait};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{accounts, organiser};
use crate::config::{Config, Secret};
use crate::error::Result;
use crate::mail::{Letter, LetterKind, letter};
use crate::security::Token;

/// Posts the letter; the link's key is made from the letter's id, so that it does not lie in the outbox.
pub async fn post_link(
    txn: &DatabaseTransaction,
    now: chrono::DateTime<chrono::Utc>,
    secret: &Secret,
    organiser: &organiser::Model,
) -> Result<()> {
    let id = Uuid::now_v7();
    accounts::keep_link(txn, now, organiser.id, &key(secret, id)).await?;
    let letter = Letter {
        batch_id: None,
        id,
        kind: LetterKind::SignIn,
        about_id: None,
        thread_id: None,
        recipient: organiser.email.clone(),
        recipient_name: organiser.name.clone(),
        language: organiser.language,
        facts: json!({ "organiser_id": organiser.id }),
    };
    crate::mail::post(txn, now, vec![letter]).await
}

fn key(secret: &Secret, letter: Uuid) -> Token {
    Token::derived(secret, "sign-in", letter.as_bytes(), 0)
}

/// What the letter says.
pub async fn context(db: &crate::database::Database, config: &Config, letter: &letter::Model) -> Result<Option<Value>> {
    let id = letter.facts["organiser_id"].as_i64().unwrap_or_default() as i32;
    let Some(organiser) = organiser::Entity::find_by_id(id).one(db.read()).await? else {
        return Ok(None);
    };
    let link = format!("{}/organise/sign-in/{}", config.public_url, key(&config.secret, letter.id));
    let first_name = organiser.name.split_whitespace().next().unwrap_or(&organiser.name).to_string();
    Ok(Some(json!({
        "person": { "name": organiser.name, "first_name": first_name },
        "links": { "sign_in": link },
        "minutes": accounts::LINK_MINUTES,
        "code": Value::Null,
    })))
}
