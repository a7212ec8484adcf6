//! Events with their stops, questions, themes and co-hosts.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(events()).await?;
        for column in ["starts_at", "series_id", "region_id"] {
            manager
                .create_index(Index::create().name(format!("events_by_{column}")).table("events").col(column).take())
                .await?;
        }
        manager.create_table(stops()).await?;
        manager.create_table(questions()).await?;
        manager.create_table(link("event_themes", "theme_id", "themes")).await?;
        manager.create_table(link("event_regions", "region_id", "regions")).await?;
        for (table, column) in [("stops", "event_id"), ("questions", "event_id"), ("event_regions", "region_id")] {
            manager
                .create_index(Index::create().name(format!("{table}_by_{column}")).table(table).col(column).take())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["event_regions", "event_themes", "questions", "stops", "events"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("events")
        .col(pk_auto("id"))
        .col(string_len_uniq("slug", 120))
        .col(uuid_uniq("uid"))
        .col(integer("sequence"))
        .col(string_len("kind", 32))
        .col(integer("region_id"))
        .col(boolean("for_every_region"))
        .col(integer_null("series_id"))
        .col(boolean("listed"))
        .col(text("title"))
        .col(text("summary"))
        .col(text("description"))
        .col(text("accessibility"))
        .col(json("translations"))
        .col(json("languages"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(string_len("timezone", 64))
        .col(string_len("format", 16))
        .col(json_null("venue"))
        .col(text_null("join_url"))
        .col(integer_null("capacity"))
        .col(boolean("waiting_list"))
        .col(integer("seats_taken"))
        .col(integer("waiting"))
        .col(big_integer("next_place"))
        .col(string_len("stops_policy", 16))
        .col(timestamp_with_time_zone_null("opens_at"))
        .col(timestamp_with_time_zone_null("closes_at"))
        .col(json("speakers"))
        .col(json("programme"))
        .col(json("materials"))
        .col(text_null("recording_url"))
        .col(integer_null("recording_minutes"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(timestamp_with_time_zone_null("cancelled_at"))
        .col(text_null("cancellation_reason"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(text("search"))
        .foreign_key(ForeignKey::create().from("events", "region_id").to("regions", "id"))
        .foreign_key(ForeignKey::create().from("events", "series_id").to("series", "id"))
        .check(Expr::cust("seats_taken >= 0 AND waiting >= 0"))
        .take()
}

fn stops() -> TableCreateStatement {
    Table::create()
        .table("stops")
        .col(pk_auto("id"))
        .col(integer("event_id"))
        .col(integer("position"))
        .col(uuid_uniq("uid"))
        .col(integer("sequence"))
        .col(json("titles"))
        .col(json("descriptions"))
        .col(text("practice"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(integer_null("capacity"))
        .col(integer("seats_taken"))
        .col(integer("waiting"))
        .col(big_integer("next_place"))
        .foreign_key(&mut of_event("stops"))
        .check(Expr::cust("seats_taken >= 0 AND waiting >= 0"))
        .take()
}

fn questions() -> TableCreateStatement {
    Table::create()
        .table("questions")
        .col(pk_auto("id"))
        .col(integer("event_id"))
        .col(integer("position"))
        .col(json("labels"))
        .col(string_len("kind", 16))
        .col(boolean("required"))
        .col(json("options"))
        .foreign_key(&mut of_event("questions"))
        .take()
}

fn link(table: &'static str, column: &'static str, to: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(integer("event_id"))
        .col(integer(column))
        .primary_key(Index::create().col("event_id").col(column))
        .foreign_key(&mut of_event(table))
        .foreign_key(ForeignKey::create().from(table, column).to(to, "id"))
        .take()
}

fn of_event(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "event_id").to("events", "id").on_delete(ForeignKeyAction::Cascade).take()
}
