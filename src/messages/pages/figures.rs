//! How letters fared, in words.

use crate::language::Language;
use crate::mail::Tally;

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
