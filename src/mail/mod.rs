//! Letters leave the house. Every letter is a row in the outbox, written in the transaction of the deed that it tells
//! of, so that none is lost and none tells of what did not happen. The worker claims what is due, renders it from
//! `email-templates/` in the reader's language and hands it to a transport: an SMTP server, a folder, or a test.
//! This slice knows no other: whoever posts a letter composes its facts.

pub mod address;
pub mod bell;
pub mod delivery;
pub mod kind;
pub mod letter;
mod lines;
pub mod message;
pub mod outbox;
pub mod reason;
pub mod rendering;
pub mod returning;
mod smtp;
pub mod transport;
pub mod unreachable;
mod words;

pub use address::EmailAddress;
pub use bell::Bell;
pub use delivery::{CalendarPart, Composed, Composer, Picture, PostOffice};
pub use kind::{CalendarMethod, LetterKind};
pub use letter::{Letter, id_for, post, post_once};
pub use message::Parcel;
pub use outbox::Tally;
pub use reason::Reason;
pub use rendering::{Rendered, Templates, letterhead};
pub use smtp::SmtpServer;
pub use transport::{Memory, SendError, Transport};
