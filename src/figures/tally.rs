//! Counts, and what is reckoned from them.

use std::ops::AddAssign;

use crate::registrations::registration::Status;

/// The fewest people that a breakdown by what they are (role, language) shows on a line of their own.
const FEWEST: i64 = 3;

/// How many people, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All who ever registered.
    pub registered: i64,
    /// Who holds a seat.
    pub seated: i64,
    pub waiting: i64,
    pub cancelled: i64,
    /// Who holds a seat at an event where people were ticked off at the door.
    pub expected: i64,
    /// Who of those came.
    pub came: i64,
}

impl Tally {
    /// So many people of one status; `door` says whether people were ticked off there, and `present` who was.
    pub fn of(status: Status, people: i64, door: bool, present: i64) -> Tally {
        let mut tally = Tally { registered: people, ..Tally::default() };
        match status {
            Status::Confirmed => {
                tally.seated = people;
                if door {
                    (tally.expected, tally.came) = (people, present);
                }
            }
            Status::Waitlisted => tally.waiting = people,
            Status::Cancelled => tally.cancelled = people,
        }
        tally
    }

    /// The same as if nobody had been ticked off.
    fn unticked(self) -> Tally {
        Tally { expected: 0, came: 0, ..self }
    }

    /// How many of a hundred who held a seat came; none where nobody was ticked off.
    pub fn show_up(&self) -> Option<i64> {
        percent(self.came, self.expected)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.registered += other.registered;
        self.seated += other.seated;
        self.waiting += other.waiting;
        self.cancelled += other.cancelled;
        self.expected += other.expected;
        self.came += other.came;
    }
}

/// How many of a hundred, rounded; none of nothing. More than all (people with a seat when there are fewer chairs than
/// there were) is all.
pub fn percent(some: i64, of: i64) -> Option<i64> {
    (of > 0).then(|| ((100.0 * some as f64 / of as f64).round() as i64).min(100))
}

/// What counts together: a role, a language, a region, a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<K> {
    /// None: the groups that are too small to stand alone.
    pub of: Option<K>,
    pub tally: Tally,
}

/// The tallies by key, in the order of `keys`; keys of which there is nothing are left out.
pub fn lines<K: Copy + PartialEq>(keys: &[K], counted: impl Iterator<Item = (K, Tally)>) -> Vec<Line<K>> {
    let mut lines: Vec<Line<K>> = keys.iter().map(|&key| Line { of: Some(key), tally: Tally::default() }).collect();
    for (key, tally) in counted {
        if let Some(line) = lines.iter_mut().find(|line| line.of == Some(key)) {
            line.tally += tally;
        }
    }
    lines.retain(|line| line.tally.registered > 0);
    lines
}

/// The same with groups of fewer than three people put together at the end, and without who came where fewer than three
/// were expected, so that a line is never about one person. If the small groups are too few even so, the smallest other
/// group is counted with them, since what is missing from the sum would tell as much; and where nobody else is, nothing
/// is told.
pub fn discreet<K: Copy>(lines: Vec<Line<K>>) -> Vec<Line<K>> {
    let (mut kept, small): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.tally.registered >= FEWEST);
    let mut rest = Tally::default();
    small.iter().for_each(|line| rest += line.tally);
    if (1..FEWEST).contains(&rest.registered)
        && let Some(least) = (0..kept.len()).min_by_key(|&at| kept[at].tally.registered)
    {
        rest += kept.remove(least).tally;
    }
    if rest.registered >= FEWEST {
        kept.push(Line { of: None, tally: rest });
    }
    hide_the_few_expected(&mut kept);
    kept
}

/// Leaves out who came where fewer than three were expected; and where that leaves one or two in all, of the smallest
/// other line too, since the sum without the lines that are told would tell as much.
fn hide_the_few_expected<K>(lines: &mut [Line<K>]) {
    let mut hidden = 0;
    for line in lines.iter_mut().filter(|line| line.tally.expected < FEWEST) {
        hidden += line.tally.expected;
        line.tally = line.tally.unticked();
    }
    if !(1..FEWEST).contains(&hidden) {
        return;
    }
    let told = lines.iter_mut().filter(|line| line.tally.expected > 0);
    if let Some(least) = told.min_by_key(|line| line.tally.expected) {
        least.tally = least.tally.unticked();
    }
}
