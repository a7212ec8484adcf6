//! One truth: the same entry in feed, letter and own calendar, down to the stop; whoever a change concerns hears of it
//! once, and nobody else hears of it.

use std::collections::{BTreeMap, BTreeSet};

use icalendar::{Calendar, CalendarComponent, Component};
use rocket::http::Status;
use samenkomst::events::event::{self, Format};
use samenkomst::events::stop;
use samenkomst::language::Language;
use samenkomst::mail::{CalendarMethod, LetterKind, Parcel};
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::booking::Applicant;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};

use crate::calendar::property;
use crate::planning::{filled, put, submit};
use crate::support::desk::{sign_hanne_in, sign_in};
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{link_in, person, resize, room_at, to};
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
        let early = make_stop(&app, &event, "Wijkwerking", "2027-03-04 13:30", "2027-03-04 14:15").await;
        let late = make_stop(&app, &event, "Nachtopvang", "2027-03-04 14:30", "2027-03-04 15:15").await;
        Safari { app, leuven, event, early, late }
    }

    /// Changes the event as an organiser's program does, a minute later.
    async fn change(&self, change: Value) -> Value {
        self.app.clock.set(self.app.clock.now() + chrono::Duration::minutes(1));
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

async fn event_at(app: &TestApp, slug: &str) -> event::Model {
    let found = event::Entity::find().filter(event::Column::Slug.eq(slug)).one(app.db.read()).await;
    found.expect("a query").expect("an event")
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

/// The calendar of a person who opens all that a letter brings: an entry for each UID, the newest (RFC 5546, 2.1.5).
#[derive(Default)]
struct OwnCalendar(BTreeMap<String, icalendar::Event>);

impl OwnCalendar {
    fn open(&mut self, letter: &Parcel) {
        for part in letter.calendar.iter().chain(&letter.more) {
            let calendar: Calendar = part.ics.parse().expect("an iCalendar object");
            let events: Vec<_> = calendar.components.into_iter().filter_map(as_event).collect();
            assert_eq!(events.len(), 1, "one event in each object");
            for event in events {
                let uid = event.get_uid().expect("a UID").to_string();
                if let Some(old) = self.0.get(&uid) {
                    assert_eq!(old.property_value("ORGANIZER"), event.property_value("ORGANIZER"));
                    assert!(event.get_timestamp() >= old.get_timestamp(), "DTSTAMP goes on");
                    assert!(event.get_sequence() > old.get_sequence(), "SEQUENCE rises");
                }
                match part.method {
                    CalendarMethod::Request => self.0.insert(uid, event),
                    CalendarMethod::Cancel => self.0.remove(&uid),
                };
            }
        }
    }

    /// Title and beginning of each entry.
    fn shows(&self) -> BTreeSet<(String, String)> {
        let said = |event: &icalendar::Event| {
            let start = event.property_value("DTSTART").unwrap_or_default().to_string();
            (event.get_summary().unwrap_or_default().to_string(), start)
        };
        self.0.values().map(said).collect()
    }
}

fn as_event(component: CalendarComponent) -> Option<icalendar::Event> {
    match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    }
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
        entry("invite.ics", "REQUEST", safari.event.uid, 1),
        entry("stop-1.ics", "REQUEST", safari.early.uid, 1),
        entry("stop-2.ics", "REQUEST", safari.late.uid, 0),
    ];
    assert_eq!(entries(&letters[1]), both);
    assert!(letter.text.contains("Doe hetzelfde met stop-1.ics:"), "{}", letter.text);
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
async fn a_corrected_typing_error_tells_nobody() {
    let safari = Safari::start().await;
    safari.register(&[(0, &[safari.early.id])]).await;
    let stops = safari.stops(json!({ "description": "Breng regenkledij mee.", "title": " Wijkwerking " }));
    safari
        .change(json!({
            "stops": stops, "summary": "Drie ploegen.", "description": "Meer **hierover**.",
            "speakers": [{ "name": "Lien Dewaele" }], "translations": { "fr": { "summary": "Trois équipes." } },
        }))
        .await;
    assert_eq!(to(&safari.app.letters().await), [] as [&str; 0]);
    assert_eq!(safari.sequences().await, [0, 0, 0]);
}

#[rocket::async_test]
async fn another_title_may_only_correct_a_typing_error_and_another_hour_never() {
    let safari = Safari::start().await;
    safari.register(&[(0, &[safari.early.id])]).await;
    let stops = safari.stops(json!({ "title": "Wijkwerkingen" }));
    safari.change(json!({ "title": "Safarri", "stops": stops, "is_correction": true })).await;
    assert_eq!(to(&safari.app.letters().await), [] as [&str; 0]);
    assert_eq!(safari.sequences().await, [0, 0, 0]);
    assert_eq!(event_at(&safari.app, "safari").await.title, "Safarri");
    safari.change(json!({ "title": "Safari", "starts_at": "2027-03-04T13:00", "is_correction": true })).await;
    assert_eq!(to(&safari.app.letters().await), ["event_changed person0@example.org"]);
    assert_eq!(safari.sequences().await[0], 1);
}

#[rocket::async_test]
async fn the_editor_asks_whether_another_title_is_only_a_typing_error() {
    let safari = Safari::start().await;
    safari.register(&[(0, &[])]).await;
    sign_hanne_in(&safari.app, Role::Organiser, &[&safari.leuven]).await;
    let mut form = filled(&safari.app.page("/organise/events/safari").await);
    put(&mut form, "title", "Safari door Leuven");
    let (status, page) = submit(&safari.app, "safari", &form, "save").await;
    assert_eq!(status, Status::Ok);
    assert!(page.contains("value=\"correction\"") && page.contains("Eén persoon zal bericht krijgen."), "{page}");
    let (status, _) = submit(&safari.app, "safari", &form, "correction").await;
    assert_eq!(status, Status::SeeOther);
    assert_eq!(to(&safari.app.letters().await), [] as [&str; 0]);
    let event = event_at(&safari.app, "safari").await;
    assert_eq!((event.sequence, event.title.as_str()), (0, "Safari door Leuven"));
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
async fn each_field_raises_the_sequence_or_does_not() {
    let safari = Safari::start().await;
    let app = &safari.app;
    make_region(app, "gent").await;
    let program = Program::of(app, Role::Admin, None).await;
    let path = format!("/api/v1/events/{}", safari.event.slug);
    let fields: [(&str, Value, bool); 32] = [
        ("is_correction", json!(true), false),
        ("title", json!("Safari in de stad"), true),
        ("kind", json!("practice-safari"), false),
        ("region", json!("gent"), false),
        ("starts_at", json!("2027-03-04T13:00"), true),
        ("ends_at", json!("2027-03-04T16:00"), true),
        ("timezone", json!("Europe/London"), true),
        ("format", json!("hybrid"), true),
        ("venue", json!({ "name": "Tweebronnen", "city": "Leuven" }), true),
        ("venue", json!({ "name": "Tweebronnen", "city": "Leuven", "latitude": 50.88, "longitude": 4.7 }), false),
        ("join_url", json!("https://video.example.org/kamer"), true),
        ("join_url", json!("https://video.example.org/andere"), false),
        ("capacity", json!(40), false),
        ("waiting_list", json!(false), false),
        ("summary", json!("Kom mee."), false),
        ("description", json!("Meer hierover."), false),
        ("accessibility", json!("Gelijkvloers."), false),
        ("themes", json!([]), false),
        ("co_hosts", json!(["leuven"]), false),
        ("for_every_region", json!(true), false),
        ("listed", json!(false), false),
        ("languages", json!(["nl", "fr"]), false),
        ("registration", json!({ "closes_at": "2027-03-03T12:00" }), false),
        ("stops_policy", json!("all-or-nothing"), false),
        ("questions", json!([{ "label": "Eet je mee?", "kind": "yes-no" }]), false),
        ("speakers", json!([{ "name": "Lien Dewaele" }]), false),
        ("materials", json!([{ "title": { "nl": "Slides" }, "url": "https://example.org/s.pdf" }]), false),
        ("recording_url", json!("https://video.example.org/opname"), false),
        ("recording_minutes", json!(50), false),
        ("reminders", json!([120]), false),
        ("translations", json!({ "fr": { "title": "Safari en ville" } }), true),
        ("stops", safari.stops(json!({ "practice": "CAW" })), true),
    ];
    let more = [
        ("series", Value::Null, false),
        ("offer_hours", json!(48), false),
        ("programme", json!([{ "at": "2027-03-04T13:00", "text": "Onthaal" }]), false),
        ("joining_counts", json!(true), false),
        ("thanks", json!(false), false),
    ];
    let fields: Vec<_> = fields.into_iter().chain(more).collect();
    for (name, value, raises) in &fields {
        let before = safari.sequences().await[0];
        program.patch(&path, json!({ *name: value })).await.ok();
        assert_eq!(safari.sequences().await[0] - before, i32::from(*raises), "{name}");
        let again = safari.sequences().await;
        program.patch(&path, json!({ *name: value })).await.ok();
        assert_eq!(safari.sequences().await, again, "{name} as it was");
    }
    let described = Program::stranger(app).get("/api/v1/openapi.json").await.ok();
    let known = described["components"]["schemas"]["EventInput"]["properties"].as_object().expect("the fields").clone();
    let tried: BTreeSet<&str> = fields.iter().map(|(name, ..)| *name).collect();
    assert_eq!(tried, known.keys().map(String::as_str).collect::<BTreeSet<_>>(), "every field is tried");
}

#[rocket::async_test]
async fn another_title_reaches_those_who_read_it() {
    let safari = Safari::start().await;
    let app = &safari.app;
    let french = Applicant { language: Language::Fr, ..person(safari.event.id, 1) };
    app.desk().register(french).await.unwrap().unwrap();
    safari.register(&[(0, &[])]).await;
    safari.change(json!({ "translations": { "fr": { "title": "Safari à Louvain" } } })).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["event_changed person1@example.org"]);
    assert_eq!(letters[0].rendered.subject, "Autre titre : Safari à Louvain, jeu. 4 mars");
    assert_eq!(safari.sequences().await[0], 1);
    safari.change(json!({ "title": "Safari in Leuven" })).await;
    assert_eq!(to(&app.letters().await), ["event_changed person0@example.org"]);
}

#[rocket::async_test]
async fn the_same_uid_and_sequence_in_feed_letter_and_own_calendar() {
    let safari = Safari::start().await;
    let confirmed = safari.register(&[(0, &[safari.early.id, safari.late.id])]).await;
    let link = link_in(&confirmed[0]);
    let own = property_of_page(&safari.app.page(&link).await);
    for sequence in 0..2 {
        if sequence == 1 {
            safari.change(json!({ "stops": safari.stops(json!({ "starts_at": "2027-03-04T13:40" })) })).await;
        }
        let letter = match sequence {
            0 => confirmed[0].clone(),
            _ => safari.app.letters().await.remove(0),
        };
        let uids = [safari.event.uid, safari.early.uid, safari.late.uid].map(|uid| uid.to_string());
        let in_letter: Vec<(String, String)> = entries(&letter).into_iter().map(|(_, _, uid, s)| (uid, s)).collect();
        let expected: Vec<(String, String)> =
            uids.iter().cloned().zip([sequence, sequence, 0].map(|s| s.to_string())).collect();
        assert_eq!(in_letter, expected);
        assert_eq!(identities(&safari.app.page(&own).await), expected);
        for feed in ["/calendar/all.ics", "/calendar/leuven.ics", "/events/safari.ics"] {
            assert_eq!(identities(&safari.app.page(feed).await), expected[..1], "{feed} holds the event alone");
        }
    }
}

/// The address of the own calendar on a page.
fn property_of_page(page: &str) -> String {
    let start = page.find("/calendar/mine/").expect("a calendar on the page");
    page[start..].split(['"', '?', '&']).next().unwrap_or_default().to_string()
}

/// UID and SEQUENCE of each entry of a feed.
fn identities(feed: &str) -> Vec<(String, String)> {
    let of = |entry: &str| (property(entry, "UID").unwrap(), property(entry, "SEQUENCE").unwrap());
    feed.split("BEGIN:VEVENT").skip(1).map(of).collect()
}

#[rocket::async_test]
async fn an_invitation_and_its_correction_leave_one_entry_with_the_new_time() {
    let safari = Safari::start().await;
    let mut calendar = OwnCalendar::default();
    let first = safari.register(&[(0, &[safari.early.id])]).await.remove(0);
    calendar.open(&first);
    let stops = safari.stops(json!({ "starts_at": "2027-03-04T14:00", "ends_at": "2027-03-04T14:20" }));
    safari.change(json!({ "starts_at": "2027-03-04T14:00", "stops": stops })).await;
    let second = safari.app.letters().await.remove(0);
    calendar.open(&second);
    let shown = [("Safari", "20270304T140000"), ("Wijkwerking · Safari", "20270304T140000")];
    assert_eq!(calendar.shows(), shown.map(|(a, b)| (a.to_string(), b.to_string())).into());
    let text = String::from_utf8(second.bytes.clone()).unwrap();
    let thread = format!("<{}@", first.letter);
    assert!(text.contains(&format!("In-Reply-To: {thread}")) && text.contains(&format!("References: {thread}")));
    assert_eq!(second.rendered.subject, "Nieuw uur: Safari, do 4 maart, 14.00 uur");

    safari.app.clock.set(safari.app.clock.now() + chrono::Duration::minutes(1));
    let program = Program::of(&safari.app, Role::Organiser, Some(&safari.leuven)).await;
    program.post("/api/v1/events/safari/cancellation", json!({ "reason": "Sneeuw" })).await.ok();
    let last = safari.app.letters().await.remove(0);
    assert_eq!((last.kind, last.more.len()), (LetterKind::EventCancelled, 1));
    calendar.open(&last);
    assert!(calendar.shows().is_empty());
    let own = property_of_page(&safari.app.page(&link_in(&first)).await);
    let own = safari.app.page(&own).await;
    assert_eq!(own.matches("STATUS:CANCELLED").count(), 2, "{own}");
}

#[rocket::async_test]
async fn who_waits_for_a_stop_has_it_tentatively_until_there_is_a_seat() {
    let safari = Safari::start().await;
    room_at(&safari.app, safari.early.id, 1).await;
    let letters = safari.register(&[(0, &[safari.early.id]), (1, &[safari.early.id])]).await;
    assert_eq!(entries(&letters[1]), [entry("invite.ics", "REQUEST", safari.event.uid, 0)]);
    let own = property_of_page(&safari.app.page(&link_in(&letters[1])).await);
    let waiting = safari.app.page(&own).await;
    let stop = &waiting[waiting.rfind("BEGIN:VEVENT").expect("the stop")..];
    assert!(stop.contains("STATUS:TENTATIVE") && stop.contains("TRANSP:TRANSPARENT"), "{waiting}");
    assert!(stop.contains("SUMMARY:Op de wachtlijst: Wijkwerking · Safari"), "{waiting}");
    safari.app.clock.set(safari.app.clock.now() + chrono::Duration::minutes(1));
    safari.app.send(&format!("{}/cancellation", link_in(&letters[0])), &[]).await;
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled person0@example.org", "seat_became_free person1@example.org"]);
    let gone = [entry("invite.ics", "CANCEL", safari.event.uid, 1), entry("stop-1.ics", "CANCEL", safari.early.uid, 1)];
    assert_eq!(entries(&letters[0]), gone);
    let there =
        [entry("invite.ics", "REQUEST", safari.event.uid, 0), entry("stop-1.ics", "REQUEST", safari.early.uid, 0)];
    assert_eq!(entries(&letters[1]), there);
    assert!(property(&letters[1].more[0].ics, "DTSTAMP").unwrap() > property(&waiting, "DTSTAMP").unwrap());
    let own = safari.app.page(&own).await;
    assert_eq!(own.matches("STATUS:CONFIRMED").count(), 2, "{own}");
}

#[rocket::async_test]
async fn a_stop_that_is_given_back_leaves_the_calendar_and_the_rest_stays() {
    let safari = Safari::start().await;
    let mut calendar = OwnCalendar::default();
    let first = safari.register(&[(0, &[safari.early.id, safari.late.id])]).await.remove(0);
    calendar.open(&first);
    let link = link_in(&first);
    safari.app.clock.set(safari.app.clock.now() + chrono::Duration::minutes(1));
    safari.app.send(&format!("{link}/stops/{}/cancellation", safari.early.id), &[]).await;
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_given_back person0@example.org"]);
    assert_eq!(entries(&letters[0]), [entry("invite.ics", "CANCEL", safari.early.uid, 1)]);
    calendar.open(&letters[0]);
    let shown = [("Safari", "20270304T133000"), ("Nachtopvang · Safari", "20270304T143000")];
    assert_eq!(calendar.shows(), shown.map(|(a, b)| (a.to_string(), b.to_string())).into());
    let text = String::from_utf8(letters[0].bytes.clone()).unwrap();
    let thread = format!("<{}@", first.letter);
    assert!(text.contains(&format!("In-Reply-To: {thread}")) && text.contains(&format!("References: {thread}")));
    let own = property_of_page(&safari.app.page(&link).await);
    let left = [safari.event.uid, safari.late.uid].map(|uid| (uid.to_string(), "1".to_string()));
    assert_eq!(identities(&safari.app.page(&own).await), left);

    // What follows outranks it: a correction, and the end.
    safari.change(json!({ "title": "Safari in Leuven" })).await;
    let corrected = safari.app.letters().await.remove(0);
    let rest =
        [entry("invite.ics", "REQUEST", safari.event.uid, 2), entry("stop-1.ics", "REQUEST", safari.late.uid, 1)];
    assert_eq!(entries(&corrected), rest);
    calendar.open(&corrected);
    safari.app.clock.set(safari.app.clock.now() + chrono::Duration::minutes(1));
    safari.app.send(&format!("{link}/cancellation"), &[]).await;
    calendar.open(&safari.app.letters().await.remove(0));
    assert!(calendar.shows().is_empty());
}

#[rocket::async_test]
async fn a_seat_that_is_handed_over_takes_its_stops_along() {
    let safari = Safari::start().await;
    let first = safari.register(&[(0, &[safari.early.id])]).await.remove(0);
    safari.app.clock.set(safari.app.clock.now() + chrono::Duration::minutes(1));
    let dina = [("name", "Dina Maes"), ("email", "dina@example.org")];
    safari.app.send(&format!("{}/handover", link_in(&first)), &dina).await;
    let offer = safari.app.letters().await.remove(0);
    let accepted = [("name", "Dina Maes"), ("consent", "true")];
    let (status, _) = safari.app.send(&format!("{}/acceptance", link_in(&offer)), &accepted).await;
    assert_eq!(status, Status::SeeOther);
    let letters = safari.app.letters().await;
    let by_kind = |kind| letters.iter().find(|letter| letter.kind == kind).expect("a letter");
    let given =
        [entry("invite.ics", "CANCEL", safari.event.uid, 1), entry("stop-1.ics", "CANCEL", safari.early.uid, 1)];
    assert_eq!(entries(by_kind(LetterKind::SeatHandedOver)), given);
    let taken =
        [entry("invite.ics", "REQUEST", safari.event.uid, 0), entry("stop-1.ics", "REQUEST", safari.early.uid, 0)];
    assert_eq!(entries(by_kind(LetterKind::RegistrationConfirmed)), taken);
}

#[rocket::async_test]
async fn an_event_that_was_taken_back_comes_back_with_a_higher_sequence() {
    let safari = Safari::start().await;
    sign_hanne_in(&safari.app, Role::Organiser, &[&safari.leuven]).await;
    let publication = "/organise/events/safari/publication";
    safari.app.send(publication, &[("_method", "delete")]).await;
    assert!(event_at(&safari.app, "safari").await.published_at.is_none());
    safari.change(json!({ "starts_at": "2027-03-04T13:00" })).await;
    safari.app.send(publication, &[]).await;
    let again = event_at(&safari.app, "safari").await;
    assert_eq!((again.published_at.is_some(), again.sequence), (true, 1));
}

/// Three events of one day; Amina (0) comes to all, 1 to the first and 2 to the second.
async fn a_day(app: &TestApp, leuven: &region::Model) -> [event::Model; 3] {
    let made = [("ochtend", "2027-03-16 09:30"), ("middag", "2027-03-16 13:30"), ("avond", "2027-03-16 19:00")];
    let mut events = Vec::new();
    for (slug, starts) in made {
        let starts = brussels(starts);
        let event = make_event(app, leuven, slug, |e| {
            e.starts_at = Set(starts);
            e.ends_at = Set(starts + chrono::Duration::hours(2));
            e.opens_at = Set(Some(brussels("2027-02-01 12:00")));
            e.closes_at = Set(Some(brussels("2027-03-15 12:00")));
        });
        events.push(event.await);
    }
    for (event, people) in events.iter().zip([vec![0, 1], vec![0, 2], vec![0]]) {
        for number in people {
            app.desk().register(person(event.id, number)).await.unwrap().unwrap();
        }
    }
    events.try_into().expect("three")
}

/// The fields that the form of the page would send.
fn hidden(page: &str) -> Vec<(String, String)> {
    let start = page.find("action=\"/organise/moves\"").expect("the form");
    let form = &page[start..start + page[start..].find("</form>").expect("its end")];
    let attribute = |tag: &str, name: &str| {
        let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(tag[start..start + tag[start..].find('"')?].to_string())
    };
    let inputs = form.split("<input").skip(1);
    inputs.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?))).collect()
}

async fn confirm(app: &TestApp, page: &str) -> (Status, String) {
    let fields = hidden(page);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    app.send("/organise/moves", &fields).await
}

#[rocket::async_test]
async fn moving_a_whole_day_mails_each_person_once() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let [morning, noon, evening] = a_day(&app, &leuven).await;
    let stop = make_stop(&app, &evening, "Wijkwerking", "2027-03-16 19:30", "2027-03-16 20:00").await;
    let first: Vec<Parcel> = app.letters().await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    app.letters().await;
    let list = app.page("/organise").await;
    assert!(list.contains("action=\"/organise/moves/new\"") && list.contains("value=\"avond\""), "{list}");
    let chosen = "/organise/moves/new?event=avond&event=middag&event=ochtend";
    let asked = app.page(chosen).await;
    assert!(asked.contains("Deze 3 samenkomsten") && !asked.contains("Unknown localization"), "{asked}");
    let page = app.page(&format!("{chosen}&date=2027-04-06&minutes=15")).await;
    for words in [
        "<del>dinsdag 16 maart 2027, 9.30 – 11.30\u{a0}uur</del><br><ins>dinsdag 6 april 2027, 9.45 – 11.45\u{a0}uur</ins>",
        "2 mensen horen het",
        "Eén persoon hoort het",
        "3 mensen krijgen elk één mail",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(event_at(&app, "ochtend").await, morning_as(&morning, &app).await, "nothing has moved yet");
    let (status, next) = confirm(&app, &page).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/organise?done=moved-3-3"));
    let note = "De 3 samenkomsten zijn verplaatst. 3 mensen krijgen bericht.";
    assert!(app.page(&next).await.contains(note));

    let moved = event_at(&app, "avond").await;
    assert_eq!((moved.starts_at, moved.sequence), (brussels("2027-04-06 19:15"), 1));
    assert_eq!(moved.opens_at, Some(brussels("2027-02-01 12:00")), "opened as it was said");
    assert_eq!(moved.closes_at, Some(brussels("2027-04-05 12:15")), "closes as long before as it did");
    let moved_stop = stop::Entity::find_by_id(stop.id).one(app.db.read()).await.unwrap().unwrap();
    assert_eq!((moved_stop.starts_at, moved_stop.sequence), (brussels("2027-04-06 19:45"), 1));
    let letters = app.letters().await;
    let expected = [0, 1, 2].map(|n| format!("event_changed person{n}@example.org"));
    assert_eq!(to(&letters), expected);
    let amina = &letters[0];
    assert_eq!(amina.rendered.subject, "Verplaatst: 3 samenkomsten, vanaf di 6 april");
    let all = [
        entry("invite.ics", "REQUEST", morning.uid, 1),
        entry("invite-2.ics", "REQUEST", noon.uid, 1),
        entry("invite-3.ics", "REQUEST", evening.uid, 1),
    ];
    assert_eq!(entries(amina), all);
    let text = &amina.rendered.text;
    assert_eq!(text.matches("Was: dinsdag 16 maart 2027").count(), 3, "{text}");
    assert_eq!(text.matches("Nu: dinsdag 6 april 2027").count(), 3, "{text}");
    assert_eq!(text.matches("/registrations/").count(), 3, "{text}");
    let thread = first.iter().find(|l| l.to.to_string() == "person0@example.org").expect("the first letter").letter;
    let bytes = String::from_utf8(amina.bytes.clone()).unwrap();
    assert!(bytes.contains(&format!("In-Reply-To: <{thread}@")), "threaded under the first event's letter");
    assert_eq!(letters[1].rendered.subject, "Nieuwe dag: Ochtend, di 6 april");

    let trail = audit::Entity::find().filter(audit::Column::Act.eq(Act::EventChanged));
    let trail = trail.order_by_asc(audit::Column::EventId).all(app.db.read()).await.unwrap();
    let told: Vec<&Value> = trail.iter().map(|entry| &entry.facts["told"]).collect();
    assert_eq!(told, [&json!(2), &json!(2), &json!(1)]);
    let (status, again) = confirm(&app, &page).await;
    assert!(status == Status::UnprocessableEntity && again.contains("Iemand anders paste"), "{again}");
    assert_eq!(event_at(&app, "avond").await.starts_at, brussels("2027-04-06 19:15"), "pressed twice, moved once");
    assert_eq!(to(&app.letters().await), [] as [&str; 0]);
}

/// The event with what the seat desk counts.
async fn morning_as(event: &event::Model, app: &TestApp) -> event::Model {
    let now = event_at(app, &event.slug).await;
    event::Model { seats_taken: now.seats_taken, next_place: now.next_place, ..event.clone() }
}

#[rocket::async_test]
async fn two_who_move_the_same_day_at_once_move_it_once() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    a_day(&app, &leuven).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    app.letters().await;
    let page = app.page("/organise/moves/new?event=ochtend&event=middag&date=2027-03-17").await;
    let (one, two) = tokio::join!(confirm(&app, &page), confirm(&app, &page));
    let statuses = BTreeSet::from([one.0.code, two.0.code]);
    assert_eq!(statuses, BTreeSet::from([303, 422]));
    assert_eq!(event_at(&app, "middag").await.starts_at, brussels("2027-03-17 13:30"));
    assert_eq!(app.letters().await.len(), 3);
}

#[rocket::async_test]
async fn who_gave_one_of_the_seats_back_reads_of_the_others() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let [morning, noon, _] = a_day(&app, &leuven).await;
    let first = app.letters().await;
    let organiser = sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    app.letters().await;
    let page = app.page("/organise/moves/new?event=ochtend&event=middag&date=2027-03-17").await;
    assert_eq!(confirm(&app, &page).await.0, Status::SeeOther);
    // Before the letter leaves.
    let of_morning = first.iter().find(|l| l.rendered.subject.contains("Ochtend")).expect("a letter");
    app.send(&format!("{}/cancellation", link_in(of_morning)), &[]).await;
    sign_in(&app, organiser).await;
    let letters = app.letters().await;
    let changed: Vec<&Parcel> = letters.iter().filter(|l| l.kind == LetterKind::EventChanged).collect();
    let amina = changed.iter().find(|l| l.to.to_string() == "person0@example.org").expect("a letter");
    assert_eq!(amina.rendered.subject, "Nieuwe dag: Middag, wo 17 maart");
    assert_eq!(entries(amina), [entry("invite.ics", "REQUEST", noon.uid, 1)]);
    assert!(!amina.rendered.text.contains("Ochtend") && morning.uid != noon.uid);
}

#[rocket::async_test]
async fn what_cannot_move_stays_and_all_stays_with_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    a_day(&app, &leuven).await;
    make_event(&app, &gent, "elders", |_| {}).await;
    make_event(&app, &leuven, "afgelast", |e| e.cancelled_at = Set(Some(brussels("2027-02-01 09:00")))).await;
    make_event(&app, &leuven, "voorbij", |e| {
        e.starts_at = Set(brussels("2027-01-20 09:00"));
        e.ends_at = Set(brussels("2027-01-20 11:00"));
    })
    .await;
    let hanne = sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    app.letters().await;
    let many: String = (0..101).map(|n| format!("&event=x{n}")).collect();
    for (query, sentence) in [
        ("", "Kies minstens één samenkomst"),
        ("?event=", "of die niet van jouw regio is"),
        ("?event=ochtend&event=elders&date=2027-04-06", "of die niet van jouw regio is"),
        ("?event=ochtend&event=bestaat-niet&date=2027-04-06", "of die niet van jouw regio is"),
        ("?event=%00&event=%27%22%3Cscript%3E", "of die niet van jouw regio is"),
        ("?event=ochtend&event=afgelast&date=2027-04-06", "“Afgelast” gaat niet door"),
        ("?event=ochtend&event=voorbij&date=2027-04-06", "“Voorbij” is al voorbij"),
        ("?event=ochtend&date=2027-01-05", "“Ochtend” zou dan al begonnen zijn"),
        ("?event=ochtend&date=2027-03-16&minutes=0", "Daar staan ze al"),
        ("?event=ochtend&date=morgen", "class=\"err\""),
        ("?event=ochtend&date=9999-12-31", "class=\"err\""),
        ("?event=ochtend&date=2027-03-28&minutes=-420", "dan wordt de klok verzet"),
        ("?event=ochtend&date=2027-03-17&minutes=99999999999999999999", "tussen -720 en 720"),
        ("?event=ochtend&date=2027-03-17&minutes=721", "tussen -720 en 720"),
    ] {
        let answer = app.client.get(format!("/organise/moves/new{query}")).dispatch().await;
        let status = answer.status();
        let page = answer.into_string().await.unwrap_or_default();
        assert!(status == Status::UnprocessableEntity && page.contains(sentence), "{query} {status}: {page}");
        assert!(!page.contains("action=\"/organise/moves\""), "{query} has no button");
    }
    let page = app.page(&format!("/organise/moves/new?event=ochtend{many}")).await;
    assert!(page.contains("ten hoogste honderd"), "{page}");
    let seen = |event: &event::Model| format!("{}:{}", event.id, event.version);
    let (morning, elsewhere) = (event_at(&app, "ochtend").await, event_at(&app, "elders").await);
    for fields in [
        vec![("event", "ochtend"), ("date", "2027-04-06")],
        vec![("event", "ochtend"), ("seen", "1:99"), ("date", "2027-04-06")],
        vec![("event", "elders"), ("seen", &seen(&elsewhere)), ("date", "2027-04-06")],
        vec![("event", "ochtend"), ("seen", &seen(&elsewhere)), ("date", "2027-04-06")],
        vec![("event", "ochtend"), ("seen", &seen(&morning)), ("seen", &seen(&elsewhere)), ("date", "2027-04-06")],
        vec![("event", "ochtend"), ("seen", &seen(&morning)), ("date", "x")],
        vec![],
    ] {
        assert_eq!(app.send("/organise/moves", &fields).await.0, Status::UnprocessableEntity, "{fields:?}");
    }
    // A meanwhile: between the look and the button the last of them is called off.
    let page = app.page("/organise/moves/new?event=ochtend&event=avond&date=2027-04-06").await;
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    program.post("/api/v1/events/avond/cancellation", json!({})).await.ok();
    assert_eq!(confirm(&app, &page).await.0, Status::UnprocessableEntity);
    assert_eq!(event_at(&app, "ochtend").await.starts_at, brussels("2027-03-16 09:30"));
    let letters = app.letters().await;
    assert!(letters.iter().all(|l| l.kind != LetterKind::EventChanged), "{:?}", to(&letters));
    // A viewer looks, and moves nothing.
    let viewer = crate::support::desk::make_organiser(&app, "kijk@example.org", "Kijk", Role::Viewer, &[&leuven]).await;
    sign_in(&app, viewer).await;
    assert!(!app.page("/organise").await.contains("/organise/moves/new"));
    let (status, _) = app.send("/organise/moves", &[("event", "ochtend"), ("seen", &seen(&morning))]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    sign_in(&app, hanne).await;
    let draft = make_event(&app, &leuven, "concept", |e| e.published_at = Set(None)).await;
    let page = app.page("/organise/moves/new?event=concept&date=2027-04-06").await;
    assert!(page.contains("Niemand krijgt een mail"), "{page}");
    assert_eq!(confirm(&app, &page).await.1, "/organise?done=moved-1-0");
    let moved = event_at(&app, "concept").await;
    assert_eq!((moved.starts_at, moved.sequence, draft.sequence), (brussels("2027-04-06 13:30"), 0, 0));
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
    let words = "<dt>Halte: Wijkwerking</dt><dd><del>13.30 – 14.15\u{a0}uur</del><br><ins>13.40 – 14.20\u{a0}uur</ins>";
    assert!(page.contains(words), "{page}");
    let (_, next) = submit(&safari.app, "safari", &form, "sure").await;
    assert_eq!(next, "/organise/events/safari?done=saved&told=2");
    assert_eq!(safari.app.letters().await.len(), 2);
}
