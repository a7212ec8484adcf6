//! How those who came found it, and what they take home for their employer.

use std::collections::BTreeSet;

use samenkomst::demo;
use samenkomst::feedback::{self, answer};
use samenkomst::organisers::organiser;
use samenkomst::registrations::looking_back;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{DAYS, Loaded};
use crate::support::desk::sign_in;

const SAFARI: &str = "praktijksafari-op-stap-in-lokeren";

async fn answers(demo: &Loaded) -> Vec<answer::Model> {
    answer::Entity::find().all(demo.app.db.read()).await.expect("answers")
}

#[rocket::async_test]
async fn the_organiser_reads_how_a_past_safari_was_and_hands_out_its_certificates() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let hanne = organiser::Entity::find().filter(organiser::Column::Email.eq(demo::ORGANISER));
    let hanne = hanne.one(demo.app.db.read()).await.expect("a query").expect("an organiser");
    sign_in(&demo.app, hanne.id).await;
    let people = demo.at(demo.event(SAFARI));
    let came: Vec<_> = people.into_iter().filter(|person| person.checked_in_at.is_some()).collect();

    let page = demo.app.page(&format!("/organise/events/{SAFARI}/feedback")).await;
    assert!(page.contains(&format!("We vroegen het aan {} mensen.", came.len())), "{page}");
    assert!(page.contains(&format!("12 van de {} antwoordden.", came.len())), "{page}");
    assert!(page.contains("<dd class=\"no\">4,2</dd>") && page.contains("<li>Eeklo</li>"), "{page}");
    assert!(page.contains("<li lang=\"fr"), "{page}");

    let page = demo.app.page(&format!("/organise/events/{SAFARI}/registrations/{}", came[0].id)).await;
    assert!(page.contains("/certificate\""), "{page}");
    let page = demo.app.page("/events/praktijksafari-op-stap-in-gent").await;
    assert!(page.contains("Aanwezigheidsattest<br><span>3,5 uur vorming</span>"), "{page}");
}

#[rocket::async_test]
async fn as_many_as_there_are_answers_said_something_and_all_of_them_came() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let answers = answers(&demo).await;
    let given = looking_back::Entity::find().all(demo.app.db.read()).await.expect("those who answered");
    let given: BTreeSet<Uuid> = given.iter().map(|given| given.registration_id).collect();
    let mut asking = 0;
    for event in &demo.events {
        let answered: Vec<_> = demo.at(event).into_iter().filter(|person| given.contains(&person.id)).collect();
        assert!(answered.iter().all(|person| person.checked_in_at.is_some()), "{}", event.slug);
        assert_eq!(answered.len(), answers.iter().filter(|a| a.event_id == event.id).count(), "{}", event.slug);
        assert!(answered.is_empty() || event.has_asked_how_it_was(demo.now()), "{}", event.slug);
        asking += usize::from(!answered.is_empty());
    }
    assert_eq!((asking, answers.len()), (2, given.len()));
}

#[rocket::async_test]
async fn nobody_is_thanked_today_for_what_was_and_no_answer_is_forgotten() {
    for day in DAYS {
        let demo = Loaded::on(day).await;
        assert_eq!(demo.app.post_due().await, 0, "{day}");
        for event in demo.events.iter().filter(|e| e.is_past(demo.now()) && (e.asks_feedback || e.certificates)) {
            assert!(event.thanked_at.is_some(), "{day}: {}, which would be thanked if it were later", event.slug);
        }
        let before = answers(&demo).await;
        feedback::forget(&demo.app.db, &demo.app.clock).await.expect("nothing forgotten");
        assert_eq!(answers(&demo).await, before, "{day}");
    }
}
