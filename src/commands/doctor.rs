//! `doctor`: one line for each thing that must be right.

use std::fmt::Display;
use std::path::Path;

use chrono::TimeDelta;
use rustix::fs::{Access, access};
use samenkomst::clock::Clock;
use samenkomst::config::{self, Config, PUT_BACK, sqlite_file, without_password};
use samenkomst::database::Database;
use samenkomst::mail::domain::{self, Dns, Finding};
use samenkomst::mail::rendering::Templates;
use samenkomst::mail::signing::Record;
use samenkomst::mail::transport::Transport;
use samenkomst::mail::{Signer, Standing};
use samenkomst::migrations::Migrator;
use samenkomst::registrations::seats::inventory;
use sea_orm_migration::{MigrationStatus, MigratorTrait};
use url::{Host, Url};

use super::keeping::key_file;
use super::schema::unfit;
use super::serving::check_rocket;
use super::{Done, glance, say};

/// Checks everything, says what it found, and fails if anything is wrong.
pub async fn doctor() -> Done {
    let mut report = Report::default();
    let settings = check_rocket(&config::figment()).and_then(|()| glance());
    let Some(config) = report.check("settings", settings.map(|c| (shown(&c.database_url), c))) else {
        return report.done();
    };
    report.note("key", lost_key(&config));
    report.note("public address", led_astray(&config));
    for setting in config::unread(&config::figment()) {
        report.note("settings", Some(setting));
    }
    if let Some(db) = report.check("database", database(&config).await)
        // With another schema, what is asked of the rows would fail for that reason alone.
        && report.check("migrations", migrations(&db).await).is_some()
    {
        if let Err(why) = db.check_permission().await {
            report.check::<()>("database", Err(format!("whoever runs this may not write it: {why}")));
        }
        match db.damages().await.map_err(|e| e.to_string()).map(|damages| named(&damages)) {
            Ok(None) => {}
            Ok(Some(what)) | Err(what) => drop(report.check::<()>("database", Err(format!("it is damaged: {what}")))),
        }
        let faults = inventory::faults(&db).await.map_err(|e| e.to_string());
        report.check("seats", faults.and_then(|faults| sound(&faults)));
        report.check("letters", letters(&db).await);
        report.note("letters", old_letters(&db).await);
    }
    let templates = Templates::load(config.email_templates.as_deref());
    report.check("templates", templates.map(|_| ("every letter in every language".to_string(), ())));
    report.check("mail", mail(&config).await);
    if let Some(signer) = report.check("DKIM keys", signer(&config)) {
        let records = signer.map(|signer| signer.records()).unwrap_or_default();
        for record in &records {
            report.say(format_args!("       {}", record.line()));
        }
        report.look_at_domain(&config, &records).await;
    }
    report.check("incoming", Ok((incoming(&config), ())));
    report.done()
}

#[derive(Default)]
struct Report {
    wrong: usize,
    /// Why something could not be said.
    unsaid: Option<String>,
}

impl Report {
    fn say(&mut self, line: impl Display) {
        self.unsaid = self.unsaid.take().or(say(line).err());
    }

    fn check<T>(&mut self, what: &str, found: Result<(String, T), String>) -> Option<T> {
        match found {
            Ok((fact, value)) => {
                self.say(format_args!("ok     {what}: {fact}"));
                Some(value)
            }
            Err(why) => {
                self.say(format_args!("WRONG  {what}: {why}"));
                self.wrong += 1;
                None
            }
        }
    }

    /// Says a thing that may be well or not, if there is one.
    fn note(&mut self, what: &str, said: Option<String>) {
        if let Some(said) = said {
            self.say(format_args!("?      {what}: {said}"));
        }
    }

    /// What DNS says of the sender, where letters leave the house and DNS can be asked.
    async fn look_at_domain(&mut self, config: &Config, records: &[Record]) {
        if config.smtp_url.is_none() {
            self.check("domain", Ok(("not looked up, since letters go to a folder".to_string(), ())));
            return;
        }
        let dns = match Dns::of_this_machine() {
            Ok(dns) => dns,
            Err(why) => return self.note("domain", Some(format!("DNS cannot be asked: {why}"))),
        };
        for (what, found) in domain::look(&dns, config.mail_from.email.domain(), records).await {
            match found {
                Finding::Right(fact) => drop(self.check(what, Ok((fact, ())))),
                Finding::Wrong(why) => drop(self.check::<()>(what, Err(why))),
                Finding::Unknown(why) => self.note(what, Some(why)),
            }
        }
    }

    fn done(self) -> Done {
        match (self.wrong, self.unsaid) {
            (_, Some(why)) => Err(why),
            (0, None) => Ok(()),
            (1, None) => Err("One thing is wrong.".into()),
            (n, None) => Err(format!("{n} things are wrong.")),
        }
    }
}

/// The database's address without its password.
pub fn shown(url: &str) -> String {
    match url.starts_with("sqlite:") {
        true => url.to_string(),
        false => without_password(url).unwrap_or_else(|| "PostgreSQL".to_string()),
    }
}

/// Where a database is and its key is not. A copy that is only looked at needs none.
fn lost_key(config: &Config) -> Option<String> {
    let database = sqlite_file(&config.database_url).filter(|file| file.exists())?;
    let key = key_file(&database).filter(|file| !file.exists())?;
    Some(format!("there is none at {}, and a start would make another: {PUT_BACK}", key.display()))
}

/// Letters that leave the house and do not lead back to it.
fn led_astray(config: &Config) -> Option<String> {
    let url = Url::parse(&config.public_url).ok().filter(|_| config.smtp_url.is_some())?;
    let is_here = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    is_here.then(|| format!("letters lead to {}, their readers' own machine: set ROCKET_PUBLIC_URL", config.public_url))
}

/// Connects, unless that would make the file.
async fn database(config: &Config) -> Result<(String, Database), String> {
    check_file(config)?;
    let db = Database::look(&config.database_url).await.map_err(|e| e.to_string())?;
    if let Some(encoding) = db.narrow_encoding().await.map_err(|e| e.to_string())? {
        return Err(format!("its encoding is {encoding}, which lacks letters of people's names: make it with UTF8"));
    }
    let kind = if db.is_sqlite() { "SQLite" } else { "PostgreSQL" };
    Ok((kind.to_string(), db))
}

/// An error says that there is no SQLite file yet.
pub fn check_file(config: &Config) -> Result<(), String> {
    match sqlite_file(&config.database_url).filter(|file| !file.exists()) {
        Some(file) => Err(format!("there is none yet at {}: samenkomst serve makes it", file.display())),
        None => Ok(()),
    }
}

pub async fn migrations(db: &Database) -> Result<(String, ()), String> {
    let all = Migrator::get_migration_with_status_read_only(db.read()).await.map_err(unfit)?;
    let pending = all.iter().filter(|m| m.status() == MigrationStatus::Pending).count();
    match pending {
        0 => Ok((format!("{} applied", all.len()), ())),
        n if n == all.len() => Err("none applied yet: run samenkomst migrate".to_string()),
        n => Err(format!("{n} not applied yet: run samenkomst migrate")),
    }
}

/// How many things that are wrong are named; the others are counted, so that a line stays a line.
const NAMED: usize = 10;

fn sound(faults: &[String]) -> Result<(String, ()), String> {
    let sound = "every count equals its rows, nobody is there twice or without a letter, every line is unbroken";
    named(faults).map_or_else(|| Ok((sound.to_string(), ())), Err)
}

/// In one line, what is wrong; nothing, if nothing is.
fn named(faults: &[String]) -> Option<String> {
    let (named, others) = faults.split_at(faults.len().min(NAMED));
    let others = if others.is_empty() { String::new() } else { format!("; and {} more", others.len()) };
    (!named.is_empty()).then(|| named.join("; ") + &others)
}

async fn letters(db: &Database) -> Result<(String, ()), String> {
    let standing = Standing::of(db, Clock::System.now()).await.map_err(|e| e.to_string())?;
    let causes: Vec<String> = standing.given_up.iter().map(|(cause, letters)| format!("{letters} {cause}")).collect();
    let causes = if causes.is_empty() { String::new() } else { format!(" ({})", causes.join(", ")) };
    Ok((format!("{} waiting, {} given up{causes}", standing.all_waiting(), standing.all_given_up()), ()))
}

/// Letters that should have left by now.
async fn old_letters(db: &Database) -> Option<String> {
    let now = Clock::System.now();
    let age = Standing::of(db, now).await.ok()?.age(now);
    let old = age > TimeDelta::minutes(15);
    old.then(|| format!("the oldest has waited for {} minutes: does the service run?", age.num_minutes()))
}

fn signer(config: &Config) -> Result<(String, Option<Signer>), String> {
    let signer = Signer::of(config)?;
    let said = match config.dkim_keys.len() {
        0 => "none, letters leave unsigned".to_string(),
        _ => format!("letters are signed for {}; these stand in its DNS:", config.mail_from.email.domain()),
    };
    Ok((said, signer))
}

fn incoming(config: &Config) -> String {
    match &config.mail_incoming {
        Some(mailbox) => format!("bounces and calendar replies come to {mailbox}; see that they reach receive-mail"),
        None => "no mailbox (ROCKET_MAIL_INCOMING): bounces and calendar replies are not read".to_string(),
    }
}

async fn mail(config: &Config) -> Result<(String, ()), String> {
    let folder = &config.mail_folder;
    if config.smtp_url.is_none() && !folder.exists() {
        return match could_be_made(folder) {
            true => Ok((format!("the folder {} is made when the program serves", folder.display()), ())),
            false => Err(format!("ROCKET_MAIL_FOLDER: {} cannot be made", folder.display())),
        };
    }
    let transport = Transport::of(config)?;
    transport.check().await.map_err(|e| e.to_string())?;
    let place = if config.smtp_url.is_some() { "the SMTP server answers" } else { "the folder can be written" };
    Ok((place.to_string(), ()))
}

fn could_be_made(folder: &Path) -> bool {
    let above = folder.ancestors().find(|above| above.exists()).unwrap_or(Path::new("."));
    above.is_dir() && access(above, Access::WRITE_OK).is_ok()
}
