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

/// The hall: one dot a seat up to 66, above that one dot for 2, 5, 10… seats. `number` and `words` stand in the middle.
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
