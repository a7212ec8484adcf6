//! Professionals register. A registration waits, is confirmed, or is cancelled; it holds a seat only while confirmed.
//! Seats are given by one desk, in order of arrival, in a transaction that also writes the letter. Whoever holds the
//! private link can change the answers, cancel, or hand the seat to a colleague; a freed seat goes to the first in
//! line in the same transaction.

pub mod handover;
pub mod held_stop;
pub mod pages;
pub mod registration;

use rocket::fairing::AdHoc;
use rocket::routes;

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("registrations", |rocket| async {
        rocket.mount("/", routes![pages::registering::new])
    })
}
