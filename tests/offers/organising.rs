//! Organisers choose for how long a seat is offered, see to whom, and may decide for them.

use rocket::http::Status as Http;
use samenkomst::events::event;
use samenkomst::organisers::role::Role;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::{Value, json};

use super::{event_row, is_offered, register, row, webinar};
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{seats, to};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn an_organiser_chooses_how_long_and_gives_what_is_held_when_they_stop_offering() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "webinar", |e| e.capacity = Set(Some(1))).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise/events/webinar").await;
    assert!(page.contains("Meteen voor wie wacht") && page.contains("2 dagen aangeboden aan wie wacht"), "{page}");
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
    app.cancel(ids[0]).await;
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
    app.assert_sound().await;
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
    app.cancel(ids[0]).await;
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
    app.cancel(ids[0]).await;
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
    app.assert_sound().await;
    // Whom an organiser sends to the end of the line is not offered their own seat, but the first who waits is.
    let (status, _) = app.send(&format!("{}/waiting", path(1)), &[]).await;
    assert_eq!(status, Http::SeeOther);
    assert!(is_offered(&app, ids[2]).await && !is_offered(&app, ids[1]).await);
    let (status, _) = app.send(&format!("{}/cancellation", path(2)), &[]).await;
    assert_eq!(status, Http::SeeOther);
    assert!(is_offered(&app, ids[3]).await);
    app.assert_sound().await;
}
