//! Who sent a message: a person or a machine, and whether our own mail server believes them.

use super::mime::Mail;

/// Whether a machine wrote it, so that nobody waits for an answer (RFC 3834, section 2).
pub fn is_automatic(mail: &Mail) -> bool {
    let says = |name: &str, of: &[&str]| {
        mail.first(name).is_some_and(|value| of.iter().any(|word| value.to_lowercase().starts_with(word)))
    };
    let submitted = mail.first("auto-submitted").is_some_and(|value| !value.to_lowercase().starts_with("no"));
    submitted
        || says("precedence", &["bulk", "auto_reply", "auto-reply", "junk", "list"])
        || ["x-autoreply", "x-autorespond", "x-auto-response-suppress", "list-id"]
            .iter()
            .any(|n| mail.first(n).is_some())
        || is_from_nobody(mail)
}

/// Whether its envelope names no sender, as that of a bounce (RFC 5321, section 4.5.5), or it calls itself a mail
/// server.
pub fn is_from_nobody(mail: &Mail) -> bool {
    let said = mail.envelope.sender.as_deref().or(mail.first("return-path"));
    let bare = said.map(|sender| sender.trim_matches(|c: char| matches!(c, '<' | '>') || c.is_whitespace()));
    let names_server = |address: &str| {
        let user = address.split('@').next().unwrap_or_default();
        ["mailer-daemon", "postmaster"].iter().any(|name| user.eq_ignore_ascii_case(name))
    };
    bare.is_some_and(|sender| sender.is_empty() || names_server(sender))
        || (bare.is_none() && mail.from.as_deref().is_some_and(names_server))
}

/// Whether our own mail server, which calls itself this, found the message forged (RFC 8601). Only the topmost header
/// counts: whoever sends a message can write any number below it.
pub fn is_forged(mail: &Mail, authserv_id: Option<&str>) -> bool {
    let (Some(ours), Some(results)) = (authserv_id, mail.first("authentication-results")) else { return false };
    let results = results.to_lowercase();
    let mut words = results.split([';', ' ', '\t']);
    if words.next().map(str::trim) != Some(ours.trim().to_lowercase().as_str()) {
        return false;
    }
    let words: Vec<&str> = words.collect();
    let says = |method: &str, result: &str| words.contains(&format!("{method}={result}").as_str());
    if says("dmarc", "pass") || says("dmarc", "fail") {
        return says("dmarc", "fail");
    }
    // A forwarded message fails SPF and keeps its signature.
    !says("dkim", "pass") && (says("dkim", "fail") || says("spf", "fail"))
}
