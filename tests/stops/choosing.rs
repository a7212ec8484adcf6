//! A stop is chosen after one registered, or swapped for another: nobody gives up what they have before they have as
//! much, and what came free goes on.

use rocket::futures::future::join;
use samenkomst::events::event;
use samenkomst::events::room::StopsPolicy;
use samenkomst::events::stop;
use samenkomst::mail::{CalendarMethod, CalendarPart, Parcel};
use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::booking::{Choice, Refusal, Standing};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::Safari;
use crate::support::brussels;
use crate::support::makers::make_stop;
use crate::support::people::{room_at, seats, seats_at, to, words};

impl Safari {
    /// A third stop, at the time of the early one and for one person as well.
    pub(super) async fn beside(&self) -> stop::Model {
        let beside = make_stop(&self.app, &self.event, "Buurthuis", "2027-03-04 13:45", "2027-03-04 14:30").await;
        room_at(&self.app, beside.id, 1).await;
        beside
    }

    /// How somebody stands at the stop that they choose.
    pub(super) async fn choose(
        &self,
        id: Uuid,
        stop: &stop::Model,
        instead_of: Option<&stop::Model>,
    ) -> Result<Status, Refusal> {
        let choice = Choice { stop: stop.id, instead_of: instead_of.map(|stop| stop.id) };
        let decided = self.app.desk().choose_stop(id, choice).await.expect("an answer");
        decided.map(|standing| status_at(&standing, stop))
    }

    /// Past the desk, as an organiser's pages do.
    pub(super) async fn set(&self, column: event::Column, at: Option<&str>) {
        let update = event::Entity::update_many().col_expr(column, Expr::value(at.map(brussels)));
        update.filter(event::Column::Id.eq(self.event.id)).exec(self.app.db.write()).await.expect("an update");
    }
}

fn status_at(standing: &Standing, stop: &stop::Model) -> Status {
    standing.stops.iter().find(|held| held.stop_id == stop.id).expect("the stop").status
}

/// What a letter does to the calendar: each file, and whose entry comes or goes.
pub(super) fn entries(letter: &Parcel, stops: &[&stop::Model]) -> Vec<(String, CalendarMethod, String)> {
    let part = |part: &CalendarPart| {
        let whose = stops.iter().find(|stop| part.ics.contains(&format!("UID:{}\r\n", stop.uid)));
        (part.name.clone(), part.method, whose.map_or(String::new(), |stop| stop.titles.nl.clone()))
    };
    letter.calendar.iter().chain(&letter.more).map(part).collect()
}

fn entry(name: &str, method: CalendarMethod, stop: &stop::Model) -> (String, CalendarMethod, String) {
    (name.to_string(), method, stop.titles.nl.clone())
}

#[rocket::async_test]
async fn whoever_takes_one_stop_more_has_a_seat_there_and_its_entry_in_the_letter() {
    let safari = Safari::start(|_| {}).await;
    let (amina, _) = safari.register(0, &[safari.early.id]).await;
    assert_eq!(safari.choose(amina, &safari.late, None).await, Ok(Status::Confirmed));
    assert_eq!((seats_at(&safari.app, safari.late.id).await, seats(&safari.app, "safari").await), ((1, 0), (1, 0)));
    assert_eq!(safari.at_stops(amina).await, [Status::Confirmed; 2]);
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_chosen person0@example.org"]);
    let said = words(&letters[0]);
    assert!(said.contains("Je koos een halte: Nachtopvang (14.30 – 15.15 uur). Je plek is van jou."), "{said}");
    let stops = [&safari.early, &safari.late];
    assert_eq!(entries(&letters[0], &stops), [entry("invite.ics", CalendarMethod::Request, &safari.late)]);
    let calendar = letters[0].calendar.as_ref().expect("an entry");
    assert!(calendar.ics.contains("SEQUENCE:1\r\n"), "{}", calendar.ics);
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_takes_a_full_stop_waits_in_its_line_in_order_of_arrival() {
    let safari = Safari::start(|_| {}).await;
    let (holder, _) = safari.register(0, &[safari.early.id]).await;
    let (slow, _) = safari.register(1, &[safari.late.id]).await;
    let (quick, _) = safari.register(2, &[]).await;
    for id in [quick, slow] {
        assert_eq!(safari.choose(id, &safari.early, None).await, Ok(Status::Waitlisted));
    }
    assert_eq!((seats_at(&safari.app, safari.early.id).await, seats(&safari.app, "safari").await), ((1, 2), (3, 0)));
    let mut letters = safari.app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    assert_eq!(to(&letters), ["stop_chosen person1@example.org", "stop_chosen person2@example.org"]);
    assert!(words(&letters[0]).contains("Ze is volzet: je bent nummer 2 in de rij."), "{}", words(&letters[0]));
    assert!(letters.iter().all(|letter| letter.calendar.is_none()));

    assert_eq!(safari.leave(holder, &safari.early).await, Ok(Status::Confirmed));
    let told = [safari.at_stops(quick).await, safari.at_stops(slow).await];
    assert_eq!(told, [vec![Status::Confirmed], vec![Status::Waitlisted, Status::Confirmed]]);
    let mut letters = safari.app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    assert_eq!(to(&letters), ["stop_given_back person0@example.org", "seat_became_free person2@example.org"]);
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn a_swap_gives_the_old_stop_to_the_next_and_one_letter_tells_of_both() {
    let safari = Safari::start(|_| {}).await;
    let beside = safari.beside().await;
    let (amina, _) = safari.register(0, &[safari.early.id]).await;
    let (next, _) = safari.register(1, &[safari.early.id]).await;
    for _ in 0..2 {
        assert_eq!(safari.choose(amina, &beside, Some(&safari.early)).await, Ok(Status::Confirmed));
    }
    assert_eq!(
        (seats_at(&safari.app, safari.early.id).await, seats_at(&safari.app, beside.id).await),
        ((1, 0), (1, 0))
    );
    assert_eq!(
        (safari.at_stops(amina).await, safari.at_stops(next).await),
        (vec![Status::Confirmed], vec![Status::Confirmed])
    );
    assert_eq!(safari.row(amina).await.sequence, 1, "pressing twice changes nothing more");
    let mut letters = safari.app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    assert_eq!(to(&letters), ["stop_chosen person0@example.org", "seat_became_free person1@example.org"]);
    let said = words(&letters[0]);
    assert!(said.contains("Buurthuis (13.45 – 14.30 uur), in plaats van Wijkwerking. Je plek is van jou."), "{said}");
    assert!(said.contains("gaat Wijkwerking uit je agenda. Met stop-1.ics komt Buurthuis erin."), "{said}");
    let both = [
        entry("invite.ics", CalendarMethod::Cancel, &safari.early),
        entry("stop-1.ics", CalendarMethod::Request, &beside),
    ];
    assert_eq!(entries(&letters[0], &[&safari.early, &beside]), both);
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn nobody_loses_a_seat_for_a_stop_that_is_full_unless_they_give_it_back_first() {
    let safari = Safari::start(|_| {}).await;
    let beside = safari.beside().await;
    let (amina, _) = safari.register(0, &[safari.early.id, safari.late.id]).await;
    safari.register(1, &[beside.id]).await;
    assert_eq!(safari.choose(amina, &beside, Some(&safari.early)).await, Err(Refusal::Full));
    assert_eq!(safari.choose(amina, &beside, None).await, Err(Refusal::Overlap), "one is at one place at a time");
    assert_eq!(safari.choose(amina, &beside, Some(&safari.late)).await, Err(Refusal::Overlap));
    assert_eq!((safari.at_stops(amina).await, safari.row(amina).await.sequence), (vec![Status::Confirmed; 2], 0));
    assert!(safari.app.letters().await.is_empty());
    assert_eq!(safari.leave(amina, &safari.early).await, Ok(Status::Confirmed));
    assert_eq!(safari.choose(amina, &beside, None).await, Ok(Status::Waitlisted));
    assert_eq!(safari.at_stops(amina).await, [Status::Confirmed, Status::Waitlisted]);
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn who_only_waits_at_a_stop_waits_at_another_instead() {
    let safari = Safari::start(|_| {}).await;
    let beside = safari.beside().await;
    safari.register(0, &[safari.early.id]).await;
    safari.register(1, &[beside.id]).await;
    let (amina, _) = safari.register(2, &[safari.early.id]).await;
    assert_eq!(safari.choose(amina, &beside, Some(&safari.early)).await, Ok(Status::Waitlisted));
    assert_eq!(
        (seats_at(&safari.app, safari.early.id).await, seats_at(&safari.app, beside.id).await),
        ((1, 0), (1, 1))
    );
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_chosen person2@example.org"]);
    assert!(letters[0].calendar.is_none(), "nothing stands in the calendar");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn the_last_seat_at_a_stop_goes_to_one_of_two_and_the_other_waits() {
    let safari = Safari::start(|_| {}).await;
    let (one, _) = safari.register(0, &[]).await;
    let (two, _) = safari.register(1, &[]).await;
    let neighbour = safari.app.neighbour().await;
    let choice = Choice { stop: safari.early.id, instead_of: None };
    let (here, there) =
        join(safari.app.desk().choose_stop(one, choice), neighbour.desk().choose_stop(two, choice)).await;
    let got = [here, there].map(|answer| status_at(&answer.expect("an answer").expect("a place"), &safari.early));
    assert!(got.contains(&Status::Confirmed) && got.contains(&Status::Waitlisted), "{got:?}");
    assert_eq!(seats_at(&safari.app, safari.early.id).await, (1, 1));
    let again = join(safari.choose(one, &safari.late, None), safari.choose(one, &safari.late, None)).await;
    assert_eq!(again, (Ok(Status::Confirmed), Ok(Status::Confirmed)));
    assert_eq!(safari.row(one).await.sequence, 2, "one for each stop");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn where_all_or_nothing_counts_whoever_is_in_takes_no_full_stop_and_whoever_waits_swaps_it_for_a_seat() {
    let safari = Safari::start(|e| e.stops_policy = Set(StopsPolicy::AllOrNothing)).await;
    let beside = safari.beside().await;
    safari.register(0, &[safari.early.id]).await;
    let (amina, _) = safari.register(1, &[safari.late.id]).await;
    assert_eq!(safari.choose(amina, &safari.early, None).await, Err(Refusal::Full));
    assert_eq!(
        (safari.row(amina).await.status, safari.at_stops(amina).await),
        (Status::Confirmed, vec![Status::Confirmed])
    );
    let (waits, _) = safari.register(2, &[safari.early.id]).await;
    assert_eq!(safari.choose(waits, &safari.late, None).await, Ok(Status::Waitlisted), "they wait for both now");
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_chosen person2@example.org"]);
    assert!(words(&letters[0]).contains("Komt er plek voor je, dan mailen we je meteen."), "{}", words(&letters[0]));
    assert!(letters[0].calendar.is_none());
    assert_eq!(safari.choose(waits, &beside, Some(&safari.early)).await, Ok(Status::Confirmed));
    assert_eq!(
        (safari.row(waits).await.status, safari.at_stops(waits).await),
        (Status::Confirmed, vec![Status::Confirmed; 2])
    );
    assert_eq!(to(&safari.app.letters().await), ["seat_became_free person2@example.org"], "one letter says it all");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn a_stop_is_held_with_the_seat_that_is_offered_and_goes_on_when_it_is_swapped() {
    let safari = Safari::start(|e| {
        e.capacity = Set(Some(2));
        e.offer_hours = Set(Some(24));
    })
    .await;
    let (early, beside) = (&safari.early, safari.beside().await);
    let (gone, _) = safari.register(0, &[]).await;
    let (other, _) = safari.register(1, &[]).await;
    let (offered, _) = safari.register(2, &[]).await;
    safari.app.cancel(gone).await;
    let held = async |stop: i32| {
        let stop = stop::Entity::find_by_id(stop).one(safari.app.db.read()).await.expect("a query").expect("a stop");
        (stop.seats_taken, stop.waiting, stop.offered)
    };
    assert_eq!(safari.choose(offered, early, None).await, Ok(Status::Waitlisted));
    assert_eq!(held(early.id).await, (0, 1, 1));
    assert_eq!(safari.choose(other, early, None).await, Ok(Status::Waitlisted), "nobody else has what is held");
    assert_eq!(safari.choose(offered, &beside, Some(early)).await, Ok(Status::Waitlisted));
    assert_eq!((held(early.id).await, held(beside.id).await), ((1, 0, 0), (0, 1, 1)));
    assert_eq!(safari.at_stops(other).await, [Status::Confirmed]);
    assert_eq!(safari.choose(offered, early, Some(&beside)).await, Err(Refusal::Full), "what is held is not given up");
    safari.app.desk().accept(offered).await.expect("an answer").expect("a seat");
    assert_eq!(safari.at_stops(offered).await, [Status::Confirmed]);
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn stops_are_chosen_as_long_as_one_can_register_and_they_have_not_begun() {
    let safari = Safari::start(|_| {}).await;
    let (amina, _) = safari.register(0, &[]).await;
    let late = &safari.late;
    for (column, at, why, back) in [
        (event::Column::ClosesAt, Some("2027-02-01 09:00"), Refusal::Closed, None),
        (event::Column::OpensAt, Some("2027-02-03 09:00"), Refusal::NotOpen, None),
        (event::Column::CancelledAt, Some("2027-02-01 09:00"), Refusal::Cancelled, None),
        (event::Column::PublishedAt, None, Refusal::Draft, Some("2027-01-15 10:00")),
    ] {
        safari.set(column, at).await;
        assert_eq!(safari.choose(amina, late, None).await, Err(why));
        safari.set(column, back).await;
    }
    safari.app.at("2027-03-04 14:00");
    assert_eq!(safari.choose(amina, &safari.early, None).await, Err(Refusal::Closed), "it has begun");
    assert_eq!(safari.choose(amina, late, None).await, Ok(Status::Confirmed));
    let (gone, _) = safari.register(1, &[]).await;
    safari.app.cancel(gone).await;
    assert_eq!(safari.choose(gone, late, None).await, Err(Refusal::Left));
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn of_what_was_swapped_before_a_letter_left_the_calendar_keeps_what_is_there_in_the_end() {
    let safari = Safari::start(|_| {}).await;
    let beside = safari.beside().await;
    let stops = [&safari.early, &beside];
    let (amina, _) = safari.register(0, &[safari.early.id]).await;
    assert_eq!(safari.choose(amina, &beside, Some(&safari.early)).await, Ok(Status::Confirmed));
    assert_eq!(safari.choose(amina, &safari.early, Some(&beside)).await, Ok(Status::Confirmed));
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_chosen person0@example.org"], "the first has nothing to say any more");
    let back = [
        entry("invite.ics", CalendarMethod::Cancel, &beside),
        entry("stop-1.ics", CalendarMethod::Request, &safari.early),
    ];
    assert_eq!(entries(&letters[0], &stops), back);
    assert!(letters[0].more[0].ics.contains("SEQUENCE:2\r\n"));

    assert_eq!(safari.choose(amina, &beside, Some(&safari.early)).await, Ok(Status::Confirmed));
    safari.app.cancel(amina).await;
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_chosen person0@example.org", "registration_cancelled person0@example.org"]);
    let gone = [entry("invite.ics", CalendarMethod::Cancel, &safari.early)];
    assert_eq!(entries(&letters[0], &stops), gone, "no later letter knows of it");
    safari.app.assert_sound().await;
}
