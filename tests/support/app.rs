//! The house, without a socket.

use chrono::{NaiveDateTime, TimeDelta, TimeZone};
use rocket::fairing::AdHoc;
use rocket::figment::Figment;
use rocket::http::{ContentType, RawStr, Status};
use rocket::local::asynchronous::{Client, LocalResponse};
use rocket::{Shutdown, tokio};
use samenkomst::clock::Clock;
use samenkomst::config::Config;
use samenkomst::database::Database;
use samenkomst::mail::delivery::Load;
use samenkomst::mail::returning::Returns;
use samenkomst::mail::{Memory, Parcel, PostOffice, Templates, Transport, Urgency, letter};
use samenkomst::registrations::Desk;
use samenkomst::registrations::seats::inventory;
use samenkomst::revision::Revision;
use samenkomst::worker::Secretary;
use samenkomst::{Ground, build};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use tempfile::TempDir;
use uuid::Uuid;

use super::schema::own_database;

/// The key of every test house.
pub const SECRET: &str = "a secret for tests that is long enough";

pub struct TestApp {
    pub client: Client,
    pub db: Database,
    pub clock: Clock,
    pub config: Config,
    figment: Figment,
    sent: Memory,
    _folder: Option<TempDir>,
}

impl TestApp {
    /// An empty house at 9 o'clock in Brussels on Tuesday 2 February 2027.
    pub async fn start() -> TestApp {
        TestApp::start_with(|figment| figment).await
    }

    /// The same, with other settings.
    pub async fn start_with(settings: impl FnOnce(Figment) -> Figment) -> TestApp {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let url = own_database(folder.path()).await;
        let figment = rocket::Config::figment()
            .merge(("log_level", "off"))
            .merge(("database_url", &url))
            .merge(("secret_key", SECRET))
            .merge(("mail_folder", folder.path().join("mail")))
            .merge(("rate_limits", false))
            .merge(("public_url", "https://samenkomst.example"));
        let clock = Clock::standing_at(brussels("2027-02-02 09:00"));
        TestApp::open(settings(figment), clock, Some(folder)).await
    }

    /// Another process over the same database.
    pub async fn neighbour(&self) -> TestApp {
        TestApp::open(self.figment.clone(), self.clock.clone(), None).await
    }

    async fn open(figment: Figment, clock: Clock, folder: Option<TempDir>) -> TestApp {
        let config = Config::read(&figment).expect("settings that are right");
        let db = Database::connect(&config.database_url).await.expect("a database");
        let ground = Ground { figment: figment.clone(), config: config.clone(), clock: clock.clone(), db: db.clone() };
        let client = Client::tracked(build(ground)).await.expect("a house that stands");
        TestApp { client, db, clock, config, figment, sent: Memory::default(), _folder: folder }
    }

    /// Opens the house on a socket as well, for the programs of others; it is closed when the door is dropped.
    pub async fn open_door(&self) -> Door {
        let signals: [String; 0] = [];
        let figment = self.figment.clone().merge(("address", "127.0.0.1")).merge(("port", 0));
        let figment = figment.merge(("shutdown.ctrlc", false)).merge(("shutdown.signals", signals));
        let (config, clock, db) = (self.config.clone(), self.clock.clone(), self.db.clone());
        let (say, told) = tokio::sync::oneshot::channel();
        let say = std::sync::Mutex::new(Some(say));
        let house = build(Ground { figment, config, clock, db }).attach(AdHoc::on_liftoff("door", move |rocket| {
            let say = say.lock().expect("nobody panics here").take();
            say.map(|say| say.send(rocket.config().port));
            Box::pin(async {})
        }));
        let house = house.ignite().await.expect("a house that stands");
        let revision = house.state::<Revision>().expect("a revision").clone();
        let shutdown = house.shutdown();
        tokio::spawn(house.launch());
        Door { port: told.await.expect("a port"), shutdown, revision, db: self.db.clone() }
    }

    /// Moves the clock's hand to a time in Brussels: `2027-03-16 09:00`.
    pub fn at(&self, time: &str) {
        self.clock.set(brussels(time));
    }

    /// Lets time pass.
    pub fn wait(&self, time: TimeDelta) {
        self.clock.set(self.clock.now() + time);
    }

    /// Sends a form; answers with the status, and with the page or where it leads.
    pub async fn send(&self, path: &str, fields: &[(&str, &str)]) -> (Status, String) {
        let encoded = |(name, value): &(&str, &str)| {
            format!("{}={}", RawStr::new(name).percent_encode(), RawStr::new(value).percent_encode())
        };
        let body = fields.iter().map(encoded).collect::<Vec<_>>().join("&");
        answered(self.client.post(path).header(ContentType::Form).body(body).dispatch().await).await
    }

    /// Does the worker's round; answers with the letters that left, oldest first.
    pub async fn letters(&self) -> Vec<Parcel> {
        let templates = Templates::load(None).expect("templates that are right");
        let transport = Transport::Memory(self.sent.clone());
        let office = PostOffice::new(transport, templates, self.config.mail_from.clone());
        let office = office.returning_to(Returns::of(&self.config));
        let secretary = Secretary { db: self.db.clone(), clock: self.clock.clone(), config: self.config.clone() };
        let round = || office.round(&self.db, &self.clock, &secretary, Urgency::Bulk, Load::FULL);
        while round().await.expect("a round of letters").handled > 0 {}
        let held_up = letter::Entity::find().filter(letter::Column::LastError.is_not_null());
        let held_up = held_up.all(self.db.read()).await.expect("a query");
        let why: Vec<_> = held_up.iter().filter_map(|l| l.last_error.as_deref()).filter(|e| !is_expected(e)).collect();
        assert!(why.is_empty(), "letters that cannot leave: {why:?}");
        self.sent.take()
    }

    /// Gives up on every letter, as if a mail server had said this.
    pub async fn give_letters_up(&self, said: &str) {
        let given_up = letter::Entity::update_many()
            .col_expr(letter::Column::FailedAt, Expr::value(self.clock.now()))
            .col_expr(letter::Column::LastError, Expr::value(said));
        given_up.exec(self.db.write()).await.expect("an update");
    }

    /// Writes the messages, reminders and thanks that are due; answers with their number.
    pub async fn post_due(&self) -> u64 {
        samenkomst::messages::post_due(&self.db, &self.clock).await.expect("letters to write")
    }

    /// The desk, for stories with a crowd.
    pub fn desk(&self) -> &Desk {
        self.client.rocket().state::<Desk>().expect("a desk")
    }

    /// Cancels a registration, as its holder does.
    pub async fn cancel(&self, registration: Uuid) {
        self.desk().cancel(registration).await.expect("an answer").expect("a cancellation");
    }

    /// Lets this house see what another one over the same database did, without waiting for it.
    pub async fn catch_up(&self) {
        let revision = self.client.rocket().state::<Revision>().expect("a revision");
        revision.refresh(&self.db).await.expect("a revision");
    }

    /// Says this to the database, behind the back of the house.
    pub async fn sql(&self, statement: &str) {
        self.db.write().execute_unprepared(statement).await.expect("a statement");
    }

    /// What was counted is what is there.
    pub async fn assert_sound(&self) {
        assert_eq!(inventory::faults(&self.db).await.expect("an inventory"), Vec::<String>::new());
    }

    /// The body of the page at `path`, whatever its status.
    pub async fn page(&self, path: &str) -> String {
        self.client.get(path).dispatch().await.into_string().await.unwrap_or_default()
    }
}

/// The house as programs of others reach it.
pub struct Door {
    pub port: u16,
    shutdown: Shutdown,
    revision: Revision,
    db: Database,
}

impl Door {
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Lets this house see what another one over the same database did, without waiting for it.
    pub async fn catch_up(&self) {
        self.revision.refresh(&self.db).await.expect("a revision");
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.shutdown.clone().notify();
    }
}

/// The status of an answer, and the page or where it leads.
pub async fn answered(answer: LocalResponse<'_>) -> (Status, String) {
    let status = answer.status();
    match answer.headers().get_one("Location").map(str::to_string) {
        Some(location) => (status, location),
        None => (status, answer.into_string().await.unwrap_or_default()),
    }
}

/// It was not needed, or came back, or was not sent for that: no fault of the round.
fn is_expected(noted: &str) -> bool {
    noted == "superseded" || noted.starts_with("bounced") || noted.starts_with("not sent: ")
}

/// A time in Brussels.
pub fn brussels(time: &str) -> chrono::DateTime<chrono::Utc> {
    let local = NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M").expect("a time such as 2027-03-16 09:00");
    chrono_tz::Europe::Brussels.from_local_datetime(&local).unwrap().to_utc()
}
