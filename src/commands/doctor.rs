//! `doctor`: one line for each thing that must be right.

use samenkomst::database::Database;
use samenkomst::mail::rendering::Templates;
use samenkomst::mail::transport::Transport;
use samenkomst::migrations::Migrator;
use samenkomst::registrations::inventory;
use sea_orm_migration::{MigrationStatus, MigratorTrait};

use super::{Done, settings};

/// Checks everything, says what it found, and fails if anything is wrong.
pub async fn doctor() -> Done {
    let mut report = Report::default();
    let Some(config) = report.check("settings", settings().map(|c| (c.database_url.clone(), c))) else {
        return report.done();
    };
    let database = Database::connect(&config.database_url).await.map_err(|e| e.to_string());
    let kind = if config.database_url.starts_with("sqlite:") { "SQLite" } else { "PostgreSQL" };
    if let Some(db) = report.check("database", database.map(|db| (kind.to_string(), db))) {
        report.check("migrations", migrations(&db).await);
        let faults = inventory::faults(&db).await.map_err(|e| e.to_string());
        report.check("seats", faults.and_then(|faults| sound(&faults)));
        report.check("letters", letters(&db).await);
    }
    let templates = Templates::load(config.email_templates.as_deref());
    report.check("templates", templates.map(|_| ("every letter in every language".to_string(), ())));
    report.check("mail", mail(&config).await);
    report.check("incoming", Ok((incoming(&config), ())));
    report.done()
}

#[derive(Default)]
struct Report {
    wrong: usize,
}

impl Report {
    fn check<T>(&mut self, what: &str, found: Result<(String, T), String>) -> Option<T> {
        match found {
            Ok((fact, value)) => {
                println!("ok     {what}: {fact}");
                Some(value)
            }
            Err(why) => {
                println!("WRONG  {what}: {why}");
                self.wrong += 1;
                None
            }
        }
    }

    fn done(self) -> Done {
        match self.wrong {
            0 => Ok(()),
            1 => Err("One thing is wrong.".into()),
            n => Err(format!("{n} things are wrong.")),
        }
    }
}

async fn migrations(db: &Database) -> Result<(String, ()), String> {
    let all = Migrator::get_migration_with_status(db.write()).await.map_err(|e| e.to_string())?;
    let pending = all.iter().filter(|m| m.status() == MigrationStatus::Pending).count();
    match pending {
        0 => Ok((format!("{} applied", all.len()), ())),
        n => Err(format!("{n} not applied yet: run samenkomst migrate")),
    }
}

fn sound(faults: &[String]) -> Result<(String, ()), String> {
    if faults.is_empty() {
        Ok(("every count equals its rows, every waiting list is unbroken".to_string(), ()))
    } else {
        Err(faults.join("; "))
    }
}

async fn letters(db: &Database) -> Result<(String, ()), String> {
    let (waiting, failed) = inventory::letters(db).await.map_err(|e| e.to_string())?;
    Ok((format!("{waiting} waiting, {failed} given up"), ()))
}

fn incoming(config: &samenkomst::config::Config) -> String {
    match &config.mail_incoming {
        Some(mailbox) => format!("bounces and calendar replies come to {mailbox}; see that they reach receive-mail"),
        None => "no mailbox (ROCKET_MAIL_INCOMING): bounces and calendar replies are not read".to_string(),
    }
}

async fn mail(config: &samenkomst::config::Config) -> Result<(String, ()), String> {
    let transport = Transport::of(config)?;
    transport.check().await.map_err(|e| e.to_string())?;
    let place = if config.smtp_url.is_some() { "the SMTP server answers" } else { "the folder can be written" };
    Ok((place.to_string(), ()))
}
