//! How many read along.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};

use super::reader;
use super::scope::Scope;
use crate::database::Database;
use crate::error::Result;
use crate::language::{Language, capitalised};
use crate::regions::Network;

/// The readers of each region's digest; those of the whole network under none.
pub async fn readers(db: &Database) -> Result<HashMap<Option<i32>, i64>> {
    let counted = reader::Entity::find()
        .select_only()
        .column(reader::Column::RegionId)
        .column_as(Expr::col(reader::Column::Id).count(), "readers")
        .filter(reader::Column::ConfirmedAt.is_not_null())
        .group_by(reader::Column::RegionId);
    let counted: Vec<(Option<i32>, i64)> = counted.into_tuple().all(db.read()).await?;
    Ok(counted.into_iter().collect())
}

/// The digest of a region, as the desk lists it.
pub struct Readership {
    pub name: String,
    /// "12 lezers."
    pub readers: String,
    /// Where one sees what the next will say.
    pub path: String,
}

/// The digests of these regions, and of the whole network for those who manage all of it.
pub async fn readership(
    db: &Database,
    network: &Network,
    regions: &[i32],
    with_all: bool,
    l: Language,
) -> Result<Vec<Readership>> {
    let readers = readers(db).await?;
    let mine = network.tree().into_iter().map(|(_, region)| region).filter(|region| regions.contains(&region.id));
    let scopes = with_all.then_some(Scope(None)).into_iter().chain(mine.map(|region| Scope(Some(region.clone()))));
    let row = |scope: Scope| Readership {
        name: capitalised(&scope.name(l)),
        readers: l.count("digest-readers", readers.get(&scope.region_id()).copied().unwrap_or_default()),
        path: scope.desk_path(),
    };
    Ok(scopes.map(row).collect())
}

/// How many read each digest, by the slug of the region (`all`: the whole network), for those who keep watch.
pub async fn readers_by_slug(db: &Database) -> Result<Vec<(String, i64)>> {
    let network = Network::load(db).await?;
    let readers = readers(db).await?;
    let slug = |id: Option<i32>| Scope::of(id, &network).map(|scope| scope.0.map_or("all".to_string(), |r| r.slug));
    Ok(readers.into_iter().filter_map(|(id, n)| Some((slug(id)?, n))).collect())
}
