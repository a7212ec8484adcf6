//! An organiser brings in a list of people who registered elsewhere: first tried, then done.

use std::process::{Command, Output};

use rocket::http::{ContentType, Status};
use samenkomst::events::event;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::exports::{ExportFormat, Wishes, export_to};
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::regions::{Network, region};
use samenkomst::registrations::importing::{Bringer, List, MOST_LINES, Unreadable, Verdict, bring_in, kept, rehearse};
use samenkomst::registrations::{inventory, registration};
use sea_orm::{ActiveModelBehavior, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};

use crate::support::desk::{make_organiser, sign_in};
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::people::{person, room_at, seats, seats_at, to};
use crate::support::{SECRET, TestApp};

async fn details(app: &TestApp, event: &event::Model) -> samenkomst::events::Details {
    let network = Network::load(&app.db).await.expect("the network");
    let event = event::Entity::find_by_id(event.id).one(app.db.read()).await.expect("a query").expect("the event");
    samenkomst::events::Details::of(&app.db, &network, event).await.expect("the event")
}

async fn read(app: &TestApp, event: &event::Model, list: &str) -> List {
    List::read(list.as_bytes(), &details(app, event).await, Language::Nl).expect("a list")
}

/// What would become of each line, in short: `seat`, `waits 1`, `mistake name email`.
async fn tried(app: &TestApp, event: &event::Model, list: &str) -> Vec<String> {
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

async fn sound(app: &TestApp) {
    assert_eq!(inventory::faults(&app.db).await.expect("an inventory"), Vec::<String>::new());
}

#[rocket::async_test]
async fn a_list_is_tried_without_changing_anything_and_then_done_in_its_order() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(3))).await;
    app.desk().register(person(event.id, 1)).await.expect("an answer").expect("a seat");
    let gone = app.desk().register(person(event.id, 2)).await.expect("an answer").expect("a seat");
    app.desk().cancel(gone.registration_id).await.expect("an answer").expect("gone");
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
    sound(&app).await;

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
    sound(&app).await;
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
    hanne(&app, Role::Organiser, &leuven).await;
    let (_, report) = upload(&app, "/organise/events/samen/registrations/import", list.as_bytes()).await;
    let page = app.page(&report).await;
    assert!(page.contains("De samenkomst is nog een concept."), "{page}");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("lijst.csv");
    std::fs::write(&file, list).expect("a file");
    let said = operator(&app, &["import", "--event", "samen", file.to_str().expect("a path")]);
    let line = "     2  refused  an@example.org  The event is still a draft. Put it online first.\n";
    let lines = String::from_utf8_lossy(&said.stdout).to_string();
    assert_eq!((said.status.code(), lines.as_str()), (Some(1), line));
    sound(&app).await;
}

#[rocket::async_test]
async fn stops_and_answers_come_with_the_list() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "safari", |_| {}).await;
    let early = make_stop(&app, &event, "Buurthuis; De Kring", "2027-03-04 13:30", "2027-03-04 14:15").await;
    let late = make_stop(&app, &event, "Repair café", "2027-03-04 14:15", "2027-03-04 15:30").await;
    make_stop(&app, &event, "Tegelijk", "2027-03-04 14:15", "2027-03-04 15:30").await;
    room_at(&app, late.id, 1).await;
    let asked = |kind, label: Texts, options| question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(label),
        kind: Set(kind),
        required: Set(true),
        options: Set(Options(options)),
        ..question::ActiveModel::new()
    };
    let lunch = Texts { nl: "Eet je mee?".into(), fr: "Tu manges ?".into(), en: String::new() };
    let lunch = make(&app, asked(QuestionKind::YesNo, lunch, vec![])).await;
    let bread = Texts { nl: "Brood".into(), fr: "Pain".into(), en: String::new() };
    let soup = Texts::same("Soep");
    let what = make(&app, asked(QuestionKind::Choices, Texts::same("Wat?"), vec![bread, soup])).await;
    let list = "Nom\tPrénom\tAdresse e-mail\tÉtapes\tTu manges ?\tWat?\tFonction\tSchoenmaat\n\
        Baert\tBea\tbea@example.org\tRepair café\tOui\tPain;soep\tIk studeer\t38\n\
        Claes\tCis\tcis@example.org\tREPAIR CAFE (wachtlijst)\tnee\t\tTovenaar\t40\n\
        Dox\tDirk\tdirk@example.org\tBuurthuis; De Kring\t\t\t\t\n\
        Engels\tEls\tels@example.org\tNergens\t\t\t\t\n\
        Fiers\tFons\tfons@example.org\tRepair café;Tegelijk\t\t\t\t\n\
        Goris\tGwen\tgwen@example.org\t\tmisschien\tTaart\t\t\n";
    let expected = [
        "seat".to_string(),
        "seat".to_string(),
        "seat".to_string(),
        "mistake: stops fault-stop".to_string(),
        "mistake: stops fault-stops-overlap".to_string(),
        format!("mistake: answers.{} fault-answer-offered, answers.{} fault-answer-offered", lunch.id, what.id),
    ];
    let parsed = read(&app, &event, list).await;
    assert_eq!(parsed.left_aside, ["Schoenmaat"]);
    assert_eq!(parsed.lines[1].left_out, ["import-left-role"]);
    assert_eq!(tried(&app, &event, list).await, expected);
    assert_eq!(done(&app, &event, list, false).await, expected);
    assert_eq!(seats_at(&app, late.id).await, (1, 1), "the stop of one seat has one who waits");
    assert_eq!(seats_at(&app, early.id).await, (1, 0));
    let people = people(&app, &event).await;
    let bea = &people[0];
    assert_eq!((bea.name.as_str(), bea.role), ("Bea Baert", registration::Role::Student));
    assert_eq!(bea.answers.0[&lunch.id], ["yes"]);
    assert_eq!(bea.answers.0[&what.id], ["Brood", "Soep"], "options are kept in their first language");
    sound(&app).await;
}

#[rocket::async_test]
async fn our_own_list_comes_in_as_it_went_out() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let from = make_event(&app, &leuven, "van", |_| {}).await;
    let into = make_event(&app, &leuven, "naar", |_| {}).await;
    for (number, name) in ["=1+1 Els", "Jan; \"de\" Vries", "Łukasz Żak", "-"].into_iter().enumerate() {
        let mut somebody = person(from.id, number);
        somebody.name = name.to_string();
        somebody.role = registration::Role::Policy;
        somebody.language = Language::En;
        app.desk().register(somebody).await.expect("an answer").expect("a seat");
    }
    for language in Language::ALL {
        let mut list = Vec::new();
        let wishes = Wishes::all(language);
        let written = export_to(&app.db, &details(&app, &from).await, ExportFormat::Csv, &wishes, &mut list).await;
        assert_eq!(written.expect("a list"), 4);
        let read = List::read(&list, &details(&app, &into).await, Language::Nl).expect("a list");
        assert_eq!(read.left_aside, Vec::<String>::new());
        let people = read.lines.into_iter().map(|line| line.applicant.expect("a person"));
        let people: Vec<_> = people.map(|p| (p.name, p.role, p.language)).collect();
        let expected = ["=1+1 Els", "Jan; \"de\" Vries", "Łukasz Żak", "-"];
        let expected = expected.map(|name| (name.to_string(), registration::Role::Policy, Language::En));
        assert_eq!(people, expected);
    }
}

#[rocket::async_test]
async fn whoever_cancelled_in_our_own_list_gets_no_seat_again() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let from = make_event(&app, &leuven, "van", |e| e.capacity = Set(Some(1))).await;
    let into = make_event(&app, &leuven, "naar", |_| {}).await;
    for number in 0..3 {
        app.desk().register(person(from.id, number)).await.expect("an answer").expect("a seat or a place");
    }
    let gone = people(&app, &from).await.into_iter().find(|p| p.email == "person2@example.org").expect("the last");
    app.desk().cancel(gone.id).await.expect("an answer").expect("gone");
    app.letters().await;
    for language in Language::ALL {
        let mut list = Vec::new();
        let wishes = Wishes::all(language);
        let written = export_to(&app.db, &details(&app, &from).await, ExportFormat::Csv, &wishes, &mut list).await;
        assert_eq!(written.expect("a list"), 3);
        let list = String::from_utf8(list).expect("a text");
        let mut verdicts = tried(&app, &into, &list).await;
        verdicts.sort();
        assert_eq!(verdicts, ["left", "seat", "seat"], "{list}");
    }
    let list = "naam;email;Status;rol;status\n\
        An;an@example.org;cancelled;tovenaar;\n\
        Bo;bo@example.org;waitlisted;;cancelled\n\
        Cis;cis@example.org;ANNULÉ;;\n\
        ;geen adres;geannuleerd;;\n\
        Dirk;dirk@example.org;betaald;;\n";
    let expected = ["left", "seat", "left", "left", "seat"];
    assert_eq!(read(&app, &into, list).await.lines[0].left_out, Vec::<&str>::new(), "their role is of no use");
    assert_eq!(tried(&app, &into, list).await, expected);
    assert_eq!(done(&app, &into, list, true).await, expected);
    let mut letters = to(&app.letters().await);
    letters.sort();
    assert_eq!(letters, ["registration_confirmed bo@example.org", "registration_confirmed dirk@example.org"]);
    let brought: Vec<String> = people(&app, &into).await.into_iter().map(|p| p.email).collect();
    assert_eq!(brought, ["bo@example.org", "dirk@example.org"]);
    sound(&app).await;
}

#[rocket::async_test]
async fn those_who_cancelled_are_named_line_by_line_and_in_the_sum() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    hanne(&app, Role::Organiser, &leuven).await;
    let list = "naam;email;status\nAn;an@example.org;geannuleerd\nBo;bo@example.org;\nCis;cis@example.org;cancelled\n";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("lijst.csv");
    std::fs::write(&file, list).expect("a file");
    let tried = operator(&app, &["import", "--event", "samen", file.to_str().expect("a path"), "--dry-run"]);
    let lines = "     2  left     an@example.org  Cancelled: skipped\n     3  seat     bo@example.org\n     4  left     cis@example.org  Cancelled: skipped\n";
    let told = String::from_utf8_lossy(&tried.stdout).to_string();
    assert_eq!((tried.status.code(), told.as_str()), (Some(0), lines));
    let summary = String::from_utf8_lossy(&tried.stderr).to_string();
    assert!(summary.contains("It would be: 1 with a seat") && summary.contains("2 skipped"), "{summary}");
    let (_, report) = upload(&app, "/organise/events/samen/registrations/import", list.as_bytes()).await;
    let page = app.page(&report).await;
    for said in ["2 schreven zich uit: overgeslagen", "Schreef zich uit: overgeslagen", "1 persoon krijgt een plaats"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let (_, next) = app.send(&report, &[("agreed", "true")]).await;
    let page = app.page(&next).await;
    assert!(page.contains("1 persoon kreeg een plaats") && page.contains("2 lijnen sloegen we over"), "{page}");
    assert_eq!(seats(&app, "samen").await, (1, 0));
    sound(&app).await;
}

#[rocket::async_test]
async fn files_of_every_kind_are_read_or_refused_in_a_sentence() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let details = details(&app, &event).await;
    let name_of = |bytes: &[u8]| {
        let list = List::read(bytes, &details, Language::Nl).map_err(Unreadable::key)?;
        Ok::<_, &str>(list.lines[0].applicant.as_ref().map(|a| a.name.clone()).map_err(Clone::clone))
    };
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Naam\tE-mail\nZoë\tz@example.org\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [
        "\u{feff}Naam;E-mail\r\nZoë;z@example.org\r\n".as_bytes(),
        "sep=,\r\nNaam,E-mail\r\nZoë,z@example.org".as_bytes(),
        b"\"Naam\";\"E-mail\"\n\"Zo\xeb\";\"z@example.org\"\n",
        "naam,EMAIL\rZoë,z@example.org\r".as_bytes(),
        "\n\n Volledige naam , E-mailadres \n\n\"Zoë\n\",z@example.org,meer,velden\n".as_bytes(),
        &utf16,
    ] {
        assert_eq!(name_of(bytes), Ok(Ok("Zoë".to_string())), "{}", String::from_utf8_lossy(bytes));
    }
    let many = format!("naam;email\n{}", "An;an@example.org\n".repeat(MOST_LINES + 1));
    let long = vec![b'a'; 10 * 1024 * 1024 + 1];
    let picture: Vec<u8> = (0..=255).collect();
    for (bytes, why) in [
        (&b""[..], "import-unreadable-empty"),
        (b"\n\n;;\n", "import-unreadable-empty"),
        (b"naam;email\n", "import-unreadable-empty"),
        (b"PK\x03\x04rest of a spreadsheet", "import-unreadable-not-text"),
        (&picture, "import-unreadable-not-text"),
        (b"An;an@example.org\nBo;bo@example.org\n", "import-unreadable-no-email"),
        (b"email;organisatie\na@example.org;x\n", "import-unreadable-no-name"),
        (b"naam;email;E-mail\nAn;a@example.org;b@example.org\n", "import-unreadable-twice"),
        (many.as_bytes(), "import-unreadable-too-many"),
        (&long, "import-unreadable-too-long"),
    ] {
        assert_eq!(name_of(bytes), Err(why));
    }
}

/// Hanne, signed in, with this role in the region.
async fn hanne(app: &TestApp, role: Role, region: &region::Model) {
    let id = make_organiser(app, "hanne@example.org", "Hanne Verbeke", role, &[region]).await;
    sign_in(app, id).await;
}

/// Sends the file as a browser does.
async fn upload(app: &TestApp, path: &str, file: &[u8]) -> (Status, String) {
    let mut body = b"--grens\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nfr\r\n--grens\r\nContent-Disposition: form-data; name=\"file\"; filename=\"lijst.csv\"\r\nContent-Type: text/csv\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--grens--\r\n");
    let kind = ContentType::new("multipart", "form-data").with_params(("boundary", "grens"));
    let answer = app.client.post(path.to_string()).header(kind).body(body).dispatch().await;
    let status = answer.status();
    match answer.headers().get_one("Location").map(str::to_string) {
        Some(location) => (status, location),
        None => (status, answer.into_string().await.unwrap_or_default()),
    }
}

#[rocket::async_test]
async fn hanne_uploads_a_list_reads_the_report_and_brings_it_in() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(1))).await;
    hanne(&app, Role::Organiser, &leuven).await;
    let door = "/organise/events/samen/registrations/import";
    assert!(app.page(door).await.contains("Breng een lijst in"));
    let (status, page) = upload(&app, door, b"").await;
    assert!(status == Status::UnprocessableEntity && page.contains("Kies een bestand"), "{page}");
    let file = "Naam;E-mail\nBea <b>Baert</b>;bea@example.org\nCis;cis@example.org\nDirk;geen adres\n";
    let (status, report) = upload(&app, door, file.as_bytes()).await;
    assert_eq!(status, Status::SeeOther);
    let page = app.page(&report).await;
    for said in ["1 persoon krijgt een plaats", "1 op de wachtlijst", "1 lijn lukt niet", "Breng 2 mensen in"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.contains("Bea &#60;b&#62;Baert") && page.contains("Dit adres heeft geen @"), "{page}");
    assert_eq!(seats(&app, "samen").await, (0, 0));
    let (status, page) = app.send(&report, &[("letters", "true")]).await;
    assert!(status == Status::UnprocessableEntity && page.contains("Zet een vinkje"), "{status}");
    assert_eq!(seats(&app, "samen").await, (0, 0));
    let (status, next) = app.send(&report, &[("agreed", "true"), ("letters", "true")]).await;
    assert_eq!(status, Status::SeeOther);
    let page = app.page(&next).await;
    assert!(page.contains("1 persoon kreeg een plaats"), "{page}");
    assert_eq!(seats(&app, "samen").await, (1, 1));
    assert_eq!(app.letters().await.len(), 2);
    assert!(people(&app, &event).await.iter().all(|p| p.language == Language::Fr));
    let gone = app.client.get(&report).dispatch().await;
    assert_eq!(gone.status(), Status::NotFound, "the file is not kept");
    assert_eq!(kept::Entity::find().count(app.db.read()).await.expect("a query"), 0);
    let by = audit::Entity::find().filter(audit::Column::EventId.eq(event.id)).all(app.db.read()).await;
    assert!(by.expect("a query").iter().all(|entry| entry.organiser_id.is_some()));
}

#[rocket::async_test]
async fn whoever_wants_no_letters_and_forgets_the_agreement_finds_the_letters_unticked() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    hanne(&app, Role::Organiser, &leuven).await;
    let list = b"naam;email\nAn;an@example.org\n";
    let (_, report) = upload(&app, "/organise/events/samen/registrations/import", list).await;
    let ticked = "name=\"letters\" value=\"true\" checked>";
    assert!(app.page(&report).await.contains(ticked), "letters are offered");
    let (status, page) = app.send(&report, &[]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("name=\"letters\" value=\"true\">") && !page.contains(ticked), "{page}");
    let (status, page) = app.send(&report, &[("letters", "true")]).await;
    assert!(status == Status::UnprocessableEntity && page.contains(ticked), "{page}");
}

#[rocket::async_test]
async fn a_kept_list_is_its_organisers_own_and_is_gone_after_a_day() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    make_event(&app, &leuven, "anders", |_| {}).await;
    make_event(&app, &gent, "elders", |_| {}).await;
    hanne(&app, Role::Organiser, &leuven).await;
    let door = "/organise/events/samen/registrations/import";
    let list = b"naam;email\nAn;an@example.org\n";
    let (_, first) = upload(&app, door, list).await;
    let (_, second) = upload(&app, door, list).await;
    assert_eq!(app.client.get(&first).dispatch().await.status(), Status::NotFound, "one at a time");
    assert_eq!(app.client.get(&second).dispatch().await.status(), Status::Ok);
    let moved = second.replace("samen", "anders");
    assert_eq!(app.client.get(&moved).dispatch().await.status(), Status::NotFound, "of this event alone");
    let (status, _) = upload(&app, "/organise/events/elders/registrations/import", list).await;
    assert_eq!(status, Status::NotFound, "another region's event");
    let id = second.rsplit('/').next().expect("an id").to_string();
    let strange = app.client.get(format!("{door}/{}", id.replace('-', "x"))).dispatch().await;
    assert_eq!(strange.status(), Status::NotFound);
    app.at("2027-02-03 09:30");
    assert_eq!(app.client.get(&second).dispatch().await.status(), Status::NotFound, "a day later");
    let (_, third) = upload(&app, door, list).await;
    let (status, next) = app.send(&third, &[("_method", "delete")]).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, door));
    assert_eq!(kept::Entity::find().count(app.db.read()).await.expect("a query"), 0);
}

#[rocket::async_test]
async fn who_may_only_read_brings_nothing_in() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let door = "/organise/events/samen/registrations/import";
    assert_eq!(app.client.get(door).dispatch().await.status(), Status::SeeOther, "a stranger is asked to sign in");
    hanne(&app, Role::Viewer, &leuven).await;
    assert_eq!(app.client.get(door).dispatch().await.status(), Status::Forbidden);
    assert_eq!(upload(&app, door, b"naam;email\nAn;an@example.org\n").await.0, Status::Forbidden);
    assert_eq!(kept::Entity::find().count(app.db.read()).await.expect("a query"), 0);
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
    sound(&app).await;
}

fn operator(app: &TestApp, line: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_samenkomst"))
        .args(line)
        .env("ROCKET_DATABASE_URL", &app.config.database_url)
        .env("ROCKET_SECRET_KEY", SECRET)
        .env("ROCKET_MAIL_FOLDER", &app.config.mail_folder)
        .output()
        .expect("the program")
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
    let tried = operator(&app, &["import", "--event", "samen", path, "--dry-run"]);
    let said = |output: &Output| String::from_utf8_lossy(&output.stdout).to_string();
    let lines = "     2  seat     an@example.org\n     3  waits    bo@example.org  number 1\n     4  mistake  cis@example.org  Name: There is no name\n";
    assert_eq!((tried.status.code(), said(&tried).as_str()), (Some(1), lines));
    assert_eq!(seats(&app, "samen").await, (0, 0));
    let whole = operator(&app, &["import", "--event", "samen", path, "--no-letters"]);
    assert_eq!((whole.status.code(), said(&whole).as_str()), (Some(1), lines));
    let summary = String::from_utf8_lossy(&whole.stderr).to_string();
    assert!(summary.contains("1 with a seat, 1 on the waiting list, 0 there already, 1 refused"), "{summary}");
    assert_eq!(seats(&app, "samen").await, (1, 1));
    assert_eq!(app.letters().await.len(), 0);
    std::fs::write(&file, "name,email\nAn,an@example.org\n").expect("a file");
    let again = operator(&app, &["import", "--event", "samen", path]);
    assert_eq!((again.status.code(), said(&again).as_str()), (Some(0), "     2  there    an@example.org\n"));
    for wrong in [&["import", "--event", "nergens", path][..], &["import", "--event", "samen", "/nergens.csv"]] {
        let failed = operator(&app, wrong);
        assert_eq!(failed.status.code(), Some(1));
        assert_eq!(String::from_utf8_lossy(&failed.stderr).lines().count(), 1);
    }
    assert_eq!(operator(&app, &["import", path]).status.code(), Some(2));
}
