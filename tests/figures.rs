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
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

use crate::support::makers::{make, make_event, make_region, make_subregion};
use crate::support::people::{link_in, person, seats, to};
use crate::support::{TestApp, brussels};

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
    // An hour before midnight in Brussels it is the same day; in London it is as well, in UTC too; but not after.
    for (time, first, people) in [("2027-01-19 23:59", 0, 1), ("2027-01-20 00:01", 1, 2), ("2027-02-02 08:59", 3, 3)] {
        app.at(time);
        register(&app, &coming, first, people).await;
    }
    app.at("2027-02-02 09:00");
    let overview = figures::overview(&app.db, &[leuven.id], app.clock.now(), Language::Nl).await.expect("an overview");
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
    let nowhere = figures::overview(&app.db, &[], app.clock.now(), Language::Nl).await.expect("an overview");
    assert_eq!(nowhere, figures::Overview::default());
}

async fn suggestion(app: &TestApp, event: &event::Model) -> Option<figures::Suggestion> {
    let network = Network::load(&app.db).await.expect("a network");
    let details = samenkomst::events::access::find(&app.db, &network, &event.slug).await.expect("an event");
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
    let others: [(&str, fn(&mut event::ActiveModel)); 6] = [
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
