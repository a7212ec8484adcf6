//! Somebody runs this. A balancer asks whether the process lives and whether it is ready; Prometheus asks what it did
//! and how long it took. Nothing here says who came, and nothing here may be kept by a cache.

mod draining;
mod health;
mod metrics;
mod plain;
mod returned;

use rocket::fairing::AdHoc;
use rocket::routes;

use crate::config::Config;
use crate::mail::Counters;
use crate::registrations::Desk;
pub use draining::Draining;
use metrics::{Metrics, Stopwatch};

pub fn stage() -> AdHoc {
    AdHoc::try_on_ignite("operating", |rocket| async {
        let ground = (rocket.state::<Desk>(), rocket.state::<Counters>(), rocket.state::<Config>());
        let metrics = match ground {
            (Some(desk), Some(letters), Some(config)) => Metrics::of(desk, letters, config),
            _ => return Err(rocket),
        };
        let draining = Draining::default();
        match metrics {
            Ok(metrics) => Ok(rocket
                .manage(metrics)
                .manage(draining.clone())
                .attach(draining)
                .attach(Stopwatch)
                .mount("/", routes![health::live, health::ready, metrics::show])),
            Err(error) => {
                tracing::error!(%error, "the counters cannot be shown");
                Err(rocket)
            }
        }
    })
}
