//! Telling those who registered what became of the event.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};
use serde_json::{Value, json};

use super::changes::Before;
use crate::error::Result;
use crate::events::editing::Change;
use crate::events::event;
use crate::mail::{self, Letter, LetterKind, letter};
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::held_stop;
use crate::registrations::self_service::invited;

/// How many people are read, and how many letters written, in one statement.
const PIECE: u64 = 500;

/// The event was called off: everyone who has a seat or waits for one gets a letter. Answers with the number of letters.
pub async fn called_off(txn: &DatabaseTransaction, now: DateTime<Utc>, event: &event::Model) -> Result<i32> {
    say_it_is_off(txn, now, who_counted_on(event)).await
}

/// How many get one when the event is called off now.
pub async fn counting_on(db: &impl ConnectionTrait, event: &event::Model) -> Result<i32> {
    Ok(who_counted_on(event).count(db).await? as i32)
}

/// Says so once more, with the reason as it is now, and answers with the number of letters. Whose first one has not left
/// yet gets no second: letters are composed when they leave.
pub async fn called_off_again(txn: &DatabaseTransaction, now: DateTime<Utc>, event: &event::Model) -> Result<i32> {
    let theirs = Query::select()
        .column(registration::Column::Id)
        .from(registration::Entity)
        .and_where(registration::Column::EventId.eq(event.id))
        .take();
    let unclaimed =
        Condition::any().add(letter::Column::ClaimedUntil.is_null()).add(letter::Column::ClaimedUntil.lte(now));
    let still_here = letter::Entity::find()
        .select_only()
        .column(letter::Column::AboutId)
        .filter(letter::Column::AboutId.in_subquery(theirs))
        .filter(letter::Column::Kind.eq(LetterKind::EventCancelled))
        .filter(letter::Column::SentAt.is_null())
        .filter(letter::Column::FailedAt.is_null())
        .filter(unclaimed);
    let others = registration::Column::Id.not_in_subquery(still_here.into_query());
    say_it_is_off(txn, now, who_counted_on(event).filter(others)).await
}

/// Who was forgotten holds a seat still, at an event that was moved after that, and cannot be written to.
fn who_counted_on(event: &event::Model) -> Select<registration::Entity> {
    registration::Entity::find()
        .filter(registration::Column::EventId.eq(event.id))
        .filter(registration::Column::Email.ne(""))
        .filter(registration::Column::Status.is_in([Status::Confirmed, Status::Waitlisted]))
}

async fn say_it_is_off(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    people: Select<registration::Entity>,
) -> Result<i32> {
    let (mut pages, mut told) = (Pages::of(people), 0);
    while let Some(people) = pages.next(txn).await? {
        let once = invited::among(txn, &people).await?;
        let letter = |person: registration::Model| {
            let (held_seat, invited) = (person.status == Status::Confirmed, once.contains(&person.id));
            person.letter(LetterKind::EventCancelled, json!({ "held_seat": held_seat, "invited": invited }))
        };
        told += people.len() as i32;
        mail::post(txn, now, people.into_iter().map(letter).collect()).await?;
    }
    Ok(told)
}

/// Time, place or title changed, of one event or of several in one deed: everyone who has a seat or waits for one, and
/// for whom it is another, gets one letter that says all of it, with the corrected invitations. Answers with the number
/// of letters. What is on its way to another address of the same person is a letter of its own, since an invitation
/// names the address to which it goes (RFC 5546, section 3.2.2).
pub async fn changed(txn: &DatabaseTransaction, now: DateTime<Utc>, changes: &[Change]) -> Result<i32> {
    let mut news: Vec<&Change> = changes.iter().filter(|change| change.is_news(now)).collect();
    news.sort_by_key(|change| (change.after.starts_at, change.after.id));
    let mut audience = Audience::default();
    for change in &news {
        let before = json!(Before::of(change));
        let mut pages = Pages::of(registration::Entity::find().filter(for_whom(change)));
        while let Some(people) = pages.next(txn).await? {
            people.into_iter().for_each(|person| audience.add(person, &before));
        }
    }
    for change in news {
        invited_anew(txn, change).await?;
    }
    let told = audience.hearers.len() as i32;
    let mut letters = audience.hearers.into_iter().map(Hearer::letter).peekable();
    while letters.peek().is_some() {
        mail::post(txn, now, letters.by_ref().take(PIECE as usize).collect()).await?;
    }
    Ok(told)
}

/// The invitations of those who hear of it are now those of the entries as they are.
async fn invited_anew(txn: &DatabaseTransaction, change: &Change) -> Result<()> {
    let anew = Expr::col(registration::Column::Sequence).add(change.after.sequence);
    registration::Entity::update_many()
        .col_expr(registration::Column::InvitedSequence, anew)
        .filter(for_whom(change))
        .exec(txn)
        .await?;
    let hearers = registration::Entity::find().select_only().column(registration::Column::Id).filter(for_whom(change));
    held_stop::Entity::update_many()
        .col_expr(held_stop::Column::InvitedSequence, Expr::cust(SEQUENCE_AT_STOP))
        .filter(held_stop::Column::RegistrationId.in_subquery(hearers.into_query()))
        .exec(txn)
        .await?;
    Ok(())
}

const SEQUENCE_AT_STOP: &str = "(SELECT s.sequence + r.sequence FROM stops s, registrations r \
    WHERE s.id = registration_stops.stop_id AND r.id = registration_stops.registration_id)";

/// How many letters leave about these changes: one for each address.
pub async fn hearing(db: &impl ConnectionTrait, now: DateTime<Utc>, changes: &[Change]) -> Result<i32> {
    let news: Vec<&Change> = changes.iter().filter(|change| change.is_news(now)).collect();
    if news.is_empty() {
        return Ok(0);
    }
    let them = news.into_iter().fold(Condition::any(), |all, change| all.add(for_whom(change)));
    let addresses = registration::Entity::find().filter(them).select_only();
    let addresses = addresses.column_as(Expr::cust("LOWER(registrations.email)"), "address").distinct();
    Ok(addresses.count(db).await? as i32)
}

/// All who hear of what one deed changed, each address once.
#[derive(Default)]
struct Audience {
    hearers: Vec<Hearer>,
    /// Where each address stands among them.
    places: HashMap<String, usize>,
}

impl Audience {
    fn add(&mut self, person: registration::Model, before: &Value) {
        let address = person.email.to_ascii_lowercase();
        match self.places.get(&address) {
            Some(place) => self.hearers[*place].others.push(other(&person, before)),
            None => {
                self.places.insert(address, self.hearers.len());
                self.hearers.push(Hearer { person, before: before.clone(), others: Vec::new() });
            }
        }
    }
}

/// One who hears of a change, and of what else the same deed changed for them.
struct Hearer {
    person: registration::Model,
    before: Value,
    others: Vec<Value>,
}

impl Hearer {
    fn letter(self) -> Letter {
        let facts = json!({ "before": self.before, "others": self.others, "waits": waits(&self.person) });
        self.person.letter(LetterKind::EventChanged, facts)
    }
}

/// What else a letter is about: the same person at another event, and how they stood there.
fn other(person: &registration::Model, before: &Value) -> Value {
    json!({ "registration": person.id, "before": before, "waits": waits(person) })
}

fn waits(person: &registration::Model) -> bool {
    person.status == Status::Waitlisted
}

/// Those to whom the change is a change: whoever reads another title, or chose a stop that is another. Another time or
/// place is news for all of them; the link only for those who have a seat.
fn for_whom(change: &Change) -> Condition {
    let mut concerned = Condition::any().add(registration::Column::Language.is_in(change.retitled()));
    for stop in &change.stops {
        let chose = Condition::all().add(registration::Column::Id.in_subquery(held_stop::holders(stop.after.id)));
        let reads = registration::Column::Language.is_in(stop.retitled());
        concerned = concerned.add(if stop.is_for_everybody() { chose } else { chose.add(reads) });
    }
    let who = |status: Status, all: bool| {
        let who = Condition::all().add(registration::Column::Status.eq(status));
        if all { who } else { who.add(concerned.clone()) }
    };
    Condition::all().add(registration::Column::EventId.eq(change.after.id)).add(registration::Column::Email.ne("")).add(
        Condition::any()
            .add(who(Status::Confirmed, change.is_for_everybody()))
            .add(who(Status::Waitlisted, change.is_elsewhere_or_else_when())),
    )
}

/// People page by page, in the order in which they registered for the event.
struct Pages {
    people: Select<registration::Entity>,
    after: i64,
}

impl Pages {
    fn of(people: Select<registration::Entity>) -> Pages {
        Pages { people, after: -1 }
    }

    async fn next(&mut self, txn: &DatabaseTransaction) -> Result<Option<Vec<registration::Model>>> {
        let page = self.people.clone().filter(registration::Column::Place.gt(self.after));
        let people = page.order_by_asc(registration::Column::Place).limit(PIECE).all(txn).await?;
        let Some(last) = people.last() else { return Ok(None) };
        self.after = last.place;
        Ok(Some(people))
    }
}
