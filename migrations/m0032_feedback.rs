//! How was it? Whether an event asks, and what else its organiser asks then; what was said, which is nobody's; and who
//! said something, which tells nothing of what.

use sea_orm_migration::{prelude::*, schema::*};

const SAID: &str = "feedback";
const GIVEN: &str = "feedback_given";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let asks = boolean("asks_feedback").default(false).take();
        let question = json("feedback_question").default("{}").take();
        for column in [asks, question] {
            manager.alter_table(Table::alter().table("events").add_column(column).take()).await?;
        }
        manager.create_table(said()).await?;
        let by_event = Index::create().name("feedback_by_event").table(SAID).col("event_id").take();
        manager.create_index(by_event).await?;
        manager.create_table(given()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [GIVEN, SAID] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        for column in ["feedback_question", "asks_feedback"] {
            manager.alter_table(Table::alter().table("events").drop_column(column).take()).await?;
        }
        Ok(())
    }
}

/// No person and no time: what was said belongs to the event.
fn said() -> TableCreateStatement {
    Table::create()
        .table(SAID)
        .col(uuid("id").primary_key())
        .col(integer("event_id"))
        .col(integer_null("score"))
        .col(text("take_along"))
        .col(text("to_improve"))
        .col(text("own_answer"))
        .col(string_len_null("language", 2))
        .foreign_key(
            ForeignKey::create().from(SAID, "event_id").to("events", "id").on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn given() -> TableCreateStatement {
    Table::create()
        .table(GIVEN)
        .col(uuid("registration_id").primary_key())
        .foreign_key(
            ForeignKey::create()
                .from(GIVEN, "registration_id")
                .to("registrations", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
