//! A seat that comes free: whoever waits first gets it, or an offer of it, and answers or does not.

use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::booking::Refusal;

use super::{Answer, Model};

impl Model {
    /// Whoever can have a seat now gets it: first those who come already and wait at a stop, then, until the event
    /// begins, those who wait for it, in the order in which they came.
    pub(super) fn move_up(&mut self) {
        if self.called_off {
            return;
        }
        for stop in 0..self.stops.len() {
            for who in self.at_stop(stop, Status::Waitlisted) {
                if self.has_seat_at(stop) && self.status(who) == Some(Status::Confirmed) {
                    self.person(who).stops.entry(stop).and_modify(|held| held.0 = Status::Confirmed);
                }
            }
        }
        if self.begun {
            return;
        }
        for who in self.line() {
            if self.people[&who].offer.is_some() {
                continue;
            }
            let fits = !self.all_or_nothing || self.people[&who].stops.keys().all(|stop| self.has_seat_at(*stop));
            match self.capacity {
                _ if self.is_full() || !fits => {}
                Some(_) if self.offers => self.offer(who),
                _ => self.sit_down(who, false),
            }
        }
    }

    /// Holds a seat, and one at each stop where there is one.
    fn offer(&mut self, who: usize) {
        let stops: Vec<usize> = self.people[&who].stops.keys().copied().collect();
        let held = stops.into_iter().filter(|stop| self.has_seat_at(*stop)).collect();
        self.person(who).offer = Some(held);
    }

    pub(super) fn accept(&mut self, who: usize) -> Answer {
        match self.people.get(&who) {
            None => Answer::Nobody,
            Some(person) if person.status == Status::Cancelled => Answer::Refused(Refusal::Left),
            Some(person) if person.status == Status::Confirmed => self.standing(who),
            Some(_) if self.called_off => Answer::Refused(Refusal::Cancelled),
            Some(person) if person.offer.is_none() => Answer::Refused(Refusal::OfferOver),
            Some(_) => {
                self.sit_down(who, false);
                self.standing(who)
            }
        }
    }

    pub(super) fn decline(&mut self, who: usize) -> Answer {
        match self.people.get(&who) {
            None => Answer::Nobody,
            Some(person) if person.status != Status::Waitlisted => self.standing(who),
            Some(_) if self.called_off => Answer::Refused(Refusal::Cancelled),
            Some(person) if person.offer.is_none() => Answer::Refused(Refusal::OfferOver),
            Some(_) => self.cancel(who),
        }
    }

    /// Nobody answers: the first time it costs the place in the line, the second time the line.
    pub(super) fn run_out(&mut self) -> Answer {
        for who in self.line() {
            if self.people[&who].offer.is_none() {
                continue;
            }
            if self.called_off {
                self.person(who).offer = None;
            } else if self.people[&who].missed > 0 {
                let person = self.person(who);
                (person.status, person.offer) = (Status::Cancelled, None);
                person.stops.clear();
            } else {
                let place = self.draw();
                let person = self.person(who);
                (person.place, person.offer, person.missed) = (place, None, 1);
            }
        }
        self.move_up();
        Answer::Done
    }

    /// Whoever did not say yes until now waits on, and nothing is held for anybody.
    pub(super) fn begin(&mut self) -> Answer {
        self.begun = true;
        for who in self.line() {
            self.person(who).offer = None;
        }
        self.move_up();
        Answer::Done
    }

    /// Where there is room for all, nobody needs to choose.
    pub(super) fn give_what_is_not_offered_any_more(&mut self) {
        if self.capacity.is_none() && !self.called_off {
            for who in self.line() {
                if self.people[&who].offer.is_some() {
                    self.sit_down(who, false);
                }
            }
        }
    }

    pub(super) fn sit_down(&mut self, who: usize, over: bool) {
        let stops: Vec<usize> = self.people[&who].stops.keys().copied().collect();
        self.person(who).status = Status::Confirmed;
        let held = self.person(who).offer.take().unwrap_or_default();
        for stop in &held {
            self.person(who).stops.entry(*stop).and_modify(|held| held.0 = Status::Confirmed);
        }
        for stop in stops {
            if over || self.has_seat_at(stop) {
                self.person(who).stops.entry(stop).and_modify(|held| held.0 = Status::Confirmed);
            }
        }
    }
}
