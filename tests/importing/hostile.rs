//! Files that are no list, or that want harm: each is refused in a sentence, in little time and little memory.

use std::time::{Duration, Instant};

use samenkomst::language::Language;
use samenkomst::registrations::importing::{List, Unreadable};

use super::workbooks::{book, line, ods, row, xlsx, zipped};
use super::{details, read, tried};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};

const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

#[rocket::async_test]
async fn what_is_no_list_is_refused_with_what_to_do() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let details = details(&app, &event).await;
    let with_password: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let writer = "<office:document-content><office:body><office:text/></office:body></office:document-content>";
    let letter =
        r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let people = row(&["Naam", "E-mail"]) + &row(&["An", "an@example.org"]);
    let broken_off = people.replace("</row>", "");
    let entity = |entity: &str| xlsx(&people.replace("An<", &format!("{entity}<")), "<sst/>");
    let mut cut = xlsx(&people, "<sst/>");
    cut.truncate(cut.len() - 40);
    for (file, why) in [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3".to_vec(), "import-unreadable-no-list"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "import-unreadable-no-list"),
        (zipped(&[("a.txt", "An")]), "import-unreadable-no-list"),
        (zipped(&[("_rels/.rels", letter), ("word/document.xml", "<document/>")]), "import-unreadable-no-list"),
        (zipped(&[("META-INF/manifest.xml", "<manifest/>"), ("content.xml", writer)]), "import-unreadable-no-list"),
        ([COMPOUND, &[0; 600]].concat(), "import-unreadable-old-excel"),
        ([COMPOUND, &[0; 600], &with_password].concat(), "import-unreadable-locked"),
        (zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}?")]), "import-unreadable-locked"),
        (b"PK\x03\x04rest of a spreadsheet".to_vec(), "import-unreadable-damaged"),
        (cut, "import-unreadable-damaged"),
        (xlsx(&format!("{people}<row><c t=\"s\"><v>7</v></c></row>"), "<sst/>"), "import-unreadable-damaged"),
        (xlsx(&format!("{people}<row><c r=\"é1\"/></row>"), "<sst/>"), "import-unreadable-damaged"),
        (xlsx(&format!("{broken_off}<!-- "), "<sst/>"), "import-unreadable-damaged"),
        (ods(&format!("<table:table>{}<!-- ", line(&["Naam", "E-mail"]))), "import-unreadable-damaged"),
        (ods("<table:table><table:table-row><table:table-cell><office:annotation>"), "import-unreadable-damaged"),
        (xlsx(&format!("{people}<row><c><v>1</c></v></row>"), "<sst/>"), "import-unreadable-damaged"),
        (
            xlsx(
                &format!("{people}<row><c>{}<v>1</v>{}</c></row>", "<a>".repeat(20_000), "</a>".repeat(20_000)),
                "<sst/>",
            ),
            "import-unreadable-damaged",
        ),
        (entity("&xxe;"), "import-unreadable-damaged"),
        (entity("&#0;"), "import-unreadable-damaged"),
        (entity("<!DOCTYPE a [<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>"), "import-unreadable-damaged"),
        (xlsx("", "<sst/>"), "import-unreadable-empty"),
        (ods("<table:table/>"), "import-unreadable-empty"),
        (xlsx(&row(&["An", "an@example.org"]), "<sst/>"), "import-unreadable-no-email"),
        (xlsx(&people.replace("An<", &format!("{}<", "x".repeat(5_001))), "<sst/>"), "import-unreadable-long-field"),
    ] {
        let read = List::read(&file, &details, Language::Nl).map(|list| list.lines.len());
        assert_eq!(read.map_err(Unreadable::key), Err(why), "{}", String::from_utf8_lossy(&file[..file.len().min(60)]));
    }
}

#[rocket::async_test]
async fn what_a_workbook_claims_costs_nothing_and_what_it_unpacks_to_has_an_end() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let shared = "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c></row>";
    let texts = "<sst count=\"1\" uniqueCount=\"99999999999999999\"><si><r><t>An</t></r><r><rPr/><t xml:space=\"preserve\"> Peeters_x000D_</t></r><rPh><t>aan</t></rPh></si><si><t>an@example.org</t></si></sst>";
    let claims = format!("<dimension ref=\"Z9:A1\"/>{}{shared}", row(&["Naam", "E-mail"]));
    let list = read(&app, &event, xlsx(&claims, texts)).await;
    assert_eq!((list.lines[0].number, list.lines[0].name.as_str()), (3, "An Peeters"));

    let details = details(&app, &event).await;
    let why =
        |file: &[u8]| List::read(file, &details, Language::Nl).map(|list| list.lines.len()).map_err(Unreadable::key);
    let head = row(&["Naam", "E-mail"]);
    let a_megabyte = format!("<row><c><f>{}</f></c></row>", "a".repeat(1_000_000));
    let bomb = book(&r#"<sheet name="Blad" r:id="rId1"/>"#.repeat(200), &a_megabyte, "<sst/>");
    assert!(bomb.len() < 10_000, "{}", bomb.len());
    assert_eq!(why(&bomb), Err("import-unreadable-unpacked"));
    let one_token = xlsx(&format!("{head}<row><c><v>{}</v></c></row>", " ".repeat(2_000_000)), "<sst/>");
    assert_eq!(why(&one_token), Err("import-unreadable-damaged"));
    let long = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(5_000));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(200);
    let rows = format!("<row>{cells}</row>").repeat(70);
    assert_eq!(
        why(&xlsx(&format!("{head}{rows}"), &long)),
        Err("import-unreadable-unpacked"),
        "one text in every cell"
    );

    let spaces = "<text:p>An<text:s text:c=\"4000000000\"/></text:p>";
    let cell = format!(
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\">{spaces}</table:table-cell>"
    );
    let sheet = format!(
        "<table:table>{}<table:table-row table:number-rows-repeated=\"18446744073709551615\">{cell}</table:table-row></table:table>",
        line(&["Naam", "E-mail"])
    );
    assert_eq!(why(&ods(&sheet)), Err("import-unreadable-long-field"));
    let far = format!(
        "<table:table><table:table-row table:number-rows-repeated=\"18446744073709551615\"><table:table-cell/></table:table-row>{}{}</table:table>",
        line(&["Naam", "E-mail"]),
        line(&["An", "an@example.org"])
    );
    assert_eq!(tried(&app, &event, ods(&far)).await, ["seat"]);
}

#[rocket::async_test]
async fn a_file_of_thousands_of_parts_or_sheets_and_a_name_that_leads_out_are_no_way_in() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let details = details(&app, &event).await;
    let why =
        |file: &[u8]| List::read(file, &details, Language::Nl).map(|list| list.lines.len()).map_err(Unreadable::key);
    let names: Vec<String> = (0..10_001).map(|number| format!("{number}")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(why(&zipped(&parts)), Err("import-unreadable-no-list"));
    let out =
        r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="../../../etc/passwd"/></Relationships>"#;
    assert_eq!(why(&zipped(&[("_rels/.rels", out)])), Err("import-unreadable-damaged"));

    let book = r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="book"/></Relationships>"#;
    let sheets = format!("<sheets>{}</sheets>", "<sheet/>".repeat(60_000));
    let needs = format!("<needs>{}</needs>", r#"<r Id="a" Type="/worksheet" Target="a"/>"#.repeat(60_000));
    let nowhere = zipped(&[("_rels/.rels", book), ("book", &sheets), ("_rels/book.rels", &needs)]);
    let begun = Instant::now();
    assert_eq!(why(&nowhere), Err("import-unreadable-no-list"));
    assert!(begun.elapsed() < Duration::from_secs(20), "each sheet is looked for among all parts");
}
