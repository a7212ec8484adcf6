//! One stop is given back and the rest is kept: what came free goes on, and the person hears of it once.

mod choosing;
mod organising;
mod pages;
mod policies;

use rocket::http::Status as Http;
use samenkomst::events::event;
use samenkomst::events::stop;
use samenkomst::mail::Parcel;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::{self, Status};
use samenkomst::registrations::seats::booking::{Applicant, Refusal};
use samenkomst::registrations::seats::held_stop;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region, make_stop, make_two_stops};
use crate::support::people::{link_in, person, room_at, seats, seats_at, to, words};

/// A safari on 4 March with an early stop for one person and a late one for all.
struct Safari {
    app: TestApp,
    event: event::Model,
    early: stop::Model,
    late: stop::Model,
}

impl Safari {
    async fn start(change: impl FnOnce(&mut event::ActiveModel)) -> Safari {
        let app = TestApp::start().await;
        let leuven = make_region(&app, "leuven").await;
        let event = make_event(&app, &leuven, "safari", change).await;
        let [early, late] = make_two_stops(&app, &event).await;
        room_at(&app, early.id, 1).await;
        Safari { app, event, early, late }
    }

    /// Registers somebody; answers with the registration and the letter that tells of it.
    async fn register(&self, number: usize, stops: &[i32]) -> (Uuid, Parcel) {
        let applicant = Applicant { stops: stops.to_vec(), ..person(self.event.id, number) };
        let standing = self.app.desk().register(applicant).await.expect("an answer").expect("a place");
        (standing.registration_id, self.app.letters().await.remove(0))
    }

    async fn leave(&self, id: Uuid, stop: &stop::Model) -> Result<Status, Refusal> {
        self.app.desk().leave_stop(id, stop.id).await.expect("an answer").map(|standing| standing.status)
    }

    async fn row(&self, id: Uuid) -> registration::Model {
        registration::Entity::find_by_id(id).one(self.app.db.read()).await.expect("a query").expect("a registration")
    }

    /// How somebody stands at the stops that they still have, the early one first.
    async fn at_stops(&self, id: Uuid) -> Vec<Status> {
        let held = held_stop::Entity::find().filter(held_stop::Column::RegistrationId.eq(id));
        let mut held = held.all(self.app.db.read()).await.expect("a query");
        held.sort_by_key(|held| held.stop_id);
        held.into_iter().map(|held| held.status).collect()
    }
}

#[rocket::async_test]
async fn whoever_leaves_a_stop_moves_up_the_first_who_waits_there_and_keeps_the_rest() {
    let safari = Safari::start(|_| {}).await;
    let (early, late) = (safari.early.id, safari.late.id);
    let (amina, letter) = safari.register(0, &[early, late]).await;
    let (first, _) = safari.register(1, &[early]).await;
    let (second, _) = safari.register(2, &[early]).await;
    let link = link_in(&letter);
    let path = format!("{link}/stops/{early}/cancellation");
    let page = safari.app.page(&link).await;
    assert!(page.contains("Wijkwerking") && page.contains(&format!("action=\"{path}\"")), "{page}");
    assert!(safari.app.client.get(path.clone()).dispatch().await.status().code >= 400, "looking gives nothing back");
    assert_eq!(seats_at(&safari.app, early).await, (1, 2));

    let (status, next) = safari.app.send(&path, &[]).await;
    assert_eq!((status, next), (Http::SeeOther, format!("{link}?done=stop")));
    let page = safari.app.page(&format!("{link}?done=stop")).await;
    assert!(page.contains("Deze halte is teruggegeven") && page.contains("Je bent erbij"), "{page}");
    assert!(!page.contains(&path) && page.contains("Nachtopvang"), "{page}");
    assert_eq!((seats_at(&safari.app, early).await, seats_at(&safari.app, late).await), ((1, 1), (1, 0)));
    assert_eq!(seats(&safari.app, "safari").await, (3, 0));
    assert_eq!(safari.at_stops(amina).await, [Status::Confirmed]);
    let told = [safari.at_stops(first).await, safari.at_stops(second).await];
    assert_eq!(told, [[Status::Confirmed], [Status::Waitlisted]]);
    assert_eq!(safari.row(amina).await.sequence, 1);
    let mut letters = safari.app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    assert_eq!(to(&letters), ["stop_given_back person0@example.org", "seat_became_free person1@example.org"]);
    let text = words(&letters[0]);
    assert!(text.contains("Je gaf je plek bij Wijkwerking (13.30 – 14.15 uur) terug."), "{text}");
    assert!(letters[0].calendar.as_ref().is_some_and(|c| c.ics.contains("METHOD:CANCEL")));
    assert!(letters[0].more.is_empty(), "the event and the other stop stay where they are");
    assert_eq!(letters[1].rendered.subject, "Er is plek bij Wijkwerking, do 4 maart");
    let text = words(&letters[1]);
    assert!(text.contains("Er kwam een plek vrij bij Wijkwerking (13.30 – 14.15 uur) en ze is van jou."), "{text}");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn one_who_only_waited_leaves_the_line_of_the_stop_and_nothing_in_the_calendar() {
    let safari = Safari::start(|_| {}).await;
    let early = safari.early.id;
    safari.register(0, &[early]).await;
    let (first, letter) = safari.register(1, &[early, safari.late.id]).await;
    let (second, behind) = safari.register(2, &[early]).await;
    let link = link_in(&letter);
    assert!(safari.app.page(&link).await.contains("Wacht niet meer"));
    assert!(safari.app.page(&link_in(&behind)).await.contains("Wachtlijst, plaats 2"));
    let (status, _) = safari.app.send(&format!("{link}/stops/{early}/cancellation"), &[]).await;
    assert_eq!(status, Http::SeeOther);
    assert_eq!(seats_at(&safari.app, early).await, (1, 1));
    assert_eq!(safari.at_stops(first).await, [Status::Confirmed]);
    assert!(safari.app.page(&link_in(&behind)).await.contains("Wachtlijst, plaats 1"));
    assert_eq!(safari.at_stops(second).await, [Status::Waitlisted]);
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_given_back person1@example.org"]);
    assert!(letters[0].calendar.is_none());
    assert!(letters[0].rendered.text.contains("Je staat niet meer in de rij voor Wijkwerking"));
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn nobody_hears_of_a_seat_at_a_stop_that_they_gave_back_meanwhile() {
    let safari = Safari::start(|_| {}).await;
    let (amina, _) = safari.register(0, &[safari.early.id]).await;
    let (first, _) = safari.register(1, &[safari.early.id, safari.late.id]).await;
    safari.leave(amina, &safari.early).await.expect("no refusal");
    safari.leave(first, &safari.early).await.expect("no refusal");
    let mut told = to(&safari.app.letters().await);
    told.sort();
    assert_eq!(told, ["stop_given_back person0@example.org", "stop_given_back person1@example.org"]);
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn leaving_a_stop_twice_changes_nothing_more() {
    let safari = Safari::start(|_| {}).await;
    let (amina, _) = safari.register(0, &[safari.early.id, safari.late.id]).await;
    for _ in 0..2 {
        assert_eq!(safari.leave(amina, &safari.early).await, Ok(Status::Confirmed));
    }
    let both = rocket::tokio::join!(safari.leave(amina, &safari.late), safari.leave(amina, &safari.late));
    assert_eq!(both, (Ok(Status::Confirmed), Ok(Status::Confirmed)));
    assert_eq!(safari.row(amina).await.sequence, 2, "one for each stop");
    assert_eq!(safari.app.letters().await.len(), 2);
    assert_eq!((seats_at(&safari.app, safari.early.id).await, seats(&safari.app, "safari").await), ((0, 0), (1, 0)));
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn what_is_held_at_a_stop_for_one_who_may_say_yes_goes_on_when_they_leave_it() {
    let safari = Safari::start(|e| {
        e.capacity = Set(Some(2));
        e.offer_hours = Set(Some(24));
    })
    .await;
    let early = safari.early.id;
    let (gone, _) = safari.register(0, &[early]).await;
    safari.register(1, &[]).await;
    let (offered, _) = safari.register(2, &[early, safari.late.id]).await;
    let (waits, _) = safari.register(3, &[early]).await;
    safari.app.cancel(gone).await;
    let held = async || {
        let stop = stop::Entity::find_by_id(early).one(safari.app.db.read()).await.expect("a query").expect("a stop");
        (stop.seats_taken, stop.waiting, stop.offered)
    };
    assert_eq!(held().await, (0, 2, 1));
    safari.app.letters().await;
    assert_eq!(safari.leave(offered, &safari.early).await, Ok(Status::Waitlisted));
    assert_eq!(held().await, (0, 1, 0), "the next waits for the event still");
    assert!(safari.row(offered).await.offered_until.is_some(), "the seat at the event is held as before");
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_given_back person2@example.org"]);
    assert!(letters[0].calendar.is_none());
    safari.app.desk().accept(offered).await.expect("an answer").expect("a seat");
    assert_eq!(safari.at_stops(offered).await, [Status::Confirmed]);
    assert_eq!(safari.at_stops(waits).await, [Status::Waitlisted]);
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn a_stop_is_given_back_until_the_event_is_over_or_called_off_and_no_other_stop_is() {
    let safari = Safari::start(|_| {}).await;
    let (amina, letter) = safari.register(0, &[safari.early.id]).await;
    let link = link_in(&letter);
    let gent = make_region(&safari.app, "gent").await;
    let other = make_event(&safari.app, &gent, "elders", |_| {}).await;
    let elsewhere = make_stop(&safari.app, &other, "Elders", "2027-03-04 13:30", "2027-03-04 14:15").await;
    for stop in [elsewhere.id, 999_999, -1] {
        let (status, _) = safari.app.send(&format!("{link}/stops/{stop}/cancellation"), &[]).await;
        assert_eq!(status, Http::NotFound, "{stop}");
    }
    let stranger = "/registrations/AAAAAAAAAAAAAAAAAAAAAA";
    let (status, _) = safari.app.send(&format!("{stranger}/stops/{}/cancellation", safari.early.id), &[]).await;
    assert_eq!(status, Http::NotFound);
    assert_eq!(safari.leave(amina, &safari.late).await, Ok(Status::Confirmed), "they did not choose it");
    assert_eq!(safari.row(amina).await.sequence, 0);

    let path = format!("{link}/stops/{}/cancellation", safari.early.id);
    let called_off =
        event::Entity::update_many().col_expr(event::Column::CancelledAt, Expr::value(safari.app.clock.now()));
    called_off.filter(event::Column::Id.eq(safari.event.id)).exec(safari.app.db.write()).await.expect("an update");
    let (status, page) = safari.app.send(&path, &[]).await;
    assert_eq!(status, Http::Conflict);
    assert!(
        page.contains("Deze samenkomst gaat niet door.") && !page.contains(&format!("action=\"{path}\"")),
        "{page}"
    );
    let back = event::Entity::update_many()
        .col_expr(event::Column::CancelledAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>));
    back.filter(event::Column::Id.eq(safari.event.id)).exec(safari.app.db.write()).await.expect("an update");
    safari.app.at("2027-03-05 09:00");
    let (status, page) = safari.app.send(&path, &[]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Deze samenkomst is voorbij.") && !page.contains(&format!("action=\"{path}\"")), "{page}");
    assert_eq!((safari.at_stops(amina).await, safari.app.letters().await.len()), (vec![Status::Confirmed], 0));
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn the_organiser_sees_when_which_stop_was_given_back() {
    let safari = Safari::start(|_| {}).await;
    let (amina, _) = safari.register(0, &[safari.early.id, safari.late.id]).await;
    for stop in [&safari.early, &safari.late] {
        assert_eq!(safari.leave(amina, stop).await, Ok(Status::Confirmed));
    }
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    let page = safari.app.page(&format!("/organise/events/safari/registrations/{amina}")).await;
    let history: Vec<&str> = page.split("Gaf een halte terug").skip(1).collect();
    let names = ["Wijkwerking", "Nachtopvang"];
    assert_eq!(history.len(), 2, "{page}");
    assert!(history.iter().zip(names).all(|(after, name)| after.contains(name)), "{page}");
}
