//! How letters fared, in words.

use chrono_tz::Tz;

use crate::language::Language;
use crate::mail::Tally;
use crate::messages::Trouble;

/// "62 verstuurd, 3 wachten, 1 kwam niet aan"
pub fn figures(tally: Tally, l: Language) -> String {
    let part = |key: &str, n: i64| (n > 0).then(|| l.count(key, n));
    let parts = [
        part("delivery-sent", tally.sent),
        part("delivery-waiting", tally.waiting),
        part("delivery-failed", tally.failed),
        part("delivery-superseded", tally.superseded),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { l.say("delivery-none") } else { parts.join(", ") }
}

/// A letter that did not arrive, as the pages show it.
pub struct TroubleRow {
    pub id: String,
    pub registration: String,
    pub name: String,
    pub address: String,
    pub letter: String,
    pub since: String,
    pub reason: String,
    pub advice: String,
    pub noted: String,
}

impl TroubleRow {
    pub fn all(troubles: Vec<Trouble>, l: Language, zone: Tz) -> Vec<TroubleRow> {
        let row = |trouble: Trouble| TroubleRow {
            id: trouble.letter.to_string(),
            registration: trouble.registration.to_string(),
            letter: l.say(&format!("letter-kind-{}", trouble.kind.folder())),
            since: l.moment(trouble.since, zone),
            reason: trouble.reason.words(l),
            advice: trouble.reason.advice(l),
            name: trouble.name,
            address: trouble.address,
            noted: trouble.noted,
        };
        troubles.into_iter().map(row).collect()
    }
}
