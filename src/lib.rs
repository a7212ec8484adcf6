//! Samenkomst: registration for events of regional platforms. Regions invite; professionals register; calendars follow.

pub mod assets;
pub mod clock;
pub mod config;
pub mod database;
pub mod drawing;
pub mod error;
pub mod events;
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
