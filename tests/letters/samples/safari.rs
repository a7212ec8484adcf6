//! The event that the samples are about, its stops, and its entry for a calendar.

use chrono::TimeDelta;
use chrono_tz::Europe::Brussels;
use samenkomst::language::Language;
use samenkomst::mail::{CalendarMethod, LetterKind};
use serde_json::{Value, json};

use super::{SITE, said, start};

pub(super) fn event(kind: LetterKind, language: Language) -> Value {
    let in_hall = matches!(kind, LetterKind::SeatBecameFree | LetterKind::EventCancelled);
    let local = start().with_timezone(&Brussels);
    let date = local.date_naive();
    let short = format!("{} {} {}", language.short_weekday(date), language.day_number(date), language.month(date));
    json!({
        "title": title(language),
        "kind": said(language, ["Praktijksafari", "Safari de terrain", "Practice safari"]),
        "region": said(language, ["Oost-Vlaanderen", "Flandre-Orientale", "East Flanders"]),
        "date": language.date(date),
        "date_line": language.date_line(date),
        "short_date": short,
        "hours": language.hours(start(), start() + TimeDelta::hours(2), Brussels),
        "start_time": language.clock(local.time()),
        "zone_note": "",
        "where": if in_hall { "Huis van het Kind, Stationsstraat 12, 1500 Halle" } else { said(language, ["Online", "En ligne", "Online"]) },
        "is_online": !in_hall,
        "is_in_person": in_hall,
        "join_url": if in_hall { Value::Null } else { json!("https://meet.example.org/j/safari-14") },
        "summary": "",
        "accessibility": if in_hall {
            said(language, ["De zaal is gelijkvloers.", "La salle est de plain-pied.", "The hall is on the ground floor."])
        } else { "" },
        "url": format!("{SITE}/events/praktijksafari"),
        "tint": "#eaf0eb",
        "tint_dark": "#252d2f",
        "cancellation_reason": if kind == LetterKind::EventCancelled {
            said(language, ["De spreker is ziek.", "L’oratrice est malade.", "The speaker is ill."])
        } else { "" },
    })
}

fn title(language: Language) -> &'static str {
    match language {
        Language::Nl => "Praktijksafari: \"op huisbezoek\" & onderbescherming",
        Language::Fr => "Safari de terrain : « à domicile » & non-recours",
        Language::En => "Practice safari: \"home visits\" & under-protection",
    }
}

pub(super) fn stops(language: Language) -> Value {
    json!([
        {"title": said(language, ["Het onthaal", "L’accueil", "The reception"]), "practice": "Huis van het Kind",
            "hours": language.hours(start(), start() + TimeDelta::hours(1), Brussels), "waitlisted": false, "position": null},
        {"title": said(language, ["De keuken", "La cuisine", "The kitchen"]), "practice": "Soep & Co",
            "hours": language.hours(start() + TimeDelta::hours(1), start() + TimeDelta::hours(2), Brussels),
            "waitlisted": true, "position": 2},
    ])
}

/// A stop with a seat, in place of another.
pub(super) fn stop(language: Language) -> Value {
    json!({
        "id": 2,
        "title": said(language, ["De keuken", "La cuisine", "The kitchen"]),
        "hours": language.hours(start(), start() + TimeDelta::hours(1), Brussels),
        "waited": false, "seated": true, "waits": false, "position": null,
        "left": said(language, ["De tuin", "Le jardin", "The garden"]), "takes_left": true,
    })
}

/// A calendar object as the calendar slice would write it.
pub(super) fn ics(kind: LetterKind, language: Language, method: CalendarMethod) -> String {
    let (status, sequence) = match (kind, method) {
        (_, CalendarMethod::Cancel) => ("CANCELLED", 2),
        (LetterKind::EventChanged, _) => ("CONFIRMED", 1),
        _ => ("CONFIRMED", 0),
    };
    let title = title(language);
    let method = method.name();
    let lines = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Samenkomst//Samenkomst 0.1//NL\nCALSCALE:GREGORIAN\nMETHOD:{method}\n\
        BEGIN:VTIMEZONE\nTZID:Europe/Brussels\n\
        BEGIN:DAYLIGHT\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nDTSTART:19700329T020000\n\
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n\
        BEGIN:STANDARD\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nDTSTART:19701025T030000\n\
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n\
        BEGIN:VEVENT\nUID:praktijksafari-1@samenkomst.example\nDTSTAMP:20261121T090000Z\nLAST-MODIFIED:20261121T090000Z\nSEQUENCE:{sequence}\n\
        DTSTART;TZID=Europe/Brussels:20270114T133000\nDTEND;TZID=Europe/Brussels:20270114T153000\n\
        SUMMARY:{title}\nSTATUS:{status}\nTRANSP:OPAQUE\nURL:{SITE}/events/praktijksafari\n\
        ORGANIZER;CN=Platform Oost-Vlaanderen:mailto:oost-vlaanderen@example.org\n\
        ATTENDEE;CN=Amina Peeters;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=\n ACCEPTED;RSVP=TRUE:mailto:amina.peeters@example.org\n\
        END:VEVENT\nEND:VCALENDAR\n"
    );
    lines.replace('\n', "\r\n")
}
