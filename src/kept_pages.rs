//! Public pages are kept as they were rendered until something that they show changes: an event, a region, a seat, the
//! minute. So a page that everybody opens at once is made once.

use std::collections::HashMap;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::RwLock;

use askama::Template;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};
use tokio::sync::Mutex;

use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::language;
use crate::page::{Html, Page};
use crate::revision::Revision;

/// How many pages are kept; every filter makes another, and anybody can ask for all of them.
const ROOM: usize = 512;
/// Addresses longer than this, in bytes, are not kept.
const LONGEST: usize = 300;
/// How many pages are made at the same time, at most.
const TURNS: usize = 16;

/// What must still be so for a copy to be good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    revision: i64,
    seats: i64,
    /// Since the epoch: doors open and events begin on whole minutes.
    minute: i64,
}

/// The pages that are kept, by language and address.
#[derive(Default)]
pub struct KeptPages {
    copies: RwLock<HashMap<String, (Stamp, Html)>>,
    /// Whoever waited for a turn finds the page kept.
    turns: [Mutex<()>; TURNS],
}

impl KeptPages {
    fn get(&self, key: &str, stamp: Stamp) -> Option<Html> {
        let copies = self.copies.read().expect("nobody panics while keeping");
        copies.get(key).filter(|(of, _)| *of == stamp).map(|(_, copy)| copy.clone())
    }

    fn keep(&self, key: String, stamp: Stamp, copy: Html) {
        let mut copies = self.copies.write().expect("nobody panics while keeping");
        if copies.len() >= ROOM && !copies.contains_key(&key) {
            copies.retain(|_, (of, _)| *of == stamp);
            if copies.len() >= ROOM {
                copies.clear();
            }
        }
        copies.insert(key, (stamp, copy));
    }

    fn turn(&self, key: &str) -> &Mutex<()> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        &self.turns[hasher.finish() as usize % TURNS]
    }
}

/// A guard: the place where the page that is asked for is kept.
pub struct Shelf<'r> {
    pages: &'r KeptPages,
    key: String,
    stamp: Stamp,
}

impl Shelf<'_> {
    /// The page as it is kept, or as `make` makes it now. Only a page that says 200 is kept.
    pub async fn page<T: Template>(&self, make: impl Future<Output = Result<Page<T>>>) -> Result<Html> {
        if let Some(copy) = self.pages.get(&self.key, self.stamp) {
            return Ok(copy);
        }
        let _turn = self.pages.turn(&self.key).lock().await;
        if let Some(copy) = self.pages.get(&self.key, self.stamp) {
            return Ok(copy);
        }
        let Page(status, template) = make.await?;
        let html = template.render().map_err(|e| Error::Internal(e.to_string()))?;
        let copy = Html(status, html.into_bytes().into());
        if status == Status::Ok && self.key.len() <= LONGEST {
            self.pages.keep(self.key.clone(), self.stamp, copy.clone());
        }
        Ok(copy)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Shelf<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        let rocket = request.rocket();
        // The numbers first: what is read after them is at least as new.
        let stamp = || {
            let revision = rocket.state::<Revision>()?;
            let minute = rocket.state::<Clock>()?.now().timestamp().div_euclid(60);
            Some(Stamp { revision: revision.current(), seats: revision.seats(), minute })
        };
        match (stamp(), rocket.state::<KeptPages>()) {
            (Some(stamp), Some(pages)) => {
                let key = format!("{} {}", language::of(request), request.uri());
                Outcome::Success(Shelf { pages, key, stamp })
            }
            _ => {
                let error = Error::Internal("lib.rs manages what the shelf needs".into());
                Outcome::Error((error.status(), error))
            }
        }
    }
}
