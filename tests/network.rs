//! Admins manage the network: its regions, and who organises there; each within what they hold.

use rocket::http::Status;
use rocket::tokio;
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::accounts;
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::managing::{self, LastAdmin, Roles};
use samenkomst::organisers::role::Role;
use samenkomst::regions::Network;
use samenkomst::regions::region::{self, Accent, usual_sender};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::support::TestApp;
use crate::support::desk::{make_organiser, sign_in};
use crate::support::makers::{make_event, make_region, make_subregion};
use crate::support::people::to;
use crate::support::programs::Program;

/// Vlaams-Brabant with Leuven in it, and Limburg; Samira manages all, Bea Vlaams-Brabant.
struct House {
    app: TestApp,
    brabant: region::Model,
    leuven: region::Model,
    limburg: region::Model,
    samira: i32,
    bea: i32,
}

async fn house() -> House {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let limburg = make_region(&app, "limburg").await;
    let samira = make_organiser(&app, "samira@example.org", "Samira Haddad", Role::Admin, &[]).await;
    let bea = make_organiser(&app, "bea@example.org", "Bea Claes", Role::Admin, &[&brabant]).await;
    House { app, brabant, leuven, limburg, samira, bea }
}

impl House {
    async fn roles(&self, organiser: i32) -> Vec<(Role, Option<i32>)> {
        let roles = accounts::roles(self.app.db.read(), organiser).await.expect("roles");
        roles.iter().map(|held| (held.role, held.region_id)).collect()
    }

    /// Each entry of the trail: who, what, about.
    async fn trail(&self) -> Vec<(String, Act, String)> {
        let entries = audit::Entity::find().all(self.app.db.read()).await.expect("a trail");
        entries.into_iter().map(|e| (e.organiser_name, e.act, e.about)).collect()
    }

    async fn region(&self, slug: &str) -> Option<region::Model> {
        let found = region::Entity::find().filter(region::Column::Slug.eq(slug));
        found.one(self.app.db.read()).await.expect("a query")
    }
}

/// What one types to add Joris.
fn joris<'a>(role: &'a str, place: &'a str) -> [(&'a str, &'a str); 5] {
    [("name", "Joris Maes"), ("email", "joris@example.org"), ("language", "fr"), ("role", role), ("places", place)]
}

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
async fn an_admin_of_one_region_reaches_no_further() {
    let house = house().await;
    let app = &house.app;
    let lies = make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &[&house.limburg]).await;
    sign_in(app, house.bea).await;
    for place in ["0", &house.limburg.id.to_string()] {
        let (status, _) = app.send("/organise/network/organisers", &joris("viewer", place)).await;
        assert_eq!(status, Status::Forbidden, "a role in {place}");
    }
    let bea = format!("/organise/network/organisers/{}", house.bea);
    let limburg = format!("roles.{}", house.limburg.id);
    for (field, role) in [("roles.0", "admin"), (limburg.as_str(), "viewer")] {
        let (status, _) = app.send(&bea, &[("_method", "put"), (field, role)]).await;
        assert_eq!(status, Status::Forbidden, "her own rights do not grow: {field}");
    }
    for (path, method) in [
        (format!("/organise/network/organisers/{lies}"), "put"),
        (format!("/organise/network/organisers/{lies}"), "delete"),
        (format!("/organise/network/organisers/{}", house.samira), "delete"),
        (format!("/organise/network/organisers/{lies}/tokens/1"), "delete"),
        ("/organise/network/regions/limburg".to_string(), "put"),
    ] {
        let (status, _) = app.send(&path, &[("_method", method)]).await;
        assert_eq!(status, Status::NotFound, "{method} {path}");
    }
    assert_eq!(house.roles(house.bea).await, [(Role::Admin, Some(house.brabant.id))]);
    let page = app.page("/organise/network").await;
    assert!(page.contains("Leuven") && !page.contains("regions/limburg") && !page.contains("Lies Peeters"), "{page}");
    let reply_to = ("reply_to", "hasselt@example.org");
    let top = [("names.nl", "Overal"), ("parent", ""), reply_to];
    assert_eq!(app.send("/organise/network/regions", &top).await.0, Status::Forbidden);
    let there = [("names.nl", "Hasselt"), ("parent", "limburg"), reply_to];
    assert_eq!(app.send("/organise/network/regions", &there).await.0, Status::Forbidden);
}

#[rocket::async_test]
async fn these_pages_are_for_admins() {
    let house = house().await;
    let app = &house.app;
    for role in [Role::Organiser, Role::Viewer] {
        let id = make_organiser(app, &format!("{role:?}@example.org"), "Lies", role, &[&house.brabant]).await;
        let browser = app.neighbour().await;
        sign_in(&browser, id).await;
        for path in [
            "/organise/network",
            "/organise/audit",
            "/organise/network/organisers/new",
            "/organise/network/regions/new",
        ] {
            assert_eq!(browser.client.get(path).dispatch().await.status(), Status::Forbidden, "{path}");
        }
        let edit = browser.client.get("/organise/network/regions/leuven").dispatch().await;
        assert_eq!(edit.status(), Status::Forbidden);
        let (status, _) = browser.send("/organise/network/organisers", &joris("viewer", "0")).await;
        assert_eq!(status, Status::Forbidden);
        assert!(!browser.page("/organise").await.contains("/organise/network"), "nothing leads there");
    }
}

#[rocket::async_test]
async fn who_is_let_go_is_out_at_once_and_stays_in_the_books() {
    let house = house().await;
    let app = &house.app;
    make_event(app, &house.leuven, "samen-in-leuven", |_| {}).await;
    let lies =
        make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &[&house.leuven, &house.brabant])
            .await;
    let token = accounts::make_api_token(&app.db, app.clock.now(), lies, "site").await.expect("a token").to_string();
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
    assert!(trail.contains("Organisator laten gaan") && trail.contains("Lies Peeters"), "{trail}");
}

#[rocket::async_test]
async fn one_who_organises_elsewhere_too_keeps_that() {
    let house = house().await;
    let app = &house.app;
    let both = [&house.leuven, &house.limburg];
    let lies = make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &both).await;
    accounts::make_api_token(&app.db, app.clock.now(), lies, "site").await.expect("a token");
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
    let nothing = Roles::from([(None, None)]);
    let now = app.clock.now();
    let (one, two) = tokio::join!(
        managing::change(&app.db, now, &network, &samira, &other.organiser, &nothing),
        managing::change(&app.db, now, &network, &other, &samira.organiser, &nothing),
    );
    let mut outcomes = [one.expect("an answer"), two.expect("an answer")];
    outcomes.sort_by_key(Result::is_err);
    assert_eq!(outcomes, [Ok(()), Err(LastAdmin)]);
}

#[rocket::async_test]
async fn an_admin_withdraws_a_token_of_an_organiser() {
    let house = house().await;
    let app = &house.app;
    make_event(app, &house.leuven, "samen-in-leuven", |_| {}).await;
    let lies = make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &[&house.leuven]).await;
    let token =
        accounts::make_api_token(&app.db, app.clock.now(), lies, "Onze site").await.expect("a token").to_string();
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

/// What one types to change Leuven.
fn leuven() -> Vec<(&'static str, &'static str)> {
    vec![
        ("_method", "put"),
        ("names.nl", "Leuven en omgeving"),
        ("names.fr", "Louvain"),
        ("intro.nl", "Wij zijn **Leuven**."),
        ("contacts.0.name", "Griet Maes"),
        ("contacts.0.role.nl", "coördinator"),
        ("contacts.1.name", ""),
        ("sender_name", "Platform Leuven"),
        ("reply_to", "leuven@example.org"),
        ("accent", "lim"),
    ]
}

#[rocket::async_test]
async fn a_changed_region_is_seen_at_once_here_and_elsewhere() {
    let house = house().await;
    let app = &house.app;
    let neighbour = app.neighbour().await;
    assert!(!neighbour.page("/regions").await.contains("Leuven en omgeving"));
    sign_in(app, house.bea).await;
    let (status, next) = app.send("/organise/network/regions/leuven", &leuven()).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/organise/network/regions/leuven?done=saved"));
    assert!(app.page(&next).await.contains("Griet Maes"));
    let page = app.page("/regions/leuven").await;
    assert!(
        page.contains("Leuven en omgeving") && page.contains("<strong>Leuven</strong>") && page.contains("Griet Maes")
    );
    let revision = neighbour.client.rocket().state::<samenkomst::revision::Revision>().expect("a revision");
    revision.refresh(&neighbour.db).await.expect("a revision");
    assert!(neighbour.page("/regions/leuven").await.contains("Leuven en omgeving"));
    let kept = house.region("leuven").await.expect("Leuven");
    assert_eq!((kept.accent, kept.names.get(Language::Fr), kept.contacts.0.len()), (Accent::Lim, "Louvain", 1));
    assert_eq!(kept.parent_id, Some(house.brabant.id), "what was not asked stays");
    assert_eq!(
        house.trail().await.last(),
        Some(&("Bea Claes".into(), Act::RegionChanged, "Leuven en omgeving".into()))
    );
}

#[rocket::async_test]
async fn the_usual_sender_follows_the_name_of_the_region() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.bea).await;
    for (sent, kept) in [
        (usual_sender(&house.leuven.names, Language::Nl), "Platform Leuven en omgeving via Samenkomst"),
        ("CAW Leuven".to_string(), "CAW Leuven"),
    ] {
        let others = leuven().into_iter().filter(|(name, _)| *name != "sender_name");
        let typed: Vec<_> = others.chain([("sender_name", sent.as_str())]).collect();
        let (status, _) = app.send("/organise/network/regions/leuven", &typed).await;
        assert_eq!(
            (status, house.region("leuven").await.expect("Leuven").sender_name.as_str()),
            (Status::SeeOther, kept)
        );
    }
}

#[rocket::async_test]
async fn a_region_that_makes_no_sense_is_refused() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let long = "x".repeat(10_001);
    for (field, value) in [
        ("names.nl", " "),
        ("names.fr", &long[..121]),
        ("intro.nl", long.as_str()),
        ("contacts.0.name", ""),
        ("sender_name", "\u{0}"),
        ("reply_to", "nobody"),
        ("reply_to", "a@example.org\r\nBcc: b@example.org"),
        ("accent", "pink"),
        ("parent", "nowhere"),
        ("parent", "leuven"),
    ] {
        let typed: Vec<_> = leuven().into_iter().filter(|(name, _)| *name != field).chain([(field, value)]).collect();
        let (status, page) = app.send("/organise/network/regions/leuven", &typed).await;
        assert!(status == Status::UnprocessableEntity && page.contains("href=\"#f-"), "{field}={value:.20}: {status}");
    }
    let below_its_own = [leuven(), vec![("parent", "leuven")]].concat();
    assert_eq!(app.send("/organise/network/regions/brabant", &below_its_own).await.0, Status::UnprocessableEntity);
    assert_eq!(app.send("/organise/network/regions/nowhere", &leuven()).await.0, Status::NotFound);
    assert_eq!(house.region("leuven").await, Some(house.leuven.clone()));
}

#[rocket::async_test]
async fn a_form_about_somebody_else_does_not_speak_as_if_one_typed_ones_own_name() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let (organisers, region) = ("/organise/network/organisers", "/organise/network/regions/leuven");
    let but = |field: &'static str, value: &'static str| {
        let rest = leuven().into_iter().filter(|(name, _)| *name != field);
        rest.chain([(field, value)]).collect::<Vec<_>>()
    };
    for (path, typed, said) in [
        (organisers, vec![("name", ""), ("email", "joris@")], "Er staat geen naam"),
        (organisers, vec![("name", ""), ("email", "joris@")], "Dit adres kan niet kloppen"),
        (organisers, vec![("name", "Joris"), ("email", " ")], "Er staat geen e-mailadres"),
        (region, but("contacts.0.name", ""), "Er staat geen naam"),
        (region, but("reply_to", "nobody"), "Dit adres kan niet kloppen"),
        (region, but("reply_to", ""), "Er staat geen e-mailadres"),
    ] {
        let (status, page) = app.send(path, &typed).await;
        assert!(status == Status::UnprocessableEntity && page.contains(said), "{said}: {page}");
        assert!(!page.contains("je naam") && !page.contains("je e-mailadres"), "{page}");
    }
}

#[rocket::async_test]
async fn a_region_moves_only_with_who_manages_both_places() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.bea).await;
    for parent in ["", "limburg"] {
        let moved = [leuven(), vec![("parent", parent)]].concat();
        assert_eq!(app.send("/organise/network/regions/leuven", &moved).await.0, Status::Forbidden, "to {parent:?}");
    }
    let page = app.page("/organise/network/regions/brabant").await;
    assert!(!page.contains("name=\"parent\""), "Bea does not manage what lies around Brabant");
    let boss = app.neighbour().await;
    sign_in(&boss, house.samira).await;
    let moved = [leuven(), vec![("parent", "limburg")]].concat();
    assert_eq!(boss.send("/organise/network/regions/leuven", &moved).await.0, Status::SeeOther);
    assert_eq!(house.region("leuven").await.and_then(|r| r.parent_id), Some(house.limburg.id));
    let revision = app.client.rocket().state::<samenkomst::revision::Revision>().expect("a revision");
    revision.refresh(&app.db).await.expect("a revision");
    assert_eq!(app.client.get("/organise/network/regions/leuven").dispatch().await.status(), Status::NotFound);
    // Limburg before Brabant.
    let first = [leuven(), vec![("parent", ""), ("after", "")]].concat();
    assert_eq!(boss.send("/organise/network/regions/limburg", &first).await.0, Status::SeeOther);
    let network = Network::load(&app.db).await.expect("a network");
    assert_eq!(network.top().map(|r| r.slug.as_str()).collect::<Vec<_>>(), ["limburg", "brabant"]);
}

#[rocket::async_test]
async fn a_region_is_added_with_a_name_for_its_address() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.bea).await;
    let reply_to = ("reply_to", "pajottenland@cawhalle.example.org");
    let below = [("names.nl", "Pajottenland & Zennevallei"), ("parent", "brabant"), reply_to];
    let (_, next) = app.send("/organise/network/regions", &below).await;
    assert_eq!(next, "/organise/network/regions/pajottenland-zennevallei?done=added");
    let page = app.page(&next).await;
    assert!(page.contains("Vul haar hieronder aan.") && page.contains("value=\"pajottenland@cawhalle.example.org\""));
    assert!(app.page("/regions/pajottenland-zennevallei").await.contains("Pajottenland"));
    for (slug, name) in [("leuven", "Nog eens Leuven"), ("Hé!", "Halle"), ("", "???"), ("halle", ""), ("", "Mine")] {
        let typed = [("names.nl", name), ("slug", slug), ("parent", "brabant"), reply_to];
        assert_eq!(app.send("/organise/network/regions", &typed).await.0, Status::UnprocessableEntity, "{slug}");
    }
    for address in ["", "halle", "a@example.org\r\nBcc: b@example.org"] {
        let typed = [("names.nl", "Halle"), ("parent", "brabant"), ("reply_to", address)];
        let (status, page) = app.send("/organise/network/regions", &typed).await;
        assert_eq!(status, Status::UnprocessableEntity, "{address}");
        assert!(page.contains("aria-describedby=\"f-reply_to-e\""), "{page}");
    }
}

#[rocket::async_test]
async fn the_trail_shows_each_admin_what_happened_in_their_regions() {
    let house = house().await;
    let app = &house.app;
    let boss = app.neighbour().await;
    sign_in(&boss, house.samira).await;
    let (leuven, limburg) = (house.leuven.id.to_string(), house.limburg.id.to_string());
    boss.send("/organise/network/organisers", &joris("viewer", &limburg)).await;
    boss.send("/organise/network/organisers", &joris("organiser", &leuven)).await;
    boss.send("/organise/account/tokens", &[("name", "<script>")]).await;
    let page = boss.page("/organise/audit").await;
    assert_eq!(page.matches("<td>Samira Haddad</td>").count(), 3, "{page}");
    assert!(page.contains("Rol: Meelezer") && page.contains("&#60;script&#62;") && !page.contains("<script>"));
    sign_in(app, house.bea).await;
    let page = app.page("/organise/audit").await;
    assert_eq!(page.matches("<td>Samira Haddad</td>").count(), 1, "{page}");
    assert!(page.contains("Rol: Organisator"));
    for (query, count) in [
        ("act=organiser-added", 1),
        ("act=organiser-changed", 1),
        ("act=no-such-act", 3),
        ("person=999", 0),
        ("event=joris", 2),
        ("event=%25", 0),
        ("event=%27%20OR%201%3D1", 0),
        ("event=x%00y", 0),
        ("page=99999999999", 3),
        ("page=0&person=", 3),
    ] {
        let found = boss.page(&format!("/organise/audit?{query}")).await;
        assert_eq!(found.matches("<th scope=\"row\">").count(), count, "{query}: {found}");
    }
}

#[rocket::async_test]
async fn a_long_trail_has_pages() {
    let house = house().await;
    let app = &house.app;
    let txn = app.db.begin().await.expect("a transaction");
    for number in 1..=120 {
        let subject =
            audit::Subject { region_id: Some(house.leuven.id), about: format!("Ding {number}."), ..Default::default() };
        let facts = serde_json::json!({ "number": number });
        audit::note(&txn, app.clock.now(), None, Act::RegionChanged, subject, facts).await.expect("an entry");
    }
    txn.commit().await.expect("a commit");
    sign_in(app, house.bea).await;
    let page = app.page("/organise/audit?event=ding").await;
    assert!(page.contains("Ding 120.") && !page.contains("Ding 70.") && page.contains("Op de server"));
    assert!(page.contains("/organise/audit?event=ding&#38;page=2"), "{page}");
    let last = app.page("/organise/audit?event=ding&page=3").await;
    assert!(last.contains("Ding 1.") && last.contains("Pagina 3 van 3") && !last.contains("page=4"));
}

#[test]
fn every_act_has_its_words() {
    use sea_orm::Iterable;
    for act in Act::iter() {
        for l in Language::ALL {
            assert!(l.try_say(&format!("act-{}", act.code())).is_some(), "{act:?} in {l}");
        }
    }
    for l in Language::ALL {
        for role in Role::ALL {
            assert!(l.try_say(&format!("authority-{}", role.code())).is_some());
        }
        for accent in Accent::ALL {
            assert!(l.try_say(&format!("accent-{}", accent.code())).is_some());
        }
    }
}

#[rocket::async_test]
async fn letters_come_from_the_region_by_its_name_in_their_language() {
    let app = TestApp::start().await;
    let usual = region::Model {
        names: Texts { nl: "Leuven".into(), fr: "Louvain".into(), ..Texts::default() },
        sender_name: "Platform Leuven via Samenkomst".to_string(),
        ..make_region(&app, "leuven").await
    };
    assert_eq!(
        Language::ALL.map(|l| usual.sender(l)),
        ["Platform Leuven via Samenkomst", "Plateforme Louvain via Samenkomst", "Leuven platform via Samenkomst"]
    );
    let chosen = region::Model { sender_name: "CAW Leuven".to_string(), ..usual };
    assert_eq!(Language::ALL.map(|l| chosen.sender(l)), ["CAW Leuven"; 3], "a name that the region gave itself stays");
}
