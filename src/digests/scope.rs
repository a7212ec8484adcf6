//! What a digest is about: a region with all that its feed holds, or the whole network.

use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::regions::{Network, region};
use crate::slug::Slug;

/// A region; none: the whole network.
#[derive(Clone, Debug)]
pub struct Scope(pub Option<region::Model>);

impl Scope {
    /// The region at this address.
    pub fn called(slug: Slug<'_>, network: &Network) -> Result<Scope> {
        network.region_called(&slug).cloned().map(|region| Scope(Some(region))).ok_or(Error::NotFound)
    }

    /// The region of this id; a region that is gone has no digest.
    pub fn of(id: Option<i32>, network: &Network) -> Option<Scope> {
        match id {
            Some(id) => network.region(id).cloned().map(|region| Scope(Some(region))),
            None => Some(Scope(None)),
        }
    }

    pub fn region_id(&self) -> Option<i32> {
        self.0.as_ref().map(|region| region.id)
    }

    /// "Hageland", "alle regio’s"
    pub fn name(&self, l: Language) -> String {
        self.0.as_ref().map_or_else(|| l.say("digest-everywhere"), |region| region.names.get(l).to_string())
    }

    /// Where its agenda is.
    pub fn agenda(&self) -> String {
        self.0.as_ref().map_or_else(|| "/".to_string(), |region| format!("/regions/{}", region.slug))
    }

    /// Where one asks for it.
    pub fn path(&self) -> String {
        self.0.as_ref().map_or_else(|| "/digest".to_string(), |region| format!("/regions/{}/digest", region.slug))
    }

    /// Where its organisers look at it.
    pub fn desk_path(&self) -> String {
        format!("/organise{}", self.path())
    }

    /// The colour of its pages and letters.
    pub fn accent(&self) -> region::Accent {
        self.0.as_ref().map_or(region::Accent::Vl, |region| region.accent)
    }

    /// The name before our own address.
    pub fn sender_name(&self, l: Language, config: &Config) -> String {
        self.0.as_ref().map_or_else(|| config.network_name().to_string(), |region| region.sender(l))
    }

    /// Where answers to it arrive; for the whole network, at the sender.
    pub fn reply_to(&self) -> Option<String> {
        self.0.as_ref().map(|region| region.reply_to.clone())
    }

    /// By what mail programs sort it (RFC 2919, section 2): `Agenda Hageland <hageland.agenda.samenkomst.example>`.
    pub fn list_id(&self, config: &Config) -> String {
        let slug = self.0.as_ref().map_or("all", |region| region.slug.as_str());
        let address = format!("<{slug}.agenda.{}>", config.host());
        let name = self.0.as_ref().map_or(config.network_name(), |region| region.names.get(Language::Nl));
        // What is more than words would need quotes, which a filter has to undo.
        let is_words = name.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '-');
        if is_words { format!("Agenda {name} {address}") } else { address }
    }
}

/// What is of this region, by the column that names it; none: what is of the whole network.
pub fn of_region(column: impl ColumnTrait, region: Option<i32>) -> Expr {
    match region {
        Some(id) => column.eq(id),
        None => column.is_null(),
    }
}
