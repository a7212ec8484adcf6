//! The program forgets: when an operator says so, and by itself while it serves.

use std::process::Stdio;
use std::time::Duration;

use samenkomst::clock::Clock;
use samenkomst::feedback::answer;
use samenkomst::language::Language;
use sea_orm::{EntityTrait, Set};
use uuid::Uuid;

use super::{crowd, places_of};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::operator::{Operator, out};
use crate::support::running::Running;

/// Some came to an event that ended 370 days ago, by the clock of the machine, and one of them said how it was.
async fn long_ago(app: &TestApp) {
    let today = Clock::System.now();
    let ends = today - chrono::Duration::days(370);
    let leuven = make_region(app, "leuven").await;
    let event = make_event(app, &leuven, "samenleven", |e| {
        e.starts_at = Set(ends - chrono::Duration::hours(2));
        e.ends_at = Set(ends);
    })
    .await;
    app.clock.set(ends - chrono::Duration::days(10));
    crowd(app, event.id, 0..3).await;
    let answers = [("Wat Lien zei", Some(Language::Nl)), ("", None)].map(|(text, language)| answer::ActiveModel {
        id: Set(Uuid::new_v4()),
        event_id: Set(event.id),
        score: Set(None),
        take_along: Set(text.to_string()),
        to_improve: Set(String::new()),
        own_answer: Set(String::new()),
        language: Set(language),
    });
    answer::Entity::insert_many(answers).exec_without_returning(app.db.write()).await.expect("what was said");
}

#[rocket::async_test]
async fn an_operator_forgets_and_hears_how_much() {
    let app = TestApp::start().await;
    long_ago(&app).await;
    app.send("/regions/leuven/digest", &[("email", "unconfirmed@example.org")]).await;
    let counted = [
        "       3  registrations",
        "       1  events that they were for",
        "       0  offers to a colleague",
        "       3  letters",
        "       0  answers of calendars",
        "       1  answers to how it was, whose texts go",
        "       1  addresses that nobody confirmed for a digest",
        "       0  expired sign-in links and sessions",
    ]
    .join("\n");
    let dry = Operator::of(&app).types(&["forget", "--dry-run"]);
    assert_eq!(out(&dry), format!("To forget:\n{counted}\n"));
    for address in ["person1@", "unconfirmed@"] {
        assert!(!places_of(&app.db, address).await.is_empty(), "{address}");
    }
    assert_eq!(out(&Operator::of(&app).types(&["forget"])), format!("Forgotten:\n{counted}\n"));
    for address in ["person1@", "unconfirmed@"] {
        assert_eq!(places_of(&app.db, address).await, Vec::<String>::new(), "{address}");
    }
    assert!(out(&Operator::of(&app).types(&["forget"])).starts_with("Forgotten:\n       0  registrations"));
}

#[rocket::async_test]
async fn whoever_serves_forgets_by_itself() {
    let app = TestApp::start().await;
    long_ago(&app).await;
    let _serving = Running(
        Operator::of(&app)
            .command(&["serve"])
            .env("ROCKET_PORT", "0")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program"),
    );
    for _ in 0..200 {
        if places_of(&app.db, "person1@").await.is_empty() {
            return;
        }
        rocket::tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("nobody was forgotten");
}
