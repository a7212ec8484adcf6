//! What an organiser is in a region: a role, there and in every region below. Without a region it holds everywhere.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::language::Language;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organiser_roles")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub organiser_id: i32,
    pub role: Role,
    pub region_id: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, clap::ValueEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Everything, regions and organisers included.
    Admin,
    /// The events of their regions, and who comes.
    Organiser,
    /// Reads and checks in.
    Viewer,
}

impl Role {
    pub const ALL: [Role; 3] = [Role::Admin, Role::Organiser, Role::Viewer];

    pub fn code(self) -> String {
        self.to_value()
    }

    pub fn of_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// "Organisator"
    pub fn words(self, l: Language) -> String {
        l.say(&format!("authority-{}", self.code()))
    }
}
