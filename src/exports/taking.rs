//! Who took which list along is noted, and the columns that they chose are remembered.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;

use super::{Column, ExportFormat, MOST_ON_PAPER, Wishes};
use crate::database::Database;
use crate::error::Result;
use crate::events::Details;
use crate::language::Language;
use crate::organisers::audit::{self, Act, Fact, Subject};
use crate::organisers::organiser;

/// A list that somebody takes along.
#[derive(Clone, Copy)]
pub struct Taken<'a> {
    pub details: &'a Details,
    pub format: ExportFormat,
    pub wishes: &'a Wishes,
    /// How many people stand on it.
    pub count: u64,
}

/// Notes that the list was taken from the command line.
pub async fn note(db: &Database, now: DateTime<Utc>, taken: Taken<'_>) -> Result<()> {
    let txn = db.begin().await?;
    note_in(&txn, now, None, taken).await?;
    Ok(txn.commit().await?)
}

/// Notes that `who` (none: whoever runs the program) took the list.
pub async fn note_in(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    who: Option<&organiser::Model>,
    taken: Taken<'_>,
) -> Result<()> {
    let Taken { details, format, wishes, count } = taken;
    let event = &details.event;
    let subject = Subject { about: event.title(Language::default()).to_string(), ..event.subject() };
    let columns = (!format.is_printed()).then(|| Column::write_list(&wishes.columns));
    let facts = [
        (Fact::Format, json!(format.code())),
        (Fact::Count, json!(count)),
        (Fact::Columns, json!(columns)),
        (Fact::Filter, wishes.whom(format).facts()),
    ];
    audit::note(txn, now, who, Act::ListExported, subject, &facts).await
}

/// The organiser's next list begins with these columns.
pub async fn remember_columns(txn: &DatabaseTransaction, organiser: i32, columns: &[Column]) -> Result<()> {
    organiser::Entity::update_many()
        .col_expr(organiser::Column::ListColumns, Expr::value(Column::write_list(columns)))
        .filter(organiser::Column::Id.eq(organiser))
        .exec(txn)
        .await?;
    Ok(())
}

/// Whether so many people fit into a document for paper; if not, how many there are.
pub async fn fits_on_paper(
    db: &Database,
    details: &Details,
    format: ExportFormat,
    wishes: &Wishes,
) -> Result<Result<(), u64>> {
    if !format.is_printed() {
        return Ok(Ok(()));
    }
    let count = wishes.whom(format).count(db, details.event.id).await?;
    Ok(if count > MOST_ON_PAPER { Err(count) } else { Ok(()) })
}
