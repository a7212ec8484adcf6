//! Organisers plan: from an idea to an event that is online, copied to one day or to many, changed, moved, and in the end
//! called off. The pages here do what two slices do together: something becomes of an event (`events`), and those who
//! registered are told (`registrations`). Series and themes, which gather events, are kept here too.

mod consequences;
mod copies;
mod drafts;
mod editor;
mod ending;
mod moving;
mod new;
mod overview;
mod publication;
mod series;
mod shelf;
mod show;
mod themes;
mod typed;

use rocket::fairing::AdHoc;
use rocket::routes;

use copies::{repeats, series_copies};

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("planning", |rocket| async {
        rocket
            .mount("/", routes![overview::index, new::new, new::create])
            .mount("/", routes![editor::edit, editor::saving::update, show::show, show::live])
            .mount("/", routes![publication::create, publication::destroy])
            .mount("/", routes![ending::ask, ending::call_off, ending::explain, ending::ask_to_delete, ending::destroy])
            .mount("/", routes![moving::new, moving::create])
            .mount("/", routes![repeats::new, repeats::create])
            .mount("/", routes![drafts::index, drafts::publish])
            .mount("/", routes![series::index, series::create, series::update])
            .mount("/", routes![themes::index, themes::create, themes::update, themes::destroy])
            .mount("/", routes![copies::new, copies::create, series_copies::new, series_copies::create])
    })
}
