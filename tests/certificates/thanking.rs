//! Those who get a certificate hear of it in the letter of thanks.

use samenkomst::events::event::{self, Format};
use samenkomst::organisers::role::Role;
use sea_orm::Set;

use super::{check_in, house, register, take};
use crate::support::desk::sign_in_as;
use crate::support::makers::change;
use crate::support::people::{link_in, to};

#[rocket::async_test]
async fn a_day_after_whoever_was_there_is_thanked_with_a_certificate() {
    let (app, leuven, _) = house(|_| {}).await;
    register(&app, "Amina El Idrissi", "amina@example.org", "nl").await;
    register(&app, "Bram Hendrickx", "bram@example.org", "nl").await;
    app.at("2027-03-04 13:20");
    check_in(&app, "amina@example.org").await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let page = app.page("/organise/events/samen/messages").await;
    assert!(page.contains("en anders vrijdag 5 maart, 15.30\u{a0}uur, voor wie een attest krijgt"), "{page}");
    app.at("2027-03-05 15:29");
    assert_eq!(app.post_due().await, 0, "somebody may still be noted");
    app.at("2027-03-05 15:30");
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["thanks amina@example.org"]);
    let text = &letters[0].rendered.text;
    assert!(text.contains("Je aanwezigheidsattest staat klaar.") && text.contains("Download mijn attest"), "{text}");
    assert!(!text.contains("opname") && letters[0].rendered.html.contains("/certificate?lang=nl\""), "{text}");
    let path = link_in(&letters[0]);
    assert!(path.ends_with("/certificate"), "{path}");
    take(&app, &path).await;
    check_in(&app, "bram@example.org").await;
    assert_eq!(app.post_due().await, 0, "once; whoever is noted later finds it on their page");
}

#[rocket::async_test]
async fn where_nobody_was_noted_the_letter_waits_until_somebody_is() {
    let (app, _, _) = house(|_| {}).await;
    register(&app, "Amina El Idrissi", "amina@example.org", "fr").await;
    app.at("2027-03-06 09:00");
    assert_eq!(app.post_due().await, 0);
    check_in(&app, "amina@example.org").await;
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    assert!(letters[0].rendered.text.contains("Ton attestation de présence est prête."));
}

#[rocket::async_test]
async fn where_it_is_asked_how_it_was_the_letter_waits_for_nobody() {
    let (app, _, _) = house(|e| e.asks_feedback = Set(true)).await;
    let amina = register(&app, "Amina El Idrissi", "amina@example.org", "nl").await;
    app.at("2027-03-05 15:30");
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    let text = &letters[0].rendered.text;
    assert!(text.contains("Vertel je ons hoe het was?") && !text.contains("attest"), "{text}");
    check_in(&app, "amina@example.org").await;
    assert_eq!(app.post_due().await, 0, "once");
    assert!(app.page(&amina).await.contains("Download mijn attest"), "whoever is noted later finds it on their page");
}

#[rocket::async_test]
async fn a_recording_and_a_certificate_come_in_one_letter() {
    let (app, _, event) = house(|_| {}).await;
    register(&app, "Amina El Idrissi", "amina@example.org", "en").await;
    app.at("2027-03-04 13:20");
    check_in(&app, "amina@example.org").await;
    app.at("2027-03-04 17:00");
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/1").await;
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    let text = &letters[0].rendered.text;
    for part in ["Watch the recording", "https://video.example.org/1", "Your certificate", "/certificate?lang=en"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[rocket::async_test]
async fn whoever_was_not_noted_is_thanked_for_their_interest_without_one() {
    let (app, _, event) = house(|_| {}).await;
    register(&app, "Amina El Idrissi", "amina@example.org", "nl").await;
    app.at("2027-03-05 17:00");
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/1").await;
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    let text = &letters[0].rendered.text;
    assert!(text.contains("Bedankt voor je interesse") && !text.contains("attest"), "{text}");
}

#[rocket::async_test]
async fn online_it_waits_two_weeks_for_the_recording() {
    let (app, _, _) = house(|e| e.format = Set(Format::Online)).await;
    register(&app, "Amina El Idrissi", "amina@example.org", "nl").await;
    app.at("2027-03-04 13:40");
    check_in(&app, "amina@example.org").await;
    app.at("2027-03-18 15:29");
    assert_eq!(app.post_due().await, 0);
    app.at("2027-03-18 15:30");
    assert_eq!(app.post_due().await, 1);
    assert_eq!(to(&app.letters().await), ["thanks amina@example.org"]);
}
