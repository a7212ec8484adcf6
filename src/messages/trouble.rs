//! Letters that did not arrive, why, and what helps; and those that still wait.

use std::ops::Range;

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QuerySelect, Statement, Value};
use serde_json::json;
use uuid::Uuid;

use crate::database::Database;
use crate::error::Result;
use crate::events::{Details, event};
use crate::mail::{LetterKind, Reason, outbox, unreachable};
use crate::organisers::audit::{self, Act, Fact, Subject};
use crate::organisers::organiser;

/// Trouble is shown as long after the event; later, nobody can do anything about it.
const SHOWN: Duration = Duration::days(30);

/// So many stand on a page.
const PER_PAGE: u64 = 50;
/// As many of all events together are shown.
const FIRST: u64 = 5;
/// So many are sent again in one transaction.
const AT_ONCE: u64 = 200;
const NEWEST: &str = "l.failed_at DESC, l.id";

/// A letter that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub letter: Uuid,
    pub kind: LetterKind,
    pub registration: Uuid,
    /// The event: its slug and its title.
    pub slug: String,
    pub event: String,
    /// The reader.
    pub name: String,
    pub address: String,
    pub reason: Reason,
    /// What the mail server said.
    pub noted: String,
    pub since: DateTime<Utc>,
    /// Where it would go if it were sent again: the address may have been corrected.
    next: (String, String),
}

/// Some of the trouble of an event, or of a message, the newest first.
pub struct Page {
    pub letters: Vec<Trouble>,
    /// How many letters there are on all pages.
    pub total: u64,
    /// From 1.
    pub page: u64,
    pub pages: u64,
}

/// How many letters about one event were given up.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OfEvent {
    pub slug: String,
    pub title: String,
    pub letters: i64,
}

#[derive(FromQueryResult)]
struct Total {
    letters: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: LetterKind,
    registration_id: Uuid,
    slug: String,
    title: String,
    recipient: String,
    recipient_name: String,
    last_error: Option<String>,
    failed_at: DateTime<Utc>,
    email: String,
    name: String,
}

/// A letter is about a registration, or about an offer of its seat.
const ABOUT: &str = "FROM letters l \
    LEFT JOIN handovers h ON h.id = l.about_id \
    JOIN registrations r ON r.id = COALESCE(h.registration_id, l.about_id) \
    JOIN events e ON e.id = r.event_id";

/// Whoever was forgotten has no address any more, and no trouble.
const GIVEN_UP: &str = "l.failed_at IS NOT NULL AND r.email <> ''";

/// The newest trouble of these regions' events.
pub async fn trouble(db: &Database, now: DateTime<Utc>, regions: &[i32]) -> Result<Vec<Trouble>> {
    select(db.read(), &shown(regions), NEWEST, vec![(now - SHOWN).into()], 0..FIRST).await
}

/// In how many letters about which of these regions' events there is trouble, the most first.
pub async fn by_event(db: &Database, now: DateTime<Utc>, regions: &[i32]) -> Result<Vec<OfEvent>> {
    let sql = format!(
        "SELECT e.slug, e.title, COUNT(*) AS letters {ABOUT} WHERE {GIVEN_UP} AND {} \
         GROUP BY e.id, e.slug, e.title ORDER BY COUNT(*) DESC, e.slug",
        shown(regions)
    );
    let statement = Statement::from_sql_and_values(db.read().get_database_backend(), sql, vec![(now - SHOWN).into()]);
    Ok(OfEvent::find_by_statement(statement).all(db.read()).await?)
}

/// The event is here, and it is not too late to do something.
fn shown(regions: &[i32]) -> String {
    format!("{} AND e.deleted_at IS NULL AND e.ends_at > $1", of_regions(regions))
}

/// A page of the trouble of one event.
pub async fn of_event(db: &Database, event_id: i32, page: u64) -> Result<Page> {
    listed(db, "r.event_id = $1", event_id.into(), page).await
}

/// A page of the trouble of one message.
pub async fn of_batch(db: &Database, batch: Uuid, page: u64) -> Result<Page> {
    listed(db, "l.batch_id = $1", batch.into(), page).await
}

/// The last page for whoever asks for one beyond it.
async fn listed(db: &Database, which: &str, value: Value, page: u64) -> Result<Page> {
    let sql = format!("SELECT COUNT(*) AS letters {ABOUT} WHERE {GIVEN_UP} AND {which}");
    let statement = Statement::from_sql_and_values(db.read().get_database_backend(), sql, vec![value.clone()]);
    let found = Total::find_by_statement(statement).one(db.read()).await?;
    let total = found.map_or(0, |found| found.letters.unsigned_abs());
    let pages = Ord::max(total.div_ceil(PER_PAGE), 1);
    let page = page.clamp(1, pages);
    let letters = select(db.read(), which, NEWEST, vec![value], (page - 1) * PER_PAGE..page * PER_PAGE).await?;
    Ok(Page { letters, total, page, pages })
}

/// How many letters about these regions' events were tried in vain, and are tried again.
pub async fn held_up(db: &Database, regions: &[i32]) -> Result<i64> {
    let here = of_regions(regions);
    let sql = format!(
        "SELECT COUNT(*) AS letters {ABOUT} \
         WHERE l.sent_at IS NULL AND l.failed_at IS NULL AND l.last_error IS NOT NULL AND {here}"
    );
    let statement = Statement::from_string(db.read().get_database_backend(), sql);
    let found = Total::find_by_statement(statement).one(db.read()).await?;
    Ok(found.map_or(0, |found| found.letters))
}

fn of_regions(regions: &[i32]) -> String {
    let ids = regions.iter().map(i32::to_string).chain(std::iter::once("0".to_string()));
    let ids = ids.collect::<Vec<_>>().join(", ");
    format!(
        "(e.region_id IN ({ids}) OR EXISTS \
         (SELECT 1 FROM event_regions c WHERE c.event_id = e.id AND c.region_id IN ({ids})))"
    )
}

/// These rows of what is found.
async fn select(
    db: &impl ConnectionTrait,
    which: &str,
    order: &str,
    values: Vec<Value>,
    rows: Range<u64>,
) -> Result<Vec<Trouble>> {
    let (most, first) = (rows.end - rows.start, rows.start);
    let sql = format!(
        "SELECT l.id, l.kind, r.id AS registration_id, e.slug, e.title, l.recipient, l.recipient_name, l.last_error, \
         l.failed_at, r.email, r.name {ABOUT} \
         WHERE {GIVEN_UP} AND {which} ORDER BY {order} LIMIT {most} OFFSET {first}"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = Row::find_by_statement(statement).all(db).await?;
    Ok(rows.into_iter().map(Trouble::of).collect())
}

impl Trouble {
    fn of(row: Row) -> Trouble {
        let noted = row.last_error.unwrap_or_default();
        let (address, name) = (row.recipient, row.recipient_name);
        let next = if row.kind.is_for_the_holder() { (row.email, row.name) } else { (address.clone(), name.clone()) };
        Trouble {
            letter: row.id,
            kind: row.kind,
            registration: row.registration_id,
            slug: row.slug,
            event: row.title,
            name,
            address,
            reason: Reason::of(&noted),
            noted,
            since: row.failed_at,
            next,
        }
    }
}

/// Sends a letter again, to the address that the person has now. False: there is no such trouble at this event.
pub async fn resend(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    details: &Details,
    letter: Uuid,
) -> Result<bool> {
    let which = "r.event_id = $1 AND l.id = $2";
    let txn = held(db, details).await?;
    let found = select(&txn, which, NEWEST, vec![details.event.id.into(), letter.into()], 0..1).await?;
    Ok(again(txn, now, who, details, &found).await? > 0)
}

/// Sends every letter of the event again that was given up, each once: one that is given up again at once is left alone.
pub async fn resend_all(db: &Database, now: DateTime<Utc>, who: &organiser::Model, details: &Details) -> Result<()> {
    let mut last = Uuid::nil();
    loop {
        let further = vec![details.event.id.into(), last.into()];
        let txn = held(db, details).await?;
        let some = select(&txn, "r.event_id = $1 AND l.id > $2", "l.id", further, 0..AT_ONCE).await?;
        let Some(end) = some.last() else { return Ok(()) };
        last = end.letter;
        again(txn, now, who, details, &some).await?;
    }
}

/// A transaction in which nobody's address is corrected, since that takes the row of the event first.
async fn held(db: &Database, details: &Details) -> Result<DatabaseTransaction> {
    let txn = db.begin().await?;
    event::Entity::find_by_id(details.event.id).lock_exclusive().one(&txn).await?;
    Ok(txn)
}

async fn again(
    txn: DatabaseTransaction,
    now: DateTime<Utc>,
    who: &organiser::Model,
    details: &Details,
    letters: &[Trouble],
) -> Result<u64> {
    let mut resent = 0;
    for one in letters {
        let (address, name) = &one.next;
        if outbox::retry(&txn, now, one.letter, (address, name)).await? {
            resent += 1;
            unreachable::lift(&txn, address).await?;
            let about = Subject { registration_id: Some(one.registration), ..details.event.subject() };
            let facts = [(Fact::Resent, json!(one.letter)), (Fact::Kind, json!(one.kind))];
            audit::note(&txn, now, Some(who), Act::LetterResent, about, &facts).await?;
        }
    }
    txn.commit().await?;
    Ok(resent)
}
