//! Adding a region to the network.

use std::fmt;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, Set};

use super::Network;
use super::region::{self, Accent, Contacts};
use crate::error::Result;
use crate::language::{Language, Texts, is_a_line};
use crate::revision;

/// The longest name of a region, in characters: the sender's name holds it and a few words, and has 120.
const LONGEST: usize = 80;

/// A region to add.
pub struct Newcomer {
    /// Its name in addresses.
    pub slug: String,
    pub names: Texts,
    /// The slug of the region that it lies in; none: it has a seat at the table itself.
    pub parent: Option<String>,
    /// Where answers to its letters arrive.
    pub reply_to: String,
}

/// Why a region cannot be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAdded {
    /// The slug has other signs than those of an address, or too many.
    Slug,
    /// The slug stands in addresses that mean something else.
    Reserved(String),
    /// Another region has this slug.
    Taken(String),
    /// It has no name in the first language.
    NoName,
    /// A name is too long, or more than a line.
    Name,
    /// No region has the slug of the one that it should lie in.
    NoParent(String),
}

impl fmt::Display for NotAdded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotAdded::Slug => f.write_str("A slug has small letters, digits and hyphens, such as oost-vlaanderen"),
            NotAdded::Reserved(slug) => {
                write!(f, "The slug {slug} stands in addresses that mean something else: choose another")
            }
            NotAdded::Taken(slug) => write!(f, "There is a region {slug} already"),
            NotAdded::NoName => f.write_str("A region needs a name"),
            NotAdded::Name => {
                write!(f, "The name of a region is one line of at most {LONGEST} characters, in each language")
            }
            NotAdded::NoParent(slug) => write!(f, "There is no region {slug} for it to lie in"),
        }
    }
}

/// Adds a region at the end; it takes the colour of its parent, or the next seat at the table.
pub async fn add(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    newcomer: Newcomer,
) -> Result<Result<region::Model, NotAdded>> {
    let Newcomer { slug, names, parent, reply_to } = newcomer;
    // Raised first: whoever else changes the network waits until this is done.
    revision::raise(txn, now).await?;
    let network = Network::within(txn).await?;
    if let Some(why) = obstacle(&network, &slug, &names) {
        return Ok(Err(why));
    }
    let parent = match parent.map(|slug| network.region_called(&slug).ok_or(NotAdded::NoParent(slug))).transpose() {
        Ok(parent) => parent,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let accent = parent.map_or_else(|| next_seat(&network, &slug), |p| p.accent);
    let row = region::ActiveModel {
        slug: Set(slug),
        parent_id: Set(parent.map(|p| p.id)),
        position: Set(network.regions.iter().map(|r| r.position).max().unwrap_or(0) + 1),
        accent: Set(accent),
        sender_name: Set(region::usual_sender(&names, Language::Nl)),
        reply_to: Set(reply_to),
        names: Set(names),
        intro: Set(Texts::default()),
        work: Set(Texts::default()),
        contacts: Set(Contacts::default()),
        ..Default::default()
    };
    Ok(Ok(row.insert(txn).await?))
}

/// Why no region can be called so.
fn obstacle(network: &Network, slug: &str, names: &Texts) -> Option<NotAdded> {
    if !is_slug(slug) {
        return Some(NotAdded::Slug);
    }
    if RESERVED.contains(&slug) {
        return Some(NotAdded::Reserved(slug.to_string()));
    }
    if network.region_called(slug).is_some() {
        return Some(NotAdded::Taken(slug.to_string()));
    }
    if names.nl.trim().is_empty() {
        return Some(NotAdded::NoName);
    }
    let fits = |name: &str| is_a_line(name) && name.chars().count() <= LONGEST;
    (!names.all().all(fits)).then_some(NotAdded::Name)
}

/// `/calendar/all.ics`, `/organise/network/regions/new`, `/calendar/mine/…`, `/calendar/series/…`
const RESERVED: [&str; 4] = ["all", "new", "mine", "series"];

/// Whether a new region or theme may be called so in addresses.
pub fn is_slug(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= 80 && text.chars().all(fits) && !text.starts_with('-') && !text.ends_with('-')
}

/// The seat that the region's name belongs to, else the first that is free.
fn next_seat(network: &Network, slug: &str) -> Accent {
    let seats = [
        (Accent::Vl, "vlaanderen"),
        (Accent::Ant, "antwerpen"),
        (Accent::Bru, "brussel"),
        (Accent::Lim, "limburg"),
        (Accent::Ovl, "oost-vlaanderen"),
        (Accent::Vbr, "vlaams-brabant"),
        (Accent::Wvl, "west-vlaanderen"),
    ];
    let own = seats.iter().find(|(_, name)| *name == slug);
    let free = seats.iter().find(|(accent, _)| !network.top().any(|r| r.accent == *accent));
    own.or(free).map_or(Accent::Vl, |(accent, _)| *accent)
}
