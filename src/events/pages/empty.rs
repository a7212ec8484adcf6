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
        filter: &Filter,
        page: &Layout,
        now: DateTime<Utc>,
    ) -> Result<Empty> {
        let l = page.l;
        let region = filter.region.as_ref().map(|r| r.names.get(l));
        let kind = filter.kind.map(|k| in_a_sentence(k, l));
        let title = match (&kind, region) {
            (Some(kind), Some(region)) => l.fill("empty-kind-region", [("kind", kind), ("region", region)]),
            (Some(kind), None) => l.fill("empty-kind", [("kind", kind)]),
            (None, Some(region)) => l.fill("empty-region", [("region", region)]),
            (None, None) if filter.is_set() => l.say("empty-filter"),
            (None, None) => l.say("empty-agenda"),
        };
        let (mut lines, mut ways) = (Vec::new(), Vec::new());
        let upcoming = Search { from: Some(now), ..Search::default() };
        if let Some((here, name)) = filter.region.as_ref().zip(region) {
            let search = Search { region: Some(here.id), ..upcoming.clone() };
            let n = search.select(network).count(db.read()).await?;
            if n > 0 {
                lines.push(l.with("empty-in-region", [("n", (n as i64).into()), ("region", name.into())]));
                ways.push((l.fill("empty-show-region", [("region", name)]), format!("/?region={}", here.slug)));
            }
        }
        if let Some(asked) = filter.kind {
            let search = Search { kind: Some(asked), ..upcoming };
            let n = search.select(network).count(db.read()).await?;
            if n > 0 {
                lines.push(l.count("empty-elsewhere", n as i64));
                let all = l.fill("empty-show-kind", [("kinds", &asked.plural(l))]);
                ways.push((all, format!("/?kind={asked}")));
            }
        }
        if filter.is_set() {
            ways.push((l.say("empty-show-all"), "/".to_string()));
        } else {
            ways.push((l.say("nav-recordings"), "/recordings".to_string()));
        }
        Ok(Empty { title, lines, ways })
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
