//! `serve` and `demo`.

use std::time::Duration;

use rocket::error::ErrorKind;
use rocket::fairing::AdHoc;
use rocket::figment::Figment;
use rocket::{Orbit, Phase, Rocket};
use samenkomst::clock::Clock;
use samenkomst::config::{self, Config};
use samenkomst::database::Database;
use samenkomst::mail::{EmailAddress, PostOffice, Templates, Transport};
use samenkomst::operating::Draining;
use samenkomst::organisers::accounts;
use samenkomst::registrations::Desk;
use samenkomst::worker::{self, Worker};
use samenkomst::{Ground, build, demo};
use tokio::signal::unix::{SignalKind, signal};

use super::{Done, new_ground, said, say};

/// Serves until it is asked to stop; then finishes what was accepted.
pub async fn serve(with_demo: bool) -> Done {
    let figment = config::figment();
    check_rocket(&figment)?;
    for setting in config::unread(&figment) {
        tracing::warn!("{setting}");
    }
    let (config, db, clock) = new_ground().await?;
    PostOffice::open(&config, Templates::load(config.email_templates.as_deref())?)?;
    Transport::of(&config)?.try_folder()?;
    if with_demo {
        demo::load(&db, &clock, &config.secret).await.map_err(said)?;
    }
    let welcome = welcome(&config, &db, &clock, with_demo).await?;
    let drain = Duration::from_secs(config.drain.into());
    // Rocket closes the door at the first signal; with a balancer in front, `drain_on_term` does, after a while.
    let figment = if drain.is_zero() { figment } else { figment.merge(("shutdown.signals", Vec::<String>::new())) };
    let rocket = build(Ground { figment, config, clock, db: db.clone() })
        .attach(worker::stage())
        .attach(AdHoc::on_liftoff("draining", move |rocket| Box::pin(async move { drain_on_term(rocket, drain) })))
        .attach(AdHoc::on_liftoff("welcome", |_| Box::pin(async move { greet(&welcome) })));
    match rocket.launch().await {
        Ok(rocket) => finish(&rocket).await,
        Err(error) => match error.kind() {
            // Somebody would not hang up in time. What was accepted is finished all the same.
            ErrorKind::Shutdown(rocket, _) => {
                tracing::warn!("connections were cut off");
                finish(rocket).await;
            }
            _ => return Err(why(error)),
        },
    }
    db.close().await;
    Ok(())
}

/// Serves those who stand at the desk, and lets the letters that are under way arrive.
async fn finish<P: Phase>(rocket: &Rocket<P>) {
    if let Some(desk) = rocket.state::<Desk>() {
        desk.close().await;
    }
    if let Some(worker) = rocket.state::<Worker>() {
        worker.finish().await;
    }
}

/// At SIGTERM: not ready any more, and after `drain` the door closes. A second signal closes it at once.
fn drain_on_term(rocket: &Rocket<Orbit>, drain: Duration) {
    let (Some(draining), shutdown) = (rocket.state::<Draining>().cloned(), rocket.shutdown()) else { return };
    let mut term = match signal(SignalKind::terminate()) {
        Ok(term) if !drain.is_zero() => term,
        _ => return,
    };
    tokio::spawn(async move {
        term.recv().await;
        tracing::info!(seconds = drain.as_secs(), "stopping: not ready any more");
        draining.begin();
        tokio::select! {
            () = tokio::time::sleep(drain) => {}
            _ = term.recv() => {}
        }
        shutdown.notify();
    });
}

/// Rocket's own settings, before it prints pages about them.
pub(super) fn check_rocket(figment: &Figment) -> Done {
    let figment = figment.clone().merge(("secret_key", "01".repeat(32)));
    figment.extract::<rocket::Config>().map(drop).map_err(config::unreadable)
}

async fn welcome(config: &Config, db: &Database, clock: &Clock, with_demo: bool) -> Result<String, String> {
    let url = &config.public_url;
    let letters = match &config.smtp_url {
        Some(_) => "the SMTP server".to_string(),
        None => format!("{}/", config.mail_folder.display()),
    };
    let mut lines = vec![format!("Samenkomst is open:  {url}"), format!("Letters go to:       {letters}")];
    if with_demo {
        let email: EmailAddress = demo::ORGANISER.parse().map_err(|()| "the demo organiser has no address")?;
        lines.push(match accounts::find(db.read(), &email).await.map_err(said)? {
            Some(organiser) => {
                let token = accounts::make_link(db.write(), clock.now(), organiser.id).await.map_err(said)?;
                format!("Sign in as {}:  {url}/organise/sign-in/{token}", organiser.name)
            }
            None => NO_DEMO.to_string(),
        });
    }
    Ok(lines.join("\n"))
}

/// Beside data of others the demo is not loaded, and nobody of it can sign in.
const NO_DEMO: &str = "The database was not empty, so the demo is not in it. For a link that signs in, type:\n\
                       samenkomst organiser add --email E-MAIL --name NAME --role admin";

fn greet(welcome: &str) {
    if let Err(why) = say(welcome) {
        tracing::warn!("{why}");
    }
}

/// A launch that failed, in one line.
fn why(error: rocket::Error) -> String {
    match error.kind() {
        ErrorKind::Bind(e) => format!("The address cannot be listened on (ROCKET_ADDRESS, ROCKET_PORT): {e}"),
        ErrorKind::FailedFairings(stages) => {
            let names: Vec<String> = stages.iter().map(|s| s.name.to_string()).collect();
            format!("These parts cannot start: {}", names.join(", "))
        }
        other => other.to_string(),
    }
}
