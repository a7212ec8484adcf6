//! The digest of one week: what happened since the one before. Its row says that it was written, or that somebody began.

use chrono::{DateTime, Datelike, Duration, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, Set};
use uuid::Uuid;

use super::scope::of_region;
use super::week::Week;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::mail::id_for;

/// Nothing is new for longer than this.
const NEWS: Duration = Duration::weeks(5);

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "digests")]
pub struct Model {
    /// Also the batch of its letters.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// None: the whole network.
    pub region_id: Option<i32>,
    /// What was published after this is new in it.
    pub since: DateTime<Utc>,
    /// Monday at seven: what was published later is for the next.
    pub until: DateTime<Utc>,
    /// When the last of its letters was posted, or when it was found that there is nothing to say.
    pub written_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The same for everybody who works on that week.
pub fn id(region: Option<i32>, week: Week) -> Uuid {
    let region = region.map(|id| id.to_be_bytes().to_vec()).unwrap_or_default();
    id_for("digest", &[&region, &week.monday().num_days_from_ce().to_be_bytes()])
}

impl Model {
    /// The digest of this week, not begun.
    pub async fn draft(db: &Database, region: Option<i32>, week: Week) -> Result<Model> {
        let until = week.opens();
        let last = Entity::find()
            .filter(of_region(Column::RegionId, region))
            .filter(Column::Until.lt(until))
            .filter(Column::WrittenAt.is_not_null())
            .order_by_desc(Column::Until)
            .one(db.read())
            .await?;
        let since = last.map_or(until - Duration::weeks(1), |last| last.until).max(until - NEWS);
        Ok(Model { id: id(region, week), region_id: region, since, until, written_at: None })
    }

    /// Begins it, or finds it as somebody else began it.
    pub async fn begin(db: &Database, region: Option<i32>, week: Week) -> Result<Model> {
        let draft = Model::draft(db, region, week).await?;
        let row = ActiveModel {
            id: Set(draft.id),
            region_id: Set(draft.region_id),
            since: Set(draft.since),
            until: Set(draft.until),
            written_at: Set(None),
        };
        let known = OnConflict::column(Column::Id).do_nothing().to_owned();
        Entity::insert(row).on_conflict(known).exec_without_returning(db.write()).await?;
        let begun = Entity::find_by_id(draft.id).one(db.write()).await?;
        begun.ok_or_else(|| Error::Internal("a digest that was begun is gone".into()))
    }

    /// Nothing more is to be posted for it.
    pub async fn finish(&self, db: &Database, now: DateTime<Utc>) -> Result<()> {
        let update = Entity::update_many().col_expr(Column::WrittenAt, Expr::value(now));
        update.filter(Column::Id.eq(self.id)).filter(Column::WrittenAt.is_null()).exec(db.write()).await?;
        Ok(())
    }

    /// Whether its letters come too late: the next one tells it all.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        now >= self.until + Duration::days(6)
    }
}
