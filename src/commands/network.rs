//! `region`, `organiser` and `token`: the network and who runs it.

use clap::Args;
use samenkomst::language::{LONGEST_NAME, is_a_line};
use samenkomst::mail::EmailAddress;
use samenkomst::organisers::audit::{self, Act, Fact, Subject};
use samenkomst::organisers::role::Role;
use samenkomst::organisers::{accounts, managing, organiser, regions, tokens};
use samenkomst::regions::Network;
use samenkomst::regions::adding::Newcomer;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{Done, ground, new_ground, remark, said, say};

pub async fn list_regions() -> Done {
    let (_, db, _) = new_ground().await?;
    let network = Network::load(&db).await.map_err(said)?;
    for (depth, region) in network.tree() {
        let names: Vec<&str> = region.names.all().collect();
        say(format_args!("{}{:24} {}", "  ".repeat(depth), region.slug, names.join(" / ")))?;
    }
    db.close().await;
    Ok(())
}

#[derive(Args)]
pub struct NewRegion {
    /// Its name in addresses: small letters, digits and hyphens.
    #[arg(long)]
    slug: String,
    /// Its name in Dutch, which stands in for one that is left out.
    #[arg(long)]
    name_nl: String,
    /// Its name in French.
    #[arg(long)]
    name_fr: Option<String>,
    /// Its name in English.
    #[arg(long)]
    name_en: Option<String>,
    /// The region that it lies in.
    #[arg(long, value_name = "SLUG")]
    parent: Option<String>,
}

pub async fn add_region(region: NewRegion) -> Done {
    let (config, db, clock) = new_ground().await?;
    let names = samenkomst::language::Texts {
        nl: region.name_nl,
        fr: region.name_fr.unwrap_or_default(),
        en: region.name_en.unwrap_or_default(),
    };
    // Until its own address is filled in on its page, answers arrive where those to the network do.
    let reply_to = config.mail_from.email.to_string();
    let newcomer = Newcomer { slug: region.slug, names, parent: region.parent, reply_to };
    let added = regions::add(&db, clock.now(), None, newcomer).await.map_err(said)?;
    let added = added.map_err(said)?;
    say(format_args!("The region {} is there.", added.slug))?;
    db.close().await;
    Ok(())
}

pub async fn add_organiser(email: &str, name: &str, role: Role, regions: &[String]) -> Done {
    let (config, db, clock) = new_ground().await?;
    let address: EmailAddress = email.parse().map_err(|()| format!("{email} is not an e-mail address"))?;
    let name = named(name)?;
    let network = Network::load(&db).await.map_err(said)?;
    let mut ids = Vec::with_capacity(regions.len());
    for slug in regions {
        ids.push(network.region_called(slug).ok_or(format!("There is no region {slug}"))?.id);
    }
    let now = clock.now();
    let txn = db.begin().await.map_err(said)?;
    let known = accounts::find(&txn, &address).await.map_err(said)?;
    if ids.is_empty() && role != Role::Admin {
        keep_an_admin(&txn, known.as_ref()).await?;
    }
    let organiser = accounts::add(&txn, now, &address, name, role, &ids).await.map_err(said)?;
    let places = if ids.is_empty() { vec![None] } else { ids.into_iter().map(Some).collect() };
    for region_id in places {
        let subject = Subject { region_id, about: organiser.name.clone(), ..Subject::default() };
        let facts = [(Fact::Role, json!(role.code()))];
        audit::note(&txn, now, None, Act::OrganiserAdded, subject, &facts).await.map_err(said)?;
    }
    let link = accounts::make_link(&txn, now, organiser.id).await.map_err(said)?;
    txn.commit().await.map_err(said)?;
    if known.is_some() {
        remark(format_args!("{address} had an account already, with the name {}.", organiser.name));
    }
    say(format_args!("{}/organise/sign-in/{link}", config.public_url))?;
    db.close().await;
    Ok(())
}

/// Refuses to give the last admin of everything another role there.
async fn keep_an_admin(txn: &DatabaseTransaction, known: Option<&organiser::Model>) -> Done {
    let Some(known) = known else { return Ok(()) };
    match managing::is_last_admin(txn, known.id).await.map_err(said)? {
        true => Err(format!("{} is the last admin of everything: first make somebody else an admin", known.email)),
        false => Ok(()),
    }
}

pub async fn create_token(organiser: &str, name: &str) -> Done {
    let (_, db, clock) = ground().await?;
    let address: EmailAddress = organiser.parse().map_err(|()| format!("{organiser} is not an e-mail address"))?;
    let name = named(name)?;
    let found = accounts::find(db.read(), &address).await.map_err(said)?;
    let found = found.ok_or(format!("There is no organiser {organiser}"))?;
    let token = tokens::make(&db, clock.now(), None, &found, name).await.map_err(said)?;
    remark(format_args!("The token for {}; it is shown this once:", found.name));
    say(token)?;
    db.close().await;
    Ok(())
}

/// A name that was typed, as it is kept.
fn named(typed: &str) -> Result<&str, String> {
    let name = typed.trim();
    if name.is_empty() {
        return Err("--name is empty: give a name".into());
    }
    if !is_a_line(name) {
        return Err(format!("--name must be one line of at most {LONGEST_NAME} characters"));
    }
    Ok(name)
}
