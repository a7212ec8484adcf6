//! Who gets a certificate, who hands one on, and what an organiser says of them.

use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::{Value, json};

use super::{check_in, house, leads, register, row, take};
use crate::support::desk::{sign_hanne_in, sign_in_as};
use crate::support::forms::seen_on;
use crate::support::makers::{change, make_region};
use crate::support::people::event_at;
use crate::support::programs::Program;

#[rocket::async_test]
async fn whoever_was_there_takes_a_certificate_along_once_it_is_over() {
    let (app, _, event) = house(|e| e.capacity = Set(Some(2))).await;
    let promise = app.page("/events/samen").await;
    assert!(promise.contains("Aanwezigheidsattest<br><span>2,5 uur vorming</span>"), "{promise}");
    let amina = register(&app, "Amina El Idrissi", "amina@example.org", "nl").await;
    let bram = register(&app, "Bram Hendrickx", "bram@example.org", "nl").await;
    let chloe = register(&app, "Chloé Müller", "chloe@example.org", "nl").await;
    let certificate = format!("{amina}/certificate");
    app.at("2027-03-04 13:15");
    check_in(&app, "amina@example.org").await;
    assert!(app.page(&amina).await.contains("Was je erbij, dan vind je hier na afloop je attest."));
    assert_eq!(leads(&app, &certificate).await, (Status::SeeOther, format!("{amina}#certificate")));
    app.at("2027-03-04 15:30");
    let page = app.page(&amina).await;
    assert!(page.contains(&format!("href=\"{certificate}\"")) && page.contains("Download mijn attest"), "{page}");
    let (name, document) = take(&app, &certificate).await;
    assert_eq!(name, "attachment; filename=\"aanwezigheidsattest-2027-03-04.pdf\"");
    assert_eq!(super::pages(&document), 1);
    let page = app.page(&bram).await;
    assert!(page.contains("We noteerden niet dat je erbij was.") && !page.contains("/certificate\""), "{page}");
    assert_eq!(leads(&app, &format!("{bram}/certificate")).await.0, Status::SeeOther);
    let page = app.page(&chloe).await;
    assert!(!page.contains("Aanwezigheidsattest"), "one who waited is told nothing of it: {page}");
    assert_eq!(leads(&app, "/registrations/AAAAAAAAAAAAAAAAAAAAAA/certificate").await.0, Status::NotFound);
    change(&app, &event, event::Column::Certificates, false).await;
    assert!(!app.page(&amina).await.contains("Aanwezigheidsattest"), "none are given");
    assert_eq!(leads(&app, &certificate).await.0, Status::SeeOther);
    change(&app, &event, event::Column::Certificates, true).await;
    change(&app, &event, event::Column::CancelledAt, Some(app.clock.now())).await;
    assert!(!app.page(&amina).await.contains("Aanwezigheidsattest"), "it was called off");
    assert_eq!(leads(&app, &certificate).await.0, Status::SeeOther);
}

#[rocket::async_test]
async fn presence_may_be_noted_afterwards_and_an_organiser_hands_the_certificate_on() {
    let (app, leuven, _) = house(|_| {}).await;
    let bram = register(&app, "Bram Hendrickx", "bram@example.org", "fr").await;
    let person = row(&app, "bram@example.org").await;
    let page = format!("/organise/events/samen/registrations/{}", person.id);
    let certificate = format!("{page}/certificate");
    assert_eq!(leads(&app, &certificate).await.0, Status::SeeOther, "nobody is signed in");
    app.at("2027-03-05 09:00");
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    assert!(!app.page(&page).await.contains("/certificate\""));
    assert_eq!(leads(&app, &certificate).await, (Status::SeeOther, page.clone()));
    check_in(&app, "bram@example.org").await;
    assert!(app.page(&page).await.contains(&format!("href=\"{certificate}\"")));
    let (name, document) = take(&app, &certificate).await;
    assert_eq!(
        name, "attachment; filename=\"attestation-de-presence-2027-03-04.pdf\"",
        "in the language of the person"
    );
    let (_, own) = take(&app, &format!("{bram}/certificate")).await;
    assert_eq!(super::question_in(&document), super::question_in(&own));
    sign_in_as(&app, Role::Viewer, &leuven).await;
    assert!(!app.page(&page).await.contains("/certificate\""), "whoever only checks in takes nothing away");
    assert_eq!(leads(&app, &certificate).await.0, Status::Forbidden);
    let gent = make_region(&app, "gent").await;
    sign_in_as(&app, Role::Organiser, &gent).await;
    assert_eq!(leads(&app, &certificate).await.0, Status::NotFound, "they are another region's people");
}

#[rocket::async_test]
async fn an_organiser_says_whether_there_are_certificates_and_for_how_many_hours() {
    let (app, leuven, event) = house(|e| {
        e.certificates = Set(false);
        e.training_quarters = Set(None);
    })
    .await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise/events/samen").await;
    assert!(page.contains("Geef een aanwezigheidsattest") && page.contains("name=\"training_hours\""), "{page}");
    let save = async |hours: &'static str| {
        let version = event_at(&app, "samen").await.version.to_string();
        let fields = [
            ("_method", "put"),
            ("version", version.as_str()),
            ("certificates", "yes"),
            ("training_hours", hours),
            ("do", "save"),
        ];
        app.send("/organise/events/samen", &fields).await
    };
    for wrong in ["0", "-1", "2.3", "100.25", "veel", "NaN", "inf"] {
        let (status, page) = save(wrong).await;
        assert_eq!(status, Status::UnprocessableEntity, "{wrong}");
        assert!(page.contains("Geef een aantal uren van 0,25 tot 100"), "{wrong}: {page}");
    }
    for (typed, quarters) in [("2,5", Some(10)), ("0.25", Some(1)), ("100", Some(400)), ("", None), ("3", Some(12))] {
        let (status, page) = save(typed).await;
        assert_eq!(status, Status::SeeOther, "{typed}: {page}");
        let saved = event_at(&app, "samen").await;
        assert_eq!((saved.certificates, saved.training_quarters), (true, quarters), "{typed}");
    }
    let noted = audit::Entity::find().filter(audit::Column::Act.eq(Act::EventChanged));
    let noted = noted.all(app.db.read()).await.expect("the trail");
    assert!(noted[0].facts.to_string().contains("training_hours"), "{}", noted[0].facts);
    app.send("/organise/events/samen/copies", &[("date", "2027-04-01")]).await;
    let copy = event::Entity::find().filter(event::Column::Id.ne(event.id)).one(app.db.read()).await;
    let copy = copy.expect("a query").expect("a copy");
    assert_eq!((copy.certificates, copy.training_quarters), (true, Some(12)));
}

#[rocket::async_test]
async fn programs_say_it_too() {
    let (app, _, _) = house(|_| {}).await;
    let (program, path) = (Program::of(&app, Role::Admin, None).await, "/api/v1/events/samen");
    let shown = Program::stranger(&app).get(path).await.ok();
    assert_eq!((&shown["certificates"], &shown["training_hours"]), (&json!(true), &json!(2.5)));
    let said = program.patch(path, json!({ "certificates": false, "training_hours": 3 })).await.ok();
    assert_eq!((&said["certificates"], &said["training_hours"]), (&json!(false), &json!(3.0)));
    for wrong in [json!(0), json!(2.3), json!(100.25), json!(-2.5), json!("2.5"), json!(1e300)] {
        let reply = program.patch(path, json!({ "training_hours": wrong })).await;
        assert_eq!(reply.wrong_fields(), ["training_hours"]);
    }
    let said = program.patch(path, json!({ "training_hours": null })).await.ok();
    assert_eq!(said["training_hours"], Value::Null);
}

#[rocket::async_test]
async fn a_name_of_signs_alone_has_no_certificate_until_it_is_put_right() {
    let (app, leuven, _) = house(|_| {}).await;
    let mine = register(&app, "🎈👩‍🦰", "bo@example.org", "nl").await;
    app.at("2027-03-04 13:15");
    check_in(&app, "bo@example.org").await;
    app.at("2027-03-05 09:00");
    let certificate = format!("{mine}/certificate");
    let page = app.page(&mine).await;
    assert!(page.contains("zonder letters die we kunnen afdrukken") && !page.contains("/certificate\""), "{page}");
    assert_eq!(leads(&app, &certificate).await, (Status::SeeOther, format!("{mine}#certificate")));
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let path = format!("/organise/events/samen/registrations/{}", row(&app, "bo@example.org").await.id);
    let page = app.page(&path).await;
    assert!(page.contains("Verbeter de naam, dan is er een attest.") && !page.contains("/certificate\""), "{page}");
    let seen = seen_on(&page);
    let said = [("name", "Bo 🎈"), ("email", "bo@example.org"), ("language", "nl"), ("seen", seen.as_str())];
    let right = [&[("_method", "put")], &said[..]].concat();
    assert_eq!(app.send(&path, &right).await.0, Status::SeeOther);
    assert!(!app.page(&path).await.contains("Verbeter de naam"));
    take(&app, &certificate).await;
}
