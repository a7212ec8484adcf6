//! How much one place may send: a town hall behind one address never notices, a script does.
//!
//! Each count is one number in a table of a fixed size, so memory is bounded and no two cores wait for each other. Two
//! places may share a number by chance; which ones differs at every start, so nobody can aim at somebody else's. A leaf of
//! the table takes memory once somebody's number is on it.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use rocket::request::{FromRequest, Outcome, Request};

use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
use crate::unsent::turn_away;

/// Leaves of a table, and numbers on a leaf: half a megabyte when all are used.
const LEAVES: usize = 128;
const CELLS: usize = 512;

/// A minute in microseconds: what may come in a minute may come at once.
const MINUTE: i64 = 60_000_000;

/// Forms a minute from one address that come back too soon to be typed: a browser fills in what it knows.
const HASTY: u32 = 10;

/// What is counted: an address, an address at one event, the network around an address, and an address in haste.
pub struct Limits(Option<[Table; 4]>);

impl Limits {
    pub fn new(config: &Config) -> Limits {
        let most = [config.most_per_address, config.most_per_event, config.most_per_network, HASTY];
        Limits(config.rate_limits.then(|| most.map(Table::new)))
    }

    /// Counts a form that came back too soon; true: so many did that no person sends them.
    fn is_machine(&self, address: IpAddr, now: i64) -> bool {
        self.0.as_ref().is_some_and(|[.., hasty]| hasty.admit(home(address), now).is_err())
    }

    /// Counts one that came now (microseconds since the epoch); or says after how many seconds it may come again.
    fn admit(&self, address: IpAddr, event: Option<&str>, now: i64) -> Result<(), u64> {
        let Some([addresses, events, networks, _]) = &self.0 else {
            return Ok(());
        };
        // The widest last: who is refused at their own address spends nothing of their neighbours'.
        let home = home(address);
        event.map_or(Ok(()), |event| events.admit((home, event), now))?;
        addresses.admit(home, now)?;
        networks.admit(network(address), now)
    }
}

/// So many a minute, for each key.
struct Table {
    leaves: [OnceLock<Box<[AtomicI64; CELLS]>>; LEAVES],
    hasher: RandomState,
    /// The pause that each one costs, in microseconds.
    pause: i64,
}

impl Table {
    fn new(most: u32) -> Table {
        let leaves = [const { OnceLock::new() }; LEAVES];
        Table { leaves, hasher: RandomState::new(), pause: MINUTE / i64::from(most.max(1)) }
    }

    fn cell(&self, key: impl Hash) -> &AtomicI64 {
        let hash = self.hasher.hash_one(key) as usize;
        let leaf = self.leaves[hash % LEAVES].get_or_init(|| Box::new([const { AtomicI64::new(0) }; CELLS]));
        &leaf[hash / LEAVES % CELLS]
    }

    /// The generic cell rate algorithm: a cell holds the time until which its key has spent its share.
    fn admit(&self, key: impl Hash, now: i64) -> Result<(), u64> {
        let cell = self.cell(key);
        let mut spent = cell.load(Ordering::Relaxed);
        loop {
            // Nobody can spend more than a minute ahead, unless the clock went back. By a moment it does for whoever read it
            // before another core let somebody in, and that gives no new share.
            let since = if spent > now + 2 * MINUTE { now } else { spent.max(now) };
            let next = since + self.pause;
            if next > now + MINUTE {
                return Err((next - now - MINUTE) as u64 / 1_000_000 + 1);
            }
            match cell.compare_exchange_weak(spent, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return Ok(()),
                Err(other) => spent = other,
            }
        }
    }
}

/// A guard: the request is within the limits.
pub struct WithinLimits<'r> {
    limits: &'r Limits,
    address: IpAddr,
}

impl WithinLimits<'_> {
    /// Asked of a form that came too soon: whether too many do from there. A person in a hurry passes, a script does not.
    pub fn is_machine(&self, now: DateTime<Utc>) -> bool {
        self.limits.is_machine(self.address, now.timestamp_micros())
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for WithinLimits<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        let limits = request.rocket().state::<Limits>().expect("lib.rs manages the limits");
        let clock = request.rocket().state::<Clock>().expect("lib.rs manages the clock");
        let address = request.client_ip().unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
        match limits.admit(address, event_of(request), clock.now().timestamp_micros()) {
            Ok(()) => Outcome::Success(WithinLimits { limits, address }),
            Err(retry_after) => turn_away(request, Error::TooMany { retry_after }),
        }
    }
}

/// The event that a request is about: what follows `events` in its path, however it was spelt.
fn event_of<'r>(request: &'r Request<'_>) -> Option<&'r str> {
    request.uri().path().segments().skip_while(|part| *part != "events").nth(1)
}

/// One household or office: an IPv4 address, or the /64 of an IPv6 address.
fn home(address: IpAddr) -> IpAddr {
    cut(address, 32, 64)
}

/// The network around it: the /24 of an IPv4 address, the /48 of an IPv6 address.
fn network(address: IpAddr) -> IpAddr {
    cut(address, 24, 48)
}

/// The address with only so many of its first bits.
fn cut(address: IpAddr, v4: u32, v6: u32) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & (u32::MAX << (32 - v4)))),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - v6)))),
    }
}
