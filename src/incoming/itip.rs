//! A calendar's answer (iTIP REPLY, RFC 5546, section 3.2.3), as Thunderbird, Google, Outlook, Apple and others write
//! it. Of some thirty properties four matter, and no time of the event is among them: so this is a reader of its own
//! that takes whatever is there, rather than a parser that refuses what a standard forbids.

use chrono::{DateTime, NaiveDateTime, Utc};
use rocket::http::RawStr;

use super::mime::{Mail, Part};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub uid: String,
    /// The address that answers.
    pub attendee: String,
    /// PARTSTAT, as it stands.
    pub answer: String,
    pub sequence: i64,
    pub stamp: Option<DateTime<Utc>>,
}

/// The calendar object of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Reply(Reply),
    /// A counter-proposal, an answer for somebody else or for several, an invitation.
    Another,
}

/// The first calendar object in the message, by its type or by what it says; none in messages that it quotes.
pub fn find(mail: &Mail) -> Option<Found> {
    mail.parts.iter().filter(|part| is_calendar(part)).map(read).next()
}

fn is_calendar(part: &Part) -> bool {
    let opens = part.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let named = matches!(part.kind.as_str(), "text/calendar" | "application/ics" | "text/x-vcalendar");
    let quoted = part.kind.starts_with("message/");
    !quoted && (named || opens.get(..15).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:VCALENDAR")))
}

/// Properties of the object and of its one entry.
#[derive(Default)]
struct Noted {
    method: Option<String>,
    entries: usize,
    uid: Option<String>,
    sequence: Option<i64>,
    stamp: Option<DateTime<Utc>>,
    attendees: usize,
    attendee: Option<(String, String)>,
    is_for_another: bool,
}

fn read(part: &Part) -> Found {
    let mut noted = Noted::default();
    let mut inside: Vec<String> = Vec::new();
    for line in unfolded(&part.text) {
        let Some(property) = Property::of(&line) else { continue };
        match property.name.as_str() {
            // Nobody needs more than an alarm in an entry in a calendar.
            "BEGIN" if inside.len() < 8 => {
                inside.push(property.value.trim().to_uppercase());
                noted.entries += usize::from(inside == ["VCALENDAR", "VEVENT"]);
            }
            "BEGIN" => return Found::Another,
            "END" => drop(inside.pop()),
            "METHOD" if inside == ["VCALENDAR"] => noted.method = Some(property.value.trim().to_lowercase()),
            _ if inside == ["VCALENDAR", "VEVENT"] => noted.note(&property),
            _ => {}
        }
        if noted.attendees > 1 || noted.entries > 1 {
            return Found::Another;
        }
    }
    noted.reply(&part.method)
}

impl Noted {
    fn note(&mut self, property: &Property) {
        match property.name.as_str() {
            "UID" => self.uid = Some(property.value.trim().to_string()),
            "SEQUENCE" => self.sequence = property.value.trim().parse().ok(),
            "DTSTAMP" => self.stamp = moment(&property.value),
            // An answer to one day of a series: we invite to none.
            "RECURRENCE-ID" => self.is_for_another = true,
            "ATTENDEE" => {
                self.attendees += 1;
                let delegates = ["SENT-BY", "DELEGATED-TO", "DELEGATED-FROM"];
                self.is_for_another |= delegates.iter().any(|name| property.parameter(name).is_some());
                let answer = property.parameter("PARTSTAT").unwrap_or_default().to_string();
                self.attendee = address(&property.value).map(|address| (address, answer));
            }
            _ => {}
        }
    }

    /// The type of the part names the method where the object does not.
    fn reply(self, method: &str) -> Found {
        let is_reply = self.method.as_deref().unwrap_or(method) == "reply";
        match (self.uid, self.attendee) {
            (Some(uid), Some((attendee, answer))) if is_reply && !self.is_for_another => Found::Reply(Reply {
                uid,
                attendee,
                answer,
                // RFC 5546, section 3.2.3: it may be left out when it is 0.
                sequence: self.sequence.unwrap_or(0),
                stamp: self.stamp,
            }),
            _ => Found::Another,
        }
    }
}

/// A line of content (RFC 5545, section 3.1).
struct Property {
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
}

impl Property {
    fn of(line: &str) -> Option<Property> {
        let mut quoted = false;
        let colon = line.char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            *c == ':' && !quoted
        });
        let (head, value) = (&line[..colon?.0], &line[colon?.0 + 1..]);
        let mut quoted = false;
        let mut pieces = head.split(|c: char| {
            quoted ^= c == '"';
            c == ';' && !quoted
        });
        let name = pieces.next()?.trim().to_uppercase();
        let parameter = |piece: &str| {
            let (name, value) = piece.split_once('=')?;
            Some((name.trim().to_uppercase(), value.trim_matches('"').to_string()))
        };
        Some(Property { name, parameters: pieces.filter_map(parameter).collect(), value: value.to_string() })
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split(['\n', '\r']) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ if line.is_empty() => {}
            _ => lines.push(line.to_string()),
        }
    }
    lines
}

fn moment(value: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(value.trim(), "%Y%m%dT%H%M%SZ").ok().map(|moment| moment.and_utc())
}

/// The address of a `mailto:`, in whichever letters that is written.
fn address(value: &str) -> Option<String> {
    let (scheme, address) = value.trim().split_once(':')?;
    let address = RawStr::new(address).percent_decode_lossy().trim().to_string();
    (scheme.eq_ignore_ascii_case("mailto") && !address.is_empty()).then_some(address)
}
