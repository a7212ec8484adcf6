//! Events happen. A draft is the organisers' own; published, everyone sees it (or those who have the link); called off,
//! it stays to be seen, with the reason. Seats are counted on the event and on each stop, by the seat desk alone.

pub mod access;
pub mod copying;
pub mod desk_head;
pub mod details;
pub mod editing;
pub mod event;
pub mod event_region;
pub mod event_theme;
pub mod input;
pub mod kept;
pub mod kind;
pub mod listing;
pub mod pages;
pub mod parts;
pub mod publishing;
pub mod question;
pub mod room;
pub mod seat_form;
pub mod sheet;
pub mod shifting;
pub mod slug;
pub mod stop;
pub mod templates;
pub mod training;
pub mod views;

use rocket::fairing::AdHoc;
use rocket::routes;

pub use desk_head::{EventHead, Tab};
pub use details::Details;
pub use kept::PublicEvents;
pub use room::{Room, StopRoom};

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("events", |rocket| async {
        rocket.manage(kept::KeptEvents::default()).manage(pages::sitemap::KeptSitemap::default()).mount(
            "/",
            routes![
                pages::agenda::index,
                pages::embed::index,
                pages::regions::index,
                pages::regions::show,
                pages::series::show,
                pages::recordings::index,
                pages::sitemap::index,
            ],
        )
    })
}
