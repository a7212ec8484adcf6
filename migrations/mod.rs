//! The schema, one file per change, in the order in which they are applied; each goes up and down on SQLite and on
//! PostgreSQL. To change the schema, add a file and a line; never edit a file that has been released.
//! There never was an m0022: of the numbers given to changes that were made side by side, one was not needed.

use sea_orm_migration::prelude::*;

mod m0001_regions;
mod m0002_events;
mod m0003_registrations;
mod m0004_organisers;
mod m0005_letters;
mod m0006_audit;
mod m0007_planning;
mod m0008_search;
mod m0009_messages;
mod m0010_attendees;
mod m0011_figures;
mod m0012_calendar_keys;
mod m0013_seats_revision;
mod m0014_silences;
mod m0015_kept_lists;
mod m0016_keys;
mod m0017_offers;
mod m0018_incoming;
mod m0019_digests;
mod m0020_delivery;
mod m0021_dates;
mod m0023_addresses;
mod m0024_invited;
mod m0025_forgotten;
mod m0026_fewer_indexes;
mod m0027_following;
mod m0028_withdrawn_keys;
mod m0029_withdrawn_offers;
mod m0030_stop_arrivals;
mod m0031_certificates;
mod m0032_feedback;
mod m0033_sent_thanks;
mod m0034_offers_of_a_day;
mod m0035_theme_dates;
mod m0036_region_dates;

pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_regions::Migration),
            Box::new(m0002_events::Migration),
            Box::new(m0003_registrations::Migration),
            Box::new(m0004_organisers::Migration),
            Box::new(m0005_letters::Migration),
            Box::new(m0006_audit::Migration),
            Box::new(m0007_planning::Migration),
            Box::new(m0008_search::Migration),
            Box::new(m0009_messages::Migration),
            Box::new(m0010_attendees::Migration),
            Box::new(m0011_figures::Migration),
            Box::new(m0012_calendar_keys::Migration),
            Box::new(m0013_seats_revision::Migration),
            Box::new(m0014_silences::Migration),
            Box::new(m0015_kept_lists::Migration),
            Box::new(m0016_keys::Migration),
            Box::new(m0017_offers::Migration),
            Box::new(m0018_incoming::Migration),
            Box::new(m0019_digests::Migration),
            Box::new(m0020_delivery::Migration),
            Box::new(m0021_dates::Migration),
            Box::new(m0023_addresses::Migration),
            Box::new(m0024_invited::Migration),
            Box::new(m0025_forgotten::Migration),
            Box::new(m0026_fewer_indexes::Migration),
            Box::new(m0027_following::Migration),
            Box::new(m0028_withdrawn_keys::Migration),
            Box::new(m0029_withdrawn_offers::Migration),
            Box::new(m0030_stop_arrivals::Migration),
            Box::new(m0031_certificates::Migration),
            Box::new(m0032_feedback::Migration),
            Box::new(m0033_sent_thanks::Migration),
            Box::new(m0034_offers_of_a_day::Migration),
            Box::new(m0035_theme_dates::Migration),
            Box::new(m0036_region_dates::Migration),
        ]
    }
}
