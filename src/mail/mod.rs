//! Letters leave the house. Every letter is a row in the outbox, written in the transaction of the deed that it tells
//! of, so that none is lost and none tells of what did not happen. The worker claims what is due, renders it from
//! `email-templates/` in the reader's language and hands it to a transport: an SMTP server, a folder, or a test.
//! This slice knows no other: whoever posts a letter composes its facts.

pub mod address;
pub mod bell;
mod composed;
pub mod delivery;
pub mod domain;
pub mod kind;
pub mod letter;
pub mod message;
pub mod outbox;
pub mod reason;
pub mod rendering;
pub mod returning;
pub mod signing;
mod status_code;
pub mod transport;
pub mod unreachable;

pub use address::{EmailAddress, mailto, masked};
pub use bell::Bell;
pub use composed::{CalendarPart, Composed, Composer, Picture};
pub use delivery::PostOffice;
pub use delivery::counters::Counters;
pub use delivery::pace::Pace;
pub use kind::{CalendarMethod, LetterKind, Urgency};
pub use letter::{Letter, id_for, post, post_in, post_once};
pub use message::Parcel;
pub use outbox::Tally;
pub use outbox::standing::Standing;
pub use reason::Reason;
pub use rendering::{Rendered, Templates, letterhead};
pub use signing::Signer;
pub use status_code::StatusCode;
pub use transport::smtp::{Patience, SmtpServer};
pub use transport::{Memory, SendError, Transport};
