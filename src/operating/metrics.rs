//! What Prometheus asks: the desk's answers and batches, the letters that wait, and each route's requests and times.

use std::time::Instant;

use chrono::{DateTime, Utc};
use prometheus::{Gauge, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts, Registry, TextEncoder};
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Status;
use rocket::{Data, Request, Response, State, get};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::health::PATIENCE;
use super::plain::Plain;
use super::returned::Returned;
use crate::clock::Clock;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::mail::letter;
use crate::registrations::Desk;

/// Upper bounds in seconds, from a kept copy to a form that waits long for the desk.
const TIMES: [f64; 11] = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 5.0];

/// Everything that is counted in this process.
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    waiting: Gauge,
    oldest: Gauge,
    given_up: Gauge,
    returned: Returned,
    database: IntGauge,
}

impl Metrics {
    /// The counters of this process, with those of its desk.
    pub fn of(desk: &Desk) -> prometheus::Result<Metrics> {
        let requests = Opts::new(
            "samenkomst_http_requests_total",
            "Requests answered, by the route's pattern (never the address itself) and the class of the status.",
        );
        let seconds = HistogramOpts::new(
            "samenkomst_http_request_seconds",
            "From the arrival of a request's head to the moment its answer begins to leave.",
        );
        let metrics = Metrics {
            registry: Registry::new(),
            requests: IntCounterVec::new(requests, &["method", "route", "status"])?,
            seconds: HistogramVec::new(seconds.buckets(TIMES.to_vec()), &["route"])?,
            waiting: Gauge::new("samenkomst_letters_waiting", "Letters that have not left yet.")?,
            oldest: Gauge::new(
                "samenkomst_letters_oldest_waiting_seconds",
                "How long ago the oldest letter that has not left was posted; 0 when none waits.",
            )?,
            given_up: Gauge::new("samenkomst_letters_given_up", "Letters that will never arrive.")?,
            returned: Returned::new()?,
            database: IntGauge::new("samenkomst_database_up", "1 when the database answered this question.")?,
        };
        metrics.register(desk)?;
        Ok(metrics)
    }

    fn register(&self, desk: &Desk) -> prometheus::Result<()> {
        let version = Opts::new("samenkomst_build_info", "Always 1; the version is in the label.");
        let version = IntGauge::with_opts(version.const_label("version", env!("CARGO_PKG_VERSION")))?;
        version.set(1);
        self.registry.register(Box::new(version))?;
        self.registry.register(Box::new(self.requests.clone()))?;
        self.registry.register(Box::new(self.seconds.clone()))?;
        self.registry.register(Box::new(self.database.clone()))?;
        for gauge in [&self.waiting, &self.oldest, &self.given_up] {
            self.registry.register(Box::new(gauge.clone()))?;
        }
        self.returned.register(&self.registry)?;
        for instrument in desk.tally().instruments() {
            self.registry.register(instrument)?;
        }
        Ok(())
    }

    /// Asks the outbox; what cannot be known now is not a number.
    async fn look_at_letters(&self, db: &Database, clock: &Clock) {
        let late = |_| Err(Error::Unavailable("the database did not answer within a second".into()));
        let found = tokio::time::timeout(PATIENCE, letters(db, clock)).await.unwrap_or_else(late);
        self.database.set(found.is_ok().into());
        if let Ok(Err(error)) = tokio::time::timeout(PATIENCE, self.returned.look(db)).await {
            tracing::warn!(%error, "what came back could not be counted");
        }
        let found = found.unwrap_or_else(|error| {
            tracing::warn!(%error, "the letters could not be counted");
            [f64::NAN; 3]
        });
        for (gauge, value) in [&self.waiting, &self.oldest, &self.given_up].into_iter().zip(found) {
            gauge.set(value);
        }
    }
}

/// How many wait, how long the oldest has waited (seconds), and how many were given up.
async fn letters(db: &Database, clock: &Clock) -> Result<[f64; 3]> {
    let unsent = letter::Entity::find().filter(letter::Column::SentAt.is_null());
    let waiting = unsent.clone().filter(letter::Column::FailedAt.is_null());
    let oldest = waiting
        .clone()
        .select_only()
        .column(letter::Column::PostedAt)
        .order_by_asc(letter::Column::PostedAt)
        .into_tuple::<DateTime<Utc>>()
        .one(db.read())
        .await?;
    let age = oldest.map_or(0.0, |posted| (clock.now() - posted).as_seconds_f64());
    let given_up = unsent.filter(letter::Column::FailedAt.is_not_null());
    let given_up = given_up.count(db.read()).await?;
    Ok([waiting.count(db.read()).await? as f64, age, given_up as f64])
}

/// Everything in Prometheus' text format.
#[get("/metrics")]
pub async fn show(metrics: &State<Metrics>, db: &State<Database>, clock: &State<Clock>) -> Result<Plain> {
    metrics.look_at_letters(db, clock).await;
    let encoder = TextEncoder::new();
    let mut text = String::new();
    encoder.encode_utf8(&metrics.registry.gather(), &mut text).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(Plain { status: Status::Ok, text, content_type: prometheus::TEXT_FORMAT })
}

/// Takes the time of every request.
pub struct Stopwatch;

/// When the request arrived, kept on it.
struct Arrival(Instant);

#[rocket::async_trait]
impl Fairing for Stopwatch {
    fn info(&self) -> Info {
        Info { name: "stopwatch", kind: Kind::Request | Kind::Response }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        request.local_cache(|| Arrival(Instant::now()));
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let Some(metrics) = request.rocket().state::<Metrics>() else {
            return;
        };
        // The pattern, not the address: an address may hold somebody's key.
        let route = request.route().map_or("none", |route| route.uri.path());
        let class = class(response.status());
        let method = request.method().as_str();
        metrics.requests.with_label_values(&[method, route, class]).inc();
        let arrived = request.local_cache(|| Arrival(Instant::now()));
        let seconds = arrived.0.elapsed().as_secs_f64();
        metrics.seconds.with_label_values(&[route]).observe(seconds);
    }
}

fn class(status: Status) -> &'static str {
    match status.code {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}
