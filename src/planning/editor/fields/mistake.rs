//! What is wrong in a form, in the words of that form.

use crate::error::Fault;
use crate::events::input::parse_day;
use crate::events::sheet::{Sheet, cell};
use crate::language::Language;
use crate::organisers::forms::Mistakes;

/// All that is wrong. Without a day no hour is understood: then the day alone is asked for.
pub fn mistakes(faults: &[Fault], sheet: &Sheet, l: Language) -> Mistakes {
    let has_day = parse_day(sheet.get("date")).is_some();
    let of = |fault: &Fault| {
        if has_day || fault.key != "fault-time" || fault.field.starts_with("registration.") {
            return Some(in_form(fault, sheet));
        }
        (fault.field == "starts_at").then(|| Fault::new("date", "plan-fault-date"))
    };
    let faults: Vec<Fault> = faults.iter().filter_map(of).collect();
    Mistakes::of(&faults, l)
}

/// The fault in the words of this form, whose fields are others than those of programs.
pub fn in_form(fault: &Fault, sheet: &Sheet) -> Fault {
    let is_of_the_day = fault.key == "fault-ends-before-start" && !sheet.get("end_date").is_empty();
    let field = match fault.field.as_str() {
        "starts_at" => "starts".to_string(),
        "ends_at" if is_of_the_day => "end_date".to_string(),
        "ends_at" => "ends".to_string(),
        "registration.opens_at" => "opens_at".to_string(),
        "registration.closes_at" => "closes_at".to_string(),
        "venue" => "venue_name".to_string(),
        "translations" => "title_nl".to_string(),
        field if field.starts_with("translations.") => text_field(field),
        "listed" => "invitation_only".to_string(),
        field if field.starts_with("questions.") && field.matches('.').count() == 1 => format!("{field}.label"),
        field => match field.strip_suffix("_at") {
            Some(start) if field.starts_with("stops.") => start.to_string(),
            _ => field.to_string(),
        },
    };
    let key = match fault.key {
        "fault-format" => "plan-fault-format",
        "fault-time" if has_day(&field, sheet) => "plan-fault-hour",
        "fault-time" => "plan-fault-time",
        "fault-time-twice" => "plan-fault-time-twice",
        key => key,
    };
    Fault::new(field, key)
}

/// Whether the hour in this field has a day, so that the hour alone is wrong. A row without a day of its own is on that
/// of the event, as is the end; a moment of the window says its day itself.
fn has_day(field: &str, sheet: &Sheet) -> bool {
    let mut parts = field.split('.');
    let own = match (parts.next(), parts.next().and_then(|index| index.parse::<usize>().ok())) {
        (Some("opens_at" | "closes_at"), _) => return false,
        (Some("ends"), _) => sheet.get("end_date"),
        (Some(group), Some(index)) => sheet.rows(group).get(index).map_or("", |row| cell(row, "date")),
        _ => "",
    };
    parse_day(if own.is_empty() { sheet.get("date") } else { own }).is_some()
}

/// "title_fr" of `translations.fr.title`.
fn text_field(field: &str) -> String {
    let mut parts = field.rsplit('.');
    let (text, language) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!("{text}_{language}")
}
