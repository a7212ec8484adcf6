//! How it went. Figures of one event, of a series, of a region or of the whole network: who registered and when, how
//! full it was, who waited, who cancelled and who came. They are counted from what is kept, by the database, and hold no
//! name; so they are still right when the people of an event have been forgotten. Beside them stands how those who came
//! found it (`feedback`).
//!
//! From how many came before follows how many more seats may be given than there is room for (`suggestion`); an
//! organiser takes that over, or does not.

mod at_stops;
mod chance;
mod counting;
mod overbooking;
mod overview;
pub mod pages;
mod past;
mod report;
mod scope;
mod sheet;
mod tally;
mod timeline;

use rocket::fairing::AdHoc;
use rocket::routes;

use pages::{event as event_pages, feedback as feedback_pages};
use pages::{network as network_pages, overbooking as overbooking_pages};

pub use chance::{RISK, seats};
pub use overview::{Overview, overview};
pub use past::{Source, Suggestion, suggestion};
pub use tally::percent;

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("figures", |rocket| async {
        rocket
            .mount("/", routes![event_pages::show, event_pages::take_away])
            .mount("/", routes![feedback_pages::show, feedback_pages::take_away])
            .mount("/", routes![network_pages::index, network_pages::take_away])
            .mount("/", routes![overbooking_pages::create, overbooking_pages::destroy])
    })
}
