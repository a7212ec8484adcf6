//! The tree of regions with its themes and series, small enough to hold whole. Read anew only when the revision moves.

use std::collections::HashSet;
use std::ops::Deref;
use std::sync::{Arc, RwLock};

use rocket::request::{FromRequest, Outcome, Request};
use rocket::{Phase, Rocket};
use sea_orm::{DatabaseTransaction, EntityTrait, QueryOrder};

use super::{region, series, theme};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::managed::managed;
use crate::page::{Signpost, Signposts};
use crate::revision::Revision;

/// Regions, themes and series, each in the order in which people see them.
#[derive(Debug, Default)]
pub struct Network {
    pub regions: Vec<region::Model>,
    pub themes: Vec<theme::Model>,
    pub series: Vec<series::Model>,
}

impl Network {
    /// All of it, in three queries; `KeptNetwork` keeps it for those who ask often.
    pub async fn load(db: &Database) -> Result<Network> {
        let db = db.read();
        Ok(Network {
            regions: region::all(db).await?,
            themes: theme::all(db).await?,
            series: series::Entity::find().order_by_asc(series::Column::Id).all(db).await?,
        })
    }

    /// The regions alone, as a transaction sees them.
    pub async fn within(txn: &DatabaseTransaction) -> Result<Network> {
        Ok(Network { regions: region::all(txn).await?, ..Network::default() })
    }

    pub fn region(&self, id: i32) -> Option<&region::Model> {
        self.regions.iter().find(|r| r.id == id)
    }

    pub fn region_called(&self, slug: &str) -> Option<&region::Model> {
        self.regions.iter().find(|r| r.slug == slug)
    }

    pub fn theme_called(&self, slug: &str) -> Option<&theme::Model> {
        self.themes.iter().find(|t| t.slug == slug)
    }

    pub fn series_by_id(&self, id: i32) -> Option<&series::Model> {
        self.series.iter().find(|s| s.id == id)
    }

    pub fn series_called(&self, slug: &str) -> Option<&series::Model> {
        self.series.iter().find(|s| s.slug == slug)
    }

    /// The regions at the table: those without a parent.
    pub fn top(&self) -> impl Iterator<Item = &region::Model> {
        self.regions.iter().filter(|r| r.parent_id.is_none())
    }

    pub fn children(&self, id: i32) -> impl Iterator<Item = &region::Model> {
        self.regions.iter().filter(move |r| r.parent_id == Some(id))
    }

    /// The region with everything below it.
    pub fn below(&self, id: i32) -> Vec<i32> {
        let mut found = vec![id];
        let mut seen = HashSet::from([id]);
        let mut next = 0;
        while next < found.len() {
            let here = found[next];
            found.extend(self.children(here).map(|child| child.id).filter(|child| seen.insert(*child)));
            next += 1;
        }
        found
    }

    /// Every region with how deep it lies, each before those below it.
    pub fn tree(&self) -> Vec<(usize, &region::Model)> {
        let mut tree = Vec::with_capacity(self.regions.len());
        let mut next: Vec<(usize, &region::Model)> = self.top().map(|r| (0, r)).collect();
        next.reverse();
        while let Some((depth, region)) = next.pop() {
            tree.push((depth, region));
            let mut below: Vec<_> = self.children(region.id).map(|r| (depth + 1, r)).collect();
            below.reverse();
            next.extend(below);
        }
        tree
    }

    fn signposts(&self) -> Vec<Signpost> {
        let post = |r: &region::Model| Signpost {
            slug: r.slug.clone(),
            names: r.names.clone(),
            accent: r.accent.code(),
            angle: r.accent.angle(),
        };
        let mut posts: Vec<Signpost> = self.top().map(post).collect();
        // Round the table as on the map, beginning in the west.
        posts.sort_by(|a, b| clockwise(a.angle).total_cmp(&clockwise(b.angle)));
        posts
    }
}

/// How far round the ring from the left, clockwise, in degrees.
fn clockwise(angle: f64) -> f64 {
    (180.0 - angle).rem_euclid(360.0)
}

/// The network as it was at the newest revision.
#[derive(Default)]
pub struct KeptNetwork(RwLock<(i64, Arc<Network>)>);

impl KeptNetwork {
    /// The network now. Whenever it is read anew, the signposts of the footer are hung anew.
    pub async fn now(&self, db: &Database, revision: &Revision, signposts: &Signposts) -> Result<Arc<Network>> {
        let current = revision.current();
        let (kept_at, kept) = self.0.read().expect("nobody panics while keeping").clone();
        if kept_at == current && !kept.regions.is_empty() {
            return Ok(kept);
        }
        // Boxed: hardly anybody needs it, and everybody would carry it along.
        let network = Arc::new(Box::pin(Network::load(db)).await?);
        let mut kept = self.0.write().expect("nobody panics while keeping");
        // Of two who read at once, the one who began earlier may end later.
        if current >= kept.0 {
            signposts.hang(network.signposts());
            *kept = (current, network.clone());
        }
        Ok(network)
    }
}

/// A guard: the network as it is now.
pub struct TheNetwork(pub Arc<Network>);

impl Deref for TheNetwork {
    type Target = Network;

    fn deref(&self) -> &Network {
        &self.0
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for TheNetwork {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match now(request.rocket()).await {
            Ok(network) => Outcome::Success(TheNetwork(network)),
            Err(error) => Outcome::Error((error.status(), error)),
        }
    }
}

/// The network that a running (or igniting) Rocket sees.
pub async fn now<P: Phase>(rocket: &Rocket<P>) -> Result<Arc<Network>> {
    let kept: &KeptNetwork = managed(rocket)?;
    kept.now(managed(rocket)?, managed(rocket)?, managed(rocket)?).await
}
