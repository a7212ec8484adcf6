//! Every Monday at seven a region writes what is coming up: what is new, what is near, what does not take place. Whoever
//! likes reads along. They ask with an address, confirm with the button in the letter that follows, and leave with one
//! press, in their mail program or on our page; then we know nothing of them any more. Nobody becomes a reader by
//! registering. The whole network has a digest too.

mod asking;
mod contents;
mod counting;
pub mod digest;
mod leaving;
pub mod letters;
mod pages;
pub mod reader;
mod scope;
pub mod week;
mod writing;

use rocket::fairing::AdHoc;
use rocket::routes;

use pages::{asking as asking_pages, confirming, desk, leaving as leaving_pages};

pub use counting::{Readership, readers_by_slug, readership};
pub use leaving::leave_all;
pub use reader::{forget, to_forget};
pub use writing::write_due;

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("digests", |rocket| async {
        rocket
            .mount("/", routes![asking_pages::new, asking_pages::create])
            .mount("/", routes![asking_pages::new_for_all, asking_pages::create_for_all])
            .mount("/", routes![confirming::show, confirming::create])
            .mount("/", routes![leaving_pages::show, leaving_pages::create, leaving_pages::update])
            .mount("/", routes![desk::show, desk::letter, desk::show_for_all, desk::letter_for_all])
    })
}
