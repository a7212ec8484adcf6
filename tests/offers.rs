//! Seats that are offered for some hours: who waits says yes or no, and whoever says nothing lets the next one choose.

mod at_once;
mod ending;
mod holding;
mod organising;

use rocket::http::Status as Http;
use samenkomst::events::event;
use samenkomst::mail::Parcel;
use samenkomst::registrations::registration::{self, Status};
use samenkomst::registrations::seats::booking::{Refusal, Standing};
use samenkomst::registrations::seats::offers;
use sea_orm::{EntityTrait, Set};
use uuid::Uuid;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{link_in, person, seats, to, words};

/// A webinar of so many seats, on 4 March at half past one; a seat that comes free is offered for a day.
async fn webinar(app: &TestApp, seats: i32) -> event::Model {
    let leuven = make_region(app, "leuven").await;
    make_event(app, &leuven, "webinar", |e| {
        e.capacity = Set(Some(seats));
        e.offer_hours = Set(Some(24));
    })
    .await
}

/// Persons 0 to `n` register, one after the other; the letters that tell them so are thrown away.
async fn register(app: &TestApp, event: &event::Model, n: usize) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for number in 0..n {
        let answer = app.desk().register(person(event.id, number)).await.expect("an answer");
        ids.push(answer.expect("no refusal").registration_id);
    }
    app.letters().await;
    ids
}

async fn row(app: &TestApp, id: Uuid) -> registration::Model {
    registration::Entity::find_by_id(id).one(app.db.read()).await.expect("a query").expect("a registration")
}

async fn event_row(app: &TestApp) -> event::Model {
    event::Entity::find().one(app.db.read()).await.expect("a query").expect("an event")
}

async fn accept(app: &TestApp, id: Uuid) -> Result<Standing, Refusal> {
    app.desk().accept(id).await.expect("an answer")
}

async fn decline(app: &TestApp, id: Uuid) -> Result<Standing, Refusal> {
    app.desk().decline(id).await.expect("an answer")
}

/// What the worker does every few seconds.
async fn expire(app: &TestApp) -> usize {
    offers::expire_due(&app.db, app.desk(), &app.clock).await.expect("a round")
}

async fn is_offered(app: &TestApp, id: Uuid) -> bool {
    row(app, id).await.offered_until.is_some()
}

fn the_letter<'l>(letters: &'l [Parcel], folder: &str) -> &'l Parcel {
    letters.iter().find(|l| l.kind.folder() == folder).unwrap_or_else(|| panic!("no {folder} in {:?}", to(letters)))
}

#[rocket::async_test]
async fn a_seat_that_comes_free_is_held_for_the_first_in_line_who_takes_it() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 3).await;
    app.cancel(ids[0]).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled person0@example.org", "seat_to_take person1@example.org"]);
    let offer = the_letter(&letters, "seat_to_take");
    assert!(words(offer).contains("tot woensdag 3 februari, 9 uur"), "{}", offer.rendered.text);
    assert!(offer.calendar.is_none(), "nothing stands in the calendar before there is a seat");
    assert_eq!(seats(&app, "webinar").await, (0, 2), "who thinks about it still waits");
    let held = event_row(&app).await;
    assert_eq!((held.offered, held.seats_left(), held.has_seat(app.clock.now())), (1, Some(0), false));

    let link = link_in(offer);
    let page = app.page(&link).await;
    assert!(
        page.contains("Er is een plek voor je") && page.contains("nog tot woensdag 3 februari, 9\u{a0}uur"),
        "{page}"
    );
    assert!(is_offered(&app, ids[1]).await, "looking says neither yes nor no");
    let (status, path) = app.send(&format!("{link}/acceptance"), &[]).await;
    assert_eq!((status, path.as_str()), (Http::SeeOther, format!("{link}?done=taken").as_str()));
    let page = app.page(&path).await;
    assert!(page.contains("Je bent erbij") && page.contains("De plek is van jou."), "{page}");
    assert!(!page.contains("/acceptance"));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed person1@example.org"]);
    assert!(letters[0].calendar.as_ref().is_some_and(|c| c.ics.contains("METHOD:REQUEST")));
    assert_eq!(seats(&app, "webinar").await, (1, 1));
    let (status, _) = app.send(&format!("{link}/acceptance"), &[]).await;
    assert_eq!(status, Http::SeeOther, "twice is once");
    assert_eq!(app.letters().await.len(), 0);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn who_says_no_leaves_the_line_and_the_next_may_choose() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 3).await;
    app.cancel(ids[0]).await;
    let link = link_in(the_letter(&app.letters().await, "seat_to_take"));
    let (status, path) = app.send(&format!("{link}/refusal"), &[]).await;
    assert_eq!((status, path.as_str()), (Http::SeeOther, link.as_str()));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled person1@example.org", "seat_to_take person2@example.org"]);
    assert_eq!(row(&app, ids[1]).await.status, Status::Cancelled);
    assert!(decline(&app, ids[1]).await.is_ok(), "twice is once");
    assert_eq!(accept(&app, ids[1]).await, Err(Refusal::Left), "a no in one tab, and a yes in another");
    let (status, page) = app.send(&format!("{link}/acceptance"), &[]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Je bent al uitgeschreven."), "{page}");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn who_says_nothing_goes_to_the_end_of_the_line_once() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 4).await;
    app.cancel(ids[0]).await;
    let link = link_in(the_letter(&app.letters().await, "seat_to_take"));
    app.at("2027-02-03 08:59");
    assert_eq!(expire(&app).await, 0, "there is a minute left");
    app.at("2027-02-03 09:00");
    let (status, page) = app.send(&format!("{link}/acceptance"), &[]).await;
    assert_eq!(status, Http::Gone, "the hour is over");
    assert!(page.contains("De plek ging naar de volgende"), "{page}");
    assert!(is_offered(&app, ids[2]).await, "and it did, at once");
    assert_eq!(expire(&app).await, 0, "the round that comes later finds nothing to do");
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["seat_to_take person2@example.org", "offer_ran_out person1@example.org"]);
    assert!(letters[1].rendered.subject.contains("ging naar de volgende"));
    assert!(words(&letters[1]).contains("Je bent nu nummer 3"), "{}", letters[1].rendered.text);
    assert_eq!(seats(&app, "webinar").await, (0, 3));

    // The next two let it pass as well, and then the first has it again, for the last time.
    app.at("2027-02-04 09:00");
    assert_eq!(expire(&app).await, 1);
    app.at("2027-02-05 09:00");
    assert_eq!(expire(&app).await, 1);
    let letters = app.letters().await;
    let again = letters.iter().rfind(|l| l.kind.folder() == "seat_to_take").expect("an offer");
    assert_eq!(again.to.to_string(), "person1@example.org");
    assert!(words(again).contains("Zeg je ook nu niets, dan halen we je van de"), "{}", again.rendered.text);
    assert!(app.page(&link).await.contains("Je liet al een aanbod voorbijgaan."));
    app.at("2027-02-06 09:00");
    assert_eq!(expire(&app).await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled person1@example.org", "seat_to_take person2@example.org"]);
    assert!(words(&letters[0]).contains("We boden je twee keer een plek aan"), "{}", letters[0].rendered.text);
    assert_eq!(row(&app, ids[1]).await.status, Status::Cancelled);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn who_waits_alone_is_asked_once_more_and_told_so_in_one_letter() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 2).await;
    app.cancel(ids[0]).await;
    app.letters().await;
    app.at("2027-02-03 09:00");
    assert_eq!(expire(&app).await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["seat_to_take person1@example.org"]);
    assert!(words(&letters[0]).contains("Op ons vorige aanbod kregen we geen antwoord"));
    app.at("2027-02-04 09:00");
    assert_eq!(expire(&app).await, 1);
    assert_eq!(to(&app.letters().await), ["registration_cancelled person1@example.org"]);
    let free = event_row(&app).await;
    assert_eq!((free.seats_taken, free.waiting, free.offered, free.has_seat(app.clock.now())), (0, 0, 0, true));
    // Who comes back begins anew.
    app.desk().register(person(event.id, 1)).await.expect("an answer").expect("a seat");
    assert_eq!(row(&app, ids[1]).await.offers_missed, 0);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_comes_meanwhile_goes_to_the_end_of_the_line() {
    let app = TestApp::start().await;
    let event = webinar(&app, 2).await;
    let ids = register(&app, &event, 3).await;
    app.cancel(ids[0]).await;
    let late = app.desk().register(person(event.id, 9)).await.expect("an answer").expect("a place");
    assert_eq!((late.status, late.position), (Status::Waitlisted, Some(2)));
    // Nor does the seat fall to them between the end of the offer and the next round.
    app.at("2027-02-03 12:00");
    let later = app.desk().register(person(event.id, 10)).await.expect("an answer").expect("a place");
    assert_eq!(later.position, Some(3));
    expire(&app).await;
    assert!(is_offered(&app, late.registration_id).await, "the next in line");
    assert!(!is_offered(&app, ids[2]).await);
    // Whoever registers again while a seat is held for them is told of it again.
    app.letters().await;
    app.at("2027-02-03 13:00");
    app.desk().register(person(event.id, 9)).await.expect("an answer").expect("the same answer");
    assert_eq!(to(&app.letters().await), ["seat_to_take person9@example.org"]);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_is_put_on_the_list_reads_at_once_that_they_will_have_to_choose() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    register(&app, &event, 1).await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &gent, "vanzelf", |e| e.capacity = Set(Some(0))).await;
    let bob = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true")];
    let (_, next) = app.send("/events/webinar/registrations", &bob).await;
    let page = app.page(&next).await;
    assert!(page.contains("houden we die stoel 24 uur vrij voor de eerste in de rij"), "{page}");
    assert!(!page.contains("Daar hoef je niets voor te doen"), "{page}");
    let (_, next) = app.send("/events/vanzelf/registrations", &bob).await;
    assert!(app.page(&next).await.contains("Daar hoef je niets voor te doen"));
}

#[rocket::async_test]
async fn an_event_that_cannot_be_read_keeps_no_seat_of_another_from_whoever_is_next() {
    let app = TestApp::start().await;
    let broken = webinar(&app, 1).await;
    let gent = make_region(&app, "gent").await;
    let other = make_event(&app, &gent, "gent", |e| {
        e.capacity = Set(Some(1));
        e.offer_hours = Set(Some(24));
    })
    .await;
    let mut waiting = Vec::new();
    for event in [&broken, &other] {
        waiting = register(&app, event, 3).await;
        app.cancel(waiting[0]).await;
    }
    app.sql(&format!("UPDATE registrations SET language = 'xx' WHERE event_id = {}", broken.id)).await;
    app.at("2027-02-03 09:01");
    assert_eq!(expire(&app).await, 1);
    assert!(!is_offered(&app, waiting[1]).await && is_offered(&app, waiting[2]).await);
}
