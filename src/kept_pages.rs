//! Public pages are kept as they were rendered until something that they show changes: an event, a region, a seat, the
//! minute. So a page that everybody opens at once is made once. A form says in which second its page was handed out;
//! those digits alone are written anew, once a second.

use std::future::Future;
use std::sync::{Arc, RwLock};

use askama::Template;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::{Orbit, Rocket};

use crate::cache::Cache;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::managed::managed;
use crate::page::{Html, Layout, OPENED, Signposts};
use crate::revision::Revision;

/// How many pages are kept, and how many bytes of them; every filter makes another, and anybody can ask for all of them.
const ROOM: usize = 512;
const BYTES: usize = 16 << 20;

/// What must still be so for a copy to be good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    revision: i64,
    seats: i64,
    /// Since the epoch: doors open and events begin on whole minutes.
    minute: i64,
}

/// A page as it was rendered.
enum Copy {
    Plain(Html),
    /// One with a form: where in it the digits of the second stand, and how it was handed out in some second since the
    /// epoch.
    Dated(usize, RwLock<(i64, Html)>),
}

impl Copy {
    fn of(html: String) -> Copy {
        let bytes = html.into_bytes();
        let found = bytes.windows(OPENED.len()).position(|part| part == OPENED.as_bytes());
        let html = Html(Status::Ok, bytes.into());
        match found {
            Some(at) => Copy::Dated(at + OPENED.len(), RwLock::new((0, html))),
            None => Copy::Plain(html),
        }
    }

    fn size(&self) -> usize {
        match self {
            Copy::Plain(html) => html.1.len(),
            Copy::Dated(_, last) => last.read().expect("nobody panics while dating").1.1.len(),
        }
    }

    /// The page with this second in it.
    fn dated(&self, second: i64) -> Html {
        let (at, last) = match self {
            Copy::Plain(html) => return html.clone(),
            Copy::Dated(at, last) => (*at, last),
        };
        {
            let last = last.read().expect("nobody panics while dating");
            if last.0 == second {
                return last.1.clone();
            }
        }
        let mut last = last.write().expect("nobody panics while dating");
        let mut bytes = last.1.1.to_vec();
        let digits = format!("{second:010}");
        if let Some(place) = bytes.get_mut(at..at + digits.len()) {
            place.copy_from_slice(digits.as_bytes());
        }
        *last = (second, Html(last.1.0, bytes.into()));
        last.1.clone()
    }
}

/// The pages that are kept, by language, path, and what of the query means something.
pub struct KeptPages(Cache<Stamp, Arc<Copy>>);

impl Default for KeptPages {
    fn default() -> KeptPages {
        KeptPages(Cache::new(ROOM, BYTES, |copy| copy.size()))
    }
}

/// A guard: the place where the page that is asked for is kept. It stands before all others: what they read is at least
/// as new as the numbers that it read.
pub struct Shelf<'r> {
    pages: &'r KeptPages,
    signposts: &'r Signposts,
    stamp: Stamp,
    /// Since the epoch.
    second: i64,
}

impl Shelf<'_> {
    /// The page as it is kept, or as `make` makes it now from its layout. `query` is what of the query means something,
    /// in one order. Whatever else was asked is kept from whoever makes the page, so that it makes no other page.
    pub async fn page<T: Template, M>(
        &self,
        layout: Layout,
        query: &str,
        make: impl FnOnce(Layout) -> M,
    ) -> Result<Html>
    where
        M: Future<Output = Result<T>>,
    {
        // The layout may be older than the network from which the page is made, and whose signposts hang by now.
        let layout = layout.asked(query).with_signposts(self.signposts);
        let name = format!("{} {}?{query}", layout.l, layout.path);
        Ok(self.pages.0.copy(name, self.stamp, || rendered(make(layout))).await?.dated(self.second))
    }

    /// The number of the last public change when the request came.
    pub fn revision(&self) -> i64 {
        self.stamp.revision
    }
}

async fn rendered<T: Template>(page: impl Future<Output = Result<T>>) -> Result<Arc<Copy>> {
    let html = page.await?.render().map_err(|e| Error::Internal(e.to_string()))?;
    Ok(Arc::new(Copy::of(html)))
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Shelf<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match shelf(request.rocket()) {
            Ok(shelf) => Outcome::Success(shelf),
            Err(error) => Outcome::Error((error.status(), error)),
        }
    }
}

fn shelf(rocket: &Rocket<Orbit>) -> Result<Shelf<'_>> {
    let revision: &Revision = managed(rocket)?;
    let clock: &Clock = managed(rocket)?;
    let second = clock.now().timestamp();
    let stamp = Stamp { revision: revision.current(), seats: revision.seats(), minute: second.div_euclid(60) };
    Ok(Shelf { pages: managed(rocket)?, signposts: managed(rocket)?, stamp, second })
}
