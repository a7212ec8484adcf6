//! The organisers' list of a large event: the time of the whole page (the session, the event, the counts of the tabs, the
//! people, the HTML) beside the time of the one query that fetches its fifty people, in the same process and the same
//! minute. How often the page takes the query's time is what to look at.

use std::time::{Duration, Instant};

use rocket::http::Status as Http;
use rocket::local::asynchronous::Client;
use samenkomst::clock::Clock;
use samenkomst::config::{self, Config};
use samenkomst::database::Database;
use samenkomst::events::event;
use samenkomst::language::Language;
use samenkomst::organisers::accounts;
use samenkomst::organisers::role::Role as Right;
use samenkomst::organisers::signing_in::sessions;
use samenkomst::registrations::attendees::Filter;
use samenkomst::registrations::registration::{self, Answers, Role, Status, search_text};
use samenkomst::{Ground, build};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::Done;

/// How often each page is asked for; the median counts.
const ROUNDS: usize = 15;

const FIRST_NAMES: [&str; 8] = ["Amina", "Élodie", "Łukasz", "Bart", "Zoë", "Fatou", "Dilara", "Jef"];
const LAST_NAMES: [&str; 7] = ["El Idrissi", "Peeters", "Yıldız", "Van den Broeck", "Maes", "Diallo", "Claes"];

pub async fn list(slug: &str, people: &str) -> Done {
    let config = Config::read(&config::figment())?;
    let db = Database::connect(&config.database_url).await?;
    let found = event::Entity::find().filter(event::Column::Slug.eq(slug)).one(db.read()).await?;
    let event = found.ok_or("there is no such event: make it with `bench event`")?;
    fill(&db, &event, people.parse()?).await?;
    let txn = db.begin().await?;
    let now = Clock::System.now();
    let email = "bench@example.org".parse().map_err(|()| "no address")?;
    let who = accounts::add(&txn, now, &email, "Bench", Right::Admin, &[]).await?;
    let key = sessions::begin(&txn, now, who.id, "").await?;
    txn.commit().await?;
    let ground = Ground { figment: config::figment(), config: config.clone(), clock: Clock::System, db: db.clone() };
    let house = Client::untracked(build(ground)).await.map_err(|e| format!("the house did not start: {}", e.kind()))?;
    println!("| filter | people | page, ms | bare query, ms | ratio |\n|---|---|---|---|---|");
    for query in [
        "status=confirmed&sort=name",
        "status=confirmed&sort=name&page=200",
        "status=waitlisted&sort=place",
        "status=all&sort=name",
        "status=confirmed&sort=name&q=peeters",
        "status=all&sort=place&q=yildiz+4711",
        "status=confirmed&sort=name&role=student",
        "status=confirmed&sort=name&answer=1:Soep",
        "status=confirmed&sort=organisation",
        "status=confirmed&sort=registered&present=false&language=fr",
    ] {
        let path = format!("/organise/events/{slug}/registrations?{query}");
        let mut pages = Vec::new();
        let mut queries = Vec::new();
        for _ in 0..ROUNDS {
            let began = Instant::now();
            let answer = house.get(path.clone()).cookie(("session", key.to_string())).dispatch().await;
            if answer.status() != Http::Ok {
                return Err(format!("{path}: {}", answer.status()).into());
            }
            let page = answer.into_string().await;
            pages.push(began.elapsed());
            drop(page);
            queries.push(bare(&db, event.id, query).await?);
        }
        let (page, bare) = (median(pages), median(queries));
        let count = Filter::parse(query).count(&db, event.id).await?;
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!("| `{query}` | {count} | {:.1} | {:.1} | **{:.1}** |", ms(page), ms(bare), ms(page) / ms(bare));
    }
    Ok(())
}

/// The one query for the fifty people, its rows not even read.
async fn bare(db: &Database, event: i32, query: &str) -> Result<Duration, Box<dyn std::error::Error>> {
    let page: u64 = query.split("page=").nth(1).map_or(Ok(1), str::parse)?;
    let fifty = Filter::parse(query).select_sorted(db, event).offset((page - 1) * 50).limit(50);
    let statement = fifty.build(db.read().get_database_backend());
    let began = Instant::now();
    let rows = db.read().query_all_raw(statement).await?;
    let time = began.elapsed();
    drop(rows);
    Ok(time)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// So many people: eight in ten have a seat, one waits, one cancelled.
async fn fill(db: &Database, event: &event::Model, people: u32) -> Done {
    let now = Clock::System.now();
    let person = |number: u32| {
        let name = format!("{} {}", FIRST_NAMES[number as usize % 8], LAST_NAMES[number as usize % 7]);
        let email = format!("bench{number}@example.org");
        let organisation = format!("Wijkwerk {}", number % 300);
        registration::Model {
            id: Uuid::now_v7(),
            event_id: event.id,
            status: [Status::Waitlisted, Status::Cancelled, Status::Confirmed][(number as usize % 10).min(2)],
            place: i64::from(number) + 1,
            search: search_text(&name, &email, &organisation),
            name,
            email_key: email.clone(),
            email,
            organisation,
            role: Role::CHOICES[number as usize % 6],
            language: Language::ALL[number as usize % 3],
            answers: Answers([(1, vec![["Soep", "Brood", "Niets"][number as usize % 3].to_string()])].into()),
            sequence: 0,
            invited_sequence: 0,
            key_version: 0,
            token_hash: Uuid::new_v4().as_bytes().to_vec(),
            consent_at: now,
            registered_at: now,
            updated_at: now,
            cancelled_at: None,
            checked_in_at: None,
            offered_until: None,
            offers_missed: 0,
        }
    };
    for piece in (0..people).collect::<Vec<_>>().chunks(500) {
        let rows = piece.iter().map(|number| person(*number).into_active_model().reset_all());
        registration::Entity::insert_many(rows).exec_without_returning(db.write()).await?;
    }
    db.write().execute_unprepared("ANALYZE").await?;
    Ok(())
}
