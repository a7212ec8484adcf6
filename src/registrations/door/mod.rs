//! The day itself, at the door. Whoever checks in has the list of those who are expected on their phone: they scan a
//! ticket or look up a name, and note who is there. Several phones do so at once and see the same count; a phone
//! without a network goes on, and sends later what it noted (`static/door.js`). Where an event has stops, each has a
//! door of its own: its people, who of them is there, and how many are still to come.

mod at_stops;
mod check_ins;
pub mod checking_in;
mod list;
mod mark;
mod notice;
mod people;
mod phones;
mod place;
mod scans;
mod script;
mod show;
pub mod stop_arrival;
mod tickets;
mod words;

use rocket::http::ContentType;
use rocket::{Route, get, routes};

/// The pages and answers of the door.
pub fn routes() -> Vec<Route> {
    routes![
        show::show,
        people::index,
        people::formerly_count,
        check_ins::create,
        check_ins::destroy,
        phones::create,
        scans::create,
        tickets::show,
        worker,
    ]
}

/// The script that opens the page of the door without a network. Its address decides which pages it may serve, so it
/// stands here and not under `/static`.
#[get("/organise/door-worker.js")]
fn worker() -> (ContentType, &'static str) {
    (ContentType::JavaScript, include_str!("../../../static/door-worker.js"))
}
