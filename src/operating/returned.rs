//! What came back, in numbers: bounces, stopped addresses, and what calendars replied.

use prometheus::{Gauge, GaugeVec, Opts, Registry};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::database::Database;
use crate::error::Result;
use crate::mail::{letter, unreachable};
use crate::registrations::calendar_reply::{self, Answer};

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

    pub async fn look(&self, db: &Database) -> Result<()> {
        let bounced = letter::Entity::find()
            .filter(letter::Column::FailedAt.is_not_null())
            .filter(letter::Column::LastError.starts_with("bounced"));
        self.bounced.set(bounced.count(db.read()).await? as f64);
        self.stopped.set(unreachable::Entity::find().count(db.read()).await? as f64);
        for answer in Answer::ALL {
            let said = calendar_reply::Entity::find().filter(calendar_reply::Column::Answer.eq(answer));
            self.replies.with_label_values(&[answer.code()]).set(said.count(db.read()).await? as f64);
        }
        Ok(())
    }
}
