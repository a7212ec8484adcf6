//! Letters as the slices would post them: invented people, one event online and one in a hall.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Brussels;
use samenkomst::language::Language;
use samenkomst::mail::{CalendarMethod, CalendarPart, Composed, Letter, LetterKind, Picture};
use serde_json::{Value, json};
use uuid::Uuid;

pub const SITE: &str = "https://samenkomst.example";

/// What the picture of a ticket is called in a letter.
pub const TICKET: &str = "ticket.1@samenkomst.example";

/// Half past one on a Thursday in winter, in Brussels.
pub fn start() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 1, 14, 12, 30, 0).unwrap()
}

/// A letter of this kind to Amina, with an id that tells its place.
pub fn letter(number: u128, kind: LetterKind, language: Language) -> Letter {
    Letter {
        batch_id: None,
        id: Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + number),
        kind,
        about_id: None,
        thread_id: None,
        recipient: "amina.peeters@example.org".into(),
        recipient_name: "Amina Peeters".into(),
        language,
        facts: json!({}),
    }
}

/// What a slice would add to a letter of this kind.
pub fn composed(kind: LetterKind, language: Language) -> Composed {
    Composed {
        context: facts(kind, language),
        sender_name: "Platform Oost-Vlaanderen via Samenkomst".into(),
        reply_to: Some("oost-vlaanderen@example.org".into()),
        picture: (!facts(kind, language)["ticket"].is_null()).then(|| Picture {
            id: TICKET.into(),
            name: "ticket.png".into(),
            png: b"\x89PNG".to_vec(),
        }),
        calendar: kind.calendar_method().map(|method| CalendarPart {
            method,
            name: "invite.ics".into(),
            ics: ics(kind, language, method),
        }),
        more: Vec::new(),
        unsubscribe: unsubscribe(kind),
        list_id: (kind == LetterKind::Digest)
            .then(|| "Agenda Hageland <hageland.agenda.samenkomst.example>".to_string()),
    }
}

fn unsubscribe(kind: LetterKind) -> Option<String> {
    let quiet = samenkomst::messages::letters::is_ours(kind).then(|| format!("{SITE}/quiet/7f3k9q/2b8x4d"));
    quiet.or((kind == LetterKind::Digest).then(|| format!("{SITE}/digests/7f3k9q/2b8x4d")))
}

/// The facts under the names that templates use.
pub fn facts(kind: LetterKind, language: Language) -> Value {
    let (agenda, privacy) = (format!("{SITE}/"), format!("{SITE}/privacy"));
    let site = json!({"url": SITE, "name": "Samenkomst", "agenda_url": agenda, "privacy_url": privacy});
    let person = json!({
        "name": "Amina Peeters", "first_name": "Amina", "email": "amina.peeters@example.org",
    });
    if kind == LetterKind::SignIn {
        return json!({
            "site": site, "language": language.code(), "language_tag": language.tag(), "person": person,
            "links": {"sign_in": format!("{SITE}/sign-in/9f3k7m2p")}, "minutes": 15, "code": "482 913",
        });
    }
    if kind == LetterKind::Welcome {
        return json!({
            "site": site, "language": language.code(), "language_tag": language.tag(), "person": person,
            "links": {"sign_in": format!("{SITE}/organise/sign-in")},
            "by": "Samira Haddad", "email": "amina.peeters@example.org", "regions": "Oost-Vlaanderen",
        });
    }
    if samenkomst::digests::letters::is_ours(kind) {
        let mut facts = digest(kind);
        facts["site"] = site;
        facts["language"] = language.code().into();
        facts["language_tag"] = language.tag().into();
        return facts;
    }
    let mut facts = json!({
        "site": site, "language": language.code(), "language_tag": language.tag(), "person": person,
        "event": event(kind, language),
        "stops": if kind == LetterKind::SeatBecameFree { stops(language) } else { json!([]) },
        "stop": match kind {
            LetterKind::StopGivenBack | LetterKind::StopDeclinedInCalendar | LetterKind::StopChosen => stop(language),
            _ => Value::Null,
        },
        "position": 3,
        "by_organiser": false,
        "missed": false,
        "frees_seat": true,
        "offer_time": null,
        "stop_is_full": false,
        "offer": {"until": language.moment(start() - TimeDelta::days(2), Brussels), "again": false},
        "ticket": if matches!(kind, LetterKind::SeatBecameFree | LetterKind::Reminder) {
            json!({"link": format!("{SITE}/tickets/4d2f/9k3m"), "picture": TICKET})
        } else { Value::Null },
        "links": {
            "registration": format!("{SITE}/registrations/7f3k9q"),
            "calendar": format!("{SITE}/calendar/mine/4d2f/7f3k9q.ics"),
            "handover": format!("{SITE}/handovers/2b8x4d"),
        },
        "team": {"name": said(language, ["Platform Oost-Vlaanderen", "Plateforme Flandre-Orientale", "Platform East Flanders"]),
            "reply_to": "oost-vlaanderen@example.org"},
        "colleague": {"name": "Joris Maes", "email": "joris.maes@example.org"},
        "changes": [{
            "what": said(language, ["Wanneer", "Quand", "When"]),
            "before": said(language, ["dinsdag 12 januari 2027", "mardi 12 janvier 2027", "Tuesday 12 January 2027"]),
            "after": language.date(start().with_timezone(&Brussels).date_naive()),
        }],
    });
    facts["moved_to"] = "n…@elders.example.org".into();
    facts["news"] = "day".into();
    facts["others"] = json!([]);
    facts["waits"] = json!(false);
    match kind {
        LetterKind::Message => facts["message"] = message(language),
        LetterKind::Reminder => facts["reminder"] = reminder(language),
        LetterKind::Thanks => facts["thanks"] = thanks(language),
        _ => return facts,
    }
    facts["links"]["quiet"] = format!("{SITE}/quiet/7f3k9q/2b8x4d").into();
    facts
}

/// A stop with a seat, in place of another.
fn stop(language: Language) -> Value {
    json!({
        "id": 2,
        "title": said(language, ["De keuken", "La cuisine", "The kitchen"]),
        "hours": language.hours(start(), start() + TimeDelta::hours(1), Brussels),
        "waited": false, "seated": true, "waits": false, "position": null,
        "left": said(language, ["De tuin", "Le jardin", "The garden"]), "takes_left": true,
    })
}

/// A digest, and the question before it.
fn digest(kind: LetterKind) -> Value {
    let event = |title: &str, slug: &str, reason: &str| {
        json!({
            "title": title, "when": "Donderdag 14 januari, 13.30 – 15.30\u{a0}uur", "short_date": "14 jan",
            "about": "Webinar, online", "seats": "18 plaatsen vrij van de 60", "reason": reason,
            "url": format!("{SITE}/events/{slug}"),
        })
    };
    let team = json!({"name": "Hageland", "reply_to": "hageland@example.org"});
    if kind == LetterKind::DigestAsked {
        return json!({
            "digest": {"region": "Hageland", "is_reader": false, "other_language": false},
            "links": {"confirm": format!("{SITE}/digests/7f3k9q/confirmation/9k3m"), "agenda": format!("{SITE}/regions/hageland")},
            "team": team,
        });
    }
    json!({
        "digest": {
            "region": "Hageland", "heading": "Hageland", "tint": "#eef0e7", "all_new": 1, "all_soon": 8, "more": 7,
            "new": [event("Intervisie: \"op huisbezoek\" & onderbescherming", "intervisie", "")],
            "soon": [event("Wie zijn wij?", "wie-zijn-wij", "")],
            "called_off": [event("Spreekuur", "spreekuur", "De spreker is ziek."), event("Wandeling", "wandeling", "")],
        },
        "links": {"agenda": format!("{SITE}/regions/hageland"), "quiet": format!("{SITE}/digests/7f3k9q/2b8x4d")},
        "team": team,
    })
}

/// What an organiser typed, with every mark that there is.
fn message(language: Language) -> Value {
    let text = match language {
        Language::Nl => {
            "Dag {naam},\n\nBreng **zeker** een lader mee. De *volledige* dag staat in [het programma](https://samenkomst.example/programma).\n\n- om negen uur koffie\n- daarna de rondleiding\n\n> Wie te laat komt, belt even aan.\n\nTot dan,\nHanne & Joris"
        }
        Language::Fr => {
            "Bonjour {nom},\n\nApporte **surtout** un chargeur. La journée *complète* est dans [le programme](https://samenkomst.example/programma).\n\n1. un café à neuf heures\n2. puis la visite\n\nÀ bientôt,\nHanne & Joris"
        }
        Language::En => {
            "Hello {name},\n\n## What to bring\n\nBring a charger, **please**. The *whole* day is in [the programme](https://samenkomst.example/programma), or mail <mailto:hanne@example.org>.\n\nSee you then,\nHanne & Joris"
        }
    };
    json!({
        "subject": said(language, ["Wat breng je mee?", "Qu’est-ce que tu apportes ?", "What to bring"]),
        "html": samenkomst::messages::marked::html(text, "Amina"),
        "text": samenkomst::messages::marked::plain(text, "Amina"),
        "words": samenkomst::messages::marked::words(text, "Amina"),
        "language_tag": language.tag(),
        "author": "Hanne Verbeke",
    })
}

fn reminder(language: Language) -> Value {
    json!({
        "day_line": said(language, ["Morgen", "Demain", "Tomorrow"]),
        "greeting": said(language, ["Tot morgen", "À demain", "See you tomorrow"]),
    })
}

fn thanks(language: Language) -> Value {
    json!({
        "again": false,
        "was_there": true,
        "recording": "https://video.example.org/safari",
        "minutes": 52,
        "certificate": format!("{SITE}/registrations/7f3k9q2b8x4d/certificate?lang=fr"),
        "materials": [{
            "title": said(language, ["De presentatie", "La présentation", "The slides"]),
            "url": "https://example.org/safari.pdf",
        }],
        "feedback": format!("{SITE}/registrations/7f3k9q2b8x4d/feedback?lang={language}"),
    })
}

fn event(kind: LetterKind, language: Language) -> Value {
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

fn stops(language: Language) -> Value {
    json!([
        {"title": said(language, ["Het onthaal", "L’accueil", "The reception"]), "practice": "Huis van het Kind",
            "hours": language.hours(start(), start() + TimeDelta::hours(1), Brussels), "waitlisted": false, "position": null},
        {"title": said(language, ["De keuken", "La cuisine", "The kitchen"]), "practice": "Soep & Co",
            "hours": language.hours(start() + TimeDelta::hours(1), start() + TimeDelta::hours(2), Brussels),
            "waitlisted": true, "position": 2},
    ])
}

fn said(language: Language, [nl, fr, en]: [&str; 3]) -> &str {
    match language {
        Language::Nl => nl,
        Language::Fr => fr,
        Language::En => en,
    }
}

/// A calendar object as the calendar slice would write it.
fn ics(kind: LetterKind, language: Language, method: CalendarMethod) -> String {
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
