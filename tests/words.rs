//! Every sentence exists in every language, and every sentence that is asked for exists.

mod setting;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use samenkomst::mail::LetterKind;

/// The files below `folder` whose name ends in one of `endings`.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the project").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|e| path.extension().is_some_and(|x| x == *e)) {
                found.push(path);
            }
        }
    }
    found
}

fn keys(language: &str) -> BTreeSet<String> {
    let files = files(&format!("locales/{language}"), &["ftl"]);
    let texts = files.iter().map(|f| fs::read_to_string(f).expect("a text"));
    let mut keys = BTreeSet::new();
    for text in texts {
        for line in text.lines().filter(|l| !l.starts_with([' ', '#', '}', '\t'])) {
            if let Some((key, _)) = line.split_once('=') {
                let key = key.trim().to_string();
                assert!(keys.insert(key.clone()), "{language} says {key} twice");
            }
        }
    }
    keys
}

/// The keys that stand literally in a call: `say("key")`, `count("key", …)`, `fill(…)`, `with(…)`, and those that say what
/// the API expects. A statement of SQL is said as well, and is no key.
fn asked_for(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for call in [".say(", ".try_say(", ".count(", ".fill(", ".with(", "expecting =", "::read(from,"] {
        for (at, _) in text.match_indices(call) {
            let argument = text[at + call.len()..].trim_start();
            if let Some((key, _)) = argument.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                keys.extend(Some(key.to_string()).filter(|key| !key.contains(' ')));
            }
        }
    }
    keys
}

#[test]
fn the_three_languages_say_the_same_things() {
    let nl = keys("nl");
    assert!(nl.len() > 100, "the texts are there");
    for language in ["fr", "en"] {
        let other = keys(language);
        assert_eq!(nl.difference(&other).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in {language}");
        assert_eq!(other.difference(&nl).collect::<Vec<_>>(), Vec::<&String>::new(), "only in {language}");
    }
}

#[test]
fn every_sentence_that_is_asked_for_exists() {
    let known = keys("nl");
    let mut asked = BTreeSet::new();
    for file in files("src", &["rs"]).into_iter().chain(files("templates", &["html"])) {
        asked.extend(asked_for(&fs::read_to_string(file).expect("a text")));
    }
    assert!(asked.len() > 100, "the calls are found");
    assert_eq!(asked.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// Letters to those who organise or read a digest are about no registration; the lists of trouble hold the others.
#[test]
fn every_letter_that_may_not_arrive_has_a_name() {
    let kinds = LetterKind::ALL.into_iter();
    let others = [LetterKind::SeatOffered, LetterKind::RegistrationMoved];
    let kinds = kinds.filter(|kind| kind.is_for_the_holder() || others.contains(kind));
    let named: BTreeSet<String> = kinds.map(|kind| format!("letter-kind-{}", kind.folder())).collect();
    for language in ["nl", "fr", "en"] {
        let known = keys(language);
        assert_eq!(named.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in {language}");
    }
}
