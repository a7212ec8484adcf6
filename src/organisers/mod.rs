//! Organisers run events. An organiser signs in with a link by mail, or a program with a token; what they may do, and
//! where, one function decides (`rights::may`). Admins manage the network: its regions, who organises there, and the
//! trail of who did what. Keys are kept as hashes only.

pub mod accounts;
pub mod audit;
mod bar;
mod door;
pub mod forms;
pub mod guards;
pub mod keys;
pub mod letters;
pub mod managing;
pub mod organiser;
mod pages;
pub mod regions;
pub mod rights;
pub mod role;
pub mod signing_in;
pub mod tokens;

use rocket::fairing::AdHoc;

pub use bar::DeskBar;
pub use guards::{OwnForm, Program, SignedIn};
pub use rights::{Authority, Deed, may, may_everywhere};

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("organisers", |rocket| async {
        rocket.register("/organise", pages::catchers()).mount("/", pages::routes())
    })
}
