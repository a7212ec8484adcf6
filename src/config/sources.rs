//! Where settings come from, and what is said when one cannot be read.

use rocket::data::ToByteUnit;
use rocket::figment::error::Kind;
use rocket::figment::providers::{Data, Env, Format, Serialized, Toml};
use rocket::figment::value::Value;
use rocket::figment::{self, Figment, Profile, Provider, Source};
use serde::Deserialize;

/// Rocket's settings with our defaults, from `Rocket.toml` and the environment. The address of a visitor is taken from
/// the connection, and from no header unless an operator says which.
pub fn figment() -> Figment {
    let limits = rocket::data::Limits::default()
        .limit("form", 64.kibibytes())
        // In parts comes an organiser's message: in three languages, with the ids of those whom it is for.
        .limit("data-form", 256.kibibytes())
        .limit("json", 256.kibibytes());
    let defaults = rocket::Config {
        ip_header: None,
        limits,
        ident: rocket::config::Ident::none(),
        log_level: rocket::config::LogLevel::Off,
        max_blocking: 16,
        shutdown: rocket::config::Shutdown { grace: 3, mercy: 2, ..Default::default() },
        ..rocket::Config::default()
    };
    let environment = Env::prefixed("ROCKET_").ignore(&["PROFILE", "CONFIG"]).global();
    let key = key_as_typed(&environment);
    let figment = Figment::from(defaults).merge(file().nested()).merge(environment);
    let figment = key.into_iter().fold(figment, Figment::merge);
    figment.select(Profile::from_env_or("ROCKET_PROFILE", rocket::Config::DEFAULT_PROFILE))
}

/// `Rocket.toml`, here or above, if it is there; the file that somebody named must be.
fn file() -> Data<Toml> {
    let Some(named) = std::env::var("ROCKET_CONFIG").ok().filter(|name| !name.is_empty()) else {
        return Toml::file("Rocket.toml");
    };
    let found = Toml::file(&named);
    if found.metadata().source.is_some() { found } else { Toml::file_exact(&named) }
}

/// A key of digits would be read as a number that has lost its last ones.
fn key_as_typed(environment: &Env) -> Option<Serialized<String>> {
    let (_, typed) = environment.iter().find(|(name, _)| name == "secret_key")?;
    let is_text = typed.parse::<Value>().is_ok_and(|value| value.as_str().is_some());
    (!is_text).then(|| Serialized::global("secret_key", typed))
}

/// What is wrong with the settings, in one line that names the one that was set, or the file.
pub fn unreadable(error: figment::Error) -> String {
    if let ([setting], Some(wanted)) = (error.path.as_slice(), wanted(&error.kind)) {
        return format!("ROCKET_{} must be {wanted}", setting.to_uppercase());
    }
    let why = without_excerpt(&error.kind.to_string()).replace("expected a map", NO_TABLE);
    let file = error.metadata.as_ref().and_then(|origin| match &origin.source {
        Some(Source::File(file)) => Some(file.display().to_string()),
        _ => None,
    });
    match (error.path.split_first(), file) {
        (Some((setting, [])), _) => format!("ROCKET_{}: {why}", setting.to_uppercase()),
        (Some((setting, within)), _) => format!("ROCKET_{}, {}: {why}", setting.to_uppercase(), within.join(".")),
        (None, Some(file)) if std::env::var_os("ROCKET_CONFIG").is_some() => {
            format!("ROCKET_CONFIG: {file} cannot be read: {why}")
        }
        (None, Some(file)) => format!("{file} cannot be read: {why}"),
        (None, None) => why,
    }
}

/// What figment says of a file whose settings stand below no table.
const NO_TABLE: &str = "expected a table: settings stand below a line [default]";

/// What a number or a choice should be; serde would say it in the words of our code.
fn wanted(kind: &Kind) -> Option<&'static str> {
    let (Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected)) = kind else { return None };
    match expected.as_str() {
        "IP address" => Some("an IP address such as 127.0.0.1 or ::1"),
        "u16" => Some("a whole number from 0 to 65535"),
        "u32" | "usize" => Some("a whole number, 0 or more"),
        "a boolean" => Some("true or false"),
        "struct Shutdown" => Some("a table such as {grace=3,mercy=2}"),
        _ => None,
    }
}

/// In one line, and without the lines of the file that are quoted, for a password may stand in them.
fn without_excerpt(why: &str) -> String {
    let is_excerpt = |line: &&str| line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit()).starts_with('|');
    why.lines().filter(|line| !is_excerpt(line)).collect::<Vec<_>>().join(": ")
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
