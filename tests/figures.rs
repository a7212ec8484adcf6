//! How it went: figures that one can count by hand, and more seats than chairs.

use chrono::NaiveDate;
use rocket::http::Status as Answer;
use samenkomst::events::event::{self, Format};
use samenkomst::events::kind::Kind;
use samenkomst::figures::{self, Source};
use samenkomst::language::Language;
use samenkomst::organisers::accounts;
use samenkomst::organisers::audit;
use samenkomst::organisers::role::Role as OrganiserRole;
use samenkomst::regions::{Network, region};
use samenkomst::registrations::registration::{self, Role, Status};
use samenkomst::slug::Slug;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

use crate::support::makers::{make, make_event, make_region, make_subregion};
use crate::support::people::{link_in, person, seats, to};
use crate::support::{TestApp, brussels};

/// What makes an event another one.
type Change = fn(&mut event::ActiveModel);

/// A gathering on the spot, two hours from this time on.
fn on_the_spot(starts: &str, capacity: Option<i32>) -> impl FnOnce(&mut event::ActiveModel) + use<> {
    let starts = brussels(starts);
    move |event| {
        event.kind = Set(Kind::Gathering);
        event.format = Set(Format::InPerson);
        event.starts_at = Set(starts);
        event.ends_at = Set(starts + chrono::Duration::hours(2));
        event.capacity = Set(capacity);
    }
}

/// Registers so many people, from number `first` on; each is a practitioner who reads Dutch.
async fn register(app: &TestApp, event: &event::Model, first: usize, people: usize) {
    for number in first..first + people {
        let mut person = person(event.id, number);
        person.role = Role::Practitioner;
        app.desk().register(person).await.expect("the desk").expect("a seat");
    }
}

/// The registrations of an event in the order of arrival.
async fn registered(app: &TestApp, event: &event::Model) -> Vec<registration::Model> {
    let all = registration::Entity::find().filter(registration::Column::EventId.eq(event.id));
    all.order_by_asc(registration::Column::Place).all(app.db.read()).await.expect("a query")
}

/// Ticks off the first so many who hold a seat.
async fn tick_off(app: &TestApp, event: &event::Model, people: usize) {
    let seated = registered(app, event).await.into_iter().filter(|r| r.status == Status::Confirmed);
    let ids: Vec<_> = seated.take(people).map(|r| r.id).collect();
    registration::Entity::update_many()
        .col_expr(registration::Column::CheckedInAt, Expr::value(Some(event.starts_at)))
        .filter(registration::Column::Id.is_in(ids))
        .exec(app.db.write())
        .await
        .expect("an update");
}

/// A gathering that is over, to which `came` of `seated` came.
async fn past(app: &TestApp, region: &region::Model, day: &str, came: usize, seated: usize) -> event::Model {
    let slug = format!("{}-{day}", region.slug);
    app.at(&format!("{day} 07:00"));
    let event = make_event(app, region, &slug, on_the_spot(&format!("{day} 13:00"), None)).await;
    register(app, &event, 0, seated).await;
    tick_off(app, &event, came).await;
    app.at("2027-02-02 09:00");
    event
}

#[rocket::async_test]
async fn the_overview_shows_the_last_days_the_last_times_and_what_is_to_come() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    for (day, came) in [("2026-10-01", 1), ("2026-10-02", 2), ("2026-10-03", 3), ("2026-10-04", 4), ("2026-10-05", 0)] {
        past(&app, &leuven, day, came, 4).await;
    }
    past(&app, &leuven, "2026-09-01", 4, 4).await;
    past(&app, &gent, "2026-12-01", 1, 1).await;
    let coming = make_event(&app, &leuven, "straks", on_the_spot("2027-03-04 13:30", Some(5))).await;
    make_event(&app, &leuven, "zonder-grens", on_the_spot("2027-03-05 13:30", None)).await;
    make_event(&app, &leuven, "idee", |e| e.published_at = Set(None)).await;
    make_event(&app, &leuven, "afgelast", |e| e.cancelled_at = Set(Some(brussels("2027-01-20 10:00")))).await;
    // A minute before midnight in Brussels it is another day than a minute after, though both are one day in UTC.
    for (time, first, people) in [("2027-01-19 23:59", 0, 1), ("2027-01-20 00:01", 1, 2), ("2027-02-02 08:59", 3, 3)] {
        app.at(time);
        register(&app, &coming, first, people).await;
    }
    app.at("2027-02-02 09:00");
    let overview = figures::overview(&app.db, &[leuven.id], (app.clock.now(), app.config.timezone), Language::Nl)
        .await
        .expect("an overview");
    let day = |d| NaiveDate::from_ymd_opt(2027, 2, d).expect("a day");
    assert_eq!(overview.days.len(), 14);
    assert_eq!(overview.days.first(), Some(&(NaiveDate::from_ymd_opt(2027, 1, 20).expect("a day"), 2)));
    assert_eq!(overview.days.last(), Some(&(day(2), 3)));
    assert_eq!(overview.registered(), 5);
    let times: Vec<_> = overview.show_up.iter().map(|s| (s.slug.as_str(), s.came, s.confirmed)).collect();
    let told = [("2026-10-01", 1), ("2026-10-02", 2), ("2026-10-03", 3), ("2026-10-04", 4)];
    assert_eq!(
        times,
        told.map(|(day, came)| (format!("leuven-{day}"), came))
            .iter()
            .map(|(s, c)| (s.as_str(), *c, 4))
            .collect::<Vec<_>>()
    );
    assert_eq!(overview.show_up(), Some(63));
    let upcoming = overview.upcoming;
    assert_eq!((upcoming.events, upcoming.people, upcoming.waiting), (2, 5, 1));
    assert_eq!((upcoming.taken, upcoming.seats), (5, 5));
    let nowhere = figures::overview(&app.db, &[], (app.clock.now(), app.config.timezone), Language::Nl)
        .await
        .expect("an overview");
    assert_eq!(nowhere, figures::Overview::default());
}

async fn suggestion(app: &TestApp, event: &event::Model) -> Option<figures::Suggestion> {
    let network = Network::load(&app.db).await.expect("a network");
    let slug = Slug::parse(&event.slug).expect("a slug");
    let details = samenkomst::events::access::find(&app.db, &network, slug).await.expect("an event");
    figures::suggestion(&app.db, &network, &details, app.clock.now()).await.expect("a query")
}

#[rocket::async_test]
async fn the_past_of_the_region_suggests_how_many_seats_to_give() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let gent = make_region(&app, "gent").await;
    let next = make_event(&app, &leuven, "straks", on_the_spot("2027-03-04 13:30", Some(20))).await;
    assert_eq!(suggestion(&app, &next).await, None, "nothing is known");
    past(&app, &leuven, "2026-10-01", 6, 8).await;
    past(&app, &leuven, "2026-11-01", 6, 8).await;
    past(&app, &leuven, "2026-12-01", 0, 8).await;
    past(&app, &leuven, "2025-02-01", 1, 8).await;
    past(&app, &leuven, "2025-01-02", 1, 8).await;
    assert_eq!(suggestion(&app, &next).await, None, "two times are too few: nobody was ticked off, or it is long ago");
    past(&app, &gent, "2026-12-02", 8, 8).await;
    let found = suggestion(&app, &next).await.expect("a suggestion of the network");
    assert_eq!((found.source, found.from_events, found.show_up_rate), (Source::Network, 3, 20.0 / 24.0));
    assert_eq!((found.lowest, found.highest), (0.75, 1.0));
    past(&app, &brabant, "2026-12-03", 6, 8).await;
    let found = suggestion(&app, &next).await.expect("a suggestion of the region above");
    assert_eq!((found.source, found.from_events, found.show_up_rate), (Source::Region(brabant.id), 3, 0.75));
    past(&app, &leuven, "2026-12-04", 6, 8).await;
    let found = suggestion(&app, &next).await.expect("a suggestion of its own region");
    assert_eq!((found.source, found.from_events), (Source::Region(leuven.id), 3));
    assert_eq!((found.room, found.seats, found.extra()), (20, 21, 1), "21 × ¾ = 15.75, and 1.645 × 2.72 more");
    let others: [(&str, Change); 6] = [
        ("online", |e| e.format = Set(Format::Hybrid)),
        ("onbeperkt", |e| e.capacity = Set(None)),
        ("ander", |e| e.kind = Set(Kind::PracticeVisit)),
        ("weg", |e| e.cancelled_at = Set(Some(brussels("2027-01-20 10:00")))),
        ("begonnen", |e| e.starts_at = Set(brussels("2027-02-02 08:59"))),
        ("leeg", |e| e.capacity = Set(Some(0))),
    ];
    for (slug, change) in others {
        let other = make_event(&app, &leuven, slug, |e| {
            on_the_spot("2027-03-04 13:30", Some(20))(e);
            change(e);
        });
        assert_eq!(suggestion(&app, &other.await).await, None, "{slug}");
    }
}

#[test]
fn more_seats_than_chairs_are_given_only_as_far_as_nineteen_times_in_twenty_all_can_sit() {
    assert_eq!(figures::seats(20, 0.75, 0.0), 22);
    assert_eq!(figures::seats(100, 0.8, 0.0), 116);
    assert_eq!(figures::seats(100, 0.8, 0.1), 102);
    assert_eq!(figures::seats(100, 0.8, 0.2), 100, "a past that varies suggests nothing");
    assert_eq!(figures::seats(100, 0.2, 0.0), 130, "never more than 30 % above");
    assert_eq!(figures::seats(100, 1.0, 0.0), 100);
    assert_eq!(figures::seats(3, 0.1, 0.0), 3);
    assert_eq!(figures::seats(1_000_000, 0.9, 0.0), 1_110_533);
    for (room, rate, spread) in [(1, f64::NAN, f64::NAN), (0, 0.5, 0.0), (7, 0.5, f64::INFINITY)] {
        assert_eq!(figures::seats(room, rate, spread), room);
    }
    // What stands in the explanation: the exact chance that more come than there are chairs stays below RISK.
    for room in 2..60 {
        for rate in [0.5, 0.6, 0.7, 0.8, 0.9] {
            let risk = more_than(room, figures::seats(room, rate, 0.0), rate);
            assert!(risk < figures::RISK, "{room} chairs, {rate}: {risk}");
        }
    }
}

/// The chance that more than `room` of `n` come, each with chance `p`: the binomial, added up.
fn more_than(room: i32, n: i32, p: f64) -> f64 {
    let mut exactly = (1.0 - p).powi(n);
    let mut below = 0.0;
    for k in 0..=room.min(n) {
        below += exactly;
        exactly *= f64::from(n - k) / f64::from(k + 1) * p / (1.0 - p);
    }
    (1.0 - below).max(0.0)
}

/// Signs somebody with this role in, in the browser of the test.
async fn sign_in(app: &TestApp, role: OrganiserRole, regions: &[i32]) {
    let email = format!("{role:?}.{}@example.org", regions.len()).to_lowercase();
    let txn = app.db.begin().await.expect("a transaction");
    let address = email.parse().expect("an address");
    accounts::add(&txn, app.clock.now(), &address, "Hanne Verbeke", role, regions).await.expect("an account");
    txn.commit().await.expect("a commit");
    app.send("/organise/sign-in", &[("email", &email)]).await;
    let letters = app.letters().await;
    let letter = letters.iter().find(|letter| letter.kind.folder() == "sign_in");
    app.send(&link_in(letter.expect("a letter")), &[]).await;
}

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
    app.desk().cancel(all[1].id).await.expect("the desk").expect("done");
    app.desk().cancel(all[6].id).await.expect("the desk").expect("done");
    app.at("2027-02-20 14:00");
    tick_off(app, &event, 4).await;
    event
}

#[rocket::async_test]
async fn the_figures_of_an_event_are_those_that_one_counts_by_hand() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = six_seats_in_leuven(&app, &leuven).await;
    sign_in(&app, OrganiserRole::Viewer, &[leuven.id]).await;
    let told = [
        "Tabel;Regel;Samenkomsten;Ingeschreven;Met een plaats;Plaatsen;Op de wachtlijst;Afgezegd;Gekomen;Verwacht",
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
    for words in ["6 van de 6 plaatsen zijn bezet. 1 persoon wacht.", "4 van de 6 met een plaats kwamen.", "67%"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for personal in ["Person", "person1", "@example"] {
        assert!(!page.contains(personal), "no name: {personal}");
    }
    app.at("2028-03-01 09:00");
    let forgotten = samenkomst::registrations::forgetting::forget(&app.db, &app.clock, false).await;
    assert_eq!(forgotten.expect("done").registrations, 9);
    app.at("2028-03-01 09:00");
    sign_in(&app, OrganiserRole::Viewer, &[leuven.id, leuven.id]).await;
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
    sign_in(&app, OrganiserRole::Viewer, &[leuven.id]).await;
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
    sign_in(&app, OrganiserRole::Organiser, &[brabant.id]).await;
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
            "'=1+1 (4 maart 2027, webinar);1;2;2;10;0;0;;",
            "Gent 2026 12 02 (2 december 2026, bijeenkomst);1;3;3;;0;0;3;3",
            "Brabant 2026 11 01 (1 november 2026, bijeenkomst);1;3;3;;0;0;;",
            "Leuven 2026 10 01 (1 oktober 2026, bijeenkomst);1;4;4;;0;0;2;4",
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
    sign_in(&app, OrganiserRole::Organiser, &[leuven.id]).await;
    let found = lines(&app, "/organise/figures.csv?series=samen").await;
    assert_eq!(found[1], "Alles samen;Alles samen;1;3;3;;0;0;;");
    assert!(app.page("/organise/figures?series=samen").await.contains("Cijfers van Samenleven"));
}

#[rocket::async_test]
async fn only_who_may_see_an_event_sees_its_figures() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &leuven, "op-pad", on_the_spot("2027-03-04 13:30", Some(6))).await;
    let status = async |path: &str| app.client.get(path.to_string()).dispatch().await.status();
    let overbook = async || app.send("/organise/events/op-pad/overbooking", &[("seats", "7")]).await;
    for path in ["/organise/figures", "/organise/figures.csv", "/organise/events/op-pad/figures"] {
        assert_eq!(status(path).await, Answer::SeeOther, "a stranger signs in first: {path}");
    }
    assert_eq!(overbook().await.0, Answer::SeeOther);
    sign_in(&app, OrganiserRole::Organiser, &[gent.id]).await;
    assert_eq!(status("/organise/events/op-pad/figures").await, Answer::NotFound);
    assert_eq!(status("/organise/events/op-pad/figures.csv").await, Answer::NotFound);
    assert_eq!(status("/organise/events/%00/figures").await, Answer::NotFound);
    assert_eq!(overbook().await.0, Answer::NotFound);
    sign_in(&app, OrganiserRole::Viewer, &[leuven.id]).await;
    assert_eq!(status("/organise/events/op-pad/figures").await, Answer::Ok);
    assert_eq!(overbook().await.0, Answer::Forbidden);
    let back = app.send("/organise/events/op-pad/overbooking", &[("_method", "delete")]).await;
    assert_eq!(back.0, Answer::Forbidden);
}

#[rocket::async_test]
async fn an_organiser_takes_the_suggestion_over_and_takes_it_back() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for day in ["2026-10-01", "2026-11-01", "2026-12-01", "2026-12-02"] {
        past(&app, &leuven, day, 6, 8).await;
    }
    let event = make_event(&app, &leuven, "op-pad", on_the_spot("2027-03-04 13:30", Some(20))).await;
    register(&app, &event, 0, 23).await;
    sign_in(&app, OrganiserRole::Organiser, &[leuven.id]).await;
    app.letters().await;
    let (page, path) = ("/organise/events/op-pad/figures", "/organise/events/op-pad/overbooking");
    let shown = app.page(page).await;
    let words = "Van wie een plaats had, kwam 75% (van 75% tot 75%). Zo ging het in de voorbije twee jaar 4 keer: \
                 Bijeenkomst, Leuven.";
    assert!(shown.contains(words) && shown.contains("Geef 21 plaatsen"), "{shown}");
    assert!(shown.contains("Geef je 21 plaatsen voor 20 stoelen"), "{shown}");
    for wrong in ["22", "", "abc", "99999999999", "-1"] {
        let answer = app.send(path, &[("seats", wrong)]).await;
        assert_eq!(answer, (Answer::SeeOther, format!("{page}?done=overtaken")), "{wrong}");
    }
    assert_eq!(seats(&app, "op-pad").await, (20, 3));
    let foreign = app.client.post(path).header(rocket::http::ContentType::Form).body("seats=21");
    let foreign = foreign.header(rocket::http::Header::new("Sec-Fetch-Site", "cross-site")).dispatch().await;
    assert_eq!(foreign.status(), Answer::Forbidden, "a form of another site");
    // Two colleagues press the button at once: one seat more, once.
    let (one, two) = tokio::join!(app.send(path, &[("seats", "21")]), app.send(path, &[("seats", "21")]));
    assert_eq!((one.0, two.0), (Answer::SeeOther, Answer::SeeOther));
    assert_eq!(seats(&app, "op-pad").await, (21, 2));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["seat_became_free person20@example.org"]);
    let found = event::Entity::find_by_id(event.id).one(app.db.read()).await.expect("a query").expect("an event");
    assert_eq!((found.capacity, found.overbooked_by, found.version), (Some(21), 1, 1));
    assert_eq!(app.send(path, &[("seats", "21")]).await.1, format!("{page}?done=nothing"));
    let shown = app.page(&format!("{page}?done=given")).await;
    assert!(shown.contains("Je geeft nu 21 plaatsen voor 20 stoelen.") && shown.contains("Terug naar 20 plaatsen"));
    assert!(!shown.contains("Geef 21 plaatsen"), "{shown}");

    let back = app.send(path, &[("_method", "delete")]).await;
    assert_eq!(back, (Answer::SeeOther, format!("{page}?done=back")));
    assert_eq!(seats(&app, "op-pad").await, (21, 2), "nobody loses a seat");
    let found = event::Entity::find_by_id(event.id).one(app.db.read()).await.expect("a query").expect("an event");
    assert_eq!((found.capacity, found.overbooked_by, found.version), (Some(20), 0, 2));
    assert!(app.letters().await.is_empty());
    assert_eq!(app.send(path, &[("_method", "delete")]).await.1, format!("{page}?done=nothing"));
    let notes = audit::Entity::find().order_by_asc(audit::Column::Id).all(app.db.read()).await.expect("a query");
    let notes = notes.iter().filter(|note| note.act == audit::Act::CapacityChanged);
    let facts: Vec<String> = notes.map(|note| format!("{} {}", note.organiser_name, note.facts)).collect();
    assert_eq!(
        facts,
        [
            r#"Hanne Verbeke {"changed":{"capacity":["20","21"]},"from":20,"overbooked_by":1,"to":21,"version":1}"#,
            r#"Hanne Verbeke {"changed":{"capacity":["21","20"]},"from":21,"overbooked_by":0,"to":20,"version":2}"#
        ]
    );
}

#[rocket::async_test]
async fn a_past_that_varies_suggests_nothing_more_than_the_chairs() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (day, came) in [("2026-10-01", 2), ("2026-11-01", 8), ("2026-12-01", 5)] {
        past(&app, &leuven, day, came, 8).await;
    }
    make_event(&app, &leuven, "op-pad", on_the_spot("2027-03-04 13:30", Some(20))).await;
    sign_in(&app, OrganiserRole::Organiser, &[leuven.id]).await;
    let page = app.page("/organise/events/op-pad/figures").await;
    assert!(page.contains("kwam 63% (van 25% tot 100%)") && page.contains("is te onzeker"), "{page}");
    assert!(!page.contains("Geef 2"), "{page}");
    let answer = app.send("/organise/events/op-pad/overbooking", &[("seats", "20")]).await;
    assert_eq!(answer.1, "/organise/events/op-pad/figures?done=nothing");
}
