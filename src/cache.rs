//! A cache: what was made once, and is handed out again for as long as it is good. It holds so many copies and so
//! many bytes, whatever people ask for. When it is full, what is stale goes first, and then what was asked for least:
//! whoever asks for everything there is, once, takes the place of nothing that many ask for.

use std::collections::HashMap;
use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::sync::RwLock;
use std::sync::atomic::{AtomicU8, Ordering};

use tokio::sync::Mutex;

use crate::error::Result;

/// How many copies are made at the same time, at most.
const TURNS: usize = 16;
/// More than this often is not counted.
const OFTEN: u8 = 100;

/// Copies by their names. `S` is what must still be so for a copy to be good.
pub struct Cache<S, C> {
    most: usize,
    most_bytes: usize,
    weigh: fn(&C) -> usize,
    copies: RwLock<Copies<S, C>>,
    /// Whoever waited for a turn finds the copy kept.
    turns: [Mutex<()>; TURNS],
    /// Another one at each start: nobody can choose a name that comes to the turn of another.
    hasher: RandomState,
}

struct Copies<S, C> {
    kept: HashMap<String, Kept<S, C>>,
    bytes: usize,
    /// How many were ever kept.
    count: u64,
}

struct Kept<S, C> {
    copy: C,
    stamp: S,
    bytes: usize,
    asked: AtomicU8,
    /// Its number; an older one has a lower one.
    number: u64,
}

/// The lower one goes first: whether it is good, how often it was asked for again, its number.
type Worth = (bool, u8, u64);

impl<S: Copy + PartialEq, C: Clone> Cache<S, C> {
    /// Room for so many copies and so many bytes of them, as `weigh` counts them.
    pub fn new(most: usize, most_bytes: usize, weigh: fn(&C) -> usize) -> Cache<S, C> {
        let copies = RwLock::new(Copies { kept: HashMap::new(), bytes: 0, count: 0 });
        Cache { most, most_bytes, weigh, copies, turns: Default::default(), hasher: RandomState::new() }
    }

    /// The copy as it is kept, or as `make` makes it now; what fails is not kept. Few need to make one, so that future
    /// is boxed: it would be carried along with every answer.
    pub async fn copy<M>(&self, name: String, stamp: S, make: impl FnOnce() -> M) -> Result<C>
    where
        M: Future<Output = Result<C>>,
    {
        if let Some(copy) = self.find(&name, stamp) {
            return Ok(copy);
        }
        let _turn = self.turn(&name).lock().await;
        if let Some(copy) = self.find(&name, stamp) {
            return Ok(copy);
        }
        let copy = Box::pin(make()).await?;
        self.keep(name, stamp, copy.clone());
        Ok(copy)
    }

    fn find(&self, name: &str, stamp: S) -> Option<C> {
        let copies = self.copies.read().expect("nobody panics while keeping");
        let kept = copies.kept.get(name).filter(|kept| kept.stamp == stamp)?;
        // Whoever only reads a number waits for nobody.
        if kept.asked.load(Ordering::Relaxed) < OFTEN {
            kept.asked.fetch_add(1, Ordering::Relaxed);
        }
        Some(kept.copy.clone())
    }

    fn keep(&self, name: String, stamp: S, copy: C) {
        let bytes = name.len() + (self.weigh)(&copy);
        if bytes > self.most_bytes {
            return;
        }
        let mut copies = self.copies.write().expect("nobody panics while keeping");
        // What was often asked for before it changed will be again.
        let asked = copies.remove(&name).map(|old| old.asked).unwrap_or_default();
        if copies.kept.len() >= self.most || copies.bytes + bytes > self.most_bytes {
            // More than is needed, so that this is not done for each one that comes.
            let left = (self.most_bytes - bytes).min(self.most_bytes / 4 * 3);
            copies.shrink(stamp, self.most / 4 * 3, left);
        }
        copies.count += 1;
        copies.bytes += bytes;
        let number = copies.count;
        copies.kept.insert(name, Kept { copy, stamp, bytes, asked, number });
    }

    fn turn(&self, name: &str) -> &Mutex<()> {
        &self.turns[self.hasher.hash_one(name) as usize % TURNS]
    }
}

impl<S: Copy + PartialEq, C> Copies<S, C> {
    fn remove(&mut self, name: &str) -> Option<Kept<S, C>> {
        let kept = self.kept.remove(name)?;
        self.bytes -= kept.bytes;
        Some(kept)
    }

    /// Lets go of what is worth least, until no more than this is left.
    fn shrink(&mut self, stamp: S, most: usize, most_bytes: usize) {
        let mut all: Vec<(Worth, usize)> = self.kept.values().map(|kept| (kept.worth(stamp), kept.bytes)).collect();
        all.sort_unstable();
        let (mut left, mut gone) = (all.len(), None);
        for (worth, bytes) in all {
            if left <= most && self.bytes <= most_bytes {
                break;
            }
            left -= 1;
            self.bytes -= bytes;
            gone = Some(worth);
        }
        self.kept.retain(|_, kept| Some(kept.worth(stamp)) > gone);
    }
}

impl<S: PartialEq, C> Kept<S, C> {
    fn worth(&self, stamp: S) -> Worth {
        (self.stamp == stamp, self.asked.load(Ordering::Relaxed), self.number)
    }
}
