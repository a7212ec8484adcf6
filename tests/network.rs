//! Admins manage the network: its regions and themes, and who organises there; each within what they hold.

mod meanwhile;
mod organisers;
mod regions;
mod themes;
mod trail;

use rocket::http::Status;
use samenkomst::organisers::accounts;
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::support::TestApp;
use crate::support::desk::{make_organiser, sign_in};
use crate::support::makers::{make_region, make_subregion};

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
            "/organise/network/themes",
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
