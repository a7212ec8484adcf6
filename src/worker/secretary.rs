//! The secretary knows what each letter says: each slice composes its own, and the calendar adds its part.

use chrono::{DateTime, Utc};

use crate::calendar;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::digests;
use crate::digests::letters::Editions;
use crate::error::Result;
use crate::mail::{Composed, Composer, LetterKind, letter};
use crate::messages;
use crate::messages::letters::Scripts;
use crate::organisers;
use crate::regions::Network;
use crate::registrations::letters::{self, Matter};

/// Knows what each letter says, and what it does to the reader's calendar.
pub struct Secretary {
    pub db: Database,
    pub clock: Clock,
    pub config: Config,
}

#[rocket::async_trait]
impl Composer for Secretary {
    async fn compose(&self, letters: &[letter::Model]) -> Result<Vec<Option<Composed>>> {
        let Secretary { db, clock, config } = self;
        let now = clock.now();
        let network = Network::load(db).await?;
        let matters = letters::matters(db, &network, letters, now).await?;
        let scripts = Scripts::of(db, letters).await?;
        let editions = Editions::of(db, &network, letters, now).await?;
        let mut composed = Vec::with_capacity(letters.len());
        for (letter, matter) in letters.iter().zip(matters) {
            composed.push(match (letter.kind, matter) {
                (LetterKind::SignIn | LetterKind::Welcome, _) => {
                    organisers::letters::compose(db, config, letter).await?
                }
                (LetterKind::Message, None) => {
                    messages::letters::proof(db, &network, letter, &scripts, config, now).await?
                }
                (kind, _) if digests::letters::is_ours(kind) => editions.compose(letter, &network, config, now),
                (kind, Some(matter)) if messages::letters::is_ours(kind) => {
                    messages::letters::compose(letter, &matter, &scripts, config, now)
                }
                (_, Some(matter)) => about_registration(letter, &matter, config, now),
                (_, None) => None,
            });
        }
        Ok(composed)
    }
}

fn about_registration(
    letter: &letter::Model,
    matter: &Matter,
    config: &Config,
    now: DateTime<Utc>,
) -> Option<Composed> {
    let words = letters::compose(letter, matter, config, now)?;
    let mut entries = calendar::letters::parts(letter, matter, config).into_iter();
    Some(Composed { calendar: entries.next(), more: entries.collect(), ..words })
}
