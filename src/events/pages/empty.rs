//! When nothing is found, the agenda says what there is elsewhere.

use chrono::{DateTime, Utc};
use sea_orm::PaginatorTrait;

use super::filter::Filter;
use crate::database::Database;
use crate::error::Result;
use crate::events::kind::Kind;
use crate::events::listing::Search;
use crate::language::Language;
use crate::page::Layout;
use crate::regions::Network;

/// Nothing was found: what to say, and the ways onward.
pub struct Empty {
    pub title: String,
    pub lines: Vec<String>,
    pub ways: Vec<(String, String)>,
}

impl Empty {
    pub async fn of(
        db: &Database,
        network: &Network,
        filter: &Filter<'_>,
        page: &Layout,
        now: DateTime<Utc>,
    ) -> Result<Empty> {
        let l = page.l;
        let (mut lines, mut ways) = (Vec::new(), Vec::new());
        let upcoming = Search { from: Some(now), ..Search::default() };
        if let Some(region) = &filter.region {
            let name = region.names.get(l);
            let here = count(db, network, &Search { region: Some(region.id), ..upcoming.clone() }).await?;
            if here > 0 {
                lines.push(l.with("empty-in-region", [("n", here.into()), ("region", name.into())]));
                ways.push((l.fill("empty-show-region", [("region", name)]), format!("/?region={}", region.slug)));
            }
        }
        if let Some(kind) = filter.kind {
            let of_kind = Search { kind: Some(kind), ..upcoming };
            let all = count(db, network, &of_kind).await?;
            let elsewhere = match &filter.region {
                Some(region) => all - count(db, network, &Search { region: Some(region.id), ..of_kind }).await?,
                None => 0,
            };
            if elsewhere > 0 {
                lines.push(l.count("empty-elsewhere", elsewhere));
            }
            if all > 0 {
                ways.push((l.fill("empty-show-kind", [("kinds", &kind.plural(l))]), format!("/?kind={kind}")));
            }
        }
        if filter.is_set() {
            ways.push((l.say("empty-show-all"), "/".to_string()));
        } else {
            ways.push((l.say("nav-recordings"), "/recordings".to_string()));
        }
        Ok(Empty { title: title(filter, l), lines, ways })
    }
}

async fn count(db: &Database, network: &Network, search: &Search) -> Result<i64> {
    Ok(search.select(network).count(db.read()).await? as i64)
}

/// That there is none of a kind or in a region is said only where nothing else was asked.
pub fn title(filter: &Filter, l: Language) -> String {
    let region = filter.region.as_ref().map(|region| region.names.get(l));
    let kind = filter.kind.map(|kind| in_a_sentence(kind, l));
    match (&kind, region) {
        _ if filter.is_narrow() => l.say("empty-filter"),
        (Some(kind), Some(region)) => l.fill("empty-kind-region", [("kind", kind), ("region", region)]),
        (Some(kind), None) => l.fill("empty-kind", [("kind", kind)]),
        (None, Some(region)) => l.fill("empty-region", [("region", region)]),
        (None, None) => l.say("empty-agenda"),
    }
}

/// A kind's name within a sentence: without its capital, unless it is a proper name.
fn in_a_sentence(kind: Kind, l: Language) -> String {
    let name = kind.name(l);
    if kind == Kind::WorldSocialWorkDay {
        return name;
    }
    let mut letters = name.chars();
    let first = letters.next().map(|c| c.to_lowercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}
