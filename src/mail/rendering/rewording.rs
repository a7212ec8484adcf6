//! The folder of an operator who rewords letters. A file there takes the place of ours of the same name; one that takes
//! nobody's place would be passed over without a word, so it is refused.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::words;

/// Puts the operator's files over ours. A `words.toml` of theirs holds only the sentences that they changed, so it comes
/// under a name of its own.
pub(super) fn put_over(files: &mut BTreeMap<String, String>, folder: &Path) -> Result<(), String> {
    if !folder.is_dir() {
        return Err(format!("ROCKET_EMAIL_TEMPLATES: {} is no folder", folder.display()));
    }
    let theirs = names(folder).map_err(|e| format!("ROCKET_EMAIL_TEMPLATES: {}: {e}", folder.display()))?;
    if let Some(stray) = theirs.iter().find(|name| !files.contains_key(*name)) {
        return Err(format!("ROCKET_EMAIL_TEMPLATES: {} is no file of any letter", folder.join(stray).display()));
    }
    for name in theirs {
        let file = folder.join(&name);
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let name = if words::is_words(&name) { words::reworded(&name) } else { name };
        files.insert(name, text);
    }
    Ok(())
}

/// The names of what may be meant for a letter, in this folder and in those within it. Notes may lie beside, and what an
/// editor leaves.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.is_dir() {
            found.push(path);
            continue;
        }
        for entry in std::fs::read_dir(&path)? {
            found.push(entry?.path());
        }
    }
    let named = |path: &PathBuf| Some(path.strip_prefix(folder).ok()?.to_string_lossy().into_owned());
    let is_meant = |name: &String| {
        let ends = [".toml", ".txt", ".html"].iter().any(|ending| name.ends_with(ending));
        ends && !name.split('/').any(|part| part.starts_with('.'))
    };
    let mut names: Vec<String> = found.iter().filter_map(named).filter(is_meant).collect();
    names.sort();
    Ok(names)
}
