//! One index for "this person at this event" and for "this person anywhere": each registration is written into one
//! fewer.

use sea_orm_migration::prelude::*;

const BY_ADDRESS: &str = "registrations_by_address";
const BY_PERSON: &str = "registrations_by_person";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [BY_ADDRESS, BY_PERSON] {
            manager.drop_index(index(name).to_owned()).await?;
        }
        manager.create_index(on(BY_ADDRESS).col("email_key").col("event_id").unique().take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(index(BY_ADDRESS).to_owned()).await?;
        manager.create_index(on(BY_ADDRESS).col("event_id").col("email_key").unique().take()).await?;
        manager.create_index(on(BY_PERSON).col("email_key").take()).await
    }
}

fn index(name: &str) -> IndexDropStatement {
    Index::drop().name(name).table("registrations").to_owned()
}

fn on(name: &str) -> IndexCreateStatement {
    Index::create().name(name).table("registrations").to_owned()
}
