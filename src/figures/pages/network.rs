//! How it went in the regions that an organiser may see: together, or one region, one series, one kind.

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::{FromForm, get};
use url::form_urlencoded::Serializer;

use super::parts::{Card, OverTime, Table, cards, over_time, tables};
use super::period::Period;
use super::taking_away::Sheet;
use crate::digests::{self, Readership};
use crate::error::{Error, Result};
use crate::events::kind::Kind;
use crate::figures::counting::span;
use crate::figures::report::{Report, Way, of_many};
use crate::figures::scope::Scope;
use crate::language::Language;
use crate::organisers::{Authority, Deed, DeskBar, SignedIn};
use crate::page::{Layout, Page};
use crate::regions::{Network, region, series};
use crate::registrations::Reception;

#[derive(Template)]
#[template(path = "figures/index.html")]
pub struct NetworkFigures {
    page: Layout,
    bar: DeskBar,
    /// Whose figures these are.
    title: String,
    /// How many events, and when.
    about: String,
    /// What stays chosen when one takes the list away.
    query: String,
    regions: Vec<Choice>,
    series: Vec<Choice>,
    kinds: Vec<Choice>,
    periods: Vec<Choice>,
    is_empty: bool,
    cards: Vec<Card>,
    over_time: Option<OverTime>,
    tables: Vec<Table>,
    digests: Vec<Readership>,
}

/// One of the things to choose from.
pub struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

/// The query as it came.
#[derive(Debug, Default, FromForm)]
pub struct Asked<'r> {
    region: Option<&'r str>,
    series: Option<&'r str>,
    kind: Option<&'r str>,
    period: Option<&'r str>,
}

/// The query as we understand it. A value that means nothing, or that is not for the one who asks, is left out.
#[derive(Clone)]
struct Filter {
    region: Option<region::Model>,
    series: Option<series::Model>,
    kind: Option<Kind>,
    period: Period,
}

#[get("/organise/figures?<asked..>")]
pub async fn index(asked: Asked<'_>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<NetworkFigures>> {
    let (l, now, zone) = (page.l, at.clock.now(), at.config.timezone);
    let mine = mine(&who, &at.network)?;
    let filter = Filter::of(&asked, &mine, &at.network);
    let report = of_many(at.db, &at.network, &filter.scope(&mine, now, &at), now, l).await?;
    let span = span(at.db, &Scope::of_regions(&mine)).await?;
    let title = filter.title(l);
    let digests = match &filter.region {
        Some(region) => digests::readership(at.db, &at.network, &[region.id], false, l).await?,
        None => digests::readership(at.db, &at.network, &mine, who.is_admin_everywhere(), l).await?,
    };
    Ok(Page::ok(NetworkFigures {
        digests,
        bar: DeskBar::of(&who),
        about: format!("{}, {}", l.count("figures-count", report.events), filter.period.name(l).to_lowercase()),
        query: filter.query(),
        regions: filter.region_choices(&mine, &at.network, l),
        series: filter.series_choices(&at.network, l),
        kinds: filter.kind_choices(l),
        periods: filter.period_choices(Period::choices(span, zone), l),
        is_empty: report.events == 0,
        cards: cards(&report, true, l),
        over_time: over_time(&report, l),
        tables: tables(&report, l, |way| filter.way(way, &mine, &at.network)),
        page: page.titled(&title, "").hidden(),
        title,
    }))
}

#[get("/organise/figures.csv?<dialect>&<asked..>")]
pub async fn take_away(
    dialect: Option<&str>,
    asked: Asked<'_>,
    who: SignedIn,
    l: Language,
    at: Reception<'_>,
) -> Result<Sheet> {
    let now = at.clock.now();
    let mine = mine(&who, &at.network)?;
    let filter = Filter::of(&asked, &mine, &at.network);
    let report: Report = of_many(at.db, &at.network, &filter.scope(&mine, now, &at), now, l).await?;
    let region = filter.region.as_ref().map_or("samenkomst", |region| region.slug.as_str());
    Sheet::of(&report, format!("{region}-{}", l.say("figures-file")), dialect, l)
}

/// The regions of which somebody may see figures.
fn mine(who: &Authority, network: &Network) -> Result<Vec<i32>> {
    Some(who.regions_for(Deed::ReadEvents, network)).filter(|mine| !mine.is_empty()).ok_or(Error::Forbidden)
}

impl Filter {
    fn of(asked: &Asked<'_>, mine: &[i32], network: &Network) -> Filter {
        let region = asked.region.and_then(|slug| network.region_called(slug));
        Filter {
            region: region.filter(|region| mine.contains(&region.id)).cloned(),
            series: asked.series.and_then(|slug| network.series_called(slug)).cloned(),
            kind: asked.kind.and_then(|code| code.parse().ok()),
            period: Period::asked(asked.period.unwrap_or_default()),
        }
    }

    fn scope(&self, mine: &[i32], now: DateTime<Utc>, at: &Reception<'_>) -> Scope {
        let (from, until) = self.period.bounds(now, at.config.timezone);
        let below = self.region.as_ref().map(|region| at.network.below(region.id));
        Scope {
            regions: below.unwrap_or_else(|| mine.to_vec()),
            series: self.series.as_ref().map(|series| series.id),
            kind: self.kind,
            from,
            until,
            ..Scope::default()
        }
    }

    /// "Cijfers van Leuven, Praktijksafari"
    fn title(&self, l: Language) -> String {
        let region = self.region.as_ref().map(|region| region.names.get(l).to_string());
        let series = self.series.as_ref().map(|series| series.titles.get(l).to_string());
        let kind = self.kind.map(|kind| kind.name(l));
        let parts: Vec<String> = [region, series, kind].into_iter().flatten().collect();
        match parts.is_empty() {
            true => l.say("figures-title"),
            false => l.fill("figures-title-of", [("what", &parts.join(", "))]),
        }
    }

    fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        if let Some(region) = &self.region {
            query.append_pair("region", &region.slug);
        }
        if let Some(series) = &self.series {
            query.append_pair("series", &series.slug);
        }
        if let Some(kind) = self.kind {
            query.append_pair("kind", kind.code());
        }
        query.append_pair("period", &self.period.code()).finish()
    }

    /// Where a line of a table leads: to the event, or to these figures of that region or kind alone.
    fn way(&self, way: &Way, mine: &[i32], network: &Network) -> Option<String> {
        let mut narrower = self.clone();
        match way {
            Way::Event(slug) => return Some(format!("/organise/events/{slug}/figures")),
            Way::Region(slug) => {
                let region = network.region_called(slug).filter(|region| mine.contains(&region.id))?;
                if self.region.as_ref() == Some(region) {
                    return None;
                }
                narrower.region = Some(region.clone());
            }
            Way::Kind(kind) if self.kind == Some(*kind) => return None,
            Way::Kind(kind) => narrower.kind = Some(*kind),
        }
        Some(format!("/organise/figures?{}", narrower.query()))
    }

    fn region_choices(&self, mine: &[i32], network: &Network, l: Language) -> Vec<Choice> {
        let is_mine = |region: &&region::Model| mine.contains(&region.id);
        let choice = |region: &region::Model| Choice {
            value: region.slug.clone(),
            name: region.names.get(l).to_string(),
            chosen: self.region.as_ref().is_some_and(|chosen| chosen.id == region.id),
        };
        network.regions.iter().filter(is_mine).map(choice).collect()
    }

    fn series_choices(&self, network: &Network, l: Language) -> Vec<Choice> {
        let choice = |series: &series::Model| Choice {
            value: series.slug.clone(),
            name: series.titles.get(l).to_string(),
            chosen: self.series.as_ref().is_some_and(|chosen| chosen.id == series.id),
        };
        network.series.iter().map(choice).collect()
    }

    fn kind_choices(&self, l: Language) -> Vec<Choice> {
        let choice =
            |kind: Kind| Choice { value: kind.code().to_string(), name: kind.name(l), chosen: self.kind == Some(kind) };
        Kind::ALL.into_iter().map(choice).collect()
    }

    fn period_choices(&self, mut periods: Vec<Period>, l: Language) -> Vec<Choice> {
        if !periods.contains(&self.period) {
            periods.push(self.period);
        }
        let choice =
            |period: Period| Choice { value: period.code(), name: period.name(l), chosen: self.period == period };
        periods.into_iter().map(choice).collect()
    }
}
