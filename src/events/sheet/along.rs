//! What goes along when an event is given another day: its last day, its stops and points on other days, and the end of
//! registration, each unless it was typed anew. What stands on the event's own day needs no date, and moves anyhow.

use chrono::{NaiveDate, TimeDelta};

use super::{Row, Sheet};
use crate::events::Details;

impl Sheet {
    /// The sheet, with what was not touched moved as far as the event of `known` is. Registration opens when it was said
    /// to, unless that would be after it closes, or after the event begins (as in `shifting`).
    pub(super) fn moved_along(&self, known: &Details) -> Sheet {
        let before = Sheet::of(known);
        let mut sheet = self.clone();
        let day = |sheet: &Sheet| sheet.get("date").parse::<NaiveDate>().ok();
        let Some(days) = day(self).zip(day(&before)).map(|(to, from)| to - from).filter(|days| !days.is_zero()) else {
            return sheet;
        };
        let move_field = |sheet: &mut Sheet, name: &str| {
            if self.get(name) == before.get(name) {
                sheet.fields.insert(name.to_string(), later(self.get(name), days));
            }
        };
        move_field(&mut sheet, "end_date");
        move_field(&mut sheet, "closes_at");
        if !sheet.opens_in_time() {
            move_field(&mut sheet, "opens_at");
        }
        for (group, same) in [("stops", ["id", "date"]), ("programme", ["date", "at"])] {
            let is_so =
                |row: &Row| before.rows(group).iter().any(|old| same.iter().all(|f| old.get(*f) == row.get(*f)));
            for row in sheet.groups.get_mut(group).into_iter().flatten().filter(|row| is_so(row)) {
                if let Some(date) = row.get_mut("date") {
                    *date = later(date, days);
                }
            }
        }
        sheet
    }

    fn opens_in_time(&self) -> bool {
        let begins = format!("{}T{}", self.get("date"), self.get("starts"));
        let opens = self.get("opens_at");
        [self.get("closes_at"), &begins].iter().all(|end| end.is_empty() || opens < *end)
    }
}

/// So many days later, at the same hour; what is no day stays as it is.
fn later(text: &str, days: TimeDelta) -> String {
    let (day, hour) = text.split_at(text.find('T').unwrap_or(text.len()));
    let moved = day.parse::<NaiveDate>().ok().and_then(|day| day.checked_add_signed(days));
    moved.map_or_else(|| text.to_string(), |day| format!("{day}{hour}"))
}
