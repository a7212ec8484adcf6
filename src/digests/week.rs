//! When a digest leaves: on Monday at seven, as the clocks on the wall say. Who was away then may still write it until
//! Wednesday noon; after that the week is skipped, for Monday's news is old by then.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;

/// A week of the network, from Monday to Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    monday: NaiveDate,
    zone: Tz,
}

impl Week {
    /// The week that it is.
    pub fn of(now: DateTime<Utc>, zone: Tz) -> Week {
        let today = now.with_timezone(&zone).date_naive();
        let days = Days::new(today.weekday().num_days_from_monday().into());
        Week { monday: today.checked_sub_days(days).unwrap_or(today), zone }
    }

    /// The week whose digest is the next to leave.
    pub fn coming(now: DateTime<Utc>, zone: Tz) -> Week {
        let this = Week::of(now, zone);
        if now < this.opens() { this } else { this.next() }
    }

    pub fn next(self) -> Week {
        Week { monday: self.monday.checked_add_days(Days::new(7)).unwrap_or(self.monday), ..self }
    }

    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    /// Monday, 7:00.
    pub fn opens(self) -> DateTime<Utc> {
        self.at(0, 7)
    }

    /// Wednesday, 12:00.
    pub fn closes(self) -> DateTime<Utc> {
        self.at(2, 12)
    }

    /// Whether its digest may be written now.
    pub fn is_open(self, now: DateTime<Utc>) -> bool {
        self.opens() <= now && now < self.closes()
    }

    /// A time on the clocks of that day. Where they skip it, the hour after.
    fn at(self, days: u64, hour: u32) -> DateTime<Utc> {
        let day = self.monday.checked_add_days(Days::new(days)).unwrap_or(self.monday);
        let on =
            |hour: u32| day.and_hms_opt(hour, 0, 0).and_then(|time| self.zone.from_local_datetime(&time).earliest());
        on(hour).or_else(|| on(hour + 1)).map_or_else(|| day.and_time(Default::default()).and_utc(), |at| at.to_utc())
    }
}
