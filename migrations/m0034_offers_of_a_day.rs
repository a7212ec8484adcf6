//! The offers of a day are found without a look at all that there were: whoever offers a seat waits until those of the day
//! are counted that went to the same address.

use sea_orm_migration::prelude::*;

const INDEX: &str = "handovers_by_day";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_index(Index::create().name(INDEX).table("handovers").col("offered_at").take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table("handovers").to_owned()).await
    }
}
