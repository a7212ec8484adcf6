//! Somebody asks that what is known of them goes: an organiser does that for whoever holds nothing.

use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;

use super::{places_of, registrations, two_events, what_stays};
use crate::support::TestApp;
use crate::support::desk::{acts, sign_hanne_in};

/// The page of whoever bears this name.
fn page_of(people: &[registration::Model], name: &str) -> String {
    let person = people.iter().find(|person| person.name.starts_with(name)).expect("somebody of that name");
    format!("/organise/events/samenleven/registrations/{}", person.id)
}

#[rocket::async_test]
async fn whoever_cancelled_is_forgotten_when_they_ask_and_whoever_has_a_seat_gives_it_back_first() {
    let app = TestApp::start().await;
    two_events(&app).await;
    sign_hanne_in(&app, Role::Organiser, &[]).await;
    let before = registrations(&app).await;
    let (hers, his) = (page_of(&before, "Amina"), page_of(&before, "Emil"));
    assert!(app.page(&hers).await.contains("Schrijf deze persoon eerst uit"));
    let (_, next) = app.send(&format!("{hers}/forgetting"), &[]).await;
    assert_eq!(next, format!("{hers}?done=not-forgotten"));
    assert!(app.page(&next).await.contains("amina@example.org"));
    let page = app.page(&his).await;
    assert!(
        page.contains("Terugdraaien kan niet.") && page.contains("/organise/registrations?status=all&#38;q=emil"),
        "{page}"
    );
    let (_, next) = app.send(&format!("{his}/forgetting"), &[]).await;
    assert_eq!(next, format!("{his}?done=forgotten"));
    assert_eq!(places_of(&app.db, "emil").await, Vec::<String>::new());
    let page = app.page(&next).await;
    assert!(page.contains("Gewist: naam en adres") && page.contains("Hanne Verbeke wiste de gegevens"), "{page}");
    assert_eq!(what_stays(&registrations(&app).await), what_stays(&before));
    assert_eq!(acts(&app).await.last(), Some(&Act::RegistrationForgotten));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn once_it_is_over_whoever_came_is_forgotten_with_the_offer_by_which_they_got_their_seat() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let before = registrations(&app).await;
    app.at("2027-03-05 09:00");
    sign_hanne_in(&app, Role::Organiser, &[]).await;
    let hers = page_of(&before, "Dina");
    let (_, next) = app.send(&format!("{hers}/forgetting"), &[]).await;
    assert_eq!(next, format!("{hers}?done=forgotten"));
    assert_eq!(places_of(&app.db, "dina@example.org").await, Vec::<String>::new());
    assert_eq!(what_stays(&registrations(&app).await), what_stays(&before));
    app.assert_sound().await;
}
