//! Of a day that moved each person reads what is theirs by the time the letter leaves.

use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::mail::{LetterKind, Parcel, letter};
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::seats::booking::Applicant;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::whole_day::{a_day, confirm};
use super::{entries, entry};
use crate::calendar::property;
use crate::support::desk::{sign_hanne_in, sign_in};
use crate::support::makers::{make_event, make_region};
use crate::support::people::{link_in, person, to};
use crate::support::{TestApp, brussels};

/// An event of the same day with one seat.
async fn one_seat(app: &TestApp, leuven: &region::Model, slug: &str, starts: &str) -> event::Model {
    let starts = brussels(starts);
    make_event(app, leuven, slug, |e| {
        e.starts_at = Set(starts);
        e.ends_at = Set(starts + chrono::Duration::hours(2));
        e.capacity = Set(Some(1));
    })
    .await
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
async fn who_moves_up_at_one_of_the_events_hears_of_the_other_all_the_same() {
    // Where Amina (0) waits, and the other one.
    for (waits_at, other) in [("ochtend", "Middag"), ("middag", "Ochtend")] {
        let app = TestApp::start().await;
        let leuven = make_region(&app, "leuven").await;
        let morning = one_seat(&app, &leuven, "ochtend", "2027-03-16 09:30").await;
        let noon = one_seat(&app, &leuven, "middag", "2027-03-16 13:30").await;
        let (full, free) = if waits_at == morning.slug { (&morning, &noon) } else { (&noon, &morning) };
        let first = app.desk().register(person(full.id, 1)).await.unwrap().unwrap();
        for event in [full, free] {
            app.desk().register(person(event.id, 0)).await.unwrap().unwrap();
        }
        app.letters().await;
        sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
        let page = app.page("/organise/moves/new?event=ochtend&event=middag&date=2027-03-17").await;
        assert_eq!(confirm(&app, &page).await.0, Status::SeeOther);
        // Before the letter leaves.
        app.cancel(first.registration_id).await;
        let letters = app.letters().await;
        let changed: Vec<&Parcel> = letters.iter().filter(|l| l.kind == LetterKind::EventChanged).collect();
        assert_eq!(changed.len(), 1, "{:?}", to(&letters));
        assert_eq!(changed[0].rendered.subject, format!("Nieuwe dag: {other}, wo 17 maart"));
        assert_eq!(entries(changed[0]), [entry("invite.ics", "REQUEST", free.uid, 1)]);
        let seat = letters.iter().find(|l| l.kind == LetterKind::SeatBecameFree).expect("the letter about the seat");
        assert_eq!(entries(seat), [entry("invite.ics", "REQUEST", full.uid, 1)]);
    }
}

#[rocket::async_test]
async fn another_address_of_the_same_person_gets_a_letter_of_its_own() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let [morning, noon, evening] = a_day(&app, &leuven).await.map(|event| event.id);
    let at_work = |event| Applicant { email: "Person3+werk@example.org".parse().unwrap(), ..person(event, 3) };
    for applicant in [person(morning, 3), at_work(noon), at_work(evening)] {
        app.desk().register(applicant).await.unwrap().unwrap();
    }
    app.letters().await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let chosen = "/organise/moves/new?event=avond&event=middag&event=ochtend";
    let page = app.page(&format!("{chosen}&date=2027-03-17")).await;
    assert!(page.contains("5 mensen krijgen elk één mail"), "{page}");
    let (_, next) = confirm(&app, &page).await;
    assert_eq!(next, "/organise?done=moved-3-5");
    let letters = app.letters().await;
    let at_work: Vec<&Parcel> = letters.iter().filter(|l| l.to.user().starts_with("Person3")).collect();
    let at_home: Vec<&Parcel> = letters.iter().filter(|l| l.to.user().starts_with("person3")).collect();
    assert_eq!((at_work.len(), at_home.len(), letters.len()), (1, 1, 5), "{:?}", to(&letters));
    for (letter, events) in [(at_work[0], 2), (at_home[0], 1)] {
        let parts: Vec<_> = letter.calendar.iter().chain(&letter.more).collect();
        assert_eq!(parts.len(), events);
        for part in parts {
            let attendee = property(&part.ics, "ATTENDEE").expect("an attendee");
            assert!(attendee.ends_with(&format!(":mailto:{}", letter.to)), "{attendee}");
        }
    }
}

/// A day moves, and before the letters leave Amina's address is corrected at the first of its events.
async fn a_day_on_which_one_is_corrected(app: &TestApp) -> [event::Model; 3] {
    let leuven = make_region(app, "leuven").await;
    let events = a_day(app, &leuven).await;
    let letters = app.letters().await;
    let theirs = letters.iter().find(|l| l.to.user() == "person0" && l.rendered.text.contains("Ochtend"));
    let id = theirs.expect("a letter").letter;
    sign_hanne_in(app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise/moves/new?event=ochtend&event=middag&event=avond&date=2027-03-17").await;
    assert_eq!(confirm(app, &page).await.0, Status::SeeOther);
    let form = [("_method", "put"), ("name", "Amina"), ("email", "amina@example.org"), ("language", "nl")];
    assert_eq!(app.send(&format!("/organise/events/ochtend/registrations/{id}"), &form).await.0, Status::SeeOther);
    events
}

#[rocket::async_test]
async fn who_is_corrected_at_one_of_the_events_hears_of_the_others_where_they_are_known() {
    let app = TestApp::start().await;
    let [_, noon, evening] = a_day_on_which_one_is_corrected(&app).await;
    let letters = app.letters().await;
    let corrected: Vec<&Parcel> = letters.iter().filter(|l| l.to.user() == "amina").collect();
    assert_eq!((corrected.len(), corrected[0].kind), (1, LetterKind::RegistrationConfirmed), "{:?}", to(&letters));
    let old: Vec<&Parcel> = letters.iter().filter(|l| l.to.user() == "person0").collect();
    assert_eq!((old.len(), old[0].kind), (1, LetterKind::EventChanged), "{:?}", to(&letters));
    let told = [entry("invite.ics", "REQUEST", noon.uid, 1), entry("invite-2.ics", "REQUEST", evening.uid, 1)];
    assert_eq!(entries(old[0]), told);
}

#[rocket::async_test]
async fn who_is_corrected_hears_at_the_new_address_though_the_old_mailbox_is_full() {
    let app = TestApp::start().await;
    a_day_on_which_one_is_corrected(&app).await;
    // The server of the old address says that the letter is to come back in an hour.
    let later = letter::Entity::update_many()
        .col_expr(letter::Column::DueAt, Expr::value(app.clock.now() + chrono::Duration::hours(1)))
        .filter(letter::Column::Recipient.eq("person0@example.org"))
        .filter(letter::Column::SentAt.is_null());
    later.exec(app.db.write()).await.expect("an update");
    let told = to(&app.letters().await).into_iter().filter(|told| told.contains("amina"));
    assert_eq!(told.collect::<Vec<_>>(), ["registration_confirmed amina@example.org"]);
    app.wait(chrono::Duration::hours(1));
    assert_eq!(to(&app.letters().await), ["event_changed person0@example.org"]);
}
