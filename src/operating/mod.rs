//! Somebody runs this. A balancer asks whether the process lives and whether it is ready; Prometheus asks what it did
//! and how long it took. Nothing here says who came, and nothing here may be kept by a cache.

mod health;
mod metrics;
mod plain;
mod returned;

use rocket::fairing::AdHoc;
use rocket::routes;

use crate::registrations::Desk;
use metrics::{Metrics, Stopwatch};

pub fn stage() -> AdHoc {
    AdHoc::try_on_ignite("operating", |rocket| async {
        let metrics = match rocket.state::<Desk>() {
            Some(desk) => Metrics::of(desk),
            None => return Err(rocket),
        };
        match metrics {
            Ok(metrics) => Ok(rocket
                .manage(metrics)
                .attach(Stopwatch)
                .mount("/", routes![health::live, health::ready, metrics::show])),
            Err(error) => {
                tracing::error!(%error, "the counters cannot be shown");
                Err(rocket)
            }
        }
    })
}
