//! What is done by those who come and decided by an organiser, and what each is told.

use std::collections::BTreeMap;

use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::booking::Refusal;

use super::{Answer, By, Model, Person};

impl Model {
    pub(super) fn register(&mut self, who: usize, stops: &[usize]) -> Answer {
        if self.is_draft {
            return Answer::Nobody;
        }
        if self.called_off {
            return Answer::Refused(Refusal::Cancelled);
        }
        if self.status(who).is_some_and(|status| status != Status::Cancelled) {
            self.ask(who);
            return self.standing(who);
        }
        let gets_a_seat = self.there_is_room_for(stops);
        if !gets_a_seat && !self.keeps_line() {
            return Answer::Refused(Refusal::Full);
        }
        self.come(who, stops, gets_a_seat, false)
    }

    /// An organiser may give a chair more than there are, at the event and at each stop.
    pub(super) fn add(&mut self, who: usize, stops: &[usize], over: bool) -> Answer {
        if self.called_off {
            return Answer::Refused(Refusal::Cancelled);
        }
        if self.is_draft {
            return Answer::Refused(Refusal::Draft);
        }
        if self.status(who).is_some_and(|status| status != Status::Cancelled) {
            return Answer::Refused(Refusal::AlreadyIn);
        }
        let gets_a_seat = self.there_is_room_for(stops);
        if !gets_a_seat && !over && !self.keeps_line() {
            return Answer::Refused(Refusal::Full);
        }
        self.come(who, stops, gets_a_seat || over, over && !gets_a_seat)
    }

    fn there_is_room_for(&self, stops: &[usize]) -> bool {
        let fits = !self.all_or_nothing || stops.iter().all(|stop| self.has_seat_at(*stop));
        self.next_gets_a_seat() && fits
    }

    /// With a seat or at the end of the line, and so at each stop; `over`: there is a chair at all of them.
    fn come(&mut self, who: usize, stops: &[usize], sits: bool, over: bool) -> Answer {
        let status = |seated| if seated { Status::Confirmed } else { Status::Waitlisted };
        let mut held = BTreeMap::new();
        for stop in stops {
            let seated = sits && (over || self.has_seat_at(*stop));
            held.insert(*stop, (status(seated), self.draw_at(*stop)));
        }
        let place = self.draw();
        self.enter(who, Person::new(status(sits), place, held));
        self.standing(who)
    }

    /// Nobody is called any more once it has begun; whoever waits and comes back has what is free.
    pub(super) fn ask(&mut self, who: usize) {
        let fits = !self.all_or_nothing || self.people[&who].stops.keys().all(|stop| self.has_seat_at(*stop));
        if self.begun && self.status(who) == Some(Status::Waitlisted) && !self.is_full() && fits {
            self.sit_down(who, false);
        }
    }

    pub(super) fn cancel(&mut self, who: usize) -> Answer {
        let Some(person) = self.people.get_mut(&who) else { return Answer::Nobody };
        if person.status != Status::Cancelled {
            person.status = Status::Cancelled;
            person.stops.clear();
            person.offer = None;
            self.move_up();
        }
        self.standing(who)
    }

    pub(super) fn leave_stop(&mut self, who: usize, stop: usize) -> Answer {
        match self.people.get(&who) {
            None => return Answer::Nobody,
            Some(person) if !person.stops.contains_key(&stop) => return self.standing(who),
            Some(_) if self.called_off => return Answer::Refused(Refusal::Cancelled),
            Some(_) => {}
        }
        let person = self.person(who);
        person.stops.remove(&stop);
        if let Some(held) = &mut person.offer {
            held.remove(&stop);
        }
        self.move_up();
        self.standing(who)
    }

    /// Nobody gives anything up before they have as much, and whoever is in has every stop where all or nothing counts.
    pub(super) fn choose_stop(&mut self, who: usize, stop: usize, instead_of: Option<usize>, by: By) -> Answer {
        match self.people.get(&who) {
            None => return Answer::Nobody,
            Some(person) if person.stops.contains_key(&stop) => return self.standing(who),
            Some(_) if self.called_off => return Answer::Refused(Refusal::Cancelled),
            Some(person) if person.status == Status::Cancelled => return Answer::Refused(Refusal::Left),
            Some(_) if self.is_draft => return Answer::Refused(Refusal::Draft),
            Some(person) if person.status == Status::Waitlisted && self.begun => {
                return Answer::Refused(match by {
                    By::Themselves => Refusal::Closed,
                    By::AnOrganiser => Refusal::NoWaitingList,
                });
            }
            Some(_) => {}
        }
        let person = self.people[&who].clone();
        let mut kept = person.stops.keys().filter(|held| Some(**held) != instead_of);
        if kept.any(|held| self.stops[*held].slot == self.stops[stop].slot) {
            return Answer::Refused(Refusal::Overlap);
        }
        let is_in = person.status == Status::Confirmed || person.offer.is_some();
        let is_sure = |old: usize| {
            let is_held = person.offer.as_ref().is_some_and(|held| held.contains(&old));
            is_held || person.stops.get(&old).is_some_and(|(status, _)| *status == Status::Confirmed)
        };
        let gets_a_seat = is_in && self.has_seat_at(stop);
        let must_have_one = (is_in && self.all_or_nothing) || instead_of.is_some_and(is_sure);
        if must_have_one && !gets_a_seat {
            return Answer::Refused(Refusal::Full);
        }
        let sits = gets_a_seat && person.status == Status::Confirmed;
        let status = if sits { Status::Confirmed } else { Status::Waitlisted };
        let number = self.draw_at(stop);
        let person = self.person(who);
        person.stops.insert(stop, (status, number));
        if let Some(held) = person.offer.as_mut().filter(|_| gets_a_seat) {
            held.insert(stop);
        }
        if let Some(old) = instead_of.filter(|old| *old != stop) {
            person.stops.remove(&old);
            if let Some(held) = &mut person.offer {
                held.remove(&old);
            }
        }
        self.move_up();
        self.standing(who)
    }

    /// The seat and its stops go over as they are; a colleague who waited leaves the line.
    pub(super) fn hand_over(&mut self, from: usize, to: usize) -> Answer {
        if self.status(from) != Some(Status::Confirmed) {
            return Answer::Nobody;
        }
        if self.called_off && from != to {
            return Answer::Refused(Refusal::Cancelled);
        }
        if self.status(to) == Some(Status::Confirmed) {
            return Answer::Refused(Refusal::AlreadyIn);
        }
        let place = self.draw();
        let giver = self.people.get_mut(&from).expect("whoever has a seat is known");
        giver.status = Status::Cancelled;
        let stops = std::mem::take(&mut giver.stops);
        self.enter(to, Person::new(Status::Confirmed, place, stops));
        self.move_up();
        self.standing(to)
    }

    pub(super) fn seat(&mut self, who: usize, over: bool) -> Answer {
        match self.status(who) {
            None => return Answer::Nobody,
            Some(Status::Confirmed) => return self.standing(who),
            Some(_) if self.called_off => return Answer::Refused(Refusal::Cancelled),
            Some(_) if self.is_draft => return Answer::Refused(Refusal::Draft),
            Some(_) => {}
        }
        let person = self.people[&who].clone();
        let fits = !self.all_or_nothing || person.stops.keys().all(|stop| self.has_seat_at(*stop));
        if !over && person.offer.is_none() && (self.is_full() || !fits) {
            return Answer::Refused(Refusal::Full);
        }
        match person.status {
            Status::Cancelled => {
                let place = self.draw();
                self.enter(who, Person::new(Status::Confirmed, place, BTreeMap::new()));
            }
            _ => self.sit_down(who, over),
        }
        self.standing(who)
    }

    pub(super) fn wait(&mut self, who: usize) -> Answer {
        match self.status(who) {
            None => return Answer::Nobody,
            Some(Status::Waitlisted) => return self.standing(who),
            Some(_) if self.called_off => return Answer::Refused(Refusal::Cancelled),
            Some(Status::Cancelled) => return Answer::Refused(Refusal::Left),
            Some(_) if !self.keeps_line() => return Answer::Refused(Refusal::NoWaitingList),
            Some(_) => {}
        }
        let frees_a_seat = self.capacity.is_none_or(|capacity| self.seated() + self.offered() <= capacity);
        if frees_a_seat && self.waiting() == self.offered() {
            return Answer::Refused(Refusal::NobodyWaits);
        }
        let place = self.draw();
        let seats: Vec<usize> = self.people[&who]
            .stops
            .iter()
            .filter(|(_, held)| held.0 == Status::Confirmed)
            .map(|(stop, _)| *stop)
            .collect();
        for stop in seats {
            let number = self.draw_at(stop);
            self.person(who).stops.insert(stop, (Status::Waitlisted, number));
        }
        let person = self.person(who);
        (person.status, person.place) = (Status::Waitlisted, place);
        self.move_up();
        self.standing(who)
    }

    pub(super) fn place(&mut self, who: usize, place: i64) -> Answer {
        match self.status(who) {
            None => return Answer::Nobody,
            Some(_) if self.called_off => return Answer::Refused(Refusal::Cancelled),
            Some(Status::Cancelled) => return Answer::Refused(Refusal::Left),
            Some(Status::Confirmed) => return Answer::Refused(Refusal::NotWaiting),
            Some(Status::Waitlisted) => {}
        }
        let mut line = self.line();
        let numbers: Vec<i64> = line.iter().map(|who| self.people[who].place).collect();
        line.retain(|other| *other != who);
        let to = (place.max(1) as usize - 1).min(line.len());
        line.insert(to, who);
        for (who, number) in line.into_iter().zip(numbers) {
            self.person(who).place = number;
        }
        self.standing(who)
    }

    fn enter(&mut self, who: usize, person: Person) {
        self.people.insert(who, person);
    }
}
