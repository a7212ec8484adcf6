//! Who sits and who waits, and in which order: nothing is counted that can be seen.

use samenkomst::registrations::registration::Status;

use super::{Answer, Model, Person, Standing};

impl Model {
    pub fn seated(&self) -> i32 {
        self.people.values().filter(|p| p.status == Status::Confirmed).count() as i32
    }

    pub fn waiting(&self) -> i32 {
        self.line().len() as i32
    }

    /// Seats that are held for those who may say yes.
    pub fn offered(&self) -> i32 {
        self.people.values().filter(|p| p.offer.is_some()).count() as i32
    }

    pub fn offered_at(&self, stop: usize) -> i32 {
        self.people.values().filter(|p| p.offer.as_ref().is_some_and(|held| held.contains(&stop))).count() as i32
    }

    pub fn seated_at(&self, stop: usize) -> i32 {
        self.at_stop(stop, Status::Confirmed).len() as i32
    }

    pub fn waiting_at(&self, stop: usize) -> i32 {
        self.at_stop(stop, Status::Waitlisted).len() as i32
    }

    /// Those who wait, in their order.
    pub(super) fn line(&self) -> Vec<usize> {
        let mut line: Vec<_> = self.people.iter().filter(|(_, p)| p.status == Status::Waitlisted).collect();
        line.sort_by_key(|(_, person)| person.place);
        line.into_iter().map(|(who, _)| *who).collect()
    }

    /// Those who stand so at a stop, in the order of its numbers.
    pub(super) fn at_stop(&self, stop: usize, status: Status) -> Vec<usize> {
        let held = |person: &Person| person.stops.get(&stop).filter(|held| held.0 == status).map(|held| held.1);
        let mut there: Vec<_> = self.people.iter().filter_map(|(who, p)| Some((held(p)?, *who))).collect();
        there.sort_unstable();
        there.into_iter().map(|(_, who)| who).collect()
    }

    pub(super) fn standing(&self, who: usize) -> Answer {
        let Some(person) = self.people.get(&who) else { return Answer::Nobody };
        let place_in = |line: Vec<usize>| line.iter().position(|other| *other == who).map(|place| place as i64 + 1);
        let stops = person
            .stops
            .iter()
            .map(|(stop, (status, _))| (*stop, (*status, place_in(self.at_stop(*stop, Status::Waitlisted)))));
        Answer::Stands(Standing { status: person.status, position: place_in(self.line()), stops: stops.collect() })
    }

    pub(super) fn status(&self, who: usize) -> Option<Status> {
        self.people.get(&who).map(|person| person.status)
    }

    pub(super) fn person(&mut self, who: usize) -> &mut Person {
        self.people.get_mut(&who).expect("somebody who is known")
    }

    pub(super) fn is_full(&self) -> bool {
        self.capacity.is_some_and(|capacity| self.seated() + self.offered() >= capacity)
    }

    /// Who waits goes first, unless a seat is held for them, or it is a stop that they wait for, or nobody is called.
    pub(super) fn next_gets_a_seat(&self) -> bool {
        !self.is_full() && (self.begun || self.all_or_nothing || self.waiting() == self.offered())
    }

    /// Whoever waited in vain would wait for ever.
    pub(super) fn keeps_line(&self) -> bool {
        self.waiting_list && !self.begun
    }

    pub(super) fn has_seat_at(&self, stop: usize) -> bool {
        self.seated_at(stop) + self.offered_at(stop) < self.stops[stop].capacity
    }

    pub(super) fn draw(&mut self) -> i64 {
        self.next_place += 1;
        self.next_place - 1
    }

    pub(super) fn draw_at(&mut self, stop: usize) -> i64 {
        self.stops[stop].next_place += 1;
        self.stops[stop].next_place - 1
    }
}
