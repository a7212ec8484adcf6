//! What comes after the thanks follows once, and nobody is thanked twice.

use samenkomst::events::event::{self, Format, Material, Materials};
use samenkomst::language::Texts;
use samenkomst::mail::Parcel;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use sea_orm::Set;

use super::{MESSAGES, change_person, house};
use crate::support::desk::sign_in_as;
use crate::support::makers::change;
use crate::support::people::{to, words};
use crate::support::{TestApp, brussels};

const RECORDING: &str = "https://video.example.org/1";

fn slides() -> Materials {
    Materials(vec![Material { title: Texts::same("Slides"), url: "https://example.org/s".into() }])
}

async fn add_slides(app: &TestApp, event: &event::Model) {
    change(app, event, event::Column::Materials, serde_json::to_value(slides()).expect("JSON")).await;
}

async fn add_recording(app: &TestApp, event: &event::Model) {
    change(app, event, event::Column::RecordingUrl, RECORDING).await;
}

/// Leuven's event, just before it ends: all reminders have left.
async fn nearly_over(people: usize, change: impl FnOnce(&mut event::ActiveModel)) -> (TestApp, event::Model) {
    let (app, _, event) = house(people, change).await;
    app.at("2027-03-04 15:29");
    app.post_due().await;
    app.letters().await;
    (app, event)
}

/// What is due at that time, as it leaves.
async fn due(app: &TestApp, time: &str) -> Vec<Parcel> {
    app.at(time);
    app.post_due().await;
    let mut letters = app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    letters
}

#[rocket::async_test]
async fn a_question_that_is_switched_on_after_the_thanks_is_asked_once_a_day_after_the_event() {
    let (app, event) = nearly_over(4, |_| {}).await;
    change_person(&app, 3, registration::Column::CheckedInAt, brussels("2027-03-04 13:20")).await;
    add_recording(&app, &event).await;
    assert_eq!(to(&due(&app, "2027-03-04 16:00").await), ["thanks person3@example.org"]);
    change(&app, &event, event::Column::AsksFeedback, true).await;
    assert_eq!(due(&app, "2027-03-05 15:29").await.len(), 0);
    let letters = due(&app, "2027-03-05 15:30").await;
    assert_eq!(to(&letters), ["thanks person3@example.org"]);
    assert!(letters[0].rendered.subject.starts_with("Hoe was het? Samenleven"), "{}", letters[0].rendered.subject);
    let told = words(&letters[0]);
    assert!(told.contains("Vertel ons hoe het was, Person.") && told.contains("/feedback?lang=nl"), "{told}");
    assert!(!told.contains("opname") && !told.contains("Fijn dat je erbij was"), "{told}");
    change(&app, &event, event::Column::AsksFeedback, false).await;
    change(&app, &event, event::Column::AsksFeedback, true).await;
    assert_eq!(due(&app, "2027-03-06 09:00").await.len(), 0, "once");
}

#[rocket::async_test]
async fn a_recording_that_comes_after_the_question_follows_once_to_the_same_people() {
    let (app, event) = nearly_over(2, |e| e.asks_feedback = Set(true)).await;
    let both = ["thanks person0@example.org", "thanks person1@example.org"];
    assert_eq!(to(&due(&app, "2027-03-05 15:30").await), both);
    add_recording(&app, &event).await;
    let letters = due(&app, "2027-03-08 09:00").await;
    assert_eq!(to(&letters), both);
    assert!(letters[0].rendered.subject.starts_with("De opname: Samenleven"), "{}", letters[0].rendered.subject);
    let told = words(&letters[0]);
    assert!(
        told.contains(&format!("Bekijk de opname {RECORDING}")) && told.contains("De opname is er, Person."),
        "{told}"
    );
    assert!(!told.contains("/feedback") && !told.contains("Bedankt"), "the question was asked: {told}");
    assert!(words(&letters[1]).contains("L’enregistrement est là, Person."));
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/2").await;
    add_slides(&app, &event).await;
    assert_eq!(due(&app, "2027-03-30 09:00").await.len(), 0, "once");
}

#[rocket::async_test]
async fn what_is_ready_at_the_same_time_comes_in_one_letter() {
    let (app, event) = nearly_over(1, |e| e.materials = Set(slides())).await;
    assert_eq!(due(&app, "2027-03-05 15:30").await.len(), 1);
    add_recording(&app, &event).await;
    change(&app, &event, event::Column::AsksFeedback, true).await;
    let letters = due(&app, "2027-03-08 09:00").await;
    assert_eq!(to(&letters), ["thanks person0@example.org"]);
    let told = words(&letters[0]);
    assert!(told.contains(RECORDING) && told.contains("https://example.org/s") && told.contains("/feedback"), "{told}");
    assert_eq!(due(&app, "2027-03-09 09:00").await.len(), 0);
}

#[rocket::async_test]
async fn slides_that_come_after_the_thanks_wait_for_a_recording_where_there_may_be_one() {
    let (app, leuven, event) = house(1, |e| e.asks_feedback = Set(true)).await;
    due(&app, "2027-03-04 15:29").await;
    assert_eq!(due(&app, "2027-03-05 15:30").await.len(), 1);
    add_slides(&app, &event).await;
    assert_eq!(due(&app, "2027-03-18 15:29").await.len(), 0);
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let page = app.page(MESSAGES).await;
    assert!(page.contains("donderdag 18 maart, 15.30\u{a0}uur, of samen met de opname"), "{page}");
    let form = app.page("/organise/events/samenleven").await;
    assert!(form.contains("Materiaal vertrekt ten vroegste een dag na de samenkomst"), "as the form says: {form}");
    let letters = due(&app, "2027-03-18 15:30").await;
    assert!(letters[0].rendered.subject.starts_with("Om na te lezen: Samenleven"), "{}", letters[0].rendered.subject);
    assert!(words(&letters[0]).contains("https://example.org/s"));
    assert!(app.page(MESSAGES).await.contains("Materiaal, achteraf nagestuurd"));
    add_recording(&app, &event).await;
    assert_eq!(
        due(&app, "2027-03-20 09:00").await.len(),
        0,
        "of what there is to see people hear once more, not twice"
    );

    let in_person = |e: &mut event::ActiveModel| {
        e.asks_feedback = Set(true);
        e.format = Set(Format::InPerson);
    };
    let (app, event) = nearly_over(1, in_person).await;
    assert_eq!(due(&app, "2027-03-05 15:30").await.len(), 1);
    add_slides(&app, &event).await;
    assert_eq!(due(&app, "2027-03-06 09:00").await.len(), 1, "there was nothing to record");
}

#[rocket::async_test]
async fn slides_that_are_there_before_the_end_leave_a_day_after_it() {
    let (app, event) = nearly_over(1, |e| e.materials = Set(slides())).await;
    assert_eq!(due(&app, "2027-03-04 15:30").await.len(), 0, "people are on their way home");
    assert_eq!(due(&app, "2027-03-05 15:29").await.len(), 0);
    add_recording(&app, &event).await;
    assert_eq!(
        due(&app, "2027-03-05 15:29").await.len(),
        1,
        "a recording is what they wait for, and takes the slides along"
    );
    assert_eq!(due(&app, "2027-03-05 15:30").await.len(), 0);
}

#[rocket::async_test]
async fn whoever_stops_in_the_middle_goes_on_with_the_same_letters() {
    let (app, event) = nearly_over(3, |e| e.asks_feedback = Set(true)).await;
    let neighbour = app.neighbour().await;
    for house in [&app, &neighbour] {
        house.at("2027-03-05 15:30");
    }
    let (here, there) = rocket::tokio::join!(app.post_due(), neighbour.post_due());
    assert_eq!(here + there, 3, "two processes write each letter once");
    assert_eq!(app.letters().await.len(), 3);
    // As if both had been killed before the last one was written.
    app.sql("DELETE FROM letters WHERE kind = 'thanks' AND recipient = 'person0@example.org'").await;
    app.sql("UPDATE sent_thanks SET written_at = NULL").await;
    add_recording(&app, &event).await;
    let letters = due(&app, "2027-03-06 09:00").await;
    let counted = |what: &str| letters.iter().filter(|letter| letter.rendered.text.contains(what)).count();
    assert_eq!((letters.len(), counted("/feedback"), counted(RECORDING)), (4, 1, 3));
    assert_eq!(due(&app, "2027-03-06 10:00").await.len(), 0);
}
