//! An event of a known size in four weeks, hosted by the first region of the demo network.

use std::error::Error;

use chrono::{DateTime, Duration, Utc};
use samenkomst::clock::Clock;
use samenkomst::config::{self, Config};
use samenkomst::database::Database;
use samenkomst::events::event::{self, Format, Languages, folded};
use samenkomst::events::kind::Kind;
use samenkomst::events::room::StopsPolicy;
use samenkomst::language::Language;
use samenkomst::regions::Network;
use samenkomst::revision;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, Set};
use uuid::Uuid;

use super::Done;

/// So many events, `<prefix>-1` and on.
pub async fn make_many(prefix: &str, count: &str, seats: &str) -> Done {
    for number in 1..=count.parse::<u32>()? {
        make(&format!("{prefix}-{number}"), seats).await?;
    }
    Ok(())
}

pub async fn make(slug: &str, seats: &str) -> Done {
    let config = Config::read(&config::figment())?;
    let db = Database::connect(&config.database_url).await?;
    let network = Network::load(&db).await?;
    let now = Clock::System.now();
    let title = format!("Benchmark {slug}");
    let event = event::ActiveModel {
        slug: Set(slug.to_string()),
        search: Set(folded(&title)),
        title: Set(title),
        capacity: Set(Some(seats.parse()?)),
        ..blank(&config, &network, now)?
    };
    let txn = db.begin().await?;
    event.insert(&txn).await?;
    revision::raise(&txn, now).await?;
    txn.commit().await?;
    Ok(())
}

/// A published webinar of two hours, four weeks from now; not in the agenda, and without a name.
pub fn blank(config: &Config, network: &Network, now: DateTime<Utc>) -> Result<event::ActiveModel, Box<dyn Error>> {
    let region = network.top().next().ok_or("the network has no region: run the demo first")?;
    let starts = now + Duration::weeks(4);
    Ok(event::ActiveModel {
        uid: Set(Uuid::new_v4()),
        sequence: Set(0),
        kind: Set(Kind::Webinar),
        region_id: Set(region.id),
        for_every_region: Set(false),
        listed: Set(false),
        search: Set(String::new()),
        summary: Set(String::new()),
        description: Set(String::new()),
        accessibility: Set(String::new()),
        translations: Set(Default::default()),
        languages: Set(Languages(vec![Language::Nl])),
        starts_at: Set(starts),
        ends_at: Set(starts + Duration::hours(2)),
        timezone: Set(config.timezone.name().to_string()),
        format: Set(Format::Online),
        waiting_list: Set(true),
        seats_taken: Set(0),
        waiting: Set(0),
        next_place: Set(1),
        stops_policy: Set(StopsPolicy::BestEffort),
        speakers: Set(Default::default()),
        programme: Set(Default::default()),
        materials: Set(Default::default()),
        published_at: Set(Some(now)),
        created_at: Set(now),
        updated_at: Set(now),
        ..event::ActiveModel::new()
    })
}
