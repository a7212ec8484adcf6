//! A letter in its envelope: the MIME message, as Gmail, Outlook, Apple Mail and Thunderbird read it.

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart, SinglePart, SinglePartBuilder};
use uuid::Uuid;

use super::LetterKind;
use super::composed::{CalendarPart, Composed, Picture};
use super::letter::Model;
use super::rendering::Rendered;
use super::rendering::lines;
use super::returning::Returns;

/// The name under which the calendar entry is attached; Outlook takes a cancellation under no other.
pub const ATTACHMENT: &str = "invite.ics";

/// The octets of a line of a header, where there is a blank to fold at.
const LINE: usize = 78;

/// A message, ready to leave.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub letter: Uuid,
    pub kind: LetterKind,
    /// The moment of sending.
    pub at: DateTime<Utc>,
    pub to: Address,
    pub rendered: Rendered,
    pub calendar: Option<CalendarPart>,
    pub more: Vec<CalendarPart>,
    pub envelope: Envelope,
    /// The message in bytes (RFC 5322): ASCII, with CRLF.
    pub bytes: Vec<u8>,
}

/// The same letter gives the same Message-ID, however often it is sent.
pub fn message_id(letter: Uuid, from: &Mailbox) -> String {
    format!("<{letter}@{}>", from.email.domain())
}

/// Packs a letter. Fails when no message can be made for this recipient; the error says why. With a mailbox for what
/// `returns`, the envelope names an address there that is this letter's own.
pub fn pack(
    letter: &Model,
    rendered: Rendered,
    composed: &Composed,
    from: &Mailbox,
    returns: Option<&Returns>,
    at: DateTime<Utc>,
) -> Result<Parcel, String> {
    let to = recipient(&letter.recipient)?;
    let message = Message::builder()
        .from(Mailbox::new(sender_name(&composed.sender_name), from.email.clone()))
        .to(Mailbox::new(shown(&letter.recipient_name), to.clone()))
        .subject(rendered.subject.clone())
        .date(at.into())
        .message_id(Some(message_id(letter.id, from)));
    let message = to_be_answered(message, letter, composed);
    let message = in_its_thread(message, letter, from);
    let message = not_by_hand(message, letter, composed);
    let message = to_be_left(message, composed);
    let message = message.multipart(body(letter.id, &rendered, composed)).map_err(|e| e.to_string())?;
    Ok(Parcel {
        letter: letter.id,
        kind: letter.kind,
        at,
        to,
        rendered,
        calendar: composed.calendar.clone(),
        more: composed.more.clone(),
        envelope: envelope(&message, letter.id, returns)?,
        bytes: folded(message.formatted()),
    })
}

/// Whoever answers writes to the region.
fn to_be_answered(message: MessageBuilder, letter: &Model, composed: &Composed) -> MessageBuilder {
    let Some(address) = composed.reply_to.as_deref() else { return message };
    match address.parse::<Mailbox>() {
        Ok(mailbox) if mailbox.email.to_string().is_ascii() => message.reply_to(mailbox),
        _ => {
            tracing::warn!(letter = %letter.id, "a letter leaves without Reply-To, since the region's is no address");
            message
        }
    }
}

/// Mail programs show the letters of one conversation together.
fn in_its_thread(message: MessageBuilder, letter: &Model, from: &Mailbox) -> MessageBuilder {
    let Some(first) = letter.thread_id else { return message };
    let first = message_id(first, from);
    message.in_reply_to(first.clone()).references(first)
}

/// Mail servers learn that a program wrote it, in which language, and with which others to count complaints.
fn not_by_hand(message: MessageBuilder, letter: &Model, composed: &Composed) -> MessageBuilder {
    // RFC 3834, section 5: no holiday notice answers it. Exchange heeds only the second.
    let message = with_header(message, "Auto-Submitted", "auto-generated");
    let message = with_header(message, "X-Auto-Response-Suppress", "All");
    let message = with_header(message, "Content-Language", letter.language.tag());
    with_header(message, "Feedback-ID", feedback_id(letter, composed))
}

/// With which others Gmail counts its complaints: the batch, the region, the kind and the sender; nothing about who reads
/// it.
fn feedback_id(letter: &Model, composed: &Composed) -> String {
    let batch = letter.batch_id.map_or("single".to_string(), |id| id.simple().to_string().split_off(20));
    let region = composed.context["team"]["slug"].as_str().unwrap_or("network");
    format!("{batch}:{region}:{}:samenkomst", letter.kind.folder())
}

/// A letter to a list names it, and how one leaves it by one press of a button (RFC 2919; RFC 8058, section 3.1).
fn to_be_left(mut message: MessageBuilder, composed: &Composed) -> MessageBuilder {
    if let Some(address) = &composed.unsubscribe {
        message = with_header(message, "List-Unsubscribe", format!("<{address}>"));
        message = with_header(message, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    match &composed.list_id {
        Some(list) => with_header(message, "List-Id", list.as_str()),
        None => message,
    }
}

fn with_header(message: MessageBuilder, name: &'static str, value: impl Into<String>) -> MessageBuilder {
    message.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.into()))
}

/// With a mailbox for what returns, an address there that is this letter's own.
fn envelope(message: &Message, letter: Uuid, returns: Option<&Returns>) -> Result<Envelope, String> {
    match returns.and_then(|returns| returns.for_letter(letter)) {
        Some(back) => Envelope::new(Some(back), message.envelope().to().to_vec()).map_err(|e| e.to_string()),
        None => Ok(message.envelope().clone()),
    }
}

/// The message with the headers in lines of at most 78 octets where there is a blank to fold at (RFC 5322, section 2.1.1):
/// lettre folds neither before a first word that is long, nor between a name and its address.
fn folded(message: Vec<u8>) -> Vec<u8> {
    let end = message.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(0);
    let Some(head) = std::str::from_utf8(&message[..end]).ok().filter(|head| head.is_ascii()) else { return message };
    let mut folded = Vec::with_capacity(message.len() + 64);
    for (place, mut line) in head.split("\r\n").enumerate() {
        if place > 0 {
            folded.extend_from_slice(b"\r\n");
        }
        while let Some(blank) = fold(line) {
            folded.extend_from_slice(&line.as_bytes()[..blank]);
            folded.extend_from_slice(b"\r\n");
            line = &line[blank..];
        }
        folded.extend_from_slice(line.as_bytes());
    }
    folded.extend_from_slice(&message[end..]);
    folded
}

/// The blank at which a line is folded that is too long, if there is one with words on both sides.
fn fold(line: &str) -> Option<usize> {
    let blanks = || line.match_indices(' ').map(|(at, _)| at).filter(|at| !line[..*at].trim().is_empty());
    let last_that_fits = blanks().take_while(|at| *at <= LINE).last();
    let blank = last_that_fits.or_else(|| blanks().next());
    blank.filter(|at| line.len() > LINE && !line[*at..].trim().is_empty())
}

/// Text and HTML, which holds its picture (RFC 2387); with a calendar entry also `text/calendar` beside them, for
/// programs that show it as an invitation, and the same bytes attached, for those that do not (RFC 6047, section 2.4).
/// An invitation holds one event (RFC 5546, section 3.2), so further entries are attached, each on its own.
fn body(letter: Uuid, rendered: &Rendered, composed: &Composed) -> MultiPart {
    let short = &letter.simple().to_string()[16..];
    let text = words(ContentType::TEXT_PLAIN, &rendered.text);
    let html = words(ContentType::TEXT_HTML, &rendered.html);
    let alternative = MultiPart::alternative().boundary(format!("words-{short}")).singlepart(text);
    let alternative = match &composed.picture {
        Some(picture) => alternative.multipart(illustrated(html, picture, short)),
        None => alternative.singlepart(html),
    };
    let Some(part) = &composed.calendar else { return alternative };
    let inline = typed(format!("text/calendar; charset=utf-8; method={}", part.method.name()));
    let shown = entry(inline).body(part.ics.clone());
    let letter = MultiPart::mixed().boundary(format!("letter-{short}")).multipart(alternative.singlepart(shown));
    std::iter::once(part).chain(&composed.more).fold(letter, |letter, part| letter.singlepart(attached(part)))
}

fn attached(part: &CalendarPart) -> SinglePart {
    let kind = typed(format!("application/ics; name={}", part.name));
    entry(kind).header(ContentDisposition::attachment(&part.name)).body(part.ics.clone())
}

fn entry(kind: ContentType) -> SinglePartBuilder {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::Base64)
}

/// The page with its picture; the type that is named is the page's (RFC 2387, section 3.1).
fn illustrated(html: SinglePart, picture: &Picture, short: &str) -> MultiPart {
    let inline = Attachment::new_inline_with_name(picture.id.clone(), picture.name.clone());
    let kind = typed("image/png".to_string());
    let related = typed(format!("multipart/related; type=\"text/html\"; boundary=\"page-{short}\""));
    let related = MultiPart::builder().header(related).singlepart(html);
    related.singlepart(inline.body(picture.png.clone(), kind))
}

fn words(kind: ContentType, text: &str) -> SinglePart {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable).body(text.to_string())
}

fn typed(text: String) -> ContentType {
    ContentType::parse(&text).unwrap_or(ContentType::TEXT_PLAIN)
}

/// The address on the envelope. A domain outside ASCII is written the way that mail servers know it (RFC 5890).
fn recipient(text: &str) -> Result<Address, String> {
    let wrong = || "the recipient's address cannot be written on an envelope".to_string();
    let address: Address = text.parse().map_err(|_| wrong())?;
    if text.is_ascii() {
        return Ok(address);
    }
    let domain = url::Host::parse(address.domain()).map_err(|_| wrong())?.to_string();
    match Address::new(address.user(), domain) {
        Ok(address) if address.user().is_ascii() => Ok(address),
        _ => Err(wrong()),
    }
}

/// A sender's name without what Microsoft's servers reject or take for spam.
fn sender_name(name: &str) -> Option<String> {
    shown(&name.replace(['@', ':', ',', '"'], " "))
}

/// A name on one line, in at most 75 characters; none when there is nothing left of it.
fn shown(name: &str) -> Option<String> {
    let name: String = lines::single(name).chars().take(75).collect();
    (!name.is_empty()).then_some(name)
}
