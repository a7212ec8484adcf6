//! Where settings come from, and what is said when one cannot be read.

use rocket::data::ToByteUnit;
use rocket::figment::providers::{Env, Format, Toml};
use rocket::figment::{self, Figment, Profile};
use serde::Deserialize;

/// Rocket's settings with our defaults, from `Rocket.toml` and the environment. The address of a visitor is taken from
/// the connection, and from no header unless an operator says which.
pub fn figment() -> Figment {
    let limits = rocket::data::Limits::default().limit("form", 64.kibibytes()).limit("json", 256.kibibytes());
    let defaults = rocket::Config {
        ip_header: None,
        limits,
        ident: rocket::config::Ident::none(),
        log_level: rocket::config::LogLevel::Off,
        max_blocking: 16,
        shutdown: rocket::config::Shutdown { grace: 3, mercy: 2, ..Default::default() },
        ..rocket::Config::default()
    };
    let file = std::env::var("ROCKET_CONFIG").unwrap_or_else(|_| "Rocket.toml".into());
    let figment = Figment::from(defaults)
        .merge(Toml::file(file).nested())
        .merge(Env::prefixed("ROCKET_").ignore(&["PROFILE", "CONFIG"]).global());
    figment.select(Profile::from_env_or("ROCKET_PROFILE", rocket::Config::DEFAULT_PROFILE))
}

/// How many threads there are.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Threads {
    /// For requests; one for each core, if nothing is set.
    pub workers: usize,
    /// At most, for work that takes its time (lists, letters, drawings). Each has memory of its own.
    pub max_blocking: usize,
}

impl Threads {
    /// The error is a sentence for the operator that names the setting.
    pub fn read(figment: &Figment) -> Result<Threads, String> {
        let threads: Threads = figment.extract().map_err(unreadable)?;
        let sensible = |setting: &str, number: usize| match number {
            1..=1024 => Ok(()),
            _ => Err(format!("ROCKET_{setting} goes from 1 to 1024")),
        };
        sensible("WORKERS", threads.workers)?;
        sensible("MAX_BLOCKING", threads.max_blocking)?;
        Ok(threads)
    }
}

pub(super) fn unreadable(error: figment::Error) -> String {
    let setting = error.path.last().map(|p| format!("ROCKET_{}: ", p.to_uppercase()));
    format!("{}{}", setting.unwrap_or_default(), error.kind)
}
