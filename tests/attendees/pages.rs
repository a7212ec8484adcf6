//! The list, the page of one person, adding by hand and correcting.

use rocket::http::Status as Http;
use samenkomst::mail::letter;
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::{self, Status};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::{LIST, all_is_right, kept, let_in, noted, sign_in};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{amina, link_in, person, seats, to};

#[rocket::async_test]
async fn a_long_list_comes_page_by_page_with_a_tab_for_each_status() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(120))).await;
    let_in(&app, event.id, 123).await;
    app.desk().cancel(kept(&app, event.id, 7).await.id).await.expect("an answer").expect("cancelled");
    sign_in(&app, Role::Organiser, &leuven).await;
    let page = app.page(LIST).await;
    assert!(page.contains("Ingeschreven <b>120</b>") && page.contains("Wachtlijst <b>2</b>"), "{page}");
    assert!(page.contains("Uitgeschreven <b>1</b>") && page.contains("Iedereen <b>123</b>"));
    assert!(page.contains("1 tot 50 van de 120") && page.contains("Kies alle 120"));
    assert_eq!(page.matches("name=\"ids\"").count(), 50);
    let last = app.page(&format!("{LIST}?status=confirmed&page=3")).await;
    assert!(last.contains("101 tot 120 van de 120"), "{last}");
    assert_eq!(last.matches("name=\"ids\"").count(), 20);
    let all = app.page(&format!("{LIST}?status=confirmed&all=true")).await;
    assert!(all.contains("Alle 120 gekozen") && all.matches("checked disabled").count() == 50);
    let sheet = app.page(&format!("{LIST}?print=true")).await;
    assert_eq!(sheet.matches("class=\"sign\"").count(), 121, "everybody, and the heading");
    let found = app.page(&format!("{LIST}?q=PERSON12@&status=all")).await;
    assert!(found.contains("1 tot 1 van de 1<") || found.contains("1 tot 1 van de 1 "), "{found}");
    for strange in ["page=0", "page=99999999", "page=x", "sort=%27&status=x&role=%3Cb%3E&stop=x&answer=:&present=7"] {
        let answer = app.client.get(format!("{LIST}?{strange}")).dispatch().await;
        assert_eq!(answer.status(), Http::Ok, "{strange}");
        assert!(!answer.into_string().await.expect("a page").contains("<b>\"\""));
    }
}

#[rocket::async_test]
async fn somebody_is_added_by_hand() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let full = |e: &mut samenkomst::events::event::ActiveModel| {
        e.capacity = Set(Some(1));
        e.closes_at = Set(Some(crate::support::brussels("2027-02-01 09:00")));
    };
    let event = make_event(&app, &leuven, "samen", full).await;
    let stop = make_stop(&app, &event, "De Cocon", "2027-03-04 13:30", "2027-03-04 14:30").await;
    make_stop(&app, &event, "Cera", "2027-03-04 13:30", "2027-03-04 14:30").await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let stop = stop.id.to_string();
    let mut sent = amina().to_vec();
    sent.extend([("language", "fr"), ("letter", "true"), ("stops[0]", stop.as_str())]);
    let (status, next) = app.send(LIST, &sent).await;
    assert_eq!(status, Http::SeeOther, "registration is closed, but not for organisers: {next}");
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org"]);
    let said = &letters[0].rendered.text;
    assert!(said.contains("Leuven t’a réservé une place"), "{said}");
    let page = app.page(&next).await;
    assert!(page.contains("noteerde dat die akkoord is") && page.contains("De Cocon") && page.contains("Toegevoegd."));
    let (status, page) = app.send(LIST, &sent).await;
    assert_eq!(status, Http::Conflict, "twice");
    assert!(page.contains("Met dit adres is al iemand ingeschreven.") && page.contains("Amina El Idrissi"));
    let wrong = [("name", ""), ("email", "nergens"), ("language", "de"), ("role", "koning"), ("stops[0]", "99")];
    let (status, page) = app.send(LIST, &wrong).await;
    assert_eq!(status, Http::UnprocessableEntity);
    for id in ["#f-name", "#f-email", "#f-language", "#f-role", "#f-stops-0"] {
        assert!(page.contains(&format!("href=\"{id}\"")), "{id}: {page}");
    }
    let (_, page) = app.send(LIST, &[("name", ""), ("stops[0]", "")]).await;
    assert!(page.contains("name=\"stops[0]\" value=\"\" checked>"), "no stop is what was chosen: {page}");
    let bart = [("name", "Bart"), ("email", "bart@example.org"), ("language", "nl")];
    assert_eq!(app.send(LIST, &bart).await.0, Http::SeeOther);
    assert_eq!(seats(&app, "samen").await, (1, 1));
    let zoe = [("name", "Zoë"), ("email", "zoe@example.org"), ("language", "nl"), ("over_capacity", "true")];
    assert_eq!(app.send(LIST, &zoe).await.0, Http::SeeOther);
    assert_eq!(seats(&app, "samen").await, (2, 1));
    assert!(app.letters().await.is_empty(), "no tick, no letter");
    assert_eq!(noted(&app).await, [(Act::RegistrationAdded, true); 3]);
    all_is_right(&app).await;
}

#[rocket::async_test]
async fn what_is_wrong_with_somebody_else_is_not_said_to_the_organiser_as_their_own() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 1).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = format!("{LIST}/{}", kept(&app, event.id, 0).await.id);
    for (email, said) in
        [("nergens", "Dit adres heeft geen @"), ("", "Er staat geen e-mailadres"), ("a@", "Dit adres kan niet kloppen")]
    {
        for (door, method) in [(LIST, "post"), (path.as_str(), "put")] {
            let sent = [("_method", method), ("name", " "), ("email", email), ("language", "nl")];
            let (status, page) = app.send(door, &sent).await;
            assert_eq!(status, Http::UnprocessableEntity, "{door}");
            assert!(page.contains("Er staat geen naam") && page.contains(said), "{said}: {page}");
            assert!(!page.contains("Vul je") && !page.contains("Kijk je e-mailadres"), "{page}");
        }
    }
}

#[rocket::async_test]
async fn nobody_is_added_to_a_draft() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |e| e.published_at = Set(None)).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let mut sent = amina().to_vec();
    sent.extend([("language", "fr"), ("letter", "true")]);
    let (status, page) = app.send(LIST, &sent).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Zet het eerst online.") && page.contains("Amina El Idrissi"), "{page}");
    assert_eq!(seats(&app, "samen").await, (0, 0));
    assert!(app.letters().await.is_empty() && noted(&app).await.is_empty());
    all_is_right(&app).await;
}

#[rocket::async_test]
async fn a_wrong_address_is_corrected_and_the_old_link_dies() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 2).await;
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
    all_is_right(&app).await;
}

/// What a page of a person sends when one corrects their name and address.
fn correction<'a>(name: &'a str, email: &'a str, seen: &'a str) -> [(&'a str, &'a str); 5] {
    [("_method", "put"), ("name", name), ("email", email), ("language", "nl"), ("seen", seen)]
}

/// What the form on this page was made from.
fn seen_in(page: &str) -> String {
    let field = page.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    field.expect("a field").to_string()
}

#[rocket::async_test]
async fn a_correction_does_not_undo_what_a_colleague_corrected_meanwhile() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 1).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let id = kept(&app, event.id, 0).await.id;
    let path = format!("{LIST}/{id}");
    let seen = seen_in(&app.page(&path).await);
    app.at("2027-02-02 09:30");
    let touched = registration::Entity::update_many()
        .col_expr(registration::Column::UpdatedAt, Expr::value(app.clock.now()))
        .filter(registration::Column::Id.eq(id));
    touched.exec(app.db.write()).await.expect("an update");
    let colleague = correction("Person 0", "right@example.org", &seen);
    assert_eq!(app.send(&path, &colleague).await.0, Http::SeeOther, "what touches none of these fields is no change");
    app.letters().await;

    let (status, page) = app.send(&path, &correction("", "person0@example.org", &seen)).await;
    assert_eq!((status, seen_in(&page)), (Http::UnprocessableEntity, seen.clone()), "a fault makes it no newer");
    let (status, page) = app.send(&path, &correction("Élodie", "person0@example.org", &seen)).await;
    assert_eq!(status, Http::Conflict);
    for said in ["Iemand wijzigde dit intussen", "E-mail: nu staat er right@example.org", "value=\"Élodie\""] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let found = async || registration::Entity::find_by_id(id).one(app.db.read()).await.expect("a query");
    let now = found().await.expect("a row");
    assert_eq!((now.name.as_str(), now.email.as_str()), ("Person 0", "right@example.org"));
    assert!(app.letters().await.is_empty(), "nothing goes to the wrong address");

    let fresh = seen_in(&page);
    let (status, _) = app.send(&path, &correction("Élodie", "right@example.org", &fresh)).await;
    assert_eq!((status, found().await.expect("a row").name.as_str()), (Http::SeeOther, "Élodie"));
    let same = correction("Élodie", "right@example.org", &seen);
    assert_eq!(app.send(&path, &same).await.0, Http::SeeOther, "who says what stands there already overwrites nothing");
    all_is_right(&app).await;
}

#[rocket::async_test]
async fn a_letter_that_came_back_is_seen_with_what_to_do() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 1).await;
    let failed = letter::Entity::update_many()
        .col_expr(letter::Column::FailedAt, Expr::value(app.clock.now()))
        .col_expr(letter::Column::LastError, Expr::value("550 <b>no such user</b>"));
    failed.exec(app.db.write()).await.expect("an update");
    sign_in(&app, Role::Organiser, &leuven).await;
    assert!(app.page(LIST).await.contains("Mail kwam terug"));
    let path = format!("{LIST}/{}", kept(&app, event.id, 0).await.id);
    let page = app.page(&path).await;
    assert!(page.contains("Kwam niet aan") && page.contains("Kijk het adres na"), "{page}");
    assert!(!page.contains("<b>no such user") && page.contains("no such user"));
    assert!(app.send(&format!("{path}/letters"), &[]).await.1.ends_with("done=resent"), "at once");
    assert!(!app.page(LIST).await.contains("Mail kwam terug"));
}

#[rocket::async_test]
async fn a_person_is_found_among_all_my_events_and_no_others() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    for (region, slug) in [(&leuven, "samen"), (&leuven, "weer-samen"), (&gent, "elders")] {
        let event = make_event(&app, region, slug, |_| {}).await;
        let_in(&app, event.id, 1).await;
    }
    sign_in(&app, Role::Viewer, &leuven).await;
    let page = app.page("/organise/registrations?q=person").await;
    assert!(page.contains("2 inschrijvingen gevonden.") && page.contains("Weer samen"), "{page}");
    assert!(!page.contains("Elders") && !page.contains("value=\"gent\""));
    assert!(app.page("/organise/registrations?q=person&region=gent").await.contains("2 inschrijvingen"));
    assert!(!app.page("/organise/registrations").await.contains("gevonden"));
    assert!(app.page("/organise/registrations?q=niemand").await.contains("Niemand gevonden."));
}

#[rocket::async_test]
async fn a_person_who_was_forgotten_is_left_alone() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 1).await;
    let id = kept(&app, event.id, 0).await.id;
    let forget = registration::Entity::update_many()
        .col_expr(registration::Column::Email, Expr::value(""))
        .col_expr(registration::Column::Name, Expr::value("–"))
        .filter(registration::Column::Id.eq(id));
    forget.exec(app.db.write()).await.expect("an update");
    sign_in(&app, Role::Organiser, &leuven).await;
    let page = app.page(&format!("{LIST}/{id}")).await;
    assert!(page.contains("Vergeten") && !page.contains("<form"), "{page}");
    let (status, _) = app.send(&format!("{LIST}/{id}/cancellation"), &[]).await;
    assert_eq!(status, Http::Conflict);
    let found = registration::Entity::find_by_id(id).one(app.db.read()).await.expect("a query").expect("a row");
    assert_eq!(found.status, Status::Confirmed);
}
