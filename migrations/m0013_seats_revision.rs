//! A second number in `revisions`: it rises with every batch at the seat desk, for pages that show free seats.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let first =
            Query::insert().into_table("revisions").columns(["id", "value"]).values_panic([2.into(), 1.into()]).take();
        manager.execute(first).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.execute(Query::delete().from_table("revisions").and_where(Expr::col("id").eq(2)).take()).await
    }
}
