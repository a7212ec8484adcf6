//! What people see of events: the agenda, the regions with what happens there, series, recordings, and the event itself.

pub mod agenda;
pub mod embed;
mod empty;
pub mod feed_links;
mod filter;
mod hall;
mod months;
mod period;
mod programme;
pub mod recordings;
pub mod regions;
mod seat_card;
pub mod series;
pub mod show;
pub mod sitemap;
mod structured_data;
pub mod watch;
