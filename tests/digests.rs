//! The weekly digest of a region: asked for, confirmed, read on Mondays, left with one press.

mod asking;
mod mondays;
mod telling;

use rocket::http::{ContentType, Status};
use samenkomst::digests::{self, reader};
use samenkomst::events::event;
use samenkomst::language::Language;
use samenkomst::mail::{LetterKind, Parcel, letter};
use samenkomst::regions::region;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::support::makers::{change, make_event, make_region};
use crate::support::people::{header, to};
use crate::support::{TestApp, brussels};

/// The Monday after the house opens, at seven.
const MONDAY: &str = "2027-02-08 07:00";

/// Hageland, with one event on 4 March that was published long ago.
async fn house() -> (TestApp, region::Model) {
    let app = TestApp::start().await;
    let hageland = make_region(&app, "hageland").await;
    make_event(&app, &hageland, "wie-zijn-wij", |_| {}).await;
    (app, hageland)
}

async fn ask(app: &TestApp, email: &str) -> (Status, String) {
    app.send("/regions/hageland/digest", &[("email", email)]).await
}

/// The link in a letter that begins like this, as a path.
fn link(letter: &Parcel, part: &str) -> String {
    let text = &letter.rendered.text;
    let links = text.split_whitespace().filter_map(|word| word.strip_prefix("https://samenkomst.example"));
    links.into_iter().find(|path| path.contains(part)).unwrap_or_else(|| panic!("no {part} in {text}")).to_string()
}

fn leaving(letter: &Parcel) -> String {
    let header = header(letter, "List-Unsubscribe");
    header.trim_start_matches("<https://samenkomst.example").trim_end_matches('>').to_string()
}

async fn write(app: &TestApp) -> u64 {
    digests::write_due(&app.db, &app.clock, app.config.timezone).await.expect("digests to write")
}

async fn all(app: &TestApp) -> Vec<reader::Model> {
    reader::Entity::find().all(app.db.read()).await.expect("a query")
}

/// Somebody who confirmed a while ago.
fn reads(number: u128, region: Option<i32>, l: Language) -> reader::ActiveModel {
    let email = format!("reader{number}@example.org");
    reader::ActiveModel {
        id: Set(Uuid::from_u128(number + 1)),
        region_id: Set(region),
        email_key: Set(email.clone()),
        email: Set(email),
        language: Set(l),
        asked_at: Set(brussels("2027-01-20 09:00")),
        confirmed_at: Set(Some(brussels("2027-01-20 09:05"))),
    }
}

async fn add(app: &TestApp, readers: impl IntoIterator<Item = reader::ActiveModel>) {
    reader::Entity::insert_many(readers).exec_without_returning(app.db.write()).await.expect("readers");
}

#[rocket::async_test]
async fn somebody_asks_confirms_reads_and_leaves() {
    let (app, hageland) = house().await;
    make_event(&app, &hageland, "intervisie-in-de-wijk", |e| {
        e.published_at = Set(Some(brussels("2027-02-03 10:00")));
        e.starts_at = Set(brussels("2027-02-18 09:30"));
        e.ends_at = Set(brussels("2027-02-18 12:00"));
        e.capacity = Set(Some(20));
    })
    .await;
    let page = app.page("/regions/hageland").await;
    assert!(page.contains("Wat er in het Hageland op de agenda staat.") && page.contains("f-email"), "{page}");
    let (status, next) = ask(&app, " Amina@Example.org ").await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/regions/hageland/digest?done=asked"));
    assert!(app.page(&next).await.contains("Kijk in je mailbox"));
    let question = app.letters().await.remove(0);
    assert_eq!(to(std::slice::from_ref(&question)), ["digest_asked Amina@Example.org"]);
    assert_eq!(question.rendered.subject, "Bevestig je weekmail: Hageland");
    assert_eq!(header(&question, "List-Unsubscribe"), "", "there is nothing to leave yet");

    let path = link(&question, "/confirmation/");
    assert!(app.page(&path).await.contains("Nog één klik"));
    assert!(all(&app).await[0].confirmed_at.is_none(), "a scanner that opens the link confirms nothing");
    let (status, next) = app.send(&path, &[]).await;
    assert_eq!(status, Status::SeeOther);
    let page = app.page(&next).await;
    assert!(page.contains("Je leest mee") && page.contains("Op maandag 8 februari vertrekt"), "{page}");

    app.at("2027-02-08 06:59");
    assert_eq!(write(&app).await, 0);
    app.at(MONDAY);
    assert_eq!(write(&app).await, 1);
    let letter = app.letters().await.remove(0);
    assert_eq!(letter.rendered.subject, "Hageland: nieuw, “Intervisie in de wijk” op 18 feb");
    let text = &letter.rendered.text;
    let (new, soon) = text.split_once("BINNENKORT").expect("what is near");
    assert!(new.contains("NIEUW") && new.contains("Intervisie in de wijk\nDonderdag 18 februari, 9.30 – 12.00\u{a0}uur (Brusselse tijd)\nWebinar, online\n20 plaatsen vrij van de 20\nhttps://samenkomst.example/events/intervisie-in-de-wijk"), "{text}");
    assert!(
        soon.contains(
            "Wie zijn wij\nDonderdag 4 maart, 13.30 – 15.30\u{a0}uur (Brusselse tijd)\nWebinar, online\nPlaats genoeg"
        ),
        "{text}"
    );
    assert!(!text.to_lowercase().contains("amina"), "no address in it: {text}");
    assert!(letter.bytes.len() < 60_000);
    assert_eq!(header(&letter, "From"), "\"Samenkomst Hageland\" <samenkomst@example.org>");
    assert_eq!(header(&letter, "Reply-To"), "hageland@example.org");
    assert_eq!(header(&letter, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert_eq!(header(&letter, "List-Id"), "Agenda Hageland <hageland.agenda.samenkomst.example>");
    assert_eq!((header(&letter, "In-Reply-To"), write(&app).await), (String::new(), 0));

    let path = leaving(&letter);
    assert!(!path.contains('@') && text.contains(&format!("https://samenkomst.example{path}")));
    assert!(app.page(&path).await.contains("niet meer krijgen?"));
    assert_eq!(all(&app).await.len(), 1, "a scanner that opens the link changes nothing");
    let once = app.client.post(path.clone()).header(ContentType::Form).body("List-Unsubscribe=One-Click");
    let answer = once.dispatch().await;
    assert_eq!((answer.status(), answer.headers().get_one("Location")), (Status::Ok, None));
    assert_eq!(all(&app).await, []);
    let kept = letter::Entity::find().filter(letter::Column::Recipient.like("%mina%")).count(app.db.read()).await;
    assert_eq!(kept.expect("a query"), 0, "the address is nowhere any more");
    let (status, page) = app.send(&path, &[]).await;
    assert!(status == Status::Ok && page.contains("In orde."), "leaving twice is no mistake");
}

#[rocket::async_test]
async fn a_digest_reads_like_this() {
    let (app, hageland) = house().await;
    let changed = |e: &mut event::ActiveModel| {
        e.published_at = Set(Some(brussels("2027-02-03 10:00")));
        e.title = Set("\"Thuis\" & <onderweg>".to_string());
        e.capacity = Set(Some(12));
        e.seats_taken = Set(12);
    };
    make_event(&app, &hageland, "thuis", changed).await;
    let off = make_event(&app, &hageland, "wandeling", |_| {}).await;
    change(&app, &off, event::Column::CancelledAt, brussels("2027-02-05 10:00")).await;
    add(&app, (0..3).map(|n| reads(n, Some(hageland.id), Language::ALL[n as usize]))).await;
    app.at(MONDAY);
    write(&app).await;
    let mut letters = app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    for (letter, l) in letters.iter().zip(Language::ALL) {
        assert_eq!(letter.kind, LetterKind::Digest);
        crate::letters::sound::is_sound(&format!("digest in {l}"), l, letter);
        insta::assert_snapshot!(
            format!("digest_of_hageland.{l}.txt"),
            format!("{}\n\n{}", letter.rendered.subject, letter.rendered.text)
        );
        insta::assert_snapshot!(format!("digest_of_hageland.{l}.html"), letter.rendered.html);
    }
}
