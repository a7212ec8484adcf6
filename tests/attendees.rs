//! The organisers' list: finding people, and what is done for one, for many, and for all whom a filter means.

mod adding;
mod correcting;
mod deciding;
mod filtering;
mod many;
mod pages;
mod rights;

use samenkomst::events::event;
use samenkomst::organisers::audit;
use samenkomst::organisers::organiser;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::registration::{self, Status};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::support::TestApp;
use crate::support::desk::sign_in_as;
use crate::support::makers::{make_event, make_region};
use crate::support::people::let_in;

/// Where the list of the event of these stories is.
const LIST: &str = "/organise/events/samen/registrations";

/// Signs a new organiser in with this role in this region.
async fn sign_in(app: &TestApp, role: Role, region: &region::Model) -> organiser::Model {
    let id = sign_in_as(app, role, region).await;
    organiser::Entity::find_by_id(id).one(app.db.read()).await.expect("a query").expect("an organiser")
}

/// An event of so many seats to which so many people came, whose letters are read; and an organiser who is signed in.
async fn a_full_event(seats: i32, people: usize) -> (TestApp, event::Model) {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(seats))).await;
    let_in(&app, event.id, 0..people).await;
    app.letters().await;
    sign_in(&app, Role::Organiser, &leuven).await;
    (app, event)
}

/// Somebody in a crowd, as they are kept.
async fn kept(app: &TestApp, event: i32, number: usize) -> registration::Model {
    let found = registration::Entity::find()
        .filter(registration::Column::EventId.eq(event))
        .filter(registration::Column::EmailKey.eq(format!("person{number}@example.org")));
    found.one(app.db.read()).await.expect("a query").expect("a registration")
}

/// The names of those who wait, in their order.
async fn line(app: &TestApp, event: i32) -> Vec<String> {
    let found = registration::Entity::find()
        .filter(registration::Column::EventId.eq(event))
        .filter(registration::Column::Status.eq(Status::Waitlisted))
        .order_by_asc(registration::Column::Place);
    found.all(app.db.read()).await.expect("people").into_iter().map(|p| p.name).collect()
}

/// What the audit trail says: the act, and whether it is about one registration.
async fn noted(app: &TestApp) -> Vec<(audit::Act, bool)> {
    let found = audit::Entity::find().order_by_asc(audit::Column::Id).all(app.db.read()).await.expect("a trail");
    found.into_iter().map(|entry| (entry.act, entry.registration_id.is_some())).collect()
}
