//! The event that an organiser, or their program, asks for: only where they may do what they want to do.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Details, event};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::organisers::{Authority, Deed, may};
use crate::regions::Network;
use crate::slug::Slug;

/// The event at this address, if `who` may do this there. Outside of their regions there is no such event.
pub async fn event_for(
    db: &Database,
    network: &Network,
    who: &Authority,
    deed: Deed,
    slug: Slug<'_>,
) -> Result<Details> {
    let details = find(db, network, slug).await?;
    may(who, deed, &details.hosts(), network)?;
    Ok(details)
}

/// The event at this address, published or not, whoever may see it.
pub async fn find(db: &Database, network: &Network, slug: Slug<'_>) -> Result<Details> {
    let found = event::Entity::find()
        .filter(event::Column::Slug.eq(slug.as_str()))
        .filter(event::Column::DeletedAt.is_null())
        .one(db.read())
        .await?;
    Details::of(db, network, found.ok_or(Error::NotFound)?).await
}
