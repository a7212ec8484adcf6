//! Mail that comes back. Mail servers tell that a letter did not arrive, calendars tell whether somebody comes, holiday
//! notices tell nothing, and anybody may forge any of them. What arrives is handed to `samenkomst receive-mail`, read
//! once, and changes no more than it proves: a letter is marked, an address is left in peace, an answer is noted. No
//! seat is ever lost by mail, nothing is answered to whoever sent it, and no message is kept.

mod bouncing;
mod complaining;
mod dsn;
mod itip;
mod mime;
mod origin;
mod replying;

use std::fmt;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::mail::letter;
use crate::registrations::self_service::calendar_reply::Answer;

use mime::Mail;

/// The largest message that is read, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// What the mail server says of the journey, beside the message itself.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// To whom it came.
    pub recipients: Vec<String>,
    /// From whom; empty for a bounce (RFC 5321, section 4.5.5). None when the server did not say.
    pub sender: Option<String>,
}

/// What a message caused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A letter came back and is marked; a stopped address gets no more.
    Bounced {
        stopped: bool,
    },
    /// A server is still trying, or delivered.
    Underway,
    /// Somebody called a letter unwanted: they get no more reminders, messages and digests.
    Silenced,
    /// An answer was noted; one who declined is asked by letter whether they give up their seat.
    Noted {
        answer: Answer,
        asked: bool,
    },
    /// A machine's reply: nothing.
    Automatic,
    Ignored(Why),
}

/// Why a message changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is no message, or none that anybody could read.
    NotUnderstood,
    /// It is larger than `LARGEST`.
    TooLarge,
    /// A person wrote. Their answers go to the region, by Reply-To.
    Ordinary,
    /// It is about no letter of ours, or names a reader of another one.
    UnknownLetter,
    /// It is known already, or something newer is.
    Repeated,
    /// The address it came to was made up.
    WrongKey,
    /// It does not come from the one it speaks for.
    NotFromAttendee,
    /// Our own mail server found it forged.
    FailedAuthentication,
    /// We invite to no such entry.
    UnknownEntry,
    /// They have no seat there, or it is over.
    NoSeat,
    /// It answers another revision of the invitation than they have.
    OtherSequence,
    /// It proposes, delegates, speaks for several, or is no answer.
    NoPlainAnswer,
}

impl Why {
    fn sentence(self) -> &'static str {
        match self {
            Why::NotUnderstood => "not understood",
            Why::TooLarge => "too large to read",
            Why::Ordinary => "an ordinary message; letters ask for answers to the region's own address",
            Why::UnknownLetter => "it names no letter of ours to that address",
            Why::Repeated => "known already",
            Why::WrongKey => "the address that it came to is not one of ours",
            Why::NotFromAttendee => "its sender is not the one that it speaks for",
            Why::FailedAuthentication => "our mail server takes it for a forgery",
            Why::UnknownEntry => "no such calendar entry",
            Why::NoSeat => "that person holds no seat there, or it is over",
            Why::OtherSequence => "it answers another revision of the invitation",
            Why::NoPlainAnswer => "no plain answer to an invitation",
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Effect::Bounced { stopped: true } => {
                f.write_str("a letter came back; nothing more is sent to that address")
            }
            Effect::Bounced { stopped: false } => f.write_str("a letter came back"),
            Effect::Underway => f.write_str("ignored: no letter was lost"),
            Effect::Silenced => f.write_str("a complaint; that person gets no more reminders, messages and digests"),
            Effect::Noted { answer, asked: true } => write!(f, "{answer} in a calendar; a letter asks about the seat"),
            Effect::Noted { answer, asked: false } => write!(f, "{answer} in a calendar"),
            Effect::Automatic => f.write_str("ignored: an automatic reply"),
            Effect::Ignored(why) => write!(f, "ignored: {}", why.sentence()),
        }
    }
}

/// What the verbs of this slice stand on.
struct Ground<'a> {
    db: &'a Database,
    clock: &'a Clock,
    config: &'a Config,
}

/// Reads a message (RFC 5322) and does what it proves. Fails only when the database does; then nothing was done, and
/// the message may be handed in again.
pub async fn receive(
    db: &Database,
    clock: &Clock,
    config: &Config,
    message: Vec<u8>,
    envelope: Envelope,
) -> Result<Effect> {
    if message.len() > LARGEST {
        return Ok(told(Effect::Ignored(Why::TooLarge)));
    }
    // On a thread of its own: a parser that panics takes nothing with it.
    let read = tokio::task::spawn_blocking(move || Mail::read(&message, envelope)).await;
    let Ok(Some(mail)) = read else {
        return Ok(told(Effect::Ignored(Why::NotUnderstood)));
    };
    let at = Ground { db, clock, config };
    let effect = if mail.is_complaint() {
        complaining::take(&at, &mail).await?
    } else if mail.is_delivery_report() {
        bouncing::take(&at, &mail).await?
    } else if let Some(found) = itip::find(&mail) {
        replying::take(&at, &mail, found).await?
    } else if let Some(effect) = bouncing::take_unusual(&at, &mail).await? {
        effect
    } else if origin::is_automatic(&mail) {
        Effect::Automatic
    } else {
        Effect::Ignored(Why::Ordinary)
    };
    Ok(told(effect))
}

fn told(effect: Effect) -> Effect {
    tracing::info!(%effect, "a message arrived");
    effect
}

/// Those of these letters that there are, in the same order.
async fn known(db: &impl ConnectionTrait, letters: &[Uuid]) -> Result<Vec<letter::Model>> {
    let found = letter::Entity::find().filter(letter::Column::Id.is_in(letters.iter().copied()));
    let mut found = found.all(db).await?;
    found.sort_by_key(|letter| letters.iter().position(|id| *id == letter.id));
    Ok(found)
}

/// Whether the letter was for one of these addresses.
fn is_for(letter: &letter::Model, recipients: &[String]) -> bool {
    recipients.iter().any(|address| address.to_lowercase() == letter.recipient.to_lowercase())
}
