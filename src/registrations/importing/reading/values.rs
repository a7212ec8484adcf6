//! What a program keeps in a cell, as a person reads it there.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// What stands in a cell whose formula has failed, whatever failed in it.
pub const FORMULA_ERROR: &str = "#N/A";

const SECONDS_OF_A_DAY: f64 = 86_400.0;
/// The day after the last one that Excel knows, 31 December 9999.
const LAST_DAY: f64 = 2_958_466.0;

/// A number with the fifteen digits that Excel shows at most: "38", "3.2".
pub fn number(number: f64) -> String {
    format!("{number:.14e}").parse().unwrap_or(number).to_string()
}

/// A day, an hour of it, or both, by the number of days since 1900 (or 1904) began; nothing for what is no such number.
pub fn moment(number: f64, since_1904: bool) -> Option<String> {
    if !(0.0..LAST_DAY).contains(&number) {
        return None;
    }
    let seconds = (number * SECONDS_OF_A_DAY).round() as u64;
    let (days, seconds) = (seconds / 86_400, seconds % 86_400);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32, 0)?;
    if days == 0 {
        return (seconds > 0).then(|| time.format("%H:%M").to_string());
    }
    // Excel counts a 29 February 1900 that never was.
    let (year, month, day) = match (since_1904, days) {
        (true, _) => (1904, 1, 1),
        (false, 1..=60) => (1899, 12, 31),
        (false, _) => (1899, 12, 30),
    };
    let date = NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days))?;
    Some(said(date.and_time(time)))
}

/// A day, or a day and an hour, from ISO 8601.
pub fn iso(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_string(), said)
}

/// "13:30" from `PT13H30M00S`, a time that ISO 8601 writes as how long after midnight it is.
pub fn hour(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, _) = rest.split_once('M')?;
    Some(format!("{hours}:{minutes}"))
}

fn said(moment: NaiveDateTime) -> String {
    let form = match (moment.hour(), moment.minute(), moment.second()) {
        (0, 0, 0) => "%Y-%m-%d",
        (_, _, 0) => "%Y-%m-%d %H:%M",
        _ => "%Y-%m-%d %H:%M:%S",
    };
    moment.format(form).to_string()
}

/// Whether a format for numbers shows days or hours: one of their letters stands in its first section, outside quotation
/// marks and square brackets (ECMA-376, part 1, section 18.8.31).
pub fn shows_a_moment(format: &str) -> bool {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => letters.by_ref().take_while(|c| *c != '"').for_each(drop),
            '[' => letters.by_ref().take_while(|c| *c != ']').for_each(drop),
            '\\' | '_' | '*' => {
                letters.next();
            }
            ';' => return false,
            letter if "dmyhs".contains(letter.to_ascii_lowercase()) => return true,
            _ => {}
        }
    }
    false
}
