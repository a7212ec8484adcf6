//! Events as other programs want them. Whoever follows a region, a series or the whole network finds its events in
//! their own calendar or news reader, and what changes here changes there. A feed is public: it names nobody and lets
//! nobody in. A letter carries the same entry, with the one person on it who holds the seat; and all that somebody
//! registered for is a calendar of their own, which opens with their key.

mod answer;
mod atom;
mod entry;
mod feeds;
mod invitation;
pub mod letters;
mod pages;
mod personal;
mod plain;
mod press;
mod stop;
mod stream;
mod text;
mod zone;

use rocket::fairing::AdHoc;

pub use invitation::Invitation;

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("calendar", |rocket| async { rocket.manage(press::Kept::default()).mount("/", pages::routes()) })
}
