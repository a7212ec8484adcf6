//! A line of a list becomes somebody who wants to come, or says what is wrong with it, field by field.

use std::collections::{BTreeMap, HashMap};

use super::headings::{Field, Headings};
use super::reading::Row;
use crate::error::Fault;
use crate::events::Details;
use crate::events::event::bare;
use crate::events::question::{self, QuestionKind};
use crate::events::seat_form::SeatForm;
use crate::language::Language;
use crate::registrations::application;
use crate::registrations::registration::{Role, Status};
use crate::registrations::seats::booking::Applicant;

/// What stands where a formula has failed, as Excel says it in our languages.
const FAILED: [&str; 18] = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#N/B", "#VERW!", "#WAARDE!", "#DEEL/0!",
    "#NAAM?", "#LEEG!", "#GETAL!", "#VALEUR!", "#NOM?", "#NUL!", "#NOMBRE!",
];

/// A line as it was read.
pub struct Line {
    /// Of the file, from 1; the headings are a line too.
    pub number: u64,
    /// As they stand there, to find the line again.
    pub name: String,
    pub email: String,
    pub applicant: Result<Applicant, Vec<Fault>>,
    /// A role or a language was not known and is left out.
    pub left_out: Vec<&'static str>,
    /// They cancelled where the list comes from: nobody is brought in.
    pub has_left: bool,
}

/// What is wrong with a line, in the reader's language: "E-mailadres: Kijk dit adres nog eens na".
pub fn said(fault: &Fault, details: &Details, l: Language) -> String {
    let question = fault.field.strip_prefix("answers.").and_then(|id| id.parse::<i32>().ok());
    let asked = question.and_then(|id| details.questions.iter().find(|q| q.id == id));
    let label = match asked {
        Some(question) => question.labels.get(l).to_string(),
        None => l.say(&format!("list-{}", fault.field)),
    };
    l.labelled(label, l.say_of_another(fault.key))
}

/// What every line is read by: the event, with the words of its stops and options as `bare` leaves them.
pub struct Reader<'a> {
    headings: &'a Headings,
    /// No question has to be answered.
    details: Details,
    /// Of people for whom the list names none.
    language: Language,
    stops: Vec<(String, i32)>,
    /// For each question, what is kept of an option by what it is called.
    options: Vec<HashMap<String, String>>,
    /// How somebody stands at a stop, in brackets behind its title.
    standings: Vec<String>,
    /// What the status of somebody who cancelled may be called, as `bare` leaves it.
    cancelled: Vec<String>,
}

impl<'a> Reader<'a> {
    pub fn of(headings: &'a Headings, details: &Details, language: Language) -> Reader<'a> {
        let details = application::relaxed(details.clone());
        let standing = |l: Language| {
            let states = [Status::Confirmed, Status::Waitlisted, Status::Cancelled];
            states.map(|s| format!(" ({})", l.say(&format!("list-is-{}", s.code()))))
        };
        let cancelled = Language::ALL.into_iter().map(|l| bare(&l.say("list-is-cancelled")));
        Reader {
            cancelled: cancelled.chain([Status::Cancelled.code().to_string()]).collect(),
            stops: details.stops.iter().flat_map(|s| s.titles.all().map(move |t| (bare(t), s.id))).collect(),
            options: details.questions.iter().map(options).collect(),
            standings: Language::ALL.into_iter().flat_map(standing).collect(),
            headings,
            details,
            language,
        }
    }

    /// Reads one line; nobody is looked up.
    pub fn line(&self, row: &Row) -> Line {
        let field = |field: Field| {
            let text = self.headings.field(field, row);
            if FAILED.contains(&text) { "" } else { text }
        };
        let mut left_out = Vec::new();
        let role = Role::named(field(Field::Role)).unwrap_or_else(|| {
            left_out.push("import-left-role");
            Role::Unsaid
        });
        let language = parse_language(field(Field::Language), self.language).unwrap_or_else(|| {
            left_out.push("import-left-language");
            self.language
        });
        let stops = self.stops(field(Field::Stops));
        let unknown_stop = stops.is_none().then(|| Fault::new("stops", "fault-stop"));
        let failed = self.failed_formulas(row);
        let answer = |(index, question): (usize, &question::Model)| {
            (question.id, parse_answer(field(Field::Question(index)), question.kind, &self.options[index]))
        };
        let typed = SeatForm {
            name: name(field(Field::Name), field(Field::FirstName), field(Field::LastName)),
            email: field(Field::Email).to_string(),
            organisation: field(Field::Organisation).to_string(),
            role: role.code().to_string(),
            consent: true,
            stops: stops.unwrap_or_default(),
            answers: self.details.questions.iter().enumerate().map(answer).collect::<BTreeMap<_, _>>(),
            ..SeatForm::default()
        };
        let applicant = match application::parse(&typed, &self.details, language) {
            Ok(applicant) if unknown_stop.is_none() && failed.is_empty() => Ok(applicant),
            parsed => {
                let others = parsed.err().into_iter().flatten().chain(unknown_stop);
                let others = others.filter(|fault| failed.iter().all(|f| f.field != fault.field));
                Err(others.chain(failed.clone()).collect())
            }
        };
        let has_left = self.cancelled.contains(&bare(field(Field::Status)));
        Line {
            number: row.number,
            name: shown(&typed.name),
            email: shown(&typed.email),
            applicant,
            left_out: if has_left { Vec::new() } else { left_out },
            has_left,
        }
    }

    /// A fault for each field in which a formula has failed; a name may stand in several columns.
    fn failed_formulas(&self, row: &Row) -> Vec<Fault> {
        let mut faults: Vec<Fault> = Vec::new();
        for (field, _) in self.headings.known(row).filter(|(_, text)| FAILED.contains(text)) {
            let Some(name) = self.name_of(field) else { continue };
            if faults.iter().all(|fault| fault.field != name) {
                faults.push(Fault::new(name, "fault-formula"));
            }
        }
        faults
    }

    /// The name of a field in the form; nothing for one of which only a word counts.
    fn name_of(&self, field: Field) -> Option<String> {
        let name = match field {
            Field::Name | Field::FirstName | Field::LastName => "name",
            Field::Email => "email",
            Field::Organisation => "organisation",
            Field::Role => "role",
            Field::Language => "language",
            Field::Stops => "stops",
            Field::Status => return None,
            Field::Question(index) => return self.details.questions.get(index).map(|q| format!("answers.{}", q.id)),
        };
        Some(name.to_string())
    }

    /// The ids of the stops that are named, each by its title in any language, with semicolons between them; none when
    /// one of them is no stop of the event. How somebody stood there says nothing any more.
    fn stops(&self, text: &str) -> Option<Vec<i32>> {
        let stop = |title: &str| {
            let title =
                self.standings.iter().find_map(|standing| title.strip_suffix(standing.as_str())).unwrap_or(title);
            let title = bare(title);
            self.stops.iter().find(|(known, _)| *known == title).map(|(_, id)| *id)
        };
        if text.is_empty() {
            return Some(Vec::new());
        }
        if let Some(whole) = stop(text) {
            return Some(vec![whole]);
        }
        text.split(';').map(str::trim).filter(|title| !title.is_empty()).map(stop).collect()
    }
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(120).collect()
}

/// The whole name: in one column, or in two. Beside a first name, a column called "name" holds the last one.
fn name(name: &str, first: &str, last: &str) -> String {
    [first, name, last].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn parse_language(text: &str, usual: Language) -> Option<Language> {
    const NAMES: [(Language, &[&str]); 3] = [
        (Language::Nl, &["nl", "nlbe", "nederlands", "neerlandais", "dutch"]),
        (Language::Fr, &["fr", "frbe", "frans", "francais", "french"]),
        (Language::En, &["en", "engb", "engels", "anglais", "english"]),
    ];
    let wanted = bare(text);
    if wanted.is_empty() {
        return Some(usual);
    }
    if let Ok(tagged) = text.trim().parse() {
        return Some(tagged);
    }
    NAMES.into_iter().find(|(_, names)| names.contains(&wanted.as_str())).map(|(language, _)| language)
}

/// The words that are kept of an option (its first ones), by what it is called in any language.
fn options(question: &question::Model) -> HashMap<String, String> {
    let mut kept = HashMap::new();
    for option in &question.options.0 {
        for text in option.all() {
            kept.entry(bare(text)).or_insert_with(|| option.get(Language::Nl).to_string());
        }
    }
    kept
}

/// The answer as the form would send it: options by the words that are kept, whatever the list's language.
fn parse_answer(text: &str, kind: QuestionKind, options: &HashMap<String, String>) -> Vec<String> {
    match kind {
        _ if text.is_empty() => Vec::new(),
        QuestionKind::Text => vec![text.to_string()],
        QuestionKind::Choice => vec![options.get(&bare(text)).cloned().unwrap_or_else(|| text.to_string())],
        QuestionKind::Choices => parse_choices(text, options),
        QuestionKind::YesNo => vec![match bare(text).as_str() {
            "yes" | "ja" | "oui" | "1" | "true" | "x" | "j" | "y" => "yes".to_string(),
            "no" | "nee" | "non" | "0" | "false" | "n" => "no".to_string(),
            _ => text.to_string(),
        }],
    }
}

/// Each option once, however often it stands there; of what is not offered one is enough to refuse the line.
fn parse_choices(text: &str, options: &HashMap<String, String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for part in text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        match options.get(&bare(part)) {
            Some(option) if kept.contains(option) => {}
            Some(option) => kept.push(option.clone()),
            None => return vec![part.to_string()],
        }
    }
    kept
}
