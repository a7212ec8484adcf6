//! A theme: what events are about. The core themes are the network's lines of force ("krachtlijnen").

use sea_orm::entity::prelude::*;

use crate::language::Texts;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "themes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique)]
    pub slug: String,
    pub position: i32,
    pub core: bool,
    pub names: Texts,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
