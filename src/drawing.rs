//! A dot is a seat: the drawings that the server makes of plain circles. All are for the eye only; the page says the
//! same in words beside them.

use std::f64::consts::PI;
use std::fmt::Write;

/// The point on a circle round (`x`, `y`), with 0° at the right and 90° on top.
fn point(x: f64, y: f64, radius: f64, degrees: f64) -> (f64, f64) {
    let angle = degrees * PI / 180.0;
    (x + radius * angle.cos(), y - radius * angle.sin())
}

/// A length with two decimals at most.
fn short(length: f64) -> String {
    let text = format!("{length:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn dot(svg: &mut String, class: &str, (x, y): (f64, f64), radius: f64) {
    let (x, y, radius) = (short(x), short(y), short(radius));
    let _ = write!(svg, r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"/>"#);
}

/// Eight seats round a table; the free ones open up from the bottom, on the reader's side.
pub fn ring(capacity: i32, taken: i32) -> String {
    const SEATS: i32 = 8;
    let (capacity, taken) = (f64::from(capacity.max(1)), f64::from(taken.min(capacity.max(1))));
    let mut free = (f64::from(SEATS) * (capacity - taken) / capacity).round() as i32;
    if taken > 0.0 && taken < capacity {
        free = free.clamp(1, SEATS - 1);
    }
    let mut svg = String::from(r#"<svg class="ring" viewBox="0 0 32 32" aria-hidden="true">"#);
    for seat in 0..SEATS {
        let at = point(16.0, 16.0, 11.5, -90.0 - 45.0 * f64::from(seat));
        if seat < free { dot(&mut svg, "f", at, 3.2) } else { dot(&mut svg, "t", at, 3.4) }
    }
    svg + "</svg>"
}

/// The hall: one dot a seat up to 66, above that one dot for 2, 3, 4… seats. `number` and `words` stand in the middle.
pub fn hall(capacity: i32, taken: i32, number: &str, words: &str) -> String {
    const MOST: i32 = 66;
    let capacity = capacity.max(1);
    let unit = f64::from((capacity + MOST - 1) / MOST);
    let dots = (f64::from(capacity) / unit).round().max(1.0) as usize;
    let mut solid = (f64::from(taken.clamp(0, capacity)) / unit).round() as usize;
    if taken < capacity {
        solid = solid.min(dots - 1);
    }
    let (seats, radius) = arrangement(dots);
    let mut svg = String::from(r#"<svg class="hall" viewBox="0 0 200 104" aria-hidden="true">"#);
    for (index, (degrees, r)) in seats.into_iter().enumerate() {
        let at = point(100.0, 98.0, r, degrees);
        if index < solid { dot(&mut svg, "t", at, radius) } else { dot(&mut svg, "f", at, radius - 0.4) }
    }
    let (number, words) = (escape(number), escape(words));
    let _ = write!(svg, r#"<text x="100" y="86">{number}</text><text class="s" x="100" y="98">{words}</text></svg>"#);
    svg
}

/// Where each seat stands (degrees, radius), from left to right, and how large a dot may be.
fn arrangement(dots: usize) -> (Vec<(f64, f64)>, f64) {
    let radii: &[f64] = match dots {
        0..=26 => &[72.0, 92.0],
        27..=44 => &[58.0, 76.0, 94.0],
        _ => &[52.0, 66.0, 80.0, 94.0],
    };
    let sum: f64 = radii.iter().sum();
    let mut rows: Vec<i64> = radii.iter().map(|r| (dots as f64 * r / sum).round() as i64).collect();
    let rest = dots as i64 - rows.iter().sum::<i64>();
    *rows.last_mut().expect("there are rows") += rest;
    let room = radii.iter().zip(&rows).map(|(r, &n)| PI * r / (n.max(1) as f64) / 2.0 * 0.8);
    let radius = room.fold(5.4_f64, f64::min);
    let mut seats: Vec<(f64, f64)> = Vec::with_capacity(dots);
    for (&r, &n) in radii.iter().zip(&rows) {
        seats.extend((0..n).map(|i| (180.0 - (i as f64 + 0.5) * 180.0 / n as f64, r)));
    }
    seats.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1)));
    (seats, radius)
}

/// A chart of columns, as wide as a card: each a stack of dots, and a speck where there is nothing. A dot may stand for
/// several: `unit(values, COLUMN)` says for how many.
pub fn columns(values: &[i64]) -> String {
    stacks(values, COLUMN, NARROW, COLUMN)
}

/// The same as wide as the page, with higher columns: `unit(values, TALL_COLUMN)`.
pub fn wide_columns(values: &[i64]) -> String {
    let highest = values.iter().copied().max().unwrap_or(0);
    stacks(values, TALL_COLUMN, WIDE, dots_for(highest, unit(values, TALL_COLUMN)).max(1))
}

/// How many columns stand side by side on a card.
pub const NARROW: usize = 14;
/// How many columns stand side by side on a page.
pub const WIDE: usize = 44;

/// How many dots high the columns of a card are.
pub const COLUMN: i64 = 4;
/// How many dots high the columns of a page are.
pub const TALL_COLUMN: i64 = 8;

/// For how many a dot stands when the highest of the values may take `most` dots: 1, 2, 5, 10, 20, 50…
pub fn unit(values: &[i64], most: i64) -> i64 {
    let highest = values.iter().copied().max().unwrap_or(0);
    let mut power: i64 = 1;
    loop {
        for step in [1, 2, 5] {
            let unit = power.saturating_mul(step);
            if unit.saturating_mul(most.max(1)) >= highest {
                return unit;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// How many dots stand for a number: at least one for whatever is not nothing.
fn dots_for(value: i64, unit: i64) -> i64 {
    if value > 0 { (value as f64 / unit as f64).round().max(1.0) as i64 } else { 0 }
}

/// Columns of `most` dots at most in a drawing that is `high` dots high, and as wide as `least` columns at least.
fn stacks(values: &[i64], most: i64, least: usize, high: i64) -> String {
    const STEP: f64 = 15.0;
    const RISE: f64 = 11.5;
    let unit = unit(values, most);
    let (width, height) = (STEP * values.len().max(least) as f64, RISE * high as f64 + 10.0);
    let mut svg = chart(width, height);
    for (index, &value) in values.iter().enumerate() {
        let x = 7.0 + STEP * index as f64;
        if value <= 0 {
            dot(&mut svg, "b", (x, height - 7.0), 2.0);
        }
        for place in 0..dots_for(value, unit) {
            dot(&mut svg, "t", (x, height - 7.0 - RISE * place as f64), 5.0);
        }
    }
    svg + "</svg>"
}

/// A chart of rows, one for each time: of all who held a seat, how many came. Twenty dots a row.
pub fn people(times: &[(i64, i64)]) -> String {
    let mut svg = chart(210.0, 14.0 * times.len().max(1) as f64);
    for (row, &(came, of)) in times.iter().enumerate() {
        let solid = share_of(20, came, of);
        for seat in 0..20 {
            seat_in_row(&mut svg, row, seat, seat < solid);
        }
    }
    svg + "</svg>"
}

/// A part of a whole: four rows of twenty dots, filled from the top left.
pub fn part(some: i64, of: i64) -> String {
    let solid = share_of(80, some, of);
    let mut svg = chart(210.0, 56.0);
    for seat in 0..80 {
        seat_in_row(&mut svg, (seat / 20) as usize, seat % 20, seat < solid);
    }
    svg + "</svg>"
}

/// One row of dots, twenty at most, for a line of a table; one dot stands for `unit`.
pub fn line(value: i64, unit: i64) -> String {
    let mut svg = chart(210.0, 14.0);
    for seat in 0..dots_for(value, unit.max(1)).min(20) {
        seat_in_row(&mut svg, 0, seat, true);
    }
    svg + "</svg>"
}

fn chart(width: f64, height: f64) -> String {
    format!(r#"<svg class="ch" viewBox="0 0 {} {}" aria-hidden="true">"#, short(width), short(height))
}

fn seat_in_row(svg: &mut String, row: usize, seat: i64, solid: bool) {
    let at = (5.0 + 10.5 * seat as f64, 7.0 + 14.0 * row as f64);
    if solid { dot(svg, "t", at, 4.2) } else { dot(svg, "b", at, 2.0) }
}

/// So many of `dots`; none or all only where it is none or all.
fn share_of(dots: i64, some: i64, of: i64) -> i64 {
    if of <= 0 || some <= 0 {
        return 0;
    }
    let share = (dots as f64 * some as f64 / of as f64).round() as i64;
    if some >= of { dots } else { share.clamp(1, dots - 1) }
}

/// How good it was: five seats in a row, of which so many are taken.
pub fn score(taken: i32) -> String {
    let mut svg = String::from(r#"<svg class="score" viewBox="0 0 60 12" aria-hidden="true">"#);
    for seat in 0..5 {
        let at = (6.0 + 12.0 * f64::from(seat), 6.0);
        if seat < taken { dot(&mut svg, "t", at, 5.0) } else { dot(&mut svg, "b", at, 2.0) }
    }
    svg + "</svg>"
}

/// The region's dot on the big mark: its own seat is lit in its accent.
pub fn region_mark(angle: f64) -> String {
    let mut svg = String::from(r#"<svg class="mark big bigreg" viewBox="0 0 32 32" aria-hidden="true">"#);
    for seat in [180.0, 135.0, 90.0, 45.0, 0.0, -45.0, -135.0] {
        let own = (seat - angle).abs() < 1.0;
        let (class, radius) = if own { ("me", 4.2) } else { ("o", 3.1) };
        dot(&mut svg, class, point(16.0, 16.0, 11.5, seat), radius);
    }
    dot(&mut svg, "you", point(16.0, 16.0, 11.5, -90.0), 3.4);
    svg + "</svg>"
}

/// One chair of the ring on the agenda: where its dot and its words go.
pub struct Chair {
    pub x: String,
    pub y: String,
    pub text_x: String,
    pub text_y: String,
    pub anchor: &'static str,
}

/// The chair at `angle` on the agenda's ring.
pub fn chair(angle: f64) -> Chair {
    let (x, y) = point(264.0, 178.0, 124.0, angle);
    let (text_x, text_y, anchor) = if angle == 90.0 {
        (x, y - 34.0, "middle")
    } else if angle > -90.0 && angle < 90.0 {
        (x + 37.0, y + 6.0, "start")
    } else {
        (x - 37.0, y + 6.0, "end")
    };
    Chair { x: short(x), y: short(y), text_x: short(text_x), text_y: short(text_y), anchor }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
