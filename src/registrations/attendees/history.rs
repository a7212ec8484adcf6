//! What happened with a registration: by the person, by the clock, and by organisers, oldest first.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use super::words::short_moment;
use crate::database::Database;
use crate::error::Result;
use crate::events::Details;
use crate::language::Language;
use crate::mail::outbox::State;
use crate::mail::{LetterKind, letter};
use crate::organisers::audit::{self, Act};
use crate::registrations::registration;
use crate::registrations::self_service::{calendar_reply, handover};

/// Something that happened.
pub struct Moment {
    pub at: String,
    pub text: String,
    /// Why, in the organiser's words.
    pub reason: String,
}

/// A letter, and what became of it.
pub struct LetterLine {
    pub at: String,
    pub what: String,
    pub tag: &'static str,
    pub state: String,
    /// What the mail server said, and what to do.
    pub trouble: Option<(String, String)>,
}

/// What happened, oldest first.
pub async fn history(
    db: &Database,
    person: &registration::Model,
    details: &Details,
    l: Language,
) -> Result<Vec<Moment>> {
    let mut moments: Vec<(DateTime<Utc>, String, String)> = Vec::new();
    let entries = audit::Entity::find()
        .filter(audit::Column::RegistrationId.eq(person.id))
        .order_by_asc(audit::Column::Id)
        .all(db.read())
        .await?;
    let noted = |act: Act| entries.iter().any(|e| e.act == act);
    let plain = |key: &str| l.say(key);
    if !entries.iter().any(|e| e.act == Act::RegistrationAdded && e.at == person.registered_at) {
        moments.push((person.registered_at, plain("history-registered"), String::new()));
    }
    if let Some(at) = person.cancelled_at.filter(|_| !noted(Act::RegistrationCancelled)) {
        moments.push((at, plain("history-cancelled"), String::new()));
    }
    if let Some(at) = person.checked_in_at.filter(|_| !noted(Act::CheckedIn)) {
        moments.push((at, plain("history-present"), String::new()));
    }
    let offers = handover::Entity::find()
        .filter(handover::Column::RegistrationId.eq(person.id))
        .order_by_asc(handover::Column::OfferedAt);
    for offer in offers.all(db.read()).await? {
        let about = |key: &str| l.fill(key, [("name", &offer.name)]);
        moments.push((offer.offered_at, about("history-offered"), String::new()));
        moments.extend(offer.accepted_at.map(|at| (at, about("history-handed-over"), String::new())));
        moments.extend(offer.declined_at.map(|at| (at, about("history-declined"), String::new())));
        moments.extend(offer.withdrawn_at.map(|at| (at, about("history-withdrawn"), String::new())));
    }
    moments.extend(told_by_letters(db, person, details, l).await?);
    for reply in calendar_reply::of(db, person).await? {
        let text = l.say(&format!("history-calendar-{}", reply.answer));
        moments.push((reply.received_at, text, stop_title(details, &json!(reply.uid), l)));
    }
    moments.extend(entries.iter().map(|entry| (entry.at, deed(entry, l), reason(entry))));
    moments.sort_by_key(|(at, ..)| *at);
    let zone = details.event.zone();
    let moment = |(at, text, reason)| Moment { at: short_moment(l, at, zone), text, reason };
    Ok(moments.into_iter().map(moment).collect())
}

/// What only letters tell of: seats that were offered, answers that did not come, stops that the person chose or gave
/// back themselves, and that they moved to another address.
async fn told_by_letters(
    db: &Database,
    person: &registration::Model,
    details: &Details,
    l: Language,
) -> Result<Vec<(DateTime<Utc>, String, String)>> {
    let told = letter::Entity::find()
        .filter(letter::Column::AboutId.eq(person.id))
        .filter(letter::Column::Kind.is_in([
            LetterKind::SeatToTake,
            LetterKind::OfferRanOut,
            LetterKind::StopGivenBack,
            LetterKind::StopChosen,
            LetterKind::RegistrationMoved,
        ]))
        .order_by_asc(letter::Column::PostedAt)
        .order_by_asc(letter::Column::Id);
    let mut told = told.all(db.read()).await?;
    // What an organiser did, the trail tells.
    told.retain(|letter| letter.facts["by_organiser"] != true);
    // A letter that was sent again tells nothing new.
    let facts = ["until", "stop", "moved_to"];
    let same = |a: &letter::Model, b: &letter::Model| facts.iter().all(|fact| a.facts[*fact] == b.facts[*fact]);
    told.dedup_by(|later, sooner| later.kind == sooner.kind && same(later, sooner));
    let moments = |letter: letter::Model| {
        let key = match letter.kind {
            LetterKind::OfferRanOut => "history-offer-ran-out",
            LetterKind::StopGivenBack => "history-stop-given-back",
            LetterKind::StopChosen => "history-stop-chosen",
            LetterKind::RegistrationMoved => "history-address-changed",
            _ => "history-seat-to-take",
        };
        let moment = |key: &str, stop: &Value| (letter.posted_at, l.say(key), stop_title(details, stop, l));
        let swapped = Some(&letter.facts["left"]).filter(|stop| stop.is_string());
        let given_back = swapped.map(|stop| moment("history-stop-given-back", stop));
        [Some(moment(key, &letter.facts["stop"])), given_back]
    };
    Ok(told.into_iter().flat_map(moments).flatten().collect())
}

/// The title of the stop with this UID; empty when it is about no stop.
fn stop_title(details: &Details, uid: &Value, l: Language) -> String {
    let stop = details.stops.iter().find(|stop| *uid == json!(stop.uid));
    stop.map(|stop| stop.titles.get(l).to_string()).unwrap_or_default()
}

/// "Hanne Verbeke gaf een plek, boven op wat er was"
fn deed(entry: &audit::Model, l: Language) -> String {
    let who = if entry.organiser_name.is_empty() { l.say("history-program") } else { entry.organiser_name.clone() };
    let code = match entry.act {
        Act::RegistrationAdded => "added",
        Act::RegistrationChanged => "changed",
        Act::RegistrationConfirmed if entry.facts["over_capacity"] == true => "seated-over",
        Act::RegistrationConfirmed => "seated",
        Act::RegistrationWaitlisted => "waits",
        Act::RegistrationMoved => "moved",
        Act::RegistrationCancelled => "left",
        Act::RegistrationForgotten => "forgotten",
        Act::StopChosen if entry.facts["stop_given_back"].is_string() => "stop-swapped",
        Act::StopChosen => "stop-chosen",
        Act::StopLeft => "stop-left",
        Act::LetterResent => "resent",
        Act::CheckedIn if entry.facts["stop"].is_string() => "checked-in-stop",
        Act::CheckedIn => "checked-in",
        Act::CheckInUndone if entry.facts["stop"].is_string() => "check-in-undone-stop",
        Act::CheckInUndone => "check-in-undone",
        Act::ListImported => "imported",
        _ => "other",
    };
    let place = |side: &str| entry.facts[side].as_i64().unwrap_or(1).to_string();
    let stop = |which: &str| entry.facts[which].as_str().unwrap_or_default().to_string();
    l.fill(
        &format!("history-by-{code}"),
        [
            ("who", &who),
            ("from", &place("from")),
            ("to", &place("to")),
            ("stop", &stop("stop")),
            ("other", &stop("stop_given_back")),
        ],
    )
}

fn reason(entry: &audit::Model) -> String {
    entry.facts["reason"].as_str().unwrap_or_default().to_string()
}

/// The letters about the registration, newest first.
pub async fn letters(
    db: &Database,
    person: &registration::Model,
    details: &Details,
    l: Language,
) -> Result<Vec<LetterLine>> {
    let found = letter::Entity::find()
        .filter(letter::Column::AboutId.eq(person.id))
        .order_by_desc(letter::Column::PostedAt)
        .order_by_desc(letter::Column::Id)
        .all(db.read())
        .await?;
    let zone = details.event.zone();
    let line = |letter: letter::Model| {
        let said = letter.last_error.clone().unwrap_or_default();
        let (tag, key, what_to_do) = match State::of(&letter) {
            State::Failed => ("tag tag-stop", "letter-state-failed", Some("letter-do-failed")),
            State::Superseded => ("tag", "letter-state-superseded", None),
            State::Sent => ("tag tag-ok", "letter-state-sent", None),
            State::Trying => ("tag tag-seat", "letter-state-trying", Some("letter-do-trying")),
            State::Waiting => ("tag tag-line", "letter-state-waiting", None),
        };
        LetterLine {
            at: short_moment(l, letter.sent_at.or(letter.failed_at).unwrap_or(letter.posted_at), zone),
            what: kind_words(letter.kind, l),
            tag,
            state: l.say(key),
            trouble: what_to_do.map(|key| (said, l.say(key))),
        }
    };
    Ok(found.into_iter().map(line).collect())
}

fn kind_words(kind: LetterKind, l: Language) -> String {
    let key = format!("letter-about-{}", kind.folder().replace('_', "-"));
    l.try_say(&key).unwrap_or_else(|| l.say("letter-about-other"))
}
