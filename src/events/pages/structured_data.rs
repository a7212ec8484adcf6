//! The event as search engines read it (schema.org, JSON-LD). Never the link to join, never who comes.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::events::Details;
use crate::events::event::{Format, Model};
use crate::events::room::Door;
use crate::events::views::timestamp;
use crate::language::Language;
use crate::page::Layout;

/// The event in a `<script type="application/ld+json">`: no text in it can end the script.
pub fn of(details: &Details, page: &Layout, now: DateTime<Utc>) -> String {
    let (event, l) = (&details.event, page.l);
    let address = format!("{}/events/{}", page.public_url, event.slug);
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": format!("urn:uuid:{}", event.uid),
        "name": event.title(l),
        "description": description(event, l),
        "startDate": timestamp(event, event.starts_at),
        "endDate": timestamp(event, event.ends_at),
        "eventStatus": status(event),
        "eventAttendanceMode": attendance(event.format),
        "location": location(event, &address, l),
        "organizer": {
            "@type": "Organization",
            "name": details.region.names.get(l),
            "url": format!("{}/regions/{}", page.public_url, details.region.slug),
        },
        "inLanguage": languages(event, l),
        "isAccessibleForFree": true,
        "url": address,
        "offers": offer(event, &address, now),
    });
    let more = more(details, page);
    if let Some(data) = data.as_object_mut() {
        data.extend(more);
    }
    data.to_string().replace('<', "\\u003c")
}

fn description(event: &Model, l: Language) -> &str {
    Some(event.summary(l)).filter(|s| !s.is_empty()).unwrap_or(event.title(l))
}

fn status(event: &Model) -> &'static str {
    match (event.cancelled_at, moved_from(event)) {
        (Some(_), _) => "https://schema.org/EventCancelled",
        (None, Some(_)) => "https://schema.org/EventRescheduled",
        (None, None) => "https://schema.org/EventScheduled",
    }
}

/// When it was to begin before it moved; none when that is the same as now.
fn moved_from(event: &Model) -> Option<DateTime<Utc>> {
    event.moved_from.filter(|before| *before != event.starts_at)
}

fn attendance(format: Format) -> &'static str {
    match format {
        Format::Online => "https://schema.org/OnlineEventAttendanceMode",
        Format::InPerson => "https://schema.org/OfflineEventAttendanceMode",
        Format::Hybrid => "https://schema.org/MixedEventAttendanceMode",
    }
}

/// Online, one goes to the page of the event: the link to join is for those who hold a seat.
fn location(event: &Model, address: &str, l: Language) -> Value {
    let online = json!({ "@type": "VirtualLocation", "url": address });
    match event.format {
        Format::Online => online,
        Format::InPerson => venue(event, l),
        Format::Hybrid => json!([venue(event, l), online]),
    }
}

fn venue(event: &Model, l: Language) -> Value {
    let mut place = Map::from_iter([("@type".to_string(), json!("Place"))]);
    match &event.venue {
        Some(venue) => {
            place.insert("name".into(), json!(venue.name));
            place.insert(
                "address".into(),
                json!({
                    "@type": "PostalAddress",
                    "streetAddress": venue.street,
                    "postalCode": venue.postcode,
                    "addressLocality": venue.city,
                    "addressCountry": "BE",
                }),
            );
            if let Some((latitude, longitude)) = venue.position() {
                let geo = json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude });
                place.insert("geo".into(), geo);
            }
        }
        None => {
            place.insert("name".into(), json!(l.say("where-later")));
            place.insert("address".into(), json!({ "@type": "PostalAddress", "addressCountry": "BE" }));
        }
    }
    Value::Object(place)
}

fn languages(event: &Model, l: Language) -> Value {
    match event.languages.0.as_slice() {
        [] => json!(l.code()),
        [only] => json!(only.code()),
        several => several.iter().map(|spoken| spoken.code()).collect(),
    }
}

/// A seat. A place in a line is none: who waits for one reads "sold out".
fn offer(event: &Model, address: &str, now: DateTime<Utc>) -> Value {
    let availability = match event.door(now) {
        Door::Open => "https://schema.org/InStock",
        Door::NotOpen => "https://schema.org/PreOrder",
        Door::WaitingList | Door::Full | Door::Closed | Door::Cancelled => "https://schema.org/SoldOut",
    };
    let mut offer = json!({
        "@type": "Offer",
        "price": 0,
        "priceCurrency": "EUR",
        "availability": availability,
        "url": address,
    });
    if let Some(opens) = event.opens_at.or(event.published_at) {
        offer["validFrom"] = json!(timestamp(event, opens));
    }
    if let Some(closes) = event.closes_at {
        offer["validThrough"] = json!(timestamp(event, closes));
    }
    offer
}

fn more(details: &Details, page: &Layout) -> Map<String, Value> {
    let mut more = Map::new();
    let event = &details.event;
    if let Some(before) = moved_from(event) {
        more.insert("previousStartDate".into(), json!(timestamp(event, before)));
    }
    if let Some(capacity) = event.capacity {
        more.insert("maximumAttendeeCapacity".into(), json!(capacity));
    }
    if !event.speakers.0.is_empty() {
        let people = event.speakers.0.iter();
        let people: Value = people.map(|s| json!({ "@type": "Person", "name": s.name })).collect();
        more.insert("performer".into(), people);
    }
    if let Some(series) = &details.series {
        let series = json!({
            "@type": "EventSeries",
            "name": series.titles.get(page.l),
            "url": format!("{}/series/{}", page.public_url, series.slug),
        });
        more.insert("superEvent".into(), series);
    }
    more
}
