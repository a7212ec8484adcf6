//! Public pages are kept as they were rendered until something that they show changes: an event, a region, a seat, the
//! minute. So a page that everybody opens at once is made once. A form says in which second its page was handed out;
//! those digits alone are written anew, once a second.

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
use crate::page::{Html, OPENED, Page};
use crate::revision::Revision;

/// How many pages are kept, and how many bytes of them; every filter makes another, and anybody can ask for all of them.
const ROOM: usize = 512;
const BYTES: usize = 16 << 20;
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

/// A page that is kept, as it was handed out in some second since the epoch.
struct Copy {
    of: Stamp,
    html: Html,
    second: i64,
    /// Where in it the digits of the second stand.
    digits: Option<usize>,
}

impl Copy {
    fn new(of: Stamp, Html(status, bytes): Html) -> Copy {
        let found = bytes.windows(OPENED.len()).position(|part| part == OPENED.as_bytes());
        Copy { of, html: Html(status, bytes), second: 0, digits: found.map(|at| at + OPENED.len()) }
    }

    fn size(&self) -> usize {
        self.html.1.len()
    }

    fn is_of(&self, second: i64) -> bool {
        self.digits.is_none() || self.second == second
    }

    /// The page with another second in it.
    fn dated(&mut self, second: i64) -> Html {
        let (Some(at), false) = (self.digits, self.is_of(second)) else {
            return self.html.clone();
        };
        let mut bytes = self.html.1.to_vec();
        let digits = format!("{second:010}");
        if let Some(place) = bytes.get_mut(at..at + digits.len()) {
            place.copy_from_slice(digits.as_bytes());
        }
        self.second = second;
        self.html = Html(self.html.0, bytes.into());
        self.html.clone()
    }
}

/// The pages that are kept, by language and address.
#[derive(Default)]
pub struct KeptPages {
    copies: RwLock<HashMap<String, Copy>>,
    /// Whoever waited for a turn finds the page kept.
    turns: [Mutex<()>; TURNS],
}

impl KeptPages {
    fn get(&self, key: &str, stamp: Stamp, second: i64) -> Option<Html> {
        {
            let copies = self.copies.read().expect("nobody panics while keeping");
            let copy = copies.get(key).filter(|copy| copy.of == stamp)?;
            if copy.is_of(second) {
                return Some(copy.html.clone());
            }
        }
        let mut copies = self.copies.write().expect("nobody panics while keeping");
        copies.get_mut(key).filter(|copy| copy.of == stamp).map(|copy| copy.dated(second))
    }

    fn keep(&self, key: String, copy: Copy) {
        if copy.size() > BYTES {
            return;
        }
        let fits = |copies: &HashMap<String, Copy>| {
            copies.len() < ROOM && copies.values().map(Copy::size).sum::<usize>() + copy.size() <= BYTES
        };
        let mut copies = self.copies.write().expect("nobody panics while keeping");
        copies.remove(&key);
        if !fits(&copies) {
            copies.retain(|_, kept| kept.of == copy.of);
        }
        if !fits(&copies) {
            copies.clear();
        }
        copies.insert(key, copy);
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
    /// Since the epoch.
    second: i64,
}

impl Shelf<'_> {
    /// The page as it is kept, or as `make` makes it now. Only a page that says 200 is kept. Few need to make one, so that
    /// future is boxed: it would be carried along with every answer.
    pub async fn page<T: Template, M>(&self, make: impl FnOnce() -> M) -> Result<Html>
    where
        M: Future<Output = Result<Page<T>>>,
    {
        if let Some(copy) = self.pages.get(&self.key, self.stamp, self.second) {
            return Ok(copy);
        }
        let _turn = self.pages.turn(&self.key).lock().await;
        if let Some(copy) = self.pages.get(&self.key, self.stamp, self.second) {
            return Ok(copy);
        }
        let Page(status, template) = Box::pin(make()).await?;
        let html = template.render().map_err(|e| Error::Internal(e.to_string()))?;
        let mut copy = Copy::new(self.stamp, Html(status, html.into_bytes().into()));
        let html = copy.dated(self.second);
        if status == Status::Ok && self.key.len() <= LONGEST {
            self.pages.keep(self.key.clone(), copy);
        }
        Ok(html)
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
            let second = rocket.state::<Clock>()?.now().timestamp();
            let minute = second.div_euclid(60);
            Some((Stamp { revision: revision.current(), seats: revision.seats(), minute }, second))
        };
        match (stamp(), rocket.state::<KeptPages>()) {
            (Some((stamp, second)), Some(pages)) => {
                let key = format!("{} {}", language::of(request), request.uri());
                Outcome::Success(Shelf { pages, key, stamp, second })
            }
            _ => {
                let error = Error::Internal("lib.rs manages what the shelf needs".into());
                Outcome::Error((error.status(), error))
            }
        }
    }
}
