//! Seats that are offered for some hours: who waits says yes or no, and whoever says nothing lets the next one choose.

use std::collections::HashSet;

use chrono::Duration;
use rocket::futures::future::join_all;
use rocket::http::Status as Http;
use samenkomst::events::event;
use samenkomst::events::room::{Door, StopsPolicy};
use samenkomst::language::Language;
use samenkomst::mail::Parcel;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::booking::{Refusal, Standing};
use samenkomst::registrations::registration::{self, Status};
use samenkomst::registrations::{handing_over, inventory, offers};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{link_in, person, resize, room_at, seats, seats_at, to};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

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

async fn cancel(app: &TestApp, id: Uuid) {
    app.desk().cancel(id).await.expect("an answer").expect("no refusal");
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

async fn assert_sound(app: &TestApp) {
    assert_eq!(inventory::faults(&app.db).await.expect("an inventory"), Vec::<String>::new());
}

fn the_letter<'l>(letters: &'l [Parcel], folder: &str) -> &'l Parcel {
    letters.iter().find(|l| l.kind.folder() == folder).unwrap_or_else(|| panic!("no {folder} in {:?}", to(letters)))
}

/// What a letter says, however its lines are broken.
fn text(letter: &Parcel) -> String {
    letter.rendered.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[rocket::async_test]
async fn a_seat_that_comes_free_is_held_for_the_first_in_line_who_takes_it() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 3).await;
    cancel(&app, ids[0]).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled person0@example.org", "seat_to_take person1@example.org"]);
    let offer = the_letter(&letters, "seat_to_take");
    assert!(text(offer).contains("tot woensdag 3 februari, 9.00 uur"), "{}", offer.rendered.text);
    assert!(offer.calendar.is_none(), "nothing stands in the calendar before there is a seat");
    assert_eq!(seats(&app, "webinar").await, (0, 2), "who thinks about it still waits");
    let held = event_row(&app).await;
    assert_eq!((held.offered, held.seats_left(), held.has_seat()), (1, Some(0), false));

    let link = link_in(offer);
    let page = app.page(&link).await;
    assert!(page.contains("Er is een plek voor je") && page.contains("nog tot woensdag 3 februari, 9.00"), "{page}");
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
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn who_says_no_leaves_the_line_and_the_next_may_choose() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 3).await;
    cancel(&app, ids[0]).await;
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
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn who_says_nothing_goes_to_the_end_of_the_line_once() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 4).await;
    cancel(&app, ids[0]).await;
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
    assert!(text(&letters[1]).contains("Je bent nu nummer 3"), "{}", letters[1].rendered.text);
    assert_eq!(seats(&app, "webinar").await, (0, 3));

    // The next two let it pass as well, and then the first has it again, for the last time.
    app.at("2027-02-04 09:00");
    assert_eq!(expire(&app).await, 1);
    app.at("2027-02-05 09:00");
    assert_eq!(expire(&app).await, 1);
    let letters = app.letters().await;
    let again = letters.iter().rfind(|l| l.kind.folder() == "seat_to_take").expect("an offer");
    assert_eq!(again.to.to_string(), "person1@example.org");
    assert!(text(again).contains("Zeg je ook nu niets, dan halen we je van de"), "{}", again.rendered.text);
    assert!(app.page(&link).await.contains("Je liet al een aanbod voorbijgaan."));
    app.at("2027-02-06 09:00");
    assert_eq!(expire(&app).await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled person1@example.org", "seat_to_take person2@example.org"]);
    assert!(text(&letters[0]).contains("We boden je twee keer een plek aan"), "{}", letters[0].rendered.text);
    assert_eq!(row(&app, ids[1]).await.status, Status::Cancelled);
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn who_waits_alone_is_asked_once_more_and_told_so_in_one_letter() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 2).await;
    cancel(&app, ids[0]).await;
    app.letters().await;
    app.at("2027-02-03 09:00");
    assert_eq!(expire(&app).await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["seat_to_take person1@example.org"]);
    assert!(text(&letters[0]).contains("Op ons vorige aanbod kregen we geen antwoord"));
    app.at("2027-02-04 09:00");
    assert_eq!(expire(&app).await, 1);
    assert_eq!(to(&app.letters().await), ["registration_cancelled person1@example.org"]);
    let free = event_row(&app).await;
    assert_eq!((free.seats_taken, free.waiting, free.offered, free.has_seat()), (0, 0, 0, true));
    // Who comes back begins anew.
    app.desk().register(person(event.id, 1)).await.expect("an answer").expect("a seat");
    assert_eq!(row(&app, ids[1]).await.offers_missed, 0);
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn whoever_comes_meanwhile_goes_to_the_end_of_the_line() {
    let app = TestApp::start().await;
    let event = webinar(&app, 2).await;
    let ids = register(&app, &event, 3).await;
    cancel(&app, ids[0]).await;
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
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn what_is_held_goes_on_when_its_holder_leaves_or_takes_a_colleagues_seat() {
    let app = TestApp::start().await;
    let event = webinar(&app, 2).await;
    let ids = register(&app, &event, 5).await;
    cancel(&app, ids[0]).await;
    cancel(&app, ids[2]).await;
    assert!(is_offered(&app, ids[3]).await, "the first who waits left, and the seat is held for the next");
    // Person 1 gives their seat to person 3, who did not answer yet: what was held goes to person 4.
    let giver = row(&app, ids[1]).await;
    let colleague = person(event.id, 3);
    let offer = handing_over::offer(
        &app.db,
        app.clock.now(),
        &app.config.secret,
        giver.id,
        &colleague.name,
        &colleague.email,
        Language::Nl,
    );
    let offer = offer.await.expect("an answer").expect("an offer");
    let successor = samenkomst::registrations::booking::Successor {
        name: colleague.name.clone(),
        organisation: String::new(),
        language: Language::Nl,
    };
    app.desk().take_over(offer.id, successor).await.expect("an answer").expect("a seat");
    assert_eq!(row(&app, ids[3]).await.status, Status::Confirmed);
    assert!(is_offered(&app, ids[4]).await);
    assert_eq!(seats(&app, "webinar").await, (1, 1));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn close_to_the_beginning_the_seat_is_given_and_afterwards_nobody_is_called() {
    let app = TestApp::start().await;
    let event = webinar(&app, 3).await;
    let ids = register(&app, &event, 7).await;
    // Until half an hour before, the offer lasts as long as there is time.
    app.at("2027-03-04 13:00");
    cancel(&app, ids[0]).await;
    assert_eq!(row(&app, ids[3]).await.offered_until, Some(brussels("2027-03-04 13:30")));
    app.at("2027-03-04 13:01");
    cancel(&app, ids[1]).await;
    assert_eq!(row(&app, ids[4]).await.status, Status::Confirmed, "no time to choose: they have it");
    app.letters().await;
    app.at("2027-03-04 13:30");
    assert_eq!(accept(&app, ids[3]).await, Err(Refusal::OfferOver));
    cancel(&app, ids[2]).await;
    assert_eq!(expire(&app).await, 0, "the answer put it right");
    assert_eq!(to(&app.letters().await), ["registration_cancelled person2@example.org"], "nobody is called any more");
    let over = event_row(&app).await;
    assert_eq!((over.seats_taken, over.waiting, over.offered), (1, 3, 0));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn all_or_nothing_holds_the_stops_too() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "webinar", |e| {
        e.capacity = Set(Some(2));
        e.offer_hours = Set(Some(24));
        e.stops_policy = Set(StopsPolicy::AllOrNothing);
    })
    .await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    room_at(&app, cocon.id, 1).await;
    let mut ids = Vec::new();
    for number in 0..4 {
        let mut applicant = person(event.id, number);
        applicant.stops = if number == 1 { Vec::new() } else { vec![cocon.id] };
        ids.push(app.desk().register(applicant).await.expect("an answer").expect("a place").registration_id);
    }
    cancel(&app, ids[0]).await;
    assert!(is_offered(&app, ids[2]).await);
    let stop = samenkomst::events::stop::Entity::find_by_id(cocon.id);
    let held = stop.clone().one(app.db.read()).await.expect("a query").expect("a stop");
    assert_eq!((held.seats_taken, held.waiting, held.offered, held.seats_left()), (0, 2, 1, Some(0)));
    assert_sound(&app).await;
    // A policy that changes meanwhile changes nothing of what is held.
    let standing = accept(&app, ids[2]).await.expect("a seat");
    assert_eq!(standing.stops[0].status, Status::Confirmed);
    assert_eq!(seats_at(&app, cocon.id).await, (1, 1));
    cancel(&app, ids[2]).await;
    decline(&app, ids[3]).await.expect("no");
    let free = stop.one(app.db.read()).await.expect("a query").expect("a stop");
    assert_eq!((free.seats_taken, free.waiting, free.offered), (0, 0, 0));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn a_copy_holds_no_seat_for_anybody() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "webinar", |e| {
        e.capacity = Set(Some(1));
        e.offer_hours = Set(Some(24));
    })
    .await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    room_at(&app, cocon.id, 1).await;
    let mut ids = Vec::new();
    for number in 0..2 {
        let mut applicant = person(event.id, number);
        applicant.stops = vec![cocon.id];
        ids.push(app.desk().register(applicant).await.expect("an answer").expect("a place").registration_id);
    }
    cancel(&app, ids[0]).await;
    assert!(is_offered(&app, ids[1]).await);
    sign_hanne_in(&app, Role::Organiser, &[&gent]).await;
    let (status, next) = app.send("/organise/events/webinar/copies", &[("date", "2027-04-01")]).await;
    assert_eq!(status, Http::SeeOther, "{next}");
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn more_room_makes_more_offers_and_less_takes_none_back() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 5).await;
    resize(&app, event.id, Some(3)).await;
    assert_eq!(event_row(&app).await.offered, 2);
    resize(&app, event.id, Some(1)).await;
    assert_eq!(event_row(&app).await.offered, 2, "what was offered stands");
    accept(&app, ids[1]).await.expect("a seat");
    assert_eq!(seats(&app, "webinar").await, (2, 3));
    app.at("2027-02-03 09:00");
    expire(&app).await;
    assert_eq!(event_row(&app).await.offered, 0, "there is no room to offer it again");
    resize(&app, event.id, None).await;
    assert_eq!(seats(&app, "webinar").await, (5, 0), "where there is room for all, all have a seat");
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn who_comes_takes_a_free_seat_when_one_is_held_for_each_who_waits() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 2).await;
    resize(&app, event.id, Some(3)).await;
    assert_eq!(event_row(&app).await.door(app.clock.now()), Door::Open, "the page says so too");
    let newcomer = app.desk().register(person(event.id, 2)).await.expect("an answer").expect("no refusal");
    assert_eq!(newcomer.status, Status::Confirmed);
    assert!(is_offered(&app, ids[1]).await, "what is held stays held");
    let next = app.desk().register(person(event.id, 3)).await.expect("an answer").expect("no refusal");
    assert_eq!((next.status, next.position), (Status::Waitlisted, Some(2)));
    let next = app.desk().register(person(event.id, 4)).await.expect("an answer").expect("no refusal");
    assert_eq!(next.status, Status::Waitlisted, "the line has somebody in it again");
    accept(&app, ids[1]).await.expect("a seat");
    assert_eq!(seats(&app, "webinar").await, (3, 2));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn an_event_that_moves_forward_holds_no_seat_beyond_its_beginning() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    app.at("2027-03-02 16:00");
    let ids = register(&app, &event, 2).await;
    cancel(&app, ids[0]).await;
    assert_eq!(row(&app, ids[1]).await.offered_until, Some(brussels("2027-03-03 16:00")));
    sign_hanne_in(&app, Role::Admin, &[]).await;
    let seen = format!("{}:{}", event.id, event_row(&app).await.version);
    let day = [("event", "webinar"), ("date", "2027-03-03"), ("minutes", "0"), ("seen", seen.as_str())];
    let (status, said) = app.send("/organise/moves", &day).await;
    assert_eq!(status, Http::SeeOther, "{said}");
    assert_eq!(row(&app, ids[1]).await.offered_until, Some(brussels("2027-03-03 13:30")));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn an_event_that_is_called_off_offers_nothing_any_more() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 3).await;
    sign_hanne_in(&app, Role::Admin, &[]).await;
    cancel(&app, ids[0]).await;
    let link = link_in(the_letter(&app.letters().await, "seat_to_take"));
    let (status, _) = app.send("/organise/events/webinar/cancellation", &[("reason", "Ziek")]).await;
    assert_eq!(status, Http::SeeOther);
    assert_eq!(event_row(&app).await.offered, 0);
    let mut told = to(&app.letters().await);
    told.sort();
    assert_eq!(told, ["event_cancelled person1@example.org", "event_cancelled person2@example.org"]);
    let (status, page) = app.send(&format!("{link}/acceptance"), &[]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Deze samenkomst gaat niet door.") && !page.contains("/refusal"), "{page}");
    app.at("2027-02-03 09:00");
    assert_eq!((expire(&app).await, app.letters().await.len()), (0, 0));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn a_letter_that_leaves_too_late_does_not_leave() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 2).await;
    cancel(&app, ids[0]).await;
    accept(&app, ids[1]).await.expect("a seat");
    assert_eq!(
        to(&app.letters().await),
        ["registration_cancelled person0@example.org", "registration_confirmed person1@example.org"]
    );
}

#[rocket::async_test]
async fn an_organiser_chooses_how_long_and_gives_what_is_held_when_they_stop_offering() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "webinar", |e| e.capacity = Set(Some(1))).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise/events/webinar").await;
    assert!(page.contains("Meteen voor wie wacht") && page.contains("2 dagen aangeboden aan wie wacht"));
    let change = async |hours: &'static str| {
        let version = event_row(&app).await.version.to_string();
        let fields = [("_method", "put"), ("version", version.as_str()), ("offer_hours", hours), ("do", "save")];
        app.send("/organise/events/webinar", &fields).await
    };
    assert_eq!(change("48").await.0, Http::SeeOther);
    assert_eq!(event_row(&app).await.offer_hours, Some(48));
    for wrong in ["0", "169", "-1", "2.5", "veel", "99999999999"] {
        let (status, page) = change(wrong).await;
        assert_eq!(status, Http::UnprocessableEntity, "{wrong}");
        assert!(page.contains("Kies een aantal uren van 1 tot 168"), "{wrong}");
    }
    let ids = register(&app, &event, 3).await;
    assert!(
        app.page("/events/webinar").await.contains("dan houden we die stoel 2 dagen vrij voor de eerste in de rij")
    );
    cancel(&app, ids[0]).await;
    app.letters().await;
    // It is moved to tomorrow: the offer ends with the beginning.
    let version = event_row(&app).await.version.to_string();
    let day = [("_method", "put"), ("version", version.as_str()), ("date", "2027-02-03"), ("do", "sure")];
    app.send("/organise/events/webinar", &day).await;
    assert_eq!(row(&app, ids[1]).await.offered_until, Some(brussels("2027-02-03 13:30")));
    assert_eq!(change("").await.0, Http::SeeOther);
    let given = event_row(&app).await;
    assert_eq!((given.offer_hours, given.offered, given.seats_taken, given.waiting), (None, 0, 1, 1));
    assert!(to(&app.letters().await).contains(&"seat_became_free person1@example.org".to_string()));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn programs_set_it_and_copies_keep_it() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let program = Program::of(&app, Role::Admin, None).await;
    let path = "/api/v1/events/webinar";
    assert_eq!(program.get(path).await.ok()["offer_hours"], 24);
    assert_eq!(program.patch(path, json!({ "offer_hours": 168 })).await.ok()["offer_hours"], 168);
    for wrong in [json!(0), json!(169), json!(-24)] {
        assert_eq!(program.patch(path, json!({ "offer_hours": wrong })).await.wrong_fields(), ["offer_hours"]);
    }
    sign_hanne_in(&app, Role::Admin, &[]).await;
    app.send("/organise/events/webinar/copies", &[("date", "2027-04-01")]).await;
    let copy = event::Entity::find().filter(event::Column::Id.ne(event.id)).one(app.db.read()).await;
    let copy = copy.expect("a query").expect("a copy");
    assert_eq!((copy.offer_hours, copy.offered), (Some(168), 0));

    let ids = register(&app, &event, 2).await;
    cancel(&app, ids[0]).await;
    let shown = program.get(path).await.ok();
    assert_eq!((&shown["seats_left"], &shown["waiting"]), (&json!(0), &json!(1)));
    let people = program.get(&format!("{path}/registrations?status=waitlisted")).await.ok();
    assert_eq!(people["items"][0]["status"], "waitlisted");
    assert_eq!(program.patch(path, json!({ "offer_hours": null })).await.ok()["offer_hours"], Value::Null);
    assert_eq!(seats(&app, "webinar").await, (1, 0));
}

#[rocket::async_test]
async fn the_desk_sees_to_whom_a_seat_is_offered_and_may_decide_for_them() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 4).await;
    sign_hanne_in(&app, Role::Admin, &[]).await;
    cancel(&app, ids[0]).await;
    let list = app.page("/organise/events/webinar/registrations?status=waitlisted").await;
    assert_eq!(list.matches("Aangeboden tot 3 feb, 9.00").count(), 1, "{list}");
    let path = |n: usize| format!("/organise/events/webinar/registrations/{}", ids[n]);
    let person = app.page(&path(1)).await;
    assert!(person.contains("Aangeboden tot 3 feb, 9.00") && person.contains("Kreeg een plek aangeboden"), "{person}");
    // What is held for one is nobody else's, but theirs it is.
    let (status, _) = app.send(&format!("{}/confirmation", path(2)), &[]).await;
    assert_eq!(status, Http::Conflict);
    let (status, _) = app.send(&format!("{}/confirmation", path(1)), &[]).await;
    assert_eq!(status, Http::SeeOther);
    assert_eq!(seats(&app, "webinar").await, (1, 2));
    assert_eq!(event_row(&app).await.offered, 0);
    assert_sound(&app).await;
    // Whom an organiser sends to the end of the line is not offered their own seat, but the first who waits is.
    let (status, _) = app.send(&format!("{}/waiting", path(1)), &[]).await;
    assert_eq!(status, Http::SeeOther);
    assert!(is_offered(&app, ids[2]).await && !is_offered(&app, ids[1]).await);
    let (status, _) = app.send(&format!("{}/cancellation", path(2)), &[]).await;
    assert_eq!(status, Http::SeeOther);
    assert!(is_offered(&app, ids[3]).await);
    assert_sound(&app).await;
}

/// A little chance that is the same every time.
fn dice(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[rocket::async_test]
async fn a_crowd_that_takes_declines_forgets_and_comes_at_two_houses_oversells_nothing() {
    let app = TestApp::start().await;
    let event = webinar(&app, 12).await;
    let neighbour = app.neighbour().await;
    let mut seed = 20270202;
    let mut come = 0..;
    let mut people: Vec<Uuid> = Vec::new();
    for round in 0..12 {
        // The line runs dry now and then, and a seat is free beside one that is held.
        let newcomers: Vec<usize> = come.by_ref().take(if round == 0 { 15 } else { 2 }).collect();
        let house = |n: usize| if n.is_multiple_of(2) { app.desk() } else { neighbour.desk() };
        let deeds: Vec<(Uuid, u64)> = people.iter().map(|id| (*id, dice(&mut seed) % 10)).collect();
        let registering = join_all(newcomers.iter().map(|n| house(*n).register(person(event.id, *n))));
        let acting = join_all(deeds.iter().enumerate().map(|(n, (id, deed))| async move {
            match deed {
                0 | 1 => house(n).accept(*id).await.map(drop),
                2 => house(n).decline(*id).await.map(drop),
                3 if n % 3 == 0 => house(n).cancel(*id).await.map(drop),
                _ => Ok(()),
            }
        }));
        let expiring = join_all([0, 1].map(|n| house(n).expire(event.id)));
        let (came, acted, expired) = rocket::tokio::join!(registering, acting, expiring);
        assert!(acted.iter().all(Result::is_ok) && expired.iter().all(Result::is_ok), "every deed has an answer");
        people.extend(came.into_iter().map(|r| r.expect("an answer").expect("no refusal").registration_id));
        let now = event_row(&app).await;
        assert!(now.seats_taken + now.offered <= 12, "round {round}: {} and {}", now.seats_taken, now.offered);
        assert!(now.seats_left() == Some(0) || now.waiting == now.offered, "round {round}: nobody waits beside a seat");
        assert_sound(&app).await;
        assert_nobody_jumped(&app, event.id).await;
        app.clock.set(app.clock.now() + Duration::hours(9));
    }
    app.at("2027-03-01 09:00");
    while expire(&app).await > 0 {
        app.clock.set(app.clock.now() + Duration::minutes(1));
    }
    assert_sound(&app).await;
}

/// Seats are offered from the front of the line: whoever waits without an offer drew a higher number than all who have
/// one.
async fn assert_nobody_jumped(app: &TestApp, event: i32) {
    let line = registration::Entity::find()
        .filter(registration::Column::EventId.eq(event))
        .filter(registration::Column::Status.eq(Status::Waitlisted))
        .order_by_asc(registration::Column::Place);
    let line = line.all(app.db.read()).await.expect("a query");
    let offered: HashSet<usize> = (0..line.len()).filter(|n| line[*n].offered_until.is_some()).collect();
    assert_eq!(offered, (0..offered.len()).collect(), "offers stand at the front of the line");
}
