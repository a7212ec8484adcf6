//! Letters as the slices would post them: invented people, one event online and one in a hall.

mod mailings;
mod safari;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Brussels;
use samenkomst::language::Language;
use samenkomst::mail::{CalendarPart, Composed, Letter, LetterKind, Picture};
use serde_json::{Value, json};
use uuid::Uuid;

use mailings::{digest, message, reminder, thanks};
use safari::{event, ics, stop, stops};

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

fn said(language: Language, [nl, fr, en]: [&str; 3]) -> &str {
    match language {
        Language::Nl => nl,
        Language::Fr => fr,
        Language::En => en,
    }
}
