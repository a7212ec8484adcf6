//! The day itself: tickets are scanned, names are looked up, and several phones count the same people.

mod days;
mod list;
mod missed;
mod phones;
mod rights;
mod scanning;
mod stops;
mod tickets;

use chrono::{DateTime, Duration, Utc};
use rocket::http::{ContentType, Cookie, Header, Status};
use rocket::local::asynchronous::LocalRequest;
use samenkomst::events::event::{self, Format};
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::keys::session;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::registration;
use samenkomst::security::Token;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};

use crate::support::desk::make_organiser;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{seats, who};
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

/// A phone on which somebody with this role is signed in.
struct Phone<'a> {
    app: &'a TestApp,
    key: Token,
}

impl<'a> Phone<'a> {
    async fn of(app: &'a TestApp, role: Role, region: &region::Model) -> Phone<'a> {
        let now = app.clock.now();
        let email = format!("{role:?}.{}@example.org", region.slug);
        let hanne = make_organiser(app, &email, "Hanne Verbeke", role, &[region]).await;
        let key = Token::random();
        let session = session::ActiveModel {
            organiser_id: Set(hanne),
            token_hash: Set(key.hash()),
            started_at: Set(now),
            expires_at: Set(now + Duration::days(60)),
            ended_at: Set(None),
            ..Default::default()
        };
        session.insert(app.db.write()).await.expect("a session");
        Phone { app, key }
    }

    fn signed<'c>(&self, request: LocalRequest<'c>) -> LocalRequest<'c> {
        request.cookie(Cookie::new("__Host-session", self.key.to_string()))
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

/// What stands in the part of the page with this id.
fn part<'p>(page: &'p str, id: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!(" id=\"{id}\">")).expect("a part with this id");
    rest.split('<').next().unwrap_or_default()
}

/// Who stands on the list, and what it says of each.
fn listed(page: &str) -> Vec<(&str, &str)> {
    let (_, list) = page.split_once("<ul id=\"people\">").expect("a list");
    let (list, _) = list.split_once("</ul>").expect("the end of the list");
    let rows = list.split("<b>").skip(1).filter_map(|row| {
        let (name, rest) = row.split_once("</b>")?;
        let (words, _) = rest.split_once("</span>")?;
        Some((name, words.rsplit_once('>')?.1))
    });
    rows.collect()
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
        let link = samenkomst::registrations::self_service::joining::link(&app.config, person);
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
