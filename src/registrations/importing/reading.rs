//! A file becomes lines of fields: a text (CSV), or the first sheet that one sees with something on it of a workbook of
//! Excel (XLSX) or LibreOffice (ODS). What it is, is seen in its bytes; its name and its media type may say anything.

mod ods;
mod package;
mod row;
mod text;
mod values;
mod xlsx;
mod xml;

use package::Package;
pub use row::{Row, Rows};

/// The largest file, in bytes.
pub const LONGEST: usize = 10 * 1024 * 1024;
/// The most lines below the headings.
pub const MOST_LINES: usize = 50_000;
/// The longest field, in characters: a quotation mark that is never closed swallows the lines below it.
pub const LONGEST_FIELD: usize = 5_000;
/// More columns than this are no list of people.
const MOST_COLUMNS: usize = 200;

/// How a ZIP begins, as workbooks do since 2007.
const ZIP: &[u8] = b"PK\x03\x04";
/// How older documents of Microsoft begin, and newer ones with a password (MS-CFB, section 2.2).
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Why a file is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no file, or nothing in it.
    Empty,
    TooLong,
    /// It is a workbook that unpacks to more than we read.
    Unpacked,
    TooManyLines,
    /// There is a field on this line that is longer than any.
    LongField(u64),
    /// It is a PDF, a picture, a letter: no list.
    NoList,
    /// It is a workbook of Excel before 2007.
    OldExcel,
    /// It is a workbook with a password.
    Locked,
    /// It is a workbook that breaks off or contradicts itself.
    Damaged,
    /// No column holds names, or none e-mail addresses: are there headings?
    NoName,
    NoEmail,
    /// Two columns mean the same.
    TwiceTheSame,
}

impl Unreadable {
    /// Its key in `locales/`.
    pub fn key(self) -> &'static str {
        match self {
            Unreadable::Empty => "import-unreadable-empty",
            Unreadable::TooLong => "import-unreadable-too-long",
            Unreadable::Unpacked => "import-unreadable-unpacked",
            Unreadable::TooManyLines => "import-unreadable-too-many",
            Unreadable::LongField(_) => "import-unreadable-long-field",
            Unreadable::NoList => "import-unreadable-no-list",
            Unreadable::OldExcel => "import-unreadable-old-excel",
            Unreadable::Locked => "import-unreadable-locked",
            Unreadable::Damaged => "import-unreadable-damaged",
            Unreadable::NoName => "import-unreadable-no-name",
            Unreadable::NoEmail => "import-unreadable-no-email",
            Unreadable::TwiceTheSame => "import-unreadable-twice",
        }
    }
}

/// What `reads` makes of the lines of a file, and the name of their sheet when there are others.
pub fn read<T>(
    bytes: &[u8],
    reads: impl FnOnce(&mut Rows<'_>) -> Result<T, Unreadable>,
) -> Result<(T, Option<String>), Unreadable> {
    if bytes.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    if bytes.starts_with(COMPOUND) {
        return Err(compound(bytes));
    }
    if !bytes.starts_with(ZIP) {
        return Ok((text::read(bytes, reads)?, None));
    }
    let mut package = Package::open(bytes)?;
    if package.holds(ods::MANIFEST) { ods::read(&mut package, reads) } else { xlsx::read(&mut package, reads) }
}

/// One with a password has a part of this name (MS-OFFCRYPTO, section 2.3.4.4).
fn compound(bytes: &[u8]) -> Unreadable {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_locked = bytes.windows(name.len()).any(|window| window == name.as_slice());
    if is_locked { Unreadable::Locked } else { Unreadable::OldExcel }
}
