//! Changing what one said oneself, behind the private link: everything but the address, which is who the person is.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::correction::{self, Correction};
use super::registration;
use crate::config::Secret;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::security::Token;

/// It was changed since the page was made, in another window or by an organiser, into this.
pub struct Overtaken(pub Box<registration::Model>);

/// Changes what was said behind this private link; where nothing differs, nothing is written.
pub async fn amend(
    db: &Database,
    now: DateTime<Utc>,
    secret: &Secret,
    token: &Token,
    right: Correction,
) -> Result<std::result::Result<(), Overtaken>> {
    let txn = db.begin().await?;
    let person = hold(&txn, token).await?;
    if right.changes(&person).is_empty() {
        return Ok(Ok(()));
    }
    if right.is_overtaken(&person) {
        return Ok(Err(Overtaken(Box::new(person))));
    }
    correction::write(&txn, now, secret, person, right).await?;
    txn.commit().await?;
    Ok(Ok(()))
}

/// The person behind this link, as nobody else changes them until the transaction ends.
async fn hold(txn: &DatabaseTransaction, token: &Token) -> Result<registration::Model> {
    let found = registration::Entity::find().filter(registration::Column::TokenHash.eq(token.hash()));
    let found = found.one(txn).await?.ok_or(Error::NotFound)?;
    let (_, person) = correction::hold(txn, found.id).await?;
    // An organiser may have corrected the address meanwhile: then the link opens nothing any more.
    if person.token_hash == found.token_hash { Ok(person) } else { Err(Error::NotFound) }
}
