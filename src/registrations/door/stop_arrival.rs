//! That somebody is at a stop, or was there, and since when. It stands apart from the seats (`held_stop`): who chose
//! another stop can be let in, and who gives back a stop that they were at was there all the same.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseConnection, DatabaseTransaction, QueryOrder};

use crate::error::Result;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stop_arrivals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub registration_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub stop_id: i32,
    pub at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// When each of these people came to which stops, the first one first.
pub async fn of_all(db: &DatabaseConnection, people: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Model>>> {
    let mut by_person: HashMap<Uuid, Vec<Model>> = HashMap::new();
    let found = Entity::find().filter(Column::RegistrationId.is_in(people)).order_by_asc(Column::At);
    for there in found.all(db).await? {
        by_person.entry(there.registration_id).or_default().push(there);
    }
    Ok(by_person)
}

/// When the person came to the first of their stops.
pub async fn first_of(txn: &DatabaseTransaction, person: Uuid) -> Result<Option<DateTime<Utc>>> {
    let first = Entity::find().filter(Column::RegistrationId.eq(person)).order_by_asc(Column::At);
    Ok(first.one(txn).await?.map(|there| there.at))
}

/// Whoever gives up their seat was at no stop, wherever that is asked.
pub async fn take_out(txn: &DatabaseTransaction, person: Uuid) -> Result<()> {
    Entity::delete_many().filter(Column::RegistrationId.eq(person)).exec(txn).await?;
    Ok(())
}
