//! More seats than chairs: what the past suggests, and the organiser who takes it over.

use rocket::http::Status as Answer;
use samenkomst::events::event::{self, Format};
use samenkomst::events::kind::Kind;
use samenkomst::figures::{self, Source};
use samenkomst::organisers::audit;
use samenkomst::organisers::role::Role as OrganiserRole;
use samenkomst::regions::Network;
use samenkomst::slug::Slug;
use sea_orm::{EntityTrait, QueryOrder, Set};

use super::{Change, on_the_spot, past, register};
use crate::support::desk::sign_in_as;
use crate::support::makers::{make_event, make_region, make_subregion};
use crate::support::people::{seats, to};
use crate::support::{TestApp, brussels};

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

#[rocket::async_test]
async fn an_organiser_takes_the_suggestion_over_and_takes_it_back() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for day in ["2026-10-01", "2026-11-01", "2026-12-01", "2026-12-02"] {
        past(&app, &leuven, day, 6, 8).await;
    }
    let event = make_event(&app, &leuven, "op-pad", on_the_spot("2027-03-04 13:30", Some(20))).await;
    register(&app, &event, 0, 23).await;
    sign_in_as(&app, OrganiserRole::Organiser, &leuven).await;
    app.letters().await;
    let (page, path) = ("/organise/events/op-pad/figures", "/organise/events/op-pad/overbooking");
    let shown = app.page(page).await;
    let words = "Van wie een plek had, kwam 75% (van 75% tot 75%). Zo ging het in de voorbije twee jaar 4 keer: \
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
    sign_in_as(&app, OrganiserRole::Organiser, &leuven).await;
    let page = app.page("/organise/events/op-pad/figures").await;
    assert!(page.contains("kwam 63% (van 25% tot 100%)") && page.contains("is te onzeker"), "{page}");
    assert!(!page.contains("Geef 2"), "{page}");
    let answer = app.send("/organise/events/op-pad/overbooking", &[("seats", "20")]).await;
    assert_eq!(answer.1, "/organise/events/op-pad/figures?done=nothing");
}
