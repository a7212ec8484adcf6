//! What messages, reminders, thanks and digests say beside the facts about an event.

use samenkomst::language::Language;
use samenkomst::mail::LetterKind;
use serde_json::{Value, json};

use super::{SITE, said};

/// What an organiser typed, with every mark that there is.
pub(super) fn message(language: Language) -> Value {
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

pub(super) fn reminder(language: Language) -> Value {
    json!({
        "day_line": said(language, ["Morgen", "Demain", "Tomorrow"]),
        "greeting": said(language, ["Tot morgen", "À demain", "See you tomorrow"]),
    })
}

pub(super) fn thanks(language: Language) -> Value {
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

/// A digest, and the question before it.
pub(super) fn digest(kind: LetterKind) -> Value {
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
