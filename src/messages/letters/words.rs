//! What messages, reminders and thanks say beside the facts about the registration.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::config::Config;
use crate::events::event;
use crate::language::{Language, capitalised};
use crate::messages::thanking::Brings;
use crate::messages::{marked, message};
use crate::registrations::letters::Matter;
use crate::registrations::{certificates, looking_back};

/// What an organiser wrote, to a reader of this first name.
pub(super) fn message_words(message: &message::Model, author: &str, name: &str, l: Language) -> Value {
    let body = message.body(l);
    json!({
        "subject": marked::named(message.subject(l), name),
        "html": marked::html(body, name),
        "text": marked::plain(body, name),
        "words": marked::words(body, name),
        "language_tag": message.language_for(l).tag(),
        "author": author,
    })
}

/// On which day it is, as one says it when the letter leaves.
pub(super) fn reminder_words(event: &event::Model, l: Language, now: DateTime<Utc>) -> Value {
    let day = event.first_day();
    let days = (day - event.day_of(now)).num_days();
    let (day_line, greeting) = match days {
        0 => (l.say("reminder-today"), l.say("reminder-see-you-today")),
        1 => (l.say("reminder-tomorrow"), l.say("reminder-see-you-tomorrow")),
        _ => (capitalised(&l.day(day)), l.say("reminder-see-you-soon")),
    };
    json!({ "day_line": day_line, "greeting": greeting })
}

/// The first thanks tell of it, to whoever has one by then. Whose name cannot be printed reads there that it is to be put
/// right.
pub(super) fn tells_of_certificate(brings: Brings, matter: &Matter, now: DateTime<Utc>) -> bool {
    !brings.again && certificates::Standing::of(&matter.details.event, &matter.registration, now).is_earned()
}

/// What the letter brings, with the way to each of it.
pub(super) fn thanks_words(matter: &Matter, brings: Brings, l: Language, config: &Config, now: DateTime<Utc>) -> Value {
    let token = matter.registration.token(&config.secret);
    let own = |page: &str| format!("{}/registrations/{token}/{page}?lang={l}", config.public_url);
    let certificate = tells_of_certificate(brings, matter, now).then(|| own("certificate"));
    let event = &matter.details.event;
    let recording = event.recording_url.clone().filter(|_| brings.recording);
    let material = |m: &event::Material| json!({ "title": m.title.get(l), "url": m.url });
    let materials = event.materials.0.iter().filter(|_| brings.materials);
    json!({
        "again": brings.again,
        // If the door was not watched, nobody knows.
        "was_there": looking_back::was_seen(event, &matter.registration),
        "recording": recording.unwrap_or_default(),
        "minutes": event.recording_minutes.unwrap_or_default(),
        "certificate": certificate.unwrap_or_default(),
        "materials": materials.map(material).collect::<Vec<_>>(),
        // Where to say how it was, for as long as that is asked.
        "feedback": if brings.question { own("feedback") } else { String::new() },
    })
}
