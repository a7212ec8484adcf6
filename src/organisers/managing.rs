//! Who organises where. An admin hands out and ends roles in the regions that they manage, and nowhere else, so nobody
//! can reach beyond what they hold. The last who manages everything stays.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use serde_json::json;

use super::audit::{self, Act, Fact, Subject};
use super::keys::link;
use super::rights::Authority;
use super::role::{self, Role};
use super::signing_in::sessions;
use super::{accounts, letters, organiser, tokens};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::mail::EmailAddress;
use crate::regions::Network;

/// Roles by region (none: everywhere); no role ends the one that is held there.
pub type Roles = BTreeMap<Option<i32>, Option<Role>>;

/// Why roles stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody would manage everything any more.
    LastAdmin,
    /// Somebody else gave another role since it was seen.
    Overtaken,
}

impl Refusal {
    /// Of the sentence that says so.
    pub fn key(self) -> &'static str {
        match self {
            Refusal::LastAdmin => "fault-last-admin",
            Refusal::Overtaken => "overtaken",
        }
    }
}

/// Somebody to add.
pub struct Newcomer {
    pub email: EmailAddress,
    pub name: String,
    pub language: Language,
    pub role: Role,
    /// Where: none stands for everywhere.
    pub places: Vec<Option<i32>>,
}

/// Adds an organiser, or gives one who is there a role more, and welcomes them with a letter.
pub async fn add(
    db: &Database,
    now: DateTime<Utc>,
    network: &Network,
    who: &Authority,
    newcomer: Newcomer,
) -> Result<Result<organiser::Model, Refusal>> {
    let wanted: Roles = newcomer.places.iter().map(|place| (*place, Some(newcomer.role))).collect();
    check(who, &wanted, network)?;
    let txn = db.begin().await?;
    let mut organiser = accounts::open(&txn, now, &newcomer.email, &newcomer.name).await?;
    if accounts::roles(&txn, organiser.id).await?.is_empty() && organiser.language != newcomer.language {
        let mut row = organiser.into_active_model();
        row.language = Set(newcomer.language);
        organiser = row.update(&txn).await?;
    }
    if let Err(refusal) = assign(&txn, now, &who.organiser, &organiser, &wanted).await? {
        return Ok(Err(refusal));
    }
    let regions: Vec<i32> = newcomer.places.iter().copied().flatten().collect();
    letters::post_welcome(&txn, now, &organiser, &who.organiser, &regions).await?;
    txn.commit().await?;
    Ok(Ok(organiser))
}

/// Changes the roles of an organiser, each if it is what was `seen` there; what was not seen is changed whatever it is.
pub async fn change(
    db: &Database,
    now: DateTime<Utc>,
    network: &Network,
    who: &Authority,
    organiser: &organiser::Model,
    wanted: &Roles,
    seen: &Roles,
) -> Result<Result<(), Refusal>> {
    check(who, wanted, network)?;
    let txn = db.begin().await?;
    if is_overtaken(&txn, organiser, wanted, seen).await? {
        return Ok(Err(Refusal::Overtaken));
    }
    let assigned = assign(&txn, now, &who.organiser, organiser, wanted).await?;
    if assigned.is_ok() {
        txn.commit().await?;
    }
    Ok(assigned)
}

/// Ends every role that `who` manages of an organiser. What they did stays in the books.
pub async fn remove(
    db: &Database,
    now: DateTime<Utc>,
    network: &Network,
    who: &Authority,
    organiser: &organiser::Model,
) -> Result<Result<(), Refusal>> {
    let held = accounts::roles(db.read(), organiser.id).await?;
    let mine = held.iter().map(|role| role.region_id).filter(|place| who.manages(*place, network));
    let nothing: Roles = mine.map(|place| (place, None)).collect();
    change(db, now, network, who, organiser, &nothing, &Roles::new()).await
}

/// The organiser, if `who` manages a region in which they hold a role.
pub async fn find(db: &Database, network: &Network, who: &Authority, id: i32) -> Result<Authority> {
    let found = accounts::authority(db, id).await?.ok_or(Error::NotFound)?;
    let is_mine = found.roles.iter().any(|held| who.manages(held.region_id, network));
    is_mine.then_some(found).ok_or(Error::NotFound)
}

/// Every organiser of whom the same holds, by name.
pub async fn all(db: &Database, network: &Network, who: &Authority) -> Result<Vec<Authority>> {
    let mut roles: BTreeMap<i32, Vec<role::Model>> = BTreeMap::new();
    for held in role::Entity::find().order_by_asc(role::Column::Id).all(db.read()).await? {
        roles.entry(held.organiser_id).or_default().push(held);
    }
    roles.retain(|_, held| held.iter().any(|role| who.manages(role.region_id, network)));
    let people = organiser::Entity::find().filter(organiser::Column::Id.is_in(roles.keys().copied()));
    let people = people.order_by_asc(organiser::Column::Name).all(db.read()).await?;
    let with_roles = |organiser: organiser::Model| {
        let roles = roles.remove(&organiser.id).unwrap_or_default();
        Authority { organiser, roles }
    };
    Ok(people.into_iter().map(with_roles).collect())
}

/// Whether all that an organiser holds is `who`'s to manage: then their tokens are too.
pub fn is_wholly_under(organiser: &Authority, who: &Authority, network: &Network) -> bool {
    organiser.roles.iter().all(|held| who.manages(held.region_id, network))
}

fn check(who: &Authority, wanted: &Roles, network: &Network) -> Result<()> {
    let exists = |place: &Option<i32>| place.is_none_or(|id| network.region(id).is_some());
    match wanted.keys().all(|place| exists(place) && who.manages(*place, network)) {
        true => Ok(()),
        false => Err(Error::Forbidden),
    }
}

/// Whether a role that is to be another one is not what was seen; it stays so until the transaction ends.
async fn is_overtaken(
    txn: &DatabaseTransaction,
    organiser: &organiser::Model,
    wanted: &Roles,
    seen: &Roles,
) -> Result<bool> {
    accounts::hold(txn, [organiser.id]).await?;
    let roles = accounts::roles(txn, organiser.id).await?;
    Ok(wanted.iter().any(|(place, role)| {
        let held = roles.iter().find(|held| held.region_id == *place).map(|held| held.role);
        held != *role && seen.get(place).is_some_and(|seen| *seen != held)
    }))
}

async fn assign(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    by: &organiser::Model,
    organiser: &organiser::Model,
    wanted: &Roles,
) -> Result<Result<(), Refusal>> {
    accounts::hold(txn, [organiser.id]).await?;
    let is_last = is_last_admin(txn, organiser.id).await?;
    let held = accounts::roles(txn, organiser.id).await?;
    let before: BTreeMap<Option<i32>, Role> = held.iter().map(|role| (role.region_id, role.role)).collect();
    let mut after = before.clone();
    let mut changes = Vec::new();
    for (place, role) in wanted {
        if before.get(place) != role.as_ref() {
            accounts::give(txn, organiser.id, *place, *role).await?;
            match role {
                Some(role) => after.insert(*place, *role),
                None => after.remove(place),
            };
            changes.push((*place, *role));
        }
    }
    if is_last && after.get(&None) != Some(&Role::Admin) {
        return Ok(Err(Refusal::LastAdmin));
    }
    let act = match (before.is_empty(), after.is_empty()) {
        (true, _) => Act::OrganiserAdded,
        (_, true) => Act::OrganiserRemoved,
        _ => Act::OrganiserChanged,
    };
    for (region_id, role) in changes {
        let subject = Subject { region_id, about: organiser.name.clone(), ..Subject::default() };
        let role = role.map_or_else(|| "none".to_string(), Role::code);
        audit::note(txn, now, Some(by), act, subject, &[(Fact::Role, json!(role))]).await?;
    }
    if after.is_empty() {
        send_away(txn, now, organiser.id).await?;
    }
    Ok(Ok(()))
}

/// Whether nobody else manages everything; it stays so until the transaction ends.
pub async fn is_last_admin(txn: &DatabaseTransaction, organiser_id: i32) -> Result<bool> {
    Ok(everywhere_admins(txn).await? == [organiser_id])
}

/// Who manages everything; held until the end, so that two do not send each other away.
async fn everywhere_admins(txn: &DatabaseTransaction) -> Result<Vec<i32>> {
    let admins = role::Entity::find()
        .filter(role::Column::Role.eq(Role::Admin))
        .filter(role::Column::RegionId.is_null())
        .order_by_asc(role::Column::Id)
        .lock_exclusive();
    Ok(admins.all(txn).await?.iter().map(|held| held.organiser_id).collect())
}

async fn send_away(txn: &DatabaseTransaction, now: DateTime<Utc>, organiser_id: i32) -> Result<()> {
    link::Entity::delete_many().filter(link::Column::OrganiserId.eq(organiser_id)).exec(txn).await?;
    sessions::end_all(txn, now, organiser_id).await?;
    tokens::revoke_all(txn, now, organiser_id).await
}
