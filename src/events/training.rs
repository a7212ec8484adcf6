//! Hours of training, as an employer counts them: to the quarter.

use crate::language::Language;

/// More than a hundred hours no event takes.
const MOST: f64 = 400.0;

/// How many quarters of an hour that is; none when it is not so many, or nothing that one would count.
pub fn quarters(hours: f64) -> Option<i32> {
    let quarters = hours * 4.0;
    let counts = quarters.fract() == 0.0 && (1.0..=MOST).contains(&quarters);
    counts.then_some(quarters as i32)
}

/// 2.5
pub fn hours(quarters: i32) -> f64 {
    f64::from(quarters) / 4.0
}

/// "2.5", as a form writes it.
pub fn written(quarters: i32) -> String {
    hours(quarters).to_string()
}

/// "2,5 uur vorming"
pub fn words(quarters: i32, l: Language) -> String {
    l.with("training-hours", [("n", hours(quarters).into()), ("hours", l.decimal(written(quarters)).into())])
}
