//! What the desk counts, as it is written in the end.

use crate::database::{Cell, Row, Rows};
use crate::events::{Room, StopRoom};

/// What the desk counts of an event.
pub struct EventCounts(pub Room);

impl Row for EventCounts {
    const ROWS: &'static Rows = &Rows {
        table: "events",
        columns: &[
            ("id", Cell::Number(0)),
            ("seats_taken", Cell::Number(1)),
            ("waiting", Cell::Number(2)),
            ("offered", Cell::Number(3)),
            ("next_place", Cell::Number(4)),
            ("capacity", Cell::Number(5)),
        ],
    };

    fn values(self) -> Vec<sea_orm::Value> {
        let event = self.0;
        vec![
            event.id.into(),
            event.seats_taken.into(),
            event.waiting.into(),
            event.offered.into(),
            event.next_place.into(),
            event.capacity.into(),
        ]
    }
}

/// What the desk counts of a stop.
pub struct StopCounts(pub StopRoom);

impl Row for StopCounts {
    const ROWS: &'static Rows = &Rows {
        table: "stops",
        columns: &[
            ("id", Cell::Number(0)),
            ("seats_taken", Cell::Number(1)),
            ("waiting", Cell::Number(2)),
            ("offered", Cell::Number(3)),
            ("next_place", Cell::Number(4)),
        ],
    };

    fn values(self) -> Vec<sea_orm::Value> {
        let stop = self.0;
        vec![stop.id.into(), stop.seats_taken.into(), stop.waiting.into(), stop.offered.into(), stop.next_place.into()]
    }
}
