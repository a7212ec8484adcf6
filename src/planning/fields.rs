//! The fields of the editor, as the page draws them.

use std::collections::BTreeMap;

use crate::error::Fault;
use crate::events::event::Format;
use crate::events::kind::Kind;
use crate::events::question::QuestionKind;
use crate::events::sheet::{Row, Sheet, code};
use crate::language::{Language, capitalised};
use crate::organisers::{Authority, Deed};
use crate::regions::Network;

/// Reminders that one can tick, in minutes before the event.
const REMINDERS: [i32; 6] = [10_080, 2_880, 1_440, 180, 60, 15];

/// For how many hours one can have a seat offered.
const OFFERS: [i32; 8] = [1, 2, 4, 12, 24, 48, 72, 168];

/// Zones that one can choose; an event in another keeps its own.
const ZONES: [&str; 6] =
    ["Europe/Brussels", "Europe/London", "Europe/Lisbon", "Europe/Athens", "America/New_York", "UTC"];

/// What the page needs to draw one field (`templates/planning/field.html`).
#[derive(Clone, Debug, Default)]
pub struct Field {
    pub id: String,
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub value: String,
    pub error: Option<String>,
    /// What somebody else wrote here meanwhile.
    pub theirs: Option<String>,
    pub look: Look,
    pub choices: Vec<Choice>,
    pub optional: bool,
    /// How high a long text stands.
    pub lines: u8,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    #[default]
    Line,
    Text,
    Date,
    Time,
    Moment,
    Number,
    Address,
    Select,
    Radios,
    Boxes,
    Tick,
    Switch,
}

impl Look {
    /// The `type` of the input.
    pub fn kind(self) -> &'static str {
        match self {
            Look::Date => "date",
            Look::Time => "time",
            Look::Moment => "datetime-local",
            Look::Number => "number",
            Look::Address => "url",
            _ => "text",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Choice {
    pub id: String,
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// What is wrong with a field, in a sentence.
#[derive(Clone, Debug)]
pub struct Mistake {
    pub field: String,
    pub message: String,
}

impl Mistake {
    /// The id of the field on the page.
    pub fn id(&self) -> String {
        id_of(&self.field)
    }

    /// The fault in the words of this form, whose fields are others than those of programs.
    pub fn of(fault: &Fault, l: Language) -> Mistake {
        let field = match fault.field.as_str() {
            "starts_at" => "starts".to_string(),
            "ends_at" => "ends".to_string(),
            "registration.opens_at" => "opens_at".to_string(),
            "registration.closes_at" => "closes_at".to_string(),
            "venue" => "venue_name".to_string(),
            "translations" => "title_nl".to_string(),
            "listed" => "invitation_only".to_string(),
            field if field.starts_with("questions.") && field.matches('.').count() == 1 => format!("{field}.label"),
            field => match field.strip_suffix("_at") {
                Some(start) if field.starts_with("stops.") => start.to_string(),
                _ => field.to_string(),
            },
        };
        let key = match fault.key {
            "fault-time" => "plan-fault-time",
            "fault-time-twice" => "plan-fault-time-twice",
            key => key,
        };
        Mistake { field, message: l.say(key) }
    }
}

fn id_of(field: &str) -> String {
    format!("f-{}", field.replace('.', "-"))
}

/// The sheet with all that stands beside its fields.
#[derive(Clone, Debug)]
pub struct Form {
    pub l: Language,
    pub sheet: Sheet,
    pub mistakes: Vec<Mistake>,
    /// Field → "Hanne schreef: …"
    pub theirs: BTreeMap<String, String>,
    /// The row that was just added or moved.
    pub at: Option<(&'static str, usize)>,
    pub lists: Lists,
}

/// What one can choose from: value and label.
#[derive(Clone, Debug, Default)]
pub struct Lists(BTreeMap<&'static str, Vec<(String, String)>>);

impl Lists {
    pub fn of(network: &Network, who: &Authority, sheet: &Sheet, l: Language) -> Lists {
        let mut lists = BTreeMap::new();
        let here = who.regions_for(Deed::WriteEvents, network);
        let named = |r: &crate::regions::region::Model| (r.slug.clone(), r.names.get(l).to_string());
        let own = network.regions.iter().filter(|r| here.contains(&r.id) || r.slug == sheet.get("region"));
        lists.insert("region", own.map(named).collect());
        lists.insert("co_hosts", network.regions.iter().map(named).collect());
        let themes = network.themes.iter();
        lists.insert("themes", themes.map(|t| (t.slug.clone(), capitalised(t.names.get(l)))).collect());
        let mut series = vec![(String::new(), l.say("plan-no-series"))];
        series.extend(network.series.iter().map(|s| (s.slug.clone(), s.titles.get(l).to_string())));
        lists.insert("series", series);
        let say = |prefix: &str, code: &str| (code.to_string(), l.say(&format!("{prefix}-{code}")));
        lists.insert("kind", Kind::ALL.map(|k| (k.code().to_string(), k.name(l))).to_vec());
        let formats = [Format::Online, Format::InPerson, Format::Hybrid];
        lists.insert("format", formats.map(|f| say("plan-format", f.code())).to_vec());
        lists.insert("languages", Language::ALL.map(|each| (each.code().into(), each.title_in(l))).to_vec());
        lists.insert("stops_policy", ["best-effort", "all-or-nothing"].map(|c| say("plan-policy", c)).to_vec());
        let mut hours: Vec<i32> = OFFERS.to_vec();
        hours.extend(sheet.get("offer_hours").parse::<i32>().ok());
        hours.sort_unstable();
        hours.dedup();
        let mut offers = vec![(String::new(), l.say("plan-offer-at-once"))];
        offers.extend(
            hours
                .into_iter()
                .map(|h| (h.to_string(), capitalised(&l.fill("plan-offer-for", [("time", &l.for_hours(h))])))),
        );
        lists.insert("offer_hours", offers);
        lists.insert("questions.kind", QuestionKind::ALL.map(|k| say("plan-question", &code(&k))).to_vec());
        let mut zones: Vec<String> = ZONES.map(str::to_string).to_vec();
        let own = sheet.get("timezone").to_string();
        if !own.is_empty() && !zones.contains(&own) {
            zones.push(own);
        }
        lists.insert("timezone", zones.into_iter().map(|z| (z.clone(), z)).collect());
        let mut minutes: Vec<i32> = REMINDERS.to_vec();
        minutes.extend(sheet.many("reminders").filter_map(|m| m.parse::<i32>().ok()));
        minutes.sort_by_key(|m| std::cmp::Reverse(*m));
        minutes.dedup();
        lists.insert("reminders", minutes.into_iter().map(|m| (m.to_string(), before(m, l))).collect());
        Lists(lists)
    }

    fn get(&self, name: &str) -> &[(String, String)] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

/// "Twee dagen vooraf"
pub fn before(minutes: i32, l: Language) -> String {
    match minutes {
        m if m % 10_080 == 0 => l.count("plan-weeks-before", m / 10_080),
        m if m % 1_440 == 0 => l.count("plan-days-before", m / 1_440),
        m if m % 60 == 0 => l.count("plan-hours-before", m / 60),
        m => l.count("plan-minutes-before", m),
    }
}

/// One row of a group: what it is in short, and its fields.
#[derive(Clone, Debug)]
pub struct RowView {
    pub index: usize,
    pub number: usize,
    pub id: String,
    pub title: String,
    pub more: String,
    /// To be filled in now.
    pub open: bool,
    pub row_id: String,
    /// The words of the buttons that move it.
    pub up: String,
    pub down: String,
    pub fields: Vec<Field>,
    pub translations: Vec<Field>,
    pub is_first: bool,
    pub is_last: bool,
}

impl Form {
    pub fn new(l: Language, sheet: Sheet, lists: Lists) -> Form {
        Form { l, sheet, mistakes: Vec::new(), theirs: BTreeMap::new(), at: None, lists }
    }

    /// "Nog twee dingen"
    pub fn mistakes_title(&self) -> String {
        self.l.count("form-errors", self.mistakes.len() as i64)
    }

    /// Whether something is wrong in fields that are folded away.
    pub fn mistakes_among(&self, names: &[&str]) -> bool {
        self.mistakes.iter().any(|m| names.contains(&m.field.as_str()))
    }

    pub fn field(&self, name: &str) -> Field {
        let (look, optional) = look(name);
        self.filled(name, name, look, optional, self.sheet.get(name))
    }

    fn filled(&self, name: &str, key: &str, look: Look, optional: bool, value: &str) -> Field {
        let id = id_of(name);
        let words = key.replace(['.', '_'], "-");
        let chosen = |code: &str| value.lines().any(|line| line == code) || (code.is_empty() && value.is_empty());
        let choices = self.lists.get(key).iter().enumerate().map(|(index, (code, label))| Choice {
            id: format!("{id}-{index}"),
            value: code.clone(),
            label: label.clone(),
            chosen: chosen(code),
        });
        Field {
            label: self.l.say(&format!("plan-{words}")),
            hint: self.l.try_say(&format!("plan-{words}-hint")),
            value: value.to_string(),
            error: self.mistakes.iter().find(|m| m.field == name).map(|m| m.message.clone()),
            theirs: self.theirs.get(name).cloned(),
            look,
            choices: choices.collect(),
            optional,
            lines: if key.starts_with("description") { 9 } else { 3 },
            name: name.to_string(),
            id,
        }
    }

    pub fn rows(&self, group: &str) -> Vec<RowView> {
        let rows = self.sheet.rows(group);
        rows.iter().enumerate().map(|(index, row)| self.row(group, index, row, rows.len())).collect()
    }

    /// What somebody else made of these rows.
    pub fn theirs_of(&self, group: &str) -> Option<&str> {
        self.theirs.get(group).map(String::as_str)
    }

    /// What is wrong with the rows as a whole.
    pub fn mistake_in(&self, group: &str) -> Option<&str> {
        self.mistakes.iter().find(|m| m.field == group).map(|m| m.message.as_str())
    }

    fn row(&self, group: &str, index: usize, row: &Row, many: usize) -> RowView {
        let get = |name: &str| row.get(name).map_or("", String::as_str);
        let field = |name: &&str| {
            let (look, optional) = look_in(group, name);
            self.filled(&format!("{group}.{index}.{name}"), &format!("{group}.{name}"), look, optional, get(name))
        };
        let prefix = format!("{group}.{index}.");
        let wrong = self.mistakes.iter().any(|m| m.field.starts_with(&prefix));
        let (fields, translations) = shown_in(group);
        RowView {
            index,
            number: index + 1,
            id: format!("{group}-{index}"),
            title: title_of(group, row).to_string(),
            more: self.more_of(group, row),
            open: wrong || self.at == Some((known(group), index)) || title_of(group, row).is_empty(),
            row_id: get("id").to_string(),
            up: self.l.fill("plan-up", [("what", title_of(group, row))]),
            down: self.l.fill("plan-down", [("what", title_of(group, row))]),
            fields: fields.iter().map(field).collect(),
            translations: translations.iter().map(field).collect(),
            is_first: index == 0,
            is_last: index + 1 == many,
        }
    }

    /// What stands small below the title of a row.
    pub fn more_of(&self, group: &str, row: &Row) -> String {
        let get = |name: &str| row.get(name).map_or("", String::as_str);
        let clock = |name: &str| get(name).parse().map_or(get(name).to_string(), |time| self.l.time(time));
        let parts = match group {
            "stops" => vec![
                format!("{} – {}", clock("starts"), clock("ends")),
                get("practice").to_string(),
                seats(get("capacity"), self.l),
            ],
            "programme" => vec![clock("at")],
            "questions" => {
                let kind = if get("kind").is_empty() { "text" } else { get("kind") };
                let needed = if get("required") == "yes" { self.l.say("plan-required-yes") } else { String::new() };
                vec![self.l.say(&format!("plan-question-{kind}")), needed]
            }
            "materials" => vec![get("url").to_string()],
            _ => vec![get("role").to_string()],
        };
        parts.into_iter().filter(|p| !p.is_empty() && p != " – ").collect::<Vec<_>>().join(", ")
    }

    /// A value in words, for "Hanne wrote".
    pub fn words_of(&self, name: &str, from: &Sheet) -> String {
        if from.groups.contains_key(name) {
            let rows =
                from.rows(name).iter().map(|row| format!("{} ({})", title_of(name, row), self.more_of(name, row)));
            return rows.collect::<Vec<_>>().join("; ");
        }
        let (look, _) = look(name);
        if matches!(look, Look::Tick | Look::Switch) {
            return self.l.say(if from.is_ticked(name) { "form-yes" } else { "form-no" });
        }
        let label = |code: &str| {
            let known = self.lists.get(name).iter().find(|(known, _)| known == code);
            known.map_or(code.to_string(), |(_, label)| label.clone())
        };
        let words: Vec<String> = from.get(name).lines().map(label).collect();
        words.join(if look == Look::Text { "\n" } else { ", " })
    }
}

fn seats(capacity: &str, l: Language) -> String {
    capacity.parse::<i64>().map(|n| l.count("plan-seats", n)).unwrap_or_default()
}

fn title_of<'a>(group: &str, row: &'a Row) -> &'a str {
    let name = match group {
        "stops" | "materials" => "title",
        "programme" => "text",
        "speakers" => "name",
        _ => "label",
    };
    row.get(name).map_or("", String::as_str)
}

/// The name as the list of groups has it.
fn known(group: &str) -> &'static str {
    crate::events::sheet::GROUPS.iter().find(|(known, _)| *known == group).map_or("", |(known, _)| known)
}

/// The fields of a row: those that one always sees, and those for other languages.
fn shown_in(group: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match group {
        "stops" => (
            &["title", "practice", "starts", "ends", "capacity", "date", "description"],
            &["title_fr", "title_en", "description_fr", "description_en"],
        ),
        "programme" => (&["at", "date", "text"], &["text_fr", "text_en"]),
        "speakers" => (&["name", "role"], &["role_fr", "role_en"]),
        "questions" => {
            (&["label", "kind", "options", "required"], &["label_fr", "label_en", "options_fr", "options_en"])
        }
        _ => (&["title", "url"], &["title_fr", "title_en"]),
    }
}

fn look(name: &str) -> (Look, bool) {
    match name {
        "title" => (Look::Line, false),
        "kind" | "region" | "timezone" | "offer_hours" => (Look::Select, false),
        "series" => (Look::Select, true),
        "summary" | "description" | "accessibility" => (Look::Text, true),
        "date" => (Look::Date, false),
        "end_date" => (Look::Date, true),
        "starts" | "ends" => (Look::Time, false),
        "format" | "stops_policy" => (Look::Radios, false),
        "join_url" | "recording_url" => (Look::Address, true),
        "capacity" | "recording_minutes" => (Look::Number, true),
        "opens_at" | "closes_at" => (Look::Moment, true),
        "co_hosts" | "themes" | "languages" | "reminders" => (Look::Boxes, true),
        "for_every_region" | "waiting_list" | "invitation_only" => (Look::Tick, true),
        "joining_counts" | "thanks" => (Look::Switch, true),
        _ if name.starts_with("summary_") || name.starts_with("description_") || name.starts_with("accessibility_") => {
            (Look::Text, true)
        }
        _ => (Look::Line, true),
    }
}

fn look_in(group: &str, name: &str) -> (Look, bool) {
    match (group, name) {
        (_, "date") => (Look::Date, true),
        ("stops", "starts" | "ends") | (_, "at") => (Look::Time, false),
        (_, "capacity") => (Look::Number, true),
        (_, "kind") => (Look::Select, false),
        (_, "required") => (Look::Tick, true),
        (_, "url") => (Look::Address, false),
        (_, "title" | "label" | "text" | "name") => (Look::Line, false),
        ("stops", name) if name.starts_with("description") => (Look::Text, true),
        ("questions", name) if name.starts_with("options") => (Look::Text, true),
        _ => (Look::Line, true),
    }
}
