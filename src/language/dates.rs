//! Dates and times as people write them in each language, in the zone of the event.

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::Language;

impl Language {
    /// "donderdag", from Monday (1) to Sunday (7).
    pub fn weekday(self, date: NaiveDate) -> String {
        self.say(&format!("weekday-{}", date.weekday().number_from_monday()))
    }

    /// "do"
    pub fn short_weekday(self, date: NaiveDate) -> String {
        self.say(&format!("weekday-short-{}", date.weekday().number_from_monday()))
    }

    /// "november"
    pub fn month(self, date: NaiveDate) -> String {
        self.say(&format!("month-{}", date.month()))
    }

    /// "nov"
    pub fn short_month(self, date: NaiveDate) -> String {
        self.say(&format!("month-short-{}", date.month()))
    }

    /// "donderdag 19 november 2020"
    pub fn date(self, date: NaiveDate) -> String {
        format!("{} {}", self.day(date), date.year())
    }

    /// "19 november 2020"
    pub fn plain_date(self, date: NaiveDate) -> String {
        format!("{} {} {}", self.day_number(date), self.month(date), date.year())
    }

    /// "donderdag 19 november"
    pub fn day(self, date: NaiveDate) -> String {
        format!("{} {} {}", self.weekday(date), self.day_number(date), self.month(date))
    }

    /// "19", and in French "1er" for the first.
    pub fn day_number(self, date: NaiveDate) -> String {
        match (self, date.day()) {
            (Language::Fr, 1) => "1er".to_string(),
            (_, day) => day.to_string(),
        }
    }

    /// "13.30", "13 h 30", "1.30 pm"
    pub fn time(self, time: NaiveTime) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match self {
            Language::Nl => format!("{hour}.{minute:02}"),
            Language::Fr if minute == 0 => format!("{hour}\u{a0}h"),
            Language::Fr => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
            Language::En => {
                let (pm, twelve) = time.hour12();
                let half = if pm { "pm" } else { "am" };
                if minute == 0 { format!("{twelve}\u{a0}{half}") } else { format!("{twelve}.{minute:02}\u{a0}{half}") }
            }
        }
    }

    /// "13.30 uur", "12.00 uur": a time that stands alone, with the word that the language wants after it.
    pub fn clock(self, time: NaiveTime) -> String {
        match self {
            Language::Nl => format!("{}\u{a0}uur", self.time(time)),
            _ => self.time(time),
        }
    }

    /// "13.30 uur", and "12 uur" for a whole hour: a time within a sentence.
    pub fn spoken(self, time: NaiveTime) -> String {
        match self {
            Language::Nl if time.minute() == 0 => format!("{}\u{a0}uur", time.hour()),
            _ => self.clock(time),
        }
    }

    /// "13.30 – 15.30 uur"; when the end is on another day, with that day.
    pub fn hours(self, from: DateTime<Utc>, until: DateTime<Utc>, zone: Tz) -> String {
        let (from, until) = (from.with_timezone(&zone), until.with_timezone(&zone));
        let start = self.told_apart(self.time(from.time()), from);
        let end = self.told_apart(self.clock(until.time()), until);
        if from.date_naive() == until.date_naive() {
            format!("{start} – {end}")
        } else {
            format!("{start} – {} {end}", self.day(until.date_naive()))
        }
    }

    /// The words for a time; where its hour comes twice that night, with which of both it is: "2.15 uur (wintertijd)".
    fn told_apart(self, words: String, at: DateTime<Tz>) -> String {
        let key = match at.timezone().from_local_datetime(&at.naive_local()) {
            LocalResult::Ambiguous(first, _) if first == at => "hour-in-summer",
            LocalResult::Ambiguous(..) => "hour-in-winter",
            _ => return words,
        };
        format!("{words} ({})", self.say(key))
    }

    /// The same after its day where that is another than `day`: "vrijdag 20 november 2020, 13.30 – 15.30 uur".
    pub fn hours_beside(self, day: NaiveDate, from: DateTime<Utc>, until: DateTime<Utc>, zone: Tz) -> String {
        let begins = from.with_timezone(&zone).date_naive();
        let hours = self.hours(from, until, zone);
        if begins == day { hours } else { format!("{}, {hours}", self.date(begins)) }
    }

    /// "Brusselse tijd", "heure de Londres": whose clocks tell a time.
    pub fn zone(self, zone: Tz) -> String {
        let key = format!("zone-{}", zone.name().to_lowercase().replace(['/', '_'], "-"));
        self.try_say(&key).unwrap_or_else(|| {
            let city = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
            self.fill("zone-elsewhere", [("city", &city)])
        })
    }

    /// "Donderdag 19 november 2020", to begin a line with.
    pub fn date_line(self, date: NaiveDate) -> String {
        capitalised(&self.date(date))
    }

    /// "18 november, 12 uur": a moment in a sentence.
    pub fn moment(self, at: DateTime<Utc>, zone: Tz) -> String {
        let local = at.with_timezone(&zone);
        format!("{}, {}", self.day(local.date_naive()), self.told_apart(self.spoken(local.time()), local))
    }

    /// "24 uur", "3 dagen"
    pub fn for_hours(self, hours: i32) -> String {
        if hours > 24 && hours % 24 == 0 {
            self.count("offer-days", hours / 24)
        } else {
            self.count("offer-hours", hours)
        }
    }
}

/// Hours that stand behind their day on a page, with spaces at which no line breaks. What leaves the house keeps plain
/// spaces.
pub fn unbroken(hours: &str) -> String {
    hours.replace(" – ", "\u{a0}–\u{a0}")
}

/// The text with a capital to begin with.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
