//! Each format opens in the program that it is for, with the same people in it and no formula.

use std::io::{Cursor, Read};

use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::Status;
use serde_json::{Value, json};

use super::{HOSTILE, a_hostile_list, person, records, the_list};
use crate::support::makers::{make, make_event, make_region};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

/// What a spreadsheet may hold of it.
fn harmless(text: &str) -> String {
    let kept = text.replace(['\u{1}', '\u{b}'], "");
    let before = if kept.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{before}{}", kept.replace("\r\n", "\n").replace('\r', "\n"))
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
async fn a_name_is_no_formula_in_a_country_of_wide_letters_either() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let names = ["＝1+1", "＋32 16", "－1", "＠SUM(A1)", "\n=1", "李 ＝ 明", "ＡＢＣ"];
    for (place, name) in (1..).zip(names) {
        make(&app, person(&event, place, name, Status::Confirmed, brussels("2027-01-20 14:05"))).await;
    }
    let listed = records(&the_list(&app, "csv?dialect=rfc4180&columns=name").await, b',');
    let expected = ["'＝1+1", "'＋32 16", "'－1", "'＠SUM(A1)", "'\n=1", "李 ＝ 明", "ＡＢＣ"];
    assert_eq!(listed[1..].concat(), expected);
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
