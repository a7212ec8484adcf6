//! Workbooks of Excel and LibreOffice, read as a person reads them there.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, XlsxError};
use samenkomst::events::event;
use samenkomst::events::question::{self, QuestionKind};
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::importing::{Line, List, MOST_LINES};
use sea_orm::Set;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{details, read, tried, upload};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make, make_event, make_region};
use crate::support::operator::{Operator, err, out};

/// A ZIP of these parts, each with its name.
pub fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("a text");
    }
    zip.finish().expect("a file").into_inner()
}

/// A workbook of Excel with these rows on its sheet, and these texts that its cells share.
pub fn xlsx(rows: &str, texts: &str) -> Vec<u8> {
    book(r#"<sheet name="Blad1" sheetId="1" r:id="rId1"/>"#, rows, texts)
}

/// The same, of which these are the sheets.
pub fn book(sheets: &str, rows: &str, texts: &str) -> Vec<u8> {
    let relations = |relations: &str| format!("<Relationships>{relations}</Relationships>");
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let of_book = relation("rId1", "worksheet", "worksheets/sheet1.xml")
        + &relation("rId2", "sharedStrings", "/xl/../xl/sharedStrings.xml");
    zipped(&[
        ("_rels/.rels", &relations(&relation("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", &format!("<workbook><sheets>{sheets}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", &relations(&of_book)),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        ("xl/sharedStrings.xml", texts),
    ])
}

/// A row of a sheet of Excel.
pub fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#)).collect();
    format!("<row>{cells}</row>")
}

/// A workbook of LibreOffice with these sheets.
pub fn ods(sheets: &str) -> Vec<u8> {
    styled("", sheets)
}

/// The same, with these styles.
fn styled(styles: &str, sheets: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        (
            "content.xml",
            &format!(
                "<office:document-content>{styles}<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}

/// A row of a sheet of LibreOffice.
pub fn line(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

async fn ask(app: &TestApp, event: &event::Model, kind: QuestionKind, label: &str) -> i32 {
    let asked = question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same(label)),
        kind: Set(kind),
        required: Set(false),
        options: Set(question::Options::default()),
        ..question::ActiveModel::default()
    };
    make(app, asked).await.id
}

/// For each line its number, and the person's name with the answers to these questions, or what is wrong.
fn told(list: &List, questions: &[i32]) -> Vec<String> {
    let line = |line: &Line| match &line.applicant {
        Ok(person) => {
            let answers = questions.iter().map(|id| person.answers.0.get(id).map_or("-".into(), |a| a.join("; ")));
            format!("{} {} {}", line.number, person.name, answers.collect::<Vec<_>>().join("|"))
        }
        Err(faults) => {
            let faults: Vec<String> = faults.iter().map(|f| format!("{} {}", f.field, f.key)).collect();
            format!("{} {}", line.number, faults.join(", "))
        }
    };
    list.lines.iter().map(line).collect()
}

/// A sheet as an organiser makes it: a title, a day, an hour, a tick, a formula, one that failed.
fn an_organisers_own() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Leeg")?;
    book.add_worksheet().set_name("Verborgen")?.set_hidden(true).write(0, 0, "naam")?;
    let page = book.add_worksheet().set_name("Deelnemers")?;
    page.write(0, 0, "Wie komt er?")?;
    for (column, heading) in (0..).zip(["Naam", "E-mail", "Eet je mee?", "Postcode", "Dag", "Uur", "Schoenmaat"]) {
        page.write(2, column, heading)?;
    }
    page.write_formula(3, 0, Formula::new("=A9&B9").set_result("An & Peeters"))?.write(3, 1, "an@example.org")?;
    page.write_boolean(3, 2, true)?.write_number(3, 3, 3000)?;
    let (day, hour) = (Format::new().set_num_format("d mmm yyyy"), Format::new().set_num_format("[$-813]h:mm"));
    page.write_datetime_with_format(3, 4, &ExcelDateTime::from_ymd(2027, 3, 16)?, &day)?;
    page.write_datetime_with_format(3, 5, &ExcelDateTime::from_hms(13, 30, 0)?, &hour)?;
    page.write_formula(3, 6, Formula::new("=1/0").set_result("#DIV/0!"))?;
    page.write_formula(5, 0, Formula::new("=VLOOKUP(1,B1:B2,1)").set_result("#N/A"))?.write(5, 1, "bo@example.org")?;
    page.write(6, 0, "Cis <C>")?.write(6, 1, "cis@example.org")?.write_boolean(6, 2, false)?;
    page.write_number(6, 3, 0.1 + 0.2)?;
    let moment = ExcelDateTime::from_ymd(2027, 3, 16)?.and_hms(9, 5, 0)?;
    page.write_datetime_with_format(6, 4, &moment, &day)?;
    book.save_to_buffer()
}

#[rocket::async_test]
async fn a_workbook_of_excel_is_read_as_a_person_reads_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let eats = ask(&app, &event, QuestionKind::YesNo, "Eet je mee?").await;
    let mut questions = vec![eats];
    for label in ["Postcode", "Dag", "Uur"] {
        questions.push(ask(&app, &event, QuestionKind::Text, label).await);
    }
    let list = read(&app, &event, an_organisers_own().expect("a workbook")).await;
    assert_eq!(list.left_aside, ["Schoenmaat"]);
    assert_eq!(list.sheet.as_deref(), Some("Deelnemers"), "the first sheet has nothing on it, the second is not seen");
    let expected =
        ["4 An & Peeters yes|3000|2027-03-16|13:30", "6 name fault-formula", "7 Cis <C> no|0.3|2027-03-16 09:05|-"];
    assert_eq!(told(&list, &questions), expected);
}

#[rocket::async_test]
async fn a_sign_that_excel_writes_by_its_number_is_read_as_that_sign() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let names = ["An_x002E_", "Bo_x005F_x0041_", "Cis_x41_", "_x_x0044_a"];
    let rows: String = names.iter().map(|name| row(&[*name, "an@example.org"])).collect();
    let list = read(&app, &event, xlsx(&(row(&["Naam", "E-mail"]) + &rows), "<sst/>")).await;
    let names: Vec<&str> = list.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["An.", "Bo_x0041_", "Cis_x41_", "_xDa"]);
}

#[rocket::async_test]
async fn a_workbook_of_libreoffice_is_read_as_a_person_reads_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let eats = ask(&app, &event, QuestionKind::YesNo, "Eet je mee?").await;
    let day = ask(&app, &event, QuestionKind::Text, "Dag").await;
    let hour = ask(&app, &event, QuestionKind::Text, "Uur").await;
    let head = line(&["Naam", "E-mail", "Eet je mee?", "Dag", "Uur"]);
    let sheets = format!(
        r#"<table:table table:name="Leeg"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        <table:table table:name="Wie"><table:table-column table:number-columns-repeated="4"/>{title}
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="4"/></table:table-row>
        <table:table-header-rows>{head}</table:table-header-rows>
        <table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>Bel haar nog</text:p></office:annotation><text:p>An<text:s/><text:span>Peeters</text:span></text:p></table:table-cell><table:table-cell office:value-type="string"><text:p><text:a>an@example.org</text:a></text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2027-03-16T00:00:00"><text:p>16/03/27</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT13H30M00S"><text:p>01:30 PM</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/B</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>bo@example.org</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><text:p>Cis &lt;C&gt; &#233;</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>cis@example.org</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="float" office:value="38"><text:p>38,0</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048562"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        <table:table table:name="Later"/>"#,
        title = line(&["Deelnemers"]),
    );
    let list = read(&app, &event, ods(&sheets)).await;
    assert_eq!(list.sheet.as_deref(), Some("Wie"));
    let expected =
        ["5 An Peeters yes|2027-03-16|13:30", "9 name fault-formula", "10 name fault-formula", "11 Cis <C> é -|38|-"];
    assert_eq!(told(&list, &[eats, day, hour]), expected);
    let alone =
        read(&app, &event, ods(&format!("<table:table>{head}{}</table:table>", line(&["An", "an@example.org"])))).await;
    assert_eq!((alone.sheet, alone.lines.len()), (None, 1), "one sheet needs no name");
}

#[rocket::async_test]
async fn a_sheet_that_one_does_not_see_is_no_list() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let style = |name: &str, is_seen: bool| {
        format!(
            r#"<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{is_seen}"/></style:style>"#
        )
    };
    let sheet = |style: &str, who: &str| {
        let rows = line(&["Naam", "E-mail"]) + &line(&[who, "an@example.org"]);
        format!(r#"<table:table table:name="{who}" table:style-name="{style}">{rows}</table:table>"#)
    };
    let styles = style("ta1", true) + &style("ta2", false);
    let list = read(&app, &event, styled(&styles, &(sheet("ta2", "Vorig jaar") + &sheet("ta1", "An")))).await;
    assert_eq!((list.lines[0].name.as_str(), list.lines.len()), ("An", 1));
    assert_eq!(list.sheet, None, "the other one is not seen");
}

#[rocket::async_test]
async fn a_million_rows_with_borders_and_few_people_is_a_list_of_few() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let borders: String = (4..=1_048_576).map(|number| format!("<row r=\"{number}\" s=\"1\"/>")).collect();
    let people = row(&["Naam", "E-mail"]) + &row(&["An", "an@example.org"]) + &row(&["Bo", "bo@example.org"]);
    assert_eq!(tried(&app, &event, xlsx(&(people.clone() + &borders), "<sst/>")).await, ["seat", "seat"]);
    let cells = "<c><v>1</v></c>".repeat(100_000);
    let wide = format!("{people}<row>{cells}</row>");
    assert_eq!(tried(&app, &event, xlsx(&wide, "<sst/>")).await[..2], ["seat", "seat"]);
    let repeated =
        line(&["An", "an@example.org"]).replacen("table-row>", "table-row table:number-rows-repeated=\"1048575\">", 1);
    let sheet = format!("<table:table>{}{repeated}</table:table>", line(&["Naam", "E-mail"]));
    let refused = List::read(&ods(&sheet), &details(&app, &event).await, Language::Nl).map(|list| list.lines.len());
    assert_eq!(refused.map_err(|why| why.key()), Err("import-unreadable-too-many"), "more than {MOST_LINES}");
}

#[rocket::async_test]
async fn a_workbook_comes_in_whatever_its_file_is_called() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let book = an_organisers_own().expect("a workbook");
    let door = "/organise/events/samen/registrations/import";
    assert!(app.page(door).await.contains("accept=\".xlsx,"));
    let (_, report) = upload(&app, door, &book).await;
    let page = app.page(&report).await;
    for said in
        ["2 mensen krijgen een plek", "1 regel lukt niet", "foutmelding van een formule", "Alleen het blad Deelnemers"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    let (_, next) = app.send(&report, &[("agreed", "true")]).await;
    assert!(app.page(&next).await.contains("2 mensen kregen een plek"));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("lijst.csv");
    std::fs::write(&file, &book).expect("a file");
    let said = Operator::of(&app).types(&["import", "--event", "samen", file.to_str().expect("a path")]);
    let lines = "     4  there    an@example.org\n     6  mistake  bo@example.org  Name: There is a formula error here, such as #N/A\n     7  there    cis@example.org\n";
    assert_eq!((said.status.code(), out(&said).as_str()), (Some(1), lines));
    assert!(err(&said).contains("Only the sheet Deelnemers was read"), "{}", err(&said));
    app.assert_sound().await;
}
