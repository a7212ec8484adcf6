//! XLSX (ECMA-376), for Excel.

use std::fs::File;
use std::io::BufWriter;

use chrono::{Datelike, NaiveDateTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::broken;
use super::cell::Cell;
use super::sheet::Sheet;
use crate::error::Result;

/// The most characters that Excel holds in a cell.
const LONGEST: usize = 32_767;

pub fn fill(sheet: &Sheet, rows: &mut dyn Iterator<Item = Vec<Cell>>, mut file: File) -> Result<File> {
    let mut book = Workbook::new();
    draw(&mut book, sheet, rows).map_err(broken)?;
    book.save_to_writer(BufWriter::new(&mut file)).map_err(broken)?;
    Ok(file)
}

fn draw(book: &mut Workbook, sheet: &Sheet, rows: &mut dyn Iterator<Item = Vec<Cell>>) -> Result<(), XlsxError> {
    let page = book.add_worksheet_with_constant_memory()?;
    page.set_name(&sheet.name)?;
    page.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, heading) in (0..).zip(&sheet.headings) {
        page.set_column_width(column, heading.width)?;
        page.write_string_with_format(0, column, shortened(&heading.text), &bold)?;
    }
    let mut last = 0;
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            put(page, row, column, cell, &moment)?;
        }
        last = row;
    }
    if let Some(columns) = (sheet.headings.len() as u16).checked_sub(1) {
        page.autofilter(0, 0, last, columns)?;
    }
    Ok(())
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: Cell, moment: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => Ok(()),
        Cell::Text(text) => page.write_string(row, column, shortened(&text)).map(drop),
        Cell::Number(number) => page.write_number(row, column, number as f64).map(drop),
        Cell::Time(time) => page.write_datetime_with_format(row, column, date(time)?, moment).map(drop),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn date(time: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let day = ExcelDateTime::from_ymd(time.year() as u16, time.month() as u8, time.day() as u8)?;
    day.and_hms(time.hour() as u16, time.minute() as u8, time.second() as f64)
}
