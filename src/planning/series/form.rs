//! The form of a series: what was typed, and what it means.

use rocket::form::FromForm;

use super::keeping::Said;
use crate::error::Fault;
use crate::language::{Language, Texts};
use crate::mark::Mark;
use crate::organisers::forms::{Meanwhile, Mistakes, TextsForm};
use crate::regions::{Network, series};

/// As typed.
#[derive(Clone, Debug, Default, FromForm)]
pub struct SeriesForm {
    #[field(default = String::new())]
    pub region: String,
    #[field(default = false)]
    pub umbrella: bool,
    pub titles: TextsForm,
    pub summaries: TextsForm,
    /// What the series said when the form was opened.
    pub seen: Mark,
}

impl SeriesForm {
    pub fn of(series: &series::Model, network: &Network) -> SeriesForm {
        let region = network.region(series.region_id).map(|r| r.slug.clone());
        SeriesForm {
            region: region.unwrap_or_default(),
            umbrella: series.umbrella,
            titles: TextsForm::of(&series.titles),
            summaries: TextsForm::of(&series.summaries),
            seen: Said::of(series).mark(),
        }
    }

    pub fn texts(&self, faults: &mut Vec<Fault>) -> (Texts, Texts) {
        let titles = self.titles.titles("titles", 200, "fault-title", faults);
        (titles, self.summaries.lines("summaries", 600, faults))
    }
}

/// What the series says by now, where something else was typed.
pub fn meanwhile(now: &Said, typed: &Said, network: &Network, l: Language) -> Mistakes {
    let region = network.region(now.region_id).map_or("", |region| region.names.get(l));
    Meanwhile::new(l)
        .labelled("titles.", "series-name", (&now.titles, &typed.titles))
        .labelled("summaries.", "series-summary", (&now.summaries, &typed.summaries))
        .field("region", &l.say("desk-region"), now.region_id != typed.region_id, region)
        .box_ticked("umbrella", &l.say("series-umbrella"), (now.umbrella, typed.umbrella))
        .said()
}
