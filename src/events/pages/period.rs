//! The period in the agenda's filter: two dates, and a tag for each of them, which takes it away.

use chrono::NaiveDate;

use super::filter::Filter;
use crate::language::Language;

pub struct Period {
    /// As a field for dates holds it: `2027-03-04`, or nothing.
    pub from: String,
    /// With this day.
    pub to: String,
    /// Each date in words, and the agenda without it.
    pub tags: Vec<(String, String)>,
}

impl Period {
    pub fn of(filter: &Filter<'_>, l: Language) -> Period {
        let field = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let tag = |key: &str, day: Option<NaiveDate>, rest: Filter<'_>| {
            let day = l.plain_date(day?);
            Some((l.fill(key, [("day", &day)]), rest.path_of(1)))
        };
        let tags = [
            tag("filter-from-day", filter.from, Filter { from: None, ..filter.clone() }),
            tag("filter-to-day", filter.to, Filter { to: None, ..filter.clone() }),
        ];
        Period { from: field(filter.from), to: field(filter.to), tags: tags.into_iter().flatten().collect() }
    }
}
