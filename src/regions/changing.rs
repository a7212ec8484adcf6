//! Changing a region: how it presents itself, and where in the network it stands.

use chrono::{DateTime, Utc};
use rocket::form::FromForm;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel, Set};
use serde_json::json;

use super::Network;
use super::region::{self, Accent, Contacts, usual_sender};
use crate::error::{Error, Result};
use crate::language::{Language, Texts};
use crate::mark::Mark;
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

impl Portrait {
    pub fn of(region: &region::Model) -> Portrait {
        Portrait {
            names: region.names.clone(),
            intro: region.intro.clone(),
            work: region.work.clone(),
            contacts: region.contacts.clone(),
            sender_name: region.sender_name.clone(),
            reply_to: region.reply_to.clone(),
            accent: region.accent,
        }
    }

    fn mark(&self) -> Mark {
        let said =
            json!([self.names, self.intro, self.work, self.contacts, self.sender_name, self.reply_to, self.accent]);
        Mark::of(&said)
    }
}

/// Where it stands: below which region, and after which of those beside it (none: first).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub parent: Option<i32>,
    pub after: Option<i32>,
}

impl Place {
    pub fn mark(self) -> Mark {
        Mark::of(&json!([self.parent, self.after]))
    }
}

/// What a form was made from. The place has a mark of its own: another's move holds up nobody but who moves the region
/// too.
#[derive(Clone, Debug, Default, FromForm)]
pub struct Seen {
    pub portrait: Mark,
    pub place: Mark,
}

impl Seen {
    pub fn of(network: &Network, region: &region::Model) -> Seen {
        Seen { portrait: Portrait::of(region).mark(), place: place_of(network, region).mark() }
    }

    /// Whether this would write over what was not seen.
    fn is_overtaken(&self, network: &Network, region: &region::Model, portrait: &Portrait, to: Option<Place>) -> bool {
        let (is, stands) = (Portrait::of(region), place_of(network, region));
        let repaints = *portrait != is && self.portrait.is_overtaken(&is.mark());
        repaints || to.is_some_and(|to| to != stands && self.place.is_overtaken(&stands.mark()))
    }
}

/// Why a region stays as it is.
#[derive(Debug)]
pub enum NotChanged {
    /// Nothing can lie below itself.
    BelowItself,
    /// Somebody else changed it since it was `seen`: the regions as they are now.
    Overtaken(Box<Network>),
}

/// Gives a region another portrait and, when one is named, another place, if it is as it was `seen`. None: it is so
/// already, and nothing is written.
pub async fn change(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    id: i32,
    mut portrait: Portrait,
    place: Option<Place>,
    seen: &Seen,
) -> Result<Result<Option<region::Model>, NotChanged>> {
    // Raised first: whoever else changes the network waits until this is done.
    revision::raise(txn, now).await?;
    let network = Network::within(txn).await?;
    let region = network.region(id).ok_or(Error::NotFound)?;
    if seen.is_overtaken(&network, region, &portrait, place) {
        return Ok(Err(NotChanged::Overtaken(Box::new(network))));
    }
    // The usual sender follows the region's name.
    if portrait.sender_name == usual_sender(&region.names, Language::Nl) {
        portrait.sender_name = usual_sender(&portrait.names, Language::Nl);
    }
    let place = place.filter(|place| *place != place_of(&network, region));
    if place.is_none() && portrait == Portrait::of(region) {
        return Ok(Ok(None));
    }
    let parent = place.map_or(region.parent_id, |place| place.parent);
    if parent.is_some_and(|parent| network.below(id).contains(&parent)) {
        return Ok(Err(NotChanged::BelowItself));
    }
    if let Some(place) = place {
        reorder(txn, &network, id, place.after).await?;
    }
    let mut row = region.clone().into_active_model();
    if (&portrait.names, &portrait.sender_name) != (&region.names, &region.sender_name) {
        row.renamed_at = Set(Some(now));
    }
    row.parent_id = Set(parent);
    row.names = Set(portrait.names);
    row.intro = Set(portrait.intro);
    row.work = Set(portrait.work);
    row.contacts = Set(portrait.contacts);
    row.sender_name = Set(portrait.sender_name);
    row.reply_to = Set(portrait.reply_to);
    row.accent = Set(portrait.accent);
    Ok(Ok(Some(row.update(txn).await?)))
}

/// Numbers the regions anew, with this one right after that one.
async fn reorder(txn: &DatabaseTransaction, network: &Network, id: i32, after: Option<i32>) -> Result<()> {
    let order = put_after(network.regions.iter().map(|r| r.id), id, after);
    for (position, region) in (1..).zip(order.into_iter().filter_map(|id| network.region(id))) {
        if region.position != position {
            let mut row = region.clone().into_active_model();
            row.position = Set(position);
            row.update(txn).await?;
        }
    }
    Ok(())
}

/// These in their order, with one of them right after another (none: first).
pub fn put_after(ids: impl Iterator<Item = i32>, id: i32, after: Option<i32>) -> Vec<i32> {
    let mut order: Vec<i32> = ids.filter(|other| *other != id).collect();
    let here = after.and_then(|after| order.iter().position(|other| *other == after)).map_or(0, |before| before + 1);
    order.insert(here, id);
    order
}

/// Where a region stands now.
pub fn place_of(network: &Network, region: &region::Model) -> Place {
    let beside = network.regions.iter().filter(|r| r.parent_id == region.parent_id);
    let after = beside.take_while(|r| r.id != region.id).last().map(|r| r.id);
    Place { parent: region.parent_id, after }
}
