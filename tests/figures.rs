//! How it went: what the overview shows, and who sees the figures of an event.

mod counting;
mod overbooking;

use chrono::NaiveDate;
use rocket::http::Status as Answer;
use samenkomst::events::event::{self, Format};
use samenkomst::events::kind::Kind;
use samenkomst::figures;
use samenkomst::language::Language;
use samenkomst::organisers::role::Role as OrganiserRole;
use samenkomst::regions::region;
use samenkomst::registrations::registration::{self, Role, Status};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::support::desk::sign_in_as;
use crate::support::makers::{make_event, make_region};
use crate::support::people::person;
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
    sign_in_as(&app, OrganiserRole::Organiser, &gent).await;
    assert_eq!(status("/organise/events/op-pad/figures").await, Answer::NotFound);
    assert_eq!(status("/organise/events/op-pad/figures.csv").await, Answer::NotFound);
    assert_eq!(status("/organise/events/%00/figures").await, Answer::NotFound);
    assert_eq!(overbook().await.0, Answer::NotFound);
    sign_in_as(&app, OrganiserRole::Viewer, &leuven).await;
    assert_eq!(status("/organise/events/op-pad/figures").await, Answer::Ok);
    assert_eq!(overbook().await.0, Answer::Forbidden);
    let back = app.send("/organise/events/op-pad/overbooking", &[("_method", "delete")]).await;
    assert_eq!(back.0, Answer::Forbidden);
}
