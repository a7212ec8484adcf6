//! The desk's rules once more, as a person would keep them with a pencil: lists that are walked, and nothing counted
//! that can be seen. It is slow and has no database; that is what makes it worth comparing with.

mod counting;
mod deeds;
mod offers;

use std::collections::{BTreeMap, BTreeSet};

use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::booking::Refusal;

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
        by: By,
    },
    /// Takes one stop more, or one instead of another.
    ChooseStop {
        who: usize,
        stop: usize,
        instead_of: Option<usize>,
        by: By,
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
    /// An organiser adds somebody, by hand or from a list.
    Add {
        who: usize,
        stops: Vec<usize>,
        over: bool,
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
    /// The event begins.
    Begin,
    CallOff,
    /// It is a draft again; no page does so while somebody is there.
    TakeBack,
    /// Several at the desk together, in this order.
    AtOnce {
        deeds: Vec<Deed>,
    },
}

impl Deed {
    /// Of whom it is decided; nobody where somebody comes, or where it is not about one person.
    pub fn about(&self) -> Option<usize> {
        match self {
            Deed::Cancel { who }
            | Deed::LeaveStop { who, .. }
            | Deed::ChooseStop { who, .. }
            | Deed::Seat { who, .. }
            | Deed::Wait { who }
            | Deed::Place { who, .. }
            | Deed::Leave { who }
            | Deed::Accept { who }
            | Deed::Decline { who } => Some(*who),
            _ => None,
        }
    }
}

/// Who says so; the rules are the same, if not always the reason for a no.
#[derive(Clone, Copy, Debug)]
pub enum By {
    Themselves,
    AnOrganiser,
}

/// What one is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Stands(Standing),
    Refused(Refusal),
    /// There is nobody of whom it could be decided, or no event that they may know of.
    Nobody,
    Done,
    /// What each of several is told.
    Each(Vec<Answer>),
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
    /// Stops of one slot are at the same time.
    pub slot: usize,
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
    pub begun: bool,
    pub called_off: bool,
    pub is_draft: bool,
    pub next_place: i64,
    pub stops: Vec<Stop>,
    pub people: BTreeMap<usize, Person>,
}

impl Model {
    /// Does the deed, and says what the one who asked is told.
    pub fn perform(&mut self, deed: &Deed) -> Answer {
        match deed {
            Deed::Register { who, stops } => self.register(*who, stops),
            Deed::Cancel { who } => self.cancel(*who),
            Deed::LeaveStop { who, stop, .. } => self.leave_stop(*who, *stop),
            Deed::ChooseStop { who, stop, instead_of, by } => self.choose_stop(*who, *stop, *instead_of, *by),
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
            Deed::Add { who, stops, over } => self.add(*who, stops, *over),
            Deed::Seat { who, over } => self.seat(*who, *over),
            Deed::Wait { who } => self.wait(*who),
            Deed::Place { who, place } => self.place(*who, *place),
            Deed::Leave { who } => self.cancel(*who),
            Deed::Accept { who } => self.accept(*who),
            Deed::Decline { who } => self.decline(*who),
            Deed::RunOut => self.run_out(),
            Deed::Begin => self.begin(),
            Deed::CallOff => {
                self.called_off = true;
                Answer::Done
            }
            Deed::TakeBack => {
                self.is_draft = true;
                Answer::Done
            }
            Deed::AtOnce { deeds } => self.at_once(deeds),
        }
    }

    /// One after the other. Of whoever was not there before, nobody can have asked anything yet.
    fn at_once(&mut self, deeds: &[Deed]) -> Answer {
        let there: BTreeSet<usize> = self.people.keys().copied().collect();
        let could_ask = |deed: &Deed| deed.about().is_none_or(|who| there.contains(&who));
        let tell = |deed: &Deed| if could_ask(deed) { self.perform(deed) } else { Answer::Nobody };
        Answer::Each(deeds.iter().map(tell).collect())
    }
}
