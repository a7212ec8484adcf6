//! What a server answers while a letter is handed over (RFC 5321, section 4.2), and what that means for the letter.

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::response::{Response, Severity};

use crate::mail::transport::SendError;

/// Where a letter stopped on its way.
pub(super) enum Stopped {
    /// Before the server had its content: trying again can make no double. The connection may be out of step.
    Before(String),
    /// The same, and the connection is gone.
    Lost(String),
    /// The server refused this recipient or this content, or fell silent after it had it.
    After(Error),
    /// The server answered what nobody asked: the connection is out of step.
    OutOfStep,
    TimedOut,
}

/// Says who writes to whom; the server asks for the content.
pub(super) async fn announce(connection: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), Stopped> {
    let before = |e: Error| if lost(&e) { Stopped::Lost(e.to_string()) } else { Stopped::Before(e.to_string()) };
    let sender = Mail::new(envelope.from().cloned(), vec![]);
    completed(connection.command(sender).await.map_err(before)?)?;
    for to in envelope.to() {
        let answer = connection.command(Rcpt::new(to.clone(), vec![])).await;
        completed(answer.map_err(|e| if lost(&e) { before(e) } else { Stopped::After(e) })?)?;
    }
    let answer = connection.command(Data).await.map_err(before)?;
    if answer.has_code(354) { Ok(()) } else { Err(Stopped::OutOfStep) }
}

/// An answer that says "done" (2yz), and not "go on": after a server has said one thing too many, each answer is that to
/// the question before, and "go on" would be taken for its verdict.
pub(super) fn completed(answer: Response) -> Result<(), Stopped> {
    if answer.code().severity == Severity::PositiveCompletion { Ok(()) } else { Err(Stopped::OutOfStep) }
}

/// Why a server lets us not in. One that asks for patience does so with this letter; otherwise it is none of the letter's.
pub(super) fn refused(error: Error) -> SendError {
    if error.is_transient() && !about_us(&error) {
        SendError::Temporary(error.to_string())
    } else {
        SendError::Away(error.to_string())
    }
}

/// Whether the connection is gone, rather than the letter refused: 421 says so, silence and torn lines too.
pub(super) fn lost(error: &Error) -> bool {
    error.status().is_none_or(|code| u16::from(code) == 421)
}

/// Refusals of ours, not of the letter: sign in first, not allowed to, no such mechanism, not now.
pub(super) fn about_us(error: &Error) -> bool {
    error.status().is_some_and(|code| matches!(u16::from(code), 454 | 530 | 534 | 535 | 538))
}
