//! What Prometheus asks: the desk's answers and batches, the letters that wait, and each route's requests and times.

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use prometheus::core::Collector;
use prometheus::{
    Gauge, GaugeVec, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder,
};
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Status;
use rocket::{Data, Request, Response, State, get};
use tokio::sync::Mutex;

use super::health::PATIENCE;
use super::plain::Plain;
use super::returned::{Counts, Returned};
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::digests;
use crate::error::{Error, Result};
use crate::mail::{Counters, Standing, Urgency};
use crate::registrations::Desk;

/// Upper bounds in seconds, from a kept copy to a form that waits long for the desk.
const TIMES: [f64; 11] = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 5.0];

/// For how long what the database said is shown again. It counts many rows for it, and goes on when nobody waits any more.
const FRESH: TimeDelta = TimeDelta::seconds(2);

/// Everything that is counted in this process.
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    waiting: Gauge,
    oldest: Gauge,
    tried: Gauge,
    by_urgency: GaugeVec,
    given_up: Gauge,
    by_cause: GaugeVec,
    last_minute: Gauge,
    returned: Returned,
    database: IntGauge,
    readers: IntGaugeVec,
    /// When the database was last asked; whoever comes while it is asked waits for what it says.
    looked: Mutex<Option<DateTime<Utc>>>,
}

impl Metrics {
    /// The counters of this process, with those of its desk and of its post.
    pub fn of(desk: &Desk, letters: &Counters, config: &Config) -> prometheus::Result<Metrics> {
        let requests = Opts::new(
            "samenkomst_http_requests_total",
            "Requests answered, by the route's pattern (never the address itself) and the class of the status.",
        );
        let seconds = HistogramOpts::new(
            "samenkomst_http_request_seconds",
            "From the arrival of a request's head to the moment its answer begins to leave.",
        );
        let readers = Opts::new(
            "samenkomst_digest_readers",
            "Readers of a region's weekly digest; `all` is the digest of the whole network.",
        );
        let metrics = Metrics {
            readers: IntGaugeVec::new(readers, &["region"])?,
            registry: Registry::new(),
            requests: IntCounterVec::new(requests, &["method", "route", "status"])?,
            seconds: HistogramVec::new(seconds.buckets(TIMES.to_vec()), &["route"])?,
            waiting: Gauge::new("samenkomst_letters_waiting", "Letters that have not left yet.")?,
            oldest: Gauge::new(
                "samenkomst_letters_oldest_waiting_seconds",
                "How long ago the oldest letter that has not left was posted; 0 when none waits.",
            )?,
            tried: Gauge::new("samenkomst_letters_tried", "Letters that wait and were tried before, in vain.")?,
            by_urgency: GaugeVec::new(
                Opts::new("samenkomst_letters_waiting_by_urgency", "Letters that have not left yet, the first first."),
                &["urgency"],
            )?,
            given_up: Gauge::new("samenkomst_letters_given_up", "Letters that will never arrive.")?,
            by_cause: GaugeVec::new(
                Opts::new("samenkomst_letters_given_up_by_cause", "Letters that will never arrive, by cause."),
                &["cause"],
            )?,
            last_minute: Gauge::new("samenkomst_letters_last_minute", "Letters that left in the last minute.")?,
            returned: Returned::new()?,
            database: IntGauge::new("samenkomst_database_up", "1 when the database answered the last question.")?,
            looked: Mutex::default(),
        };
        metrics.register(desk, letters, config)?;
        Ok(metrics)
    }

    /// The numbers that the outbox gives.
    fn of_letters(&self) -> [&Gauge; 5] {
        [&self.waiting, &self.oldest, &self.tried, &self.given_up, &self.last_minute]
    }

    fn register(&self, desk: &Desk, letters: &Counters, config: &Config) -> prometheus::Result<()> {
        let version = Opts::new("samenkomst_build_info", "Always 1; the version is in the label.");
        let version = IntGauge::with_opts(version.const_label("version", env!("CARGO_PKG_VERSION")))?;
        version.set(1);
        self.registry.register(Box::new(version))?;
        self.registry.register(Box::new(self.requests.clone()))?;
        self.registry.register(Box::new(self.seconds.clone()))?;
        self.registry.register(Box::new(self.database.clone()))?;
        self.registry.register(Box::new(self.readers.clone()))?;
        let limit = "Letters that may leave in a minute, from all processes together; 0: no limit.";
        let limit = IntGauge::new("samenkomst_letters_per_minute_limit", limit).inspect(|gauge| {
            gauge.set(config.mail_per_minute.unwrap_or_default().into());
        })?;
        self.registry.register(Box::new(limit))?;
        for gauge in self.of_letters() {
            self.registry.register(Box::new(gauge.clone()))?;
        }
        self.returned.register(&self.registry)?;
        for gauges in [&self.by_urgency, &self.by_cause] {
            self.registry.register(Box::new(gauges.clone()))?;
        }
        let instruments: Vec<Box<dyn Collector>> =
            desk.tally().instruments().into_iter().chain(letters.instruments()).collect();
        for instrument in instruments {
            self.registry.register(instrument)?;
        }
        Ok(())
    }

    /// Asks the database what this process alone does not know, unless it was asked just before.
    async fn look(&self, db: &Database, clock: &Clock) {
        let mut looked = self.looked.lock().await;
        let now = clock.now();
        // A clock may jump back.
        if looked.is_some_and(|at| (at..at + FRESH).contains(&now)) {
            return;
        }
        self.look_at_letters(db, now).await;
        self.look_at_digests(db).await;
        // From its end on, so that a slow database has a rest as well.
        *looked = Some(clock.now());
    }

    /// Asks the outbox; what cannot be known now is not a number.
    async fn look_at_letters(&self, db: &Database, now: DateTime<Utc>) {
        let found = asked("the letters", Standing::of(db, now)).await;
        self.database.set(found.is_some().into());
        self.returned.show(asked("what came back", Counts::of(db)).await);
        self.by_cause.reset();
        let Some(standing) = found else {
            for gauge in self.of_letters() {
                gauge.set(f64::NAN);
            }
            return self.by_urgency.reset();
        };
        self.waiting.set(standing.all_waiting() as f64);
        self.oldest.set(standing.age(now).as_seconds_f64());
        self.tried.set(standing.tried as f64);
        self.given_up.set(standing.all_given_up() as f64);
        self.last_minute.set(standing.last_minute as f64);
        for urgency in Urgency::ALL {
            let letters = standing.waiting.iter().find(|(of, _)| *of == urgency).map_or(0, |(_, n)| *n);
            self.by_urgency.with_label_values(&[urgency.name()]).set(letters as f64);
        }
        for (cause, letters) in standing.given_up {
            self.by_cause.with_label_values(&[cause]).set(letters as f64);
        }
    }

    /// Counts who reads along; what cannot be known now is left out.
    async fn look_at_digests(&self, db: &Database) {
        self.readers.reset();
        for (region, readers) in asked("who reads digests", digests::readers_by_slug(db)).await.unwrap_or_default() {
            self.readers.with_label_values(&[&region]).set(readers);
        }
    }
}

/// What the database answers within a second; none, with a line in the log, if it does not.
async fn asked<T>(what: &str, question: impl Future<Output = Result<T>>) -> Option<T> {
    let late = |_| Err(Error::Unavailable("the database did not answer within a second".into()));
    let found = tokio::time::timeout(PATIENCE, question).await.unwrap_or_else(late);
    found.inspect_err(|error| tracing::warn!(%error, "{what} could not be counted")).ok()
}

/// Everything in Prometheus' text format.
#[get("/metrics")]
pub async fn show(metrics: &State<Metrics>, db: &State<Database>, clock: &State<Clock>) -> Result<Plain> {
    metrics.look(db, clock).await;
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
