//! A series gathers events: the webinars on diversity, or one day with an event in every region (an umbrella).

use sea_orm::entity::prelude::*;

use crate::language::Texts;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "series")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique)]
    pub slug: String,
    pub region_id: i32,
    /// One day, many places: the agenda shows its events as one.
    pub umbrella: bool,
    pub titles: Texts,
    pub summaries: Texts,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
