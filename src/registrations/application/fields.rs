//! The form on the page of an event as it arrives, from people, from another site, or from a robot.

use chrono::{DateTime, Utc};
use rocket::form::FromForm;

use crate::events::seat_form::SeatForm;
use crate::registrations::keyed::Keyed;

/// The shortest time in which people fill in the form, in milliseconds.
const SHORTEST: i64 = 2_000;

/// The fields of the form as a browser sends them. Nothing is refused here, so that all of it can be shown again.
#[derive(FromForm)]
pub struct Fields {
    #[field(default = String::new())]
    name: String,
    #[field(default = String::new())]
    email: String,
    #[field(default = String::new())]
    organisation: String,
    #[field(default = String::new())]
    role: String,
    consent: Option<String>,
    /// By the index of the time slot; empty: skipped.
    stops: Keyed,
    /// The time slots in which the page asks for a choice; another site's form need not.
    slots: Vec<String>,
    answers: Keyed,
    /// People do not see this field; robots fill it in.
    #[field(default = String::new())]
    website: String,
    /// When the page with the form was handed out: seconds since the epoch.
    opened: Option<String>,
}

impl Fields {
    /// Whether the field was filled in that people do not see.
    pub fn is_robot(&self) -> bool {
        !self.website.is_empty()
    }

    /// Whether nobody could have typed it: the page was handed out less than two seconds before. Without that time
    /// (another site's form) it counts as typed.
    pub fn came_at_once(&self, now: DateTime<Utc>) -> bool {
        let opened = self.opened.as_deref().and_then(|seconds| seconds.parse::<i64>().ok());
        opened.is_some_and(|opened| {
            (0..SHORTEST).contains(&now.timestamp_millis().saturating_sub(opened.saturating_mul(1000)))
        })
    }

    /// The form as it is shown again: what means nothing in it is left out.
    pub fn typed(&self) -> SeatForm {
        SeatForm {
            name: self.name.clone(),
            email: self.email.clone(),
            organisation: self.organisation.clone(),
            role: self.role.clone(),
            consent: self.consent.as_deref().is_some_and(|c| !c.is_empty() && c != "false"),
            stops: chosen(&self.stops),
            skipped: skipped(&self.stops),
            asked: self.slots.iter().filter_map(|slot| slot.parse().ok()).collect(),
            answers: self.answers.by_number(),
            opened: self.opened.as_deref().and_then(|seconds| seconds.parse().ok()).unwrap_or_default(),
            ..SeatForm::default()
        }
    }
}

/// The ids of the stops that were chosen.
pub fn chosen(stops: &Keyed) -> Vec<i32> {
    stops.iter().filter_map(|(_, id)| id.parse().ok()).collect()
}

/// The time slots in which "no stop" was chosen.
pub fn skipped(stops: &Keyed) -> Vec<usize> {
    stops.iter().filter(|(_, id)| id.is_empty()).filter_map(|(slot, _)| slot.parse().ok()).collect()
}
