//! The bar on top of an organiser's pages (`templates/desk.html`).

use rocket::Request;

use super::rights::Authority;
use crate::language::{Language, first_name};

#[derive(Clone)]
pub struct DeskBar {
    /// To find one's own account by.
    pub first_name: String,
    /// Whether there is a network to manage.
    pub is_admin: bool,
}

/// The bar of whoever turned out to be signed in, on their request.
struct Kept(Option<DeskBar>);

impl DeskBar {
    pub fn of(who: &Authority) -> DeskBar {
        DeskBar { first_name: first_name(&who.organiser.name).to_string(), is_admin: who.is_admin() }
    }

    /// Keeps the bar on the request, for the page of an error.
    pub fn keep(request: &Request<'_>, who: &Authority) {
        request.local_cache(|| Kept(Some(DeskBar::of(who))));
    }

    /// The bar over an error: the one that was kept, else one that knows nobody. It asks no database, which may be what
    /// went wrong.
    pub fn over_error(request: &Request<'_>, l: Language) -> DeskBar {
        let kept = request.local_cache(|| Kept(None)).0.clone();
        kept.unwrap_or_else(|| DeskBar { first_name: l.say("account-title"), is_admin: false })
    }
}
