//! What there is to tell after an event, and when: first the thanks, with all that there is by then; afterwards at most
//! once more what there is to watch or to read, and at most once the question how it was.

use chrono::{DateTime, Duration, Utc};
use sea_orm::DerivePartialModel;

use super::Brings;
use crate::events::event::{self, ASKED_FOR, Format, Materials};
use crate::messages::sent_thanks;

/// For how long thanks wait that bring no recording: all who were there may be noted meanwhile, and nobody has a letter
/// before they are home.
const A_DAY: Duration = Duration::days(1);
/// How long certificates wait for a recording where there may be one, and what there is to read once people were thanked.
const RECORDED: Duration = Duration::days(14);

/// What thanks must know of an event that is over. All of two months are looked at each time, so their texts stay where
/// they are.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "event::Entity")]
pub struct Ended {
    pub id: i32,
    pub starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    format: Format,
    recording_url: Option<String>,
    materials: Materials,
    thanked_at: Option<DateTime<Utc>>,
    certificates: bool,
    asks_feedback: bool,
}

impl From<&event::Model> for Ended {
    fn from(event: &event::Model) -> Ended {
        Ended {
            id: event.id,
            starts_at: event.starts_at,
            ends_at: event.ends_at,
            format: event.format,
            recording_url: event.recording_url.clone(),
            materials: event.materials.clone(),
            thanked_at: event.thanked_at,
            certificates: event.certificates,
            asks_feedback: event.asks_feedback,
        }
    }
}

impl Ended {
    /// What the next letters bring, if they are due. `sent`: what left about the event before.
    pub fn next(&self, sent: &[sent_thanks::Model], now: DateTime<Utc>) -> Option<Brings> {
        let sent: Vec<&sent_thanks::Model> = sent.iter().filter(|sent| sent.is_about(self.starts_at)).collect();
        if !sent.is_empty() {
            return self.more(&sent, now);
        }
        // What thanks brought that left before it was written down, nobody knows.
        let is_thanked = self.thanked_at.is_some_and(|at| at >= self.starts_at);
        if is_thanked { None } else { self.first(now) }
    }

    fn first(&self, now: DateTime<Utc>) -> Option<Brings> {
        let brings = Brings {
            again: false,
            recording: self.has_recording(),
            materials: self.has_materials(),
            question: self.asks(now),
        };
        let has_waited = now >= self.ends_at + A_DAY && !brings.is_nothing();
        let is_due = brings.recording || has_waited || self.certificates_at().is_some_and(|at| at <= now);
        is_due.then_some(brings)
    }

    fn more(&self, sent: &[&sent_thanks::Model], now: DateTime<Utc>) -> Option<Brings> {
        let recording = self.has_recording()
            && !sent.iter().any(|sent| sent.recording)
            && !sent.iter().any(|sent| sent.again && sent.shows());
        let is_read_alone = self.is_unread(sent) && now >= self.read_alone_at();
        let materials = self.has_materials() && (recording || is_read_alone);
        let may_ask = self.asks(now) && !sent.iter().any(|sent| sent.question);
        let question = may_ask && (recording || materials || now >= self.ends_at + A_DAY);
        let brings = Brings { again: true, recording, materials, question };
        (!brings.is_nothing()).then_some(brings)
    }

    /// The same event, were there a recording.
    pub fn recorded(self) -> Ended {
        Ended { recording_url: Some("there".to_string()), ..self }
    }

    /// Until when what there is to read waits for a recording, now that people were thanked without either.
    pub fn waits_until(&self, sent: &[sent_thanks::Model]) -> Option<DateTime<Utc>> {
        let sent: Vec<&sent_thanks::Model> = sent.iter().filter(|sent| sent.is_about(self.starts_at)).collect();
        (!sent.is_empty() && self.is_unread(&sent)).then(|| self.read_alone_at())
    }

    /// Whether there is something to read, and neither that nor a recording was told.
    fn is_unread(&self, sent: &[&sent_thanks::Model]) -> bool {
        self.has_materials() && !sent.iter().any(|sent| sent.shows())
    }

    fn read_alone_at(&self) -> DateTime<Utc> {
        self.ends_at + self.patience()
    }

    /// When those who get a certificate hear of it at the latest.
    pub fn certificates_at(&self) -> Option<DateTime<Utc>> {
        self.certificates.then(|| self.ends_at + self.patience())
    }

    /// How long a recording is waited for.
    fn patience(&self) -> Duration {
        if self.format == Format::InPerson { A_DAY } else { RECORDED }
    }

    pub fn has_recording(&self) -> bool {
        self.recording_url.as_ref().is_some_and(|url| !url.is_empty())
    }

    pub fn has_materials(&self) -> bool {
        !self.materials.0.is_empty()
    }

    /// Whether one can say how it was, now that it is over.
    fn asks(&self, now: DateTime<Utc>) -> bool {
        self.asks_feedback && now < self.ends_at + ASKED_FOR
    }
}
