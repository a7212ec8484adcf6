//! The day itself: tickets are scanned, names are looked up, and several phones count the same people.

use chrono::{DateTime, Duration, Utc};
use rocket::http::{ContentType, Cookie, Header, Status};
use rocket::local::asynchronous::LocalRequest;
use samenkomst::events::event::{self, Format};
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::keys::session;
use samenkomst::organisers::role::Role;
use samenkomst::organisers::{accounts, organiser};
use samenkomst::regions::region;
use samenkomst::registrations::registration;
use samenkomst::security::Token;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};

use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{amina, link_in, person, seats};
use crate::support::{TestApp, brussels};

const DOOR: &str = "/organise/events/samen/door";

/// A gathering of two in Leuven: Amina and Bram have a seat, Chloé waits.
async fn house() -> (TestApp, region::Model, event::Model) {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| {
        e.format = Set(Format::InPerson);
        e.capacity = Set(Some(2));
    })
    .await;
    for (name, email) in [
        ("Amina El Idrissi", "amina@example.org"),
        ("Bram Hendrickx", "bram@example.org"),
        ("Chloé Müller", "chloe@example.org"),
    ] {
        register(&app, "samen", name, email).await;
    }
    app.at("2027-03-04 13:15");
    (app, leuven, event)
}

async fn register(app: &TestApp, slug: &str, name: &str, email: &str) {
    let fields = [("name", name), ("email", email), ("organisation", "Wijkwerk Ledeberg"), ("consent", "true")];
    let (status, _) = app.send(&format!("/events/{slug}/registrations"), &fields).await;
    assert_eq!(status, Status::SeeOther);
}

async fn who(app: &TestApp, name: &str) -> registration::Model {
    let found = registration::Entity::find().filter(registration::Column::Name.starts_with(name));
    found.one(app.db.read()).await.expect("a query").expect("somebody of this name")
}

/// A phone on which somebody with this role is signed in.
struct Phone<'a> {
    app: &'a TestApp,
    key: Token,
}

impl<'a> Phone<'a> {
    async fn of(app: &'a TestApp, role: Role, region: &region::Model) -> Phone<'a> {
        let now = app.clock.now();
        let email = format!("{role:?}.{}@example.org", region.slug).parse().expect("an address");
        let txn = app.db.begin().await.expect("a transaction");
        let organiser: organiser::Model =
            accounts::add(&txn, now, &email, "Hanne Verbeke", role, &[region.id]).await.expect("an account");
        let key = Token::random();
        let session = session::ActiveModel {
            organiser_id: Set(organiser.id),
            token_hash: Set(key.hash()),
            started_at: Set(now),
            expires_at: Set(now + Duration::days(60)),
            ended_at: Set(None),
            ..Default::default()
        };
        session.insert(&txn).await.expect("a session");
        txn.commit().await.expect("a commit");
        Phone { app, key }
    }

    fn signed<'c>(&self, request: LocalRequest<'c>) -> LocalRequest<'c> {
        request.cookie(Cookie::new("session", self.key.to_string()))
    }

    async fn open(&self, path: &str) -> (Status, String) {
        let answer = self.signed(self.app.client.get(path.to_string())).dispatch().await;
        (answer.status(), answer.into_string().await.unwrap_or_default())
    }

    async fn page(&self, path: &str) -> String {
        let (status, page) = self.open(path).await;
        assert_eq!(status, Status::Ok, "{path}: {page}");
        page
    }

    /// Presses a button; answers with the status and where it leads.
    async fn press(&self, path: &str, body: &str) -> (Status, String) {
        let request = self.app.client.post(path.to_string()).header(ContentType::Form).body(body);
        let answer = self.signed(request).dispatch().await;
        (answer.status(), answer.headers().get_one("Location").unwrap_or_default().to_string())
    }

    async fn check_in(&self, person: &registration::Model) -> String {
        let (status, next) = self.press(&format!("{DOOR}/check-ins"), &format!("registration={}", person.id)).await;
        assert_eq!(status, Status::SeeOther);
        self.page(&next).await
    }

    async fn undo(&self, person: &registration::Model) -> String {
        let (status, next) = self.press(&format!("{DOOR}/check-ins/{}", person.id), "_method=delete").await;
        assert_eq!(status, Status::SeeOther);
        self.page(&next).await
    }

    /// Sends what was noted without a network; each as code and sentence.
    async fn send(&self, sent_at: DateTime<Utc>, check_ins: Value) -> Vec<(String, String)> {
        let body = json!({ "sent_at": sent_at.timestamp_millis(), "check_ins": check_ins }).to_string();
        let request = self.app.client.post(format!("{DOOR}/check-ins")).header(ContentType::JSON).body(body);
        let answer = self.signed(request).dispatch().await;
        assert_eq!(answer.status(), Status::Ok);
        let answered: Value = answer.into_json().await.expect("JSON");
        let text = |verdict: &Value, field: &str| verdict[field].as_str().expect("a text").to_string();
        let results = answered["results"].as_array().expect("results").clone();
        results.iter().map(|v| (text(v, "outcome"), text(v, "said"))).collect()
    }

    async fn outcomes(&self, check_ins: Value) -> Vec<String> {
        self.send(self.app.clock.now(), check_ins).await.into_iter().map(|(outcome, _)| outcome).collect()
    }
}

/// What the trail says of the door.
async fn trail(app: &TestApp) -> Vec<(Act, DateTime<Utc>)> {
    let entries = audit::Entity::find()
        .filter(audit::Column::Act.is_in([Act::CheckedIn, Act::CheckInUndone]))
        .order_by_asc(audit::Column::Id)
        .all(app.db.read())
        .await
        .expect("a query");
    assert!(entries.iter().all(|e| e.organiser_name == "Hanne Verbeke" && e.registration_id.is_some()));
    assert!(entries.iter().all(|e| !e.about.contains("Amina") && !e.facts.to_string().contains("Amina")));
    entries.into_iter().map(|e| (e.act, e.at)).collect()
}

/// The path of the ticket of whoever bears this name.
async fn ticket_of(app: &TestApp, name: &str) -> String {
    let person = who(app, name).await;
    let address = samenkomst::registrations::ticket::link(&app.config, &person);
    address.strip_prefix("https://samenkomst.example").expect("an address of ours").to_string()
}

#[rocket::async_test]
async fn whoever_comes_is_noted_once_and_can_be_taken_back() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let before = phone.page(DOOR).await;
    assert!(before.contains("van de 2 binnen") && before.contains("Amina El Idrissi"), "{before}");
    assert!(!before.contains("Chloé"), "one who waits is not expected");
    let person = who(&app, "Amina").await;
    let page = phone.check_in(&person).await;
    assert!(page.contains("Amina El Idrissi is binnen.") && page.contains("Binnen sinds 13.15"), "{page}");
    app.at("2027-03-04 13:20");
    let page = phone.check_in(&person).await;
    assert!(page.contains("Amina El Idrissi was al binnen, sinds 13.15."), "{page}");
    assert!(phone.undo(&person).await.contains("Amina El Idrissi staat weer op de lijst."));
    assert!(phone.undo(&person).await.contains("Amina El Idrissi staat weer op de lijst."));
    let (first, second) = (brussels("2027-03-04 13:15"), brussels("2027-03-04 13:20"));
    assert_eq!(trail(&app).await, [(Act::CheckedIn, first), (Act::CheckInUndone, second)]);
    app.at("2027-03-04 13:25");
    phone.check_in(&person).await;
    assert_eq!(who(&app, "Amina").await.checked_in_at, Some(brussels("2027-03-04 13:25")));
}

#[rocket::async_test]
async fn a_name_is_found_without_its_accents_whoever_bears_it() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let page = phone.page(&format!("{DOOR}?q=chloe+muller")).await;
    assert!(page.contains("Chloé Müller") && page.contains("Op de wachtlijst") && !page.contains("Bram"), "{page}");
    assert!(phone.page(&format!("{DOOR}?q=CHLO%C3%89+m%C3%BCller")).await.contains("Chloé Müller"));
    let page = phone.page(&format!("{DOOR}?q=wijkwerk+bram")).await;
    assert!(page.contains("Bram Hendrickx") && !page.contains("Amina"));
    let cancelled = who(&app, "Bram").await;
    app.desk().cancel(cancelled.id).await.expect("the desk").expect("a cancellation");
    let page = phone.page(&format!("{DOOR}?q=Bram")).await;
    assert!(page.contains("Uitgeschreven") && page.contains("Toch binnen"), "{page}");
    assert!(phone.check_in(&cancelled).await.contains("Bram Hendrickx schreef zich uit."));
    assert!(phone.page(&format!("{DOOR}?q=%25")).await.contains("Niemand gevonden."), "no wildcard");
    assert!(trail(&app).await.is_empty());
}

#[rocket::async_test]
async fn one_who_waits_is_let_in_and_no_seat_moves() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let chloe = who(&app, "Chloé").await;
    let body = format!("registration={}", chloe.id);
    let (_, next) = phone.press(&format!("{DOOR}/check-ins"), &body).await;
    assert!(phone.page(&next).await.contains("Chloé Müller staat op de wachtlijst en heeft geen plek."));
    phone.press(&format!("{DOOR}/check-ins"), &format!("{body}&anyway=true")).await;
    let page = phone.page(DOOR).await;
    assert!(page.contains("Chloé Müller") && page.contains("van de 3 binnen"), "{page}");
    assert_eq!(seats(&app, "samen").await, (2, 1));
    assert_eq!(who(&app, "Chloé").await.status, registration::Status::Waitlisted);
}

#[rocket::async_test]
async fn the_list_shows_one_stop() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.format = Set(Format::InPerson)).await;
    let kitchen = make_stop(&app, &event, "De keuken", "2027-03-04 13:30", "2027-03-04 14:30").await;
    for number in 0..2 {
        let mut applicant = person(event.id, number);
        applicant.stops = if number == 0 { vec![kitchen.id] } else { Vec::new() };
        app.desk().register(applicant).await.expect("the desk").expect("a seat");
    }
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let page = phone.page(&format!("{DOOR}?stop={}", kitchen.id)).await;
    assert!(page.contains("Person 0") && !page.contains("Person 1"), "{page}");
    let page = phone.page(&format!("{DOOR}?stop=99999")).await;
    assert!(page.contains("Person 0") && page.contains("Person 1"), "a stop of another event");
    let list: Value = serde_json::from_str(&phone.page(&format!("{DOOR}/people")).await).expect("JSON");
    assert_eq!(list["people"][0]["stops"], json!([kitchen.id]));
}

#[rocket::async_test]
async fn a_ticket_names_its_holder_to_those_at_the_door_alone() {
    let (app, leuven, _) = house().await;
    let gent = make_region(&app, "gent").await;
    let ticket = ticket_of(&app, "Amina").await;
    let stranger = app.client.get(ticket.clone()).dispatch().await;
    assert_eq!(stranger.headers().get_one("Cache-Control"), Some("private, no-store"));
    assert_eq!(stranger.headers().get_one("X-Robots-Tag"), Some("noindex"));
    let shown = stranger.into_string().await.expect("a page");
    let elsewhere = Phone::of(&app, Role::Admin, &gent).await.page(&ticket).await;
    for page in [shown, elsewhere] {
        assert!(page.contains("Toon deze code aan de deur") && page.contains("<svg class=\"qr\""), "{page}");
        assert!(!page.contains("Amina") && !page.contains("Wijkwerk") && !page.contains("Samen<"), "{page}");
    }
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let page = phone.page(&ticket).await;
    assert!(page.contains("<h1>Amina El Idrissi</h1>") && page.contains("Binnen</button>"), "{page}");
    phone.check_in(&who(&app, "Amina").await).await;
    assert!(phone.page(&ticket).await.contains("Amina El Idrissi was al binnen, sinds 13.15."));
    let waiting = phone.page(&ticket_of(&app, "Chloé").await).await;
    assert!(waiting.contains("staat op de wachtlijst") && waiting.contains("Toch binnen"));
    let (path, key) = ticket.rsplit_once('/').expect("a key");
    let other = if key.starts_with('A') { "B" } else { "A" };
    for wrong in [format!("{path}/{other}{}", &key[1..]), format!("{path}/x"), format!("/tickets/x/{key}")] {
        assert_eq!(phone.open(&wrong).await.0, Status::NotFound, "{wrong}");
    }
}

#[rocket::async_test]
async fn two_phones_that_scan_the_same_code_note_it_once() {
    let (app, leuven, _) = house().await;
    let phones = [Phone::of(&app, Role::Viewer, &leuven).await, Phone::of(&app, Role::Organiser, &leuven).await];
    let ticket = format!("https://samenkomst.example{}", ticket_of(&app, "Amina").await);
    let now = app.clock.now();
    let noted = || json!([{ "ticket": ticket, "at": now.timestamp_millis() }]);
    let (one, other) = rocket::tokio::join!(phones[0].send(now, noted()), phones[1].send(now, noted()));
    let mut said = [one, other].concat();
    said.sort();
    assert_eq!(said[0], ("already".to_string(), "Amina El Idrissi was al binnen, sinds 13.15.".to_string()));
    assert_eq!(said[1], ("in".to_string(), "Amina El Idrissi is binnen.".to_string()));
    assert_eq!(trail(&app).await.len(), 1);
}

#[rocket::async_test]
async fn what_was_scanned_without_a_network_arrives_later_at_its_own_time() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let (amina, bram, chloe) = (who(&app, "Amina").await, who(&app, "Bram").await, who(&app, "Chloé").await);
    // The phone's clock is an hour fast.
    let clock = |time: &str| (brussels(time) + Duration::hours(1)).timestamp_millis();
    let noted = json!([
        { "id": amina.id.simple().to_string(), "at": clock("2027-03-04 13:15") },
        { "id": bram.id.simple().to_string(), "at": clock("2027-01-01 13:15") },
        { "id": chloe.id.simple().to_string(), "at": clock("2027-03-04 13:16") },
    ]);
    app.at("2027-03-04 13:45");
    let sent_at = brussels("2027-03-04 13:45") + Duration::hours(1);
    let codes = |said: Vec<(String, String)>| said.into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes(phone.send(sent_at, noted.clone()).await), ["in", "in", "waitlisted"]);
    assert_eq!(codes(phone.send(sent_at, noted).await), ["already", "already", "waitlisted"]);
    assert_eq!(who(&app, "Amina").await.checked_in_at, Some(brussels("2027-03-04 13:15")));
    assert_eq!(who(&app, "Bram").await.checked_in_at, Some(brussels("2027-03-03 13:30")), "not weeks before");
    assert_eq!(trail(&app).await.len(), 2);
    // Somebody who will come in an hour is there now.
    phone.undo(&amina).await;
    app.at("2027-03-04 13:50");
    let future = json!([{ "id": amina.id.to_string(), "at": clock("2028-01-01 13:00") }]);
    assert_eq!(phone.outcomes(future).await, ["in"]);
    assert_eq!(who(&app, "Amina").await.checked_in_at, Some(brussels("2027-03-04 13:50")));
}

#[rocket::async_test]
async fn what_was_taken_back_stays_so_when_an_older_scan_arrives() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let amina = who(&app, "Amina").await;
    phone.check_in(&amina).await;
    app.at("2027-03-04 13:30");
    phone.undo(&amina).await;
    app.at("2027-03-04 13:40");
    let at = |time: &str| json!([{ "id": amina.id.to_string(), "at": brussels(time).timestamp_millis() }]);
    assert_eq!(phone.outcomes(at("2027-03-04 13:20")).await, ["taken-back"]);
    assert_eq!(phone.outcomes(at("2027-03-04 13:35")).await, ["in"]);
    let mut undo = at("2027-03-04 13:32");
    undo[0]["undo"] = true.into();
    assert_eq!(phone.outcomes(undo).await, ["already"], "she came in after that");
    assert_eq!(who(&app, "Amina").await.checked_in_at, Some(brussels("2027-03-04 13:35")));
}

#[rocket::async_test]
async fn codes_that_open_nothing_here_say_so() {
    let (app, leuven, _) = house().await;
    make_event(&app, &leuven, "elders", |e| e.format = Set(Format::InPerson)).await;
    app.at("2027-02-03 09:00");
    register(&app, "elders", "Dorien Smets", "dorien@example.org").await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let at = app.clock.now().timestamp_millis();
    let scanned = |text: String| json!({ "ticket": text, "at": at });
    let (amina, dorien) = (ticket_of(&app, "Amina").await, ticket_of(&app, "Dorien").await);
    let (path, _) = amina.rsplit_once('/').expect("a key");
    let said = phone
        .send(
            app.clock.now(),
            json!([
                scanned(format!("https://samenkomst.example{dorien}")),
                scanned(format!("https://samenkomst.example{path}/AAAAAAAAAAAAAAAAAAAAAA")),
                scanned(format!("https://evil.example{amina}")),
                scanned("x\u{0}\u{1F480}".repeat(1000)),
                { "id": "no id", "at": at },
                { "id": who(&app, "Dorien").await.id.to_string(), "at": i64::MIN },
            ]),
        )
        .await;
    let codes: Vec<&str> = said.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["elsewhere", "forged", "forged", "forged", "unknown", "unknown"]);
    assert!(said.iter().all(|(_, sentence)| !sentence.contains("Dorien") && sentence.ends_with('.')));
    let cancelled = who(&app, "Amina").await;
    app.desk().cancel(cancelled.id).await.expect("the desk").expect("a cancellation");
    let late = phone.send(app.clock.now(), json!([scanned(format!("https://samenkomst.example{amina}"))])).await;
    assert_eq!(late, [("cancelled".to_string(), "Amina El Idrissi schreef zich uit.".to_string())]);
    assert!(trail(&app).await.is_empty());
}

/// What a camera sees of a code, in grey: a little of the wall round it.
fn seen(text: &str) -> (usize, Vec<u8>) {
    let code = qrcode::QrCode::new(text).expect("a code");
    let (inner, colors) = (code.width(), code.to_colors());
    let side = (inner + 12) * 5;
    let grey = |index: usize| {
        let (x, y) = (index % side / 5, index / side / 5);
        let inside = (6..inner + 6).contains(&x) && (6..inner + 6).contains(&y);
        let dark = inside && colors[(y - 6) * inner + (x - 6)] == qrcode::Color::Dark;
        if dark { 40 } else { 200 }
    };
    (side, (0..side * side).map(grey).collect())
}

#[rocket::async_test]
async fn a_browser_that_cannot_read_codes_sends_what_it_sees() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let ticket = format!("https://samenkomst.example{}", ticket_of(&app, "Amina").await);
    let (side, grey) = seen(&ticket);
    let send = async |query: &str, body: Vec<u8>| {
        let request = app.client.post(format!("{DOOR}/scan?{query}")).header(ContentType::Binary).body(body);
        let answer = phone.signed(request).dispatch().await;
        (answer.status(), answer.into_string().await.unwrap_or_default())
    };
    let size = format!("width={side}&height={side}");
    let (status, said) = send(&size, grey.clone()).await;
    assert_eq!((status, said), (Status::Ok, json!({ "text": ticket }).to_string()));
    assert_eq!(send("width=320&height=240", vec![128; 320 * 240]).await.0, Status::NoContent);
    let noise = (0..320_u32 * 240).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(send("width=320&height=240", noise).await.0, Status::NoContent);
    for (query, length) in [
        (size.as_str(), 10),
        ("width=0&height=0", 0),
        ("width=4000&height=4000", 4000),
        ("width=640&height=640", 2_000_000),
        ("width=18446744073709551615&height=2", 2),
    ] {
        assert_eq!(send(query, vec![0; length]).await.0, Status::UnprocessableEntity, "{query}");
    }
}

#[rocket::async_test]
async fn every_phone_sees_the_same_count() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let count = async |known: &str| {
        let request = app.client.get(format!("{DOOR}/count")).header(Header::new("If-None-Match", known.to_string()));
        let answer = phone.signed(request).dispatch().await;
        let mark = answer.headers().get_one("ETag").unwrap_or_default().to_string();
        (answer.status(), mark, answer.into_string().await.unwrap_or_default())
    };
    let (status, mark, said) = count("").await;
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((status, &said["inside"], &said["expected"]), (Status::Ok, &json!(0), &json!(2)));
    assert_eq!(count(&mark).await.0, Status::NotModified);
    phone.check_in(&who(&app, "Bram").await).await;
    let (status, _, said) = count(&mark).await;
    assert_eq!(status, Status::Ok);
    assert!(said.contains("\"inside\":1") && said.contains("van de 2 binnen"), "{said}");
    let list = phone.page(&format!("{DOOR}/people")).await;
    assert!(list.contains("Chloé") && list.contains("chloe muller wijkwerk ledeberg"), "{list}");
    assert!(!list.contains("example.org"), "no address leaves for a phone");
    let worker = app.client.get("/organise/door-worker.js").dispatch().await;
    assert_eq!((worker.status(), worker.content_type()), (Status::Ok, Some(ContentType::JavaScript)));
    let shell = phone.signed(app.client.get(format!("{DOOR}?shell=true"))).dispatch().await;
    let camera = shell.headers().get_one("Permissions-Policy").unwrap_or_default().to_string();
    assert!(camera.starts_with("camera=(self)"), "{camera}");
    let shell = shell.into_string().await.unwrap_or_default();
    assert!(!shell.contains("Amina") && !shell.contains("Bram"), "the page that is kept names nobody");
}

#[rocket::async_test]
async fn only_those_who_check_in_there_open_the_door() {
    let (app, leuven, _) = house().await;
    let gent = make_region(&app, "gent").await;
    let amina = who(&app, "Amina").await;
    let form = format!("registration={}", amina.id);
    let json = json!({ "sent_at": 0, "check_ins": [{ "id": amina.id.to_string(), "at": 0 }] }).to_string();
    let requests = || {
        let post = |path: &str, kind: ContentType, body: &str| {
            app.client.post(format!("{DOOR}{path}")).header(kind).body(body)
        };
        [
            app.client.get(DOOR),
            app.client.get(format!("{DOOR}/count")),
            app.client.get(format!("{DOOR}/people")),
            post("/check-ins", ContentType::Form, &form),
            post("/check-ins", ContentType::JSON, &json),
            post(&format!("/check-ins/{}", amina.id), ContentType::Form, "_method=delete"),
            post("/scan?width=32&height=32", ContentType::Binary, &" ".repeat(32 * 32)),
        ]
    };
    for request in requests() {
        let answer = request.dispatch().await;
        assert_eq!(answer.headers().get_one("Location"), Some("/organise/sign-in"));
    }
    let outsider = Phone::of(&app, Role::Admin, &gent).await;
    for request in requests() {
        assert_eq!(outsider.signed(request).dispatch().await.status(), Status::NotFound);
    }
    for (role, walk_in) in [(Role::Viewer, false), (Role::Organiser, true), (Role::Admin, true)] {
        let phone = Phone::of(&app, role, &leuven).await;
        for request in requests() {
            assert!(phone.signed(request).dispatch().await.status().code < 400, "{role:?}");
        }
        assert_eq!(phone.page(DOOR).await.contains("registrations/new"), walk_in, "{role:?}");
        for request in requests().into_iter().skip(3) {
            let foreign = phone.signed(request).header(Header::new("Sec-Fetch-Site", "cross-site"));
            assert_eq!(foreign.dispatch().await.status(), Status::Forbidden);
        }
    }
}

#[rocket::async_test]
async fn nonsense_at_the_door_is_refused_in_peace() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    for query in
        ["q=%00", "q=%F0%9F%92%80'%22--", "page=0", "page=99999999999999999999", "page=7", "stop=-1", "about=x&done=in"]
    {
        let (status, _) = phone.open(&format!("{DOOR}?{query}")).await;
        assert!(status == Status::Ok || status.code == 404 || status.code == 422, "{query}: {status}");
    }
    let long = phone.page(&format!("{DOOR}?q={}", "%C3%A9".repeat(2000))).await;
    assert!(long.contains("Niemand gevonden."));
    for body in ["", "registration=x", "registration=00000000-0000-0000-0000-000000000000"] {
        assert_eq!(phone.press(&format!("{DOOR}/check-ins"), body).await.0, Status::NotFound, "{body}");
    }
    let many: Vec<Value> = (0..201).map(|_| json!({ "id": "", "at": 0 })).collect();
    for (body, status) in [
        (json!({ "sent_at": 0, "check_ins": many }).to_string(), 413),
        ("{".to_string(), 400),
        (json!({ "check_ins": 3 }).to_string(), 422),
    ] {
        let request = app.client.post(format!("{DOOR}/check-ins")).header(ContentType::JSON).body(body);
        assert_eq!(phone.signed(request).dispatch().await.status().code, status);
    }
}

#[rocket::async_test]
async fn whoever_opens_the_link_to_join_is_there_when_that_counts() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (slug, counts) in [("telt", true), ("telt-niet", false)] {
        make_event(&app, &leuven, slug, |e| {
            e.join_url = Set(Some("https://meet.example.org/x".into()));
            e.joining_counts = Set(counts);
        })
        .await;
    }
    register(&app, "telt", "Amina El Idrissi", "amina@example.org").await;
    register(&app, "telt-niet", "Bram Hendrickx", "bram@example.org").await;
    let link = |person: &registration::Model| {
        let link = samenkomst::registrations::joining::link(&app.config, person);
        link.strip_prefix("https://samenkomst.example").expect("our address").to_string()
    };
    let (amina, bram) = (link(&who(&app, "Amina").await), link(&who(&app, "Bram").await));
    let there = async || who(&app, "Amina").await.checked_in_at;
    for early in ["2027-02-02 09:00", "2027-03-04 12:59", "2027-03-04 15:31"] {
        app.at(early);
        assert_eq!(app.client.get(amina.clone()).dispatch().await.status(), Status::SeeOther);
        assert_eq!(there().await, None, "{early}");
    }
    app.at("2027-03-04 13:00");
    app.client.head(amina.clone()).dispatch().await;
    app.client.get(amina.clone()).header(Header::new("Sec-Purpose", "prefetch")).dispatch().await;
    assert_eq!(there().await, None, "nobody came, a program looked");
    for _ in 0..2 {
        let answer = app.client.get(amina.clone()).dispatch().await;
        assert_eq!(answer.headers().get_one("Location"), Some("https://meet.example.org/x"));
        app.client.get(bram.clone()).dispatch().await;
        app.at("2027-03-04 14:00");
    }
    assert_eq!(there().await, Some(brussels("2027-03-04 13:00")));
    assert_eq!(who(&app, "Bram").await.checked_in_at, None);
}

/// The picture of a letter, read as a phone would: PNG of one bit a pixel.
fn read_png(png: &[u8]) -> String {
    use std::io::Read;
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes")) as usize;
    let side = number(16);
    let data = &png[41..41 + number(33)];
    let mut rows = Vec::new();
    flate2::read::ZlibDecoder::new(data).read_to_end(&mut rows).expect("zlib");
    let stride = side.div_ceil(8) + 1;
    let pixel = |x: usize, y: usize| if rows[y * stride + 1 + x / 8] & (0x80 >> (x % 8)) == 0 { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, pixel);
    picture.detect_grids()[0].decode().expect("a code").1
}

#[rocket::async_test]
async fn the_letter_carries_the_code_and_so_does_my_registration() {
    use base64::Engine;
    let (app, leuven, _) = house().await;
    make_event(&app, &leuven, "online", |e| e.join_url = Set(Some("https://meet.example.org/x".into()))).await;
    app.send("/events/online/registrations", &amina()).await;
    let letters = app.letters().await;
    let letter = letters.iter().find(|l| l.to.to_string() == "amina@example.org").expect("a letter");
    let ticket = format!("https://samenkomst.example{}", ticket_of(&app, "Amina").await);
    let message = String::from_utf8(letter.bytes.clone()).expect("ASCII");
    let order = [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "text/calendar",
    ];
    let places: Vec<usize> = order.iter().map(|kind| message.find(kind).expect(kind)).collect();
    assert!(places.is_sorted(), "{message}");
    assert!(message.len() < 60_000, "{} bytes", message.len());
    let (_, picture) = message.split_once("image/png").expect("a picture");
    let (_, rest) = picture.split_once("\r\n\r\n").expect("a body");
    let id = message.split_once("Content-ID: <").and_then(|(_, id)| id.split_once('>')).expect("a name").0;
    assert!(letter.rendered.html.contains(&format!("src=\"cid:{id}\"")), "{}", letter.rendered.html);
    let body = rest.split("\r\n--").next().expect("a body").replace("\r\n", "");
    let png = base64::prelude::BASE64_STANDARD.decode(body).expect("base64");
    assert_eq!(read_png(&png), ticket);
    assert!(png.len() < 1500, "{} bytes", png.len());
    assert!(letter.rendered.text.contains(&ticket) && letter.rendered.html.contains(&ticket));
    for other in
        letters.iter().filter(|l| !["amina@example.org", "bram@example.org"].contains(&l.to.to_string().as_str()))
    {
        assert!(!other.rendered.text.contains("/tickets/"), "one who waits has no ticket");
    }
    let online = letters.iter().find(|l| l.rendered.text.contains("/join/")).expect("the online one");
    assert!(!online.rendered.text.contains("/tickets/") && !online.rendered.html.contains("cid:"));
    let mine = app.page(&link_in(letter)).await;
    assert!(mine.contains("<svg class=\"qr\"") && mine.contains("Zeg dan gewoon je naam."));
    assert!(!app.page(&link_in(online)).await.contains("<svg class=\"qr\""));
    app.at("2027-03-05 09:00");
    assert!(!app.page(&link_in(letter)).await.contains("<svg class=\"qr\""), "it is over");
}

#[rocket::async_test]
async fn a_long_list_comes_in_pages() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    app.at("2027-02-03 09:00");
    let big = make_event(&app, &leuven, "groot", |e| e.format = Set(Format::InPerson)).await;
    let crowd = (0..450).map(|number| app.desk().register(person(big.id, number)));
    rocket::futures::future::join_all(crowd).await;
    let path = "/organise/events/groot/door";
    let first = phone.page(path).await;
    assert_eq!(first.matches("<li class=\"in\"").count(), 200);
    assert!(first.contains("van de 450 binnen") && first.contains("?page=2"));
    assert_eq!(phone.page(&format!("{path}?page=3")).await.matches("<li class=\"in\"").count(), 50);
    assert_eq!(phone.page(&format!("{path}?page=99")).await.matches("<li class=\"in\"").count(), 50);
}
