//! The network for other programs. Whoever asks finds regions and events and can register somebody; a program with an
//! organiser's token makes, changes, publishes and calls off events in the organiser's regions, sees who comes, checks
//! people in or cancels for them, and reads how they found it. Everything is JSON; what goes wrong is a problem (RFC
//! 9457). The description (`openapi.json`) is made from the code that answers.

mod answer;
mod asking;
mod docs;
mod event_answer;
mod events;
mod feedback;
mod misfit;
mod openapi;
mod organising;
mod problem;
mod regions;
mod registered;
mod registering;
mod registrations;
mod sent;

use rocket::fairing::AdHoc;
use rocket::{catchers, routes};

pub use asking::{Wish, given};
pub use event_answer::moment;
pub use events::event_for;
pub use openapi::Document;
pub use problem::{Guarded, Problem, ProblemDetails, Unreadable};
pub use registered::{answers, check_ins};

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("api", |rocket| async {
        rocket
            .manage(Document::default())
            .mount(
                "/api/v1",
                routes![
                    regions::index,
                    events::index,
                    events::show,
                    registering::create,
                    organising::create,
                    organising::update,
                    organising::publish,
                    organising::call_off,
                    registrations::index,
                    registrations::cancel,
                    registrations::check_in,
                    feedback::show,
                    openapi::show,
                ],
            )
            .mount("/api", routes![docs::show])
            .register("/api", catchers![problem::say])
    })
}
