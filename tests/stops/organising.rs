//! What an organiser does with somebody's stops, and that it is noted.

use rocket::http::Status as Http;
use samenkomst::events::event;
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::Status;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Set};
use serde_json::json;

use super::Safari;
use crate::support::desk::sign_hanne_in;
use crate::support::people::{room_at, seats_at, to, words};
use crate::support::programs::Program;

const LIST: &str = "/organise/events/safari/registrations";

async fn noted(safari: &Safari) -> Vec<(Act, String)> {
    let trail = audit::Entity::find().order_by_asc(audit::Column::Id).all(safari.app.db.read()).await.expect("a trail");
    let stop = |entry: &audit::Model| entry.facts["stop"].as_str().unwrap_or_default().to_string();
    trail.iter().map(|entry| (entry.act, stop(entry))).collect()
}

#[rocket::async_test]
async fn an_organiser_swaps_a_stop_for_somebody_who_hears_of_it_and_it_is_noted_once() {
    let safari = Safari::start(|_| {}).await;
    let beside = safari.beside().await;
    let (amina, _) = safari.register(0, &[safari.early.id]).await;
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    let path = format!("{LIST}/{amina}");
    let swap = format!("choose.{}.{}", beside.id, safari.early.id);
    let page = safari.app.page(&path).await;
    assert!(page.contains("Buurthuis in plaats van Wijkwerking") && page.contains("Wijkwerking teruggeven"), "{page}");
    assert!(page.contains(&format!("value=\"{swap}\" required> ")), "{page}");
    for _ in 0..2 {
        let wish = [("stop", swap.as_str()), ("letter", "true"), ("reason", "Rolstoel")];
        let (status, next) = safari.app.send(&format!("{path}/stops"), &wish).await;
        assert_eq!((status, next), (Http::SeeOther, format!("{path}?done=stop")));
    }
    assert_eq!(
        (seats_at(&safari.app, safari.early.id).await, seats_at(&safari.app, beside.id).await),
        ((0, 0), (1, 0))
    );
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_chosen person0@example.org"]);
    let said = words(&letters[0]);
    assert!(said.contains("Leuven koos een halte voor je: Buurthuis (13.45 – 14.30 uur), in plaats van"), "{said}");
    assert_eq!(noted(&safari).await, [(Act::StopChosen, "Buurthuis".to_string())]);
    let page = safari.app.page(&format!("{path}?done=stop")).await;
    assert!(page.contains("Gebeurd: de haltes zijn aangepast."), "{page}");
    assert!(page.contains("Hanne Verbeke koos Buurthuis in plaats van Wijkwerking") && page.contains("Rolstoel"));
    assert!(!page.contains("Koos een halte"), "it was not the person: {page}");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn an_organiser_adds_a_stop_and_takes_one_back_after_registration_closed() {
    let safari = Safari::start(|_| {}).await;
    room_at(&safari.app, safari.late.id, 3).await;
    let (amina, _) = safari.register(0, &[safari.early.id]).await;
    safari.set(event::Column::ClosesAt, Some("2027-02-01 09:00")).await;
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    let path = format!("{LIST}/{amina}/stops");
    for wish in [format!("choose.{}", safari.late.id), format!("leave.{}", safari.early.id)] {
        assert_eq!(safari.app.send(&path, &[("stop", &wish)]).await.0, Http::SeeOther, "{wish}");
    }
    assert_eq!(safari.at_stops(amina).await, [Status::Confirmed]);
    assert_eq!(
        (seats_at(&safari.app, safari.early.id).await, seats_at(&safari.app, safari.late.id).await),
        ((0, 0), (1, 0))
    );
    assert!(safari.app.letters().await.is_empty(), "no letter was ticked");
    let noted = noted(&safari).await;
    assert_eq!(noted, [(Act::StopChosen, "Nachtopvang".to_string()), (Act::StopLeft, "Wijkwerking".to_string())]);
    let page = safari.app.page(&format!("{LIST}/{amina}")).await;
    assert!(page.contains("Hanne Verbeke gaf een halte terug: Wijkwerking"), "{page}");
    let again = format!("choose.{}", safari.early.id);
    safari.app.send(&path, &[("stop", &again), ("letter", "true")]).await;
    let leave = format!("leave.{}", safari.early.id);
    safari.app.send(&path, &[("stop", &leave), ("letter", "true")]).await;
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_given_back person0@example.org"], "the one before has nothing to say any more");
    assert!(words(&letters[0]).contains("Leuven gaf je plek bij Wijkwerking"), "{}", words(&letters[0]));
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn what_cannot_be_done_with_a_stop_is_said_and_stays_as_it_was_typed() {
    let safari = Safari::start(|_| {}).await;
    let beside = safari.beside().await;
    let (amina, _) = safari.register(0, &[safari.early.id]).await;
    safari.register(1, &[beside.id]).await;
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    let path = format!("{LIST}/{amina}/stops");
    let swap = format!("choose.{}.{}", beside.id, safari.early.id);
    let (status, page) = safari.app.send(&path, &[("stop", &swap), ("reason", "Rolstoel")]).await;
    assert_eq!(status, Http::Conflict);
    assert!(
        page.contains("Die halte is volzet. Er veranderde niets.") && page.contains("value=\"Rolstoel\""),
        "{page}"
    );
    let beside_it = format!("choose.{}", beside.id);
    let (status, page) = safari.app.send(&path, &[("stop", &beside_it)]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Op dat uur heeft deze persoon al een halte."), "{page}");
    for nonsense in ["", "choose", "choose.x", "swap.1.2", "leave.1.2", "choose.1.2.3"] {
        let (status, page) = safari.app.send(&path, &[("stop", nonsense)]).await;
        assert_eq!(status, Http::UnprocessableEntity, "{nonsense}");
        assert!(page.contains("Kies wat je met welke halte wil doen."), "{page}");
    }
    assert_eq!(safari.app.send(&path, &[("stop", "choose.999999")]).await.0, Http::NotFound);
    assert_eq!(safari.at_stops(amina).await, [Status::Confirmed]);
    assert!(noted(&safari).await.is_empty());
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn the_organiser_sees_what_somebody_chose_and_gave_back_for_it() {
    let safari = Safari::start(|_| {}).await;
    let beside = safari.beside().await;
    let (amina, _) = safari.register(0, &[safari.early.id]).await;
    assert_eq!(safari.choose(amina, &beside, Some(&safari.early)).await, Ok(Status::Confirmed));
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    let page = safari.app.page(&format!("{LIST}/{amina}")).await;
    let after = |said: &str| page.split(said).nth(1).unwrap_or_default().chars().take(60).collect::<String>();
    assert!(after("Koos een halte").contains("Buurthuis"), "{page}");
    assert!(after("Gaf een halte terug").contains("Wijkwerking"), "{page}");
    assert!(page.contains("Halte gekozen"), "the letter has its name: {page}");
}

#[rocket::async_test]
async fn nobody_is_put_in_the_line_of_a_stop_that_has_begun() {
    let safari = Safari::start(|_| {}).await;
    safari.register(0, &[safari.early.id]).await;
    let (amina, _) = safari.register(1, &[]).await;
    let path = format!("{LIST}/{amina}");
    let early = format!("choose.{}", safari.early.id);
    safari.app.at("2027-03-04 13:29");
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    assert!(safari.app.page(&path).await.contains("Volzet. Wachtlijst, plaats 1"));
    safari.app.at("2027-03-04 13:30");
    let page = safari.app.page(&path).await;
    assert!(page.contains(&format!("value=\"{early}\" required disabled")), "{page}");
    assert!(page.contains("Volzet.</small>") && !page.contains("Wachtlijst, plaats 1"), "{page}");
    let (status, page) = safari.app.send(&format!("{path}/stops"), &[("stop", &early), ("letter", "true")]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Die halte is volzet. Er veranderde niets."), "{page}");
    assert!(safari.at_stops(amina).await.is_empty() && noted(&safari).await.is_empty());
    assert!(safari.app.letters().await.is_empty());
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn no_stop_is_left_for_whoever_waits_still_when_the_event_begins() {
    let safari = Safari::start(|e| e.capacity = Set(Some(1))).await;
    room_at(&safari.app, safari.late.id, 3).await;
    safari.register(0, &[]).await;
    let (amina, _) = safari.register(1, &[]).await;
    let path = format!("{LIST}/{amina}");
    let late = format!("choose.{}", safari.late.id);
    safari.app.at("2027-03-04 13:29");
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    assert!(safari.app.page(&path).await.contains(&format!("value=\"{late}\"")));
    safari.app.at("2027-03-04 13:30");
    let page = safari.app.page(&path).await;
    assert!(!page.contains(&late), "{page}");
    assert_eq!(safari.app.send(&format!("{path}/stops"), &[("stop", &late)]).await.0, Http::Conflict);
    assert!(safari.at_stops(amina).await.is_empty() && noted(&safari).await.is_empty());
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_is_added_at_a_full_stop_that_has_begun_can_have_a_chair_more() {
    let safari = Safari::start(|e| e.capacity = Set(None)).await;
    safari.register(0, &[safari.early.id]).await;
    safari.app.at("2027-03-04 13:40");
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    let early = safari.early.id.to_string();
    let mut sent =
        vec![("name", "Zoë"), ("email", "zoe@example.org"), ("language", "nl"), ("stops[0]", early.as_str())];
    let (status, page) = safari.app.send(LIST, &sent).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Zet een vinkje om toch een plek te geven."), "{page}");
    assert!(page.contains("type=\"checkbox\" name=\"over_capacity\""), "there is one to tick: {page}");
    assert_eq!(seats_at(&safari.app, safari.early.id).await, (1, 0));
    sent.push(("over_capacity", "true"));
    assert_eq!(safari.app.send(LIST, &sent).await.0, Http::SeeOther);
    assert_eq!(seats_at(&safari.app, safari.early.id).await, (2, 0));
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn an_event_is_changed_while_a_phone_notes_somebody_at_a_stop() {
    let safari = Safari::start(|_| {}).await;
    // In SQLite one writes at a time.
    if safari.app.db.is_sqlite() {
        return;
    }
    safari.register(0, &[safari.early.id]).await;
    let hanne = Program::of(&safari.app, Role::Admin, None).await;
    let phone = safari.app.db.begin().await.expect("a transaction");
    phone.execute_unprepared("SELECT 1 FROM stops FOR KEY SHARE").await.expect("the stop");
    hanne.patch("/api/v1/events/safari", json!({ "title": "Een andere safari" })).await.ok();
    phone.execute_unprepared("SELECT 1 FROM registrations FOR UPDATE").await.expect("the person");
    phone.commit().await.expect("a commit");
    assert_eq!(to(&safari.app.letters().await), ["event_changed person0@example.org"]);
}
