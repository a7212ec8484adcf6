//! The network, for those who manage it: its regions as a tree, and who organises there.

use askama::Template;
use rocket::get;

use super::words::role_words;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::organisers::door::Door;
use crate::organisers::{Authority, DeskBar, SignedIn, managing};
use crate::page::{Layout, Page};
use crate::regions::{Network, region};

#[derive(Template)]
#[template(path = "network/index.html")]
pub struct NetworkPage {
    page: Layout,
    bar: DeskBar,
    regions: Vec<RegionRow>,
    organisers: Vec<OrganiserRow>,
    /// Whether everything is theirs to manage.
    manages_all: bool,
    done: String,
}

/// A region in the tree.
pub struct RegionRow {
    slug: String,
    name: String,
    accent: &'static str,
    /// How far it stands in.
    depth: usize,
    /// "Deel van Vlaams-Brabant", or nothing.
    parent: String,
}

pub struct OrganiserRow {
    id: i32,
    name: String,
    email: String,
    roles: Vec<String>,
}

impl RegionRow {
    fn of(depth: usize, region: &region::Model, network: &Network, l: Language) -> RegionRow {
        let parent = region.parent_id.and_then(|id| network.region(id));
        let part_of = |parent: &region::Model| l.fill("network-part-of", [("region", parent.names.get(l))]);
        RegionRow {
            slug: region.slug.clone(),
            name: region.names.get(l).to_string(),
            accent: region.accent.code(),
            depth,
            parent: parent.map(part_of).unwrap_or_default(),
        }
    }
}

impl NetworkPage {
    fn done(&self) -> Option<String> {
        let known = ["organiser-added", "organiser-removed"];
        known.contains(&self.done.as_str()).then(|| self.page.l.say(&format!("network-done-{}", self.done)))
    }
}

#[get("/organise/network?<done>")]
pub async fn index(done: Option<String>, page: Layout, who: SignedIn, at: Door<'_>) -> Result<Page<NetworkPage>> {
    require_admin(&who)?;
    let (l, network) = (page.l, &at.network);
    let tree = network.tree();
    let mine = tree.iter().filter(|(_, region)| who.manages(Some(region.id), network));
    let organisers = managing::all(at.db, network, &who).await?;
    let row = |found: &Authority| OrganiserRow {
        id: found.organiser.id,
        name: found.organiser.name.clone(),
        email: found.organiser.email.clone(),
        roles: role_words(&found.roles, network, l),
    };
    Ok(Page::ok(NetworkPage {
        bar: DeskBar::of(&who),
        regions: mine.map(|(depth, region)| RegionRow::of(*depth, region, network, l)).collect(),
        organisers: organisers.iter().map(row).collect(),
        manages_all: who.manages(None, network),
        done: done.unwrap_or_default(),
        page: page.titled(l.say("network-title"), "").hidden(),
    }))
}

/// These pages are for those who manage some part of the network.
pub fn require_admin(who: &Authority) -> Result<()> {
    if who.is_admin() { Ok(()) } else { Err(Error::Forbidden) }
}
