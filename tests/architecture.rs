//! The house as its plan says: who may import whom, files that one can read, and nothing left behind.

use std::fs;
use std::path::{Path, PathBuf};

/// From the roof to the ground. A slice imports only what stands below it; mail stands below every slice.
const SLICES: [&str; 15] = [
    "worker",
    "planning",
    "figures",
    "incoming",
    "digests",
    "messages",
    "exports",
    "api",
    "calendar",
    "feedback",
    "registrations",
    "events",
    "organisers",
    "regions",
    "mail",
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn a_slice_imports_only_what_stands_below_it() {
    let mut wrong = Vec::new();
    for file in rust_files(&source()) {
        let inside = file.strip_prefix(source()).expect("a file of src").display().to_string();
        let name = inside.split(['/', '.']).next().unwrap_or_default();
        let level = SLICES.iter().position(|s| *s == name);
        let is_ground = level.is_none() && !["lib", "main", "commands", "demo", "operating", "about"].contains(&name);
        let text = fs::read_to_string(&file).expect("a text");
        for (above, slice) in SLICES.iter().enumerate() {
            let forbidden = is_ground || level.is_some_and(|level| above < level);
            if forbidden && names(&text, slice) {
                wrong.push(format!("{inside} imports {slice}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether a text imports a slice, or something of it.
fn names(text: &str, slice: &str) -> bool {
    let path = format!("crate::{slice}");
    text.split(&path).skip(1).any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Rocket's own guard forgets what was typed as soon as it is read.
#[test]
fn every_form_is_read_so_that_what_was_typed_can_come_back() {
    let mut wrong = Vec::new();
    for file in rust_files(&source()) {
        let inside = file.strip_prefix(source()).expect("a file of src").display().to_string();
        let text = fs::read_to_string(&file).expect("a text");
        let is_forgetful = text.contains("rocket::form::Form;") || text.contains("rocket::form::{Form,");
        if is_forgetful && !inside.starts_with("unsent") {
            wrong.push(inside);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_unfinished_is_left_behind() {
    let marks = ["todo!(", "unimplemented!(", "TODO", "FIXME", "dbg!(", ".unwrap()", "#[allow"];
    let mut left = Vec::new();
    for file in rust_files(&source()) {
        let text = fs::read_to_string(&file).expect("a text");
        for (number, line) in text.lines().enumerate() {
            if let Some(mark) = marks.iter().find(|m| line.contains(**m)) {
                left.push(format!("{}:{} {mark}", file.display(), number + 1));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}
