//! The ways out of the house: an SMTP server, a folder of `.eml` files, or the memory of a test.

pub(super) mod modest;
pub(super) mod smtp;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use thiserror::Error;

use super::message::Parcel;
use crate::config::Config;
use smtp::SmtpServer;

/// A way out of the house.
pub enum Transport {
    Smtp(SmtpServer),
    /// One `.eml` file for each letter, named so that a newcomer sees what is what.
    Folder(PathBuf),
    Memory(Memory),
}

/// Why a parcel did not leave. The text is for an organiser and may name the address.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SendError {
    /// The server lets nobody in: it cannot be reached, or refuses us rather than the letter.
    #[error("{0}")]
    Away(String),
    /// It may leave later: the server asks for patience, or fell silent.
    #[error("{0}")]
    Temporary(String),
    /// This letter will never arrive at this address.
    #[error("{0}")]
    Permanent(String),
}

impl Transport {
    /// The transport of these settings. The error is a sentence for the operator.
    pub fn of(config: &Config) -> Result<Transport, String> {
        match &config.smtp_url {
            Some(url) => Ok(Transport::Smtp(SmtpServer::at(url)?)),
            None => Ok(Transport::Folder(config.mail_folder.clone())),
        }
    }

    /// Whether letters can be put down, where they go to a folder. The error is a sentence for the operator.
    pub fn try_folder(&self) -> Result<(), String> {
        let Transport::Folder(folder) = self else { return Ok(()) };
        let tried = std::fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder));
        tried.map(drop).map_err(|e| format!("ROCKET_MAIL_FOLDER: {} cannot be written: {e}", folder.display()))
    }

    /// Lets a parcel leave.
    pub async fn send(&self, parcel: &Parcel) -> Result<(), SendError> {
        match self {
            Transport::Smtp(server) => server.send(&parcel.envelope, &parcel.bytes).await,
            Transport::Folder(folder) => {
                let stored = store(folder, parcel).await;
                stored.map_err(|e| SendError::Away(format!("the folder {}: {e}", folder.display())))
            }
            Transport::Memory(memory) => {
                memory.keep(parcel.clone());
                Ok(())
            }
        }
    }

    /// Whether letters could leave now; for SMTP it connects and signs in.
    pub async fn check(&self) -> Result<(), SendError> {
        match self {
            Transport::Smtp(server) => server.check().await,
            Transport::Folder(_) => self.try_folder().map_err(SendError::Temporary),
            Transport::Memory(_) => Ok(()),
        }
    }
}

/// Letters that a test reads. Clones share them.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<Vec<Parcel>>>);

impl Memory {
    /// Takes out what arrived, oldest first.
    pub fn take(&self) -> Vec<Parcel> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn keep(&self, parcel: Parcel) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(parcel);
    }
}

/// Writes the file under a temporary name first, so that nobody reads half a letter.
async fn store(folder: &Path, parcel: &Parcel) -> std::io::Result<()> {
    use tokio::io::AsyncWriteExt;
    tokio::fs::create_dir_all(folder).await?;
    let name = file_name(parcel);
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = tokio::fs::File::create(&unfinished).await?;
    file.write_all(&parcel.bytes).await?;
    file.sync_all().await?;
    tokio::fs::rename(&unfinished, folder.join(name)).await
}

/// `20261121T230000Z-registration_confirmed-amina-1f0c2a9b.eml`: when, what, to whom, and the end of the letter's id
/// (its beginning is a time, the same for letters of the same minute).
fn file_name(parcel: &Parcel) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' }
    };
    let to: String = parcel.to.user().chars().map(plain).take(40).collect();
    let id = parcel.letter.simple().to_string();
    let time = parcel.at.format("%Y%m%dT%H%M%SZ");
    format!("{time}-{}-{to}-{}.eml", parcel.kind.folder(), &id[24..])
}
