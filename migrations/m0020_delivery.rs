//! The order in which letters leave is their own (`urgency`), and no longer whether they were written with others; how
//! many may leave in a minute is agreed between processes in a row; and what left in the last minute is found at once.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const WAITING: &str = "sent_at IS NULL AND failed_at IS NULL";

/// Letters that left are not asked again.
const RANK: &str = "
UPDATE letters SET urgency = CASE
    WHEN kind = 'sign_in' THEN 0
    WHEN kind IN ('event_cancelled', 'event_changed', 'reminder') THEN 2
    WHEN kind IN ('message', 'thanks') THEN 3
    ELSE 1 END
WHERE sent_at IS NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let urgency = small_integer("urgency").default(1).take();
        manager.alter_table(Table::alter().table("letters").add_column(urgency).take()).await?;
        manager
            .create_table(
                Table::create()
                    .table("mail_pace")
                    .col(integer("id").primary_key())
                    .col(big_integer("next_free"))
                    .take(),
            )
            .await?;
        let db = manager.get_connection();
        db.execute_unprepared(RANK).await?;
        db.execute_unprepared("INSERT INTO mail_pace (id, next_free) VALUES (1, 0)").await?;
        db.execute_unprepared("DROP INDEX letters_next").await?;
        for index in [
            format!("CREATE INDEX letters_next ON letters (urgency, due_at, id) WHERE {WAITING}"),
            "CREATE INDEX letters_sent ON letters (sent_at) WHERE sent_at IS NOT NULL".to_string(),
        ] {
            db.execute_unprepared(&index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for sql in [
            "DROP INDEX letters_sent".to_string(),
            "DROP INDEX letters_next".to_string(),
            format!("CREATE INDEX letters_next ON letters ((batch_id IS NOT NULL), due_at, id) WHERE {WAITING}"),
        ] {
            db.execute_unprepared(&sql).await?;
        }
        manager.drop_table(Table::drop().table("mail_pace").take()).await?;
        manager.alter_table(Table::alter().table("letters").drop_column("urgency").take()).await
    }
}
