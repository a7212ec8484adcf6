//! Many people who registered for an event, straight in the book: for lists of a known length.

use chrono::Duration;
use samenkomst::clock::Clock;
use samenkomst::config::{self, Config};
use samenkomst::database::Database;
use samenkomst::events::event;
use samenkomst::language::Language;
use samenkomst::registrations::registration::{self, Answers, Role, Status, search_text};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelBehavior, ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::Done;

pub async fn enter(slug: &str, count: &str) -> Done {
    let config = Config::read(&config::figment())?;
    let db = Database::connect(&config.database_url).await?;
    let count: i64 = count.parse()?;
    let found = event::Entity::find().filter(event::Column::Slug.eq(slug)).one(db.read()).await?;
    let event = found.ok_or("no such event")?;
    let now = Clock::System.now();
    let txn = db.begin().await?;
    for start in (0..count).step_by(500) {
        let rows = (start..count.min(start + 500)).map(|n| {
            let (name, email) = (format!("Persoon Nummer {n}"), format!("persoon{n}@example.org"));
            let organisation = format!("Organisatie {}", n % 97);
            let id = Uuid::now_v7();
            registration::ActiveModel {
                id: Set(id),
                event_id: Set(event.id),
                status: Set(Status::Confirmed),
                place: Set(n),
                search: Set(search_text(&name, &email, &organisation)),
                name: Set(name),
                email_key: Set(email.clone()),
                email: Set(email),
                organisation: Set(organisation),
                role: Set(Role::CHOICES[(n % 6) as usize]),
                language: Set(Language::ALL[(n % 3) as usize]),
                answers: Set(Answers::default()),
                sequence: Set(0),
                invited_sequence: Set(0),
                key_version: Set(0),
                token_hash: Set(id.as_bytes().to_vec()),
                consent_at: Set(now),
                registered_at: Set(now - Duration::seconds(n)),
                updated_at: Set(now),
                ..registration::ActiveModel::new()
            }
        });
        registration::Entity::insert_many(rows).exec_without_returning(&txn).await?;
    }
    event::Entity::update_many()
        .col_expr(event::Column::SeatsTaken, Expr::value(count as i32))
        .col_expr(event::Column::NextPlace, Expr::value(count))
        .filter(event::Column::Id.eq(event.id))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}
