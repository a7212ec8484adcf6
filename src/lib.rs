//! Samenkomst: registration for the events of a network of regions. Regions invite; professionals register; calendars
//! follow. This file is the table of contents: one line per slice, and below them the ground that all stand on.

pub mod api;
pub mod assets;
pub mod clock;
pub mod config;
pub mod database;
pub mod demo;
pub mod drawing;
pub mod error;
pub mod events;
pub mod exports;
pub mod language;
pub mod mail;
#[path = "../migrations/mod.rs"]
pub mod migrations;
pub mod organisers;
pub mod page;
pub mod regions;
pub mod registrations;
pub mod revision;
pub mod security;

use rocket::figment::Figment;
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

/// The whole house, ready to launch.
pub fn build(ground: Ground) -> Rocket<Build> {
    // Rocket encrypts its cookies with a key made from ours, whatever form ours has.
    let figment = ground.figment.merge(("secret_key", ground.config.secret.bytes()));
    rocket::custom(figment)
        .manage(security::Limits::new(&ground.config))
        .manage(page::Signposts::default())
        .manage(ground.config)
        .manage(ground.clock)
        .manage(ground.db)
        .manage(mail::Bell::default())
        .attach(security::Headers)
        .attach(assets::stage())
        .attach(revision::stage())
        .attach(regions::stage())
        .attach(registrations::stage())
        .attach(api::stage())
        .attach(exports::stage())
        .register("/", catchers![page::say_error])
}
