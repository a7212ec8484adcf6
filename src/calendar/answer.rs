//! How a feed goes out: compressed if asked, and not at all to those who have it already (RFC 9110, sections 8.8, 12.5.3
//! and 13).

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use rocket::http::{HeaderMap, Status};
use rocket::request::Request;
use rocket::response::{self, Responder, Response};

use super::press::Printed;
use crate::page::in_one_piece;

/// A feed for whoever asked. It sets no cookie and says the same to every client.
pub struct Answer {
    pub copy: Arc<Printed>,
    pub now: DateTime<Utc>,
}

impl<'r> Responder<'r, 'static> for Answer {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let copy = &self.copy;
        let coding = Coding::asked(request.headers());
        // A strong tag names one sequence of bytes, so each compressed form has its own.
        let tag = &copy.tags[coding as usize];
        let mut answer = Response::build();
        answer
            .raw_header("ETag", tag.clone())
            .raw_header("Last-Modified", self.date())
            .raw_header("Cache-Control", if copy.is_private { "private, max-age=300" } else { "public, max-age=300" })
            .raw_header("Vary", "Accept-Encoding");
        if !copy.is_private {
            answer.raw_header("Access-Control-Allow-Origin", "*");
        }
        if is_known(request.headers(), tag, copy.changed) {
            return answer.status(Status::NotModified).ok();
        }
        answer
            .raw_header("Content-Type", copy.media_type)
            .raw_header("Content-Disposition", format!("inline; filename=\"{}\"", copy.file_name));
        let body = match coding {
            Coding::Plain => copy.plain.clone(),
            Coding::Gzip => copy.zipped.clone(),
            Coding::Brotli => copy.brotli.clone(),
        };
        if coding != Coding::Plain {
            answer.raw_header("Content-Encoding", coding.name());
        }
        in_one_piece(&mut answer, body).ok()
    }
}

impl Answer {
    /// A date tells seconds, and the feed may change again within this one: what is not a second old yet is dated one
    /// before, so that nobody who has it misses what comes next (RFC 9110, section 8.8.2.2).
    fn date(&self) -> String {
        let latest = self.now - Duration::seconds(1);
        if self.copy.changed <= latest { self.copy.date.clone() } else { http_date(latest) }
    }
}

/// Whether the client has this already. A tag that was sent decides; only without one does the date.
fn is_known(headers: &HeaderMap<'_>, tag: &str, changed: DateTime<Utc>) -> bool {
    if headers.contains("If-None-Match") {
        let mut tags = headers.get("If-None-Match").flat_map(|list| list.split(','));
        return tags.any(|t| matches!(t.trim(), "*") || t.trim().trim_start_matches("W/") == tag);
    }
    let since = headers.get_one("If-Modified-Since").and_then(read_http_date);
    since.is_some_and(|since| changed.timestamp() <= since.timestamp())
}

/// How a body is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    pub const ALL: [Coding; 3] = [Coding::Plain, Coding::Gzip, Coding::Brotli];

    /// The one that the client would rather have, Brotli when it does not mind. One that asks for nothing gets nothing:
    /// Outlook cannot unpack it.
    fn asked(headers: &HeaderMap<'_>) -> Coding {
        let (mut best, mut gladly) = (Coding::Plain, 0.0);
        if !headers.contains("Accept-Encoding") {
            return best;
        }
        for coding in [Coding::Brotli, Coding::Gzip, Coding::Plain] {
            let weight = coding.weight(headers);
            if weight > gladly {
                (best, gladly) = (coding, weight);
            }
        }
        best
    }

    /// How gladly the client takes it; 0 is not at all. "*" is whatever saves octets.
    fn weight(self, headers: &HeaderMap<'_>) -> f32 {
        let codings = headers.get("Accept-Encoding").flat_map(|list| list.split(','));
        let (mut named, mut any) = (None, None);
        for coding in codings {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
            let weight = weight.trim().to_ascii_lowercase();
            let weight = weight.strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok()).unwrap_or(1.0);
            match name.trim().to_ascii_lowercase().trim_start_matches("x-") {
                name if name == self.name() => named = Some(weight),
                "*" if self != Coding::Plain => any = Some(weight),
                _ => {}
            }
        }
        named.or(any).unwrap_or(0.0)
    }

    fn name(self) -> &'static str {
        match self {
            Coding::Plain => "identity",
            Coding::Gzip => "gzip",
            Coding::Brotli => "br",
        }
    }

    /// What its tag ends in.
    pub fn mark(self) -> &'static str {
        match self {
            Coding::Plain => "",
            Coding::Gzip => "-gz",
            Coding::Brotli => "-br",
        }
    }
}

/// "Thu, 04 Mar 2027 12:30:00 GMT" (RFC 9110, section 5.6.7)
pub fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// A date in any of the three forms that RFC 9110 knows; nonsense is no date.
fn read_http_date(text: &str) -> Option<DateTime<Utc>> {
    let forms = ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text.trim(), form).ok()).map(|date| date.and_utc())
}
