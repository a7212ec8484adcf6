//! What organisers said of people goes with them, and so do organisers' own old links and letters.

use samenkomst::language::Texts;
use samenkomst::messages;
use samenkomst::messages::message::{self, Audience};
use samenkomst::organisers::audit::{self, Act, Fact, Subject};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::attendees::Filter;
use samenkomst::registrations::forgetting::{Forgotten, forget, to_forget};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::{places_of, registrations, two_events};
use crate::support::TestApp;
use crate::support::makers::{make, make_region};
use crate::support::people::link_in;
use crate::support::programs::Program;

#[rocket::async_test]
async fn what_organisers_said_of_somebody_goes_with_them() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let people = registrations(&app).await;
    let amina = people.iter().find(|r| r.name.starts_with("Amina")).expect("Amina");
    let now = app.clock.now();
    let audience = Filter {
        words: "Amina".to_string(),
        answer: Some((1, "Peanuts".to_string())),
        ids: vec![amina.id; 2],
        ..Filter::default()
    };
    let written = message::ActiveModel {
        id: Set(Uuid::now_v7()),
        event_id: Set(amina.event_id),
        organiser_id: Set(None),
        subjects: Set(Texts::same("Dag")),
        bodies: Set(Texts::same("Tot dan")),
        audience: Set(Audience(audience)),
        created_at: Set(now),
        send_at: Set(Some(now)),
        sent_at: Set(Some(now)),
        withdrawn_at: Set(None),
        recipients: Set(1),
    };
    make(&app, written).await;
    let txn = app.db.begin().await.expect("a transaction");
    let of_her = Subject { registration_id: Some(amina.id), event_id: Some(amina.event_id), ..Subject::default() };
    let of_many = Subject { event_id: Some(amina.event_id), ..Subject::default() };
    for (act, subject) in [
        (Act::RegistrationMoved, of_her),
        (Act::RegistrationCancelled, of_many.clone()),
        (Act::EventCalledOff, of_many),
    ] {
        let facts = [(Fact::Reason, serde_json::json!("zij is ziek")), (Fact::To, serde_json::json!(2))];
        audit::note(&txn, now, None, act, subject, &facts).await.expect("an entry");
    }
    txn.commit().await.expect("a commit");
    let facts = async || -> Vec<serde_json::Value> {
        let trail = audit::Entity::find().filter(audit::Column::Act.is_in(SAID)).order_by_asc(audit::Column::Id);
        trail.all(app.db.read()).await.expect("a trail").into_iter().map(|entry| entry.facts).collect()
    };
    let said = serde_json::json!({ "reason": "zij is ziek", "to": 2 });
    for (time, expected) in [
        ("2028-03-03 15:29", [said.clone(), said.clone(), said.clone()]),
        ("2028-03-05 09:00", [serde_json::json!({ "to": 2 }), serde_json::json!({ "to": 2 }), said.clone()]),
    ] {
        app.at(time);
        forget(&app.db, &app.clock).await.expect("forgetting");
        messages::forgetting::forget(&app.db, &app.clock).await.expect("forgetting");
        assert_eq!(facts().await, expected, "{time}");
    }
    for trace in ["amina", "peanuts"] {
        assert_eq!(places_of(&app.db, trace).await, Vec::<String>::new(), "{trace}");
    }
    let kept = message::Entity::find().one(app.db.read()).await.expect("a query").expect("a message");
    assert_eq!(kept.audience.0.ids, [Uuid::nil(); 2], "how many were chosen");
}

/// What an organiser gives a reason for.
const SAID: [Act; 3] = [Act::RegistrationMoved, Act::RegistrationCancelled, Act::EventCalledOff];

#[rocket::async_test]
async fn old_links_of_organisers_and_their_letters_go_too() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    Program::of(&app, Role::Admin, Some(&leuven)).await;
    app.send("/organise/sign-in", &[("email", "admin.leuven@example.org")]).await;
    let letters = app.letters().await;
    app.send(&link_in(&letters[0]), &[]).await;
    let kept = |letters, keys| Forgotten { letters, keys, ..Forgotten::default() };
    // The link holds for a quarter of an hour, the session for two weeks.
    for (time, expected) in [
        ("2027-03-04 09:00", kept(0, 0)),
        ("2027-03-05 09:00", kept(0, 1)),
        ("2027-03-19 09:00", kept(0, 1)),
        ("2028-02-02 08:59", kept(0, 0)),
        ("2028-02-02 09:00", kept(1, 0)),
    ] {
        app.at(time);
        assert_eq!(to_forget(&app.db, &app.clock).await.expect("a dry run"), expected, "{time}");
        assert_eq!(forget(&app.db, &app.clock).await.expect("forgetting"), expected, "{time}");
    }
}
