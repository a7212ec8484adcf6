//! Who comes, for the organisers: a list that one filters, one person's page, what is put right for them, and what is
//! decided for one, for those who were ticked, or for all whom a filter means. Seats change at the seat desk alone, and
//! every deed is noted.

mod adding;
mod arrangements;
mod bulk;
mod changing;
mod deciding;
mod everywhere;
pub mod filter;
mod history;
mod list;
mod person;
mod query;
mod resending;
mod sort;
mod stops;
mod tools;
mod typed;
mod words;

use rocket::{Route, routes};

pub use filter::{Counts, Filter};
pub use person::find;
pub use query::{FilterQuery, Strictly, role_code};
pub use sort::{Sort, SortBy};
pub use words::short_moment;

pub fn routes() -> Vec<Route> {
    let mut routes = routes![list::index, everywhere::index, adding::new, adding::create];
    routes.extend(routes![arrangements::new, arrangements::create]);
    routes.extend(routes![person::show, deciding::update, deciding::confirm, deciding::wait, deciding::cancel]);
    routes.extend(routes![deciding::place, deciding::change_stops, deciding::resend, deciding::forget]);
    routes
}
