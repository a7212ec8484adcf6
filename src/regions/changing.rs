//! Changing a region: how it presents itself, and where in the network it stands.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel, Set};

use super::Network;
use super::region::{self, Accent, Contacts, usual_sender};
use crate::error::{Error, Result};
use crate::language::{Language, Texts};
use crate::revision;

/// How a region presents itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    pub names: Texts,
    pub intro: Texts,
    pub work: Texts,
    pub contacts: Contacts,
    pub sender_name: String,
    pub reply_to: String,
    pub accent: Accent,
}

/// Where it stands: below which region, and after which of those beside it (none: first).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub parent: Option<i32>,
    pub after: Option<i32>,
}

/// Gives a region another portrait and, when one is named, another place. Nothing can lie below itself: that is `None`.
pub async fn change(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    id: i32,
    portrait: Portrait,
    place: Option<Place>,
) -> Result<Option<region::Model>> {
    // Raised first: whoever else changes the network waits until this is done.
    revision::raise(txn, now).await?;
    let network = Network::within(txn).await?;
    let region = network.region(id).ok_or(Error::NotFound)?;
    let parent = place.map_or(region.parent_id, |place| place.parent);
    if parent.is_some_and(|parent| network.below(id).contains(&parent)) {
        return Ok(None);
    }
    if let Some(place) = place {
        reorder(txn, &network, id, place.after).await?;
    }
    // The usual sender follows the region's name.
    let is_usual = portrait.sender_name == usual_sender(&region.names, Language::Nl);
    let sender_name = if is_usual { usual_sender(&portrait.names, Language::Nl) } else { portrait.sender_name };
    let mut row = region.clone().into_active_model();
    row.parent_id = Set(parent);
    row.names = Set(portrait.names);
    row.intro = Set(portrait.intro);
    row.work = Set(portrait.work);
    row.contacts = Set(portrait.contacts);
    row.sender_name = Set(sender_name);
    row.reply_to = Set(portrait.reply_to);
    row.accent = Set(portrait.accent);
    Ok(Some(row.update(txn).await?))
}

/// Numbers the regions anew, with this one right after that one.
async fn reorder(txn: &DatabaseTransaction, network: &Network, id: i32, after: Option<i32>) -> Result<()> {
    let mut order: Vec<&region::Model> = network.regions.iter().filter(|r| r.id != id).collect();
    let moved = network.region(id).ok_or(Error::NotFound)?;
    let here = after.and_then(|after| order.iter().position(|r| r.id == after)).map_or(0, |before| before + 1);
    order.insert(here, moved);
    for (position, region) in (1..).zip(order) {
        if region.position != position {
            let mut row = region.clone().into_active_model();
            row.position = Set(position);
            row.update(txn).await?;
        }
    }
    Ok(())
}

/// Where a region stands now.
pub fn place_of(network: &Network, region: &region::Model) -> Place {
    let beside = network.regions.iter().filter(|r| r.parent_id == region.parent_id);
    let after = beside.take_while(|r| r.id != region.id).last().map(|r| r.id);
    Place { parent: region.parent_id, after }
}
