//! The form of a series: what was typed, and what it means.

use rocket::form::FromForm;

use super::keeping::Said;
use crate::error::Fault;
use crate::language::{Language, Texts};
use crate::mark::Mark;
use crate::organisers::forms::{self, Meanwhile, Mistakes};
use crate::regions::{Network, series};

/// As typed.
#[derive(Clone, Debug, Default, FromForm)]
pub struct SeriesForm {
    #[field(default = String::new())]
    pub region: String,
    #[field(default = false)]
    pub umbrella: bool,
    #[field(default = String::new())]
    pub title_nl: String,
    #[field(default = String::new())]
    pub title_fr: String,
    #[field(default = String::new())]
    pub title_en: String,
    #[field(default = String::new())]
    pub summary_nl: String,
    #[field(default = String::new())]
    pub summary_fr: String,
    #[field(default = String::new())]
    pub summary_en: String,
    /// What the series said when the form was opened.
    pub seen: Mark,
}

impl SeriesForm {
    pub fn of(series: &series::Model, network: &Network) -> SeriesForm {
        let region = network.region(series.region_id).map(|r| r.slug.clone());
        let (titles, summaries) = (series.titles.clone(), series.summaries.clone());
        SeriesForm {
            region: region.unwrap_or_default(),
            umbrella: series.umbrella,
            title_nl: titles.nl,
            title_fr: titles.fr,
            title_en: titles.en,
            summary_nl: summaries.nl,
            summary_fr: summaries.fr,
            summary_en: summaries.en,
            seen: Said::of(series).mark(),
        }
    }

    pub fn texts(&self, faults: &mut Vec<Fault>) -> (Texts, Texts) {
        let titles = Texts {
            nl: forms::needed(&self.title_nl, "title_nl", 200, "fault-title", faults),
            fr: forms::line(&self.title_fr, "title_fr", 200, faults),
            en: forms::line(&self.title_en, "title_en", 200, faults),
        };
        let summaries = Texts {
            nl: forms::line(&self.summary_nl, "summary_nl", 600, faults),
            fr: forms::line(&self.summary_fr, "summary_fr", 600, faults),
            en: forms::line(&self.summary_en, "summary_en", 600, faults),
        };
        (titles, summaries)
    }
}

/// What the series says by now, where something else was typed.
pub fn meanwhile(now: &Said, typed: &Said, network: &Network, l: Language) -> Mistakes {
    let titled = move |key: &'static str| move |of: Language| format!("{} ({})", l.say(key), of.name_in(l));
    let region = network.region(now.region_id).map_or("", |region| region.names.get(l));
    let umbrella = l.say(if now.umbrella { "form-yes" } else { "form-no" });
    Meanwhile::new(l)
        .texts("title_", titled("series-name"), (&now.titles, &typed.titles))
        .texts("summary_", titled("series-summary"), (&now.summaries, &typed.summaries))
        .field("region", &l.say("desk-region"), now.region_id != typed.region_id, region)
        .field("umbrella", &l.say("series-umbrella"), now.umbrella != typed.umbrella, &umbrella)
        .said()
}
