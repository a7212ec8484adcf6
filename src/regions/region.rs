//! A region, as it is kept.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{FromJsonQueryResult, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::language::{Language, Texts};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "regions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique)]
    pub slug: String,
    pub parent_id: Option<i32>,
    pub position: i32,
    pub accent: Accent,
    pub names: Texts,
    /// A sentence or two about the region, in Markdown.
    pub intro: Texts,
    /// What the region works on, in Markdown.
    pub work: Texts,
    pub contacts: Contacts,
    /// The name under which its letters go out.
    pub sender_name: String,
    /// Where answers to its letters arrive.
    pub reply_to: String,
    /// When it last got another name, or its letters did; none: never.
    pub renamed_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The regions in the order in which people see them.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>> {
    Ok(Entity::find().order_by_asc(Column::Position).order_by_asc(Column::Id).all(db).await?)
}

impl Model {
    /// The name under which a letter in this language goes out. A name that the region gave itself stays as it is.
    pub fn sender(&self, l: Language) -> String {
        if self.sender_name == usual_sender(&self.names, Language::Nl) {
            usual_sender(&self.names, l)
        } else {
            self.sender_name.clone()
        }
    }
}

/// "Platform Oost-Vlaanderen via Samenkomst"
pub fn usual_sender(names: &Texts, l: Language) -> String {
    l.fill("sender-usual", [("region", names.get(l).trim())])
}

/// The people one can write to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Contacts(pub Vec<Contact>);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    pub role: Texts,
}

/// A seat at the table: one of seven colours, each with its own place on the ring, as on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(8))")]
#[serde(rename_all = "lowercase")]
pub enum Accent {
    #[sea_orm(string_value = "vl")]
    Vl,
    #[sea_orm(string_value = "ant")]
    Ant,
    #[sea_orm(string_value = "bru")]
    Bru,
    #[sea_orm(string_value = "lim")]
    Lim,
    #[sea_orm(string_value = "ovl")]
    Ovl,
    #[sea_orm(string_value = "vbr")]
    Vbr,
    #[sea_orm(string_value = "wvl")]
    Wvl,
}

impl Accent {
    pub const ALL: [Accent; 7] =
        [Accent::Wvl, Accent::Ovl, Accent::Ant, Accent::Vl, Accent::Lim, Accent::Vbr, Accent::Bru];

    pub fn of_code(code: &str) -> Option<Accent> {
        Accent::ALL.into_iter().find(|accent| accent.code() == code)
    }

    /// The class in the style sheet, without its `r-`.
    pub fn code(self) -> &'static str {
        self.facts().0
    }

    /// Where it sits on the ring, in degrees: 0 is right, 90 on top.
    pub fn angle(self) -> f64 {
        self.facts().1
    }

    /// The colour on light paper, `#rrggbb`.
    pub fn hex(self) -> &'static str {
        self.facts().2
    }

    /// The nearest CSS3 colour name, for `COLOR` in a feed (RFC 7986, section 5.9, allows names only).
    pub fn css_name(self) -> &'static str {
        self.facts().3
    }

    fn facts(self) -> (&'static str, f64, &'static str, &'static str) {
        match self {
            Accent::Vl => ("vl", 45.0, "#6f2f80", "purple"),
            Accent::Ant => ("ant", 90.0, "#b03a2a", "firebrick"),
            Accent::Bru => ("bru", -135.0, "#4048b8", "darkslateblue"),
            Accent::Lim => ("lim", 0.0, "#b0286c", "mediumvioletred"),
            Accent::Ovl => ("ovl", 135.0, "#1b6e43", "seagreen"),
            Accent::Vbr => ("vbr", -45.0, "#586710", "darkolivegreen"),
            Accent::Wvl => ("wvl", 180.0, "#0a6a84", "teal"),
        }
    }
}
