//! A message waits for its moment: who is meant is decided then, and until then it can be taken back.

use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::organisers::audit;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use sea_orm::EntityTrait;

use super::{MESSAGES, acts, draft, house, register, send_now, typed};
use crate::support::desk::sign_in_as;
use crate::support::makers::{change, make_event};
use crate::support::people::to;

#[rocket::async_test]
async fn whom_a_planned_message_is_for_is_decided_when_it_leaves() {
    let (app, leuven, event) = house(2, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    let later = [("when", "later"), ("send_at", "2027-03-29T09:00")];
    let (status, next) = app.send(&format!("{path}/sending"), &later).await;
    assert_eq!((status, next), (Status::SeeOther, format!("{path}?done=planned")));
    let page = app.page(&path).await;
    assert!(
        page.contains("maandag 29 maart, 9\u{a0}uur") && page.contains("de klok"),
        "it says that the clock changes: {page}"
    );
    assert!(page.contains("<span>Brusselse tijd"), "{page}");
    let gone = registration::Entity::find().all(app.db.read()).await.expect("a query").remove(0);
    app.cancel(gone.id).await;
    register(&app, event.id, 2..3).await;
    change(&app, &event, event::Column::Reminders, serde_json::json!([])).await;
    app.letters().await;
    app.at("2027-03-29 08:59");
    assert_eq!(app.post_due().await, 0);
    app.at("2027-03-29 09:00");
    assert_eq!(app.post_due().await, 2);
    let mut readers = to(&app.letters().await);
    readers.sort();
    assert_eq!(readers, ["message person1@example.org", "message person2@example.org"]);
}

#[rocket::async_test]
async fn a_message_that_cannot_be_written_keeps_no_other_waiting() {
    let (app, leuven, broken) = house(1, |_| {}).await;
    let other = make_event(&app, &leuven, "ander", |_| {}).await;
    register(&app, other.id, 1..2).await;
    app.letters().await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    send_now(&app, &draft(&app, &typed()).await).await;
    let (_, path) = app.send("/organise/events/ander/messages", &typed()).await;
    send_now(&app, &path).await;
    app.sql(&format!("UPDATE registrations SET language = 'xx' WHERE event_id = {}", broken.id)).await;
    assert_eq!(app.post_due().await, 1);
    assert_eq!(to(&app.letters().await), ["message person1@example.org"]);
}

#[rocket::async_test]
async fn a_planned_message_is_withdrawn_and_used_again() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    app.send(&format!("{path}/sending"), &[("when", "later"), ("send_at", "2027-02-10T09:00")]).await;
    let (_, next) = app.send(&format!("{path}/withdrawal"), &[]).await;
    assert!(app.page(&next).await.contains("Teruggetrokken"));
    app.at("2027-02-11 09:00");
    assert_eq!((app.post_due().await, app.letters().await.len()), (0, 0));
    let id = path.rsplit('/').next().expect("an id");
    let again = app.page(&format!("{MESSAGES}/new?from={id}")).await;
    assert!(again.contains("Breng **zeker** een lader mee."), "{again}");
    assert_eq!(acts(&app).await, [audit::Act::MessageSent, audit::Act::MessageWithdrawn]);
}

#[rocket::async_test]
async fn what_has_not_left_yet_can_be_taken_back() {
    let (app, leuven, _) = house(3, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    send_now(&app, &path).await;
    assert_eq!(app.post_due().await, 3);
    app.send(&format!("{path}/withdrawal"), &[]).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), Vec::<String>::new(), "the letters were written, and stay");
    assert!(app.page(&path).await.contains("3 niet meer nodig"));
}

#[rocket::async_test]
async fn what_has_left_cannot_be_taken_back() {
    let (app, leuven, _) = house(2, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    send_now(&app, &path).await;
    app.post_due().await;
    assert_eq!(app.letters().await.len(), 2);
    let (_, next) = app.send(&format!("{path}/withdrawal"), &[]).await;
    let page = app.page(&next).await;
    assert!(page.contains("Dit bericht was al verstuurd. Er is niets veranderd."), "{page}");
    assert!(!page.contains("Teruggetrokken"), "{page}");
    assert_eq!(acts(&app).await, [audit::Act::MessageSent]);
}

#[rocket::async_test]
async fn what_was_sent_is_no_draft_to_throw_away() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    send_now(&app, &path).await;
    let (_, next) = app.send(&path, &[("_method", "delete")]).await;
    let page = app.page(&next).await;
    assert!(page.contains("Dit bericht was al verstuurd. Er is niets veranderd."), "{page}");
    assert_eq!(app.post_due().await, 1);
}

#[rocket::async_test]
async fn a_message_that_was_planned_before_the_event_was_called_off_stays() {
    let (app, leuven, event) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let before = draft(&app, &typed()).await;
    app.send(&format!("{before}/sending"), &[("when", "later"), ("send_at", "2027-02-10T09:00")]).await;
    app.at("2027-02-03 09:00");
    change(&app, &event, event::Column::CancelledAt, app.clock.now()).await;
    app.at("2027-02-04 09:00");
    let after = draft(&app, &typed()).await;
    app.send(&format!("{after}/sending"), &[("when", "later"), ("send_at", "2027-02-10T09:00")]).await;
    app.at("2027-02-10 09:00");
    assert_eq!(app.post_due().await, 1, "what was written with that in mind goes");
    assert!(app.page(&before).await.contains("Teruggetrokken"));
}

#[rocket::async_test]
async fn what_was_written_before_the_event_was_called_off_does_not_leave_after_it() {
    let (app, leuven, event) = house(2, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let before = draft(&app, &typed()).await;
    send_now(&app, &before).await;
    assert_eq!(app.post_due().await, 2, "its letters are written, and have not left");
    app.at("2027-02-02 09:01");
    change(&app, &event, event::Column::CancelledAt, app.clock.now()).await;
    assert_eq!(to(&app.letters().await), Vec::<String>::new());
    app.at("2027-02-02 09:02");
    let after = draft(&app, &typed()).await;
    send_now(&app, &after).await;
    assert_eq!((app.post_due().await, app.letters().await.len()), (2, 2), "what was written with that in mind leaves");
    let last = draft(&app, &typed()).await;
    send_now(&app, &last).await;
    app.post_due().await;
    change(&app, &event, event::Column::DeletedAt, app.clock.now()).await;
    assert_eq!(to(&app.letters().await), Vec::<String>::new(), "nothing is said of what is not there");
}
