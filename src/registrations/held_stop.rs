//! A stop that a registration holds a seat at, or waits for.

use sea_orm::entity::prelude::*;

use super::registration::Status;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "registration_stops")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub registration_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub stop_id: i32,
    pub status: Status,
    /// The number drawn at the stop.
    pub place: i64,
    /// A seat is held here, for one to whom a seat at the event is offered.
    pub offered: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::registration::Entity",
        from = "Column::RegistrationId",
        to = "super::registration::Column::Id"
    )]
    Registration,
}

impl ActiveModelBehavior for ActiveModel {}
