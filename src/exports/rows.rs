//! Reads who registered, a piece at a time, by key: those with a seat, those who wait (with their place in the line),
//! those who cancelled, each by the number that they drew. Between two pieces nothing is held, neither memory nor a
//! transaction.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::database::Database;
use crate::error::Result;
use crate::events::Details;
use crate::registrations::attendees::Filter;
use crate::registrations::door::stop_arrival;
use crate::registrations::registration;
use crate::registrations::registration::Status;
use crate::registrations::seats::held_stop;

/// How many people are read at once.
const PIECE: u64 = 500;

const ORDER: [Status; 3] = [Status::Confirmed, Status::Waitlisted, Status::Cancelled];

/// A person on the list.
pub struct Row {
    pub registration: registration::Model,
    /// The place in the line, from 1, of one who waits.
    pub position: Option<i64>,
    pub stops: Vec<held_stop::Model>,
    /// The stops at which they were noted.
    pub there: Vec<stop_arrival::Model>,
}

pub struct Rows<'a> {
    db: &'a Database,
    event: i32,
    has_stops: bool,
    /// Whom one wants; none: everyone.
    whom: Option<Condition>,
    /// The groups that were not read to their end yet.
    groups: std::slice::Iter<'static, Status>,
    group: Option<Status>,
    /// The last person of the group so far: the number that they drew, and who they are.
    last: Option<(i64, Uuid)>,
    line: Line,
}

impl<'a> Rows<'a> {
    pub fn of(db: &'a Database, details: &Details, filter: &Filter) -> Rows<'a> {
        let mut groups = ORDER.iter();
        let everyone = filter.status.is_none() && !filter.is_narrowed();
        let whom = (!everyone).then(|| filter.condition(db.read().get_database_backend()));
        Rows {
            db,
            event: details.event.id,
            has_stops: !details.stops.is_empty(),
            line: if whom.is_some() { Line::Unread } else { Line::Counted(0) },
            whom,
            group: groups.next().copied(),
            groups,
            last: None,
        }
    }

    /// The next people; none when everyone was read.
    pub async fn next(&mut self) -> Result<Option<Vec<Row>>> {
        while let Some(group) = self.group {
            let people = self.read(group).await?;
            if let Some(last) = people.last() {
                self.last = Some((last.place, last.id));
                if group == Status::Waitlisted && matches!(self.line, Line::Unread) {
                    self.line = Line::Read(places(self.db, self.event).await?);
                }
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
        if let Some(whom) = &self.whom {
            query = query.filter(whom.clone());
        }
        if let Some((place, id)) = self.last {
            // The second condition says it all; by the first one the database finds the place in its index.
            let same = Condition::all().add(Column::Place.eq(place)).add(Column::Id.gt(id));
            let beyond = Condition::any().add(Column::Place.gt(place)).add(same);
            query = query.filter(Column::Place.gte(place)).filter(beyond);
        }
        let query = query.order_by_asc(Column::Place).order_by_asc(Column::Id);
        Ok(query.limit(PIECE).all(self.db.read()).await?)
    }

    async fn with_stops(&mut self, people: Vec<registration::Model>) -> Result<Vec<Row>> {
        let mut stops: HashMap<Uuid, Vec<held_stop::Model>> = HashMap::new();
        let mut there = HashMap::new();
        if self.has_stops {
            let ids: Vec<Uuid> = people.iter().map(|p| p.id).collect();
            there = stop_arrival::of_all(self.db.read(), ids.clone()).await?;
            let held = held_stop::Entity::find().filter(held_stop::Column::RegistrationId.is_in(ids));
            for held in held.all(self.db.read()).await? {
                stops.entry(held.registration_id).or_default().push(held);
            }
        }
        let row = |registration: registration::Model| Row {
            position: (registration.status == Status::Waitlisted).then(|| self.line.position(registration.place)),
            stops: stops.remove(&registration.id).unwrap_or_default(),
            there: there.remove(&registration.id).unwrap_or_default(),
            registration,
        };
        Ok(people.into_iter().map(row).collect())
    }
}

/// Who stands where in the line.
enum Line {
    /// Everyone is on the list, so that one counts on the way.
    Counted(i64),
    Unread,
    /// The numbers of all who wait, the lowest first: eight bytes for each of them.
    Read(Vec<i64>),
}

impl Line {
    /// The place of whoever drew this number, from 1.
    fn position(&mut self, place: i64) -> i64 {
        match self {
            Line::Counted(waiting) => {
                *waiting += 1;
                *waiting
            }
            Line::Unread => 0,
            Line::Read(places) => places.partition_point(|p| *p < place) as i64 + 1,
        }
    }
}

async fn places(db: &Database, event: i32) -> Result<Vec<i64>> {
    use registration::Column;
    let waiting = registration::Entity::find()
        .select_only()
        .column(Column::Place)
        .filter(Column::EventId.eq(event))
        .filter(Column::Status.eq(Status::Waitlisted))
        .order_by_asc(Column::Place);
    Ok(waiting.into_tuple().all(db.read()).await?)
}
