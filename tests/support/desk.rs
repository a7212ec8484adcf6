//! Organisers at the desk, each in a browser of their own.

use rocket::http::Status;
use samenkomst::organisers::accounts;
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use sea_orm::{EntityTrait, QueryOrder};

use super::TestApp;

/// An organiser with this role in these regions (none: everywhere); answers with their id.
pub async fn make_organiser(app: &TestApp, email: &str, name: &str, role: Role, regions: &[&region::Model]) -> i32 {
    let regions: Vec<i32> = regions.iter().map(|r| r.id).collect();
    let txn = app.db.begin().await.expect("a transaction");
    let email = email.parse().expect("an address");
    let made = accounts::add(&txn, app.clock.now(), &email, name, role, &regions).await.expect("an account");
    txn.commit().await.expect("a commit");
    made.id
}

/// Signs the browser of `app` in, as whoever this is.
pub async fn sign_in(app: &TestApp, organiser_id: i32) {
    let link = accounts::make_link(app.db.write(), app.clock.now(), organiser_id).await.expect("a link");
    let (status, next) = app.send(&format!("/organise/sign-in/{link}"), &[]).await;
    assert!(status == Status::SeeOther && next.starts_with("/organise"), "{status} {next}");
}

/// Signs somebody new in with this role in this region: `viewer.leuven@example.org`, who is called Hanne Verbeke.
pub async fn sign_in_as(app: &TestApp, role: Role, region: &region::Model) -> i32 {
    let email = format!("{role:?}.{}@example.org", region.slug).to_lowercase();
    let id = make_organiser(app, &email, "Hanne Verbeke", role, &[region]).await;
    sign_in(app, id).await;
    id
}

/// Gives Hanne Verbeke this role in these regions, and signs her in.
pub async fn sign_hanne_in(app: &TestApp, role: Role, regions: &[&region::Model]) -> i32 {
    let hanne = make_organiser(app, "hanne@example.org", "Hanne Verbeke", role, regions).await;
    sign_in(app, hanne).await;
    hanne
}

/// What was done according to the audit trail, oldest first.
pub async fn acts(app: &TestApp) -> Vec<Act> {
    let trail = audit::Entity::find().order_by_asc(audit::Column::Id).all(app.db.read()).await.expect("a trail");
    trail.into_iter().map(|entry| entry.act).collect()
}
