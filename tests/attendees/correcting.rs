//! What is wrong about somebody is corrected, and nothing that a colleague corrected meanwhile is undone.

use rocket::http::Status as Http;
use samenkomst::mail::Urgency;
use samenkomst::mail::outbox::{self, Outcome};
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::{self, Status};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{LIST, kept, noted, sign_in};
use crate::support::TestApp;
use crate::support::forms::seen_on;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{let_in, link_in, person, seats, to};

#[rocket::async_test]
async fn a_wrong_address_is_corrected_and_the_old_link_dies() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 0..2).await;
    let letters = app.letters().await;
    let old = link_in(letters.iter().find(|l| l.to.to_string().contains("person0")).expect("a letter"));
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = format!("{LIST}/{}", kept(&app, event.id, 0).await.id);
    let form = |email| [("_method", "put"), ("name", "Élodie"), ("email", email), ("language", "nl")];
    let (status, page) = app.send(&path, &form("person1+x@example.org")).await;
    assert_eq!(status, Http::UnprocessableEntity);
    assert!(page.contains("Met dit adres is al iemand anders ingeschreven"), "{page}");
    assert_eq!(app.send(&path, &form("elodie@example.org")).await.0, Http::SeeOther);
    assert_eq!(app.client.get(old).dispatch().await.status(), Http::NotFound);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed elodie@example.org"]);
    assert_eq!(app.client.get(link_in(&letters[0])).dispatch().await.status(), Http::Ok);
    assert!(app.page(&format!("{LIST}?q=ELODIE")).await.contains("Élodie"), "she is found under her new name");
    assert_eq!(app.send(&path, &form("elodie@example.org")).await.0, Http::SeeOther);
    assert_eq!(noted(&app).await, [(Act::RegistrationChanged, true)], "the same again changes nothing");
    app.desk().register(person(event.id, 0)).await.expect("an answer").expect("the old address is free again");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn a_letter_that_travels_in_vain_while_its_address_is_corrected_goes_to_the_right_one() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 0..2).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let travelling = outbox::claim(&app.db, app.clock.now(), 50, Urgency::Bulk).await.expect("letters");
    for (number, email) in ["elodie@example.org", "dina@example.org"].into_iter().enumerate() {
        let path = format!("{LIST}/{}", kept(&app, event.id, number).await.id);
        assert_eq!(app.send(&path, &correction("Élodie", email, "")).await.0, Http::SeeOther);
    }
    let outcomes = [Outcome::Superseded, Outcome::GivenUp("permanent error (550): no such user".to_string())];
    let became: Vec<_> = travelling.into_iter().zip(outcomes).collect();
    outbox::settle_all(&app.db, &became, app.clock.now()).await.expect("an update");
    let mut readers = to(&app.letters().await);
    readers.sort();
    let (dina, elodie) = ("registration_confirmed dina@example.org", "registration_confirmed elodie@example.org");
    assert_eq!(readers, [dina, dina, elodie, elodie], "the letter that travelled, and the one with the new link");
}

/// What a page of a person sends when one corrects their name and address.
fn correction<'a>(name: &'a str, email: &'a str, seen: &'a str) -> [(&'a str, &'a str); 5] {
    [("_method", "put"), ("name", name), ("email", email), ("language", "nl"), ("seen", seen)]
}

#[rocket::async_test]
async fn a_correction_does_not_undo_what_a_colleague_corrected_meanwhile() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 0..1).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let id = kept(&app, event.id, 0).await.id;
    let path = format!("{LIST}/{id}");
    let seen = seen_on(&app.page(&path).await);
    app.at("2027-02-02 09:30");
    let touched = registration::Entity::update_many()
        .col_expr(registration::Column::UpdatedAt, Expr::value(app.clock.now()))
        .filter(registration::Column::Id.eq(id));
    touched.exec(app.db.write()).await.expect("an update");
    let colleague = correction("Person 0", "right@example.org", &seen);
    assert_eq!(app.send(&path, &colleague).await.0, Http::SeeOther, "what touches none of these fields is no change");
    app.letters().await;

    let (status, page) = app.send(&path, &correction("", "person0@example.org", &seen)).await;
    assert_eq!((status, seen_on(&page)), (Http::UnprocessableEntity, seen.clone()), "a fault makes it no newer");
    let (status, page) = app.send(&path, &correction("Élodie", "person0@example.org", &seen)).await;
    assert_eq!(status, Http::Conflict);
    for said in ["Iemand wijzigde dit intussen", "E-mail: nu staat er right@example.org", "value=\"Élodie\""] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let found = async || registration::Entity::find_by_id(id).one(app.db.read()).await.expect("a query");
    let now = found().await.expect("a row");
    assert_eq!((now.name.as_str(), now.email.as_str()), ("Person 0", "right@example.org"));
    assert!(app.letters().await.is_empty(), "nothing goes to the wrong address");

    let fresh = seen_on(&page);
    let (status, _) = app.send(&path, &correction("Élodie", "right@example.org", &fresh)).await;
    assert_eq!((status, found().await.expect("a row").name.as_str()), (Http::SeeOther, "Élodie"));
    let same = correction("Élodie", "right@example.org", &seen);
    assert_eq!(app.send(&path, &same).await.0, Http::SeeOther, "who says what stands there already overwrites nothing");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn what_was_offered_with_a_link_that_dies_is_taken_back() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 0..1).await;
    let old = link_in(&app.letters().await[0]);
    app.send(&format!("{old}/handover"), &[("name", "Dina"), ("email", "dina@example.org")]).await;
    let offer = link_in(&app.letters().await[0]);
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = format!("{LIST}/{}", kept(&app, event.id, 0).await.id);
    app.send(&path, &correction("Élodie", "person0@example.org", "")).await;
    assert!(app.page(&offer).await.contains("Ik neem de plek"), "another name leaves the link as it is");
    app.send(&path, &correction("Élodie", "elodie@example.org", "")).await;
    let yes = [("name", "Dina"), ("consent", "true")];
    let (status, page) = app.send(&format!("{offer}/acceptance"), &yes).await;
    assert_eq!(status, Http::Gone);
    assert!(page.contains("Élodie trok dit aanbod weer in."), "{page}");
    assert_eq!(to(&app.letters().await), ["registration_confirmed elodie@example.org"]);
    assert_eq!(seats(&app, "samen").await, (1, 0));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn a_person_who_was_forgotten_is_left_alone() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 0..1).await;
    let id = kept(&app, event.id, 0).await.id;
    let forget = registration::Entity::update_many()
        .col_expr(registration::Column::Email, Expr::value(""))
        .col_expr(registration::Column::Name, Expr::value("–"))
        .filter(registration::Column::Id.eq(id));
    forget.exec(app.db.write()).await.expect("an update");
    sign_in(&app, Role::Organiser, &leuven).await;
    let page = app.page(&format!("{LIST}/{id}")).await;
    assert!(page.contains("Gewist:") && !page.contains("<form"), "{page}");
    let (status, _) = app.send(&format!("{LIST}/{id}/cancellation"), &[]).await;
    assert_eq!(status, Http::Conflict);
    let found = registration::Entity::find_by_id(id).one(app.db.read()).await.expect("a query").expect("a row");
    assert_eq!(found.status, Status::Confirmed);
}
