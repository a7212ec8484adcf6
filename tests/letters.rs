//! Letters: what they say in three languages, how they are packed, and that each one arrives once, in order.

mod faulty;
mod leaving;
mod life;
mod misbehaving;
mod pacing;
mod samples;
mod sheet;
mod signing;
pub mod smtp;
pub mod sound;
mod wording;

use chrono::TimeDelta;
use samenkomst::clock::Clock;
use samenkomst::database::Database;
use samenkomst::error::{Error, Result};
use samenkomst::language::Language;
use samenkomst::mail::delivery::Load;
use samenkomst::mail::letter::{Entity, Model};
use samenkomst::mail::{
    Composed, Composer, Letter, LetterKind, Memory, Parcel, PostOffice, SmtpServer, Templates, Transport, Urgency, post,
};
use sea_orm::EntityTrait;

use samples::{composed, letter, start};
use smtp::{Server, Turn};

use crate::support::own_database;

/// Composes the samples; a letter whose facts say `dropped` has nothing to say any more, and one that says `unknown`
/// is about nobody knows what.
struct Samples;

#[rocket::async_trait]
impl Composer for Samples {
    async fn compose(&self, letters: &[Model]) -> Result<Vec<Option<Composed>>> {
        if letters.iter().any(|l| l.facts.get("unknown").is_some()) {
            return Err(Error::NotFound);
        }
        let said = |l: &Model| l.facts.get("dropped").is_none().then(|| composed(l.kind, l.language));
        Ok(letters.iter().map(said).collect())
    }
}

/// A house with an outbox and a clock that stands still, a day before the event.
struct House {
    db: Database,
    clock: Clock,
    office: PostOffice,
    _folder: tempfile::TempDir,
}

impl House {
    async fn with(transport: Transport) -> House {
        let folder = tempfile::tempdir().unwrap();
        let db = Database::connect(&own_database(folder.path()).await).await.unwrap();
        let from = "Samenkomst <post@samenkomst.example>".parse().unwrap();
        House {
            db,
            clock: Clock::standing_at(start() - TimeDelta::days(1)),
            office: PostOffice::new(transport, Templates::load(None).unwrap(), from),
            _folder: folder,
        }
    }

    /// Another way out from now on, and a door that nobody has found closed.
    fn use_transport(&mut self, transport: Transport) {
        let from = "Samenkomst <post@samenkomst.example>".parse().unwrap();
        self.office = PostOffice::new(transport, Templates::load(None).unwrap(), from);
    }

    async fn post(&self, letters: Vec<Letter>) {
        let txn = self.db.begin().await.unwrap();
        post(&txn, self.clock.now(), letters).await.unwrap();
        txn.commit().await.unwrap();
    }

    async fn deliver(&self) -> usize {
        self.office.round(&self.db, &self.clock, &Samples, Urgency::Bulk, Load::FULL).await.unwrap().handled
    }

    /// The rows in order of posting.
    async fn rows(&self) -> Vec<Model> {
        let mut rows = Entity::find().all(self.db.read()).await.unwrap();
        rows.sort_by_key(|row| row.id);
        rows
    }

    fn wait(&self, time: TimeDelta) {
        self.clock.set(self.clock.now() + time);
    }
}

async fn in_memory() -> (House, Memory) {
    let memory = Memory::default();
    (House::with(Transport::Memory(memory.clone())).await, memory)
}

async fn over_smtp(script: &[Turn]) -> (House, Server) {
    let server = Server::start(script).await;
    let transport = Transport::Smtp(SmtpServer::at(&server.url).unwrap());
    (House::with(transport).await, server)
}

fn every_letter() -> impl Iterator<Item = (LetterKind, Language)> {
    LetterKind::ALL.into_iter().flat_map(|kind| Language::ALL.map(|language| (kind, language)))
}

fn with_attachment(kind: LetterKind, language: Language) -> serde_json::Value {
    let mut facts = samples::facts(kind, language);
    facts["attachment"] = kind.calendar_method().map_or("", |_| "invite.ics").into();
    facts
}

#[test]
fn every_letter_can_be_written_in_every_language() {
    let templates = Templates::load(None).unwrap();
    let mut subjects = String::new();
    for (kind, language) in every_letter() {
        let letter = templates.render(kind, language, &with_attachment(kind, language)).unwrap();
        subjects.push_str(&format!("{language} {}\n", letter.subject));
        assert!(letter.subject.chars().count() <= 78, "{}", letter.subject);
        for line in letter.text.lines() {
            assert!(line.chars().count() <= 72 || line.contains("https://"), "{line}");
        }
        assert_eq!(links(&letter.html), links(&letter.text), "{kind:?} {language}");
    }
    insta::assert_snapshot!("subjects", subjects);
}

#[test]
fn the_letters_read_as_they_were_reviewed() {
    let templates = Templates::load(None).unwrap();
    for (place, kind) in LetterKind::ALL.into_iter().enumerate() {
        let language = Language::ALL[place % 3];
        let letter = templates.render(kind, language, &with_attachment(kind, language)).unwrap();
        insta::assert_snapshot!(format!("{}.{language}.txt", kind.folder()), letter.text);
        insta::assert_snapshot!(format!("{}.{language}.html", kind.folder()), letter.html);
    }
}

/// The addresses that a text names, each once.
fn links(text: &str) -> std::collections::BTreeSet<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<');
    text.match_indices("https://").map(|(at, _)| text[at..].split(ends).next().unwrap()).collect()
}

#[tokio::test]
async fn a_letter_is_packed_as_mail_programs_read_it() {
    let (house, memory) = in_memory().await;
    let first = letter(1, LetterKind::RegistrationConfirmed, Language::Nl);
    let second = Letter { thread_id: Some(first.id), ..letter(2, LetterKind::RegistrationCancelled, Language::Fr) };
    let third = letter(3, LetterKind::SignIn, Language::En);
    house.post(vec![first, second, third]).await;
    while house.deliver().await > 0 {}
    let mut parcels = memory.take();
    parcels.sort_by_key(|parcel| parcel.letter);
    let outlines: Vec<String> = parcels.iter().map(outline).collect();
    insta::assert_snapshot!("outlines", outlines.join("\n---\n"));
}

/// The headers of a message and of its parts.
fn outline(parcel: &Parcel) -> String {
    let message = std::str::from_utf8(&parcel.bytes).unwrap();
    assert!(message.is_ascii() && !message.replace("\r\n", "").contains(['\r', '\n']));
    let (headers, body) = message.split_once("\r\n\r\n").unwrap();
    let part = |line: &&str| line.starts_with("Content-") || line.starts_with("--");
    let mut lines: Vec<&str> = headers.lines().collect();
    lines.extend(body.lines().filter(part));
    lines.join("\n")
}

#[tokio::test]
async fn both_calendar_parts_hold_the_same_bytes() {
    use base64::Engine;
    let (house, memory) = in_memory().await;
    house.post(vec![letter(1, LetterKind::RegistrationConfirmed, Language::Nl)]).await;
    house.deliver().await;
    let parcel = memory.take().remove(0);
    let message = String::from_utf8(parcel.bytes).unwrap();
    let parts = message.split("Content-Transfer-Encoding: base64").skip(1).map(|part| {
        let body = part.split_once("\r\n\r\n").unwrap().1.split("\r\n--").next().unwrap();
        base64::prelude::BASE64_STANDARD.decode(body.replace("\r\n", "")).unwrap()
    });
    let ics = parcel.calendar.unwrap().ics.into_bytes();
    assert_eq!(parts.collect::<Vec<_>>(), [ics.clone(), ics]);
}

fn header<'m>(mail: &'m str, name: &str) -> &'m str {
    let line = mail.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    line.unwrap_or_default()
}

#[tokio::test]
async fn every_letter_becomes_a_file_that_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let house = House::with(Transport::Folder(folder.to_path_buf())).await;
    let letters = every_letter().zip(1..).map(|((kind, language), n)| letter(n, kind, language));
    house.post(letters.collect()).await;
    while house.deliver().await > 0 {}
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names.len(), LetterKind::ALL.len() * 3);
    assert!(names.contains(&"20270113T123000Z-event_cancelled-amina.peeters-0000000d.eml".to_string()), "{names:?}");
}
