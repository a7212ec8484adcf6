//! The sitemap: every public page, for search engines (sitemaps.org 0.9), each with its forms in the other languages.

use std::fmt::Write;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rocket::request::Request;
use rocket::response::{self, Responder, Response};
use rocket::{State, get};
use sea_orm::{QueryOrder, QuerySelect};

use crate::cache::Cache;
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::events::listing::Search;
use crate::kept_pages::Shelf;
use crate::language::Language;
use crate::page::in_one_piece;
use crate::regions::{Network, TheNetwork};

/// Three forms of each page: well within the 50 MB that one file may have.
const MOST: u64 = 40_000;

/// The sitemap as it was written at some revision.
pub struct KeptSitemap(Cache<i64, Arc<[u8]>>);

impl Default for KeptSitemap {
    fn default() -> KeptSitemap {
        KeptSitemap(Cache::new(1, usize::MAX, |xml| xml.len()))
    }
}

#[get("/sitemap.xml")]
pub async fn index(
    shelf: Shelf<'_>,
    network: TheNetwork,
    kept: &State<KeptSitemap>,
    db: &State<Database>,
    config: &State<Config>,
) -> Result<Xml> {
    kept.0.copy(String::new(), shelf.revision(), || written(&network, db, config)).await.map(Xml)
}

async fn written(network: &Network, db: &Database, config: &Config) -> Result<Arc<[u8]>> {
    let events: Vec<(String, DateTime<Utc>)> = Search::default()
        .select(network)
        .order_by_desc(event::Column::StartsAt)
        .limit(MOST)
        .select_only()
        .column(event::Column::Slug)
        .column(event::Column::UpdatedAt)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(sitemap(&config.public_url, network, &events).into_bytes().into())
}

/// A file of XML as it goes out, in one piece.
pub struct Xml(Arc<[u8]>);

impl<'r> Responder<'r, 'static> for Xml {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = Response::build();
        answer.raw_header("Content-Type", "application/xml; charset=utf-8");
        in_one_piece(&mut answer, self.0).ok()
    }
}

fn sitemap(site: &str, network: &Network, events: &[(String, DateTime<Utc>)]) -> String {
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    ));
    for path in ["/", "/regions", "/recordings"] {
        page(&mut xml, site, path, None);
    }
    for region in &network.regions {
        page(&mut xml, site, &format!("/regions/{}", region.slug), None);
    }
    for series in &network.series {
        page(&mut xml, site, &format!("/series/{}", series.slug), None);
    }
    for (slug, changed) in events {
        page(&mut xml, site, &format!("/events/{slug}"), Some(*changed));
    }
    xml + "</urlset>\n"
}

/// Slugs hold nothing that XML would have to escape; the address of the site is the operator's.
fn page(xml: &mut String, site: &str, path: &str, changed: Option<DateTime<Utc>>) {
    let site = site.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(xml, "<url><loc>{site}{path}</loc>");
    if let Some(changed) = changed {
        let _ = write!(xml, "<lastmod>{}</lastmod>", changed.format("%Y-%m-%dT%H:%M:%SZ"));
    }
    for language in Language::ALL {
        let _ = write!(
            xml,
            "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{site}{path}?lang={language}\"/>"
        );
    }
    xml.push_str("</url>\n");
}
