//! Reads who registered, a piece at a time, by key: those with a seat, those who wait (numbered on the way), those who
//! cancelled, each by the number that they drew. Between two pieces nothing is held, neither memory nor a transaction.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::database::Database;
use crate::error::Result;
use crate::registrations::registration::Status;
use crate::registrations::{held_stop, registration};

/// How many people are read at once.
const PIECE: u64 = 500;

const ORDER: [Status; 3] = [Status::Confirmed, Status::Waitlisted, Status::Cancelled];

/// A person on the list.
pub struct Row {
    pub registration: registration::Model,
    /// The place in the line, from 1, of one who waits.
    pub position: Option<i64>,
    pub stops: Vec<held_stop::Model>,
}

pub struct Rows<'a> {
    db: &'a Database,
    event: i32,
    /// The groups that were not read to their end yet.
    groups: std::slice::Iter<'static, Status>,
    group: Option<Status>,
    /// The last person of the group so far: the number that they drew, and who they are.
    last: Option<(i64, Uuid)>,
    waiting: i64,
}

impl<'a> Rows<'a> {
    pub fn of(db: &'a Database, event: i32) -> Rows<'a> {
        let mut groups = ORDER.iter();
        Rows { db, event, group: groups.next().copied(), groups, last: None, waiting: 0 }
    }

    /// The next people; none when everyone was read.
    pub async fn next(&mut self) -> Result<Option<Vec<Row>>> {
        while let Some(group) = self.group {
            let people = self.read(group).await?;
            if let Some(last) = people.last() {
                self.last = Some((last.place, last.id));
                return self.with_stops(people).await.map(Some);
            }
            self.group = self.groups.next().copied();
            self.last = None;
        }
        Ok(None)
    }

    async fn read(&self, group: Status) -> Result<Vec<registration::Model>> {
        use registration::Column;
        let mut query =
            registration::Entity::find().filter(Column::EventId.eq(self.event)).filter(Column::Status.eq(group));
        if let Some((place, id)) = self.last {
            let same = Condition::all().add(Column::Place.eq(place)).add(Column::Id.gt(id));
            query = query.filter(Condition::any().add(Column::Place.gt(place)).add(same));
        }
        let query = query.order_by_asc(Column::Place).order_by_asc(Column::Id);
        Ok(query.limit(PIECE).all(self.db.read()).await?)
    }

    async fn with_stops(&mut self, people: Vec<registration::Model>) -> Result<Vec<Row>> {
        let ids = people.iter().map(|p| p.id);
        let held =
            held_stop::Entity::find().filter(held_stop::Column::RegistrationId.is_in(ids)).all(self.db.read()).await?;
        let mut stops: HashMap<Uuid, Vec<held_stop::Model>> = HashMap::new();
        for held in held {
            stops.entry(held.registration_id).or_default().push(held);
        }
        let row = |registration: registration::Model| {
            let position = (registration.status == Status::Waitlisted).then(|| {
                self.waiting += 1;
                self.waiting
            });
            Row { position, stops: stops.remove(&registration.id).unwrap_or_default(), registration }
        };
        Ok(people.into_iter().map(row).collect())
    }
}
