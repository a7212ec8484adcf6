//! The formats of a list: their names in addresses and on the wire.

use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Csv,
    Xlsx,
    Ods,
    Json,
    /// To print, and to sign at the door.
    SignIn,
    /// To print, to cut and to wear.
    Badges,
}

impl ExportFormat {
    pub const ALL: [ExportFormat; 6] = [
        ExportFormat::Csv,
        ExportFormat::Xlsx,
        ExportFormat::Ods,
        ExportFormat::Json,
        ExportFormat::SignIn,
        ExportFormat::Badges,
    ];

    /// What one asks for: `csv`.
    pub fn code(self) -> &'static str {
        self.facts().0
    }

    /// The last part of its address: `registrations.csv`.
    pub fn file(self) -> &'static str {
        self.facts().1
    }

    /// The media type (CSV: RFC 4180, section 3).
    pub fn content_type(self) -> &'static str {
        self.facts().2
    }

    /// Whether it is for paper: those who come, by name, and no columns to choose.
    pub fn is_printed(self) -> bool {
        matches!(self, ExportFormat::SignIn | ExportFormat::Badges)
    }

    /// What the file of this event is called when it is kept.
    pub fn file_name(self, slug: &str) -> String {
        match self {
            ExportFormat::Badges => format!("{slug}-badges.pdf"),
            ExportFormat::SignIn => format!("{slug}.pdf"),
            other => format!("{slug}.{}", other.code()),
        }
    }

    fn facts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            ExportFormat::Csv => ("csv", "registrations.csv", "text/csv; charset=utf-8; header=present"),
            ExportFormat::Xlsx => {
                ("xlsx", "registrations.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
            ExportFormat::Ods => ("ods", "registrations.ods", "application/vnd.oasis.opendocument.spreadsheet"),
            ExportFormat::Json => ("json", "registrations.json", "application/json"),
            ExportFormat::SignIn => ("pdf", "registrations.pdf", "application/pdf"),
            ExportFormat::Badges => ("badges", "badges.pdf", "application/pdf"),
        }
    }
}

impl FromStr for ExportFormat {
    type Err = ();

    fn from_str(code: &str) -> Result<ExportFormat, ()> {
        ExportFormat::ALL.into_iter().find(|f| f.code() == code).ok_or(())
    }
}
