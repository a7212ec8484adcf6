//! The figures of an event, of regions and of a series are those that one counts by hand.

use rocket::http::Status as Answer;
use samenkomst::events::event;
use samenkomst::events::kind::Kind;
use samenkomst::language::Language;
use samenkomst::organisers::role::Role as OrganiserRole;
use samenkomst::regions::region;
use samenkomst::registrations::registration::Role;
use sea_orm::{EntityTrait, IntoActiveModel, Set};

use super::{Change, on_the_spot, past, register, registered, tick_off};
use crate::support::desk::{sign_in, sign_in_as};
use crate::support::makers::{make, make_event, make_region, make_subregion};
use crate::support::people::person;
use crate::support::{TestApp, brussels};

/// The lines of the list of figures at this address, without the byte order mark.
async fn lines(app: &TestApp, path: &str) -> Vec<String> {
    let list = app.page(path).await;
    let list = list.strip_prefix('\u{feff}').unwrap_or_else(|| panic!("{list}"));
    list.trim_end().split("\r\n").map(str::to_string).collect()
}

/// Six practitioners, two students and a manager register in Leuven, of whom a student and a practitioner cancel and the
/// last one waits; then four of those who have a seat come.
async fn six_seats_in_leuven(app: &TestApp, leuven: &region::Model) -> event::Model {
    let event = make_event(app, leuven, "op-pad", on_the_spot("2027-02-20 13:30", Some(6))).await;
    let roles = [Role::Practitioner; 6].into_iter().chain([Role::Student, Role::Student, Role::Manager]);
    for (number, role) in roles.enumerate() {
        app.at(if number < 5 { "2027-02-02 23:50" } else { "2027-02-03 00:10" });
        let mut person = person(event.id, number);
        (person.role, person.language) = (role, if number == 0 { Language::Fr } else { Language::Nl });
        app.desk().register(person).await.expect("the desk").expect("a seat");
    }
    app.at("2027-02-05 09:00");
    let all = registered(app, &event).await;
    app.cancel(all[1].id).await;
    app.cancel(all[6].id).await;
    app.at("2027-02-20 14:00");
    tick_off(app, &event, 4).await;
    event
}

#[rocket::async_test]
async fn the_figures_of_an_event_are_those_that_one_counts_by_hand() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = six_seats_in_leuven(&app, &leuven).await;
    let viewer = sign_in_as(&app, OrganiserRole::Viewer, &leuven).await;
    let told = [
        "Tabel;Regel;Samenkomsten;Ingeschreven;Met een plek;Plaatsen;Op de wachtlijst;Uitgeschreven;Gekomen;Verwacht",
        "Alles samen;Alles samen;1;9;6;6;1;2;4;6",
        "Wat mensen doen;Praktijk;;6;5;;0;1;;",
        "Wat mensen doen;Samen geteld;;3;1;;1;1;;",
        "Taal van de mails;Samen geteld;;9;6;;1;2;4;6",
        "Inschrijvingen in de tijd;Di 2 februari 2027;;5;;;;0;;",
        "Inschrijvingen in de tijd;Wo 3 februari 2027;;4;;;;0;;",
        "Inschrijvingen in de tijd;Do 4 februari 2027;;0;;;;0;;",
        "Inschrijvingen in de tijd;Vr 5 februari 2027;;0;;;;2;;",
    ];
    let path = "/organise/events/op-pad/figures";
    assert_eq!(lines(&app, &format!("{path}.csv")).await, told, "people were counted while it lasts");
    let page = app.page(path).await;
    for words in ["6 van de 6 plaatsen zijn bezet. 1 persoon wacht.", "4 van de 6 met een plek kwamen.", "67%"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for personal in ["Person", "person1", "@example"] {
        assert!(!page.contains(personal), "no name: {personal}");
    }
    app.at("2028-03-01 09:00");
    let forgotten = samenkomst::registrations::forgetting::forget(&app.db, &app.clock).await;
    assert_eq!(forgotten.expect("done").registrations, 9);
    app.at("2028-03-01 09:00");
    sign_in(&app, viewer).await;
    assert_eq!(lines(&app, &format!("{path}.csv")).await, told, "and are still right when they are forgotten");
    let commas = app.page(&format!("{path}.csv?dialect=rfc4180")).await;
    assert!(commas.starts_with("Tabel,Regel,"), "{commas}");
    assert_eq!(registered(&app, &event).await[0].name, "–");
}

#[rocket::async_test]
async fn who_came_of_one_or_two_does_not_follow_from_what_is_told_of_the_others() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "op-pad", on_the_spot("2027-02-20 13:30", Some(11))).await;
    let roles = [[Role::Practitioner; 5], [Role::Student; 5], [Role::Manager; 5]].concat();
    for (number, role) in roles.into_iter().enumerate() {
        let mut person = person(event.id, number);
        person.role = role;
        app.desk().register(person).await.expect("the desk").expect("a place");
    }
    app.at("2027-02-20 14:00");
    tick_off(&app, &event, 11).await;
    sign_in_as(&app, OrganiserRole::Viewer, &leuven).await;
    let found = lines(&app, "/organise/events/op-pad/figures.csv").await;
    let of_roles: Vec<&str> = found.iter().filter_map(|line| line.strip_prefix("Wat mensen doen;")).collect();
    let ends: Vec<&str> = of_roles.iter().filter_map(|line| line.split_once(";;")).map(|(_, end)| end).collect();
    assert_eq!(found[1], "Alles samen;Alles samen;1;15;11;11;4;0;11;11");
    assert_eq!(ends.len(), 3, "{found:?}");
    assert_eq!(ends.iter().filter(|end| end.ends_with(";;")).count(), 2, "one manager has a seat: {found:?}");
    assert_eq!(ends.iter().filter(|end| end.ends_with(";5;5")).count(), 1, "{found:?}");
}

#[rocket::async_test]
async fn the_figures_of_regions_hold_what_they_host_and_nothing_else() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let gent = make_region(&app, "gent").await;
    past(&app, &leuven, "2026-10-01", 2, 4).await;
    past(&app, &brabant, "2026-11-01", 0, 3).await;
    past(&app, &gent, "2026-12-01", 1, 1).await;
    past(&app, &leuven, "2024-10-01", 1, 1).await;
    let together = past(&app, &gent, "2026-12-02", 3, 3).await;
    make(
        &app,
        samenkomst::events::event_region::ActiveModel { event_id: Set(together.id), region_id: Set(brabant.id) },
    )
    .await;
    let formula = make_event(&app, &leuven, "formule", |e| {
        on_the_spot("2027-03-04 13:30", Some(10))(e);
        e.kind = Set(Kind::Webinar);
        e.title = Set("=1+1".to_string());
    });
    register(&app, &formula.await, 0, 2).await;
    for (slug, change) in [
        ("idee", (|e| e.published_at = Set(None)) as Change),
        ("afgelast", |e| e.cancelled_at = Set(Some(brussels("2027-01-20 10:00")))),
        ("gewist", |e| e.deleted_at = Set(Some(brussels("2027-01-20 10:00")))),
    ] {
        let event = make_event(&app, &leuven, slug, |_| {}).await;
        register(&app, &event, 0, 5).await;
        let mut row = event.into_active_model();
        change(&mut row);
        event::Entity::update(row).exec(app.db.write()).await.expect("an update");
    }
    sign_in_as(&app, OrganiserRole::Organiser, &brabant).await;
    let table = |lines: Vec<String>, title: &str| -> Vec<String> {
        let of = |line: &String| line.strip_prefix(&format!("{title};")).map(str::to_string);
        lines.iter().filter_map(of).collect()
    };
    let recent = lines(&app, "/organise/figures.csv").await;
    assert_eq!(table(recent.clone(), "Alles samen"), ["Alles samen;4;12;12;10;0;0;5;7"]);
    assert_eq!(
        table(recent.clone(), "Per regio"),
        ["Brabant;1;3;3;;0;0;;", "Leuven;2;6;6;10;0;0;2;4", "Gent;1;3;3;;0;0;3;3"]
    );
    assert_eq!(table(recent.clone(), "Per soort"), ["Webinar;1;2;2;10;0;0;;", "Bijeenkomst;3;10;10;;0;0;5;7"]);
    assert_eq!(
        table(recent, "Per samenkomst"),
        [
            "'=1+1 (Webinar, 4 maart 2027);1;2;2;10;0;0;;",
            "Gent 2026 12 02 (Bijeenkomst, 2 december 2026);1;3;3;;0;0;3;3",
            "Brabant 2026 11 01 (Bijeenkomst, 1 november 2026);1;3;3;;0;0;;",
            "Leuven 2026 10 01 (Bijeenkomst, 1 oktober 2026);1;4;4;;0;0;2;4",
        ]
    );
    for (query, total) in [
        ("?period=all", "5;13;13;10;0;0;6;8"),
        ("?period=2024", "1;1;1;;0;0;1;1"),
        ("?period=ahead", "1;2;2;10;0;0;;"),
        ("?region=leuven", "2;6;6;10;0;0;2;4"),
        ("?kind=webinar", "1;2;2;10;0;0;;"),
        ("?region=leuven&kind=conference", ";0;0;;0;0;;"),
        // What means nothing, and what is another's, is left out.
        ("?region=gent", "4;12;12;10;0;0;5;7"),
        ("?region=%00&series=x%27--&kind=%FF&period=99999999999999999999&dialect=x", "4;12;12;10;0;0;5;7"),
    ] {
        let found = table(lines(&app, &format!("/organise/figures.csv{query}")).await, "Alles samen");
        assert_eq!(found, [format!("Alles samen;{total}")], "{query}");
        let page = app.client.get(format!("/organise/figures{query}")).dispatch().await;
        assert_eq!(page.status(), Answer::Ok, "{query}");
    }
    let page = app.page("/organise/figures?region=leuven&period=2024").await;
    assert!(page.contains("Cijfers van Leuven") && page.contains("1 samenkomst, 2024"), "{page}");
    assert!(page.contains(r#"<option value="2024" selected>2024</option>"#), "{page}");
    assert!(!page.contains(r#"<option value="gent""#), "no other region to choose");
}

#[rocket::async_test]
async fn a_series_has_figures_of_its_own() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let series = samenkomst::regions::series::ActiveModel {
        slug: Set("samen".to_string()),
        region_id: Set(leuven.id),
        umbrella: Set(false),
        titles: Set("Samenleven".into()),
        summaries: Set("".into()),
        ..Default::default()
    };
    let series = make(&app, series).await;
    let one = make_event(&app, &leuven, "een", |e| e.series_id = Set(Some(series.id))).await;
    let other = make_event(&app, &leuven, "ander", |_| {}).await;
    register(&app, &one, 0, 3).await;
    register(&app, &other, 0, 5).await;
    sign_in_as(&app, OrganiserRole::Organiser, &leuven).await;
    let found = lines(&app, "/organise/figures.csv?series=samen").await;
    assert_eq!(found[1], "Alles samen;Alles samen;1;3;3;;0;0;;");
    assert!(app.page("/organise/figures?series=samen").await.contains("Cijfers van Samenleven"));
}
