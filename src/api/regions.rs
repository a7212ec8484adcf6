//! The regions, as other programs see them.

use rocket::{State, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{Answer, Listing};
use super::asking::Wish;
use crate::config::Config;
use crate::language::{Language, Texts};
use crate::regions::{Network, TheNetwork, region};

#[derive(Serialize, ToSchema)]
pub struct RegionAnswer {
    #[schema(example = "hageland")]
    pub slug: String,
    /// In the language that was asked for, else in Dutch.
    pub name: String,
    /// By language: `nl`, `fr`, `en`.
    #[schema(value_type = Object)]
    pub names: Texts,
    /// The slug of the region that it is part of.
    #[schema(required)]
    pub parent: Option<String>,
    /// The slugs of its subregions.
    pub subregions: Vec<String>,
    pub url: String,
    /// The address of its calendar.
    pub calendar: String,
}

impl RegionAnswer {
    fn of(region: &region::Model, network: &Network, config: &Config, language: Language) -> RegionAnswer {
        RegionAnswer {
            slug: region.slug.clone(),
            name: region.names.get(language).to_string(),
            names: region.names.clone(),
            parent: region.parent_id.and_then(|id| network.region(id)).map(|r| r.slug.clone()),
            subregions: network.children(region.id).map(|r| r.slug.clone()).collect(),
            url: format!("{}/regions/{}", config.public_url, region.slug),
            calendar: format!("{}/calendar/{}.ics", config.public_url, region.slug),
        }
    }
}

/// The regions of the network, subregions included
#[utoipa::path(
    get,
    path = "/api/v1/regions",
    operation_id = "list_regions",
    tag = "Regions",
    params(("lang" = Option<String>, Query, description = "nl, fr or en")),
    responses((status = 200, description = "All of them on one page", body = Listing<RegionAnswer>))
)]
#[get("/regions")]
pub fn index(network: TheNetwork, config: &State<Config>, wish: Wish) -> Answer<Listing<RegionAnswer>> {
    let language = wish.0.unwrap_or_default();
    let answer = |region| RegionAnswer::of(region, &network, config, language);
    let items: Vec<RegionAnswer> = network.regions.iter().map(answer).collect();
    let total = items.len() as u64;
    Answer::public(Listing { items, page: 1, pages: 1, total })
}
