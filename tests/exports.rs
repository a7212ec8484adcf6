//! An organiser takes the list of attendees along, and opens it in whatever they have.

use std::io::{Cursor, Read};

use chrono::{DateTime, Utc};
use samenkomst::events::event;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::exports::{Column, ExportFormat, Wishes, export_to};
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::regions::Network;
use samenkomst::registrations::booking::Applicant;
use samenkomst::registrations::registration::{self, Answers, Status};
use sea_orm::{ActiveModelBehavior, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::desk::{make_organiser, sign_in};
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::people::{person as applicant, room_at};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"http://example.org\")",
    "+32 16 00 00 00",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "Jan; \"de\"\r\nVries, <b>&amp;",
    "Ellips…  twee spaties \u{1}\u{b}en\ttab",
];

/// What a spreadsheet may hold of it.
fn harmless(text: &str) -> String {
    let kept = text.replace(['\u{1}', '\u{b}'], "");
    let before = if kept.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{before}{}", kept.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Somebody who registered at this moment, straight in the book.
fn person(
    event: &event::Model,
    place: i64,
    name: &str,
    status: Status,
    at: DateTime<Utc>,
) -> registration::ActiveModel {
    let id = Uuid::now_v7();
    registration::ActiveModel {
        id: Set(id),
        event_id: Set(event.id),
        status: Set(status),
        place: Set(place),
        name: Set(name.to_string()),
        email: Set(format!("person{place}@example.org")),
        email_key: Set(format!("person{place}@example.org")),
        organisation: Set("OCMW Leuven".to_string()),
        role: Set(registration::Role::Practitioner),
        language: Set(Language::Fr),
        answers: Set(Answers::default()),
        sequence: Set(0),
        key_version: Set(0),
        token_hash: Set(id.as_bytes().to_vec()),
        consent_at: Set(at),
        registered_at: Set(at),
        updated_at: Set(at),
        ..registration::ActiveModel::new()
    }
}

/// An event with a question, a stop, and people whose names mean harm.
async fn a_hostile_list(app: &TestApp) -> event::Model {
    let leuven = make_region(app, "leuven").await;
    let event = make_event(app, &leuven, "samen", |_| {}).await;
    make_stop(app, &event, "Buurthuis & co", "2027-03-04 13:30", "2027-03-04 14:30").await;
    let asked = question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same("=Eet je mee?")),
        kind: Set(QuestionKind::YesNo),
        required: Set(false),
        options: Set(Options::default()),
        ..question::ActiveModel::new()
    };
    let asked = make(app, asked).await;
    for (place, name) in (1..).zip(HOSTILE) {
        let mut somebody = person(&event, place, name, Status::Confirmed, brussels("2027-01-20 14:05"));
        somebody.answers = Set(Answers([(asked.id, vec!["yes".to_string()])].into()));
        make(app, somebody).await;
    }
    let early = brussels("2027-01-02 08:00");
    make(app, person(&event, 9, "Zij die wacht", Status::Waitlisted, early)).await;
    make(app, person(&event, 0, "Hij die wegging", Status::Cancelled, early)).await;
    event
}

async fn the_list(app: &TestApp, ending: &str) -> Vec<u8> {
    let program = Program::of(app, Role::Organiser, None).await;
    let reply = program.get(&format!("/api/v1/events/samen/registrations.{ending}")).await;
    assert_eq!(reply.status.code, 200, "{}", reply.text());
    assert_eq!(reply.header("cache-control"), "private, no-store");
    let kind = ending.split('?').next().unwrap_or_default();
    assert_eq!(reply.header("content-disposition"), format!("attachment; filename=\"samen.{kind}\""));
    reply.bytes
}

fn records(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(bytes);
    let records = reader.records().map(|r| r.expect("as many fields as the others"));
    records.map(|r| r.iter().map(str::to_string).collect()).collect()
}

#[rocket::async_test]
async fn csv_opens_right_in_belgian_excel() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    let bytes = the_list(&app, "csv?lang=en").await;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark");
    let first = text.split(|b| *b == b'\n').next().unwrap_or_default();
    assert!(first.ends_with(b"\r"));
    let records = records(text, b';');
    let head = "Number|Status|Place on the waiting list|Name|Email address|Organisation|Role|Region|Language|Registered at|Stops|'=Eet je mee?|Checked in at";
    assert_eq!(records[0].join("|"), head);
    let names: Vec<&str> = records[1..].iter().map(|r| r[3].as_str()).collect();
    let mut expected: Vec<String> = HOSTILE.into_iter().map(harmless).collect();
    expected.extend(["Zij die wacht".to_string(), "Hij die wegging".to_string()]);
    assert_eq!(names, expected);
    let row = |number: usize| {
        records[number][1..]
            .iter()
            .enumerate()
            .filter(|(i, _)| ![2, 5].contains(i))
            .map(|(_, f)| f.as_str())
            .collect::<Vec<_>>()
            .join("|")
    };
    assert_eq!(row(2), "confirmed||person2@example.org|OCMW Leuven|Leuven|fr|2027-01-20 14:05:00||yes|");
    assert_eq!(row(9), "waiting list|1|person9@example.org|OCMW Leuven|Leuven|fr|2027-01-02 08:00:00|||");
    assert_eq!(row(10), "cancelled||person0@example.org|OCMW Leuven|Leuven|fr|2027-01-02 08:00:00|||");
}

#[rocket::async_test]
async fn csv_for_programs_has_commas_and_the_columns_asked_for() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    let bytes = the_list(&app, "csv?dialect=rfc4180&columns=email,answers,position").await;
    let records = records(&bytes, b',');
    assert_eq!(records[0], ["E-mailadres", "'=Eet je mee?", "Plaats op de wachtlijst"]);
    assert_eq!(records[1], ["person1@example.org", "ja", ""]);
    assert_eq!(records[9], ["person9@example.org", "", "1"]);
    let program = Program::of(&app, Role::Admin, None).await;
    let wrong = program.get("/api/v1/events/samen/registrations.csv?dialect=x&columns=name,shoes").await;
    assert_eq!(wrong.wrong_fields(), ["columns", "dialect"]);
    program.get("/api/v1/events/samen/registrations.pdf").await.problem(404);
    program.get("/api/v1/events/anders/registrations.csv").await.problem(404);
}

#[rocket::async_test]
async fn a_list_of_which_no_wish_was_filled_in_is_the_usual_one() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    assert_eq!(the_list(&app, "csv?dialect=&columns=").await, the_list(&app, "csv").await);
}

#[rocket::async_test]
async fn json_says_what_the_api_says_and_leaves_texts_as_they_are() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    let list: Value = serde_json::from_slice(&the_list(&app, "json").await).expect("JSON");
    let program = Program::of(&app, Role::Admin, None).await;
    let listed = program.get("/api/v1/events/samen/registrations").await.ok();
    assert_eq!(list, listed["items"]);
    assert_eq!(list[0]["name"], HOSTILE[0]);
    assert_eq!(list[0]["answers"], json!({ "=Eet je mee?": true }));
    let some: Value = serde_json::from_slice(&the_list(&app, "json?columns=name,role").await).expect("JSON");
    assert_eq!(some[8], json!({ "name": "Zij die wacht", "role": "practitioner" }));
}

/// The parts of a file that is a ZIP, each well-formed.
fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a part");
        assert!(file.extra_data().is_none_or(|extra| extra.is_empty()), "plain ZIP, which every program opens");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("UTF-8");
        let name = file.name().expect("a name").into_owned();
        if name != "mimetype" {
            roxmltree::Document::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        parts.push((name, text));
    }
    parts
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    parts.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str()).expect("the part")
}

#[rocket::async_test]
async fn xlsx_opens_in_excel() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    let parts = parts(the_list(&app, "xlsx").await);
    let sheet = part(&parts, "xl/worksheets/sheet1.xml");
    let sheet = roxmltree::Document::parse(sheet).expect("XML");
    let named = |name: &'static str| sheet.descendants().filter(move |n| n.tag_name().name() == name);
    assert_eq!(named("pane").next().and_then(|p| p.attribute("state")), Some("frozen"));
    assert_eq!(named("autoFilter").next().and_then(|f| f.attribute("ref")), Some("A1:M11"));
    assert_eq!(named("f").count(), 0, "no formula anywhere");
    let cell = |at: &str| named("c").find(|c| c.attribute("r") == Some(at)).expect("the cell");
    let text = |at: &str| cell(at).descendants().filter_map(|n| n.text()).next().unwrap_or_default().to_string();
    assert_eq!((text("D2"), text("D3")), (harmless(HOSTILE[0]), harmless(HOSTILE[1])));
    assert_eq!((cell("C10").attribute("t"), text("C10")), (None, "1".to_string()));
    // 20 January 2027, 14:05: days since 1900 and the part of the day.
    assert_eq!(cell("J2").attribute("t"), None);
    assert!((text("J2").parse::<f64>().expect("a number") - 46_407.586_805).abs() < 0.001);
}

#[rocket::async_test]
async fn ods_opens_in_libreoffice() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    let bytes = the_list(&app, "ods").await;
    let media_type = "application/vnd.oasis.opendocument.spreadsheet";
    assert_eq!(&bytes[30..38 + media_type.len()], format!("mimetype{media_type}").as_bytes(), "first and unpacked");
    let parts = parts(bytes);
    assert_eq!(part(&parts, "mimetype"), media_type);
    assert!(part(&parts, "settings.xml").contains("VerticalSplitPosition\" config:type=\"int\">1<"));
    let content = roxmltree::Document::parse(part(&parts, "content.xml")).expect("XML");
    let named = |name: &'static str| content.descendants().filter(move |n| n.tag_name().name() == name);
    let attribute = |node: roxmltree::Node<'_, '_>, name: &str| {
        let found = node.attributes().find(|a| a.name() == name);
        found.map_or(String::new(), |a| a.value().to_string())
    };
    let range = named("database-range").next().expect("a filter");
    assert_eq!(attribute(range, "target-range-address"), "'Inschrijvingen'.A1:'Inschrijvingen'.M11");
    assert_eq!(attribute(range, "display-filter-buttons"), "true");
    let rows: Vec<Vec<_>> = named("table-row").map(|r| r.children().filter(|c| c.is_element()).collect()).collect();
    assert_eq!(rows.len(), 11);
    assert!(rows.iter().all(|r| r.len() == 13));
    let text = |row: usize, column: usize| {
        let lines = rows[row][column].children().filter(|n| n.is_element());
        let line = |p: roxmltree::Node<'_, '_>| {
            let said = |n: roxmltree::Node<'_, '_>| match n.tag_name().name() {
                "s" => " ".to_string(),
                _ => n.text().filter(|_| n.is_text()).unwrap_or_default().to_string(),
            };
            p.descendants().map(said).collect::<String>()
        };
        lines.map(line).collect::<Vec<_>>().join("\n")
    };
    for (row, name) in (1..).zip(HOSTILE) {
        assert_eq!(text(row, 3), harmless(name).replace('\t', " "));
        assert_eq!(attribute(rows[row][3], "value-type"), "string");
    }
    assert_eq!(attribute(rows[9][2], "value"), "1");
    assert_eq!(attribute(rows[1][9], "date-value"), "2027-01-20T14:05:00");
    assert!(named("table-cell").all(|c| attribute(c, "formula").is_empty()));
}

#[rocket::async_test]
async fn a_long_list_is_whole_and_in_order() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let at = brussels("2027-01-20 14:05");
    let status = |place: i64| {
        if place % 2 == 0 { Status::Confirmed } else { Status::Waitlisted }
    };
    // Two people who drew the same number (a list that was brought in) are both there.
    let people: Vec<_> = (0..1_401)
        .map(|n| {
            let mut somebody = person(&event, n / 2 * 2 + n % 2, &format!("Persoon {n}"), status(n), at);
            if n == 1_400 {
                somebody.place = Set(0);
            }
            somebody
        })
        .collect();
    for piece in people.chunks(200) {
        registration::Entity::insert_many(piece.to_vec()).exec_without_returning(app.db.write()).await.expect("people");
    }
    let records = records(&the_list(&app, "csv?columns=name,position&dialect=rfc4180").await, b',');
    assert_eq!(records.len(), 1_402);
    let mut confirmed: Vec<String> = records[1..702].iter().map(|r| r[0].clone()).collect();
    assert!(confirmed[..2].contains(&"Persoon 0".to_string()) && confirmed[..2].contains(&"Persoon 1400".to_string()));
    assert_eq!(confirmed.split_off(2), (1..700).map(|n| format!("Persoon {}", 2 * n)).collect::<Vec<_>>());
    let waiting = (0..700).map(|n| vec![format!("Persoon {}", 2 * n + 1), format!("{}", n + 1)]);
    assert_eq!(records[702..], waiting.collect::<Vec<_>>());
}

#[rocket::async_test]
async fn a_list_of_nobody_has_its_headings() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    assert_eq!(the_list(&app, "csv?columns=name").await, b"\xef\xbb\xbfNaam\r\n");
    assert_eq!(serde_json::from_slice::<Value>(&the_list(&app, "json").await).expect("JSON"), json!([]));
    parts(the_list(&app, "xlsx").await);
    parts(the_list(&app, "ods").await);
    // The answers alone, of an event that asks nothing: the number at least.
    assert_eq!(the_list(&app, "csv?columns=answers").await, b"\xef\xbb\xbfNummer\r\n");
    parts(the_list(&app, "ods?columns=answers").await);
}

#[rocket::async_test]
async fn the_command_line_writes_the_same_list() {
    let app = TestApp::start().await;
    let event = a_hostile_list(&app).await;
    let network = Network::load(&app.db).await.expect("the network");
    let details = samenkomst::events::Details::of(&app.db, &network, event).await.expect("the event");
    let mut wishes = Wishes::all(Language::Nl);
    let mut written = Vec::new();
    let count = export_to(&app.db, &details, ExportFormat::Csv, &wishes, &mut written).await;
    assert_eq!(count.expect("a list"), 10);
    assert_eq!(written, the_list(&app, "csv").await);
    wishes.columns = Column::parse_list("name, email").expect("columns");
    assert_eq!(Column::parse_list("name,shoes"), Err("shoes".to_string()));
    for format in ExportFormat::ALL {
        assert_eq!(format.code().parse(), Ok(format));
        let count = export_to(&app.db, &details, format, &wishes, &mut tokio::io::sink()).await;
        assert_eq!(count.expect("a list"), if format.is_printed() { 8 } else { 10 });
    }
}

/// Hanne of Leuven, signed in.
async fn hanne(app: &TestApp, role: Role) {
    let network = Network::load(&app.db).await.expect("the network");
    let leuven = network.region_called("leuven").expect("Leuven");
    let id = make_organiser(app, "hanne@example.org", "Hanne Verbeke", role, &[leuven]).await;
    sign_in(app, id).await;
}

async fn taken(app: &TestApp) -> Vec<audit::Model> {
    let taken = audit::Entity::find().filter(audit::Column::Act.eq(Act::ListExported));
    taken.order_by_asc(audit::Column::Id).all(app.db.read()).await.expect("the trail")
}

#[rocket::async_test]
async fn a_filter_takes_fewer_and_everyone_keeps_their_place_in_the_line() {
    let app = TestApp::start().await;
    let event = a_hostile_list(&app).await;
    let at = brussels("2027-01-20 14:05");
    let mut second = person(&event, 10, "Zij die ook wacht", Status::Waitlisted, at);
    second.search = Set("zij die ook wacht".to_string());
    make(&app, second).await;
    let names = |bytes: &[u8]| records(bytes, b',').into_iter().skip(1).collect::<Vec<_>>();
    let list = the_list(&app, "csv?dialect=rfc4180&columns=name,position&q=OOK+wacht").await;
    assert_eq!(names(&list), [["Zij die ook wacht", "2"]]);
    let list = the_list(&app, "csv?dialect=rfc4180&columns=name,position&status=waitlisted").await;
    assert_eq!(names(&list), [["Zij die wacht", "1"], ["Zij die ook wacht", "2"]]);
    let list = the_list(&app, "csv?dialect=rfc4180&columns=name,name,position&status=cancelled").await;
    assert_eq!(names(&list), [["Hij die wegging", ""]], "a column that is asked for twice comes once");
    assert_eq!(names(&the_list(&app, "csv?columns=name&present=true").await), Vec::<Vec<String>>::new());
    let program = Program::of(&app, Role::Admin, None).await;
    let wrong = program.get("/api/v1/events/samen/registrations.csv?status=here").await;
    assert_eq!(wrong.wrong_fields(), ["status"]);
}

#[rocket::async_test]
async fn every_list_that_leaves_is_noted_with_who_took_it() {
    let app = TestApp::start().await;
    let event = a_hostile_list(&app).await;
    hanne(&app, Role::Organiser).await;
    let desk = "/organise/events/samen";
    app.client.get(format!("{desk}/registrations.xlsx?columns=name&columns=email&status=waitlisted")).dispatch().await;
    app.client.get(format!("{desk}/badges.pdf?q=jan")).dispatch().await;
    the_list(&app, "json").await;
    let line = ["export", "--event", "samen", "--format", "csv", "--columns", "name"];
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_samenkomst"))
        .args(line)
        .env("ROCKET_DATABASE_URL", &app.config.database_url)
        .env("ROCKET_SECRET_KEY", crate::support::SECRET)
        .output();
    assert!(out.expect("the program").status.success());
    let taken = taken(&app).await;
    let told: Vec<_> = taken
        .iter()
        .map(|entry| {
            let facts = &entry.facts;
            let format = facts["format"].as_str().unwrap_or_default().to_string();
            (entry.organiser_name.clone(), format, facts["count"].as_i64(), facts["columns"].clone())
        })
        .collect();
    let hanne = "Hanne Verbeke".to_string();
    let all = Column::write_list(&Column::ALL);
    assert_eq!(
        told,
        [
            (hanne.clone(), "xlsx".to_string(), Some(1), json!("name,email")),
            (hanne, "badges".to_string(), Some(0), Value::Null),
            ("An organiser".to_string(), "json".to_string(), Some(10), json!(all)),
            (String::new(), "csv".to_string(), Some(10), json!("name")),
        ]
    );
    assert_eq!(taken[0].facts["filter"]["status"], "waitlisted");
    assert_eq!(taken[1].facts["filter"]["searched"], true, "that somebody was searched for, and not whom");
    assert!(taken.iter().all(|entry| entry.event_id == Some(event.id)));
}

#[rocket::async_test]
async fn columns_are_chosen_moved_and_remembered() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    hanne(&app, Role::Organiser).await;
    let desk = "/organise/events/samen/registrations";
    let page = app.page(&format!("{desk}/export?status=confirmed")).await;
    assert!(page.contains("Je neemt 8 mensen mee.") && page.contains("name=\"status\" value=\"confirmed\""), "{page}");
    assert_eq!(page.matches(" checked>").count(), 13, "all columns the first time");
    // She ticks two, and moves the second one up; nothing is taken yet.
    let moved = format!("{desk}/export?order=name,email,role&columns=name&columns=email&up=email");
    let page = app.page(&moved).await;
    let (email, name) = (page.find("value=\"email\" checked"), page.find("value=\"name\" checked"));
    assert!(email.is_some() && email < name, "{page}");
    assert_eq!(page.matches(" checked>").count(), 2);
    assert_eq!(taken(&app).await.len(), 0);
    let head = async |address: &str| {
        let list = app.page(&format!("{desk}.csv{address}")).await;
        list.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().to_string()
    };
    assert_eq!(head("?columns=email&columns=name").await, "E-mailadres;Naam");
    assert_eq!(head("").await, "E-mailadres;Naam", "the next list begins with them");
    assert_eq!(head("?columns=shoes").await, "E-mailadres;Naam", "what is no column is left out");
    let page = app.page(&format!("{desk}/export")).await;
    assert_eq!(page.matches(" checked>").count(), 2);
    for strange in ["?order=,,,&up=shoes", "?order=name&up=name&down=name", "?up=name", "?status=%00&q=%00%27&sort=x"] {
        assert_eq!(app.client.get(format!("{desk}/export{strange}")).dispatch().await.status().code, 200, "{strange}");
    }
}

#[rocket::async_test]
async fn a_viewer_takes_nothing_along() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &gent, "elders", |_| {}).await;
    hanne(&app, Role::Viewer).await;
    let files = ExportFormat::ALL.map(ExportFormat::file);
    for file in files.into_iter().chain(["registrations/export"]) {
        let here = app.client.get(format!("/organise/events/samen/{file}")).dispatch().await;
        assert_eq!(here.status().code, 403, "{file}");
        let elsewhere = app.client.get(format!("/organise/events/elders/{file}")).dispatch().await;
        assert_eq!(elsewhere.status().code, 404, "{file}");
    }
    assert_eq!(app.client.get("/organise/events/samen/registrations.exe").dispatch().await.status().code, 404);
    assert_eq!(taken(&app).await.len(), 0);
}

/// The document on paper, and how many pages it has.
async fn paper(app: &TestApp, address: &str) -> (Vec<u8>, usize) {
    let answer = app.client.get(format!("/organise/events/samen/{address}")).dispatch().await;
    assert_eq!(answer.status().code, 200, "{address}");
    assert_eq!(answer.headers().get_one("Content-Type"), Some("application/pdf"));
    let bytes = answer.into_bytes().await.expect("a document");
    assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{address}");
    let text = String::from_utf8_lossy(&bytes).to_string();
    assert!(text.contains("/StructTreeRoot") && text.contains("/Lang"), "it is tagged, and says its language");
    (bytes, text.matches("/Type/Page").count() + text.matches("/Type /Page").count())
}

#[rocket::async_test]
async fn a_sheet_to_sign_and_badges_hold_names_of_every_script() {
    let app = TestApp::start().await;
    let event = a_hostile_list(&app).await;
    let at = brussels("2027-01-20 14:05");
    let names = [
        "Dilara Yıldız",
        "Marie-Claire Ndayishimiye",
        "Łukasz Wiśniewski",
        "Ωμέγα Παπαδόπουλος",
        "Юлия Щербакова",
        "أمينة الإدريسي",
        "Amina أمينة El Idrissi",
        "שירה",
        "日本 太郎",
        "हिन्दी สมชาย",
        "😀👨‍👩‍👧",
        "e\u{301}\u{323}\u{200d}\u{202e}abc",
        "\u{fffd}\u{e000}\u{10ffff}",
        "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewarenwohlgepflegeundsorgfaltigkeit",
    ];
    for (place, name) in (20..).zip(names) {
        let mut somebody = person(&event, place, name, Status::Confirmed, at);
        somebody.organisation = Set(format!("{name} {name} {name}"));
        make(&app, somebody).await;
    }
    for place in 100..120 {
        make(&app, person(&event, place, &format!("Persoon {place}"), Status::Confirmed, at)).await;
    }
    hanne(&app, Role::Organiser).await;
    let (sheet, pages) = paper(&app, "registrations.pdf").await;
    let (badges, sheets) = paper(&app, "badges.pdf?lang=fr").await;
    // 42 people: 25 on a sheet to sign, ten badges on another; and the tree of pages.
    assert_eq!((pages, sheets), (2 + 1, 5 + 1));
    assert!(sheet.len() < 400_000 && badges.len() < 400_000, "the typeface's letters that are used, and no others");
    let (_, nobody) = paper(&app, "registrations.pdf?q=niemand").await;
    let (_, no_badges) = paper(&app, "badges.pdf?status=cancelled&q=niemand").await;
    assert_eq!((nobody, no_badges), (2, 2), "one page that says so");
    let (_, by_stop) = paper(&app, "registrations.pdf?parts=stop").await;
    assert_eq!(by_stop, 1 + 2 + 1, "one stop, which nobody chose; so all 42 are on sheets of their own");
}

#[rocket::async_test]
async fn a_sheet_by_stop_leaves_nobody_out() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let kitchen = make_stop(&app, &event, "De keuken", "2027-03-04 13:30", "2027-03-04 14:30").await;
    room_at(&app, kitchen.id, 1).await;
    hanne(&app, Role::Organiser).await;
    let pages = async || paper(&app, "registrations.pdf?parts=stop").await.1;
    let register = async |number: usize, stops: Vec<i32>| {
        let applicant = Applicant { stops, ..applicant(event.id, number) };
        app.desk().register(applicant).await.expect("the desk").expect("a place");
    };
    register(0, vec![kitchen.id]).await;
    assert_eq!(pages().await, 1 + 1, "the stop, where everybody is, and the tree of pages");
    register(1, Vec::new()).await;
    assert_eq!(pages().await, 2 + 1, "a part for whoever chose no stop");
    register(2, vec![kitchen.id]).await;
    for number in 3..27 {
        register(number, Vec::new()).await;
    }
    assert_eq!(pages().await, 3 + 1, "26 with a seat at none: the 25 who chose none, and the one who waits there");
}
