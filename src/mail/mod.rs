//! Letters leave the house. Every letter is a row in the outbox, written in the transaction of the deed that it tells
//! of, so that none is lost and none tells of what did not happen. The worker claims what is due, renders it from
//! `email-templates/` in the reader's language and hands it to a transport: an SMTP server, a folder, or a test.
//! This slice knows no other: whoever posts a letter composes its facts.

pub mod address;
pub mod bell;
mod claim;
mod clerk;
mod composed;
mod counters;
pub mod delivery;
pub mod domain;
mod door;
pub mod kind;
pub mod letter;
mod lines;
pub mod message;
mod modest;
pub mod outbox;
pub mod pace;
pub mod reason;
pub mod rendering;
pub mod returning;
mod rewording;
pub mod signing;
mod smtp;
pub mod standing;
mod status_code;
pub mod transport;
pub mod unreachable;
mod words;

pub use address::{EmailAddress, mailto, masked};
pub use bell::Bell;
pub use composed::{CalendarPart, Composed, Composer, Picture};
pub use counters::Counters;
pub use delivery::PostOffice;
pub use kind::{CalendarMethod, LetterKind, Urgency};
pub use letter::{Letter, id_for, post, post_in, post_once};
pub use message::Parcel;
pub use outbox::Tally;
pub use pace::Pace;
pub use reason::Reason;
pub use rendering::{Rendered, Templates, letterhead};
pub use signing::Signer;
pub use smtp::{Patience, SmtpServer};
pub use standing::Standing;
pub use status_code::StatusCode;
pub use transport::{Memory, SendError, Transport};
