//! The stops that somebody may choose still, as their page and the organisers' show them. What becomes of a choice the
//! seat desk decides (`booking`), by the same rule.

use chrono::{DateTime, Utc};

use crate::events::room::StopsPolicy;
use crate::events::{Details, stop};
use crate::language::{Language, Passage};
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::booking::{self, Chance, Standing, StopStanding};

/// A stop that somebody has not chosen.
pub struct StopToChoose {
    pub id: i32,
    pub title: Passage,
    pub hours: String,
    /// "Nog 3 plaatsen", which place in its line it would be, or why it is none.
    pub seats: String,
    /// The stop at the same time, which they would give back for it.
    pub instead_of: Option<StopToGiveBack>,
    /// A seat, a place in the line, or neither.
    pub gets: Gets,
    starts_at: DateTime<Utc>,
}

/// A stop that would be given back for another.
pub struct StopToGiveBack {
    pub id: i32,
    pub title: Passage,
    pub has_seat: bool,
}

impl StopToGiveBack {
    /// "Kies in plaats van Wijkwerking"
    pub fn swap(&self, l: Language) -> String {
        l.fill("mine-stop-swap", [("stop", &self.title)])
    }

    /// What a swap means for the place there.
    pub fn what_a_swap_means(&self, l: Language) -> String {
        let key = if self.has_seat { "mine-stop-swap-text" } else { "mine-stop-swap-line-text" };
        l.fill(key, [("stop", &self.title)])
    }
}

/// What somebody gets who chooses a stop now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gets {
    Seat,
    PlaceInLine,
    Nothing,
}

impl StopToChoose {
    /// Whether one can choose it at all.
    pub fn can_be_had(&self) -> bool {
        self.gets != Gets::Nothing
    }

    /// Whether choosing it gives a seat at once.
    pub fn has_seat(&self) -> bool {
        self.gets == Gets::Seat
    }
}

/// Those that the person may choose now: as long as one can register, and the stop has not begun.
pub fn open_to(
    details: &Details,
    person: &registration::Model,
    standing: &Standing,
    l: Language,
    now: DateTime<Utc>,
) -> Vec<StopToChoose> {
    if booking::closed_to(&details.event.room(), person, now).is_some() {
        return Vec::new();
    }
    let mut stops = left_to(details, person, standing, l, now);
    stops.retain(|stop| now < stop.starts_at);
    stops
}

/// Those that are left, for an organiser; none for one who cancelled, or waits in vain.
pub fn left_to(
    details: &Details,
    person: &registration::Model,
    standing: &Standing,
    l: Language,
    now: DateTime<Utc>,
) -> Vec<StopToChoose> {
    if person.status == Status::Cancelled || booking::waits_in_vain(&details.event.room(), person, now) {
        return Vec::new();
    }
    let stop = |id: i32| details.stops.iter().find(|stop| stop.id == id);
    let held: Vec<(&stop::Model, &StopStanding)> =
        standing.stops.iter().filter_map(|held| Some((stop(held.stop_id)?, held))).collect();
    let choices = stop::to_choose(&details.stops).into_iter().flat_map(|(_, stops)| stops);
    let others = choices.filter(|stop| !standing.holds(stop.id));
    others.map(|stop| StopToChoose::of(stop, &held, details, person, (l, now))).collect()
}

impl StopToChoose {
    fn of(
        stop: &stop::Model,
        held: &[(&stop::Model, &StopStanding)],
        details: &Details,
        person: &registration::Model,
        (l, now): (Language, DateTime<Utc>),
    ) -> StopToChoose {
        let at_the_same_time: Vec<StopToGiveBack> = held
            .iter()
            .filter(|(other, _)| other.overlaps(stop))
            .map(|(other, held)| StopToGiveBack {
                id: other.id,
                title: other.titles.passage(l),
                has_seat: held.has_seat(),
            })
            .collect();
        let chance = Chance {
            is_in: person.is_in(),
            stop_has_seat: stop.seats_left() != Some(0),
            gives_up_seat: at_the_same_time.iter().any(|other| other.has_seat),
            stop_keeps_line: stop.keeps_line(now),
            policy: details.event.stops_policy,
        };
        let (gets, seats) = prospect(stop, &at_the_same_time, chance, l);
        StopToChoose {
            id: stop.id,
            title: stop.titles.passage(l),
            hours: stop.hours(&details.event, l),
            seats,
            instead_of: at_the_same_time.into_iter().next(),
            gets,
            starts_at: stop.starts_at,
        }
    }
}

/// What one gets, and what there is to say of it.
fn prospect(stop: &stop::Model, others: &[StopToGiveBack], chance: Chance, l: Language) -> (Gets, String) {
    let titles = others.iter().map(|other| &*other.title).collect::<Vec<_>>().join(", ");
    if others.len() > 1 {
        return (Gets::Nothing, l.fill("choice-overlaps", [("stops", &titles)]));
    }
    let seats = || stop.seats_left().map_or(String::new(), |left| l.count("form-stop-seats", left));
    match chance.gets_seat() {
        Ok(true) => (Gets::Seat, seats()),
        // Who waits for the event stands behind those who wait for this stop too.
        Ok(false) if chance.stop_has_seat && stop.waiting == 0 => (Gets::PlaceInLine, seats()),
        Ok(false) => (Gets::PlaceInLine, l.count("choice-line", stop.waiting + 1)),
        Err(_) if !chance.stop_keeps_line => (Gets::Nothing, l.say("form-stop-full")),
        Err(_) if chance.policy == StopsPolicy::AllOrNothing => (Gets::Nothing, l.say("choice-full-whole")),
        Err(_) => (Gets::Nothing, l.fill("choice-full-first", [("stop", &titles)])),
    }
}
