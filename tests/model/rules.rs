//! The desk's rules once more, as a person would keep them with a pencil: lists that are walked, and nothing counted
//! that can be seen. It is slow and has no database; that is what makes it worth comparing with.

use std::collections::{BTreeMap, BTreeSet};

use samenkomst::registrations::booking::Refusal;
use samenkomst::registrations::registration::Status;

/// Something that somebody does. People and stops are called by their numbers.
#[derive(Clone, Debug)]
pub enum Deed {
    Register {
        who: usize,
        stops: Vec<usize>,
    },
    Cancel {
        who: usize,
    },
    /// Gives one stop back, and keeps the rest.
    LeaveStop {
        who: usize,
        stop: usize,
    },
    HandOver {
        from: usize,
        to: usize,
    },
    Resize {
        capacity: Option<i32>,
    },
    ResizeStop {
        stop: usize,
        capacity: i32,
    },
    /// An organiser decides for somebody.
    Seat {
        who: usize,
        over: bool,
    },
    Wait {
        who: usize,
    },
    Place {
        who: usize,
        place: i64,
    },
    Leave {
        who: usize,
    },
    /// The answers to an offer: yes, no, and none until it ran out.
    Accept {
        who: usize,
    },
    Decline {
        who: usize,
    },
    RunOut,
    CallOff,
    /// It is a draft again; no page does so while somebody is there.
    TakeBack,
}

/// What one is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Stands(Standing),
    Refused(Refusal),
    /// There is nobody of whom it could be decided, or no event that they may know of.
    Nobody,
    Done,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub status: Status,
    pub position: Option<i64>,
    /// By stop: whether one has a seat there, or which place in its line.
    pub stops: BTreeMap<usize, (Status, Option<i64>)>,
}

/// Somebody's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub status: Status,
    pub place: i64,
    /// By stop: the status there, and the number drawn.
    pub stops: BTreeMap<usize, (Status, i64)>,
    /// The stops at which a seat is held, of one to whom a seat at the event is offered.
    pub offer: Option<BTreeSet<usize>>,
    /// How many offers they let run out.
    pub missed: i32,
}

impl Person {
    fn new(status: Status, place: i64, stops: BTreeMap<usize, (Status, i64)>) -> Person {
        Person { status, place, stops, offer: None, missed: 0 }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    pub capacity: i32,
    pub next_place: i64,
}

/// An event with its people.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub capacity: Option<i32>,
    pub waiting_list: bool,
    /// Whoever cannot have every stop waits for all of them.
    pub all_or_nothing: bool,
    /// A seat that comes free is offered, and not given.
    pub offers: bool,
    pub called_off: bool,
    pub is_draft: bool,
    pub next_place: i64,
    pub stops: Vec<Stop>,
    pub people: BTreeMap<usize, Person>,
}

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

    /// Does the deed, and says what the one who asked is told.
    pub fn perform(&mut self, deed: &Deed) -> Answer {
        match deed {
            Deed::Register { who, stops } => self.register(*who, stops),
            Deed::Cancel { who } => self.cancel(*who),
            Deed::LeaveStop { who, stop } => self.leave_stop(*who, *stop),
            Deed::HandOver { from, to } => self.hand_over(*from, *to),
            Deed::Resize { capacity } => {
                self.capacity = *capacity;
                self.give_what_is_not_offered_any_more();
                self.move_up();
                Answer::Done
            }
            Deed::ResizeStop { stop, capacity } => {
                self.stops[*stop].capacity = *capacity;
                self.give_what_is_not_offered_any_more();
                self.move_up();
                Answer::Done
            }
            Deed::Seat { who, over } => self.seat(*who, *over),
            Deed::Wait { who } => self.wait(*who),
            Deed::Place { who, place } => self.place(*who, *place),
            Deed::Leave { who } => self.cancel(*who),
            Deed::Accept { who } => self.accept(*who),
            Deed::Decline { who } => self.decline(*who),
            Deed::RunOut => self.run_out(),
            Deed::CallOff => {
                self.called_off = true;
                Answer::Done
            }
            Deed::TakeBack => {
                self.is_draft = true;
                Answer::Done
            }
        }
    }

    fn register(&mut self, who: usize, stops: &[usize]) -> Answer {
        if self.is_draft {
            return Answer::Nobody;
        }
        if self.called_off {
            return Answer::Refused(Refusal::Cancelled);
        }
        if self.status(who).is_some_and(|status| status != Status::Cancelled) {
            return self.standing(who);
        }
        let fits = !self.all_or_nothing || stops.iter().all(|stop| self.has_seat_at(*stop));
        let gets_a_seat = self.next_gets_a_seat() && fits;
        if !gets_a_seat && !self.waiting_list {
            return Answer::Refused(Refusal::Full);
        }
        let status = if gets_a_seat { Status::Confirmed } else { Status::Waitlisted };
        let mut held = BTreeMap::new();
        for stop in stops {
            let seated = gets_a_seat && self.has_seat_at(*stop);
            let status = if seated { Status::Confirmed } else { Status::Waitlisted };
            held.insert(*stop, (status, self.draw_at(*stop)));
        }
        let place = self.draw();
        self.enter(who, Person::new(status, place, held));
        self.standing(who)
    }

    fn cancel(&mut self, who: usize) -> Answer {
        let Some(person) = self.people.get_mut(&who) else { return Answer::Nobody };
        if person.status != Status::Cancelled {
            person.status = Status::Cancelled;
            person.stops.clear();
            person.offer = None;
            self.move_up();
        }
        self.standing(who)
    }

    fn leave_stop(&mut self, who: usize, stop: usize) -> Answer {
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

    /// The seat and its stops go over as they are; a colleague who waited leaves the line.
    fn hand_over(&mut self, from: usize, to: usize) -> Answer {
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

    fn seat(&mut self, who: usize, over: bool) -> Answer {
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

    fn wait(&mut self, who: usize) -> Answer {
        match self.status(who) {
            None => return Answer::Nobody,
            Some(Status::Waitlisted) => return self.standing(who),
            Some(_) if self.called_off => return Answer::Refused(Refusal::Cancelled),
            Some(Status::Cancelled) => return Answer::Refused(Refusal::Left),
            Some(_) if !self.waiting_list => return Answer::Refused(Refusal::NoWaitingList),
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

    fn place(&mut self, who: usize, place: i64) -> Answer {
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

    /// Whoever can have a seat now gets it: first those who come already and wait at a stop, then those who wait for
    /// the event, in the order in which they came.
    fn move_up(&mut self) {
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

    fn accept(&mut self, who: usize) -> Answer {
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

    fn decline(&mut self, who: usize) -> Answer {
        match self.people.get(&who) {
            None => Answer::Nobody,
            Some(person) if person.status != Status::Waitlisted => self.standing(who),
            Some(_) if self.called_off => Answer::Refused(Refusal::Cancelled),
            Some(person) if person.offer.is_none() => Answer::Refused(Refusal::OfferOver),
            Some(_) => self.cancel(who),
        }
    }

    /// Nobody answers: the first time it costs the place in the line, the second time the line.
    fn run_out(&mut self) -> Answer {
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

    /// Where there is room for all, nobody needs to choose.
    fn give_what_is_not_offered_any_more(&mut self) {
        if self.capacity.is_none() && !self.called_off {
            for who in self.line() {
                if self.people[&who].offer.is_some() {
                    self.sit_down(who, false);
                }
            }
        }
    }

    fn enter(&mut self, who: usize, person: Person) {
        self.people.insert(who, person);
    }

    fn sit_down(&mut self, who: usize, over: bool) {
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

    /// Those who wait, in their order.
    fn line(&self) -> Vec<usize> {
        let mut line: Vec<_> = self.people.iter().filter(|(_, p)| p.status == Status::Waitlisted).collect();
        line.sort_by_key(|(_, person)| person.place);
        line.into_iter().map(|(who, _)| *who).collect()
    }

    /// Those who stand so at a stop, in the order of its numbers.
    fn at_stop(&self, stop: usize, status: Status) -> Vec<usize> {
        let held = |person: &Person| person.stops.get(&stop).filter(|held| held.0 == status).map(|held| held.1);
        let mut there: Vec<_> = self.people.iter().filter_map(|(who, p)| Some((held(p)?, *who))).collect();
        there.sort_unstable();
        there.into_iter().map(|(_, who)| who).collect()
    }

    fn standing(&self, who: usize) -> Answer {
        let Some(person) = self.people.get(&who) else { return Answer::Nobody };
        let place_in = |line: Vec<usize>| line.iter().position(|other| *other == who).map(|place| place as i64 + 1);
        let stops = person
            .stops
            .iter()
            .map(|(stop, (status, _))| (*stop, (*status, place_in(self.at_stop(*stop, Status::Waitlisted)))));
        Answer::Stands(Standing { status: person.status, position: place_in(self.line()), stops: stops.collect() })
    }

    fn status(&self, who: usize) -> Option<Status> {
        self.people.get(&who).map(|person| person.status)
    }

    fn person(&mut self, who: usize) -> &mut Person {
        self.people.get_mut(&who).expect("somebody who is known")
    }

    fn is_full(&self) -> bool {
        self.capacity.is_some_and(|capacity| self.seated() + self.offered() >= capacity)
    }

    /// Who waits goes first, unless a seat is held for them, or it is a stop that they wait for.
    fn next_gets_a_seat(&self) -> bool {
        !self.is_full() && (self.all_or_nothing || self.waiting() == self.offered())
    }

    fn has_seat_at(&self, stop: usize) -> bool {
        self.seated_at(stop) + self.offered_at(stop) < self.stops[stop].capacity
    }

    fn draw(&mut self) -> i64 {
        self.next_place += 1;
        self.next_place - 1
    }

    fn draw_at(&mut self, stop: usize) -> i64 {
        self.stops[stop].next_place += 1;
        self.stops[stop].next_place - 1
    }
}
