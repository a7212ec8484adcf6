//! What an organiser says of an event, as it comes in: every field may be missing, nothing is checked yet. Applied to a
//! record it gives the record or the faults, each with its field.

mod faults;
mod lists;
mod place;
mod strict;
mod texts;
mod times;
mod wording;

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use super::event::{self, Material, Speaker, Translation, Venue};
use super::question::QuestionKind;
use super::room::StopsPolicy;
use crate::error::Fault;
use crate::regions::Network;
use faults::Faults;
use strict::{MaterialInput, PlaceInput, SpeakerInput, TextOr, TranslationInput};

pub use times::{Slot, YEARS, parse_any_time, parse_day, parse_time};
pub use wording::Wording;

/// An event to make, or what to change of one. `null` empties a text or a value that may be empty, and `[]` a list; of any
/// other field `null` says nothing.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventInput {
    pub title: Option<String>,
    /// One of the kinds: `webinar`, `practice-safari`, …
    pub kind: Option<String>,
    /// The slug of the host.
    pub region: Option<String>,
    /// RFC 3339, or local time without an offset, read in the event's zone. When an event moves, what is not sent stays
    /// where it is: its stops, its programme, the end of registration.
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    /// The zone by name; Europe/Brussels unless set otherwise.
    pub timezone: Option<String>,
    /// `online`, `in-person` or `hybrid`.
    pub format: Option<String>,
    /// How many people fit; `null`: no limit.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>)]
    pub capacity: Option<Option<i32>>,
    pub waiting_list: Option<bool>,
    /// How many hours (1 to 168) a seat that comes free is offered to the first on the waiting list, who must say yes;
    /// `null`: they have it at once.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 168)]
    pub offer_hours: Option<Option<i32>>,
    #[serde(default, deserialize_with = "emptied")]
    pub summary: Option<String>,
    /// Markdown.
    #[serde(default, deserialize_with = "emptied")]
    pub description: Option<String>,
    #[serde(default, deserialize_with = "emptied")]
    pub accessibility: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<VenueInput>)]
    pub venue: Option<Option<VenueInput>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub join_url: Option<Option<String>>,
    /// Slugs of themes.
    pub themes: Option<Vec<String>>,
    /// Slugs of regions.
    pub co_hosts: Option<Vec<String>>,
    pub for_every_region: Option<bool>,
    /// `false`: found only by those who have the link.
    pub listed: Option<bool>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub series: Option<Option<String>>,
    pub languages: Option<Vec<String>>,
    pub registration: Option<WindowInput>,
    pub stops_policy: Option<StopsPolicy>,
    pub stops: Option<Vec<StopInput>>,
    pub questions: Option<Vec<QuestionInput>>,
    #[serde(default, deserialize_with = "strict::list::<SpeakerInput, _, _>")]
    #[schema(value_type = Option<Vec<SpeakerInput>>)]
    pub speakers: Option<Vec<Speaker>>,
    #[serde(default, deserialize_with = "strict::list::<MaterialInput, _, _>")]
    #[schema(value_type = Option<Vec<MaterialInput>>)]
    pub materials: Option<Vec<Material>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub recording_url: Option<Option<String>>,
    /// How long the recording is.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>)]
    pub recording_minutes: Option<Option<i32>>,
    /// Points that need no seat of their own: the welcome, the closing talk.
    pub programme: Option<Vec<PointInput>>,
    /// When those who hold a seat are reminded, in minutes before the event begins.
    pub reminders: Option<Vec<i32>>,
    /// Whoever opens the link to join counts as present.
    pub joining_counts: Option<bool>,
    /// Whether those who came are thanked. The letter leaves when there is a recording. Without one it leaves a day after
    /// the end if there is something to read or it asks how it was; with certificates, a day after an event in person and
    /// two weeks after any other. What comes later follows once.
    pub thanks: Option<bool>,
    /// Whether those who were there get a certificate of attendance.
    pub certificates: Option<bool>,
    /// For how many hours of training it counts, to the quarter (2.5; 100 at most); `null`: it names none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<f64>)]
    pub training_hours: Option<Option<f64>>,
    /// Whether those who came are asked how it was, without their names. The thanks ask it.
    pub asks_feedback: Option<bool>,
    /// What the organiser asks them besides; `null`: nothing.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Wording>)]
    pub feedback_question: Option<Option<Wording>>,
    /// Texts in other languages, by language code; each language once.
    #[serde(default, deserialize_with = "strict::translations")]
    #[schema(value_type = Option<BTreeMap<String, TranslationInput>>)]
    pub translations: Option<BTreeMap<String, Translation>>,
    /// Other titles only correct a typing error: nobody is told, and calendar entries keep their SEQUENCE. Another time
    /// or place is told all the same.
    #[serde(default, deserialize_with = "or_no")]
    pub is_correction: bool,
    /// Whether a question may go that somebody answered. Whoever takes it out of the form means to; a program that
    /// leaves it out may just not know of it.
    #[serde(skip)]
    pub answers_may_go: bool,
}

/// A place: a whole address or just its name.
#[derive(Clone, Debug, ToSchema)]
#[serde(untagged)]
pub enum VenueInput {
    Name(String),
    Whole(Venue),
}

impl<'de> Deserialize<'de> for VenueInput {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<VenueInput, D::Error> {
        let read = TextOr::<PlaceInput>::read(from, "api-expect-venue")?;
        Ok(match read {
            TextOr::Text(name) => VenueInput::Name(name),
            TextOr::Whole(place) => VenueInput::Whole(place.into()),
        })
    }
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, expecting = "api-expect-window")]
pub struct WindowInput {
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub opens_at: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub closes_at: Option<Option<String>>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, expecting = "api-expect-stop")]
pub struct StopInput {
    /// Which stop to change; a new one has none.
    pub id: Option<i32>,
    #[serde(default)]
    #[schema(required)]
    pub title: Wording,
    #[serde(default)]
    pub description: Wording,
    /// RFC 3339, or local time without an offset, read in the event's zone.
    #[serde(default)]
    #[schema(required)]
    pub starts_at: String,
    #[serde(default)]
    #[schema(required)]
    pub ends_at: String,
    /// How many people fit; `null`: no limit.
    pub capacity: Option<i32>,
    /// The organisation that opens its door.
    #[serde(default)]
    pub practice: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, expecting = "api-expect-question")]
pub struct QuestionInput {
    /// Which question to change. Without it, the one that has this label already; else it is a new one.
    pub id: Option<i32>,
    /// No two questions of an event read the same in any language, since answers may come by label.
    pub label: Wording,
    pub kind: QuestionKind,
    #[serde(default)]
    pub required: bool,
    /// What one can choose from, each once.
    #[serde(default)]
    pub options: Vec<Wording>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, expecting = "api-expect-point")]
pub struct PointInput {
    /// RFC 3339, or local time without an offset, read in the event's zone.
    pub at: String,
    pub text: Wording,
}

/// Tells `null` (`Some(None)`) from a field that is not there (`None`).
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

/// Takes `null` for no.
fn or_no<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Option::<bool>::deserialize(from).map(Option::unwrap_or_default)
}

/// Takes `null` for an empty text.
fn emptied<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Option::<String>::deserialize(from).map(|text| Some(text.unwrap_or_default()))
}

/// Puts into the record what was said of a field, if anything was.
fn put<T>(field: &mut T, said: Option<T>) {
    if let Some(said) = said {
        *field = said;
    }
}

impl EventInput {
    /// Puts what was said into the record; faults where it makes no sense. Capacity is left to the seat desk when the
    /// event exists already.
    pub fn apply(&self, event: &mut event::Model, network: &Network) -> Vec<Fault> {
        let mut faults = Faults::default();
        self.apply_texts(event, &mut faults);
        self.apply_place(event, &mut faults);
        self.apply_network(event, network, &mut faults);
        self.apply_times(event, &mut faults);
        self.apply_material(event, &mut faults);
        self.apply_letters(event, &mut faults);
        put(&mut event.waiting_list, self.waiting_list);
        put(&mut event.stops_policy, self.stops_policy);
        match self.offer_hours {
            Some(Some(hours)) if !(1..=168).contains(&hours) => faults.add("offer_hours", "fault-offer-hours"),
            Some(hours) => event.offer_hours = hours,
            None => {}
        }
        if let Some(Some(capacity)) = self.capacity
            && !(0..=1_000_000).contains(&capacity)
        {
            faults.add("capacity", "fault-capacity");
        }
        self.check_stops(event.zone(), &mut faults);
        self.check_questions(&mut faults);
        self.check_lengths(&mut faults);
        faults.0
    }
}
