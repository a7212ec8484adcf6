//! The formats of a list: their names in addresses and on the wire.

use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Csv,
    Xlsx,
    Ods,
    Json,
}

impl ExportFormat {
    pub const ALL: [ExportFormat; 4] = [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Ods, ExportFormat::Json];

    /// How a file's name ends, and what one asks for: `csv`.
    pub fn extension(self) -> &'static str {
        match self {
            ExportFormat::Csv => "csv",
            ExportFormat::Xlsx => "xlsx",
            ExportFormat::Ods => "ods",
            ExportFormat::Json => "json",
        }
    }

    /// The media type (CSV: RFC 4180, section 3).
    pub fn content_type(self) -> &'static str {
        match self {
            ExportFormat::Csv => "text/csv; charset=utf-8; header=present",
            ExportFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportFormat::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            ExportFormat::Json => "application/json",
        }
    }
}

impl FromStr for ExportFormat {
    type Err = ();

    fn from_str(code: &str) -> Result<ExportFormat, ()> {
        ExportFormat::ALL.into_iter().find(|f| f.extension() == code).ok_or(())
    }
}
