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

/// Events `grow-1` and on, like the one named `slug`, and people who each came to one of them.
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
        copy_event(&txn, &model, random, from, events.min(from + PIECE)).await?;
        txn.commit().await?;
    }
    let first = event::Entity::find().filter(event::Column::Slug.eq("grow-1")).one(db.read()).await?;
    let first = first.ok_or("no event was made")?.id;
    for from in (0..people).step_by(PIECE as usize) {
        let txn = db.begin().await?;
        enter(&txn, (db.is_sqlite(), random), (from, people.min(from + PIECE)), (first, events)).await?;
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

async fn copy_event(txn: &DatabaseTransaction, model: &event::Model, random: &str, from: u64, until: u64) -> Done {
    let (mut names, mut cells) = (Vec::new(), Vec::new());
    for column in event::Column::iter().filter(|column| !matches!(column, event::Column::Id)) {
        names.push(column.as_str());
        cells.push(match column {
            event::Column::Slug => "'grow-' || n.i".to_string(),
            event::Column::Uid => random.to_string(),
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

async fn enter(
    txn: &DatabaseTransaction,
    (is_sqlite, random): (bool, &str),
    (from, until): (u64, u64),
    (first, events): (i32, u64),
) -> Done {
    let now = if is_sqlite { "'2026-01-01T09:00:00+00:00'" } else { "TIMESTAMPTZ '2026-01-01T09:00:00Z'" };
    let hash =
        if is_sqlite { "randomblob(38)" } else { "uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())" };
    let json = if is_sqlite { "'{}'" } else { "CAST('{}' AS json)" };
    // Numbers that look drawn at random, each once.
    let drawn = "((n.i * 7919) % 100000007)";
    let mut sql = numbers(from, until);
    let _ = write!(
        sql,
        " INSERT INTO registrations (id, event_id, status, place, name, email, email_key, organisation, role, language, answers, \
        sequence, invited_sequence, key_version, token_hash, consent_at, registered_at, updated_at, offers_missed, search) \
        SELECT {random}, {first} + n.i % {events}, 'confirmed', n.i / {events} + 1, 'Persoon ' || n.i, \
        'p' || {drawn} || '@example.org', 'p' || {drawn} || '@example.org', 'Organisatie', 'student', 'nl', {json}, \
        0, 0, 0, {hash}, {now}, {now}, {now}, 0, 'persoon ' || n.i || ' p' || {drawn} || '@example.org organisatie' FROM n"
    );
    txn.execute_unprepared(&sql).await?;
    Ok(())
}

/// The numbers after `from`, up to `until`, as `n.i`.
fn numbers(from: u64, until: u64) -> String {
    format!("WITH RECURSIVE n(i) AS (SELECT {} UNION ALL SELECT i + 1 FROM n WHERE i < {until})", from + 1)
}
