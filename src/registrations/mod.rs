//! Professionals register. A registration waits, is confirmed, or is cancelled; it holds a seat only while confirmed.
//! Seats are given by one desk, in order of arrival, in a transaction that also writes the letter. Whoever holds the
//! private link can change what they said, their address too, choose, swap or give back a stop, cancel, or hand the seat
//! to a colleague; a freed seat goes to the first in line in the same transaction, or is offered to them for some hours.
//! Organisers do the same for them, and bring lists in. On the day they are checked in at the door, and whoever was there
//! may get a certificate. A year after the event the names are forgotten, and the numbers stay.

pub mod application;
pub mod attendees;
pub mod certificates;
pub mod correction;
pub mod door;
pub mod forgetting;
pub mod importing;
mod keyed;
pub mod letters;
pub mod looking_back;
mod overtaken;
pub mod pages;
mod reception;
pub mod registration;
pub mod seats;
pub mod self_service;
pub mod steering;
pub mod ticket;
mod writing_again;

use rocket::fairing::AdHoc;
use rocket::routes;

use pages::mine::giving_back;
use pages::{choosing as stop_pages, handing_over as handover_pages, joining as joining_pages};
use pages::{mine, offering, registering};

use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::mail::Bell;
use crate::revision::Revision;

pub use reception::Reception;
pub use seats::desk::Desk;

pub fn stage() -> AdHoc {
    AdHoc::try_on_ignite("registrations", |rocket| async {
        let ground = || {
            Some((
                rocket.state::<Database>()?.clone(),
                rocket.state::<Clock>()?.clone(),
                rocket.state::<Config>()?.secret.clone(),
                rocket.state::<Bell>()?.clone(),
                rocket.state::<Revision>()?.clone(),
            ))
        };
        let Some((db, clock, secret, bell, revision)) = ground() else {
            return Err(rocket);
        };
        Ok(rocket
            .manage(Desk::open(db, clock, secret, bell, revision))
            .mount("/", routes![registering::new, registering::create, registering::show])
            .mount("/", routes![mine::show, mine::amending::update, mine::moved::show, stop_pages::create])
            .mount("/", routes![giving_back::cancel, giving_back::leave_stop, giving_back::renew_calendar_key])
            .mount("/", routes![joining_pages::show, joining_pages::look])
            .mount("/", routes![offering::accept, offering::decline])
            .mount("/", routes![handover_pages::create, handover_pages::withdraw, handover_pages::show])
            .mount("/", routes![handover_pages::accept, handover_pages::decline])
            .mount("/", attendees::routes())
            .mount("/", importing::pages::routes())
            .mount("/", certificates::routes())
            .mount("/", door::routes()))
    })
}
