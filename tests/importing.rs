//! An organiser brings in a list of people who registered elsewhere: first tried, then done.

mod hostile;
mod own_list;
mod pages;
mod reading;
mod workbooks;

use std::io::{Read, Write};
use std::process::Stdio;

use rocket::http::{ContentType, Status};
use samenkomst::events::event;
use samenkomst::language::Language;
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::regions::Network;
use samenkomst::registrations::importing::{Bringer, LONGEST, List, Verdict, bring_in, rehearse};
use samenkomst::registrations::registration;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};

use crate::kill::until;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region};
use crate::support::operator::{Operator, err, out};
use crate::support::people::{person, seats, to};
use crate::support::running::Running;
use crate::support::{TestApp, answered};

async fn details(app: &TestApp, event: &event::Model) -> samenkomst::events::Details {
    let network = Network::load(&app.db).await.expect("the network");
    let event = event::Entity::find_by_id(event.id).one(app.db.read()).await.expect("a query").expect("the event");
    samenkomst::events::Details::of(&app.db, &network, event).await.expect("the event")
}

async fn read(app: &TestApp, event: &event::Model, list: impl AsRef<[u8]>) -> List {
    List::read(list.as_ref(), &details(app, event).await, Language::Nl).expect("a list")
}

/// What would become of each line, in short: `seat`, `waits 1`, `mistake name email`.
async fn tried(app: &TestApp, event: &event::Model, list: impl AsRef<[u8]>) -> Vec<String> {
    let list = read(app, event, list).await;
    let verdicts = rehearse(&app.db, &app.clock, &app.config.secret, &list).await.expect("verdicts");
    verdicts.iter().map(short).collect()
}

async fn done(app: &TestApp, event: &event::Model, list: &str, letters: bool) -> Vec<String> {
    let (list, details) = (read(app, event, list).await, details(app, event).await);
    let bringer = Bringer { by: None, letters };
    let verdicts = bring_in(app.desk(), &app.db, &app.clock, &details, &list, &bringer).await.expect("verdicts");
    verdicts.iter().map(short).collect()
}

fn short(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Waits(position) => format!("waits {position}"),
        Verdict::Mistake(wrong) => {
            let fields: Vec<String> = wrong.iter().map(|w| format!("{} {}", w.field, w.key)).collect();
            format!("mistake: {}", fields.join(", "))
        }
        Verdict::Refused(refusal) => format!("refused: {}", refusal.code()),
        other => other.code().to_string(),
    }
}

async fn people(app: &TestApp, event: &event::Model) -> Vec<registration::Model> {
    registration::Entity::find()
        .filter(registration::Column::EventId.eq(event.id))
        .order_by_asc(registration::Column::Place)
        .all(app.db.read())
        .await
        .expect("people")
}

#[rocket::async_test]
async fn a_list_is_tried_without_changing_anything_and_then_done_in_its_order() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(3))).await;
    app.desk().register(person(event.id, 1)).await.expect("an answer").expect("a seat");
    let gone = app.desk().register(person(event.id, 2)).await.expect("an answer").expect("a seat");
    app.cancel(gone.registration_id).await;
    app.letters().await;
    let list = "Naam;E-mail;Organisatie;Taal\r\n\
        Al Er;Person1+lijst@example.org;;\r\n\
        Bea Baert;bea@example.org;CAW;fr\r\n\
        ;niemand@example.org;;\r\n\
        Terug Gekomen;person2@example.org;;\r\n\
        Bea Nog Eens;BEA@example.org;;\r\n\
        Zonder At;zonder.example.org;;\r\n\
        Wacht Eerst;eerst@example.org;;\r\n\
        Wacht Dan;dan@example.org;;Klingon\r\n";
    let expected = [
        "there",
        "seat",
        "mistake: name fault-name",
        "seat",
        "there",
        "mistake: email fault-email-at",
        "waits 1",
        "waits 2",
    ];
    let before = people(&app, &event).await;
    assert_eq!(tried(&app, &event, list).await, expected);
    assert_eq!(people(&app, &event).await, before, "trying changes nothing");
    assert_eq!(audit::Entity::find().count(app.db.read()).await.expect("a query"), 0);
    assert_eq!(app.letters().await.len(), 0);

    assert_eq!(done(&app, &event, list, true).await, expected, "what was said is what is done");
    assert_eq!(seats(&app, "samen").await, (3, 2));
    let mut letters = to(&app.letters().await);
    letters.sort();
    let expected_letters = [
        "registration_confirmed bea@example.org",
        "registration_confirmed person2@example.org",
        "registration_waitlisted dan@example.org",
        "registration_waitlisted eerst@example.org",
    ];
    assert_eq!(letters, expected_letters);
    let bea = people(&app, &event).await.into_iter().find(|p| p.email == "bea@example.org").expect("Bea");
    assert_eq!((bea.name.as_str(), bea.organisation.as_str(), bea.language), ("Bea Baert", "CAW", Language::Fr));
    let noted = audit::Entity::find().filter(audit::Column::Act.eq(Act::ListImported)).all(app.db.read()).await;
    let noted = noted.expect("a query");
    assert_eq!((noted.len(), noted[0].event_id), (1, Some(event.id)));
    assert_eq!(noted[0].facts["consent"], "by-organiser");
    assert_eq!((noted[0].facts["seats"].as_i64(), noted[0].facts["unfit"].as_i64()), (Some(2), Some(2)));
    app.assert_sound().await;

    let again = done(&app, &event, list, true).await;
    assert_eq!(again.iter().filter(|v| *v == "there").count(), 6, "{again:?}");
    assert_eq!(app.letters().await.len(), 0, "nobody hears of it twice");
    assert_eq!(seats(&app, "samen").await, (3, 2));
}

#[rocket::async_test]
async fn letters_can_be_left_out_and_an_event_that_is_over_takes_nobody() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let full = make_event(&app, &leuven, "vol", |e| {
        e.capacity = Set(Some(1));
        e.waiting_list = Set(false);
    })
    .await;
    let list = "name,email\nAn,an@example.org\nBo,bo@example.org\n";
    assert_eq!(done(&app, &event, list, false).await, ["seat", "seat"]);
    assert_eq!(app.letters().await.len(), 0);
    assert_eq!(tried(&app, &full, list).await, ["seat", "refused: full"]);
    assert_eq!(done(&app, &full, list, false).await, ["seat", "refused: full"]);
    app.at("2027-03-05 09:00");
    let more = "name,email\nCis,cis@example.org\n";
    assert_eq!(tried(&app, &event, more).await, ["refused: closed"]);
    assert_eq!(done(&app, &event, more, false).await, ["refused: closed"]);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn a_list_comes_in_only_once_the_event_is_online() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.published_at = Set(None)).await;
    let list = "name,email\nAn,an@example.org\n";
    assert_eq!(tried(&app, &event, list).await, ["refused: draft"]);
    assert_eq!(done(&app, &event, list, true).await, ["refused: draft"]);
    assert_eq!((seats(&app, "samen").await, app.letters().await.len()), ((0, 0), 0));
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let (_, report) = upload(&app, "/organise/events/samen/registrations/import", list.as_bytes()).await;
    let page = app.page(&report).await;
    assert!(page.contains("De samenkomst is nog een concept."), "{page}");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("lijst.csv");
    std::fs::write(&file, list).expect("a file");
    let said = Operator::of(&app).types(&["import", "--event", "samen", file.to_str().expect("a path")]);
    let line = "     2  refused  an@example.org  The gathering is still a draft. Put it online first.\n";
    let lines = out(&said);
    assert_eq!((said.status.code(), lines.as_str()), (Some(1), line));
    app.assert_sound().await;
}

/// Sends the file as a browser does.
async fn upload(app: &TestApp, path: &str, file: &[u8]) -> (Status, String) {
    let mut body = b"--grens\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nfr\r\n--grens\r\nContent-Disposition: form-data; name=\"file\"; filename=\"lijst.csv\"\r\nContent-Type: text/csv\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--grens--\r\n");
    let kind = ContentType::new("multipart", "form-data").with_params(("boundary", "grens"));
    answered(app.client.post(path.to_string()).header(kind).body(body).dispatch().await).await
}

#[rocket::async_test]
async fn two_who_bring_in_the_same_list_at_once_seat_everybody_once() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(150))).await;
    let lines: String = (0..220).map(|n| format!("Persoon {n};p{n}@example.org\n")).collect();
    let list = format!("naam;email\n{lines}");
    let neighbour = app.neighbour().await;
    let (one, two) = tokio::join!(done(&app, &event, &list, false), done(&neighbour, &event, &list, false));
    let news = |verdicts: &[String]| verdicts.iter().filter(|v| *v != "there").count();
    assert_eq!(news(&one) + news(&two), 220);
    assert_eq!(seats(&app, "samen").await, (150, 70));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn the_command_line_says_what_becomes_of_each_line() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(1))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("lijst.csv");
    let path = file.to_str().expect("a path");
    std::fs::write(&file, "name,email\nAn,an@example.org\nBo,bo@example.org\n,cis@example.org\n").expect("a file");
    let tried = Operator::of(&app).types(&["import", "--event", "samen", path, "--dry-run"]);
    let lines = "     2  seat     an@example.org\n     3  waits    bo@example.org  number 1\n     4  mistake  cis@example.org  Name: There is no name\n";
    assert_eq!((tried.status.code(), out(&tried).as_str()), (Some(1), lines));
    assert_eq!(seats(&app, "samen").await, (0, 0));
    let whole = Operator::of(&app).types(&["import", "--event", "samen", path, "--no-letters"]);
    assert_eq!((whole.status.code(), out(&whole).as_str()), (Some(1), lines));
    let summary = err(&whole);
    assert!(summary.contains("1 with a seat, 1 on the waiting list, 0 there already, 1 refused"), "{summary}");
    assert_eq!(seats(&app, "samen").await, (1, 1));
    assert_eq!(app.letters().await.len(), 0);
    std::fs::write(&file, "name,email\nAn,an@example.org\n").expect("a file");
    let again = Operator::of(&app).types(&["import", "--event", "samen", path]);
    assert_eq!((again.status.code(), out(&again).as_str()), (Some(0), "     2  there    an@example.org\n"));
    for wrong in [&["import", "--event", "nergens", path][..], &["import", "--event", "samen", "/nergens.csv"]] {
        let failed = Operator::of(&app).types(wrong);
        assert_eq!(failed.status.code(), Some(1));
        assert_eq!(err(&failed).lines().count(), 1);
    }
    assert_eq!(Operator::of(&app).types(&["import", path]).status.code(), Some(2));
}

#[rocket::async_test]
async fn a_list_that_does_not_end_is_refused_as_soon_as_it_is_too_long() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let mut command = Operator::of(&app).command(&["import", "--event", "samen", "/dev/stdin"]);
    let mut import = Running(command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program"));
    let mut list = import.0.stdin.take().expect("its input");
    let too_long = "a".repeat(LONGEST + 1);
    let writer = std::thread::spawn(move || list.write_all(too_long.as_bytes()).map(|()| list));
    until("it ends", async || import.0.try_wait().expect("a child").is_some()).await;
    assert_eq!(import.0.wait().expect("its end").code(), Some(1));
    let mut said = String::new();
    import.0.stderr.take().expect("its words").read_to_string(&mut said).expect("text");
    assert_eq!(said, "samenkomst: /dev/stdin: This file is larger than 10 MB. Split it\n");
    assert!(writer.join().expect("a writer").is_ok(), "all was read, and the list is still open");
}
