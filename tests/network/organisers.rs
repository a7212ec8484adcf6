//! Who organises: somebody is added, changed and let go, and never the last one who manages everything.

use rocket::http::Status;
use rocket::tokio;
use samenkomst::organisers::accounts;
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::managing::{self, Refusal, Roles};
use samenkomst::organisers::role::Role;
use samenkomst::organisers::signing_in::links;
use samenkomst::organisers::signing_in::sessions;
use samenkomst::regions::Network;

use super::{House, house, joris};
use crate::support::desk::{make_organiser, sign_in};
use crate::support::makers::make_event;
use crate::support::people::to;
use crate::support::programs::{Program, make_token};

async fn id_of(house: &House, email: &str) -> i32 {
    let email = email.parse().expect("an address");
    accounts::find(house.app.db.read(), &email).await.expect("a query").expect("an account").id
}

#[rocket::async_test]
async fn an_admin_adds_somebody_who_is_welcomed_and_comes_in() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.bea).await;
    let leuven = house.leuven.id.to_string();
    let (status, next) = app.send("/organise/network/organisers", &joris("organiser", &leuven)).await;
    assert_eq!(status, Status::SeeOther);
    let page = app.page(&next).await;
    assert!(page.contains("Joris Maes") && page.contains("Organisator, Leuven"), "{page}");
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["welcome joris@example.org"]);
    let text = &letters[0].rendered.text;
    assert!(text.contains("Bea Claes t’a donné une place") && text.contains("Leuven"), "{text}");
    assert!(text.contains("https://samenkomst.example/organise/sign-in?lang=fr\n"), "{text}");
    let joris = id_of(&house, "joris@example.org").await;
    sign_in(&app.neighbour().await, joris).await;
    assert_eq!(house.trail().await.last(), Some(&("Bea Claes".into(), Act::OrganiserAdded, "Joris Maes".into())));
}

#[rocket::async_test]
async fn what_is_typed_wrong_is_said_beside_its_field() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let (status, page) =
        app.send("/organise/network/organisers", &[("name", ""), ("email", "joris"), ("role", "king")]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    for field in ["#f-name", "#f-email", "#f-role", "#f-places"] {
        assert!(page.contains(&format!("href=\"{field}\"")), "{field}: {page}");
    }
    assert!(page.contains("value=\"joris\""), "what was typed is still there");
    let huge = "x".repeat(20_000);
    let (status, _) = app.send("/organise/network/organisers", &[("name", &huge)]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    let nowhere = app.send("/organise/network/organisers", &joris("viewer", "999")).await;
    assert_eq!(nowhere.0, Status::Forbidden);
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn who_is_let_go_is_out_at_once_and_stays_in_the_books() {
    let house = house().await;
    let app = &house.app;
    make_event(app, &house.leuven, "samen-in-leuven", |_| {}).await;
    let lies =
        make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &[&house.leuven, &house.brabant])
            .await;
    let token = make_token(app, lies, "site").await;
    let browser = app.neighbour().await;
    sign_in(&browser, lies).await;
    let pending = accounts::make_link(app.db.write(), app.clock.now(), lies).await.expect("a link");
    sign_in(app, house.bea).await;
    let (_, next) = app.send(&format!("/organise/network/organisers/{lies}"), &[("_method", "delete")]).await;
    let page = app.page(&next).await;
    assert!(page.contains("kan niet meer binnen") && !page.contains("Lies Peeters"), "{page}");
    assert_eq!(browser.client.get("/organise").dispatch().await.status(), Status::SeeOther);
    let list = Program::with_token(app, &token).get("/api/v1/events/samen-in-leuven/registrations").await;
    assert_eq!(list.status, Status::Unauthorized);
    assert_eq!(browser.send(&format!("/organise/sign-in/{pending}"), &[]).await.0, Status::Gone);
    browser.send("/organise/sign-in", &[("email", "lies@example.org")]).await;
    assert!(app.letters().await.is_empty(), "no link any more");
    let trail = app.page("/organise/audit").await;
    assert!(trail.contains("Organisator verwijderd") && trail.contains("Lies Peeters"), "{trail}");
}

#[rocket::async_test]
async fn one_who_organises_elsewhere_too_keeps_that() {
    let house = house().await;
    let app = &house.app;
    let both = [&house.leuven, &house.limburg];
    let lies = make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &both).await;
    make_token(app, lies, "site").await;
    let browser = app.neighbour().await;
    sign_in(&browser, lies).await;
    sign_in(app, house.bea).await;
    let page = app.page(&format!("/organise/network/organisers/{lies}")).await;
    assert!(!page.contains("/tokens/"), "her program works for Limburg too");
    let (status, _) =
        app.send(&format!("/organise/network/organisers/{lies}/tokens/1"), &[("_method", "delete")]).await;
    assert_eq!(status, Status::Forbidden);
    app.send(&format!("/organise/network/organisers/{lies}"), &[("_method", "delete")]).await;
    assert_eq!(house.roles(lies).await, [(Role::Organiser, Some(house.limburg.id))]);
    assert_eq!(browser.client.get("/organise").dispatch().await.status(), Status::Ok);
}

#[rocket::async_test]
async fn the_last_who_manages_everything_stays() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let samira = format!("/organise/network/organisers/{}", house.samira);
    let steps: [&[(&str, &str)]; 3] = [
        &[("_method", "delete")],
        &[("_method", "put"), ("roles.0", "")],
        &[("_method", "put"), ("roles.0", "viewer")],
    ];
    for step in steps {
        let (status, page) = app.send(&samira, step).await;
        assert!(status == Status::UnprocessableEntity && page.contains("laatste beheerder"), "{page}");
    }
    let again =
        [("name", "S"), ("email", "Samira+x@example.org"), ("language", "nl"), ("role", "viewer"), ("places", "0")];
    assert_eq!(app.send("/organise/network/organisers", &again).await.0, Status::UnprocessableEntity);
    assert_eq!(house.roles(house.samira).await, [(Role::Admin, None)]);
    app.send("/organise/network/organisers", &joris("admin", "0")).await;
    let (_, next) = app.send(&samira, &[("_method", "delete")]).await;
    assert_eq!(next, "/organise/network?done=organiser-removed");
    assert_eq!(app.client.get("/organise").dispatch().await.status(), Status::SeeOther, "she is out herself");
}

#[rocket::async_test]
async fn a_form_that_lay_open_gives_no_role_back() {
    let house = house().await;
    let app = &house.app;
    let lies = make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &[&house.leuven]).await;
    sign_in(app, house.samira).await;
    let path = format!("/organise/network/organisers/{lies}");
    let (leuven, limburg) = (house.leuven.id, house.limburg.id);
    let page = app.page(&path).await;
    assert!(page.contains(&format!("name=\"was.{leuven}\" value=\"organiser\"")), "{page}");
    assert!(page.contains(&format!("name=\"was.{limburg}\" value=\"\"")), "{page}");
    let (here, here_was) = (format!("roles.{leuven}"), format!("was.{leuven}"));
    let (there, there_was) = (format!("roles.{limburg}"), format!("was.{limburg}"));
    let meanwhile = [("_method", "put"), (here.as_str(), "viewer")];
    assert_eq!(app.send(&path, &meanwhile).await.0, Status::SeeOther);
    let stale = [
        ("_method", "put"),
        (here.as_str(), "organiser"),
        (here_was.as_str(), "organiser"),
        (there.as_str(), "viewer"),
        (there_was.as_str(), ""),
    ];
    assert_eq!(app.send(&path, &stale).await.0, Status::SeeOther);
    let mut held = house.roles(lies).await;
    held.sort_by_key(|(_, region)| *region);
    assert_eq!(held, [(Role::Viewer, Some(leuven)), (Role::Viewer, Some(limburg))]);
}

#[rocket::async_test]
async fn two_admins_cannot_send_each_other_away() {
    let house = house().await;
    let app = &house.app;
    let other = make_organiser(app, "other@example.org", "Other", Role::Admin, &[]).await;
    let network = Network::load(&app.db).await.expect("a network");
    let who = |id: i32| async move { accounts::authority(&app.db, id).await.expect("a query").expect("an account") };
    let (samira, other) = (who(house.samira).await, who(other).await);
    let (nothing, unseen) = (Roles::from([(None, None)]), Roles::new());
    let now = app.clock.now();
    let (one, two) = tokio::join!(
        managing::change(&app.db, now, &network, &samira, &other.organiser, &nothing, &unseen),
        managing::change(&app.db, now, &network, &other, &samira.organiser, &nothing, &unseen),
    );
    let mut outcomes = [one.expect("an answer"), two.expect("an answer")];
    outcomes.sort_by_key(Result::is_err);
    assert_eq!(outcomes, [Ok(()), Err(Refusal::LastAdmin)]);
}

#[rocket::async_test]
async fn whoever_is_let_go_while_they_sign_in_is_out_in_the_end() {
    let house = house().await;
    let app = &house.app;
    let network = Network::load(&app.db).await.expect("a network");
    let who = |id: i32| async move { accounts::authority(&app.db, id).await.expect("a query").expect("an account") };
    let (samira, now) = (who(house.samira).await, app.clock.now());
    for number in 0..10 {
        let email = format!("lies{number}@example.org");
        let id = make_organiser(app, &email, "Lies Peeters", Role::Organiser, &[&house.leuven]).await;
        let link = accounts::make_link(app.db.write(), now, id).await.expect("a link");
        let lies = who(id).await.organiser;
        let (gone, came) = tokio::join!(
            managing::remove(&app.db, now, &network, &samira, &lies),
            links::enter(&app.db, now, &app.config.secret, &link, None, "", ""),
        );
        assert_eq!(gone.expect("an answer"), Ok(()));
        assert!(came.is_ok(), "neither waits for the other");
        assert!(sessions::of(&app.db, now, id).await.expect("sessions").is_empty());
    }
}

#[rocket::async_test]
async fn an_admin_withdraws_a_token_of_an_organiser() {
    let house = house().await;
    let app = &house.app;
    make_event(app, &house.leuven, "samen-in-leuven", |_| {}).await;
    let lies = make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &[&house.leuven]).await;
    let token = make_token(app, lies, "Onze site").await;
    sign_in(app, house.bea).await;
    let page = app.page(&format!("/organise/network/organisers/{lies}")).await;
    assert!(page.contains("Onze site"));
    let (_, rest) = page.split_once("/tokens/").expect("the way to withdraw it");
    let path = format!("/organise/network/organisers/{lies}/tokens/{}", rest.split('"').next().expect("an id"));
    let (_, next) = app.send(&path, &[("_method", "delete")]).await;
    assert!(app.page(&next).await.contains("Die sleutel werkt niet meer."));
    let list = Program::with_token(app, &token).get("/api/v1/events/samen-in-leuven/registrations").await;
    assert_eq!(list.status, Status::Unauthorized);
    assert_eq!(house.trail().await.last(), Some(&("Bea Claes".into(), Act::TokenRevoked, "Lies Peeters".into())));
}
