//! Whom a message is for, to choose and in words.

use crate::events::{Details, stop};
use crate::language::Language;
use crate::registrations::attendees::{Filter, role_code};
use crate::registrations::registration::{Role, Status};

/// The fields of a form that say whom one means.
pub struct AudienceFields {
    pub selects: Vec<Select>,
    /// What was chosen on the list of attendees, and stays as it is: name and value.
    pub kept: Vec<(&'static str, String)>,
    /// The same in sentences.
    pub narrowed: Vec<String>,
}

pub struct Select {
    pub name: &'static str,
    pub label: String,
    pub options: Vec<Choice>,
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

impl Choice {
    fn new(value: impl Into<String>, label: String, chosen: bool) -> Choice {
        Choice { value: value.into(), label, chosen }
    }
}

impl AudienceFields {
    pub fn of(filter: &Filter, details: &Details, l: Language) -> AudienceFields {
        let statuses = [Some(Status::Confirmed), Some(Status::Waitlisted), Some(Status::Cancelled), None];
        let status = |s: Option<Status>| {
            let code = s.map_or("all", Status::code);
            Choice::new(code, l.say(&format!("audience-{code}")), filter.status == s)
        };
        let mut selects = vec![Select {
            name: "status",
            label: l.say("audience-status"),
            options: statuses.into_iter().map(status).collect(),
        }];
        let mut add = |name, label: &str, options: Vec<Choice>| {
            let chosen = options.iter().any(|option| option.chosen);
            let mut all = vec![Choice::new("", l.say("audience-any"), !chosen)];
            all.extend(options);
            selects.push(Select { name, label: l.say(label), options: all });
        };
        if !details.stops.is_empty() {
            let stop =
                |s: &stop::Model| Choice::new(s.id.to_string(), s.titles.get(l).to_string(), filter.stop == Some(s.id));
            add("stop", "audience-stop", details.stops.iter().map(stop).collect());
        }
        let presence =
            |present: bool| Choice::new(present.to_string(), presence(present, l), filter.present == Some(present));
        add("present", "audience-present", [true, false].map(presence).into());
        let role = |role: Role| Choice::new(role_code(role), role_name(role, l), filter.role == Some(role));
        add("role", "audience-role", Role::CHOICES.into_iter().chain([Role::Unsaid]).map(role).collect());
        let language = |of: Language| Choice::new(of.code(), of.title_in(l), filter.language == Some(of));
        add("language", "audience-language", Language::ALL.map(language).into());
        AudienceFields { selects, kept: kept(filter), narrowed: narrowed(filter, details, l) }
    }
}

fn kept(filter: &Filter) -> Vec<(&'static str, String)> {
    filter.pairs().into_iter().filter(|(name, _)| matches!(*name, "q" | "answer" | "ids")).collect()
}

fn role_name(role: Role, l: Language) -> String {
    if role == Role::Unsaid { l.say("audience-role-unsaid") } else { role.short_name(l) }
}

fn presence(present: bool, l: Language) -> String {
    l.say(if present { "audience-was-there" } else { "audience-was-not-there" })
}

fn narrowed(filter: &Filter, details: &Details, l: Language) -> Vec<String> {
    let mut sentences = Vec::new();
    if !filter.words.is_empty() {
        sentences.push(l.fill("audience-words", [("words", &filter.words)]));
    }
    if let Some((question, answer)) = &filter.answer {
        let asked = details.questions.iter().find(|q| q.id == *question);
        let label = asked.map_or("", |q| q.labels.get(l));
        let answer = asked.map_or_else(|| answer.clone(), |q| q.in_words(std::slice::from_ref(answer), l));
        sentences.push(l.fill("audience-answer", [("question", label), ("answer", &answer)]));
    }
    if !filter.ids.is_empty() {
        sentences.push(l.count("audience-chosen", filter.ids.len() as i64));
    }
    sentences
}

/// "Wie een plek heeft · Het onthaal · Was erbij"
pub fn words(filter: &Filter, details: &Details, l: Language) -> String {
    let mut parts = vec![l.say(&format!("audience-{}", filter.status.map_or("all", Status::code)))];
    let stop = filter.stop.and_then(|id| details.stops.iter().find(|s| s.id == id));
    parts.extend(stop.map(|s| s.titles.get(l).to_string()));
    parts.extend(filter.present.map(|present| presence(present, l)));
    parts.extend(filter.role.map(|role| role_name(role, l)));
    parts.extend(filter.language.map(|of| of.title_in(l)));
    parts.extend(narrowed(filter, details, l));
    parts.join(" · ")
}
