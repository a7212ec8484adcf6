//! What a phone that keeps the list hears from then on: what changed, all of it, and little else.

use rocket::http::Status;
use samenkomst::events::event::Format;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::forgetting::forget;
use samenkomst::registrations::registration;
use sea_orm::{EntityTrait, Set};
use serde_json::{Value, json};

use super::{DOOR, Phone, house, who};
use crate::support::makers::{make_event, make_region};
use crate::support::people::person;
use crate::support::{TestApp, brussels};

/// The list as a phone keeps it (`static/door-list.js`).
#[derive(Debug, Default, PartialEq)]
pub(super) struct Kept {
    mark: String,
    count: Value,
    counts: Value,
    people: Vec<Value>,
}

impl Kept {
    /// Asks what changed, at this door; answers with the names that were sent.
    pub(super) async fn hear(&mut self, phone: &Phone<'_>, door: &str) -> Vec<String> {
        let since = if self.mark.is_empty() { String::new() } else { format!("?since={}", self.mark) };
        let (status, news) = phone.open(&format!("{door}/people{since}")).await;
        if status == Status::NoContent {
            return Vec::new();
        }
        assert_eq!(status, Status::Ok, "{news}");
        let news: Value = serde_json::from_str(&news).expect("JSON");
        let changed = news["parts"].as_array();
        self.people.retain(|person| changed.is_some_and(|parts| !parts.contains(&person["part"])));
        let sent = news["people"].as_array().expect("people");
        self.people.extend(sent.iter().cloned());
        self.people.sort_by_key(|person| (text(person, "search"), text(person, "id")));
        self.count = news["count"].clone();
        self.counts = news["counts"].clone();
        self.mark = text(&news, "mark");
        sent.iter().map(|person| text(person, "name")).collect()
    }

    /// The list of a phone that comes now.
    pub(super) async fn anew(phone: &Phone<'_>, door: &str) -> Kept {
        let mut kept = Kept::default();
        kept.hear(phone, door).await;
        kept
    }
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().expect("a text").to_string()
}

/// A gathering in Leuven with so many people; its door is the usual one.
async fn gathering(size: usize) -> (TestApp, region::Model) {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.format = Set(Format::InPerson)).await;
    let crowd = (0..size).map(|number| app.desk().register(person(event.id, number)));
    rocket::futures::future::join_all(crowd).await;
    app.at("2027-03-04 13:15");
    (app, leuven)
}

#[rocket::async_test]
async fn a_phone_hears_of_those_on_whom_something_changed_and_a_few_beside() {
    let (app, leuven) = gathering(300).await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let mut kept = Kept::default();
    assert_eq!(kept.hear(&phone, DOOR).await.len(), 300);
    assert_eq!((&kept.count["inside"], &kept.count["expected"]), (&json!(0), &json!(300)));
    assert_eq!(phone.open(&format!("{DOOR}/people?since={}", kept.mark)).await, (Status::NoContent, String::new()));
    let last = who(&app, "Person 299").await;
    phone.check_in(&last).await;
    let heard = kept.hear(&phone, DOOR).await;
    assert!(heard.contains(&last.name) && heard.len() < 30, "{heard:?}");
    assert_eq!((&kept.count["inside"], &kept.count["words"]), (&json!(1), &json!("van de 300 binnen")));
    assert_eq!(kept, Kept::anew(&phone, DOOR).await);
}

#[rocket::async_test]
async fn a_phone_may_ask_another_process_each_time() {
    let (app, leuven) = gathering(20).await;
    let neighbour = app.neighbour().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let elsewhere = Phone { app: &neighbour, key: phone.key.clone() };
    let mut kept = Kept::anew(&phone, DOOR).await;
    assert_eq!(kept.hear(&elsewhere, DOOR).await, Vec::<String>::new(), "nothing changed");
    elsewhere.check_in(&who(&app, "Person 7").await).await;
    assert!(kept.hear(&phone, DOOR).await.contains(&"Person 7".to_string()));
    assert_eq!(kept, Kept::anew(&elsewhere, DOOR).await);
    assert_eq!(kept.hear(&elsewhere, DOOR).await, Vec::<String>::new(), "and the mark is the same");
}

#[rocket::async_test]
async fn who_comes_in_the_place_of_another_is_heard_of_although_the_count_stays() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let (amina, bram, chloe) = (who(&app, "Amina").await, who(&app, "Bram").await, who(&app, "Chloé").await);
    let at = |person: &registration::Model, time: &str, undo: bool| {
        let at = brussels(time).timestamp_millis();
        json!([{ "id": person.id.to_string(), "at": at, "undo": undo, "anyway": true }])
    };
    app.at("2027-03-04 13:40");
    phone.send(app.clock.now(), at(&chloe, "2027-03-04 13:20", false)).await;
    phone.send(app.clock.now(), at(&amina, "2027-03-04 13:15", false)).await;
    let mut kept = Kept::anew(&phone, DOOR).await;
    phone.send(app.clock.now(), at(&amina, "2027-03-04 13:30", true)).await;
    // Noted by a phone without a network, before the newest that the first one knows of.
    phone.send(app.clock.now(), at(&bram, "2027-03-04 13:18", false)).await;
    let heard = kept.hear(&phone, DOOR).await;
    assert!(heard.contains(&amina.name) && heard.contains(&bram.name), "{heard:?}");
    assert_eq!(kept, Kept::anew(&phone, DOOR).await);
}

#[rocket::async_test]
async fn a_mark_that_nobody_gave_brings_the_whole_list() {
    let (app, leuven) = gathering(5).await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let whole = Kept::anew(&phone, DOOR).await;
    let (long, endless) = (format!("{}AAAA", whole.mark), "A".repeat(9000));
    for mark in ["x", "%00", "%F0%9F%92%80", "0-2-5", &whole.mark[4..], long.as_str(), endless.as_str()] {
        let mut kept = Kept { mark: mark.to_string(), people: vec![json!({ "part": 70 })], ..Kept::default() };
        kept.hear(&phone, DOOR).await;
        assert_eq!(kept, whole, "{mark}");
    }
    // As true as any, and of no list that ever was.
    let invented = "A".repeat(whole.mark.len());
    let mut kept = Kept { mark: invented, ..Kept::default() };
    assert_eq!(kept.hear(&phone, DOOR).await.len(), 5);
    assert_eq!(kept, whole);
}

#[rocket::async_test]
async fn a_phone_in_another_language_hears_everything_in_it() {
    let (app, leuven) = gathering(5).await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let dutch = Kept::anew(&phone, DOOR).await;
    let news = phone.page(&format!("{DOOR}/people?since={}&lang=en", dutch.mark)).await;
    let news: Value = serde_json::from_str(&news).expect("JSON");
    assert_eq!(news["people"].as_array().expect("people").len(), 5);
    assert_ne!(news["count"]["words"], dutch.count["words"]);
}

#[rocket::async_test]
async fn whoever_is_forgotten_or_taken_out_by_hand_leaves_the_phones() {
    let (app, leuven) = gathering(9).await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let mut kept = Kept::anew(&phone, DOOR).await;
    let gone = who(&app, "Person 3").await;
    registration::Entity::delete_by_id(gone.id).exec(app.db.write()).await.expect("a row less");
    kept.hear(&phone, DOOR).await;
    assert_eq!(kept.people.len(), 8);
    assert_eq!(kept, Kept::anew(&phone, DOOR).await);
    app.at("2028-04-01 09:00");
    forget(&app.db, &app.clock).await.expect("forgetting");
    let phone = Phone::of(&app, Role::Organiser, &leuven).await;
    kept.hear(&phone, DOOR).await;
    assert!(kept.people.iter().all(|person| text(person, "name") == "–"), "{kept:?}");
    assert_eq!(kept, Kept::anew(&phone, DOOR).await);
}
