//! What each command does, in a few lines over the slices' verbs. An error is one sentence for the operator.

mod copying;
mod doctor;
mod exporting;
mod importing;
mod keeping;
mod network;
mod output;
mod post;
mod receiving;
mod schema;
mod serving;

use std::fmt::Display;

use samenkomst::clock::Clock;
use samenkomst::config::{self, Config, Threads};
use samenkomst::database::Database;
use samenkomst::error::Error;
use samenkomst::events::{Details, access};
use samenkomst::regions::Network;
use samenkomst::slug::Slug;
use tokio::runtime::{Builder, Runtime};

pub use copying::{Copying, copy};
use doctor::check_file;
pub use doctor::doctor;
pub use exporting::{Export, export};
pub use importing::{Import, import};
pub use keeping::{backup, forget};
pub use network::{NewRegion, add_organiser, add_region, create_token, list_regions};
pub use output::remark;
use output::{Paper, say};
pub use post::{mail_retry, mail_status};
pub use receiving::{Incoming, receive_mail};
use schema::unfit;
pub use schema::{Direction, migrate};
pub use serving::serve;

pub type Done = Result<(), String>;

/// Where everything runs. Rocket's own reads how many threads from its file and the environment alone, and panics for
/// none.
pub fn runtime() -> Result<Runtime, String> {
    let Threads { workers, max_blocking } = Threads::read(&config::figment())?;
    let mut runtime = Builder::new_multi_thread();
    runtime.worker_threads(workers).max_blocking_threads(max_blocking).thread_name("worker").enable_all();
    runtime.build().map_err(|e| format!("The threads cannot be started: {e}"))
}

/// The settings, checked.
fn settings() -> Result<Config, String> {
    Config::read(&config::figment())
}

/// The same, to look around: no key is made where none is.
fn glance() -> Result<Config, String> {
    Config::look(&config::figment())
}

/// The same, to look at a database that is there; an error where there is none yet.
fn kept() -> Result<Config, String> {
    let config = glance()?;
    check_file(&config).map_err(unopened)?;
    Ok(config)
}

/// The settings and the database, with its schema up to date; an error where there is none yet.
async fn ground() -> Result<(Config, Database, Clock), String> {
    kept()?;
    new_ground().await
}

/// The same for whoever may begin: where there is no SQLite file yet, it is made, and its key.
async fn new_ground() -> Result<(Config, Database, Clock), String> {
    let config = settings()?;
    let db = connect(&config).await?;
    db.migrate().await.map_err(|e| format!("The schema cannot be brought up to date: {}", unfit(e)))?;
    Ok((config, db, Clock::System))
}

async fn connect(config: &Config) -> Result<Database, String> {
    Database::connect(&config.database_url).await.map_err(unopened)
}

fn unopened(why: impl Display) -> String {
    format!("The database cannot be opened (ROCKET_DATABASE_URL): {why}")
}

/// The event with this name in addresses.
async fn event_called(db: &Database, name: &str) -> Result<Details, String> {
    let nowhere = || format!("There is no event {name}");
    let slug = Slug::parse(name).map_err(|_| nowhere())?;
    let network = Network::load(db).await.map_err(said)?;
    access::find(db, &network, slug).await.map_err(|error| match error {
        Error::NotFound => nowhere(),
        error => said(error),
    })
}

/// Any failure, as a sentence.
fn said(error: impl Display) -> String {
    error.to_string()
}
