//! Organisers run events. An organiser signs in with a link by mail, or a program with a token; what they may do, and
//! where, one function decides (`rights::may`). Keys are kept as hashes only.

pub mod accounts;
pub mod audit;
mod bar;
pub mod guards;
pub mod keys;
pub mod letters;
pub mod organiser;
pub mod pages;
pub mod rights;
pub mod role;

use rocket::fairing::AdHoc;
use rocket::{catchers, routes};

pub use bar::DeskBar;
pub use guards::{OwnForm, Program, SignedIn};
pub use rights::{Authority, Deed, may};

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("organisers", |rocket| async {
        let rocket = rocket.register("/organise", catchers![pages::ask_to_sign_in]);
        rocket.mount("/", routes![pages::new, pages::create, pages::show, pages::confirm, pages::destroy])
    })
}
