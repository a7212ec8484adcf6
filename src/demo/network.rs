//! Who invites: regions, themes, series, and the two accounts that look after them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction};

use super::content::Content;
use super::{ADMIN, ORGANISER, wrong};
use crate::error::Result;
use crate::language::Language;
use crate::mail::address::EmailAddress;
use crate::organisers::organiser;
use crate::organisers::role::{self, Role};
use crate::regions::{region, series, theme};

/// The network's ids by slug.
#[derive(Default)]
pub struct Known {
    regions: HashMap<String, i32>,
    themes: HashMap<String, i32>,
    series: HashMap<String, i32>,
    parents: HashMap<String, String>,
}

impl Known {
    pub fn region(&self, slug: &str) -> Result<i32> {
        let region = self.regions.get(slug).copied();
        region.ok_or_else(|| wrong(format!("there is no region {slug}")))
    }

    pub fn theme(&self, slug: &str) -> Result<i32> {
        let theme = self.themes.get(slug).copied();
        theme.ok_or_else(|| wrong(format!("there is no theme {slug}")))
    }

    pub fn series(&self, slug: &str) -> Result<i32> {
        let series = self.series.get(slug).copied();
        series.ok_or_else(|| wrong(format!("there is no series {slug}")))
    }

    /// The region at the table: a subregion's parent, else the region itself.
    pub fn home<'a>(&'a self, slug: &'a str) -> &'a str {
        self.parents.get(slug).map_or(slug, String::as_str)
    }
}

/// Writes regions, themes and series.
pub async fn insert(txn: &DatabaseTransaction, content: &Content) -> Result<Known> {
    let mut known = Known::default();
    insert_regions(txn, content, &mut known).await?;
    insert_themes(txn, content, &mut known).await?;
    insert_series(txn, content, &mut known).await?;
    Ok(known)
}

/// A parent stands before its subregions.
async fn insert_regions(txn: &DatabaseTransaction, content: &Content, known: &mut Known) -> Result<()> {
    for (position, told) in (1..).zip(&content.regions) {
        let parent_id = match &told.parent {
            Some(parent) => Some(known.region(parent)?),
            None => None,
        };
        let region = region::ActiveModel {
            slug: Set(told.slug.clone()),
            parent_id: Set(parent_id),
            position: Set(position),
            accent: Set(told.accent),
            names: Set(told.name.clone()),
            intro: Set(told.intro.clone()),
            work: Set(told.work.clone()),
            contacts: Set(region::Contacts(told.contacts.clone())),
            sender_name: Set(told.sender_name.clone()),
            reply_to: Set(told.reply_to.clone()),
            ..Default::default()
        };
        known.regions.insert(told.slug.clone(), region.insert(txn).await?.id);
        if let Some(parent) = &told.parent {
            known.parents.insert(told.slug.clone(), parent.clone());
        }
    }
    Ok(())
}

async fn insert_themes(txn: &DatabaseTransaction, content: &Content, known: &mut Known) -> Result<()> {
    for (position, told) in (1..).zip(&content.themes) {
        let theme = theme::ActiveModel {
            slug: Set(told.slug.clone()),
            position: Set(position),
            core: Set(told.core),
            names: Set(told.name.clone()),
            ..Default::default()
        };
        known.themes.insert(told.slug.clone(), theme.insert(txn).await?.id);
    }
    Ok(())
}

async fn insert_series(txn: &DatabaseTransaction, content: &Content, known: &mut Known) -> Result<()> {
    for told in &content.series {
        let series = series::ActiveModel {
            slug: Set(told.slug.clone()),
            region_id: Set(known.region(&told.region)?),
            umbrella: Set(told.umbrella),
            titles: Set(told.title.clone()),
            summaries: Set(told.summary.clone()),
            ..Default::default()
        };
        known.series.insert(told.slug.clone(), series.insert(txn).await?.id);
    }
    Ok(())
}

/// Writes an organiser of Oost-Vlaanderen and an administrator of everything.
pub async fn insert_organisers(txn: &DatabaseTransaction, known: &Known, now: DateTime<Utc>) -> Result<()> {
    let oost_vlaanderen = known.region("oost-vlaanderen")?;
    for (name, email, role, region_id) in [
        ("Hanne Verbeke", ORGANISER, Role::Organiser, Some(oost_vlaanderen)),
        ("Samira Haddad", ADMIN, Role::Admin, None),
    ] {
        let address: EmailAddress = email.parse().map_err(|()| wrong(email))?;
        let organiser = organiser::ActiveModel {
            email: Set(address.to_string()),
            email_key: Set(address.key()),
            name: Set(name.to_string()),
            language: Set(Language::Nl),
            created_at: Set(now),
            ..Default::default()
        };
        let role = role::ActiveModel {
            organiser_id: Set(organiser.insert(txn).await?.id),
            role: Set(role),
            region_id: Set(region_id),
            ..Default::default()
        };
        role.insert(txn).await?;
    }
    Ok(())
}
