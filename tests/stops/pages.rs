//! What my registration shows of the stops that are left, and what its buttons do.

use rocket::http::Status as Http;
use samenkomst::events::event;
use samenkomst::events::room::StopsPolicy;
use samenkomst::registrations::registration::Status;
use sea_orm::Set;

use super::Safari;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{amina, link_in, room_at, seats, seats_at, to, words};

const TITLE: &str = "Mijn haltes aanpassen";

#[rocket::async_test]
async fn my_page_shows_what_is_left_and_a_button_takes_it_once() {
    let safari = Safari::start(|_| {}).await;
    let (early, late) = (safari.early.id, safari.late.id);
    let (amina, letter) = safari.register(0, &[early]).await;
    let (link, path) = (link_in(&letter), format!("{}/stops", link_in(&letter)));
    let page = safari.app.page(&link).await;
    assert!(!page.contains(TITLE), "a lone stop for all is part of the programme: {page}");
    room_at(&safari.app, late, 5).await;
    let page = safari.app.page(&link).await;
    assert!(page.contains(TITLE) && page.contains("Nog 5 plaatsen"), "{page}");
    assert!(page.contains(&format!("action=\"{path}\"")) && page.contains("Kies deze halte"), "{page}");
    assert!(safari.app.page(&format!("{link}?lang=fr")).await.contains("Changer mes étapes"));
    assert!(safari.app.client.get(path.clone()).dispatch().await.status().code >= 400, "looking takes nothing");
    assert_eq!(seats_at(&safari.app, late).await, (0, 0));

    let late = late.to_string();
    for _ in 0..2 {
        let (status, next) = safari.app.send(&format!("{path}?lang=nl"), &[("stop", &late)]).await;
        assert_eq!((status, next), (Http::SeeOther, format!("{link}?done=chosen")));
    }
    let page = safari.app.page(&format!("{link}?done=chosen")).await;
    assert!(page.contains("Deze halte hoort nu bij je inschrijving.") && !page.contains(TITLE), "{page}");
    assert_eq!(safari.at_stops(amina).await, [Status::Confirmed; 2]);
    assert_eq!(safari.row(amina).await.sequence, 1);
    assert_eq!(to(&safari.app.letters().await), ["stop_chosen person0@example.org"], "once");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn a_swap_is_offered_where_there_is_a_seat_and_else_the_page_says_how_one_waits() {
    let safari = Safari::start(|_| {}).await;
    let beside = safari.beside().await;
    let (amina, letter) = safari.register(0, &[safari.early.id]).await;
    let (link, path) = (link_in(&letter), format!("{}/stops", link_in(&letter)));
    let (early, other) = (safari.early.id.to_string(), beside.id.to_string());
    let page = safari.app.page(&link).await;
    assert!(page.contains("Kies in plaats van Wijkwerking") && page.contains("Nog 1 plaats"), "{page}");
    assert!(page.contains("Je plek bij Wijkwerking gaat naar wie wacht."), "{page}");
    assert!(page.contains(&format!("name=\"instead_of\" value=\"{early}\"")), "{page}");

    safari.register(1, &[beside.id]).await;
    let page = safari.app.page(&link).await;
    assert!(page.contains("Volzet. Wie hier wil wachten, geeft eerst Wijkwerking terug."), "{page}");
    assert!(!page.contains("Kies in plaats van") && !page.contains(&format!("action=\"{path}\"")), "{page}");
    let (status, page) = safari.app.send(&path, &[("stop", &other), ("instead_of", &early)]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Die halte is net volzet. Er veranderde niets: je houdt wat je had."), "{page}");
    let (status, page) = safari.app.send(&path, &[("stop", &other)]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Op dat uur heb je al een halte."), "{page}");
    assert_eq!(safari.at_stops(amina).await, [Status::Confirmed]);

    safari.app.send(&format!("{path}/{early}/cancellation"), &[]).await;
    let page = safari.app.page(&link).await;
    assert!(page.contains("Volzet. Wachtlijst, plaats 1") && page.contains("Wacht op een plek"), "{page}");
    let (status, next) = safari.app.send(&path, &[("stop", &other)]).await;
    assert_eq!((status, next), (Http::SeeOther, format!("{link}?done=queued")));
    assert!(safari.app.page(&format!("{link}?done=queued")).await.contains("Je staat in de rij voor deze halte."));
    assert_eq!(
        (safari.at_stops(amina).await, seats_at(&safari.app, beside.id).await),
        (vec![Status::Waitlisted], (1, 1))
    );
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn a_stop_that_is_left_says_in_which_language_its_title_is_when_that_is_not_the_one_of_the_page() {
    let safari = Safari::start(|_| {}).await;
    let (_, letter) = safari.register(0, &[]).await;
    let link = link_in(&letter);
    let french = safari.app.page(&format!("{link}?lang=fr")).await;
    assert!(french.contains("<bdi lang=\"nl-BE\">Wijkwerking</bdi>"), "{french}");
    assert!(french.contains("<span class=\"vh\">: <span lang=\"nl-BE\">Wijkwerking</span></span>"), "{french}");
    let dutch = safari.app.page(&format!("{link}?lang=nl")).await;
    assert!(dutch.contains("<bdi>Wijkwerking</bdi>"), "{dutch}");
}

#[rocket::async_test]
async fn whoever_waits_for_the_event_chooses_stops_for_when_their_turn_comes() {
    let safari = Safari::start(|e| e.capacity = Set(Some(1))).await;
    let (first, _) = safari.register(0, &[]).await;
    let (waits, letter) = safari.register(1, &[]).await;
    let link = link_in(&letter);
    let page = safari.app.page(&link).await;
    assert!(page.contains("Nog 1 plaats") && page.contains("Wacht op een plek"), "{page}");
    let early = safari.early.id.to_string();
    let (_, next) = safari.app.send(&format!("{link}/stops"), &[("stop", &early)]).await;
    assert_eq!(next, format!("{link}?done=queued"));
    assert_eq!(seats_at(&safari.app, safari.early.id).await, (0, 1));
    safari.app.cancel(first).await;
    assert_eq!(safari.at_stops(waits).await, [Status::Confirmed]);
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_is_offered_a_seat_and_is_held_none_at_a_full_stop_waits_at_another_instead() {
    let safari = Safari::start(|e| {
        e.capacity = Set(Some(3));
        e.offer_hours = Set(Some(24));
    })
    .await;
    let beside = safari.beside().await;
    safari.register(0, &[safari.early.id]).await;
    safari.register(1, &[beside.id]).await;
    let (gone, _) = safari.register(2, &[]).await;
    let (offered, letter) = safari.register(3, &[safari.early.id]).await;
    safari.app.cancel(gone).await;
    assert!(safari.row(offered).await.offered_until.is_some());
    let link = link_in(&letter);
    let page = safari.app.page(&link).await;
    assert!(page.contains("Volzet. Wachtlijst, plaats 1") && page.contains("Kies in plaats van Wijkwerking"), "{page}");
    assert!(page.contains("Je verlaat de rij van Wijkwerking.") && !page.contains("geeft eerst"), "{page}");
    let (other, early) = (beside.id.to_string(), safari.early.id.to_string());
    let swap = [("stop", other.as_str()), ("instead_of", early.as_str())];
    let (status, next) = safari.app.send(&format!("{link}/stops"), &swap).await;
    assert_eq!((status, next), (Http::SeeOther, format!("{link}?done=queued")));
    assert_eq!(
        (seats_at(&safari.app, safari.early.id).await, seats_at(&safari.app, beside.id).await),
        ((1, 0), (1, 1))
    );
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_is_offered_a_seat_and_chooses_a_stop_with_it_hears_that_they_must_say_yes() {
    let safari = Safari::start(|e| {
        e.capacity = Set(Some(1));
        e.offer_hours = Set(Some(24));
    })
    .await;
    let (gone, _) = safari.register(0, &[]).await;
    let (_, letter) = safari.register(1, &[]).await;
    safari.app.cancel(gone).await;
    safari.app.letters().await;
    let (link, early) = (link_in(&letter), safari.early.id.to_string());
    assert!(safari.app.page(&link).await.contains("Kies deze halte"));
    let (status, next) = safari.app.send(&format!("{link}/stops"), &[("stop", &early)]).await;
    assert_eq!((status, next), (Http::SeeOther, format!("{link}?done=chosen")), "a seat is held there");
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_chosen person1@example.org"]);
    let said = words(&letters[0]);
    assert!(
        said.contains("We houden een plek voor je vrij tot woensdag 3 februari, 9 uur (Brusselse tijd): zeg ja of nee"),
        "{said}"
    );
    assert!(!said.contains("dan mailen we je meteen"), "nobody waits for a letter that has come: {said}");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn where_all_or_nothing_counts_my_page_says_that_nobody_waits_for_one_stop() {
    let safari = Safari::start(|e| e.stops_policy = Set(StopsPolicy::AllOrNothing)).await;
    safari.register(0, &[safari.early.id]).await;
    let (_, letter) = safari.register(1, &[safari.late.id]).await;
    let page = safari.app.page(&link_in(&letter)).await;
    assert!(page.contains("Volzet. Deze samenkomst heeft geen wachtlijst per halte."), "{page}");
    assert!(!page.contains("Wacht op een plek"), "{page}");
}

#[rocket::async_test]
async fn no_other_stop_is_chosen_nor_any_once_registration_is_closed() {
    let safari = Safari::start(|_| {}).await;
    let (amina, letter) = safari.register(0, &[]).await;
    let (link, path) = (link_in(&letter), format!("{}/stops", link_in(&letter)));
    let gent = make_region(&safari.app, "gent").await;
    let other = make_event(&safari.app, &gent, "elders", |_| {}).await;
    let elsewhere = make_stop(&safari.app, &other, "Elders", "2027-03-04 13:30", "2027-03-04 14:15").await;
    for stop in [elsewhere.id.to_string().as_str(), "999999", "-1", "99999999999", "halte", ""] {
        let (status, _) = safari.app.send(&path, &[("stop", stop)]).await;
        assert_eq!(status, Http::NotFound, "{stop}");
    }
    assert_eq!(safari.app.send(&path, &[]).await.0, Http::NotFound);
    let early = safari.early.id.to_string();
    let stranger = "/registrations/AAAAAAAAAAAAAAAAAAAAAA/stops";
    assert_eq!(safari.app.send(stranger, &[("stop", &early)]).await.0, Http::NotFound);

    assert!(safari.app.page(&link).await.contains(TITLE));
    safari.set(event::Column::ClosesAt, Some("2027-02-01 09:00")).await;
    assert!(!safari.app.page(&link).await.contains(TITLE));
    let (status, page) = safari.app.send(&path, &[("stop", &early)]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Een halte kiezen kan niet meer."), "{page}");
    safari.set(event::Column::ClosesAt, None).await;
    safari.app.at("2027-03-04 13:30");
    assert!(!safari.app.page(&link).await.contains(TITLE), "it has begun");
    assert!(safari.at_stops(amina).await.is_empty());
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_chose_a_stop_that_went_away_meanwhile_is_told_and_not_let_in_without_it() {
    let Safari { app, early, late, .. } = Safari::start(|_| {}).await;
    // Known to this house from now on; then another one takes the late stop away.
    app.page("/events/safari").await;
    app.sql(&format!("DELETE FROM stops WHERE id = {}", late.id)).await;
    let stops = [early.id, late.id].map(|id| id.to_string());
    let both = [amina().as_slice(), &[("stops[0]", stops[0].as_str()), ("stops[1]", stops[1].as_str())]].concat();
    let (status, page) = app.send("/events/safari/registrations", &both).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Een halte die je koos, is er niet meer."), "{page}");
    assert_eq!(seats(&app, "safari").await, (0, 0));
    let one = [amina().as_slice(), &[("stops[0]", stops[0].as_str())]].concat();
    assert_eq!(app.send("/events/safari/registrations", &one).await.0, Http::SeeOther);
    assert_eq!((seats(&app, "safari").await, seats_at(&app, early.id).await), ((1, 0), (1, 0)));
    app.assert_sound().await;
}
