//! Letters: what they say in three languages, how they are packed, and that each one arrives once, in order.

mod life;
mod misbehaving;
mod pacing;
mod samples;
mod sheet;
mod signing;
pub mod smtp;

use std::path::Path;

use chrono::TimeDelta;
use samenkomst::clock::Clock;
use samenkomst::database::Database;
use samenkomst::error::{Error, Result};
use samenkomst::events::event::Format;
use samenkomst::language::Language;
use samenkomst::mail::delivery::masked;
use samenkomst::mail::letter::{Entity, Model};
use samenkomst::mail::{
    Composed, Composer, Letter, LetterKind, Memory, Parcel, PostOffice, SmtpServer, Templates, Transport, Urgency,
    outbox, post,
};
use sea_orm::EntityTrait;

use samples::{composed, letter, start};
use smtp::{Server, Turn};

/// Composes the samples; a letter whose facts say `dropped` has nothing to say any more, and one that says `unknown`
/// is about nobody knows what.
struct Samples;

#[rocket::async_trait]
impl Composer for Samples {
    async fn compose(&self, letters: &[Model]) -> Result<Vec<Option<Composed>>> {
        if letters.iter().any(|l| l.facts.get("unknown").is_some()) {
            return Err(Error::NotFound);
        }
        let said = |l: &Model| l.facts.get("dropped").is_none().then(|| composed(l.kind, l.language));
        Ok(letters.iter().map(said).collect())
    }
}

/// A house with an outbox and a clock that stands still, a day before the event.
struct House {
    db: Database,
    clock: Clock,
    office: PostOffice,
    _folder: tempfile::TempDir,
}

impl House {
    async fn with(transport: Transport) -> House {
        let folder = tempfile::tempdir().unwrap();
        let db = database(folder.path()).await;
        db.migrate().await.unwrap();
        let from = "Samenkomst <post@samenkomst.example>".parse().unwrap();
        House {
            db,
            clock: Clock::standing_at(start() - TimeDelta::days(1)),
            office: PostOffice::new(transport, Templates::load(None).unwrap(), from),
            _folder: folder,
        }
    }

    /// Another way out from now on, and a door that nobody has found closed.
    fn use_transport(&mut self, transport: Transport) {
        let from = "Samenkomst <post@samenkomst.example>".parse().unwrap();
        self.office = PostOffice::new(transport, Templates::load(None).unwrap(), from);
    }

    async fn post(&self, letters: Vec<Letter>) {
        let txn = self.db.begin().await.unwrap();
        post(&txn, self.clock.now(), letters).await.unwrap();
        txn.commit().await.unwrap();
    }

    async fn deliver(&self) -> usize {
        self.office.deliver_due(&self.db, &self.clock, &Samples).await.unwrap()
    }

    /// The rows in order of posting.
    async fn rows(&self) -> Vec<Model> {
        let mut rows = Entity::find().all(self.db.read()).await.unwrap();
        rows.sort_by_key(|row| row.id);
        rows
    }

    fn wait(&self, time: TimeDelta) {
        self.clock.set(self.clock.now() + time);
    }
}

/// A SQLite file, or with `TEST_DATABASE_URL` a PostgreSQL database of its own.
async fn database(folder: &Path) -> Database {
    use sea_orm::ConnectionTrait;
    let Ok(url) = std::env::var("TEST_DATABASE_URL") else {
        let file = folder.join("letters.db");
        return Database::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    };
    let name = format!("letters_{}", uuid::Uuid::new_v4().simple());
    let server = Database::connect(&url).await.unwrap();
    server.write().execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (base, _) = url.rsplit_once('/').unwrap();
    Database::connect(&format!("{base}/{name}")).await.unwrap()
}

async fn in_memory() -> (House, Memory) {
    let memory = Memory::default();
    (House::with(Transport::Memory(memory.clone())).await, memory)
}

async fn over_smtp(script: &[Turn]) -> (House, Server) {
    let server = Server::start(script).await;
    let transport = Transport::Smtp(SmtpServer::at(&server.url).unwrap());
    (House::with(transport).await, server)
}

fn every_letter() -> impl Iterator<Item = (LetterKind, Language)> {
    LetterKind::ALL.into_iter().flat_map(|kind| Language::ALL.map(|language| (kind, language)))
}

fn with_attachment(kind: LetterKind, language: Language) -> serde_json::Value {
    let mut facts = samples::facts(kind, language);
    facts["attachment"] = kind.calendar_method().map_or("", |_| "invite.ics").into();
    facts
}

#[test]
fn every_letter_can_be_written_in_every_language() {
    let templates = Templates::load(None).unwrap();
    let mut subjects = String::new();
    for (kind, language) in every_letter() {
        let letter = templates.render(kind, language, &with_attachment(kind, language)).unwrap();
        subjects.push_str(&format!("{language} {}\n", letter.subject));
        assert!(letter.subject.chars().count() <= 78, "{}", letter.subject);
        for line in letter.text.lines() {
            assert!(line.chars().count() <= 72 || line.contains("https://"), "{line}");
        }
        assert_eq!(links(&letter.html), links(&letter.text), "{kind:?} {language}");
    }
    insta::assert_snapshot!("subjects", subjects);
}

#[test]
fn a_letter_about_a_change_says_in_its_subject_what_changed() {
    let templates = Templates::load(None).unwrap();
    for language in Language::ALL {
        let mut facts = with_attachment(LetterKind::EventChanged, language);
        let mut subjects = std::collections::BTreeSet::new();
        for news in ["day", "time", "place", "title", "link", "no_link", "stop", "several"] {
            facts["news"] = news.into();
            subjects.insert(templates.render(LetterKind::EventChanged, language, &facts).unwrap().subject);
        }
        let other = |place: &str, join: serde_json::Value| {
            let mut event = facts["event"].clone();
            event["join_url"] = join;
            let link = format!("https://samenkomst.example/registrations/{place}");
            serde_json::json!({ "event": event, "stops": [], "changes": facts["changes"], "link": link })
        };
        let room = "https://meet.example.org/j/other";
        facts["others"] = [other("second", room.into()), other("third", serde_json::Value::Null)].into();
        facts["more_attachments"] = "invite-2.ics, stop-1.ics".into();
        let of_three = templates.render(LetterKind::EventChanged, language, &facts).unwrap();
        assert!(of_three.text.contains("invite.ics, invite-2.ics, stop-1.ics"), "{}", of_three.text);
        assert_eq!(links(&of_three.html), links(&of_three.text));
        let ways_in = [facts["event"]["join_url"].as_str().unwrap(), room];
        assert!(ways_in.iter().all(|way| links(&of_three.text).contains(way)), "{}", of_three.text);
        let soon = ["De link is er nog niet.", "Le lien n’est pas encore prêt.", "The link is not ready yet."];
        assert_eq!(of_three.text.matches(soon[language as usize]).count(), 1, "{}", of_three.text);
        subjects.insert(of_three.subject);
        assert_eq!(subjects.len(), 9, "{subjects:?}");
        assert!(subjects.iter().all(|subject| subject.chars().count() <= 78), "{subjects:?}");
    }
}

#[test]
fn a_digest_of_nothing_but_what_is_called_off_counts_it() {
    let templates = Templates::load(None).unwrap();
    let mut facts = with_attachment(LetterKind::Digest, Language::Nl);
    facts["digest"]["new"] = serde_json::json!([]);
    facts["digest"]["soon"] = serde_json::json!([]);
    let intro = |facts: &serde_json::Value| {
        let text = templates.render(LetterKind::Digest, Language::Nl, facts).unwrap().text;
        text.lines().find(|line| line.contains("deze week") || line.contains("Deze week")).unwrap().to_string()
    };
    assert_eq!(intro(&facts), "Deze week moet je 2 dingen weten.");
    facts["digest"]["called_off"].as_array_mut().unwrap().pop();
    assert_eq!(intro(&facts), "Eén ding moet je deze week weten.");
}

#[test]
fn the_letters_read_as_they_were_reviewed() {
    let templates = Templates::load(None).unwrap();
    for (place, kind) in LetterKind::ALL.into_iter().enumerate() {
        let language = Language::ALL[place % 3];
        let letter = templates.render(kind, language, &with_attachment(kind, language)).unwrap();
        insta::assert_snapshot!(format!("{}.{language}.txt", kind.folder()), letter.text);
        insta::assert_snapshot!(format!("{}.{language}.html", kind.folder()), letter.html);
    }
}

/// The addresses that a text names, each once.
fn links(text: &str) -> std::collections::BTreeSet<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<');
    text.match_indices("https://").map(|(at, _)| text[at..].split(ends).next().unwrap()).collect()
}

#[test]
fn what_people_type_cannot_become_markup_or_headers() {
    let templates = Templates::load(None).unwrap();
    let mut facts = with_attachment(LetterKind::RegistrationConfirmed, Language::Nl);
    facts["person"]["first_name"] = "<b>A</b>\"".into();
    facts["event"]["title"] = "Kop\r\nBcc: iedereen@example.org".into();
    let letter = templates.render(LetterKind::RegistrationConfirmed, Language::Nl, &facts).unwrap();
    assert!(letter.html.contains("Je bent erbij, &lt;b&gt;A&lt;/b&gt;&quot;."));
    assert!(letter.text.contains("Je bent erbij, <b>A</b>\"."));
    assert_eq!(letter.subject, "Je bent erbij: Kop Bcc: iedereen@example.org, do 14 januari");
}

#[test]
fn a_time_says_whose_clocks_tell_it() {
    let says = |zone| Language::ALL.map(|language| language.zone(zone));
    assert_eq!(says(chrono_tz::Europe::Brussels), ["Brusselse tijd", "heure de Bruxelles", "Brussels time"]);
    assert_eq!(says(chrono_tz::America::New_York), ["New Yorkse tijd", "heure de New York", "New York time"]);
    let zagreb = ["plaatselijke tijd (Zagreb)", "heure locale (Zagreb)", "local time (Zagreb)"];
    assert_eq!(says(chrono_tz::Europe::Zagreb), zagreb);
}

#[test]
fn a_missing_fact_is_an_error_and_no_hole() {
    let templates = Templates::load(None).unwrap();
    let mut facts = with_attachment(LetterKind::RegistrationConfirmed, Language::Nl);
    facts["person"].as_object_mut().unwrap().remove("first_name");
    let missing = templates.render(LetterKind::RegistrationConfirmed, Language::Nl, &facts).unwrap_err();
    assert!(missing.contains("undefined") && !missing.contains("Amina"), "{missing}");
    facts["person"]["first_name"] = serde_json::Value::Null;
    let null = templates.render(LetterKind::RegistrationConfirmed, Language::Nl, &facts).unwrap_err();
    assert!(null.contains("a value is null"), "{null}");
}

#[test]
fn an_operator_rewords_a_sentence_and_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("registration_confirmed");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("words.toml"), "[nl]\ntitle = \"Welkom, {{ person.first_name }}!\"\n").unwrap();
    std::fs::write(own.join("body.txt"), "{{ say('title') }}\n{{ say('intro') }}\n").unwrap();
    let templates = Templates::load(Some(folder.path())).unwrap();
    let facts = with_attachment(LetterKind::RegistrationConfirmed, Language::Nl);
    let letter = templates.render(LetterKind::RegistrationConfirmed, Language::Nl, &facts).unwrap();
    assert_eq!(letter.text, "Welkom, Amina!\nJe plek is van jou. Bewaar deze mail, dan heb je alles bij de hand.\n");

    let wrong = |file: &str, text: &str| {
        std::fs::write(own.join(file), text).unwrap();
        Templates::load(Some(folder.path())).err().unwrap()
    };
    let unknown = wrong("words.toml", "[nl]\ntitel = \"x\"\n");
    assert_eq!(unknown, "email-templates/registration_confirmed/words.toml: [nl] titel is no sentence that we know");
    std::fs::remove_file(own.join("words.toml")).unwrap();
    let broken = wrong("body.txt", "{% if %}");
    assert!(broken.starts_with("email-templates/registration_confirmed/body.txt: syntax error"), "{broken}");
}

#[tokio::test]
async fn a_letter_is_packed_as_mail_programs_read_it() {
    let (house, memory) = in_memory().await;
    let first = letter(1, LetterKind::RegistrationConfirmed, Language::Nl);
    let second = Letter { thread_id: Some(first.id), ..letter(2, LetterKind::RegistrationCancelled, Language::Fr) };
    let third = letter(3, LetterKind::SignIn, Language::En);
    house.post(vec![first, second, third]).await;
    while house.deliver().await > 0 {}
    let mut parcels = memory.take();
    parcels.sort_by_key(|parcel| parcel.letter);
    let outlines: Vec<String> = parcels.iter().map(outline).collect();
    insta::assert_snapshot!("outlines", outlines.join("\n---\n"));
}

/// The headers of a message and of its parts.
fn outline(parcel: &Parcel) -> String {
    let message = std::str::from_utf8(&parcel.bytes).unwrap();
    assert!(message.is_ascii() && !message.replace("\r\n", "").contains(['\r', '\n']));
    let (headers, body) = message.split_once("\r\n\r\n").unwrap();
    let part = |line: &&str| line.starts_with("Content-") || line.starts_with("--");
    let mut lines: Vec<&str> = headers.lines().collect();
    lines.extend(body.lines().filter(part));
    lines.join("\n")
}

#[tokio::test]
async fn both_calendar_parts_hold_the_same_bytes() {
    use base64::Engine;
    let (house, memory) = in_memory().await;
    house.post(vec![letter(1, LetterKind::RegistrationConfirmed, Language::Nl)]).await;
    house.deliver().await;
    let parcel = memory.take().remove(0);
    let message = String::from_utf8(parcel.bytes).unwrap();
    let parts = message.split("Content-Transfer-Encoding: base64").skip(1).map(|part| {
        let body = part.split_once("\r\n\r\n").unwrap().1.split("\r\n--").next().unwrap();
        base64::prelude::BASE64_STANDARD.decode(body.replace("\r\n", "")).unwrap()
    });
    let ics = parcel.calendar.unwrap().ics.into_bytes();
    assert_eq!(parts.collect::<Vec<_>>(), [ics.clone(), ics]);
}

#[tokio::test]
async fn a_letter_waits_for_the_earlier_ones_of_its_thread() {
    let (house, server) = over_smtp(&[Turn::RefuseContent("451 come back later")]).await;
    let first = letter(9, LetterKind::RegistrationConfirmed, Language::Nl);
    let second = Letter { thread_id: Some(first.id), ..letter(2, LetterKind::EventChanged, Language::Nl) };
    let third = Letter { thread_id: Some(first.id), ..letter(3, LetterKind::EventCancelled, Language::Nl) };
    house.post(vec![first, second, third]).await;
    assert_eq!(house.deliver().await, 1);
    assert_eq!(house.deliver().await, 0);
    house.wait(TimeDelta::minutes(1));
    while house.deliver().await > 0 {}
    let arrived = server.arrived();
    let subjects: Vec<&str> = arrived.iter().map(|mail| header(mail, "Subject")).collect();
    assert_eq!(subjects.len(), 3);
    assert!(subjects[0].starts_with("Je bent erbij"), "{subjects:?}");
    assert!(subjects[1].starts_with("Nieuwe dag"), "{subjects:?}");
    assert!(subjects[2].starts_with("Gaat niet door"), "{subjects:?}");
}

fn header<'m>(mail: &'m str, name: &str) -> &'m str {
    let line = mail.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    line.unwrap_or_default()
}

#[tokio::test]
async fn a_letter_of_a_killed_worker_goes_out_again_with_the_same_message_id() {
    let (house, memory) = in_memory().await;
    house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
    let claimed = outbox::claim(&house.db, house.clock.now(), 50, Urgency::Bulk).await.unwrap();
    assert_eq!(claimed.len(), 1);
    house.wait(TimeDelta::seconds(299));
    assert_eq!(house.deliver().await, 0);
    house.wait(TimeDelta::seconds(1));
    assert_eq!(house.deliver().await, 1);
    let message = String::from_utf8(memory.take().remove(0).bytes).unwrap();
    assert_eq!(header(&message, "Message-ID"), format!("<{}@samenkomst.example>", claimed[0].id));
}

#[tokio::test]
async fn one_round_takes_fifty_letters_and_two_workers_never_the_same() {
    let (house, memory) = in_memory().await;
    house.post((0..120).map(|n| letter(n, LetterKind::SignIn, Language::Nl)).collect()).await;
    let now = house.clock.now();
    let (one, two) = tokio::join!(
        outbox::claim(&house.db, now, 35, Urgency::Bulk),
        outbox::claim(&house.db, now, 35, Urgency::Bulk)
    );
    let mut claimed: Vec<_> = one.unwrap().into_iter().chain(two.unwrap()).map(|l| l.id).collect();
    claimed.sort();
    claimed.dedup();
    assert_eq!(claimed.len(), 70);
    assert_eq!(house.deliver().await, 50);
    assert_eq!(house.deliver().await, 0);
    assert_eq!(memory.take().len(), 50);
}

#[tokio::test]
async fn a_letter_that_cannot_leave_comes_back_ever_later_and_is_given_up_after_three_days() {
    let (house, server) = over_smtp(&[Turn::RefuseSender("451 not now"); 40]).await;
    house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
    let posted = house.clock.now();
    let mut pauses: Vec<TimeDelta> = Vec::new();
    loop {
        assert_eq!(house.deliver().await, 1);
        let row = house.rows().await.remove(0);
        assert_eq!(row.last_error.as_deref(), Some("transient error (451): not now"));
        if row.failed_at.is_some() {
            break;
        }
        pauses.push(row.due_at - house.clock.now());
        house.clock.set(row.due_at);
    }
    let minutes: Vec<i64> = pauses.iter().map(|pause| (pause.num_seconds() + 59) / 60).collect();
    assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]), "{minutes:?}");
    assert!(pauses[0] <= TimeDelta::minutes(1) && *pauses.last().unwrap() <= TimeDelta::hours(4), "{minutes:?}");
    let tried = house.clock.now() - posted;
    assert!(tried > TimeDelta::days(2) && tried < TimeDelta::days(4), "{tried}");
    assert_eq!(server.arrived().len(), 0);
    house.wait(TimeDelta::days(1));
    assert_eq!(house.deliver().await, 0);
}

#[tokio::test]
async fn a_refused_recipient_is_given_up_and_the_next_letter_leaves_on_the_same_connection() {
    let (house, server) = over_smtp(&[Turn::RefuseRecipient("550 5.1.1 no such user")]).await;
    let gone = letter(1, LetterKind::SignIn, Language::Nl);
    let changed = Letter { thread_id: Some(gone.id), ..letter(2, LetterKind::SignIn, Language::Nl) };
    house.post(vec![gone, changed]).await;
    while house.deliver().await > 0 {}
    let rows = house.rows().await;
    assert_eq!(rows[0].failed_at, Some(house.clock.now()));
    assert_eq!(rows[0].last_error.as_deref(), Some("permanent error (550): 5.1.1 no such user"));
    assert_eq!((rows[1].sent_at, rows[1].claimed_until), (Some(house.clock.now()), None));
    assert_eq!((server.arrived().len(), server.connections()), (1, 1));
}

#[tokio::test]
async fn a_server_that_refuses_us_or_hangs_up_gets_the_letter_later() {
    let refusals = [
        Turn::RefuseSender("530 sign in first"),
        Turn::RefuseSender("550 you may not send"),
        Turn::RefuseContent("530 sign in first"),
        Turn::RefuseContent("452 no room"),
        Turn::HangUp,
    ];
    for refusal in refusals {
        let (house, server) = over_smtp(&[refusal]).await;
        house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
        assert_eq!(house.deliver().await, 1);
        let row = house.rows().await.remove(0);
        assert!(row.failed_at.is_none() && row.sent_at.is_none() && row.last_error.is_some(), "{refusal:?}");
        house.wait(TimeDelta::minutes(1));
        assert_eq!(house.deliver().await, 1);
        assert_eq!(server.arrived().len(), 1, "{refusal:?}");
    }
}

#[tokio::test]
async fn a_connection_that_the_server_closed_meanwhile_is_replaced_at_once() {
    let (house, server) = over_smtp(&[Turn::Accept, Turn::RefuseSender("421 enough for today")]).await;
    house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
    house.deliver().await;
    house.post(vec![letter(2, LetterKind::SignIn, Language::Nl)]).await;
    house.deliver().await;
    assert_eq!((server.arrived().len(), server.connections()), (2, 2));
    let attempts: Vec<i32> = house.rows().await.iter().map(|row| row.attempts).collect();
    assert_eq!(attempts, [1, 1]);
}

#[tokio::test]
async fn a_server_without_tls_gets_nothing_when_tls_is_required() {
    let server = Server::start(&[]).await;
    for (query, arrived) in [("?tls=required", 0), ("?tls=opportunistic", 1)] {
        let transport = Transport::Smtp(SmtpServer::at(&format!("{}/{query}", server.url)).unwrap());
        let house = House::with(transport).await;
        house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
        assert_eq!(house.deliver().await, 1);
        assert_eq!(server.arrived().len(), arrived, "{query}");
        assert!(house.rows().await[0].failed_at.is_none());
    }
}

#[test]
fn a_wrong_address_of_a_server_is_one_sentence_without_the_password() {
    for url in ["smtp://", "smtp://u:hunter2@", "http://u:hunter2@mail.example.org", "smtp://u:hunter2@h?tls=maybe"] {
        let wrong = SmtpServer::at(url).err().unwrap();
        assert!(wrong.starts_with("ROCKET_SMTP_URL ") && !wrong.contains("hunter2"), "{wrong}");
    }
    assert!(SmtpServer::at("smtps://post%40example.org:p%3Ass@mail.example.org").is_ok());
}

#[tokio::test]
async fn a_letter_with_nothing_left_to_say_is_dropped() {
    let (house, memory) = in_memory().await;
    let dropped = Letter {
        facts: serde_json::json!({"dropped": true}),
        ..letter(1, LetterKind::RegistrationWaitlisted, Language::Nl)
    };
    house.post(vec![dropped]).await;
    assert_eq!(house.deliver().await, 1);
    let row = house.rows().await.remove(0);
    assert_eq!((row.sent_at, row.last_error.as_deref()), (Some(house.clock.now()), Some("superseded")));
    assert_eq!(memory.take().len(), 0);
}

#[tokio::test]
async fn a_letter_that_nobody_can_compose_holds_up_no_other() {
    let (house, memory) = in_memory().await;
    let unknown = Letter { facts: serde_json::json!({"unknown": true}), ..letter(1, LetterKind::SignIn, Language::Nl) };
    house.post(vec![unknown, letter(2, LetterKind::SignIn, Language::Nl)]).await;
    assert_eq!(house.deliver().await, 2);
    assert_eq!(memory.take().len(), 1);
    let row = house.rows().await.remove(0);
    assert_eq!(row.last_error.as_deref(), Some("cannot be composed: not found"));
    assert!(row.sent_at.is_none() && row.failed_at.is_none());
}

#[test]
fn a_log_shows_no_address() {
    let shown = masked("550 <amina.peeters@example.org>: unknown, says zoe@example.org");
    assert_eq!(shown, "550 <a…@example.org>: unknown, says z…@example.org");
}

#[tokio::test]
async fn an_address_that_no_server_takes_is_given_up() {
    let (house, memory) = in_memory().await;
    let unsendable = Letter { recipient: "zoë@example.org".into(), ..letter(1, LetterKind::SignIn, Language::Nl) };
    let abroad = Letter { recipient: "zoe@café.example.org".into(), ..letter(2, LetterKind::SignIn, Language::Nl) };
    house.post(vec![unsendable, abroad]).await;
    assert_eq!(house.deliver().await, 2);
    assert!(house.rows().await[0].failed_at.is_some());
    assert_eq!(memory.take().remove(0).to.to_string(), "zoe@xn--caf-dma.example.org");
}

#[tokio::test]
async fn every_letter_becomes_a_file_that_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let house = House::with(Transport::Folder(folder.to_path_buf())).await;
    let letters = every_letter().zip(1..).map(|((kind, language), n)| letter(n, kind, language));
    house.post(letters.collect()).await;
    while house.deliver().await > 0 {}
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names.len(), LetterKind::ALL.len() * 3);
    assert!(names.contains(&"20270113T123000Z-event_cancelled-amina.peeters-0000000d.eml".to_string()), "{names:?}");
}

/// Leaves every letter in `target/tmp/letters`, for whoever wants to look.
#[rocket::async_test]
async fn every_letter_of_the_house_is_one_that_every_mail_program_shows() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("letters");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let (_app, letters) = life::every_letter().await;
    assert_eq!(letters.len(), life::kinds().count() * 3 * life::FORMATS.len());
    let name = |(format, language, parcel): &(Format, Language, Parcel)| {
        format!("{}-{}-{language}.eml", parcel.kind.folder(), format.code())
    };
    for letter in &letters {
        std::fs::write(folder.join(name(letter)), &letter.2.bytes).unwrap();
    }
    for letter in &letters {
        is_sound(&name(letter), letter.1, &letter.2);
    }
}

/// What holds for every letter that leaves.
pub fn is_sound(name: &str, language: Language, parcel: &Parcel) {
    let (subject, text, html) = (&parcel.rendered.subject, &parcel.rendered.text, &parcel.rendered.html);
    let message = std::str::from_utf8(&parcel.bytes).unwrap();
    assert!(parcel.bytes.len() < 60 * 1024, "{name} has {} bytes", parcel.bytes.len());
    assert!(message.lines().all(|line| line.len() <= 998), "{name} has a line that no server takes");
    let head = message.split("\r\n\r\n").next().unwrap_or_default();
    let is_folded = |line: &&str| line.len() <= 78 || !line.trim().contains(' ');
    assert_eq!(head.lines().find(|line| !is_folded(line)), None, "{name} has a header that can be folded");
    assert!(subject.chars().count() <= 78 && !subject.contains('\n') && !subject.is_empty(), "{name}: {subject}");
    for said in [subject, text, html] {
        let remnant = ["{{", "}}", "{%", "undefined", "None", "Some("].into_iter().find(|mark| said.contains(mark));
        assert_eq!(remnant, None, "{name}: {said}");
    }
    for line in text.lines() {
        assert!(line.chars().count() <= 78 || line.trim_start().starts_with("https://"), "{name}: {line}");
    }
    assert!(header(message, "Content-Language") == language.tag(), "{name}");
    has_nothing_that_mail_programs_refuse(name, language, html);
    let preheader = unescaped(html.split("mso-hide:all;\">").nth(1).unwrap().split("&#847;").next().unwrap());
    assert!((40..=90).contains(&preheader.chars().count()), "{name}: {preheader}");
    assert_eq!(links(&unescaped(html)), links(text), "{name}");
    assert_eq!(numbers(&visible(html)), numbers(text), "{name}");
    for ink in sheet::inks(html) {
        for (words, paper) in [&ink.light, &ink.dark] {
            assert!(sheet::contrast(words, paper) >= 4.5, "{name}: {words} on {paper}: {}", ink.text);
        }
    }
}

/// No script, no form, nothing from elsewhere, one heading, the language, links that lead to us.
fn has_nothing_that_mail_programs_refuse(name: &str, language: Language, html: &str) {
    let tags = sheet::tags(html);
    let count = |wanted: &str| tags.iter().filter(|tag| tag.name == wanted).count();
    assert_eq!((count("h1"), count("style"), count("title")), (1, 1, 1), "{name}");
    assert!(!html.contains("url(") && !html.contains("@import"), "{name}");
    for tag in &tags {
        let forbidden = ["script", "link", "form", "input", "button", "iframe", "video", "object", "base"];
        assert!(!forbidden.contains(&tag.name.as_str()), "{name}: <{}>", tag.name);
        for (attribute, value) in &tag.attributes {
            let is_ours = value.starts_with("https://samenkomst.example") || value.starts_with(life::ELSEWHERE);
            let is_right = match attribute.as_str() {
                "href" => is_ours || value.starts_with("mailto:"),
                "src" => value.starts_with("cid:"),
                "lang" => value == language.tag(),
                "srcset" | "background" | "poster" | "action" | "id" => false,
                name => !name.starts_with("on"),
            };
            assert!(is_right, "{name}: {attribute}={value}");
        }
        let is_layout = tag.name != "table" || tag.attributes.get("role").is_some_and(|role| role == "presentation");
        assert!(is_layout && (tag.name != "img" || tag.attributes.contains_key("alt")), "{name}: <{}>", tag.name);
    }
}

fn unescaped(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What stands between the tags of the body; items of an ordered list with their numbers.
fn visible(html: &str) -> String {
    let mut numbered = String::new();
    for list in html.split("<ol").skip(1) {
        let list = list.split("</ol>").next().unwrap_or_default();
        numbered.extend((1..=list.matches("<li").count()).map(|n| format!("{n}. ")));
    }
    let inks = sheet::inks(html).into_iter().map(|ink| unescaped(&ink.text));
    numbered + &inks.collect::<Vec<_>>().join(" ")
}

/// The numbers that a text names, addresses left out.
fn numbers(text: &str) -> std::collections::BTreeSet<String> {
    let words = text.split_whitespace().filter(|word| !word.starts_with("https://"));
    let words = words.flat_map(|word| word.split(|c: char| !c.is_ascii_digit()));
    words.filter(|digits| !digits.is_empty()).map(str::to_string).collect()
}
