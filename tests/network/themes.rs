//! Themes, which all regions share: whoever manages everything adds one, gives it another name, or takes it away.

use rocket::http::Status;
use samenkomst::events::input::EventInput;
use samenkomst::events::{event, event_theme, parts};
use samenkomst::language::Language;
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use samenkomst::regions::{Network, theme};
use sea_orm::{EntityTrait, Set};

use super::{House, house};
use crate::support::TestApp;
use crate::support::desk::{make_organiser, sign_in};
use crate::support::forms::hidden;
use crate::support::makers::{make, make_event, make_theme};

pub const THEMES: &str = "/organise/network/themes";

/// Where the theme with this address is changed.
pub fn at(slug: &str) -> String {
    format!("{THEMES}/{slug}")
}

/// The marks of a theme's form: what it says, and where it stands.
pub async fn marks(app: &TestApp, slug: &str) -> [(&'static str, String); 2] {
    let page = app.page(&format!("{THEMES}?edit={slug}")).await;
    ["seen.said", "seen.place"].map(|name| (name, hidden(&page, name)))
}

/// What a form with these marks sends.
pub fn typed<'a>(marks: &'a [(&'static str, String)], fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let marks = marks.iter().map(|(name, mark)| (*name, mark.as_str()));
    [("_method", "put")].into_iter().chain(fields.iter().copied()).chain(marks).collect()
}

/// Slugs and Dutch names, in the order in which people see them.
pub async fn themes(house: &House) -> Vec<(String, String)> {
    let all = theme::all(house.app.db.read()).await.expect("the themes");
    all.into_iter().map(|theme| (theme.slug, theme.names.get(Language::Nl).to_string())).collect()
}

/// An event about this theme.
async fn event_about(house: &House, theme: &theme::Model, slug: &str) -> event::Model {
    let event = make_event(&house.app, &house.leuven, slug, |_| {}).await;
    make(&house.app, event_theme::ActiveModel { event_id: Set(event.id), theme_id: Set(theme.id) }).await;
    event
}

#[rocket::async_test]
async fn a_new_theme_can_be_chosen_at_once_here_and_elsewhere() {
    let house = house().await;
    let app = &house.app;
    let neighbour = app.neighbour().await;
    sign_in(app, house.samira).await;
    assert!(app.page("/organise/network").await.contains("href=\"/organise/network/themes\""));
    let asked = [("names.nl", "digitale kloof"), ("names.fr", "fracture numérique"), ("core", "true")];
    let (status, next) = app.send(THEMES, &asked).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/organise/network/themes?done=added"));
    let page = app.page(&next).await;
    assert!(page.contains("Het thema is er.") && page.contains("<b>Digitale kloof</b>"), "{page}");
    assert!(page.contains("Nog in geen samenkomst"), "{page}");
    neighbour.catch_up().await;
    for agenda in [app, &neighbour] {
        assert!(agenda.page("/").await.contains("<option value=\"digitale-kloof\">Digitale kloof</option>"));
        let french = agenda.page("/?lang=fr").await;
        assert!(french.contains("<option value=\"digitale-kloof\">Fracture numérique</option>"), "{french}");
        assert!(french.contains("<optgroup label=\"Lignes de force\">"), "{french}");
    }
    assert_eq!(house.trail().await.last(), Some(&("Samira Haddad".into(), Act::ThemeAdded, "digitale kloof".into())));
}

#[rocket::async_test]
async fn what_there_is_comes_before_the_form_and_leads_to_it() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let way = "href=\"#form\"";
    assert!(!app.page(THEMES).await.contains(way), "there is nothing to pass by");
    make_theme(app, "wonen").await;
    app.send("/organise/series", &[("titles.nl", "Webinars"), ("region", "leuven")]).await;
    for (path, slug) in [(THEMES, "wonen"), ("/organise/series", "webinars")] {
        let page = app.page(path).await;
        let (before, form) = page.split_once("id=\"form\"").expect("a form");
        let change = format!("{path}?edit={slug}#form");
        assert!(before.contains(&change) && before.contains(way), "{path}: {page}");
        assert!(!form.contains("?edit="), "{path}: {page}");
        assert!(!app.page(&format!("{path}?edit={slug}")).await.contains(way), "it is on its way already");
    }
}

#[rocket::async_test]
async fn a_theme_with_another_name_keeps_its_address_and_calendars_follow() {
    let house = house().await;
    let app = &house.app;
    let neighbour = app.neighbour().await;
    let housing = make_theme(app, "wonen").await;
    event_about(&house, &housing, "samen-wonen").await;
    neighbour.catch_up().await;
    let feed = "/calendar/all.ics?theme=wonen";
    assert!(neighbour.page(feed).await.contains(",wonen\r\n"));
    sign_in(app, house.samira).await;
    let marks = marks(app, "wonen").await;
    let renamed = typed(&marks, &[("names.nl", "wonen in de buurt"), ("names.en", "housing"), ("core", "true")]);
    let (status, next) = app.send(&at("wonen"), &renamed).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/organise/network/themes?done=saved"));
    assert_eq!(themes(&house).await, [("wonen".to_string(), "wonen in de buurt".to_string())]);
    neighbour.catch_up().await;
    for elsewhere in [app, &neighbour] {
        assert!(elsewhere.page(feed).await.contains(",wonen in de buurt\r\n"));
        assert!(elsewhere.page("/events/samen-wonen").await.contains("Wonen in de buurt"));
    }
    assert_eq!(
        house.trail().await.last(),
        Some(&("Samira Haddad".into(), Act::ThemeChanged, "wonen in de buurt".into()))
    );
}

#[rocket::async_test]
async fn an_entry_in_which_a_theme_has_another_name_has_another_date_and_a_move_is_no_change() {
    let house = house().await;
    let app = &house.app;
    let housing = make_theme(app, "wonen").await;
    let care = make_theme(app, "zorg").await;
    let event = event_about(&house, &housing, "samen-wonen").await;
    make(app, event_theme::ActiveModel { event_id: Set(event.id), theme_id: Set(care.id) }).await;
    sign_in(app, house.samira).await;
    for (hour, fields, date) in [
        ("10:00", [("names.nl", "wonen"), ("core", "false")], "20270115T090000Z"),
        ("10:10", [("names.nl", "wonen in de buurt"), ("core", "false")], "20270202T091000Z"),
        ("10:20", [("names.nl", "wonen in de buurt"), ("core", "false")], "20270202T091000Z"),
        ("10:30", [("names.nl", "wonen in de buurt"), ("after", "zorg")], "20270202T091000Z"),
    ] {
        app.at(&format!("2027-02-02 {hour}"));
        let marks = marks(app, "wonen").await;
        assert_eq!(app.send(&at("wonen"), &typed(&marks, &fields)).await.0, Status::SeeOther, "{fields:?}");
        let entry = app.page("/events/samen-wonen.ics").await;
        for name in ["DTSTAMP", "LAST-MODIFIED"] {
            assert!(entry.contains(&format!("\r\n{name}:{date}\r\n")), "{fields:?}: {entry}");
        }
        let (wonen, zorg) = (entry.find(",wonen").expect("a theme"), entry.find(",zorg").expect("a theme"));
        assert!(wonen < zorg, "{fields:?}: {entry}");
    }
    let news = app.page("/feeds/all.atom").await;
    assert!(news.contains("<updated>2027-02-02T09:10:00Z</updated>"), "{news}");
}

#[rocket::async_test]
async fn themes_stand_in_the_order_that_they_are_given() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    for name in ["armoede", "buurt", "corona"] {
        assert_eq!(app.send(THEMES, &[("names.nl", name)]).await.0, Status::SeeOther);
    }
    let order = async || themes(&house).await.into_iter().map(|(slug, _)| slug).collect::<Vec<_>>();
    assert_eq!(order().await, ["armoede", "buurt", "corona"], "a new one stands behind the others");
    for (slug, after, expected) in [
        ("corona", "", ["corona", "armoede", "buurt"]),
        ("corona", "armoede", ["armoede", "corona", "buurt"]),
        ("armoede", "buurt", ["corona", "buurt", "armoede"]),
    ] {
        let marks = marks(app, slug).await;
        let moved = typed(&marks, &[("names.nl", slug), ("after", after)]);
        assert_eq!(app.send(&at(slug), &moved).await.0, Status::SeeOther);
        assert_eq!(order().await, expected, "{slug} after {after:?}");
    }
    let agenda = app.page("/").await;
    let place = |slug: &str| agenda.find(&format!("<option value=\"{slug}\">")).expect("a theme to choose");
    assert!(place("corona") < place("buurt") && place("buurt") < place("armoede"));
}

#[rocket::async_test]
async fn a_theme_that_makes_no_sense_is_refused_with_what_was_typed() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let wonen = make_theme(app, "wonen").await;
    let hostile = "<script>alert('x')</script>";
    let long = "x".repeat(121);
    for (fields, field, status) in [
        ([("names.nl", " "), ("names.fr", hostile)], "names.nl", 422),
        ([("names.nl", "\u{200b}"), ("names.fr", hostile)], "names.nl", 422),
        ([("names.nl", hostile), ("names.fr", long.as_str())], "names.fr", 422),
        ([("names.nl", hostile), ("slug", "Hé!")], "slug", 422),
        ([("names.nl", "???"), ("names.fr", hostile)], "slug", 422),
        ([("names.nl", hostile), ("slug", "wonen")], "slug", 409),
        ([("names.nl", "Wonen!"), ("names.fr", hostile)], "slug", 409),
    ] {
        let (answered, page) = app.send(THEMES, &fields).await;
        assert_eq!(answered.code, status, "{fields:?}");
        assert!(page.contains(&format!("href=\"#f-{field}\"")), "{fields:?}: {page}");
        assert!(page.contains("&#60;script&#62;") && !page.contains("<script>"), "what was typed is there: {page}");
    }
    for (field, value) in [("names.nl", ""), ("after", "nergens"), ("after", "wonen")] {
        let fields = [("_method", "put"), ("names.nl", "wonen en zorg"), (field, value)];
        let fields = if field == "names.nl" { vec![fields[0], fields[2]] } else { fields.to_vec() };
        let (answered, page) = app.send(&at("wonen"), &fields).await;
        assert_eq!(answered, Status::UnprocessableEntity, "{field}={value}: {page}");
        assert!(page.contains(&format!("href=\"#f-{field}\"")), "{page}");
    }
    assert_eq!(app.send(&at("nergens"), &[("_method", "put"), ("names.nl", "x")]).await.0, Status::NotFound);
    assert_eq!(app.client.get(format!("{THEMES}?edit=nergens")).dispatch().await.status(), Status::NotFound);
    assert_eq!(themes(&house).await, [(wonen.slug, "wonen".to_string())]);
    assert_eq!(app.send(THEMES, &[("names.nl", hostile), ("slug", "vrede")]).await.0, Status::SeeOther);
    for path in ["/", THEMES, "/organise/events/new"] {
        assert!(!app.page(path).await.contains("<script>alert"), "{path}");
    }
}

#[rocket::async_test]
async fn a_theme_goes_when_no_event_is_about_it() {
    let house = house().await;
    let app = &house.app;
    let housing = make_theme(app, "wonen").await;
    event_about(&house, &housing, "samen-wonen").await;
    sign_in(app, house.samira).await;
    let delete = [("_method", "delete")];
    let page = app.page(&format!("{THEMES}?edit=wonen")).await;
    assert!(page.contains("Eén samenkomst gaat hierover.") && !page.contains("value=\"delete\""), "{page}");
    let (status, page) = app.send(&at("wonen"), &delete).await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("<a href=\"#f-remove\">Er gaan nog samenkomsten over dit thema</a>"), "{page}");
    let (_, next) = app.send("/organise/events/samen-wonen", &delete).await;
    assert!(next.starts_with("/organise"), "the event itself is deleted: {next}");
    let page = app.page(&format!("{THEMES}?edit=wonen")).await;
    assert!(page.contains("Geen samenkomst gaat erover."), "what is deleted is about nothing: {page}");
    assert_eq!(app.send(&at("wonen"), &delete).await, (Status::SeeOther, format!("{THEMES}?done=removed")));
    assert!(themes(&house).await.is_empty());
    assert!(!app.page("/").await.contains("value=\"wonen\""));
    assert_eq!(app.client.get("/calendar/all.ics?theme=wonen").dispatch().await.status(), Status::NotFound);
    assert_eq!(house.trail().await.last(), Some(&("Samira Haddad".into(), Act::ThemeRemoved, "wonen".into())));
    assert_eq!(app.send(&at("wonen"), &delete).await.0, Status::NotFound);
}

#[rocket::async_test]
async fn an_event_that_is_saved_while_its_theme_goes_is_saved_without_it() {
    let house = house().await;
    let app = &house.app;
    make_theme(app, "wonen").await;
    let event = make_event(app, &house.leuven, "samen-wonen", |_| {}).await;
    let as_seen = Network::load(&app.db).await.expect("a network");
    sign_in(app, house.samira).await;
    assert_eq!(app.send(&at("wonen"), &[("_method", "delete")]).await.0, Status::SeeOther);
    let input = EventInput { themes: Some(vec!["wonen".to_string()]), ..EventInput::default() };
    let txn = app.db.begin().await.expect("a transaction");
    let written = parts::write(&txn, &as_seen, &input, &event).await.expect("an answer");
    txn.commit().await.expect("a commit");
    assert!(written.is_ok(), "{written:?}");
    assert!(event_theme::Entity::find().all(app.db.read()).await.expect("a query").is_empty());
}

#[rocket::async_test]
async fn only_whoever_manages_everything_touches_what_all_regions_share() {
    let house = house().await;
    let app = &house.app;
    make_theme(app, "wonen").await;
    let lies = make_organiser(app, "lies@example.org", "Lies Peeters", Role::Organiser, &[]).await;
    for who in [house.bea, lies] {
        let browser = app.neighbour().await;
        sign_in(&browser, who).await;
        assert_eq!(browser.client.get(THEMES).dispatch().await.status(), Status::Forbidden);
        for (path, method) in [(THEMES.to_string(), "post"), (at("wonen"), "put"), (at("wonen"), "delete")] {
            let (status, _) = browser.send(&path, &[("_method", method), ("names.nl", "zorg")]).await;
            assert_eq!(status, Status::Forbidden, "{method} {path}");
        }
        assert!(!browser.page("/organise/network").await.contains(THEMES), "nothing leads there");
    }
    assert_eq!(themes(&house).await, [("wonen".to_string(), "wonen".to_string())]);
}
