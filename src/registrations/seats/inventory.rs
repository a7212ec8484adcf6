//! Proves from the rows that the seats are right: what was counted is what is there, nobody is there twice, nobody sits
//! where there is no room, the lines are unbroken, whoever is at a stop is at the event, and everybody was written to.

use sea_orm::{FromQueryResult, Statement};
use uuid::Uuid;

use crate::database::Database;
use crate::error::Result;

#[derive(FromQueryResult)]
struct Miscount {
    slug: String,
    what: String,
    counted: i64,
    there: i64,
}

#[derive(FromQueryResult)]
struct Untold {
    slug: String,
    id: Uuid,
}

/// Each thing that is not as it should be, as a sentence; none when all is right.
pub async fn faults(db: &Database) -> Result<Vec<String>> {
    let reader = db.read();
    let mut faults = Vec::new();
    for query in QUERIES {
        let statement = Statement::from_string(reader.get_database_backend(), query);
        for miss in Miscount::find_by_statement(statement).all(reader).await? {
            faults.push(format!("{}: {} is {}, but {} are there", miss.slug, miss.what, miss.counted, miss.there));
        }
    }
    faults.extend(untold(db).await?);
    Ok(faults)
}

/// Registrations without a letter. An id of version 7 was given at the desk; the demo makes its own.
async fn untold(db: &Database) -> Result<Vec<String>> {
    let statement = Statement::from_string(db.read().get_database_backend(), UNTOLD);
    let untold = Untold::find_by_statement(statement).all(db.read()).await?;
    let untold = untold.iter().filter(|registration| registration.id.get_version_num() == 7);
    Ok(untold.map(|r| format!("{}: registration {} has no letter", r.slug, r.id)).collect())
}

const QUERIES: [&str; 10] = [
    EVENTS,
    STOPS,
    PLACES,
    NEXT_PLACES,
    PLACES_AT_STOPS,
    TWICE,
    OVER_CAPACITY,
    OVER_CAPACITY_AT_STOPS,
    STRAYS,
    AT_STOPS,
];

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

/// The next place to be drawn lies behind all that were drawn.
const NEXT_PLACES: &str = "
    SELECT e.slug, 'the next place' AS what, CAST(MIN(e.next_place) AS BIGINT) AS counted,
        CAST(MAX(r.place) AS BIGINT) AS there
    FROM registrations r JOIN events e ON e.id = r.event_id
    GROUP BY e.id, e.slug HAVING MIN(e.next_place) <= MAX(r.place)";

/// The same in the line of a stop.
const PLACES_AT_STOPS: &str = "
    SELECT e.slug, 'the places drawn at a stop' AS what, COUNT(h.place) AS counted, COUNT(DISTINCT h.place) AS there
    FROM registration_stops h JOIN stops s ON s.id = h.stop_id JOIN events e ON e.id = s.event_id
    GROUP BY s.id, e.slug HAVING COUNT(h.place) <> COUNT(DISTINCT h.place)
    UNION ALL
    SELECT e.slug, 'the next place at a stop' AS what, CAST(MIN(s.next_place) AS BIGINT) AS counted,
        CAST(MAX(h.place) AS BIGINT) AS there
    FROM registration_stops h JOIN stops s ON s.id = h.stop_id JOIN events e ON e.id = s.event_id
    GROUP BY s.id, e.slug HAVING MIN(s.next_place) <= MAX(h.place)";

/// One row for each address at an event. The schema demands it; a restored copy may have lost its indexes.
const TWICE: &str = "
    SELECT e.slug, 'an address that should be there once' AS what, CAST(1 AS BIGINT) AS counted, COUNT(*) AS there
    FROM registrations r JOIN events e ON e.id = r.event_id
    GROUP BY e.id, e.slug, r.email_key HAVING COUNT(*) > 1";

/// Only an organiser seats more people than fit, or makes the room smaller; the audit trail knows. That something else of
/// the event was changed, or that somebody was given a seat that was there, says nothing of it.
const OVER_CAPACITY: &str = "
    SELECT e.slug, 'the capacity' AS what, CAST(e.capacity AS BIGINT) AS counted, CAST(e.seats_taken + e.offered AS BIGINT) AS there
    FROM events e WHERE e.seats_taken + e.offered > e.capacity AND NOT EXISTS (
        SELECT 1 FROM audit_entries a WHERE a.event_id = e.id AND (a.act = 'capacity-changed'
            OR (a.act = 'event-changed' AND a.facts -> 'changed' ->> 'capacity' IS NOT NULL)
            OR (a.act IN ('registration-added', 'registration-confirmed')
                AND CAST(a.facts ->> 'over_capacity' AS TEXT) IN ('true', '1'))))";

/// The same at a stop.
const OVER_CAPACITY_AT_STOPS: &str = "
    SELECT e.slug, 'at a stop the capacity' AS what, CAST(s.capacity AS BIGINT) AS counted,
        CAST(s.seats_taken + s.offered AS BIGINT) AS there
    FROM stops s JOIN events e ON e.id = s.event_id WHERE s.seats_taken + s.offered > s.capacity AND NOT EXISTS (
        SELECT 1 FROM audit_entries a WHERE a.event_id = e.id AND (
            (a.act = 'event-changed' AND a.facts -> 'changed' ->> 'stops' IS NOT NULL)
            OR (a.act IN ('registration-added', 'registration-confirmed')
                AND CAST(a.facts ->> 'over_capacity' AS TEXT) IN ('true', '1'))))";

/// Whoever has a seat at a stop has one at the event, and the stop is one of its own.
const STRAYS: &str = "
    SELECT e.slug, 'seats at a stop without one at the event' AS what, CAST(0 AS BIGINT) AS counted, COUNT(*) AS there
    FROM registration_stops h JOIN registrations r ON r.id = h.registration_id
        JOIN stops s ON s.id = h.stop_id JOIN events e ON e.id = r.event_id
    WHERE (h.status = 'confirmed' AND r.status <> 'confirmed') OR s.event_id <> r.event_id GROUP BY e.id, e.slug";

/// Whoever is at a stop is at the event, and the stop is one of its own.
const AT_STOPS: &str = "
    SELECT e.slug, 'those at a stop and not at the event' AS what, CAST(0 AS BIGINT) AS counted, COUNT(*) AS there
    FROM stop_arrivals a JOIN registrations r ON r.id = a.registration_id
        JOIN stops s ON s.id = a.stop_id JOIN events e ON e.id = r.event_id
    WHERE r.checked_in_at IS NULL OR s.event_id <> r.event_id GROUP BY e.id, e.slug";

/// Whoever comes is written to, unless an organiser said otherwise; letters go when the person is forgotten.
const UNTOLD: &str = "
    SELECT e.slug, r.id FROM registrations r JOIN events e ON e.id = r.event_id
    WHERE r.status <> 'cancelled' AND r.email <> ''
        AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.about_id = r.id)
        AND NOT EXISTS (SELECT 1 FROM audit_entries a WHERE a.registration_id = r.id
            AND CAST(a.facts ->> 'letter' AS TEXT) IN ('false', '0'))";
