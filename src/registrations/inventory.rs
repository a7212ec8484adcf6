//! Proves from the rows that the seats are right: what was counted is what is there.

use sea_orm::{FromQueryResult, Statement};

use crate::database::Database;
use crate::error::Result;

#[derive(FromQueryResult)]
struct Miscount {
    slug: String,
    what: String,
    counted: i64,
    there: i64,
}

/// Each count that differs from its rows, as a sentence; none when all is right. Whether the database holds one row for
/// each (event, address) is its own constraint.
pub async fn faults(db: &Database) -> Result<Vec<String>> {
    let reader = db.read();
    let mut faults = Vec::new();
    for query in [EVENTS, STOPS, PLACES] {
        let statement = Statement::from_string(reader.get_database_backend(), query);
        for miss in Miscount::find_by_statement(statement).all(reader).await? {
            faults.push(format!("{}: {} is {}, but {} are there", miss.slug, miss.what, miss.counted, miss.there));
        }
    }
    Ok(faults)
}

const EVENTS: &str = "
    SELECT slug, 'seats_taken' AS what, CAST(seats_taken AS BIGINT) AS counted, there FROM (
        SELECT e.slug, e.seats_taken, (SELECT COUNT(*) FROM registrations r
            WHERE r.event_id = e.id AND r.status = 'confirmed') AS there FROM events e) counts
    WHERE seats_taken <> there
    UNION ALL
    SELECT slug, 'waiting' AS what, CAST(waiting AS BIGINT) AS counted, there FROM (
        SELECT e.slug, e.waiting, (SELECT COUNT(*) FROM registrations r
            WHERE r.event_id = e.id AND r.status = 'waitlisted') AS there FROM events e) counts
    WHERE waiting <> there
    UNION ALL
    SELECT slug, 'offered' AS what, CAST(offered AS BIGINT) AS counted, there FROM (
        SELECT e.slug, e.offered, (SELECT COUNT(*) FROM registrations r
            WHERE r.event_id = e.id AND r.offered_until IS NOT NULL AND r.status = 'waitlisted') AS there
        FROM events e) counts
    WHERE offered <> there
    UNION ALL
    SELECT slug, 'offered to somebody who does not wait' AS what, CAST(0 AS BIGINT) AS counted, there FROM (
        SELECT e.slug, COUNT(*) AS there FROM registrations r JOIN events e ON e.id = r.event_id
        WHERE r.offered_until IS NOT NULL AND r.status <> 'waitlisted' GROUP BY e.slug) strays";

const STOPS: &str = "
    SELECT slug, 'seats_taken at a stop' AS what, CAST(seats_taken AS BIGINT) AS counted, there FROM (
        SELECT e.slug, s.seats_taken, (SELECT COUNT(*) FROM registration_stops h
            WHERE h.stop_id = s.id AND h.status = 'confirmed') AS there
        FROM stops s JOIN events e ON e.id = s.event_id) counts
    WHERE seats_taken <> there
    UNION ALL
    SELECT slug, 'waiting at a stop' AS what, CAST(waiting AS BIGINT) AS counted, there FROM (
        SELECT e.slug, s.waiting, (SELECT COUNT(*) FROM registration_stops h
            WHERE h.stop_id = s.id AND h.status = 'waitlisted') AS there
        FROM stops s JOIN events e ON e.id = s.event_id) counts
    WHERE waiting <> there
    UNION ALL
    SELECT slug, 'offered at a stop' AS what, CAST(offered AS BIGINT) AS counted, there FROM (
        SELECT e.slug, s.offered, (SELECT COUNT(*) FROM registration_stops h
            JOIN registrations r ON r.id = h.registration_id
            WHERE h.stop_id = s.id AND h.offered AND h.status = 'waitlisted' AND r.offered_until IS NOT NULL) AS there
        FROM stops s JOIN events e ON e.id = s.event_id) counts
    WHERE offered <> there";

/// Two registrations may not stand at the same place in a line.
const PLACES: &str = "
    SELECT e.slug, 'the places drawn' AS what, COUNT(r.place) AS counted, COUNT(DISTINCT r.place) AS there
    FROM registrations r JOIN events e ON e.id = r.event_id
    GROUP BY e.id, e.slug HAVING COUNT(r.place) <> COUNT(DISTINCT r.place)";
