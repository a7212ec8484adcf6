//! The form that sends a file (multipart/form-data, RFC 7578), read by hand: Rocket's own reading has one limit for every
//! form of the house, and only organisers may send ten megabytes.

use std::convert::Infallible;

use rocket::Request;
use rocket::data::{Data, FromData, Outcome, ToByteUnit};

use super::reading::{LONGEST, Unreadable};
use crate::language::Language;
use crate::unsent::Fields;

/// The longest boundary between the parts (RFC 2046, section 5.1.1).
const LONGEST_BOUNDARY: usize = 70;
/// Beside the file, a form needs no more bytes than these.
const REST: usize = 64 * 1024;

/// The file, or why there is none to read, and the language that was chosen beside it.
pub struct Upload {
    pub file: Result<Vec<u8>, Unreadable>,
    pub language: Option<Language>,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Upload {
    type Error = Infallible;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        request.local_cache(Fields::of_file);
        let boundary = request.content_type().and_then(|kind| kind.param("boundary"));
        let boundary = boundary.filter(|boundary| (1..=LONGEST_BOUNDARY).contains(&boundary.len()));
        let Ok(body) = data.open((LONGEST + REST).bytes()).into_bytes().await else {
            return Outcome::Success(Upload { file: Err(Unreadable::Empty), language: None });
        };
        if !body.is_complete() {
            return Outcome::Success(Upload { file: Err(Unreadable::TooLong), language: None });
        }
        let parts = boundary.map(|boundary| parts(&body, boundary)).unwrap_or_default();
        let named = |name: &str| parts.iter().find(|part| part.name == name).map(|part| part.content);
        let file = named("file").filter(|file| !file.is_empty()).ok_or(Unreadable::Empty);
        let language = named("language").and_then(|code| std::str::from_utf8(code).ok()?.parse().ok());
        Outcome::Success(Upload { file: file.map(<[u8]>::to_vec), language })
    }
}

struct Part<'b> {
    name: String,
    content: &'b [u8],
}

/// The parts of the body between its boundaries.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<Part<'b>> {
    let mark = format!("--{boundary}");
    let mut starts: Vec<usize> = Vec::new();
    let mut from = 0;
    while let Some(at) = find(&body[from..], mark.as_bytes()) {
        starts.push(from + at);
        from += at + mark.len();
    }
    let between = starts.windows(2).filter_map(|pair| body.get(pair[0] + mark.len() + 2..pair[1].checked_sub(2)?));
    between.filter_map(part).collect()
}

fn part(part: &[u8]) -> Option<Part<'_>> {
    let end = find(part, b"\r\n\r\n")?;
    let head = std::str::from_utf8(&part[..end]).ok()?;
    let disposition = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let (_, rest) = disposition.split_once(" name=\"")?;
    let (name, _) = rest.split_once('"')?;
    Some(Part { name: name.to_string(), content: &part[end + 4..] })
}

/// Where the words stand first.
fn find(text: &[u8], words: &[u8]) -> Option<usize> {
    text.windows(words.len().max(1)).position(|window| window == words)
}
