//! The days on which hardly anybody in Flanders and Brussels works: the holidays of the law, and the feast of the Flemish
//! Community.

use chrono::{Datelike, NaiveDate};

/// What is celebrated on that day; `locales/` has the words, `holiday-…`.
pub fn on(day: NaiveDate) -> Option<&'static str> {
    match (day.month(), day.day()) {
        (1, 1) => Some("new-year"),
        (5, 1) => Some("labour-day"),
        (7, 11) => Some("flemish-community"),
        (7, 21) => Some("national-day"),
        (8, 15) => Some("assumption"),
        (11, 1) => Some("all-saints"),
        (11, 11) => Some("armistice"),
        (12, 25) => Some("christmas"),
        _ => after_easter(day),
    }
}

fn after_easter(day: NaiveDate) -> Option<&'static str> {
    match day.signed_duration_since(easter(day.year())?).num_days() {
        1 => Some("easter-monday"),
        39 => Some("ascension"),
        50 => Some("whit-monday"),
        _ => None,
    }
}

/// Easter Sunday (J. Meeus, Astronomical Algorithms, chapter 8; the letters are his).
fn easter(year: i32) -> Option<NaiveDate> {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}
