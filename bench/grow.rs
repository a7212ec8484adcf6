//! A house that has been in use for decades: so many events, and so many people who registered for them, each event with
//! its share. Written by the database itself, without the seat desk.

use std::fmt::Write;

use samenkomst::config::{self, Config};
use samenkomst::database::Database;
use samenkomst::events::event;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IdenStatic, Iterable, QueryFilter};

use super::Done;

/// Rows in one statement.
const PIECE: u64 = 100_000;
/// How long ago the first event was: 30 years, in seconds.
const AGE: u64 = 30 * 365 * 24 * 60 * 60;

/// Events `grow-1` and on, like the one named `slug` and each some hours after the one before it, the last of them when
/// that one is; and people who each came to one of them.
pub async fn grow(slug: &str, events: &str, people: &str) -> Done {
    let (events, people): (u64, u64) = (events.parse()?, people.parse()?);
    let config = Config::read(&config::figment())?;
    let db = Database::connect(&config.database_url).await?;
    if db.is_sqlite() {
        db.write().execute_unprepared("PRAGMA cache_size = -4000000; PRAGMA synchronous = OFF").await?;
    }
    let found = event::Entity::find().filter(event::Column::Slug.eq(slug)).one(db.read()).await?;
    let model = found.ok_or("no such event")?;
    let random = if db.is_sqlite() { "randomblob(16)" } else { "gen_random_uuid()" };
    for from in (0..events).step_by(PIECE as usize) {
        let txn = db.begin().await?;
        copy_event(&txn, &model, (db.is_sqlite(), random), (from, events.min(from + PIECE)), events).await?;
        txn.commit().await?;
    }
    let first = event::Entity::find().filter(event::Column::Slug.eq("grow-1")).one(db.read()).await?;
    let first = first.ok_or("no event was made")?.id;
    for from in (0..people).step_by(PIECE as usize) {
        let txn = db.begin().await?;
        enter(
            &txn,
            db.is_sqlite(),
            (from, people.min(from + PIECE)),
            (first, people.div_ceil(events.max(1)), long_over(events)),
        )
        .await?;
        txn.commit().await?;
    }
    let counts = "UPDATE events SET (seats_taken, next_place) = (SELECT COUNT(*), COUNT(*) + 1 FROM registrations r \
        WHERE r.event_id = events.id) WHERE slug LIKE 'grow-%'";
    db.write().execute_unprepared(counts).await?;
    let tidy = if db.is_sqlite() { "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)" } else { "ANALYZE" };
    db.write().execute_unprepared(tidy).await?;
    db.close().await;
    Ok(())
}

/// How many of the events are over for a year and more: nobody is known there any more.
fn long_over(events: u64) -> u64 {
    events - events.div_ceil(30)
}

async fn copy_event(
    txn: &DatabaseTransaction,
    model: &event::Model,
    (is_sqlite, random): (bool, &str),
    (from, until): (u64, u64),
    events: u64,
) -> Done {
    let (mut names, mut cells) = (Vec::new(), Vec::new());
    let seconds = format!("({events} - n.i) * {}", AGE / events.max(1));
    let earlier = |column: &str| match is_sqlite {
        true => format!("strftime('%Y-%m-%dT%H:%M:%S+00:00', e.{column}, '-' || ({seconds}) || ' seconds')"),
        false => format!("e.{column} - ({seconds}) * INTERVAL '1 second'"),
    };
    for column in event::Column::iter().filter(|column| !matches!(column, event::Column::Id)) {
        names.push(column.as_str());
        cells.push(match column {
            event::Column::Slug => "'grow-' || n.i".to_string(),
            event::Column::Uid => random.to_string(),
            event::Column::StartsAt | event::Column::EndsAt => earlier(column.as_str()),
            event::Column::ForgottenAt => format!("CASE WHEN n.i <= {} THEN e.created_at END", long_over(events)),
            column => format!("e.{}", column.as_str()),
        });
    }
    let (names, cells, id) = (names.join(", "), cells.join(", "), model.id);
    let sql = format!(
        "{} INSERT INTO events ({names}) SELECT {cells} FROM n, events e WHERE e.id = {id}",
        numbers(from, until)
    );
    txn.execute_unprepared(&sql).await?;
    Ok(())
}

/// Each event fills after the one before it, as in life; ids and hashes of keys begin with the moment, as ours do.
async fn enter(
    txn: &DatabaseTransaction,
    is_sqlite: bool,
    (from, until): (u64, u64),
    (first, each, forgotten): (i32, u64, u64),
) -> Done {
    let now = if is_sqlite { "'2026-01-01T09:00:00+00:00'" } else { "TIMESTAMPTZ '2026-01-01T09:00:00Z'" };
    let (id, hash) = if is_sqlite {
        let made = "unhex(printf('%012x', 1700000000000 + n.i))";
        (format!("{made} || randomblob(10)"), format!("{made} || randomblob(32)"))
    } else {
        let made = "lpad(to_hex(1700000000000 + n.i), 12, '0')";
        let (id, hash) = ("substr(md5(CAST(n.i AS text)), 1, 20)", "sha256(CAST(CAST(n.i AS text) AS bytea))");
        (format!("CAST({made} || {id} AS uuid)"), format!("decode({made}, 'hex') || {hash}"))
    };
    let json = if is_sqlite { "'{}'" } else { "CAST('{}' AS json)" };
    // Numbers that look drawn at random, each once.
    let drawn = "((n.i * 7919) % 100000007)";
    let said = |known: &str, forgotten_text: &str| {
        format!("CASE WHEN n.i > {} THEN {known} ELSE {forgotten_text} END", forgotten * each)
    };
    let address = format!("'p' || {drawn} || '@example.org'");
    let (name, email) = (said("'Persoon ' || n.i", "'–'"), said(&address, "''"));
    let key = said(&address, &format!("'forgotten:' || {drawn}"));
    let search = said(&format!("'persoon ' || n.i || ' ' || {address} || ' organisatie'"), "''");
    let mut sql = numbers(from, until);
    let _ = write!(
        sql,
        " INSERT INTO registrations (id, event_id, status, place, name, email, email_key, organisation, role, language, answers, \
        sequence, invited_sequence, key_version, token_hash, consent_at, registered_at, updated_at, offers_missed, search) \
        SELECT {id}, {first} + (n.i - 1) / {each}, 'confirmed', (n.i - 1) % {each} + 1, {name}, \
        {email}, {key}, 'Organisatie', 'student', 'nl', {json}, 0, 0, 0, {hash}, {now}, {now}, {now}, 0, {search} FROM n"
    );
    txn.execute_unprepared(&sql).await?;
    Ok(())
}

/// The numbers after `from`, up to `until`, as `n.i`.
fn numbers(from: u64, until: u64) -> String {
    let first = format!("CAST({} AS bigint)", from + 1);
    format!("WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {until})")
}
