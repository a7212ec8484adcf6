//! How many seats to give for a room when some never come.
//!
//! Suppose that each of `n` who hold a seat comes with chance `p`, as before. Then `n·p` come on average; by chance alone
//! that varies with variance `n·p·(1−p)` (the binomial), and since one time differs from another (the weather, a strike),
//! `p` itself varies with a standard deviation `s`, which adds `n²·s²`. For numbers of people as here the sum is close to
//! normal, so the chance that more than `room` come stays below one in twenty as long as
//!
//! ```text
//! n·p + 1.645 · √(n·p·(1−p) + n²·s²) ≤ room + ½
//! ```
//!
//! (the half because people come in whole numbers). The answer is the largest such `n`, and never more than 30 % above
//! the room, whatever the past says.

use sea_orm::FromQueryResult;

/// The chance that somebody finds no chair, at most.
pub const RISK: f64 = 0.05;
/// 95 % of a normal distribution lie below so many standard deviations above its middle.
const DEVIATIONS: f64 = 1.644_854;
/// How many more than there is room for, at most.
const MOST: f64 = 0.30;

/// How many seats to give for `room` chairs when a share `rate` of those who hold one comes, give or take `spread` from
/// one time to the next. Never fewer than there are chairs.
pub fn seats(room: i32, rate: f64, spread: f64) -> i32 {
    let most = f64::from(room) * (1.0 + MOST);
    let fits = |n: &i32| {
        let n = f64::from(*n);
        let (middle, variance) = (n * rate, n * rate * (1.0 - rate) + n * n * spread * spread);
        middle + DEVIATIONS * variance.sqrt() <= f64::from(room) + 0.5
    };
    (room..=most.floor() as i32).rev().find(fits).unwrap_or(room)
}

/// How past times went, as far as it matters here.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromQueryResult)]
pub struct Record {
    pub events: i64,
    /// Who held a seat, and who of those came, at all events together.
    pub expected: i64,
    pub came: i64,
    /// Of the share that came at each event: the lowest and the highest, the sum, and the sum of the squares.
    pub lowest: f64,
    pub highest: f64,
    pub rates: f64,
    pub squares: f64,
    /// The sum of one divided by how many held a seat.
    pub inverses: f64,
}

impl Record {
    /// Both together.
    pub fn with(self, other: &Record) -> Record {
        if self.events == 0 {
            return *other;
        }
        Record {
            events: self.events + other.events,
            expected: self.expected + other.expected,
            came: self.came + other.came,
            lowest: self.lowest.min(other.lowest),
            highest: self.highest.max(other.highest),
            rates: self.rates + other.rates,
            squares: self.squares + other.squares,
            inverses: self.inverses + other.inverses,
        }
    }

    /// The share that comes.
    pub fn rate(&self) -> f64 {
        if self.expected > 0 { self.came as f64 / self.expected as f64 } else { 1.0 }
    }

    /// How much the share of the next time may differ from that, as a standard deviation: what the times differed among
    /// each other (the variance of their shares, without what mere chance explains, which is `p·(1−p)/n` for each), and
    /// how little we know of the middle (a part of both for each time, or person, that we have seen).
    pub fn spread(&self) -> f64 {
        if self.events < 2 {
            return 0.0;
        }
        let (events, rate) = (self.events as f64, self.rate());
        let variance = (self.squares - self.rates * self.rates / events) / (events - 1.0);
        let chance = rate * (1.0 - rate);
        let between = (variance - chance * self.inverses / events).max(0.0);
        (between * (1.0 + 1.0 / events) + chance / self.expected.max(1) as f64).sqrt()
    }
}
