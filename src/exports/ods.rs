//! ODS (OpenDocument 1.3), for LibreOffice and everything that reads an open standard: a ZIP with four parts, the
//! content written row by row.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::broken;
use super::cell::Cell;
use super::sheet::Sheet;
use crate::error::Result;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"#;

/// The styles: a bold heading, and a moment as 2027-03-16 13:30.
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.3">
<office:automatic-styles>
<number:date-style style:name="moment"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>
<style:style style:name="heading" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="time" style:family="table-cell" style:data-style-name="moment"/>
"#;

pub fn fill(sheet: &Sheet, rows: &mut dyn Iterator<Item = Vec<Cell>>, file: File) -> Result<File> {
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    // Not as a large file: LibreOffice 7.4 does not open parts of the ZIP64 form.
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // The media type comes first and unpacked, so that a program knows the file by its first bytes (ODF 1.3, part 2,
    // section 3.3).
    part(&mut zip, "mimetype", stored, MEDIA_TYPE)?;
    part(&mut zip, "META-INF/manifest.xml", packed, MANIFEST)?;
    part(&mut zip, "settings.xml", packed, &settings(sheet))?;
    zip.start_file("content.xml", packed).map_err(broken)?;
    write_content(sheet, rows, &mut zip).map_err(broken)?;
    let buffered = zip.finish().map_err(broken)?;
    buffered.into_inner().map_err(broken)
}

fn part(zip: &mut ZipWriter<BufWriter<File>>, name: &str, options: SimpleFileOptions, text: &str) -> Result<()> {
    zip.start_file(name, options).map_err(broken)?;
    zip.write_all(text.as_bytes()).map_err(broken)
}

/// The row of headings stays where it is when one scrolls.
fn settings(sheet: &Sheet) -> String {
    let name = escaped(&sheet.name);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3">
<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>
<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>
<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="{name}">
<config:config-item config:name="HorizontalSplitMode" config:type="short">0</config:config-item>
<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>
<config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item>
<config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item>
<config:config-item config:name="PositionTop" config:type="int">0</config:config-item>
<config:config-item config:name="PositionBottom" config:type="int">1</config:config-item>
</config:config-item-map-entry></config:config-item-map-named>
<config:config-item config:name="ActiveTable" config:type="string">{name}</config:config-item>
</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>
</office:document-settings>
"#
    )
}

fn write_content(sheet: &Sheet, rows: &mut dyn Iterator<Item = Vec<Cell>>, to: &mut impl Write) -> std::io::Result<()> {
    let name = escaped(&sheet.name);
    to.write_all(HEAD.as_bytes())?;
    for (index, heading) in sheet.headings.iter().enumerate() {
        let width = f64::from(heading.width) * 0.2;
        writeln!(
            to,
            r#"<style:style style:name="co{index}" style:family="table-column"><style:table-column-properties style:column-width="{width:.1}cm"/></style:style>"#
        )?;
    }
    write!(to, "</office:automatic-styles>\n<office:body><office:spreadsheet>\n<table:table table:name=\"{name}\">\n")?;
    for index in 0..sheet.headings.len() {
        write!(to, r#"<table:table-column table:style-name="co{index}"/>"#)?;
    }
    let mut line = String::from("\n<table:table-header-rows><table:table-row>");
    for heading in &sheet.headings {
        put_text(&mut line, &heading.text, r#" table:style-name="heading""#);
    }
    line.push_str("</table:table-row></table:table-header-rows>\n");
    to.write_all(line.as_bytes())?;
    let mut last = 1;
    for cells in rows {
        line.clear();
        line.push_str("<table:table-row>");
        cells.iter().for_each(|cell| put(&mut line, cell));
        line.push_str("</table:table-row>\n");
        to.write_all(line.as_bytes())?;
        last += 1;
    }
    let range =
        format!("{quoted}.A1:{quoted}.{column}{last}", quoted = quoted(&name), column = letters(sheet.headings.len()));
    write!(
        to,
        "</table:table>\n<table:database-ranges><table:database-range table:name=\"__Anonymous_Sheet_DB__0\" \
         table:target-range-address=\"{range}\" table:display-filter-buttons=\"true\"/></table:database-ranges>\n\
         </office:spreadsheet></office:body></office:document-content>\n"
    )
}

fn put(line: &mut String, cell: &Cell) {
    match cell {
        Cell::Empty => line.push_str("<table:table-cell/>"),
        Cell::Text(text) => put_text(line, text, ""),
        Cell::Number(number) => {
            let _ = write!(
                line,
                r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
            );
        }
        Cell::Time(time) => {
            let (value, shown) = (time.format("%Y-%m-%dT%H:%M:%S"), time.format("%Y-%m-%d %H:%M"));
            let _ = write!(
                line,
                r#"<table:table-cell table:style-name="time" office:value-type="date" office:date-value="{value}"><text:p>{shown}</text:p></table:table-cell>"#
            );
        }
    }
}

/// A text; each of its lines is a paragraph.
fn put_text(line: &mut String, text: &str, style: &str) {
    let _ = write!(line, r#"<table:table-cell{style} office:value-type="string">"#);
    for paragraph in text.split('\n') {
        let _ = write!(line, "<text:p>{}</text:p>", spaced(&escaped(paragraph)));
    }
    line.push_str("</table:table-cell>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Spaces that would run together are elements of their own (ODF 1.3, part 3, section 6.1.3). A tab is a space: Calc
/// holds none in a cell.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_space = true;
    for letter in text.chars() {
        let space = matches!(letter, ' ' | '\t');
        match letter {
            _ if space && after_space => out.push_str("<text:s/>"),
            _ if space => out.push(' '),
            letter => out.push(letter),
        }
        after_space = space;
    }
    out
}

/// A sheet's name in an address: between apostrophes, those inside doubled.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

/// The letters of the column with this number, from 1: 27 is AA.
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    letters.iter().rev().collect()
}
