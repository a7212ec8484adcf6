//! The weekly digest of a region: asked for, confirmed, read on Mondays, left with one press.

use chrono::{DateTime, Duration, TimeZone, Utc};
use chrono_tz::Europe::Brussels;
use rocket::http::{ContentType, Status};
use samenkomst::digests::week::Week;
use samenkomst::digests::{self, digest, reader};
use samenkomst::events::event;
use samenkomst::incoming::{self, Effect, Envelope};
use samenkomst::language::Language;
use samenkomst::mail::{LetterKind, Parcel, letter};
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region, make_subregion};
use crate::support::people::to;
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

fn header(letter: &Parcel, name: &str) -> String {
    let text = String::from_utf8(letter.bytes.clone()).expect("ASCII");
    let unfolded = text.replace("\r\n ", " ");
    let line = unfolded.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_string));
    line.unwrap_or_default()
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

async fn change(app: &TestApp, event: &event::Model, column: event::Column, value: impl Into<sea_orm::Value>) {
    let update = event::Entity::update_many().col_expr(column, Expr::value(value));
    update.filter(event::Column::Id.eq(event.id)).exec(app.db.write()).await.expect("an update");
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
    assert!(page.contains("Elke maandag: wat er in Hageland op de agenda staat.") && page.contains("f-email"));
    let (status, next) = ask(&app, " Amina@Example.org ").await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/regions/hageland/digest?done=asked"));
    assert!(app.page(&next).await.contains("Kijk in je mailbox"));
    let question = app.letters().await.remove(0);
    assert_eq!(to(std::slice::from_ref(&question)), ["digest_asked Amina@Example.org"]);
    assert_eq!(question.rendered.subject, "Bevestig: elke maandag de agenda van Hageland");
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
    assert!(new.contains("NIEUW") && new.contains("Intervisie in de wijk\nDonderdag 18 februari, 9.30 – 12.00\u{a0}uur\nWebinar, online\n20 plaatsen vrij van de 20\nhttps://samenkomst.example/events/intervisie-in-de-wijk"), "{text}");
    assert!(
        soon.contains("Wie zijn wij\nDonderdag 4 maart, 13.30 – 15.30\u{a0}uur\nWebinar, online\nPlaats genoeg"),
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
async fn a_stranger_learns_of_nobody_what_they_read() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    let known = ask(&app, "reader0@example.org").await;
    let unknown = ask(&app, "nobody@example.org").await;
    assert_eq!(known, unknown);
    let mut letters = app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    let subjects: Vec<&str> = letters.iter().map(|letter| letter.rendered.subject.as_str()).collect();
    assert_eq!(subjects, ["Bevestig: elke maandag de agenda van Hageland", "Je leest al mee: Hageland"]);
    assert_eq!(ask(&app, "READER0+x@example.org").await, unknown);
    assert_eq!(ask(&app, "nobody@example.org").await, unknown);
    assert_eq!(app.letters().await.len(), 0, "not again so soon");
    app.at("2027-02-02 10:00");
    ask(&app, "reader0@example.org").await;
    ask(&app, "nobody@example.org").await;
    assert_eq!(to(&app.letters().await), ["digest_asked nobody@example.org"], "who reads along hears it once a day");
    assert_eq!(all(&app).await.len(), 2);
}

#[rocket::async_test]
async fn nobody_is_buried_in_questions() {
    let app = TestApp::start().await;
    for slug in ["leuven", "hageland", "vilvoorde", "brussel"] {
        make_region(&app, slug).await;
        let (status, _) = app.send(&format!("/regions/{slug}/digest"), &[("email", "amina@example.org")]).await;
        assert_eq!(status, Status::SeeOther);
    }
    app.send("/digest", &[("email", "amina@example.org")]).await;
    assert_eq!((app.letters().await.len(), all(&app).await.len()), (3, 3));
}

#[rocket::async_test]
async fn what_makes_no_sense_comes_back_with_a_sentence() {
    let (app, _) = house().await;
    for (typed, said) in [
        ("", "Vul je e-mailadres in"),
        ("amina", "Vul een e-mailadres in met een @"),
        ("amina@", "Kijk je e-mailadres nog eens na"),
        ("a@example.org\r\nBcc: b@example.org", "Kijk je e-mailadres nog eens na"),
        ("\"><script>@example.org", "Kijk je e-mailadres nog eens na"),
    ] {
        for path in ["/regions/hageland/digest", "/digest"] {
            let (status, page) = app.send(path, &[("email", typed)]).await;
            assert!(status == Status::UnprocessableEntity && page.contains(said), "{typed} {status}");
            assert!(!page.contains("<script>"));
        }
    }
    let (status, _) = ask(&app, &format!("{}@example.org", "a".repeat(4_000))).await;
    assert_eq!(status, Status::UnprocessableEntity);
    let (status, _) = app.send("/regions/hageland/digest", &[("email", "a@example.org"), ("website", "x")]).await;
    assert_eq!(status, Status::SeeOther, "a robot is told what it wants to hear");
    assert_eq!(app.send("/regions/nergens/digest", &[("email", "a@example.org")]).await.0, Status::NotFound);
    assert_eq!((all(&app).await, app.letters().await.len()), (Vec::new(), 0));
    let id = Uuid::nil();
    for path in [format!("/digests/{id}/x"), "/digests/%00/x".to_string(), format!("/digests/{id}/confirmation/x")] {
        assert_eq!(app.client.get(path.clone()).dispatch().await.status(), Status::NotFound);
        assert_eq!(app.send(&path, &[]).await.0, Status::NotFound);
        assert_eq!(app.send(&path, &[("_method", "put"), ("seal", "x")]).await.0, Status::NotFound);
    }
}

#[rocket::async_test]
async fn one_who_asks_twice_at_once_gets_one_question() {
    let (app, _) = house().await;
    let neighbour = app.neighbour().await;
    let (first, second) = tokio::join!(ask(&app, "amina@example.org"), ask(&neighbour, "amina@example.org"));
    assert_eq!(first, second);
    assert_eq!((app.letters().await.len(), all(&app).await.len()), (1, 1));
}

#[rocket::async_test]
async fn the_language_is_the_one_in_which_they_last_said_yes() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    app.send("/regions/hageland/digest?lang=fr", &[("email", "reader0@example.org")]).await;
    let question = app.letters().await.remove(0);
    assert_eq!(question.rendered.subject, "Désormais en français ? L’e-mail du lundi : Hageland");
    assert_eq!(all(&app).await[0].language, Language::Nl, "asking changes nothing");
    let path = link(&question, "/confirmation/");
    assert!(app.page(&path).await.contains("Chaque lundi à 7\u{a0}h, en français"));
    app.send(&path, &[]).await;
    let readers = all(&app).await;
    assert_eq!((readers[0].language, readers[0].confirmed_at), (Language::Fr, Some(brussels("2027-01-20 09:05"))));
    app.at(MONDAY);
    write(&app).await;
    assert_eq!(app.letters().await[0].rendered.subject, "Hageland : bientôt « Wie zijn wij » le 4 mars");
}

#[rocket::async_test]
async fn a_question_that_nobody_answers_is_forgotten() {
    let (app, _) = house().await;
    ask(&app, "amina@example.org").await;
    let path = link(&app.letters().await[0], "/confirmation/");
    app.at("2027-02-09 08:59");
    assert_eq!(digests::forget(&app.db, &app.clock).await.expect("a sweep"), 0);
    app.at("2027-02-09 09:00");
    app.send(&path, &[]).await;
    assert!(app.page(&path).await.contains("Deze link werkt niet meer"), "a week is over");
    assert_eq!(digests::forget(&app.db, &app.clock).await.expect("a sweep"), 1);
    assert_eq!(all(&app).await, []);
    assert!(app.page(&path).await.contains("Deze link werkt niet meer"));
    app.at("2027-03-20 09:00");
    digests::forget(&app.db, &app.clock).await.expect("a sweep");
    assert_eq!(letter::Entity::find().count(app.db.read()).await.expect("a query"), 0, "the letter as well");
}

#[rocket::async_test]
async fn whoever_slipped_takes_it_back_for_an_hour() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    app.at(MONDAY);
    write(&app).await;
    let path = leaving(&app.letters().await[0]);
    let (_, page) = app.send(&path, &[]).await;
    let hidden = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a field");
        rest.split_once('"').expect("its end").0.to_string()
    };
    let [email, region, language, until, seal] = ["email", "region", "language", "until", "seal"].map(hidden);
    let back = |email: &str| {
        let fields =
            [("_method", "put"), ("region", &region), ("language", &language), ("until", &until), ("seal", &seal)];
        let mut fields: Vec<(&str, String)> = fields.map(|(name, value)| (name, value.to_string())).into();
        fields.push(("email", email.to_string()));
        fields
    };
    let send = async |fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        app.send(&path, &fields).await.1
    };
    assert!(send(back("other@example.org")).await.contains("In orde."), "the seal is for one address");
    assert_eq!(all(&app).await, []);
    assert!(send(back(&email)).await.contains("Je leest weer mee over Hageland."));
    assert!(send(back(&email)).await.contains("Je leest weer mee over Hageland."));
    assert_eq!(all(&app).await.len(), 1);
    assert_eq!((write(&app).await, app.letters().await.len()), (0, 0), "no second letter this week");
    app.send(&path, &[]).await;
    app.at("2027-02-08 08:00");
    send(back(&email)).await;
    assert_eq!(all(&app).await, [], "an hour is over");
}

#[rocket::async_test]
async fn who_was_away_on_monday_writes_until_wednesday_noon() {
    for (time, letters) in
        [("2027-02-09 22:00", 1), ("2027-02-10 11:59", 1), ("2027-02-10 12:00", 0), ("2027-02-14 09:00", 0)]
    {
        let (app, hageland) = house().await;
        add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
        app.at(time);
        assert_eq!(write(&app).await, letters, "{time}");
        app.at(MONDAY);
        assert_eq!(write(&app).await, 1 - letters, "the clock goes back: {time}");
        app.letters().await;
        app.at("2027-02-15 07:00");
        assert_eq!(write(&app).await, 1, "and the next week: {time}");
    }
}

#[test]
fn monday_at_seven_is_what_the_clock_on_the_wall_says() {
    let opens = |year, month, day, hour| {
        Week::of(Utc.with_ymd_and_hms(year, month, day, 12, 0, 0).unwrap(), Brussels).opens()
            == Utc.with_ymd_and_hms(year, month, day, hour, 0, 0).unwrap()
    };
    for (year, month, day, hour) in
        [(2027, 3, 22, 6), (2027, 3, 29, 5), (2027, 10, 25, 5), (2027, 11, 1, 6), (2028, 3, 27, 5)]
    {
        assert!(opens(year, month, day, hour), "{year}-{month}-{day}");
    }
    let sunday: DateTime<Utc> = brussels("2027-03-28 23:59");
    assert_eq!(Week::of(sunday, Brussels).next(), Week::of(sunday + Duration::minutes(1), Brussels));
    assert_eq!(Week::coming(brussels("2027-03-29 06:59"), Brussels).opens(), brussels("2027-03-29 07:00"));
    assert_eq!(Week::coming(brussels("2027-03-29 07:00"), Brussels).opens(), brussels("2027-04-05 07:00"));
}

#[rocket::async_test]
async fn it_tells_what_a_region_s_feed_holds_and_each_thing_once_as_news() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let antwerpen = make_region(&app, "antwerpen").await;
    let on = |published: &'static str, starts: &'static str| {
        move |e: &mut event::ActiveModel| {
            e.published_at = Set(Some(brussels(published)));
            e.starts_at = Set(brussels(starts));
            e.ends_at = Set(brussels(starts) + Duration::hours(2));
        }
    };
    make_event(&app, &leuven, "nabij", on("2027-02-03 09:00", "2027-02-20 10:00")).await;
    make_event(&app, &leuven, "ver", on("2027-02-04 09:00", "2027-11-20 10:00")).await;
    make_event(&app, &brabant, "later", on("2027-01-03 09:00", "2027-05-20 10:00")).await;
    make_event(&app, &antwerpen, "elders", on("2027-02-03 09:00", "2027-02-20 10:00")).await;
    make_event(&app, &antwerpen, "overal", |e| {
        on("2027-02-03 09:00", "2027-02-21 10:00")(e);
        e.for_every_region = Set(true);
    })
    .await;
    make_event(&app, &brabant, "verborgen", |e| {
        on("2027-02-03 09:00", "2027-02-21 10:00")(e);
        e.listed = Set(false);
    })
    .await;
    let off = make_event(&app, &brabant, "spreekuur", on("2027-01-03 09:00", "2027-02-22 10:00")).await;
    change(&app, &off, event::Column::CancelledAt, brussels("2027-02-05 10:00")).await;
    change(&app, &off, event::Column::CancellationReason, "De spreker is ziek.").await;
    add(&app, [reads(0, Some(brabant.id), Language::Nl), reads(1, None, Language::En)]).await;
    app.at(MONDAY);
    make_event(&app, &leuven, "te-laat", on("2027-02-08 07:01", "2027-02-20 10:00")).await;
    assert_eq!(write(&app).await, 2);
    let mut letters = app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    assert_eq!(told(&letters[0]), "+nabij +overal +ver -spreekuur");
    assert!(letters[0].rendered.text.contains("De spreker is ziek."));
    assert_eq!(letters[0].rendered.subject, "Brabant: 3 nieuw, eerst “Nabij” op 20 feb");
    assert_eq!(told(&letters[1]), "+elders +nabij +overal +ver -spreekuur");
    assert_eq!(letters[1].rendered.subject, "All regions: 4 new, first “Nabij” on 20 Feb");
    app.at("2027-02-15 07:00");
    write(&app).await;
    let mut letters = app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    assert_eq!(told(&letters[0]), "+te-laat nabij overal");
}

/// The events of a digest: new ones with a plus, those that were called off with a minus; new ones by name.
fn told(letter: &Parcel) -> String {
    let text = &letter.rendered.text;
    let mark = |at: usize| {
        let before = &text[..at];
        let last = ["NIEUW", "NEW", "BINNENKORT", "SOON", "GAAT NIET DOOR", "CANCELLED"];
        let heading = last.iter().max_by_key(|heading| before.rfind(&format!("\n{heading}\n"))).expect("a heading");
        match *heading {
            "NIEUW" | "NEW" => "+",
            "BINNENKORT" | "SOON" => "",
            _ => "-",
        }
    };
    let slugs = text.match_indices("/events/").map(|(at, part)| {
        let slug = text[at + part.len()..].split(|c: char| c == '?' || c.is_whitespace()).next().unwrap_or_default();
        format!("{}{slug}", mark(at))
    });
    let mut slugs: Vec<String> = slugs.collect();
    slugs.sort();
    slugs.join(" ")
}

#[rocket::async_test]
async fn no_more_than_fifteen_and_nothing_when_there_is_nothing() {
    let app = TestApp::start().await;
    let hageland = make_region(&app, "hageland").await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    app.at(MONDAY);
    assert_eq!((write(&app).await, app.letters().await.len()), (0, 0));
    let begun = digest::Entity::find().all(app.db.read()).await.expect("a query");
    assert!(begun.len() == 1 && begun[0].written_at.is_some(), "it is not asked again every ten seconds");
    for n in 0..22 {
        make_event(&app, &hageland, &format!("samenkomst-{n}"), |e| {
            e.published_at = Set(Some(brussels("2027-02-09 10:00")));
            e.summary = Set("x".repeat(2_000));
            e.title =
                Set("Een heel lange titel over samen werken aan een buurt waar plaats is voor iedereen ".repeat(2));
        })
        .await;
    }
    app.at("2027-02-15 07:00");
    assert_eq!(write(&app).await, 1);
    let letter = app.letters().await.remove(0);
    assert_eq!(letter.rendered.text.matches("/events/").count(), 15);
    assert!(
        letter
            .rendered
            .text
            .contains("En nog 7 andere in de agenda.\nBekijk de agenda\nhttps://samenkomst.example/regions/hageland")
    );
    assert!(letter.bytes.len() < 60_000, "{}", letter.bytes.len());
    assert!(letter.rendered.subject.chars().count() <= 78, "{}", letter.rendered.subject);
}

#[rocket::async_test]
async fn a_crowd_is_written_to_once_by_two_houses_at_once() {
    let (app, hageland) = house().await;
    let neighbour = app.neighbour().await;
    add(&app, (0..600).map(|n| reads(n, Some(hageland.id), Language::ALL[n as usize % 3]))).await;
    app.at(MONDAY);
    let (here, there) = tokio::join!(write(&app), write(&neighbour));
    assert_eq!(here + there, 600);
    assert_eq!((write(&app).await, write(&neighbour).await), (0, 0));
    let letters = app.letters().await;
    let readers: std::collections::BTreeSet<String> = letters.iter().map(|l| l.to.to_string()).collect();
    assert_eq!((letters.len(), readers.len()), (600, 600));
    app.at("2027-02-09 07:00");
    assert_eq!(write(&app).await, 0);
}

#[rocket::async_test]
async fn who_is_killed_in_between_goes_on_where_it_stopped() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    app.at(MONDAY);
    assert_eq!(write(&app).await, 1);
    assert_eq!(app.letters().await.len(), 1);
    // As if the process had died before the second piece.
    let undone = digest::Entity::update_many().col_expr(digest::Column::WrittenAt, Expr::cust("NULL"));
    undone.exec(app.db.write()).await.expect("an update");
    add(&app, (1..4).map(|n| reads(n, Some(hageland.id), Language::Nl))).await;
    app.at("2027-02-08 07:10");
    assert_eq!(write(&app).await, 3);
    let mut readers = to(&app.letters().await);
    readers.sort();
    assert_eq!(readers, ["digest reader1@example.org", "digest reader2@example.org", "digest reader3@example.org"]);
}

#[rocket::async_test]
async fn whoever_left_gets_nothing_and_neither_does_a_late_monday() {
    let (app, hageland) = house().await;
    add(&app, (0..3).map(|n| reads(n, Some(hageland.id), Language::Nl))).await;
    app.at(MONDAY);
    assert_eq!(write(&app).await, 3);
    reader::Entity::delete_by_id(Uuid::from_u128(1)).exec(app.db.write()).await.expect("a deletion");
    assert_eq!(app.letters().await.len(), 2, "the letter that waited for them is dropped");
    app.at("2027-02-15 07:00");
    write(&app).await;
    app.at("2027-02-21 07:00");
    assert_eq!(app.letters().await.len(), 0, "after six days the next one is near");
}

#[rocket::async_test]
async fn organisers_see_what_the_next_one_will_say_and_how_many_read_it() {
    let (app, hageland) = house().await;
    let leuven = make_region(&app, "leuven").await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl), reads(1, Some(hageland.id), Language::Fr)]).await;
    assert_eq!(app.client.get("/organise/regions/hageland/digest").dispatch().await.status(), Status::SeeOther);
    sign_hanne_in(&app, Role::Viewer, &[&hageland]).await;
    let page = app.page("/organise/regions/hageland/digest").await;
    assert!(page.contains("2 lezers. De volgende vertrekt op maandag 8 februari om 7 uur."), "{page}");
    assert!(page.contains("Hageland: binnenkort “Wie zijn wij” op 4 mrt"), "{page}");
    let answer = app.client.get("/organise/regions/hageland/digest/letter?language=en").dispatch().await;
    assert!(answer.headers().get_one("Content-Security-Policy").expect("a policy").contains("sandbox"));
    let letter = answer.into_string().await.expect("a letter");
    assert!(
        letter.contains("Every Monday, what is coming up")
            && letter.contains("https://samenkomst.example/regions/hageland/digest")
    );
    assert!(app.page("/organise/figures").await.contains("2 lezers."));
    for (path, status) in [
        (format!("/organise/regions/{}/digest", leuven.slug), Status::NotFound),
        (format!("/organise/regions/{}/digest/letter", leuven.slug), Status::NotFound),
        ("/organise/digest".to_string(), Status::Forbidden),
        ("/organise/digest/letter".to_string(), Status::Forbidden),
    ] {
        assert_eq!(app.client.get(path).dispatch().await.status(), status);
    }
    assert!(app.page("/metrics").await.contains("samenkomst_digest_readers{region=\"hageland\"} 2"));
}

#[rocket::async_test]
async fn whoever_calls_it_unwanted_reads_no_more() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl), reads(1, Some(hageland.id), Language::Nl)]).await;
    app.at(MONDAY);
    write(&app).await;
    let letters = app.letters().await;
    let unwanted = letters.iter().find(|letter| letter.to.to_string() == "reader0@example.org").expect("a digest");
    let complaint = format!(
        "From: <feedback@provider.example>\r\nTo: samenkomst@example.org\r\nSubject: FW: Hageland\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=feedback-report; boundary=\"b\"\r\n\r\n--b\r\n\
         Content-Type: text/plain\r\n\r\nSpam.\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\n\
         Feedback-Type: abuse\r\nVersion: 1\r\nOriginal-Rcpt-To: <reader0@example.org>\r\n\r\n--b\r\n\
         Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {}\r\n\r\n--b--\r\n",
        header(unwanted, "Message-ID")
    );
    let effect = incoming::receive(&app.db, &app.clock, &app.config, complaint.into_bytes(), Envelope::default()).await;
    assert_eq!(effect.expect("an effect"), Effect::Silenced);
    let left: Vec<String> = all(&app).await.into_iter().map(|reader| reader.email).collect();
    assert_eq!(left, ["reader1@example.org"]);
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
