//! Samenkomst: registration for the events of a network of regions. Regions invite; professionals register; calendars
//! follow. `build` is the table of contents: one line per slice, and above them the ground that all stand on.

pub mod about;
pub mod api;
pub mod assets;
pub mod cache;
pub mod calendar;
pub mod clock;
pub mod config;
pub mod database;
pub mod demo;
pub mod digests;
pub mod drawing;
pub mod error;
pub mod events;
pub mod exports;
pub mod feedback;
pub mod figures;
pub mod incoming;
pub mod kept_pages;
pub mod language;
pub mod mail;
pub mod managed;
pub mod mark;
pub mod messages;
mod methods;
#[path = "../migrations/mod.rs"]
pub mod migrations;
pub mod operating;
pub mod organisers;
pub mod page;
pub mod paper;
pub mod planning;
pub mod regions;
pub mod registrations;
pub mod revision;
pub mod security;
pub mod slug;
pub mod unsent;
pub mod worker;

use rocket::figment::Figment;
use rocket::shield::Shield;
use rocket::{Build, Rocket, catchers};

use clock::Clock;
use config::Config;
use database::Database;

/// What the house stands on: handed in, so that a test can bring its own.
pub struct Ground {
    /// Rocket's own settings: address, port, limits.
    pub figment: Figment,
    pub config: Config,
    pub clock: Clock,
    /// Connected and migrated.
    pub db: Database,
}

/// The whole house, ready to launch. The worker is not in it: whoever serves attaches it, and a test does its work
/// when the story comes to it.
pub fn build(ground: Ground) -> Rocket<Build> {
    // Rocket encrypts its cookies with a key made from ours, whatever form ours has.
    let figment = ground.figment.merge(("secret_key", ground.config.secret.hex()));
    rocket::custom(figment)
        .manage(security::Limits::new(&ground.config))
        .manage(page::Signposts::default())
        .manage(kept_pages::KeptPages::default())
        .manage(mail::Bell::default())
        .manage(mail::Counters::default())
        .manage(ground.config)
        .manage(ground.clock)
        .manage(ground.db)
        .register("/", catchers![unsent::say])
        // Rocket's own headers would be set twice: `Headers` says all of them.
        .attach(Shield::new())
        .attach(security::Headers)
        .attach(assets::stage())
        .attach(revision::stage())
        .attach(regions::stage())
        .attach(events::stage())
        .attach(organisers::stage())
        .attach(registrations::stage())
        .attach(feedback::stage())
        .attach(calendar::stage())
        .attach(api::stage())
        .attach(exports::stage())
        .attach(figures::stage())
        .attach(messages::stage())
        .attach(digests::stage())
        .attach(planning::stage())
        .attach(about::stage())
        .attach(unsent::stage())
        .attach(operating::stage())
}
