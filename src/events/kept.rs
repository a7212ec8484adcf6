//! What rarely changes of an event that people ask for often (its questions, stops, themes, hosts) is kept until the
//! revision moves. Seats are not: whoever shows them reads them anew, and the seat desk decides by the rows alone.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use rocket::request::{FromRequest, Outcome, Request};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Details, event, listing, stop};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::managed::managed;
use crate::regions::{Network, network};
use crate::revision::Revision;
use crate::slug::Slug;
use crate::unsent::turn_away;

/// How many events are kept.
const ROOM: usize = 2_000;

/// The events that are kept, by slug, each with the revision at which it was read.
#[derive(Default)]
pub struct KeptEvents(RwLock<HashMap<String, (i64, Arc<Details>)>>);

impl KeptEvents {
    fn get(&self, slug: &str, revision: i64) -> Option<Arc<Details>> {
        let kept = self.0.read().expect("nobody panics while keeping");
        kept.get(slug).filter(|(of, _)| *of == revision).map(|(_, details)| details.clone())
    }

    fn keep(&self, slug: &str, revision: i64, details: &Arc<Details>) {
        let mut kept = self.0.write().expect("nobody panics while keeping");
        if kept.len() >= ROOM && !kept.contains_key(slug) {
            kept.clear();
        }
        kept.insert(slug.to_string(), (revision, details.clone()));
    }
}

/// A guard: the public events, for those who come to see them or to register.
pub struct PublicEvents<'r> {
    kept: &'r KeptEvents,
    db: &'r Database,
    network: Arc<Network>,
    revision: i64,
}

impl PublicEvents<'_> {
    /// The event at this address, its seats as they were at some time since it last changed.
    pub async fn find(&self, slug: Slug<'_>) -> Result<Arc<Details>> {
        if let Some(details) = self.kept.get(&slug, self.revision) {
            return Ok(details);
        }
        // Boxed: most find it kept, and would carry all of this along.
        Box::pin(self.read(slug)).await
    }

    async fn read(&self, slug: Slug<'_>) -> Result<Arc<Details>> {
        let event = listing::public_event(self.db, slug).await?.ok_or(Error::NotFound)?;
        let details = Arc::new(Details::of(self.db, &self.network, event).await?);
        self.kept.keep(&slug, self.revision, &details);
        Ok(details)
    }

    /// The same with its seats as they are now.
    pub async fn find_with_seats(&self, slug: Slug<'_>) -> Result<Details> {
        let mut details = Details::clone(&*self.find(slug).await?);
        let found = event::Entity::find_by_id(details.event.id).one(self.db.read()).await?;
        details.event = found.filter(event::Model::is_public).ok_or(Error::NotFound)?;
        if !details.stops.is_empty() {
            details.stops = stop::Entity::find()
                .filter(stop::Column::EventId.eq(details.event.id))
                .order_by_asc(stop::Column::StartsAt)
                .order_by_asc(stop::Column::Position)
                .all(self.db.read())
                .await?;
        }
        Ok(details)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for PublicEvents<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match public_events(request).await {
            Ok(events) => Outcome::Success(events),
            Err(error) => turn_away(request, error),
        }
    }
}

async fn public_events<'r>(request: &'r Request<'_>) -> Result<PublicEvents<'r>> {
    let rocket = request.rocket();
    // The number first: what is read after it is at least as new.
    let revision = managed::<Revision, _>(rocket)?.current();
    Ok(PublicEvents { kept: managed(rocket)?, db: managed(rocket)?, network: network::now(rocket).await?, revision })
}
