//! `serve` and `demo`.

use rocket::fairing::AdHoc;
use rocket::figment::Figment;
use samenkomst::clock::Clock;
use samenkomst::config::{self, Config};
use samenkomst::database::Database;
use samenkomst::mail::{EmailAddress, PostOffice};
use samenkomst::organisers::accounts;
use samenkomst::registrations::Desk;
use samenkomst::worker::{self, Worker};
use samenkomst::{Ground, build, demo};

use super::{Done, ground, said};

/// Serves until it is asked to stop; then finishes what was accepted.
pub async fn serve(with_demo: bool) -> Done {
    let figment = config::figment();
    check_rocket(&figment)?;
    let (config, db, clock) = ground().await?;
    PostOffice::open(&config, config.email_templates.as_deref())?;
    if with_demo {
        demo::load(&db, &clock, &config.secret).await.map_err(said)?;
    }
    let welcome = welcome(&config, &db, &clock, with_demo).await?;
    let rocket = build(Ground { figment, config, clock, db: db.clone() })
        .attach(worker::stage())
        .attach(AdHoc::on_liftoff("welcome", |_| Box::pin(async move { println!("{welcome}") })));
    let rocket = rocket.launch().await.map_err(why)?;
    if let Some(desk) = rocket.state::<Desk>() {
        desk.close().await;
    }
    if let Some(worker) = rocket.state::<Worker>() {
        worker.finish().await;
    }
    drop(rocket);
    db.close().await;
    Ok(())
}

/// Rocket's own settings, before it prints pages about them.
fn check_rocket(figment: &Figment) -> Done {
    let figment = figment.clone().merge(("secret_key", "01".repeat(32)));
    let wrong = |e: rocket::figment::Error| {
        let setting = e.path.last().map(|p| format!("ROCKET_{}: ", p.to_uppercase()));
        format!("{}{}", setting.unwrap_or_default(), e.kind)
    };
    figment.extract::<rocket::Config>().map(drop).map_err(wrong)
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
        let organiser = accounts::find(db.read(), &email).await.map_err(said)?;
        if let Some(organiser) = organiser {
            let token = accounts::make_link(db.write(), clock.now(), organiser.id).await.map_err(said)?;
            lines.push(format!("Sign in as {}:  {url}/organise/sign-in/{token}", organiser.name));
        }
    }
    Ok(lines.join("\n"))
}

/// A launch that failed, in one line.
fn why(error: rocket::Error) -> String {
    use rocket::error::ErrorKind;
    match error.kind() {
        ErrorKind::Bind(e) => format!("The address cannot be listened on (ROCKET_ADDRESS, ROCKET_PORT): {e}"),
        ErrorKind::FailedFairings(stages) => {
            let names: Vec<String> = stages.iter().map(|s| s.name.to_string()).collect();
            format!("These parts cannot start: {}", names.join(", "))
        }
        other => other.to_string(),
    }
}
