//! Two admins at once: the second is told what the first wrote, and nothing is lost.

use rocket::http::Status;
use rocket::tokio;
use samenkomst::language::Language;
use samenkomst::organisers::role::Role;
use samenkomst::regions::theme;
use samenkomst::revision::{self, Revision};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::themes::{THEMES, at, marks, themes, typed};
use super::{House, house, leuven};
use crate::support::TestApp;
use crate::support::desk::{make_organiser, sign_in};
use crate::support::forms::hidden;
use crate::support::makers::make_theme;

const LEUVEN: &str = "/organise/network/regions/leuven";

/// The marks of a region's form: how the region presents itself, and where it stands.
struct Marks {
    portrait: String,
    place: String,
}

impl Marks {
    fn on(page: &str) -> Marks {
        Marks { portrait: hidden(page, "seen.portrait"), place: hidden(page, "seen.place") }
    }

    /// What a form with these marks sends, with other words in some fields.
    fn with<'a>(&'a self, others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let said = |name: &str| others.iter().find(|(other, _)| *other == name).map(|(_, words)| *words);
        // In the page's order: what belongs to one contact comes together.
        let fields = leuven().into_iter().map(|(name, words)| (name, said(name).unwrap_or(words)));
        let marks = [("seen.portrait", self.portrait.as_str()), ("seen.place", self.place.as_str())];
        let more = others.iter().copied().filter(|(name, _)| leuven().iter().all(|(known, _)| known != name));
        fields.chain(more).chain(marks).collect()
    }
}

/// Lets this process see what another did.
async fn catch_up(app: &TestApp) {
    let revision = app.client.rocket().state::<Revision>().expect("a revision");
    revision.refresh(&app.db).await.expect("a revision");
}

/// The name of Leuven, and the region in which it lies.
async fn kept(house: &House) -> (String, Option<i32>) {
    let leuven = house.region("leuven").await.expect("Leuven");
    (leuven.names.get(Language::Nl).to_string(), leuven.parent_id)
}

#[rocket::async_test]
async fn the_second_of_two_who_change_a_region_at_once_sees_what_the_first_wrote() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.bea).await;
    let samira = app.neighbour().await;
    sign_in(&samira, house.samira).await;
    let opened = Marks::on(&app.page(LEUVEN).await);
    let hers = opened.with(&[("intro.nl", "Van Samira.\nOp twee regels.")]);
    for _ in 0..2 {
        assert_eq!(samira.send(LEUVEN, &hers).await.0, Status::SeeOther, "pressing twice is harmless");
    }
    let wrong = opened.with(&[("reply_to", "nobody")]);
    let (status, page) = app.send(LEUVEN, &wrong).await;
    assert_eq!((status, Marks::on(&page).portrait), (Status::UnprocessableEntity, opened.portrait.clone()));
    let mine = [("names.nl", "Leuven!"), ("contacts.0.name", "Joris Maes"), ("accent", "bru")];
    let (status, page) = app.send(LEUVEN, &opened.with(&mine)).await;
    assert_eq!(status, Status::Conflict);
    for words in [
        "Iemand wijzigde dit intussen",
        "<a href=\"#f-names.nl\">Naam in het Nederlands: nu staat er Leuven en omgeving</a>",
        "<a href=\"#f-accent\">Kleur: nu staat er Heideroze</a>",
        "<a href=\"#f-intro.nl\">Welkom (Nederlands): nu staat er wat je eronder leest</a>",
        "id=\"f-intro.nl-t\">Van Samira.\nOp twee regels.</p>",
        "Wie je kan aanspreken: nu staat er Griet Maes (coördinator)",
        "value=\"Leuven!\"",
        "value=\"Joris Maes\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("href=\"#f-reply_to\""), "what is the same is not said: {page}");
    assert_eq!(kept(&house).await.0, "Leuven en omgeving", "nothing changed");
    assert_eq!(app.send(LEUVEN, &Marks::on(&page).with(&mine)).await.0, Status::SeeOther);
    assert_eq!(kept(&house).await.0, "Leuven!");
    assert_eq!(app.send(LEUVEN, &leuven()).await.0, Status::SeeOther, "a form without marks is as before");
    assert_eq!(kept(&house).await.0, "Leuven en omgeving");
}

#[rocket::async_test]
async fn whoever_rewrites_a_region_does_not_move_it_back() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let elsewhere = app.neighbour().await;
    sign_in(&elsewhere, house.samira).await;
    assert_eq!(app.send(LEUVEN, &leuven()).await.0, Status::SeeOther);
    let opened = Marks::on(&app.page(LEUVEN).await);
    let moved = opened.with(&[("parent", "limburg"), ("after", "")]);
    assert_eq!(elsewhere.send(LEUVEN, &moved).await.0, Status::SeeOther);
    catch_up(app).await;
    let renamed = opened.with(&[("parent", "brabant"), ("after", ""), ("names.nl", "Leuven!")]);
    assert_eq!(app.send(LEUVEN, &renamed).await.0, Status::SeeOther);
    assert_eq!(kept(&house).await, ("Leuven!".to_string(), Some(house.limburg.id)), "it stays where it was put");
    let to_the_table = [("parent", ""), ("after", "limburg"), ("names.nl", "Leuven!")];
    let (status, page) = app.send(LEUVEN, &opened.with(&to_the_table)).await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("<a href=\"#f-parent\">Ligt in: nu staat er Limburg</a>"), "{page}");
    assert!(page.contains("<option value=\"\" selected>Nergens: een eigen plek aan tafel</option>"), "{page}");
    assert_eq!(app.send(LEUVEN, &Marks::on(&page).with(&to_the_table)).await.0, Status::SeeOther);
    assert_eq!(kept(&house).await, ("Leuven!".to_string(), None));
}

#[rocket::async_test]
async fn of_two_who_save_a_region_in_the_same_moment_one_is_told() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let opened = Marks::on(&app.page(LEUVEN).await);
    let (first, second) = (opened.with(&[("names.nl", "Eerst")]), opened.with(&[("names.nl", "Tweede")]));
    let (one, two) = tokio::join!(app.send(LEUVEN, &first), app.send(LEUVEN, &second));
    let mut statuses = [one.0.code, two.0.code];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

#[rocket::async_test]
async fn of_two_who_give_somebody_another_role_the_second_is_told_of_the_first() {
    let house = house().await;
    let app = &house.app;
    let lies = make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &[&house.leuven]).await;
    sign_in(app, house.samira).await;
    let (path, leuven) = (format!("/organise/network/organisers/{lies}"), house.leuven.id);
    let (role, was) = (format!("roles.{leuven}"), format!("was.{leuven}"));
    let give = async |code: &str, seen: &str| {
        app.send(&path, &[("_method", "put"), (role.as_str(), code), (was.as_str(), seen)]).await
    };
    for _ in 0..2 {
        assert_eq!(give("viewer", "organiser").await.0, Status::SeeOther, "pressing twice is harmless");
    }
    let (status, page) = give("admin", "organiser").await;
    assert_eq!((status, hidden(&page, &was).as_str()), (Status::Conflict, "viewer"));
    assert!(page.contains(&format!("<a href=\"#f-role-{leuven}\">Leuven: nu staat er Meelezer</a>")), "{page}");
    assert!(page.contains("<option value=\"admin\" selected>"), "what was chosen is chosen still: {page}");
    assert_eq!(house.roles(lies).await, [(Role::Viewer, Some(leuven))]);
    assert_eq!(give("admin", "viewer").await.0, Status::SeeOther);
    assert_eq!(house.roles(lies).await, [(Role::Admin, Some(leuven))]);
}

#[rocket::async_test]
async fn of_two_who_add_the_same_theme_at_once_one_is_told() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let elsewhere = app.neighbour().await;
    sign_in(&elsewhere, house.samira).await;
    let wonen = [("names.nl", "wonen")];
    let (one, two) = tokio::join!(app.send(THEMES, &wonen), elsewhere.send(THEMES, &wonen));
    let mut statuses = [one.0.code, two.0.code];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(themes(&house).await.len(), 1);
}

#[rocket::async_test]
async fn the_second_of_two_who_change_a_theme_at_once_sees_what_the_first_wrote() {
    let house = house().await;
    let app = &house.app;
    make_theme(app, "wonen").await;
    make_theme(app, "zorg").await;
    sign_in(app, house.samira).await;
    let opened = marks(app, "zorg").await;
    let hers = typed(&opened, &[("names.nl", "zorg dragen"), ("after", "")]);
    for _ in 0..2 {
        assert_eq!(app.send(&at("zorg"), &hers).await.0, Status::SeeOther, "pressing twice is harmless");
    }
    // The other one did not move it, and so does not move it back.
    let mine = [("names.nl", "zorg!"), ("after", "wonen"), ("core", "true")];
    let (status, page) = app.send(&at("zorg"), &typed(&opened, &mine)).await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("<a href=\"#f-names.nl\">Naam in het Nederlands: nu staat er zorg dragen</a>"), "{page}");
    assert!(page.contains("<a href=\"#f-core\">Krachtlijn: nu staat er Nee</a>"), "{page}");
    assert!(page.contains("value=\"zorg!\"") && !page.contains("href=\"#f-after\""), "{page}");
    assert!(page.contains("<option value=\"\" selected>Eerst</option>"), "{page}");
    let seen = ["seen.said", "seen.place"].map(|name| (name, hidden(&page, name)));
    let knowing = [("names.nl", "zorg!"), ("after", ""), ("core", "true")];
    assert_eq!(app.send(&at("zorg"), &typed(&seen, &knowing)).await.0, Status::SeeOther);
    let named = |slug: &str, name: &str| (slug.to_string(), name.to_string());
    assert_eq!(themes(&house).await, [named("zorg", "zorg!"), named("wonen", "wonen")]);
}

#[rocket::async_test]
async fn a_theme_does_not_go_first_since_the_one_before_it_went_in_the_same_moment() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    for name in ["armoede", "buurt", "corona"] {
        assert_eq!(app.send(THEMES, &[("names.nl", name)]).await.0, Status::SeeOther);
    }
    let opened = marks(app, "buurt").await;
    let behind = typed(&opened, &[("names.nl", "buurt"), ("after", "corona")]);
    let txn = app.db.begin().await.expect("a transaction");
    revision::raise(&txn, app.clock.now()).await.expect("a number");
    let gone = theme::Entity::delete_many().filter(theme::Column::Slug.eq("corona"));
    gone.exec(&txn).await.expect("a removal");
    let theme = at("buurt");
    let ((status, page), ()) = tokio::join!(app.send(&theme, &behind), async {
        // Meanwhile the other one reads that there is such a theme, and waits.
        for _ in 0..50 {
            themes(&house).await;
        }
        txn.commit().await.expect("a commit");
    });
    assert!([Status::Conflict, Status::UnprocessableEntity].contains(&status), "{status}: {page}");
    let order: Vec<String> = themes(&house).await.into_iter().map(|(slug, _)| slug).collect();
    assert_eq!(order, ["armoede", "buurt"]);
}
