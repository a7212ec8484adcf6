//! `receive-mail`: one message that a mail server hands over.

use clap::Args;
use samenkomst::incoming::{self, Effect, Envelope, LARGEST, Why};
use tokio::io::AsyncReadExt;

use super::{Done, ground, said};

#[derive(Args)]
pub struct Incoming {
    /// To whom it came, if the server says so; may be given several times. Else RECIPIENT and ORIGINAL_RECIPIENT in the
    /// environment.
    #[arg(long = "recipient", value_name = "E-MAIL")]
    recipients: Vec<String>,
    /// From whom; empty for a bounce. Else SENDER in the environment.
    #[arg(long, value_name = "E-MAIL")]
    sender: Option<String>,
}

/// Reads the message on standard input. Whatever it is, it was received, unless the database is away.
pub async fn receive_mail(hints: Incoming) -> Done {
    let mut input = tokio::io::stdin();
    let mut message = Vec::new();
    let taken = (&mut input).take(LARGEST as u64 + 1).read_to_end(&mut message).await;
    taken.map_err(|e| format!("The message cannot be read: {e}"))?;
    if message.len() > LARGEST {
        // The server must not be left with a broken pipe.
        let drained = tokio::io::copy(&mut input, &mut tokio::io::sink()).await;
        drained.map_err(|e| format!("The message cannot be read: {e}"))?;
        tracing::info!(effect = %Effect::Ignored(Why::TooLarge), "a message arrived");
        return Ok(());
    }
    let (config, db, clock) = ground().await?;
    let received = incoming::receive(&db, &clock, &config, message, hints.envelope()).await;
    db.close().await;
    received.map(drop).map_err(|e| format!("The message was not handled: {}", said(e)))
}

impl Incoming {
    fn envelope(self) -> Envelope {
        let from_environment = |name: &str| std::env::var(name).ok();
        let mut recipients = self.recipients;
        if recipients.is_empty() {
            recipients.extend(["RECIPIENT", "ORIGINAL_RECIPIENT"].into_iter().filter_map(from_environment));
        }
        Envelope { recipients, sender: self.sender.or_else(|| from_environment("SENDER")) }
    }
}
