//! What came back, in numbers: bounces, stopped addresses, and what calendars replied.

use prometheus::{Gauge, GaugeVec, Opts, Registry};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use crate::database::Database;
use crate::error::Result;
use crate::mail::{letter, unreachable};
use crate::registrations::self_service::calendar_reply::{self, Answer};

/// The gauges, the same in every process.
pub struct Returned {
    bounced: Gauge,
    stopped: Gauge,
    replies: GaugeVec,
}

impl Returned {
    pub fn new() -> prometheus::Result<Returned> {
        let replies = Opts::new("samenkomst_calendar_replies", "What calendars last replied to invitations.");
        Ok(Returned {
            bounced: Gauge::new("samenkomst_letters_bounced", "Letters that came back.")?,
            stopped: Gauge::new("samenkomst_addresses_stopped", "Addresses that bounced and get nothing for now.")?,
            replies: GaugeVec::new(replies, &["answer"])?,
        })
    }

    pub fn register(&self, registry: &Registry) -> prometheus::Result<()> {
        registry.register(Box::new(self.bounced.clone()))?;
        registry.register(Box::new(self.stopped.clone()))?;
        registry.register(Box::new(self.replies.clone()))
    }

    /// Shows them; what cannot be known now is not a number.
    pub fn show(&self, counts: Option<Counts>) {
        let Some(counts) = counts else {
            self.bounced.set(f64::NAN);
            self.stopped.set(f64::NAN);
            return self.replies.reset();
        };
        self.bounced.set(counts.bounced as f64);
        self.stopped.set(counts.stopped as f64);
        for answer in Answer::ALL {
            let said = counts.replies.iter().find(|(of, _)| *of == answer).map_or(0, |(_, n)| *n);
            self.replies.with_label_values(&[answer.code()]).set(said as f64);
        }
    }
}

/// What the database says of it.
pub struct Counts {
    bounced: u64,
    stopped: u64,
    replies: Vec<(Answer, i64)>,
}

impl Counts {
    pub async fn of(db: &Database) -> Result<Counts> {
        let bounced = letter::Entity::find()
            .filter(letter::Column::FailedAt.is_not_null())
            .filter(letter::Column::LastError.starts_with("bounced"));
        let replies = calendar_reply::Entity::find()
            .select_only()
            .column(calendar_reply::Column::Answer)
            .column_as(calendar_reply::Column::Uid.count(), "replies")
            .group_by(calendar_reply::Column::Answer);
        Ok(Counts {
            bounced: bounced.count(db.read()).await?,
            stopped: unreachable::Entity::find().count(db.read()).await?,
            replies: replies.into_tuple().all(db.read()).await?,
        })
    }
}
