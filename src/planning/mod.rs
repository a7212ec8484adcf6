//! Organisers plan: from an idea to an event that is online. The pages here do what two slices do together: an event is
//! changed or called off (`events`), and those who registered are told (`registrations`).

mod overview;
mod shelf;
mod todo;

use rocket::fairing::AdHoc;
use rocket::routes;

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("planning", |rocket| async { rocket.mount("/", routes![overview::index]) })
}
