//! Letters that come back. The letter is known by the address to which it returns or by its Message-ID, and an address
//! is stopped only by a report that names it and that has the key of the letter's own address (`is_proven`): a forged
//! bounce silences nobody.

use sea_orm::{DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use super::dsn::{self, Report, brief};
use super::mime::{Mail, Part};
use super::{Effect, Ground, Why, is_for, known, origin};
use crate::error::Result;
use crate::mail::returning::{self, Addressed};
use crate::mail::{StatusCode, letter, masked, outbox, unreachable};

/// How much of a returned letter is looked at for its Message-ID, in lines.
const LINES: usize = 500;

/// A report of a mail server.
pub async fn take(at: &Ground<'_>, mail: &Mail) -> Result<Effect> {
    let kinds = ["message/delivery-status", "message/global-delivery-status"];
    let Some(status) = kinds.iter().find_map(|kind| mail.part(kind)) else {
        // That somebody read a letter, or something else that nobody asked.
        return Ok(Effect::Automatic);
    };
    let reports = dsn::reports(&status.text);
    let failed: Vec<&Report> = reports.iter().filter(|report| report.action == "failed").collect();
    if failed.is_empty() {
        return Ok(if reports.is_empty() { Effect::Ignored(Why::NotUnderstood) } else { Effect::Underway });
    }
    let letters = letters(at, mail);
    let mut effect = Effect::Ignored(Why::UnknownLetter);
    for report in &failed {
        match mark(at, mail, &letters, report).await? {
            Effect::Ignored(Why::UnknownLetter) => {}
            told => effect = told,
        }
    }
    let returned = returned(at, mail).first().copied().zip(failed.first());
    match returned.filter(|_| effect == Effect::Ignored(Why::UnknownLetter)) {
        Some((letter, report)) => mark_forwarded(at, letter, report).await,
        None => Ok(effect),
    }
}

/// A bounce in the words of an old server, from nobody and with the head of our letter in it: a holiday notice only
/// names it. None when it is something else.
pub async fn take_unusual(at: &Ground<'_>, mail: &Mail) -> Result<Option<Effect>> {
    let letters = quoted(at, mail);
    let Some(text) = mail.parts.first().map(|part| part.text.as_str()) else { return Ok(None) };
    if letters.is_empty() || !origin::is_from_nobody(mail) {
        return Ok(None);
    }
    let named = mail.first("x-failed-recipients").unwrap_or_default();
    let told: Vec<&str> = text.lines().take(LINES).take_while(|line| !is_message_id(line)).collect();
    let codes: Vec<(Option<StatusCode>, &str)> =
        told.iter().filter_map(|line| code(line).map(|code| (code, *line))).collect();
    let Some((code, said)) = codes.iter().find(|(code, _)| code.is_none_or(|c| c.0 == 5)).or(codes.first()) else {
        return Ok(Some(if named.is_empty() {
            Effect::Underway
        } else {
            failed(at, mail, &letters, named, None, "").await?
        }));
    };
    // A server that is still trying says so with a code that begins with 4, and names nobody as lost.
    if code.is_some_and(|code| code.0 != 5) && named.is_empty() {
        return Ok(Some(Effect::Underway));
    }
    let words = format!("{named} {}", told.join(" "));
    failed(at, mail, &letters, &words, *code, said).await.map(Some)
}

async fn failed(
    at: &Ground<'_>,
    mail: &Mail,
    letters: &[Uuid],
    words: &str,
    code: Option<StatusCode>,
    said: &str,
) -> Result<Effect> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    let addresses = words.split([' ', ',', '\t']).filter(|word| word.contains('@')).map(bare).take(50).collect();
    let report = Report { recipients: addresses, action: "failed".to_string(), code, said: brief(said) };
    mark(at, mail, letters, &report).await
}

/// The status in a line of prose: an enhanced one, or at least that of the conversation (550 to 554), which says no
/// more than that it is for good.
fn code(line: &str) -> Option<Option<StatusCode>> {
    if let Some(code) = StatusCode::find(line).filter(|code| code.0 != 2) {
        return Some(Some(code));
    }
    let is_final = |word: &str| word.len() == 3 && word.starts_with("55") && word.bytes().all(|b| b.is_ascii_digit());
    line.split(|c: char| !c.is_ascii_alphanumeric()).any(is_final).then_some(None)
}

/// Marks the letter that was for somebody whom the report names, and stops their address if nobody is there.
async fn mark(at: &Ground<'_>, mail: &Mail, letters: &[Uuid], report: &Report) -> Result<Effect> {
    let txn = at.db.begin().await?;
    let letters = known(&txn, letters).await?;
    let Some(letter) = letters.into_iter().find(|letter| is_for(letter, &report.recipients)) else {
        return Ok(Effect::Ignored(Why::UnknownLetter));
    };
    let stopped = report.code.is_some_and(StatusCode::is_no_address) && is_proven(at, mail, letter.id);
    came_back(at, txn, letter, report, stopped).await
}

/// Marks the letter to whose own address a report came that names somebody else: mail is forwarded, and the last server
/// knows only whereto (RFC 3464, sections 2.3.1 and 2.3.2). Of our reader's address it says nothing.
async fn mark_forwarded(at: &Ground<'_>, letter: Uuid, report: &Report) -> Result<Effect> {
    let txn = at.db.begin().await?;
    let Some(letter) = letter::Entity::find_by_id(letter).one(&txn).await? else {
        return Ok(Effect::Ignored(Why::UnknownLetter));
    };
    came_back(at, txn, letter, report, false).await
}

async fn came_back(
    at: &Ground<'_>,
    txn: DatabaseTransaction,
    letter: letter::Model,
    report: &Report,
    stopped: bool,
) -> Result<Effect> {
    let now = at.clock.now();
    let code = report.code.map(|code| code.to_string()).unwrap_or_default();
    let why = if code.is_empty() { "bounced".to_string() } else { format!("bounced ({code})") };
    if !outbox::came_back(&txn, now, letter.id, &format!("{why}: {}", report.said)).await? {
        return Ok(Effect::Ignored(Why::Repeated));
    }
    if stopped {
        unreachable::stop(&txn, now, &letter.recipient, &code, letter.id).await?;
    }
    txn.commit().await?;
    let to = masked(&letter.recipient);
    if report.code.is_some_and(StatusCode::is_policy) {
        tracing::error!(letter = %letter.id, to, code, "a mail server refuses us: look at SPF, DKIM and DMARC");
    } else {
        tracing::warn!(letter = %letter.id, to, code, "a letter came back");
    }
    Ok(Effect::Bounced { stopped })
}

/// The letters that the message may be about, the likeliest first.
pub fn letters(at: &Ground<'_>, mail: &Mail) -> Vec<Uuid> {
    let domain = at.config.mail_from.email.domain();
    let answered = ["in-reply-to", "references"].into_iter().filter_map(|name| mail.first(name));
    let answered = answered.flat_map(|value| ids(value, domain));
    let mut found: Vec<Uuid> = Vec::new();
    for id in returned(at, mail).into_iter().chain(quoted(at, mail)).chain(answered).take(20) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// Whether who sent this had the letter: its own address, with its key, is the one that was written to or stands in what
/// was sent back (as Return-Path, or in the report). Where letters have none, its id must do.
pub fn is_proven(at: &Ground<'_>, mail: &Mail, letter: Uuid) -> bool {
    let quoted = |part: &Part| {
        let mut lines = part.text.lines().take(LINES);
        lines.any(|line| returning::all_in(at.config, line).any(|whose| whose == Addressed::Letter(letter)))
    };
    at.config.mail_incoming.is_none() || returned(at, mail).contains(&letter) || mail.parts.iter().any(quoted)
}

/// The letters to whose own address the message came.
fn returned(at: &Ground<'_>, mail: &Mail) -> Vec<Uuid> {
    let letter = |address: &str| match returning::read(at.config, address) {
        Some(Addressed::Letter(id)) => Some(id),
        _ => None,
    };
    mail.recipients().filter_map(letter).collect()
}

/// The letters whose head stands in the message.
fn quoted(at: &Ground<'_>, mail: &Mail) -> Vec<Uuid> {
    let domain = at.config.mail_from.email.domain();
    let lines = mail.parts.iter().flat_map(|part| part.text.lines().take(LINES).filter(|line| is_message_id(line)));
    lines.flat_map(|line| ids(line, domain)).take(20).collect()
}

fn is_message_id(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ', '\t']);
    line.get(..11).is_some_and(|name| name.eq_ignore_ascii_case("message-id:"))
}

/// Our Message-IDs in a line: `<uuid@our-domain>`.
fn ids(line: &str, domain: &str) -> Vec<Uuid> {
    let ours = |word: &str| {
        let (id, host) = word.split_once('@')?;
        let id = host.eq_ignore_ascii_case(domain).then(|| Uuid::try_parse(id).ok());
        id.flatten()
    };
    line.split(['<', '>', ' ', '\t', ',']).filter_map(ours).collect()
}
