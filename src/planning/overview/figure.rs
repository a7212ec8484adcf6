//! Three numbers above the desk: who registers, who comes, how full it will be.

use crate::drawing;
use crate::figures;
use crate::language::Language;

/// A number, drawn, with what it says beside it.
pub struct Figure {
    pub name: String,
    pub number: String,
    pub drawing: String,
    pub words: String,
}

impl Figure {
    /// Nothing is drawn of what there is none of.
    pub fn all(found: &figures::Overview, l: Language) -> Vec<Figure> {
        let registered = found.registered();
        let unit = drawing::unit(&found.day_counts(), drawing::COLUMN);
        let days = (registered > 0).then(|| Figure {
            name: l.say("figure-days"),
            number: l.number(registered),
            drawing: drawing::columns(&found.day_counts()),
            words: l.count("figure-days-words", unit),
        });
        let percent = |n: i64| l.with("figures-percent", [("n", n.into())]);
        let share = |some: i64, of: i64| percent(figures::percent(some, of).unwrap_or(0));
        let each = found.show_up.iter().map(|time| share(time.came, time.confirmed));
        let times = found.show_up().map(|came| Figure {
            name: l.count("figure-times", found.show_up.len() as i64),
            number: percent(came),
            drawing: drawing::people(&found.times()),
            words: each.collect::<Vec<_>>().join(", "),
        });
        let upcoming = &found.upcoming;
        let seats = (upcoming.seats > 0).then(|| Figure {
            name: l.say("figure-seats"),
            number: share(upcoming.taken, upcoming.seats),
            drawing: drawing::part(upcoming.taken, upcoming.seats),
            words: l.with(
                "figure-seats-words",
                [("n", upcoming.taken.into()), ("of", upcoming.seats.into()), ("waiting", upcoming.waiting.into())],
            ),
        });
        [days, times, seats].into_iter().flatten().collect()
    }
}
