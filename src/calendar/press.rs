//! The press: writes a feed once, compresses it, and keeps both until the revision moves or the day ends. Whoever asks
//! in between, or asks whether anything changed, costs neither a query nor a rendering.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, RwLock};

use brotli::enc::BrotliEncoderParams;
use chrono::{DateTime, NaiveDate, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use rocket::request::{FromRequest, Outcome, Request};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use super::answer::{Answer, Coding, http_date};
use super::feeds::{Feed, Form, Ground};
use super::personal;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::regions::{Network, network};
use crate::registrations::{calendar_entry, calendar_key};
use crate::revision::Revision;
use crate::security::Token;

/// How many feeds are kept. Every filter makes another, and anybody can ask for all of them.
const ROOM: usize = 512;

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
    fn of(form: Form, file_name: String, written: Written) -> Result<Printed> {
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
#[derive(Default)]
pub struct Kept {
    copies: RwLock<HashMap<String, (Issue, Arc<Printed>)>>,
    /// One feed is written at a time; those who waited find it kept.
    turn: Mutex<()>,
}

impl Kept {
    fn get(&self, path: &str, issue: Issue) -> Option<Arc<Printed>> {
        let copies = self.copies.read().expect("nobody panics while keeping");
        copies.get(path).filter(|(of, _)| *of == issue).map(|(_, copy)| copy.clone())
    }

    fn keep(&self, path: String, issue: Issue, copy: Printed) -> Arc<Printed> {
        let mut copies = self.copies.write().expect("nobody panics while keeping");
        let copy = Arc::new(copy);
        if copies.len() >= ROOM && !copies.contains_key(&path) {
            copies.retain(|_, (of, _)| *of == issue);
            if copies.len() >= ROOM {
                copies.clear();
            }
        }
        copies.insert(path, (issue, copy.clone()));
        copy
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
        let path = feed.path();
        if let Some(copy) = self.kept.get(&path, self.issue) {
            return Ok(self.answer(copy));
        }
        let _turn = self.kept.turn.lock().await;
        if let Some(copy) = self.kept.get(&path, self.issue) {
            return Ok(self.answer(copy));
        }
        let ground = self.ground();
        // Boxed: most find it kept, and would carry all of this along.
        let written = Box::pin(feed.write(&ground)).await?;
        let copy = Printed::of(feed.form, feed.file_name(), written)?;
        Ok(self.answer(self.kept.keep(path, self.issue, copy)))
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
        match press(request).await {
            Ok(press) => Outcome::Success(press),
            Err(error) => Outcome::Error((error.status(), error)),
        }
    }
}

async fn press<'r>(request: &'r Request<'_>) -> Result<Press<'r>> {
    let now = managed::<Clock>(request)?.now();
    // The number first: what is read after it is at least as new.
    let revision = managed::<Revision>(request)?.current();
    Ok(Press {
        network: network::now(request.rocket()).await?,
        kept: managed(request)?,
        db: managed(request)?,
        config: managed(request)?,
        now,
        issue: Issue { revision, day: now.date_naive() },
    })
}

fn managed<'r, T: Send + Sync + 'static>(request: &'r Request<'_>) -> Result<&'r T> {
    let missing = || Error::Internal("lib.rs manages what the press needs".into());
    request.rocket().state::<T>().ok_or_else(missing)
}
