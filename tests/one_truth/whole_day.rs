//! A whole day moves at once, with all that happens on it, or nothing moves.

use std::collections::BTreeSet;

use rocket::http::Status;
use samenkomst::events::{event, stop};
use samenkomst::mail::{LetterKind, Parcel};
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::registration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};

use super::{entries, entry};
use crate::planning::fields_of;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{event_at, let_in, to};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

/// Three events of one day; Amina (0) comes to all, 1 to the first and 2 to the second.
pub async fn a_day(app: &TestApp, leuven: &region::Model) -> [event::Model; 3] {
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
        let_in(app, event.id, people).await;
    }
    events.try_into().expect("three")
}

pub async fn confirm(app: &TestApp, page: &str) -> (Status, String) {
    let fields = fields_of(page, "<form method=\"post\" action=\"/organise/moves\"");
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
        "<del>dinsdag 16 maart 2027, 9.30\u{a0}–\u{a0}11.30\u{a0}uur</del><br>",
        "<ins>dinsdag 6 april 2027, 9.45\u{a0}–\u{a0}11.45\u{a0}uur</ins>",
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
async fn before_what_is_under_way_is_moved_it_says_who_will_not_be_present_any_more() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let [morning, ..] = a_day(&app, &leuven).await;
    app.at("2027-03-16 10:00");
    let there = registration::Entity::update_many()
        .col_expr(registration::Column::CheckedInAt, Expr::value(app.clock.now()))
        .filter(registration::Column::EventId.eq(morning.id));
    there.exec(app.db.write()).await.expect("an update");
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise/moves/new?event=ochtend&event=middag&date=2027-03-23").await;
    assert!(page.contains("2 mensen staan genoteerd als aanwezig. Op de nieuwe datum is dat niet meer zo."), "{page}");
    assert_eq!(confirm(&app, &page).await.0, Status::SeeOther);
    let page = app.page("/organise/moves/new?event=ochtend&event=middag&date=2027-03-30").await;
    assert!(page.contains("action=\"/organise/moves\"") && !page.contains("genoteerd als aanwezig"), "{page}");
}

/// A day of Leuven, and Hanne at the desk.
async fn hannes_day() -> (TestApp, region::Model) {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    a_day(&app, &leuven).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    (app, leuven)
}

/// How a form says what its reader saw of an event.
fn seen(event: &event::Model) -> String {
    format!("{}:{}", event.id, event.version)
}

#[rocket::async_test]
async fn what_cannot_move_is_said_in_a_sentence_and_has_no_button() {
    let (app, leuven) = hannes_day().await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &gent, "elders", |_| {}).await;
    make_event(&app, &leuven, "afgelast", |e| e.cancelled_at = Set(Some(brussels("2027-02-01 09:00")))).await;
    make_event(&app, &leuven, "voorbij", |e| {
        e.starts_at = Set(brussels("2027-01-20 09:00"));
        e.ends_at = Set(brussels("2027-01-20 11:00"));
    })
    .await;
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
}

#[rocket::async_test]
async fn nothing_moves_that_was_not_looked_at_as_it_is() {
    let (app, _) = hannes_day().await;
    let gent = make_region(&app, "gent").await;
    let elsewhere = seen(&make_event(&app, &gent, "elders", |_| {}).await);
    let morning = seen(&event_at(&app, "ochtend").await);
    for fields in [
        vec![("event", "ochtend"), ("date", "2027-04-06")],
        vec![("event", "ochtend"), ("seen", "1:99"), ("date", "2027-04-06")],
        vec![("event", "elders"), ("seen", &elsewhere), ("date", "2027-04-06")],
        vec![("event", "ochtend"), ("seen", &elsewhere), ("date", "2027-04-06")],
        vec![("event", "ochtend"), ("seen", &morning), ("seen", &elsewhere), ("date", "2027-04-06")],
        vec![("event", "ochtend"), ("seen", &morning), ("date", "x")],
        vec![],
    ] {
        assert_eq!(app.send("/organise/moves", &fields).await.0, Status::UnprocessableEntity, "{fields:?}");
    }
    assert_eq!(event_at(&app, "ochtend").await.starts_at, brussels("2027-03-16 09:30"));
}

#[rocket::async_test]
async fn what_is_called_off_between_the_look_and_the_button_stays_and_all_stays_with_it() {
    let (app, leuven) = hannes_day().await;
    let page = app.page("/organise/moves/new?event=ochtend&event=avond&date=2027-04-06").await;
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    program.post("/api/v1/events/avond/cancellation", json!({})).await.ok();
    assert_eq!(confirm(&app, &page).await.0, Status::UnprocessableEntity);
    assert_eq!(event_at(&app, "ochtend").await.starts_at, brussels("2027-03-16 09:30"));
    let letters = app.letters().await;
    assert!(letters.iter().all(|l| l.kind != LetterKind::EventChanged), "{:?}", to(&letters));
}

#[rocket::async_test]
async fn who_may_only_look_moves_nothing() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let [morning, ..] = a_day(&app, &leuven).await;
    sign_hanne_in(&app, Role::Viewer, &[&leuven]).await;
    assert!(!app.page("/organise").await.contains("/organise/moves/new"), "there is no button");
    let morning = seen(&morning);
    let fields = [("event", "ochtend"), ("seen", morning.as_str()), ("date", "2027-04-06")];
    assert_eq!(app.send("/organise/moves", &fields).await.0, Status::Forbidden);
}

#[rocket::async_test]
async fn a_draft_moves_and_nobody_is_written_to() {
    let (app, leuven) = hannes_day().await;
    let draft = make_event(&app, &leuven, "concept", |e| e.published_at = Set(None)).await;
    let page = app.page("/organise/moves/new?event=concept&date=2027-04-06").await;
    assert!(page.contains("Niemand krijgt een mail"), "{page}");
    assert_eq!(confirm(&app, &page).await.1, "/organise?done=moved-1-0");
    let moved = event_at(&app, "concept").await;
    assert_eq!((moved.starts_at, moved.sequence), (brussels("2027-04-06 13:30"), draft.sequence));
}
