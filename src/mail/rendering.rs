//! From templates and facts to subject, text and HTML. The templates are built in; a folder of the operator's may
//! replace any file, and in a `words.toml` any sentence. A name that no fact bears is an error, never a hole in a letter.

pub(super) mod lines;
pub(super) mod rewording;
pub(super) mod words;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context, escape_formatter,
};

use super::LetterKind;
use crate::config::Config;
use crate::language::{Language, sentence};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/email-templates");

/// The characters of a subject that phones show; in a longer one the title is clipped.
const SUBJECT: usize = 60;

/// What is left of a title at the least.
const TITLE: usize = 24;

/// The letters; each of their sentences is compiled when it is first said. Cloning shares them.
#[derive(Clone)]
pub struct Templates {
    environment: Arc<Environment<'static>>,
}

/// A letter in one language, ready for its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// At most 72 columns where the words allow it.
    pub text: String,
    pub html: String,
}

impl Templates {
    /// Checks every template and sentence; `overrides` is a folder laid out as `email-templates/`, in which an
    /// operator keeps the files that they reworded. The error is a sentence that names the file.
    pub fn load(overrides: Option<&Path>) -> Result<Templates, String> {
        let files = files(overrides)?;
        let mut environment = environment()?;
        let check = |name: &str, source: &str, file: &str| {
            let compiled = environment.template_from_named_str(name, source);
            compiled.map(drop).map_err(|e| format!("email-templates/{file}: {}", explained(&e)))
        };
        let mut sources: HashMap<String, String> = HashMap::new();
        for (path, source) in files.iter().filter(|(path, _)| is_template(path)) {
            check(path, source, path)?;
            sources.insert(path.clone(), source.clone());
        }
        for word in words::all(&files)? {
            check(&word.name(), &word.sentence, &word.file())?;
            sources.insert(word.name(), word.sentence.clone());
        }
        for (kind, part) in LetterKind::ALL.iter().flat_map(|kind| PARTS.map(|part| (kind, part))) {
            let path = format!("{}/{part}", kind.folder());
            sources.get(&path).ok_or(format!("email-templates/{path} is missing"))?;
        }
        // All of them compiled take more memory than the rest of an idle house.
        environment.set_loader(move |name| Ok(sources.get(name).cloned()));
        Ok(Templates { environment: Arc::new(environment) })
    }

    /// Writes the letter over these facts. The error names the template and the line, and holds no fact.
    pub fn render(&self, kind: LetterKind, language: Language, facts: &serde_json::Value) -> Result<Rendered, String> {
        let subject = self.subject(kind, language, facts)?;
        let write = |part: &str| self.write(kind, language, part, &subject, facts);
        let [_, text, html] = PARTS;
        Ok(Rendered { text: lines::wrapped(&write(text)?), html: write(html)?, subject })
    }

    /// The subject, in which a long title is clipped.
    fn subject(&self, kind: LetterKind, language: Language, facts: &serde_json::Value) -> Result<String, String> {
        let write = |facts: &serde_json::Value| {
            let subject = self.write(kind, language, PARTS[0], "", facts);
            subject.map(|subject| lines::single(&subject))
        };
        let whole = write(facts)?;
        let excess = whole.chars().count().saturating_sub(SUBJECT);
        match facts["event"]["title"].as_str().map(lines::single) {
            Some(title) if excess > 0 => {
                let room = title.chars().count().saturating_sub(excess).max(TITLE);
                let mut shorter = facts.clone();
                shorter["event"]["title"] = lines::clip(&title, room).into();
                write(&shorter)
            }
            _ => Ok(whole),
        }
    }

    fn write(
        &self,
        kind: LetterKind,
        language: Language,
        part: &str,
        subject: &str,
        facts: &serde_json::Value,
    ) -> Result<String, String> {
        let facts = Value::from(Serde(facts));
        let say = saying(kind, language, facts.clone());
        let template = self.environment.get_template(&format!("{}/{part}", kind.folder()));
        template.and_then(|t| t.render(context! { say, subject, ..facts })).map_err(|e| explained(&e))
    }
}

/// The facts with what every letter says of the house and of its language.
pub fn letterhead(mut facts: serde_json::Value, language: Language, config: &Config) -> serde_json::Value {
    let url = &config.public_url;
    facts["site"] = serde_json::json!({
        "name": config.network_name(),
        "url": url,
        "agenda_url": format!("{url}/?lang={language}"),
        "privacy_url": format!("{url}/privacy?lang={language}"),
    });
    facts["language"] = language.code().into();
    facts["language_tag"] = language.tag().into();
    facts
}

/// The files of a letter's folder, beside its `words.toml`.
const PARTS: [&str; 3] = ["subject.txt", "body.txt", "body.html"];

/// The built-in files by path, replaced by those of the operator.
fn files(overrides: Option<&Path>) -> Result<BTreeMap<String, String>, String> {
    let mut files = BTreeMap::new();
    for file in built_in(&BUILT_IN) {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let text = file.contents_utf8().ok_or(format!("email-templates/{path} is not UTF-8"))?;
        files.insert(path, text.to_string());
    }
    if let Some(folder) = overrides {
        rewording::put_over(&mut files, folder)?;
    }
    Ok(files)
}

fn built_in(folder: &'static Dir<'static>) -> Vec<&'static include_dir::File<'static>> {
    let deeper = folder.dirs().flat_map(built_in);
    folder.files().chain(deeper).collect()
}

fn is_template(path: &str) -> bool {
    path.ends_with(".txt") || path.ends_with(".html")
}

fn environment() -> Result<Environment<'static>, String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Off, since its messages would carry people's names into the log.
    environment.set_debug(false);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|e| explained(&e))?);
    environment.set_formatter(written);
    environment.add_filter("clip", lines::clip);
    environment.add_filter("label", lines::label);
    environment.add_filter("sentence", sentence);
    environment.add_filter("single", lines::single);
    Ok(environment)
}

/// Writes a value; in HTML with what HTML needs escaped and no more, so that links stay legible in the source. A value
/// that is not there is an error.
fn written(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Err(Error::new(ErrorKind::UndefinedError, "a value is null"));
    }
    match (state.auto_escape(), value.as_str()) {
        (AutoEscape::Html, Some(text)) if !value.is_safe() => out.write_str(&escaped(text)).map_err(Error::from),
        _ => escape_formatter(out, state, value),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// What templates call as `say("title")`: the sentence of the letter's `words.toml`, or else of the shared one, in the
/// reader's language, filled in with the facts and with what the caller adds: `say("place", number=3)`.
fn saying(kind: LetterKind, language: Language, facts: Value) -> Value {
    Value::from_function(move |state: &State, key: String, added: Kwargs| -> Result<String, Error> {
        let own = words::name(kind.folder(), language, &key);
        let shared = words::name(words::SHARED, language, &key);
        let sentence = state
            .env()
            .get_template(&own)
            .or_else(|_| state.env().get_template(&shared))
            .map_err(|_| Error::new(ErrorKind::UndefinedError, format!("words.toml has no sentence {key:?}")))?;
        sentence.render(context! { ..Value::from(added), ..facts.clone() })
    })
}

/// The whole chain of causes in one line.
fn explained(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    lines::single(&text)
}
