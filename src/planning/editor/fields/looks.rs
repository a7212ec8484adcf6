//! How fields are filled in.

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
    Hours,
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
            Look::Number | Look::Hours => "number",
            Look::Address => "url",
            _ => "text",
        }
    }
}

/// How the field with this name is filled in, and whether it may stay empty.
pub fn look(name: &str) -> (Look, bool) {
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
        "training_hours" => (Look::Hours, true),
        "opens_at" | "closes_at" => (Look::Moment, true),
        "co_hosts" | "themes" | "languages" | "reminders" => (Look::Boxes, true),
        "for_every_region" | "waiting_list" | "invitation_only" => (Look::Tick, true),
        "joining_counts" | "thanks" | "certificates" | "asks_feedback" => (Look::Switch, true),
        _ if name.starts_with("summary_") || name.starts_with("description_") || name.starts_with("accessibility_") => {
            (Look::Text, true)
        }
        _ => (Look::Line, true),
    }
}

/// The same for a field of a row of this group.
pub fn look_in(group: &str, name: &str) -> (Look, bool) {
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
