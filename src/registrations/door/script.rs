//! What the script of the door says. It stands on the page in its language, so that the script holds no words.

use crate::language::Language;

/// Each sentence, and the name under which the script finds it.
pub fn sentences(l: Language) -> Vec<(&'static str, String)> {
    let blanks = [("name", "%1"), ("n", "%1"), ("stop", "%1"), ("stops", "%1"), ("time", "%2"), ("day", "%3")];
    SENTENCES.iter().map(|(name, key)| (*name, l.fill(key, blanks))).collect()
}

/// What the script says, by the name under which it finds the words. It puts a name, a number or stops in for `%1`, a
/// time for `%2`, and a day for `%3`.
const SENTENCES: [(&str, &str); 32] = [
    ("in", "door-in"),
    ("undo", "door-undo"),
    ("anyway", "door-anyway"),
    ("since", "door-since"),
    ("since-day", "door-since-day"),
    ("unsent", "door-unsent"),
    ("unsent-in", "door-unsent-in"),
    ("waiting", "door-waiting"),
    ("cancelled", "door-cancelled"),
    ("missing", "door-missing"),
    ("chose", "door-chose"),
    ("chose-none", "door-chose-none"),
    ("stop-in", "door-stop-in"),
    ("stop-waits", "door-stop-waits"),
    ("waits-here", "door-waits-here"),
    ("nobody", "door-nobody"),
    ("empty", "door-empty"),
    ("more", "door-more"),
    ("no-camera", "door-no-camera"),
    ("signed-out", "door-signed-out"),
    ("not-allowed", "door-not-allowed"),
    ("gone", "door-gone"),
    ("said-in", "door-said-in"),
    ("said-already", "door-said-already"),
    ("said-already-day", "door-said-already-day"),
    ("said-unsent", "door-said-unsent"),
    ("said-waiting", "door-said-waiting"),
    ("said-cancelled", "door-said-cancelled"),
    ("said-waits-here", "door-said-waits-here"),
    ("said-other-stop", "door-said-other-stop"),
    ("said-forged", "door-said-forged"),
    ("said-later", "door-said-later"),
];
