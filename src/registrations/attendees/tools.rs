//! The fields above the list, with which one filters it.

use super::filter::Filter;
use super::query::role_code;
use crate::events::question::{self, QuestionKind};
use crate::events::{Details, stop};
use crate::language::Language;
use crate::registrations::registration::Role;

/// The form: a search, and a choice for whatever there is to choose from.
pub struct Tools {
    pub words: String,
    pub menus: Vec<Menu>,
    pub is_narrowed: bool,
    /// By more than words.
    pub is_filtered: bool,
    /// The same status and order without anything else.
    pub plain: String,
    pub status: String,
    pub sort: String,
}

/// A list of choices under one name.
pub struct Menu {
    pub name: &'static str,
    pub label: String,
    /// "Every role"
    pub any: String,
    pub groups: Vec<Group>,
}

/// Choices under a heading, or without one.
pub struct Group {
    pub heading: String,
    pub choices: Vec<Choice>,
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

impl Tools {
    pub fn of(details: &Details, filter: &Filter, l: Language) -> Tools {
        let plain = Filter { status: filter.status, sort: filter.sort, ..Filter::default() };
        let menus = [
            roles(filter, l),
            stops(details, filter, l),
            answers(details, filter, l),
            presence(filter, l),
            languages(filter, l),
        ];
        Tools {
            words: filter.words.clone(),
            menus: menus.into_iter().filter(|menu| !menu.groups.is_empty()).collect(),
            is_narrowed: filter.is_narrowed(),
            is_filtered: Filter { words: String::new(), ..filter.clone() }.is_narrowed(),
            plain: plain.to_query(),
            status: filter.status.map_or("all", |status| status.code()).to_string(),
            sort: filter.sort.to_string(),
        }
    }
}

fn menu(name: &'static str, l: Language, groups: Vec<Group>) -> Menu {
    Menu {
        name,
        label: l.say(&format!("attendees-{name}")),
        any: l.say(&format!("attendees-any-{name}")),
        groups: groups.into_iter().filter(|group| !group.choices.is_empty()).collect(),
    }
}

fn plain(choices: Vec<Choice>) -> Vec<Group> {
    vec![Group { heading: String::new(), choices }]
}

fn roles(filter: &Filter, l: Language) -> Menu {
    let choice = |role: Role| Choice {
        value: role_code(role).to_string(),
        label: if role == Role::Unsaid { l.say("attendees-role-unsaid") } else { role.short_name(l) },
        chosen: filter.role == Some(role),
    };
    let all = Role::CHOICES.into_iter().chain([Role::Unsaid]);
    menu("role", l, plain(all.map(choice).collect()))
}

fn stops(details: &Details, filter: &Filter, l: Language) -> Menu {
    let choice = |stop: &stop::Model| Choice {
        value: stop.id.to_string(),
        label: l.labelled(stop.titles.get(l), taken(stop, l)),
        chosen: filter.stop == Some(stop.id),
    };
    menu("stop", l, plain(details.stops.iter().map(choice).collect()))
}

/// "10 van de 10, 4 op de wachtlijst"
fn taken(stop: &stop::Model, l: Language) -> String {
    let seats = match stop.capacity {
        Some(capacity) => l.with("desk-seats", [("n", stop.seats_taken.into()), ("of", capacity.into())]),
        None => l.count("desk-people", stop.seats_taken),
    };
    if stop.waiting == 0 { seats } else { format!("{seats}, {}", l.count("desk-waiting", stop.waiting)) }
}

/// The answers to questions that offer some.
fn answers(details: &Details, filter: &Filter, l: Language) -> Menu {
    let group = |question: &question::Model| {
        let choice = |text: String, label: String| Choice {
            chosen: filter.answer.as_ref().is_some_and(|(id, given)| *id == question.id && *given == text),
            value: format!("{}:{text}", question.id),
            label,
        };
        let choices = match question.kind {
            QuestionKind::Text => Vec::new(),
            QuestionKind::YesNo => {
                vec![choice("yes".to_string(), l.say("yes")), choice("no".to_string(), l.say("no"))]
            }
            QuestionKind::Choice | QuestionKind::Choices => {
                let options = question.options.0.iter();
                options.map(|o| choice(o.get(Language::Nl).to_string(), o.get(l).to_string())).collect()
            }
        };
        Group { heading: question.labels.get(l).to_string(), choices }
    };
    menu("answer", l, details.questions.iter().map(group).collect())
}

fn presence(filter: &Filter, l: Language) -> Menu {
    let choice = |present: bool, key: &str| Choice {
        value: present.to_string(),
        label: l.say(key),
        chosen: filter.present == Some(present),
    };
    menu("present", l, plain(vec![choice(true, "attendees-present-yes"), choice(false, "attendees-present-no")]))
}

fn languages(filter: &Filter, l: Language) -> Menu {
    let choice = |language: Language| Choice {
        value: language.to_string(),
        label: language.title_in(l),
        chosen: filter.language == Some(language),
    };
    menu("language", l, plain(Language::ALL.into_iter().map(choice).collect()))
}
