//! Where on the list somebody is: at whose door, what they look for, and on which page.

use rocket::http::RawStr;
use rocket::response::Redirect;
use uuid::Uuid;

use crate::slug::Slug;

/// To come back to.
pub struct Place<'a> {
    pub q: &'a str,
    pub stop: Option<i32>,
    pub page: Option<u64>,
}

impl Place<'_> {
    /// Its address, with more in the query.
    pub fn path(&self, slug: &str, more: &str) -> String {
        let mut query = Vec::new();
        if !self.q.is_empty() {
            query.push(format!("q={}", RawStr::new(self.q).percent_encode()));
        }
        query.extend(self.stop.map(|stop| format!("stop={stop}")));
        query.extend(self.page.filter(|page| *page > 1).map(|page| format!("page={page}")));
        if !more.is_empty() {
            query.push(more.to_string());
        }
        let and = if query.is_empty() { "" } else { "?" };
        format!("/organise/events/{slug}/door{and}{}", query.join("&"))
    }

    /// Back to the list, with a note on what was done to whom.
    pub fn after(&self, slug: Slug<'_>, done: &str, about: Uuid) -> Redirect {
        Redirect::to(self.path(&slug, &format!("done={done}&about={}", about.simple())))
    }
}
