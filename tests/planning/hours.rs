//! The hours in the editor's form: they are those of the event's zone, and what else has a time moves along with the day.

use rocket::http::Status;
use samenkomst::events::event::{Programme, ProgrammePoint};
use samenkomst::language::{Language, Texts};
use sea_orm::Set;

use super::{filled, leuven, put, save, stops, submit};
use crate::support::makers::{make_event, make_stop};
use crate::support::people::event_at;
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn zones_are_called_by_the_names_that_people_know() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    make_event(&app, &leuven, "ver", |e| e.timezone = Set("Asia/Kolkata".to_string())).await;
    let page = app.page("/organise/events/samen").await;
    let when = "Donderdag 4 maart 2027,</span> <span class=\"whole\">13.30 – 15.30\u{a0}uur</span>";
    assert!(page.contains(when), "the zone of the house goes without saying: {page}");
    assert!(page.contains("<option value=\"Europe/London\">Londense tijd</option>"), "{page}");
    assert!(!page.contains(">Europe/"), "{page}");
    let page = app.page("/organise/events/ver").await;
    assert!(page.contains("<option value=\"Asia/Kolkata\" selected>Plaatselijke tijd (Kolkata)</option>"), "{page}");
}

#[rocket::async_test]
async fn a_new_day_moves_the_stops_and_the_programme_along() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let point = ProgrammePoint { at: brussels("2027-03-04 13:30"), text: Texts::same("Onthaal") };
    let safari = make_event(&app, &leuven, "safari", |e| e.programme = Set(Programme(vec![point]))).await;
    make_stop(&app, &safari, "Digipunt", "2027-03-04 13:45", "2027-03-04 14:15").await;
    let mut form = filled(&app.page("/organise/events/safari").await);
    put(&mut form, "date", "2027-04-08");
    assert_eq!(submit(&app, "safari", &form, "save").await.0, Status::SeeOther);
    assert_eq!(stops(&app, safari.id).await[0].starts_at, brussels("2027-04-08 13:45"));
    assert_eq!(event_at(&app, "safari").await.programme.0[0].at, brussels("2027-04-08 13:30"));
}

#[rocket::async_test]
async fn a_new_day_moves_the_last_day_and_the_end_of_registration_along() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let point = ProgrammePoint { at: brussels("2027-03-05 09:00"), text: Texts::same("Ontbijt") };
    let safari = make_event(&app, &leuven, "safari", |e| {
        e.ends_at = Set(brussels("2027-03-05 12:00"));
        e.opens_at = Set(Some(brussels("2027-02-08 09:00")));
        e.closes_at = Set(Some(brussels("2027-03-02 12:00")));
        e.programme = Set(Programme(vec![point]));
    })
    .await;
    make_stop(&app, &safari, "Digipunt", "2027-03-05 10:00", "2027-03-05 11:00").await;
    // Four weeks later, in the hours of summer time.
    let mut form = filled(&app.page("/organise/events/safari").await);
    put(&mut form, "date", "2027-04-01");
    assert_eq!(submit(&app, "safari", &form, "save").await.0, Status::SeeOther);
    let moved = event_at(&app, "safari").await;
    assert_eq!((moved.starts_at, moved.ends_at), (brussels("2027-04-01 13:30"), brussels("2027-04-02 12:00")));
    assert_eq!(moved.closes_at, Some(brussels("2027-03-30 12:00")), "closes as many days before as it did");
    assert_eq!(moved.opens_at, Some(brussels("2027-02-08 09:00")), "opens as it was said to");
    assert_eq!(moved.programme.0[0].at, brussels("2027-04-02 09:00"));
    assert_eq!(stops(&app, safari.id).await[0].starts_at, brussels("2027-04-02 10:00"));
    // Back to before the day on which it was to open; what is typed stays as typed.
    let fields = [("date", "2027-02-10"), ("closes_at", "2027-02-08T08:00")];
    let (status, said) = save(&app, "safari", &fields).await;
    assert_eq!(status, Status::SeeOther, "{said}");
    let moved = event_at(&app, "safari").await;
    assert_eq!((moved.ends_at, moved.closes_at), (brussels("2027-02-11 12:00"), Some(brussels("2027-02-08 08:00"))));
    assert_eq!(moved.opens_at, Some(brussels("2026-12-20 09:00")), "it opens before it closes");
}

#[rocket::async_test]
async fn a_last_day_before_the_first_is_shown_beside_that_day() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "safari", |e| e.ends_at = Set(brussels("2027-03-05 12:00"))).await;
    let name = Language::Nl.say("plan-longer");
    let longer = |page: &str| page.split(&name).next().unwrap_or_default().ends_with(" open><summary>");
    let page = app.page("/organise/events/safari").await;
    assert!(longer(&page), "what is filled in is seen: {page}");
    let (status, page) = save(&app, "safari", &[("end_date", "2027-03-01")]).await;
    assert!(status == Status::UnprocessableEntity && longer(&page), "{page}");
    assert!(page.contains("href=\"#f-end_date\"") && page.contains("id=\"f-end_date-e\""), "{page}");
}

#[rocket::async_test]
async fn times_are_of_the_zone_and_a_time_that_does_not_exist_gets_a_sentence() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "nacht", |e| {
        e.starts_at = Set(brussels("2027-10-31 01:30"));
        e.ends_at = Set("2027-10-31T01:30:30Z".parse().expect("a time")); // 2.30 the second time
    })
    .await;
    // What was not touched stays the moment that it was, in the hour that comes twice too.
    let form = filled(&app.page("/organise/events/nacht").await);
    assert!(form.contains(&("ends".into(), "02:30".into())));
    let mut other = form.clone();
    put(&mut other, "summary", "Nieuw");
    assert_eq!(submit(&app, "nacht", &other, "save").await.0, Status::SeeOther);
    assert_eq!(event_at(&app, "nacht").await.ends_at.to_rfc3339(), "2027-10-31T01:30:30+00:00");
    for (date, starts, ends, sentence) in [
        ("2027-03-28", "02:30", "05:00", "Dat uur bestaat die nacht niet"),
        ("2027-10-31", "02:15", "05:00", "Dat uur komt die nacht twee keer voor: kies een ander"),
        ("2027-10-30", "14:00", "13:00", "Het einde ligt voor het begin"),
        ("", "14:00", "15:00", "Geef een datum"),
        ("0027-10-30", "14:00", "15:00", "Geef een datum"),
        ("2027-10-30", "kwart voor", "15:00", "Geef een uur, zoals 13:30"),
        ("2027-10-30", "14:00", "", "Geef een uur, zoals 13:30"),
    ] {
        let fields = [("date", date), ("starts", starts), ("ends", ends)];
        let (status, page) = save(&app, "nacht", &fields).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence), "{sentence}: {page}");
    }
}
