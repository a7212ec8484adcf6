//! A stop that a registration holds a seat at, or waits for.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};

use crate::database::{Cell, Row, Rows};
use crate::registrations::registration::Status;

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
    /// The SEQUENCE of the newest invitation to this stop that surely went out.
    pub invited_sequence: i32,
    /// A seat is held here, for one to whom a seat at the event is offered.
    pub offered: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::registrations::registration::Entity",
        from = "Column::RegistrationId",
        to = "crate::registrations::registration::Column::Id"
    )]
    Registration,
}

impl ActiveModelBehavior for ActiveModel {}

/// The ids of the registrations that have a seat at this stop, or wait for one.
pub fn holders(stop: i32) -> SelectStatement {
    Query::select().column(Column::RegistrationId).from(Entity).and_where(Column::StopId.eq(stop)).take()
}

/// A stop that somebody just chose.
impl Row for Model {
    const ROWS: &'static Rows = &Rows {
        table: "registration_stops",
        columns: &[
            ("registration_id", Cell::Uuid(0)),
            ("stop_id", Cell::Number(1)),
            ("status", Cell::Text(2)),
            ("place", Cell::Number(3)),
            ("invited_sequence", Cell::Number(4)),
            ("offered", Cell::Always("false")),
        ],
    };

    fn values(self) -> Vec<Value> {
        vec![
            self.registration_id.into(),
            self.stop_id.into(),
            self.status.into(),
            self.place.into(),
            self.invited_sequence.into(),
        ]
    }
}
