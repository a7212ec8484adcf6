//! Letters through the whole house to a mail server that takes everything: claimed, composed, rendered with calendar
//! entry and ticket, packed, signed, sent and written down. Beside it the same bytes, made before, sent by lettre alone,
//! over its own pool and over connections of ours.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use rocket::futures::stream::{self, StreamExt, TryStreamExt};
use samenkomst::clock::Clock;
use samenkomst::config::{self, Config, DkimKey};
use samenkomst::database::Database;
use samenkomst::events::event::{self, Format};
use samenkomst::mail::delivery::Load;
use samenkomst::mail::{
    Letter, LetterKind, Memory, Parcel, PostOffice, Signer, SmtpServer, Templates, Transport, Urgency, letter, post,
};
use samenkomst::registrations::registration;
use samenkomst::worker::Secretary;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::Done;

/// As many letters travel at once as the house lets travel.
const AT_ONCE: usize = 8;

pub async fn send(slug: &str, rsa: &str, ed25519: &str) -> Done {
    let config = Config::read(&config::figment())?;
    let db = Database::connect(&config.database_url).await?;
    let letters = write(&db, slug).await?;
    let sink = Sink::open().await?;
    let house = House { db, config, url: sink.url.clone() };

    let memory = Memory::default();
    let rendered = house.deliver(Transport::Memory(memory.clone()), &[]).await?;
    let parcels = Arc::new(memory.take());
    let size: usize = parcels.iter().map(|parcel| parcel.bytes.len()).sum::<usize>() / parcels.len().max(1);
    println!("{letters} letters of {} KB\n\n| what | letters/s | of lettre alone |\n|---|---|---|", size / 1024);

    let alone = rate(letters, lettre_alone(&sink.url, &parcels)).await?;
    let swift = rate(letters, our_connections(&sink.url, &parcels)).await?;
    line("lettre alone, made before, its own pool", alone, swift);
    line("lettre alone, made before, over connections without delay", swift, swift);
    line("the house without a mail server", rendered, swift);
    let key = |selector: &str, file: &str| DkimKey { selector: selector.into(), file: file.into() };
    for (what, keys) in [
        ("the house", vec![]),
        ("the house, signing with ed25519", vec![key("e", ed25519)]),
        ("the house, signing with RSA", vec![key("r", rsa)]),
        ("the house, signing with both", vec![key("r", rsa), key("e", ed25519)]),
    ] {
        let smtp = Transport::Smtp(SmtpServer::at(&house.url)?);
        line(what, house.deliver(smtp, &keys).await?, swift);
    }
    let arrived = sink.arrived.load(Ordering::Relaxed);
    if arrived != letters * 6 {
        return Err(format!("{arrived} letters arrived, not {}", letters * 6).into());
    }
    Ok(())
}

fn line(what: &str, rate: f64, swift: f64) {
    println!("| {what} | {rate:.0} | **{:.2}** |", rate / swift);
}

async fn rate(letters: usize, sending: impl Future<Output = Done>) -> Result<f64, Box<dyn std::error::Error>> {
    let began = Instant::now();
    sending.await?;
    Ok(letters as f64 / began.elapsed().as_secs_f64())
}

struct House {
    db: Database,
    config: Config,
    url: String,
}

impl House {
    /// All letters, from the outbox to the transport; letters a second.
    async fn deliver(&self, transport: Transport, keys: &[DkimKey]) -> Result<f64, Box<dyn std::error::Error>> {
        let again = "UPDATE letters SET sent_at = NULL, claimed_until = NULL, attempts = 0";
        let letters = self.db.write().execute_unprepared(again).await?.rows_affected();
        let config = Config { dkim_keys: keys.to_vec(), ..self.config.clone() };
        let office = PostOffice::new(transport, Templates::load(None)?, config.mail_from.clone());
        let office = office.signed_by(Signer::of(&config)?);
        let secretary = Secretary { db: self.db.clone(), clock: Clock::System, config };
        let began = Instant::now();
        while office.round(&self.db, &Clock::System, &secretary, Urgency::Bulk, Load::FULL).await?.handled > 0 {}
        let time = began.elapsed().as_secs_f64();
        let left = letter::Entity::find().filter(letter::Column::SentAt.is_null()).one(self.db.read()).await?;
        match left {
            None => Ok(letters as f64 / time),
            Some(letter) => Err(format!("a letter did not leave: {:?}", letter.last_error).into()),
        }
    }
}

/// A confirmation for each registration, for an event in a hall, so that each carries a ticket.
async fn write(db: &Database, slug: &str) -> Result<usize, Box<dyn std::error::Error>> {
    event::Entity::update_many()
        .col_expr(event::Column::Format, Expr::value(Format::InPerson))
        .filter(event::Column::Slug.eq(slug))
        .exec(db.write())
        .await?;
    let found = event::Entity::find().filter(event::Column::Slug.eq(slug)).one(db.read()).await?;
    let event = found.ok_or("no such event")?;
    let people = registration::Entity::find().filter(registration::Column::EventId.eq(event.id)).all(db.read()).await?;
    for some in people.chunks(500) {
        let letters = some.iter().map(|person| Letter {
            thread_id: None,
            ..person.letter(LetterKind::RegistrationConfirmed, serde_json::json!({ "sequence": 0 }))
        });
        let txn = db.begin().await?;
        post(&txn, Clock::System.now(), letters.collect()).await?;
        txn.commit().await?;
    }
    Ok(people.len())
}

async fn lettre_alone(url: &str, parcels: &Arc<Vec<Parcel>>) -> Done {
    let mailer = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build();
    let journey = |place: usize| {
        let (mailer, parcels) = (mailer.clone(), parcels.clone());
        async move { mailer.send_raw(&parcels[place].envelope, &parcels[place].bytes).await.map(drop) }
    };
    let journeys: Vec<_> = (0..parcels.len()).map(journey).collect();
    stream::iter(journeys).buffer_unordered(AT_ONCE).try_collect::<()>().await?;
    Ok(())
}

async fn our_connections(url: &str, parcels: &Arc<Vec<Parcel>>) -> Done {
    let server = Arc::new(SmtpServer::at(url)?);
    let journey = |place: usize| {
        let (server, parcels) = (server.clone(), parcels.clone());
        async move { server.send(&parcels[place].envelope, &parcels[place].bytes).await }
    };
    let journeys: Vec<_> = (0..parcels.len()).map(journey).collect();
    stream::iter(journeys).buffer_unordered(AT_ONCE).try_collect::<()>().await?;
    Ok(())
}

/// A mail server that takes everything and keeps nothing.
struct Sink {
    url: String,
    arrived: Arc<AtomicUsize>,
}

impl Sink {
    async fn open() -> std::io::Result<Sink> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let sink = Sink { url: format!("smtp://{}", listener.local_addr()?), arrived: Arc::default() };
        let arrived = sink.arrived.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ = stream.set_nodelay(true);
                tokio::spawn(swallow(stream, arrived.clone()));
            }
        });
        Ok(sink)
    }
}

async fn swallow(stream: TcpStream, arrived: Arc<AtomicUsize>) -> std::io::Result<()> {
    let mut stream = BufReader::with_capacity(64 * 1024, stream);
    stream.write_all(b"220 sink ESMTP\r\n").await?;
    let (mut line, mut in_content) = (Vec::new(), false);
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match (in_content, &line[..line.len().min(4)]) {
            (true, b".\r\n") => {
                in_content = false;
                arrived.fetch_add(1, Ordering::Relaxed);
                b"250 taken\r\n"
            }
            (true, _) => continue,
            (false, b"DATA") => {
                in_content = true;
                b"354 go on\r\n"
            }
            (false, b"EHLO") => b"250-sink\r\n250 8BITMIME\r\n",
            _ => b"250 ok\r\n",
        };
        stream.write_all(answer).await?;
    }
}
