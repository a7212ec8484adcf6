//! A full agenda: so many public events, one after the other over a year, each with as much to read as an event has.

use chrono::Duration;
use samenkomst::clock::Clock;
use samenkomst::config::{self, Config};
use samenkomst::database::Database;
use samenkomst::events::event::{self, Format, Venue};
use samenkomst::revision;
use sea_orm::{ActiveModelTrait, Set};
use uuid::Uuid;

use super::{Done, event::blank};

/// Letters with accents, a list and a link, about as long as what organisers write.
const STORY: &str = "Hoe maak je van een straat een plek waar mensen elkaar kennen? Samen met **buurtwerkers** en bewoners \
bekijken we wat er werkt, wat er schuurt en wat er nodig is.\n\n- een verhaal uit de praktijk\n- tijd om aan tafel \
ervaringen te delen\n- afspraken, zodat het niet bij één keer blijft\n\nNà afloop drinken we koffie. Meer lezen kan op \
[onze pagina](https://example.org/samen).\n\n";

/// Fills the agenda with `count` events from tomorrow on.
pub async fn fill(count: &str) -> Done {
    let config = Config::read(&config::figment())?;
    let db = Database::connect(&config.database_url).await?;
    let now = Clock::System.now();
    let count: i32 = count.parse()?;
    let txn = db.begin().await?;
    let made = blank(&config, &samenkomst::regions::Network::load(&db).await?, now)?;
    for n in 1..=count {
        let starts = now + Duration::days(1) + Duration::minutes(i64::from(n) * 8 * 60);
        let in_person = n % 2 == 0;
        let event = event::ActiveModel {
            slug: Set(format!("bijeenkomst-{n}")),
            uid: Set(Uuid::new_v4()),
            listed: Set(true),
            title: Set(format!("Bijeenkomst {n}: wonen, zorg en buurt")),
            summary: Set(
                "Een namiddag over wat er in de wijk leeft, voor wie er werkt en voor wie er woont.".to_string()
            ),
            description: Set(STORY.repeat(2)),
            starts_at: Set(starts),
            ends_at: Set(starts + Duration::hours(3)),
            format: Set(if in_person { Format::InPerson } else { Format::Online }),
            venue: Set(in_person.then(|| Venue {
                name: "Huis van de Buurt".into(),
                street: format!("Kerkstraat {n}"),
                postcode: "3000".into(),
                city: "Leuven".into(),
                latitude: Some(50.8798),
                longitude: Some(4.7005),
            })),
            ..made.clone()
        };
        event.insert(&txn).await?;
    }
    revision::raise(&txn, now).await?;
    txn.commit().await?;
    Ok(())
}

/// Makes everything that is kept stale, as a public change does.
pub async fn touch() -> Done {
    let config = Config::read(&config::figment())?;
    let db = Database::connect(&config.database_url).await?;
    let txn = db.begin().await?;
    revision::raise(&txn, Clock::System.now()).await?;
    txn.commit().await?;
    Ok(())
}
