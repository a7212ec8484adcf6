//! What an operator can set, in `Rocket.toml` or as `ROCKET_…`, read once at the start.
//! A missing or wrong setting is one clear sentence.

mod addresses;
mod dkim;
mod secret;
mod sources;
mod unread;

use std::net::IpAddr;
use std::path::PathBuf;

use chrono_tz::Tz;
use lettre::Address;
use lettre::message::Mailbox;
use rocket::figment::Figment;
use rocket::figment::value::Value;
use serde::Deserialize;

pub use addresses::{checked_database, sqlite_file, without_password};
pub use dkim::DkimKey;
use secret::Missing;
pub use secret::{PUT_BACK, Secret};
pub use sources::{Threads, figment, unreadable};
pub use unread::unread;

/// The settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    pub database_url: String,
    /// Where people reach us, without a slash at the end.
    pub public_url: String,
    /// Unset: letters go to `mail_folder`.
    pub smtp_url: Option<String>,
    pub mail_folder: PathBuf,
    pub mail_from: Mailbox,
    /// Letters are signed with each of these (DKIM).
    pub dkim_keys: Vec<DkimKey>,
    /// How many letters may leave in a minute, from all processes together; none: there is no limit.
    pub mail_per_minute: Option<u32>,
    /// The mailbox whose mail is handed to `receive-mail`; unset: bounces and replies go to `mail_from`.
    pub mail_incoming: Option<Address>,
    /// What our own mail server calls itself in `Authentication-Results`; unset: that header is not read.
    pub mail_authserv_id: Option<String>,
    /// A folder of reworded letters; what is missing there is taken from the program itself.
    pub email_templates: Option<PathBuf>,
    /// `false` switches off limits and the minimum fill time, for a load test.
    pub rate_limits: bool,
    /// Registrations a minute from one address, for one event from one address, and from the network around it.
    pub most_per_address: u32,
    pub most_per_event: u32,
    pub most_per_network: u32,
    /// Seconds between the signal to stop and the closing of the door, in which a balancer finds the process not ready.
    pub drain: u32,
    /// The zone of an event that names none.
    pub timezone: Tz,
    /// Keys private links and cookies; the same on every process.
    pub secret: Secret,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default = "default_database")]
    database_url: String,
    /// Rocket's own: where it listens.
    address: IpAddr,
    port: u16,
    public_url: Option<String>,
    smtp_url: Option<String>,
    #[serde(default = "default_mail_folder")]
    mail_folder: PathBuf,
    #[serde(default = "default_mail_from")]
    mail_from: String,
    #[serde(default)]
    dkim_keys: String,
    #[serde(default)]
    mail_per_minute: u32,
    mail_incoming: Option<String>,
    mail_authserv_id: Option<String>,
    email_templates: Option<PathBuf>,
    #[serde(default = "yes")]
    rate_limits: bool,
    #[serde(default = "default_per_address")]
    most_per_address: u32,
    #[serde(default = "default_per_event")]
    most_per_event: u32,
    #[serde(default = "default_per_network")]
    most_per_network: u32,
    #[serde(default)]
    drain: u32,
    #[serde(default = "default_timezone")]
    timezone: String,
    secret_key: Option<Value>,
}

fn default_database() -> String {
    "sqlite://data/samenkomst.db".into()
}
fn default_mail_folder() -> PathBuf {
    "data/mail".into()
}
fn default_mail_from() -> String {
    "Samenkomst <samenkomst@example.org>".into()
}
fn default_timezone() -> String {
    "Europe/Brussels".into()
}
fn default_per_address() -> u32 {
    240
}
fn default_per_event() -> u32 {
    180
}
fn default_per_network() -> u32 {
    960
}
fn yes() -> bool {
    true
}

impl Config {
    /// Reads and checks the settings, and makes a key where one is missing. The error is a sentence for the operator that
    /// names the setting.
    pub fn read(figment: &Figment) -> Result<Config, String> {
        Config::checked(figment, Missing::Made)
    }

    /// The same for whoever only looks: no file is made.
    pub fn look(figment: &Figment) -> Result<Config, String> {
        Config::checked(figment, Missing::Left)
    }

    fn checked(figment: &Figment, missing: Missing) -> Result<Config, String> {
        let raw: Raw = figment.extract().map_err(sources::unreadable)?;
        let database_url = checked_database("ROCKET_DATABASE_URL", raw.database_url)?;
        let smtp_url = addresses::mail_server(raw.smtp_url)?;
        if smtp_url.is_none() && raw.mail_folder.as_os_str().is_empty() {
            return Err("ROCKET_MAIL_FOLDER must name a folder, since ROCKET_SMTP_URL is unset".into());
        }
        within_bounds([raw.most_per_address, raw.most_per_event, raw.most_per_network], raw.drain)?;
        let mail_from = sender(&raw.mail_from)?;
        let timezone = zone(&raw.timezone)?;
        let at_the_door = || Ok(addresses::at_the_door(raw.address, raw.port));
        let public_url = raw.public_url.as_deref().map_or_else(at_the_door, addresses::public)?;
        let dkim_keys = DkimKey::list(&raw.dkim_keys)?;
        let mail_incoming = raw.mail_incoming.filter(|text| !text.trim().is_empty()).map(incoming).transpose()?;
        // Last, when nothing else is wrong: it may make a file.
        let secret = secret::chosen(raw.secret_key.as_ref(), &database_url, missing)?;
        Ok(Config {
            secret,
            database_url,
            public_url,
            smtp_url,
            mail_folder: raw.mail_folder,
            mail_from,
            dkim_keys,
            mail_per_minute: Some(raw.mail_per_minute).filter(|letters| *letters > 0),
            mail_incoming,
            mail_authserv_id: raw.mail_authserv_id.filter(|id| !id.trim().is_empty()),
            email_templates: raw.email_templates.filter(|folder| !folder.as_os_str().is_empty()),
            rate_limits: raw.rate_limits,
            most_per_address: raw.most_per_address,
            most_per_event: raw.most_per_event,
            most_per_network: raw.most_per_network,
            drain: raw.drain,
            timezone,
        })
    }

    /// The host of the public address, for message ids and lists. In those no IPv6 address can stand.
    pub fn host(&self) -> &str {
        let host = self.public_url.split_once("://").and_then(|(_, rest)| rest.split(['/', ':']).next());
        host.filter(|host| !host.starts_with('[')).unwrap_or("localhost")
    }

    /// The network's name: that of its sender. Titles say it, and calendars, and letters of no region come in it. The
    /// brand at the head of each page is the house's own.
    pub fn network_name(&self) -> &str {
        let name = self.mail_from.name.as_deref().map(str::trim);
        name.filter(|name| !name.is_empty()).unwrap_or("Samenkomst")
    }

    /// Whether people reach us over TLS, so that cookies may insist on it.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn within_bounds(most: [u32; 3], drain: u32) -> Result<(), String> {
    if most.iter().any(|most| !(1..=60_000).contains(most)) {
        return Err(
            "ROCKET_MOST_PER_ADDRESS, ROCKET_MOST_PER_EVENT and ROCKET_MOST_PER_NETWORK go from 1 to 60000".into()
        );
    }
    if drain > 600 {
        return Err("ROCKET_DRAIN is at most 600 seconds".into());
    }
    Ok(())
}

fn sender(text: &str) -> Result<Mailbox, String> {
    // With another address every letter would need a server that takes such (SMTPUTF8).
    let travels = |sender: &Mailbox| sender.email.to_string().is_ascii();
    text.parse::<Mailbox>().ok().filter(travels).ok_or_else(|| {
        "ROCKET_MAIL_FROM must be a sender such as Samenkomst <agenda@example.org>, its address without accents".into()
    })
}

fn zone(name: &str) -> Result<Tz, String> {
    name.parse::<Tz>().map_err(|_| "ROCKET_TIMEZONE must be a zone such as Europe/Brussels".to_string())
}

/// The longest name before the `@` of the mailbox: with what is added to it, 64 octets (RFC 5321, section 4.5.3.1.1).
const LONGEST_MAILBOX: usize = 14;

fn incoming(text: String) -> Result<Address, String> {
    let fits = |a: &Address| text.is_ascii() && a.user().len() <= LONGEST_MAILBOX && !a.user().contains(['+', '"']);
    text.trim().parse::<Address>().ok().filter(fits).ok_or_else(|| {
        format!(
            "ROCKET_MAIL_INCOMING must be an address such as post@agenda.example.org, with at most {LONGEST_MAILBOX} \
             characters before the @ and no +"
        )
    })
}
