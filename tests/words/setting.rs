//! Every sentence is set as its language sets it: apostrophes, spaces, numbers, and how one is spoken to.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Brussels;
use samenkomst::language::{Language, first_name, spaced};

use super::files;

/// A line of `locales/` or of a letter: its language, its key (none for a line that goes on) and its words, without what
/// stands between braces.
struct Line {
    file: PathBuf,
    language: String,
    key: String,
    words: String,
}

fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for file in files("locales", &["ftl"]).into_iter().chain(files("email-templates", &["toml"])) {
        let text = fs::read_to_string(&file).expect("a text");
        let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str()).expect("a folder");
        let mut language = folder.to_string();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(table) = line.strip_prefix('[') {
                language = table.trim_end_matches(']').to_string();
                continue;
            }
            let (key, words) = match line.split_once('=') {
                Some((key, words)) if !line.starts_with([' ', '}']) => (key.trim(), words.trim()),
                _ => ("", line.trim()),
            };
            let is_quoted = file.extension().is_some_and(|x| x == "toml");
            let words = if is_quoted { words.trim_matches('"') } else { words };
            lines.push(Line { file: file.clone(), language: language.clone(), key: key.into(), words: bare(words) });
        }
    }
    lines
}

fn bare(words: &str) -> String {
    let (first, rest) = words.split_once('{').unwrap_or((words, ""));
    let after = rest.split('{').filter_map(|part| part.rsplit_once('}')).map(|(_, after)| after);
    std::iter::once(first).chain(after).collect::<Vec<_>>().join("x")
}

/// The lines of which `is_wrong` says so, as they stand.
fn faulty(is_wrong: impl Fn(&Line) -> bool) -> Vec<String> {
    let lines = lines();
    assert!(lines.len() > 1000, "the texts are there");
    let wrong = lines.iter().filter(|line| is_wrong(line));
    wrong.map(|line| format!("{} {}: {}", line.file.display(), line.key, line.words)).collect()
}

#[test]
fn every_apostrophe_is_a_curly_one() {
    assert_eq!(faulty(|line| line.words.contains('\'')), Vec::<String>::new());
}

#[test]
fn no_french_line_breaks_before_a_mark() {
    // As programs write them.
    let codes = ["https:", "http:", "mailto:", "Authorization:", "\"name\":", "12:"];
    let is_wrong = |line: &Line| {
        let words = codes.iter().fold(line.words.clone(), |words, code| words.replace(code, ""));
        let words = spaced(&words);
        let is_held = |at: usize| words[..at].ends_with(['\u{a0}', '\u{202f}']);
        let is_clock = |at: usize| words[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        let closing =
            words.match_indices([':', ';', '?', '!', '»', '%']).any(|(at, _)| at > 0 && !is_held(at) && !is_clock(at));
        closing || words.match_indices('«').any(|(at, mark)| !words[at + mark.len()..].starts_with('\u{202f}'))
    };
    assert_eq!(faulty(|line| line.language == "fr" && is_wrong(line)), Vec::<String>::new());
}

#[test]
fn no_french_line_breaks_within_a_number() {
    let is_digit = |letter: u8| letter.is_ascii_digit();
    let breaks = |w: &[u8]| is_digit(w[0]) && w[1] == b' ' && is_digit(w[2]);
    assert_eq!(
        faulty(|line| line.language == "fr" && line.words.as_bytes().windows(3).any(breaks)),
        Vec::<String>::new()
    );
}

#[test]
fn whoever_reads_french_is_tu() {
    // What people say of themselves to a team.
    let to_a_team = "form-consent";
    let is_formal = |word: &str| {
        let is_verb = word.ends_with("ez") && !["chez", "assez"].contains(&word);
        is_verb || ["vous", "votre"].contains(&word)
    };
    let is_wrong = |line: &Line| {
        let words = line.words.to_lowercase();
        words.split(|c: char| !c.is_alphabetic()).any(is_formal) && line.key != to_a_team
    };
    assert_eq!(faulty(|line| line.language == "fr" && is_wrong(line)), Vec::<String>::new());
}

#[test]
fn a_letter_speaks_of_no_button_since_its_plain_part_has_none() {
    let is_letter = |line: &Line| line.file.ends_with("words.toml");
    let says_so =
        |line: &Line| ["knop", "bouton", "button"].iter().any(|word| line.words.to_lowercase().contains(word));
    assert_eq!(faulty(|line| is_letter(line) && says_so(line)), Vec::<String>::new());
}

#[test]
fn an_hour_that_comes_twice_says_which_of_both_it_is() {
    let at = |utc: &str| utc.parse::<DateTime<Utc>>().expect("a moment");
    let hours = |from: &str, until: &str| Language::ALL.map(|l| l.hours(at(from), at(until), Brussels));
    assert_eq!(
        hours("2027-10-31T00:15:00Z", "2027-10-31T01:15:00Z"),
        [
            "2.15 (zomertijd) – 2.15\u{a0}uur (wintertijd)",
            "2\u{a0}h\u{a0}15 (heure d’été) – 2\u{a0}h\u{a0}15 (heure d’hiver)",
            "2.15\u{a0}am (summer time) – 2.15\u{a0}am (winter time)",
        ]
    );
    assert_eq!(hours("2027-10-30T23:59:00Z", "2027-10-31T02:00:00Z")[0], "1.59 – 3.00\u{a0}uur");
    let said = Language::Nl.moment(at("2027-10-31T01:00:00Z"), Brussels);
    assert_eq!(said, "zondag 31 oktober, 2\u{a0}uur (wintertijd)");
}

#[test]
fn french_spaces_are_set_in_our_sentences_and_not_in_what_others_typed() {
    assert_eq!(spaced("À 7 h 30 : « oui » ! 5 %"), "À 7\u{a0}h\u{a0}30\u{a0}: «\u{202f}oui\u{202f}»\u{202f}! 5\u{a0}%");
    assert_eq!(spaced("3 hommes {% if a != b %}?"), "3 hommes {% if a != b %}?");
    let said = Language::Fr.fill("audience-words", [("words", "un : deux")]);
    assert_eq!(said, "Seulement les personnes qui correspondent à «\u{202f}un : deux\u{202f}».");
    assert_eq!(Language::Fr.labelled("Chiffres", "a : b"), "Chiffres\u{a0}: a : b");
    assert_eq!(Language::Nl.labelled("Cijfers", "a"), "Cijfers: a");
}

#[test]
fn one_is_one_in_every_language() {
    let said = |key: &str, numbers: [(&'static str, i64); 3]| {
        Language::ALL.map(|l| l.with(key, numbers.map(|(name, n)| (name, n.into()))))
    };
    assert_eq!(
        said("figure-seats-words", [("n", 1), ("of", 2), ("waiting", 1)]),
        [
            "1 van de 2 stoelen, 1 persoon wacht.",
            "1 chaise sur 2, 1 personne attend.",
            "1 of 2 chairs, 1 person is waiting."
        ]
    );
    assert_eq!(
        said("hall-words", [("taken", 1), ("capacity", 2), ("left", 1)]),
        [
            "1 van de 2 plaatsen is ingenomen. Er is nog 1 plaats vrij.",
            "1 place sur 2 est prise. Il reste 1 place libre.",
            "1 of the 2 seats is taken. There is 1 seat left.",
        ]
    );
    assert_eq!(
        said("plan-hall", [("n", 2), ("left", 1), ("", 0)])[1],
        "2 places, 1 libre. Voici ce que voient les visiteurs."
    );
    assert_eq!(
        said("figures-taken-of", [("n", 1), ("of", 3), ("", 0)]),
        ["1 van de 3 plaatsen is bezet.", "1 place prise sur 3.", "1 of 3 seats is taken."]
    );
    let imported = Language::ALL.map(|l| {
        l.with("import-done", [("seats", 0.into()), ("waits", 1.into()), ("there", 1.into()), ("unfit", 1.into())])
    });
    assert_eq!(
        imported,
        [
            "Niemand kreeg een plek, 1 op de wachtlijst, 1 was er al, 1 niet ingebracht.",
            "Personne n’a reçu de place, 1 sur la liste d’attente, 1 était déjà là, 1 non importée.",
            "Nobody got a seat, 1 on the waiting list, 1 was there already, 1 not imported.",
        ]
    );
    assert_eq!(
        Language::ALL.map(|l| l.count("hall-full-words", 1)),
        ["De enige plaats is ingenomen.", "La seule place est prise.", "The only seat is taken.",]
    );
    assert_eq!([1, 2].map(|n| Language::Fr.count("attendees-chosen", n)), ["choisie", "choisies"]);
}

#[test]
fn no_french_zero_reads_as_one() {
    let none = ["agenda-found", "figures-count", "figures-who-wait", "ring-regions", "plan-told"];
    assert_eq!(
        none.map(|key| Language::Fr.count(key, 0)),
        ["0 rencontre", "0 rencontre", "0 personne attend.", "Aucune région", "0 personnes seront prévenues."]
    );
    assert_eq!(Language::Fr.count("plan-told", 1), "Une personne sera prévenue.");
}

#[test]
fn a_landscape_has_its_article_within_a_sentence() {
    let said = |region: &str| Language::Nl.fill("empty-region", [("region", region)]);
    assert_eq!(["Hageland", "Leuven"].map(said), ["Niets in het Hageland. Nog niet.", "Niets in Leuven. Nog niet."]);
}

#[test]
fn whoever_writes_the_surname_first_is_greeted_by_the_first_name() {
    let names =
        ["Amina El Idrissi", "Peeters, Jan", "Van den Broeck, An-Sofie Maria", "Fatma", "(Bob) Maes", "Peeters,"];
    assert_eq!(names.map(first_name), ["Amina", "Jan", "An-Sofie", "Fatma", "Bob", "Peeters"]);
    let more = ["An Maes, OCMW Gent", "Jan Peeters, PhD", "El Idrissi, Amina", "Vanden Broeck, An", "’t Jonck, Els"];
    assert_eq!(more.map(first_name), ["An", "Jan", "Amina", "An", "Els"]);
    assert_eq!([first_name(""), first_name(" , ")], ["", " , "]);
}

#[test]
fn thousands_are_set_as_each_language_sets_them() {
    assert_eq!(Language::ALL.map(|l| l.number(4812)), ["4.812", "4\u{202f}812", "4,812"]);
    assert_eq!([0, 999, 1_000_000, -1440].map(|n| Language::Nl.number(n)), ["0", "999", "1.000.000", "-1.440"]);
    assert_eq!(
        Language::ALL.map(|l| l.count("desk-people", 1728)),
        ["1.728 mensen", "1\u{202f}728 personnes", "1,728 people"]
    );
}
