//! Those who were there say how it was, in the four weeks after it, once each, behind their private link. An answer belongs
//! to the event: no name, no time and no order stands with it. That somebody answered their registration knows, and not
//! what (`registrations::looking_back`). Organisers read what was said of their event: scores once there are three of
//! them, and words as they are, each for itself.

pub mod answer;
mod forgetting;
mod giving;
mod pages;
mod said;
mod score;
mod summary;
mod together;

use rocket::fairing::AdHoc;
use rocket::routes;

pub use forgetting::{forget, to_forget};
pub use score::Score;
pub use summary::{Scores, Summary, Words};
pub use together::scores_of;

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("feedback", |rocket| async { rocket.mount("/", routes![pages::show, pages::create]) })
}
