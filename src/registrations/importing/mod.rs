//! A list is brought in: people who registered elsewhere, in a workbook or a CSV file of ours or of another program. First
//! it is tried: each line gets a verdict (a seat, a place in the line, there already, a mistake) from the same code that
//! gives seats, and nothing changes. Then it is done, through the seat desk, in the order of the lines. Whoever is there
//! already stays as they are, so that bringing in the same list again is harmless; whoever cancelled where the list comes
//! from stays out. That the people agreed, the organiser says.

mod headings;
pub mod kept;
mod lines;
pub mod pages;
mod reading;
mod upload;
mod verdict;

use rocket::futures::future::join_all;
use rocket::tokio::task::spawn_blocking;
use sea_orm::TransactionTrait;
use serde_json::json;

use super::Desk;
use super::seats::booking::{self, Addition, Deed, Outcome};
use super::seats::ledger::{self, Ledger};
use crate::clock::Clock;
use crate::config::Secret;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::Details;
use crate::language::Language;
use crate::organisers::audit::{self, Act, Fact, Subject};
use crate::organisers::organiser;

use headings::Headings;
use reading::Rows;

pub use lines::{Line, said};
pub use reading::{LONGEST, LONGEST_FIELD, MOST_LINES, Unreadable};
pub use verdict::{Counts, Verdict};

/// How many lines are decided at once; between two pieces others have their turn at the desk.
const PIECE: usize = 200;

/// A list, read.
pub struct List {
    pub lines: Vec<Line>,
    /// The headings of columns that mean nothing here.
    pub left_aside: Vec<String>,
    /// The name of the sheet on which the list stands, when its workbook has others.
    pub sheet: Option<String>,
}

impl List {
    /// Reads the bytes of a file; `language` is that of people for whom the list names none.
    pub fn read(bytes: &[u8], details: &Details, language: Language) -> Result<List, Unreadable> {
        let (list, sheet) = reading::read(bytes, |rows| List::of(rows, details, language))?;
        Ok(List { sheet: sheet.map(|name| name.chars().filter(|c| !c.is_control()).take(80).collect()), ..list })
    }

    fn of(rows: &mut Rows<'_>, details: &Details, language: Language) -> Result<List, Unreadable> {
        let headings = Headings::find(rows, details)?;
        let reader = lines::Reader::of(&headings, details, language);
        let mut lines = Vec::new();
        for row in rows {
            if lines.len() == MOST_LINES {
                return Err(Unreadable::TooManyLines);
            }
            lines.push(reader.line(&row?));
        }
        if lines.is_empty() {
            return Err(Unreadable::Empty);
        }
        Ok(List { lines, left_aside: headings.left_aside, sheet: None })
    }

    /// The same on a thread for work that takes its time, as a long list does. Gives the bytes back.
    pub async fn read_aside(
        bytes: Vec<u8>,
        details: &Details,
        language: Language,
    ) -> Result<(Vec<u8>, Result<List, Unreadable>)> {
        let details = details.clone();
        let reading = spawn_blocking(move || {
            let list = List::read(&bytes, &details, language);
            (bytes, list)
        });
        reading.await.map_err(|error| Error::Internal(error.to_string()))
    }
}

/// Who brings the list in, and whether the people on it hear of it.
#[derive(Clone, Debug)]
pub struct Bringer {
    /// None: whoever runs the program.
    pub by: Option<organiser::Model>,
    pub letters: bool,
}

impl Bringer {
    fn addition(&self, line: &Line) -> Option<Addition> {
        let applicant = line.applicant.as_ref().ok().filter(|_| !line.has_left)?.clone();
        Some(Addition { applicant, over_capacity: false, letter: self.letters, by: self.by.clone() })
    }
}

/// A verdict for each line, without changing anything: the seats are counted by the code that gives them, in a
/// transaction that only reads and is undone.
pub async fn rehearse(db: &Database, clock: &Clock, secret: &Secret, list: &List) -> Result<Vec<Verdict>> {
    let bringer = Bringer { by: None, letters: false };
    let txn = db.read().begin().await?;
    let mut ledger = Ledger::open(&txn, || clock.now(), secret, &ledger::Subject::default()).await?;
    let mut verdicts = Vec::with_capacity(list.lines.len());
    for piece in list.lines.chunks(PIECE) {
        let additions: Vec<Option<Addition>> = piece.iter().map(|line| bringer.addition(line)).collect();
        let deeds: Vec<Deed> = additions.iter().flatten().map(|a| Deed::Add(Box::new(a.clone()))).collect();
        ledger.meet(&deeds).await?;
        for (line, addition) in piece.iter().zip(additions) {
            verdicts.push(match addition {
                Some(addition) => Verdict::of(booking::rehearse(&mut ledger, &addition).await?)?,
                None => Verdict::aside(line),
            });
        }
        ledger.tear_up();
    }
    drop(ledger);
    txn.rollback().await?;
    Ok(verdicts)
}

/// Brings the list in, and notes who did. What was decided for a line stays when a later one fails.
pub async fn bring_in(
    desk: &Desk,
    db: &Database,
    clock: &Clock,
    details: &Details,
    list: &List,
    bringer: &Bringer,
) -> Result<Vec<Verdict>> {
    let mut verdicts = Vec::with_capacity(list.lines.len());
    for piece in list.lines.chunks(PIECE) {
        // They queue in the order of the lines, and the desk decides in that order.
        let decided = join_all(piece.iter().map(|line| decide(desk, line, bringer))).await;
        for verdict in decided {
            verdicts.push(verdict?);
        }
    }
    note(db, clock, details, bringer, Counts::of(&verdicts)).await?;
    Ok(verdicts)
}

async fn decide(desk: &Desk, line: &Line, bringer: &Bringer) -> Result<Verdict> {
    let Some(addition) = bringer.addition(line) else { return Ok(Verdict::aside(line)) };
    let outcome = match desk.add(addition).await? {
        Ok(standing) => Outcome::Stands(standing),
        Err(refusal) => Outcome::Refused(refusal),
    };
    Verdict::of(outcome)
}

async fn note(db: &Database, clock: &Clock, details: &Details, bringer: &Bringer, counts: Counts) -> Result<()> {
    let event = &details.event;
    let subject = Subject { about: event.title(Language::default()).to_string(), ..event.subject() };
    let facts = [
        (Fact::Seats, json!(counts.seats)),
        (Fact::Waits, json!(counts.waits)),
        (Fact::There, json!(counts.there)),
        (Fact::Left, json!(counts.left)),
        (Fact::Unfit, json!(counts.unfit)),
        (Fact::Letters, json!(bringer.letters)),
        (Fact::Consent, json!("by-organiser")),
    ];
    let txn = db.begin().await?;
    audit::note(&txn, clock.now(), bringer.by.as_ref(), Act::ListImported, subject, &facts).await?;
    Ok(txn.commit().await?)
}
