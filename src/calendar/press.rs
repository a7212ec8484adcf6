//! The press: writes a feed once, compresses it, and keeps both until the revision moves or the day ends. Whoever asks
//! in between, or asks whether anything changed, costs neither a query nor a rendering.

use std::io::Write;
use std::sync::Arc;

use brotli::enc::BrotliEncoderParams;
use chrono::{DateTime, NaiveDate, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::{Orbit, Rocket};
use sha2::{Digest, Sha256};
use tokio::task;

use super::answer::{Answer, Coding, http_date};
use super::feeds::{Feed, Form, Ground};
use super::personal;
use crate::cache::Cache;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::managed::managed;
use crate::regions::{Network, network};
use crate::registrations::self_service::{calendar_entry, calendar_key};
use crate::revision::Revision;
use crate::security::Token;

/// How many feeds are kept, and how many bytes of them in all their forms. Every filter makes another, and anybody can ask
/// for all of them.
const ROOM: usize = 512;
const BYTES: usize = 32 << 20;

/// A feed as it was written.
pub struct Written {
    pub text: String,
    /// The last moment at which it may have changed.
    pub changed: DateTime<Utc>,
}

/// A feed, ready to go out.
pub struct Printed {
    pub media_type: &'static str,
    pub file_name: String,
    /// One person's: no cache on the way may keep it.
    pub is_private: bool,
    pub plain: Arc<[u8]>,
    pub zipped: Arc<[u8]>,
    pub brotli: Arc<[u8]>,
    /// What tells each coding of this content from any other, in quotation marks.
    pub tags: [String; Coding::ALL.len()],
    pub changed: DateTime<Utc>,
    /// The same as `Last-Modified` says it.
    pub date: String,
}

impl Printed {
    /// A large feed takes milliseconds: whoever waits for this thread is served by another one meanwhile.
    fn of(form: Form, file_name: String, written: Written) -> Result<Printed> {
        task::block_in_place(|| Printed::press(form, file_name, written))
    }

    fn press(form: Form, file_name: String, written: Written) -> Result<Printed> {
        let plain = written.text.into_bytes();
        let mut zip = GzEncoder::new(Vec::new(), Compression::default());
        let zipped = zip.write_all(&plain).and_then(|()| zip.finish());
        let zipped = zipped.map_err(unpressed)?;
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut plain.as_slice(), &mut brotli, &quick()).map_err(unpressed)?;
        let tag: String = Sha256::digest(&plain).iter().take(12).map(|b| format!("{b:02x}")).collect();
        Ok(Printed {
            media_type: form.media_type(),
            file_name,
            is_private: false,
            plain: plain.into(),
            zipped: zipped.into(),
            brotli: brotli.into(),
            tags: Coding::ALL.map(|coding| format!("\"{tag}{}\"", coding.mark())),
            changed: written.changed,
            date: http_date(written.changed),
        })
    }

    fn size(&self) -> usize {
        self.plain.len() + self.zipped.len() + self.brotli.len()
    }
}

/// Half the work of Brotli's default: a large feed takes milliseconds, and is smaller than with gzip all the same.
fn quick() -> BrotliEncoderParams {
    BrotliEncoderParams { quality: 5, ..BrotliEncoderParams::default() }
}

fn unpressed(error: std::io::Error) -> Error {
    Error::Internal(format!("a feed cannot be compressed: {error}"))
}

/// What must still be so for a copy to be good.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Issue {
    revision: i64,
    day: NaiveDate,
}

/// The copies that are kept, by the path of their feed.
pub struct Kept(Cache<Issue, Arc<Printed>>);

impl Default for Kept {
    fn default() -> Kept {
        Kept(Cache::new(ROOM, BYTES, |copy| copy.size()))
    }
}

/// A guard: the press, with all that it prints from as it is now.
pub struct Press<'r> {
    pub network: Arc<Network>,
    kept: &'r Kept,
    db: &'r Database,
    config: &'r Config,
    now: DateTime<Utc>,
    issue: Issue,
}

impl Press<'_> {
    /// The feed as it is now: a kept copy, or a new one.
    pub async fn print(&self, feed: &Feed<'_>) -> Result<Answer> {
        let copy = self.kept.0.copy(feed.path(), self.issue, || self.print_anew(feed)).await?;
        Ok(self.answer(copy))
    }

    async fn print_anew(&self, feed: &Feed<'_>) -> Result<Arc<Printed>> {
        let written = feed.write(&self.ground()).await?;
        Printed::of(feed.form, feed.file_name(), written).map(Arc::new)
    }

    /// The calendar of the one person who has this key.
    pub async fn print_own(&self, key: &Token, language: Option<Language>) -> Result<Answer> {
        let registrations = calendar_key::registrations(self.db, key).await?;
        let path = format!("/calendar/mine/{key}.ics");
        let written = personal::write(&self.ground(), registrations, language, &path).await?;
        Ok(self.answer_privately(Printed::of(Form::Calendar, "samenkomst.ics".to_string(), written)?))
    }

    /// The entry of one registration alone, as a file.
    pub async fn print_entry(&self, id: &str, key: &Token, language: Option<Language>) -> Result<Answer> {
        let registration = calendar_entry::find(self.db, &self.config.secret, id, key).await?;
        let written = personal::write_entry(&self.ground(), registration, language).await?;
        let copy = Printed::of(Form::Calendar, "samenkomst.ics".to_string(), written)?;
        // What METHOD says inside, the type says as well (RFC 5545, section 3.7.2).
        Ok(self.answer_privately(Printed { media_type: "text/calendar; charset=utf-8; method=PUBLISH", ..copy }))
    }

    fn ground(&self) -> Ground<'_> {
        Ground { db: self.db, network: &self.network, config: self.config, now: self.now }
    }

    fn answer_privately(&self, copy: Printed) -> Answer {
        self.answer(Arc::new(Printed { is_private: true, ..copy }))
    }

    fn answer(&self, copy: Arc<Printed>) -> Answer {
        Answer { copy, now: self.now }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Press<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match press(request.rocket()).await {
            Ok(press) => Outcome::Success(press),
            Err(error) => Outcome::Error((error.status(), error)),
        }
    }
}

async fn press(rocket: &Rocket<Orbit>) -> Result<Press<'_>> {
    let now = managed::<Clock, _>(rocket)?.now();
    // The number first: what is read after it is at least as new.
    let revision = managed::<Revision, _>(rocket)?.current();
    Ok(Press {
        network: network::now(rocket).await?,
        kept: managed(rocket)?,
        db: managed(rocket)?,
        config: managed(rocket)?,
        now,
        issue: Issue { revision, day: now.date_naive() },
    })
}
