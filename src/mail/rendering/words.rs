//! The sentences of the letters: `words.toml`, one shared and one for each letter, with a table for each language.
//! A sentence is itself a small template: `title = "Je bent erbij, {{ person.first_name }}."`.

use std::collections::BTreeMap;

use crate::language::{self, Language};

/// Where the sentences stand that every letter may use.
pub const SHARED: &str = "";

/// The sentences of one file: by language, then by key.
type Sentences = BTreeMap<Language, BTreeMap<String, String>>;

/// A sentence of a `words.toml`.
pub struct Word {
    folder: String,
    language: Language,
    key: String,
    pub sentence: String,
}

impl Word {
    /// Its name among the templates.
    pub fn name(&self) -> String {
        name(&self.folder, self.language, &self.key)
    }

    /// Where it comes from, for an error.
    pub fn file(&self) -> String {
        format!("{}[{}] {}", path(&self.folder), self.language, self.key)
    }
}

/// The name of a sentence among the templates. It ends in no file type, so that nothing is escaped twice.
pub fn name(folder: &str, language: Language, key: &str) -> String {
    format!("words/{folder}/{language}/{key}")
}

/// Whether the file at this path holds sentences.
pub fn is_words(path: &str) -> bool {
    path == "words.toml" || path.ends_with("/words.toml")
}

/// The name under which an operator's changes to the file at `path` are kept.
pub fn reworded(path: &str) -> String {
    format!("{path} (reworded)")
}

fn path(folder: &str) -> String {
    if folder == SHARED { "words.toml".to_string() } else { format!("{folder}/words.toml") }
}

/// Every sentence of every `words.toml` in `files`, with the operator's changes. The error is a sentence that names
/// the file: it is not TOML, or a sentence is missing in one of the languages.
pub fn all(files: &BTreeMap<String, String>) -> Result<Vec<Word>, String> {
    let mut words = Vec::new();
    for (path, source) in files.iter().filter(|(path, _)| is_words(path)) {
        let mut sentences = read(path, source)?;
        complete(path, &sentences)?;
        if let Some(changes) = files.get(&reworded(path)) {
            change(path, &mut sentences, read(path, changes)?)?;
        }
        let folder = path.strip_suffix("/words.toml").unwrap_or(SHARED);
        for (language, of_language) in sentences {
            words.extend(of_language.into_iter().map(|(key, sentence)| Word {
                folder: folder.to_string(),
                language,
                key,
                sentence: if language == Language::Fr { language::spaced(&sentence).into_owned() } else { sentence },
            }));
        }
    }
    Ok(words)
}

fn read(path: &str, source: &str) -> Result<Sentences, String> {
    toml::from_str(source).map_err(|e| format!("email-templates/{path}: {}", e.message()))
}

/// Every sentence stands in every language.
fn complete(path: &str, sentences: &Sentences) -> Result<(), String> {
    for key in sentences.values().flat_map(BTreeMap::keys) {
        let silent = |language: &&Language| sentences.get(*language).is_none_or(|s| !s.contains_key(key));
        if let Some(language) = Language::ALL.iter().find(silent) {
            return Err(format!("email-templates/{path}: {key} is missing in [{language}]"));
        }
    }
    Ok(())
}

fn change(path: &str, sentences: &mut Sentences, changes: Sentences) -> Result<(), String> {
    for (language, of_language) in changes {
        for (key, sentence) in of_language {
            let known = sentences.get_mut(&language).and_then(|s| s.get_mut(&key));
            *known.ok_or(format!("email-templates/{path}: [{language}] {key} is no sentence that we know"))? = sentence;
        }
    }
    Ok(())
}
