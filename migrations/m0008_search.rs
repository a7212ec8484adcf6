//! What the search among attendees looks in: names, addresses and organisations without capitals and accents.

use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::{prelude::*, schema::*};

use uuid::Uuid;

use crate::registrations::registration::search_text;

/// How many rows are read at once.
const PIECE: i64 = 1_000;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("search").default("").take();
        manager.alter_table(Table::alter().table("registrations").add_column(column).take()).await?;
        fill(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("registrations").drop_column("search").take()).await
    }
}

/// Writes the column for those who registered before.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let backend = db.get_database_backend();
    let mut after = Uuid::nil();
    loop {
        let select = "SELECT id, name, email, organisation FROM registrations WHERE id > $1 ORDER BY id LIMIT $2";
        let values = [after.into(), PIECE.into()];
        let rows = db.query_all_raw(Statement::from_sql_and_values(backend, select, values)).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            after = row.try_get_by_index(0)?;
            let text = |index: usize| row.try_get_by_index::<String>(index);
            let search = search_text(&text(1)?, &text(2)?, &text(3)?);
            let update = "UPDATE registrations SET search = $1 WHERE id = $2";
            db.execute_raw(Statement::from_sql_and_values(backend, update, [search.into(), after.into()])).await?;
        }
    }
}
