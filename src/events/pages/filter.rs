//! What a visitor asks of the agenda. A value that means nothing is left out: an old link still shows something.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use rocket::FromForm;
use rocket::http::RawStr;

use crate::events::event::Format;
use crate::events::input::YEARS;
use crate::events::kind::Kind;
use crate::events::listing::{LONGEST_SEARCH, Search, beginning_of, end_of};
use crate::regions::{Network, region, theme};

/// The query as it came.
#[derive(Debug, Default, FromForm)]
pub struct Asked<'r> {
    q: Option<&'r str>,
    region: Option<&'r str>,
    kind: Option<&'r str>,
    theme: Option<&'r str>,
    format: Option<&'r str>,
    from: Option<&'r str>,
    to: Option<&'r str>,
    page: Option<&'r str>,
}

/// The query as we understand it.
#[derive(Clone, Debug)]
pub struct Filter<'n> {
    pub words: String,
    pub region: Option<&'n region::Model>,
    pub kind: Option<Kind>,
    pub theme: Option<&'n theme::Model>,
    pub format: Option<Format>,
    pub from: Option<NaiveDate>,
    /// With this day.
    pub to: Option<NaiveDate>,
    /// Of a long agenda, from 1.
    pub page: u32,
}

impl<'n> Filter<'n> {
    pub fn of(asked: &Asked<'_>, network: &'n Network) -> Filter<'n> {
        let (from, to) = in_order(asked.from.and_then(day), asked.to.and_then(day));
        Filter {
            words: asked.q.unwrap_or_default().trim().chars().take(LONGEST_SEARCH).collect(),
            region: asked.region.and_then(|slug| network.region_called(slug)),
            kind: asked.kind.and_then(|code| code.parse().ok()),
            theme: asked.theme.and_then(|slug| network.theme_called(slug)),
            format: asked.format.and_then(|code| code.parse().ok()),
            from,
            to,
            page: asked.page.and_then(|number| number.parse().ok()).map_or(1, |number: u32| number.max(1)),
        }
    }

    /// What of this means the same for as long as a page of others shows it: no day, no words of a search.
    pub fn lasting(self) -> Filter<'n> {
        Filter { words: String::new(), from: None, to: None, page: 1, ..self }
    }

    /// The address of another page of the same.
    pub fn path_of(&self, page: u32) -> String {
        let query = Filter { page, ..self.clone() }.query();
        if query.is_empty() { "/".to_string() } else { format!("/?{query}") }
    }

    /// Whether anything is asked at all.
    pub fn is_set(&self) -> bool {
        self.region.is_some() || self.kind.is_some() || self.is_narrow()
    }

    /// Whether more is asked than where, and of which kind.
    pub fn is_narrow(&self) -> bool {
        !self.words.is_empty()
            || self.theme.is_some()
            || self.format.is_some()
            || self.from.is_some()
            || self.to.is_some()
    }

    /// Whether only what is over is asked for; then the newest comes first.
    pub fn looks_back(&self, now: DateTime<Utc>, zone: Tz) -> bool {
        self.to.is_some_and(|to| end_of(to, zone) <= now)
    }

    /// Upcoming, unless another period is asked for.
    pub fn search(&self, now: DateTime<Utc>, zone: Tz) -> Search {
        Search {
            region: self.region.map(|r| r.id),
            kind: self.kind,
            theme: self.theme.map(|t| t.id),
            format: self.format,
            words: self.words.clone(),
            from: match self.from {
                Some(date) => Some(beginning_of(date, zone)),
                None if self.looks_back(now, zone) => None,
                None => Some(now),
            },
            until: self.to.map(|date| end_of(date, zone)),
            ..Search::default()
        }
    }

    /// The address of the same on whatever day it is to come.
    pub fn without_period(&self) -> String {
        Filter { from: None, to: None, ..self.clone() }.path_of(1)
    }

    /// The same as a query, in one order and without what means nothing: to ask for the same is to ask in the same way.
    pub fn query(&self) -> String {
        let words = (!self.words.is_empty()).then(|| RawStr::new(&self.words).percent_encode().to_string());
        let asked = [
            ("q", words),
            ("region", self.region.map(|r| r.slug.clone())),
            ("kind", self.kind.map(|k| k.code().to_string())),
            ("theme", self.theme.map(|t| t.slug.clone())),
            ("format", self.format.map(|f| f.code().to_string())),
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("page", (self.page > 1).then(|| self.page.to_string())),
        ];
        let set = asked.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        set.collect::<Vec<_>>().join("&")
    }

    /// What of this a feed can hold.
    pub fn feed_filters(&self) -> Vec<(&'static str, &str)> {
        let kind = self.kind.map(|k| ("kind", k.code()));
        let theme = self.theme.map(|t| ("theme", t.slug.as_str()));
        let format = self.format.map(|f| ("format", f.code()));
        [kind, theme, format].into_iter().flatten().collect()
    }
}

/// A day on which something can happen. Whoever types a year of two digits means one of this century.
fn day(text: &str) -> Option<NaiveDate> {
    let day = text.parse::<NaiveDate>().ok()?;
    let day = if (0..100).contains(&day.year()) { day.with_year(2000 + day.year())? } else { day };
    Some(day).filter(|day| YEARS.contains(&day.year()))
}

/// Whoever turns two days round means those between them.
fn in_order(from: Option<NaiveDate>, to: Option<NaiveDate>) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match (from, to) {
        (Some(from), Some(to)) if to < from => (Some(to), Some(from)),
        as_asked => as_asked,
    }
}
