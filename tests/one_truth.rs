//! One truth: the same entry in feed, letter and own calendar, down to the stop; whoever a change concerns hears of it
//! once, and nobody else hears of it.

mod corrections;
mod day_letters;
mod own_calendar;
mod whole_day;

use rocket::http::Status;
use samenkomst::events::event::{self, Format};
use samenkomst::events::stop;
use samenkomst::mail::Parcel;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::seats::booking::Applicant;
use sea_orm::{EntityTrait, Set};
use serde_json::{Value, json};

use crate::calendar::property;
use crate::planning::{filled, put, submit};
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region, make_stop, make_two_stops};
use crate::support::people::{event_at, link_in, person, resize, to};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

/// A safari of Leuven with two stops, which an organiser's program may change.
struct Safari {
    app: TestApp,
    leuven: region::Model,
    event: event::Model,
    early: stop::Model,
    late: stop::Model,
}

impl Safari {
    async fn start() -> Safari {
        let app = TestApp::start().await;
        let leuven = make_region(&app, "leuven").await;
        let event = make_event(&app, &leuven, "safari", |e| e.format = Set(Format::InPerson)).await;
        let [early, late] = make_two_stops(&app, &event).await;
        Safari { app, leuven, event, early, late }
    }

    /// Changes the event as an organiser's program does, a minute later.
    async fn change(&self, change: Value) -> Value {
        self.app.wait(chrono::Duration::minutes(1));
        let program = Program::of(&self.app, Role::Admin, None).await;
        program.patch(&format!("/api/v1/events/{}", self.event.slug), change).await.ok()
    }

    /// The stops as a program names them, the early one changed.
    fn stops(&self, change: Value) -> Value {
        let mut early = said(&self.early);
        change.as_object().into_iter().flatten().for_each(|(name, value)| early[name] = value.clone());
        json!([early, said(&self.late)])
    }

    async fn register(&self, people: &[(usize, &[i32])]) -> Vec<Parcel> {
        for (number, stops) in people {
            let applicant = Applicant { stops: stops.to_vec(), ..person(self.event.id, *number) };
            self.app.desk().register(applicant).await.expect("an answer").expect("a place");
        }
        self.app.letters().await
    }

    async fn sequences(&self) -> [i32; 3] {
        let stop = async |id| stop::Entity::find_by_id(id).one(self.app.db.read()).await.unwrap().unwrap().sequence;
        [event_at(&self.app, &self.event.slug).await.sequence, stop(self.early.id).await, stop(self.late.id).await]
    }
}

/// A stop as it is, for a program to send back.
fn said(stop: &stop::Model) -> Value {
    json!({
        "id": stop.id, "title": stop.titles.nl, "practice": stop.practice,
        "starts_at": stop.starts_at.to_rfc3339(), "ends_at": stop.ends_at.to_rfc3339(),
    })
}

/// What a letter puts into a calendar or takes out of it: file, method, UID and SEQUENCE.
fn entries(letter: &Parcel) -> Vec<(String, &'static str, String, String)> {
    let parts = letter.calendar.iter().chain(&letter.more);
    let said = |ics: &str, name: &str| property(&ics[ics.find("BEGIN:VEVENT").unwrap()..], name).unwrap();
    let entry = |part: &samenkomst::mail::CalendarPart| {
        (part.name.clone(), part.method.name(), said(&part.ics, "UID"), said(&part.ics, "SEQUENCE"))
    };
    parts.map(entry).collect()
}

fn entry(file: &str, method: &'static str, uid: uuid::Uuid, sequence: i32) -> (String, &'static str, String, String) {
    (file.to_string(), method, uid.to_string(), sequence.to_string())
}

#[rocket::async_test]
async fn a_stop_that_moves_tells_those_who_chose_it_once() {
    let safari = Safari::start().await;
    let (early, late) = (safari.early.id, safari.late.id);
    safari.register(&[(0, &[early]), (1, &[late]), (2, &[early, late]), (3, &[])]).await;
    let stops = safari.stops(json!({ "starts_at": "2027-03-04T13:45", "ends_at": "2027-03-04T14:20" }));
    safari.change(json!({ "stops": stops })).await;
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["event_changed person0@example.org", "event_changed person2@example.org"]);
    assert_eq!(safari.sequences().await, [1, 1, 0]);
    let letter = &letters[0].rendered;
    assert_eq!(letter.subject, "Je halte verandert: Safari, do 4 maart");
    let words = "Halte: Wijkwerking\n  Was: 13.30 – 14.15\u{a0}uur\n  Nu: 13.45 – 14.20\u{a0}uur\n\n\nSafari\n";
    assert!(letter.text.contains(words), "{}", letter.text);
    assert!(!letter.text.contains("Wanneer\n  Was") && !letter.text.contains("Nachtopvang"), "{}", letter.text);
    let both = [
        entry("invite.ics", "REQUEST", safari.early.uid, 1),
        entry("invite-2.ics", "REQUEST", safari.event.uid, 1),
        entry("stop-1.ics", "REQUEST", safari.late.uid, 0),
    ];
    assert_eq!(entries(&letters[1]), both);
    assert!(letter.text.contains("Doe hetzelfde met invite-2.ics:"), "{}", letter.text);
}

#[rocket::async_test]
async fn a_stop_on_the_second_day_is_told_with_its_day() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "tweedaagse", |e| e.ends_at = Set(brussels("2027-03-05 16:00"))).await;
    let first = make_stop(&app, &event, "Wijkwerking", "2027-03-04 14:00", "2027-03-04 15:00").await;
    let second = make_stop(&app, &event, "Nachtopvang", "2027-03-05 10:00", "2027-03-05 11:00").await;
    let applicant = Applicant { stops: vec![first.id, second.id], ..person(event.id, 0) };
    app.desk().register(applicant).await.expect("an answer").expect("a seat");
    let letter = app.letters().await.remove(0);
    let text = &letter.rendered.text;
    let late = "vrijdag 5 maart 2027, 10.00 – 11.00\u{a0}uur";
    assert!(text.contains("- 14.00 – 15.00\u{a0}uur, Wijkwerking"), "{text}");
    assert!(text.contains(&format!("- {late}, Nachtopvang")), "{text}");
    let mine = app.page(&link_in(&letter)).await;
    assert!(mine.contains(late), "{mine}");
}

#[rocket::async_test]
async fn what_one_deed_changes_of_event_and_stop_is_one_letter() {
    let safari = Safari::start().await;
    safari.register(&[(0, &[safari.early.id]), (1, &[])]).await;
    let stops = safari.stops(json!({ "title": "Buurtwerking", "practice": "CAW Leuven" }));
    safari.change(json!({ "stops": stops, "venue": "Bibliotheek Tweebronnen" })).await;
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["event_changed person0@example.org", "event_changed person1@example.org"]);
    let [mine, theirs] = [&letters[0].rendered, &letters[1].rendered];
    assert_eq!(mine.subject, "Gewijzigd: Safari, do 4 maart");
    assert_eq!(theirs.subject, "Andere plaats: Safari, do 4 maart");
    let words = "Halte: Buurtwerking\n  Was: Wijkwerking\n  Nu: Buurtwerking, CAW Leuven\n";
    assert!(mine.text.contains(words) && mine.text.contains("Nu: Bibliotheek Tweebronnen"), "{}", mine.text);
    assert!(!theirs.text.contains("Halte:") && theirs.text.contains("Nu: Bibliotheek Tweebronnen"), "{}", theirs.text);
    let stop = &letters[0].more[0].ics;
    assert_eq!(property(&stop[stop.find("BEGIN:VEVENT").unwrap()..], "LOCATION").unwrap(), "CAW Leuven");
    assert_eq!(property(stop, "SUMMARY").unwrap(), "Buurtwerking · Safari");
}

#[rocket::async_test]
async fn who_waits_hears_of_another_hour_and_has_no_invitation_to_correct() {
    let safari = Safari::start().await;
    let app = &safari.app;
    resize(app, safari.event.id, Some(1)).await;
    safari.register(&[(0, &[]), (1, &[])]).await;
    safari.change(json!({ "starts_at": "2027-03-04T13:00" })).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["event_changed person0@example.org", "event_changed person1@example.org"]);
    assert_eq!((entries(&letters[0]).len(), entries(&letters[1])), (1, vec![]));
    let said = &letters[1].rendered.text;
    assert!(said.contains("Je houdt je plaats op de wachtlijst. Dit is anders:"), "{said}");
    assert!(!said.contains("invite.ics") && !said.contains("Geef je plek door"), "{said}");
    assert!(said.contains(&link_in(&letters[1])), "{said}");
    safari.change(json!({ "join_url": "https://meet.example.org/safari", "format": "online" })).await;
    assert_eq!(app.letters().await.len(), 2, "another form is another place");
    safari.change(json!({ "join_url": null })).await;
    assert_eq!(to(&app.letters().await), ["event_changed person0@example.org"], "the link is no news for who waits");
}

#[rocket::async_test]
async fn before_a_stop_is_saved_it_says_for_whom_it_changes() {
    let safari = Safari::start().await;
    safari.register(&[(0, &[safari.early.id]), (1, &[safari.late.id]), (2, &[safari.early.id])]).await;
    sign_hanne_in(&safari.app, Role::Organiser, &[&safari.leuven]).await;
    safari.app.letters().await;
    let mut form = filled(&safari.app.page("/organise/events/safari").await);
    put(&mut form, "stops.0.starts", "13:40");
    put(&mut form, "stops.0.ends", "14:20");
    let (status, page) = submit(&safari.app, "safari", &form, "save").await;
    assert_eq!(status, Status::Ok, "{page}");
    assert!(page.contains("2 mensen zullen bericht krijgen."), "{page}");
    for words in [
        "<dt>Halte: Wijkwerking</dt><dd><del>13.30\u{a0}–\u{a0}14.15\u{a0}uur</del>",
        "<ins>13.40\u{a0}–\u{a0}14.20\u{a0}uur</ins>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (_, next) = submit(&safari.app, "safari", &form, "sure").await;
    assert_eq!(next, "/organise/events/safari?done=saved&told=2");
    assert_eq!(safari.app.letters().await.len(), 2);
}
