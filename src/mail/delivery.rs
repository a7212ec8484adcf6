//! The round of the post office: claim what is due, ask the slices what to say, render, send, write down what became
//! of it.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use lettre::Address;
use lettre::message::Mailbox;
use rocket::futures::stream::{self, StreamExt};

use super::kind::CalendarMethod;
use super::letter::Model;
use super::message::{self, ATTACHMENT};
use super::outbox::{self, Outcome};
use super::rendering::Templates;
use super::transport::{SendError, Transport};
use super::unreachable;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};

/// How many letters one round takes, and how many travel at once.
const ROUND: u64 = 50;
const AT_ONCE: usize = 8;

/// A letter sets out only while its claim holds this much longer than it can travel, so that no other worker sends it.
const LONGEST_JOURNEY: TimeDelta = TimeDelta::seconds(150);

/// What the slice that posted a letter adds before it is rendered.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The facts, under the names that the templates use.
    pub context: serde_json::Value,
    /// The name before our own address.
    pub sender_name: String,
    /// Where answers arrive.
    pub reply_to: Option<String>,
    pub calendar: Option<CalendarPart>,
    pub picture: Option<Picture>,
    /// Where one asks for no more such letters (RFC 2369, section 3.2), in a single request (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// A picture in the letter itself, for none is fetched from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What the HTML calls it after `cid:`.
    pub id: String,
    /// The name of the file, for programs that show it below.
    pub name: String,
    pub png: Vec<u8>,
}

/// What the letter does to the calendar of the one who gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPart {
    pub method: CalendarMethod,
    /// An iCalendar object with the same METHOD, one VEVENT and CRLF (RFC 5546).
    pub ics: String,
}

/// Who knows what a letter says.
#[rocket::async_trait]
pub trait Composer: Send + Sync {
    /// One answer for each letter, in order. `None`: there is nothing to say any more. After an error the letters are
    /// asked for one by one, so that a single one cannot hold up the rest.
    async fn compose(&self, letters: &[Model]) -> Result<Vec<Option<Composed>>>;
}

/// Renders and sends what is due.
pub struct PostOffice {
    transport: Transport,
    templates: Templates,
    from: Mailbox,
    /// Where letters return that cannot be delivered; the sender itself, if none is set.
    incoming: Option<Address>,
}

impl PostOffice {
    pub fn new(transport: Transport, templates: Templates, from: Mailbox) -> PostOffice {
        PostOffice { transport, templates, from, incoming: None }
    }

    /// The post office of these settings; `overrides` is the operator's folder of reworded templates, if there is one.
    /// The error is a sentence for the operator.
    pub fn open(config: &Config, overrides: Option<&Path>) -> Result<PostOffice, String> {
        let transport = Transport::of(config)?;
        let office = PostOffice::new(transport, Templates::load(overrides)?, config.mail_from.clone());
        Ok(office.returning_to(config.mail_incoming.clone()))
    }

    /// The same, whose letters return to this mailbox when they cannot be delivered.
    pub fn returning_to(self, incoming: Option<Address>) -> PostOffice {
        PostOffice { incoming, ..self }
    }

    pub fn transport(&self) -> &Transport {
        &self.transport
    }

    /// Sends one round of what is due, and says how many letters were handled: 0 when there is nothing to do.
    pub async fn deliver_due(&self, db: &Database, clock: &Clock, composer: &dyn Composer) -> Result<usize> {
        let letters = outbox::claim(db, clock.now(), ROUND).await?;
        if letters.is_empty() {
            return Ok(0);
        }
        let handled = letters.len();
        let (letters, stopped) = unreachable::set_aside(db, letters, clock.now()).await?;
        stopped.iter().for_each(|(letter, outcome)| report(letter, outcome));
        outbox::settle_all(db, &stopped, clock.now()).await?;
        let composed = compose(composer, &letters).await;
        let journeys = letters.into_iter().zip(composed).map(|(letter, said)| self.journey(clock, letter, said));
        // Those that arrive together are written down together: no more than travel at once, so that a process that is
        // killed in between sends no more of them twice.
        let mut arrivals = stream::iter(journeys).buffer_unordered(AT_ONCE).ready_chunks(AT_ONCE);
        let mut settled = Ok(());
        while let Some(arrived) = arrivals.next().await {
            settled = settled.and(outbox::settle_all(db, &arrived, clock.now()).await);
        }
        settled.map(|()| handled)
    }

    async fn journey(&self, clock: &Clock, letter: Model, said: Result<Option<Composed>>) -> (Model, Outcome) {
        let outcome = match said {
            _ if claim_is_short(&letter, clock.now()) => Outcome::NotTried,
            Ok(Some(composed)) => self.deliver(&letter, &composed, clock).await,
            Ok(None) => Outcome::Superseded,
            Err(why) => Outcome::Later(format!("cannot be composed: {why}")),
        };
        report(&letter, &outcome);
        (letter, outcome)
    }

    async fn deliver(&self, letter: &Model, composed: &Composed, clock: &Clock) -> Outcome {
        let facts = with_attachment(composed);
        let rendered = match self.templates.render(letter.kind, letter.language, &facts) {
            Ok(rendered) => rendered,
            Err(why) => {
                tracing::error!(letter = %letter.id, kind = letter.kind.folder(), %why, "a letter cannot be rendered");
                return Outcome::Later(format!("cannot be rendered: {why}"));
            }
        };
        let parcel = match message::pack(letter, rendered, composed, &self.from, self.incoming.as_ref(), clock.now()) {
            Ok(parcel) => parcel,
            Err(why) => return Outcome::GivenUp(why),
        };
        match self.transport.send(&parcel).await {
            Ok(()) => Outcome::Sent,
            Err(SendError::Temporary(why)) => Outcome::Later(why),
            Err(SendError::Permanent(why)) => Outcome::GivenUp(why),
        }
    }
}

/// The facts, and whether a calendar entry is attached (`attachment`, its name or nothing).
fn with_attachment(composed: &Composed) -> serde_json::Value {
    let mut facts = composed.context.clone();
    if let Some(facts) = facts.as_object_mut() {
        let name = composed.calendar.as_ref().map_or("", |_| ATTACHMENT);
        facts.insert("attachment".into(), name.into());
    }
    facts
}

/// What each letter says, or why nobody knows.
async fn compose(composer: &dyn Composer, letters: &[Model]) -> Vec<Result<Option<Composed>>> {
    match composer.compose(letters).await {
        Ok(composed) if composed.len() == letters.len() => return composed.into_iter().map(Ok).collect(),
        Ok(_) => tracing::error!("a composer answered for more or fewer letters than it was asked"),
        Err(why) => tracing::error!(%why, "a round of letters cannot be composed"),
    }
    let mut composed = Vec::with_capacity(letters.len());
    for letter in letters {
        let alone = composer.compose(std::slice::from_ref(letter)).await;
        composed.push(alone.and_then(|answers| {
            let first = answers.into_iter().next();
            first.ok_or_else(|| Error::Internal("the composer did not answer".into()))
        }));
    }
    composed
}

fn claim_is_short(letter: &Model, now: DateTime<Utc>) -> bool {
    letter.claimed_until.is_some_and(|until| now + LONGEST_JOURNEY > until)
}

fn report(letter: &Model, outcome: &Outcome) {
    let (kind, to) = (letter.kind.folder(), masked(&letter.recipient));
    match outcome {
        Outcome::Sent => tracing::info!(letter = %letter.id, kind, to, "a letter left"),
        Outcome::NotTried => {}
        Outcome::Superseded => tracing::info!(letter = %letter.id, kind, to, "a letter was no longer needed"),
        Outcome::Later(why) => {
            tracing::warn!(letter = %letter.id, kind, to, why = masked(why), attempts = letter.attempts, "a letter waits")
        }
        Outcome::GivenUp(why) => {
            tracing::error!(letter = %letter.id, kind, to, why = masked(why), "a letter was given up")
        }
    }
}

/// The text with every address hidden but for its first letter and its host: logs are read by more people than letters.
pub fn masked(text: &str) -> String {
    let hidden = |word: &str| match word.rsplit_once('@') {
        Some((user, host)) => {
            let opening: String = user.chars().take_while(|c| !c.is_alphanumeric()).collect();
            let first: String = user.chars().skip(opening.chars().count()).take(1).collect();
            format!("{opening}{first}…@{host}")
        }
        None => word.to_string(),
    };
    text.split(' ').map(hidden).collect::<Vec<_>>().join(" ")
}
