//! Where answers of programs arrive: bounces, and what calendars reply to an invitation. With `ROCKET_MAIL_INCOMING`
//! each letter and each registration has an address of its own there (a VERP address), so that what comes back says
//! what it is about. Without it, letters name nobody but their sender.

use lettre::Address;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::config::{Config, Secret};
use crate::security::Token;

/// How many hexadecimal digits a key has. The whole fits before an `@` (`config` sees to the mailbox's own name).
const KEY: usize = 16;
/// The same for a letter, whose address has two more characters of its own.
const LETTER_KEY: usize = 14;

/// Whom a message was addressed to, of all that arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressed {
    /// The mailbox itself.
    Mailbox,
    /// Where a letter returns when it cannot be delivered.
    Letter(Uuid),
    /// Where the calendar of the one who registered answers.
    Registration(Uuid),
    /// An address that looks like one of ours, with another key.
    Forged,
}

/// Where letters return.
#[derive(Clone)]
pub struct Returns {
    mailbox: Address,
    secret: Secret,
}

impl Returns {
    /// None without a mailbox for them.
    pub fn of(config: &Config) -> Option<Returns> {
        let mailbox = config.mail_incoming.clone()?;
        Some(Returns { mailbox, secret: config.secret.clone() })
    }

    /// The envelope sender of a letter: `post+b.<letter>.<key>@…`. The id alone proves nothing: that of a registration's
    /// first letter stands on the ticket too, which is shown around.
    pub fn for_letter(&self, letter: Uuid) -> Option<Address> {
        let user = format!("{}+b.{}.{}", self.mailbox.user(), letter.simple(), letter_key(&self.secret, letter));
        Address::new(user, self.mailbox.domain()).ok()
    }
}

/// The organiser in the invitations of a registration, the same in each of them: `post+<registration>.<key>@…`.
pub fn for_registration(config: &Config, registration: Uuid) -> Option<Address> {
    let mailbox = config.mail_incoming.as_ref()?;
    let user = format!("{}+{}.{}", mailbox.user(), registration.simple(), key(config, registration));
    Address::new(user, mailbox.domain()).ok()
}

/// What an address of the mailbox stands for; none for any other address. Capitals do not count: some servers change
/// them.
pub fn read(config: &Config, address: &str) -> Option<Addressed> {
    let mailbox = config.mail_incoming.as_ref()?;
    let (user, domain) = address.trim().rsplit_once('@')?;
    let (name, tag) = user.split_once('+').map_or((user, None), |(name, tag)| (name, Some(tag)));
    if !domain.eq_ignore_ascii_case(mailbox.domain()) || !name.eq_ignore_ascii_case(mailbox.user()) {
        return None;
    }
    let Some((before, after)) = tag.and_then(|tag| tag.split_once('.')) else {
        return Some(Addressed::Mailbox);
    };
    if before.eq_ignore_ascii_case("b") {
        let (id, given) = after.split_once('.').unwrap_or((after, ""));
        let letter = Uuid::try_parse(id).ok().filter(|id| is_same(&letter_key(&config.secret, *id), given));
        return Some(letter.map_or(Addressed::Forged, Addressed::Letter));
    }
    let registration = Uuid::try_parse(before).ok().filter(|id| is_same(&key(config, *id), after));
    Some(registration.map_or(Addressed::Forged, Addressed::Registration))
}

/// Every address of ours that stands in a text.
pub fn all_in<'a>(config: &'a Config, text: &'a str) -> impl Iterator<Item = Addressed> + 'a {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ';' | ','));
    words.filter(|word| word.contains('@')).filter_map(|word| read(config, word))
}

fn is_same(key: &str, given: &str) -> bool {
    key.as_bytes().ct_eq(given.to_lowercase().as_bytes()).into()
}

fn key(config: &Config, registration: Uuid) -> String {
    digits(&Token::derived(&config.secret, "calendar reply", registration.as_bytes(), 0), KEY)
}

fn letter_key(secret: &Secret, letter: Uuid) -> String {
    digits(&Token::derived(secret, "returned letter", letter.as_bytes(), 0), LETTER_KEY)
}

/// Digits that nobody can guess, and that survive a server that writes everything small.
fn digits(key: &Token, length: usize) -> String {
    key.hash().iter().take(length / 2).map(|byte| format!("{byte:02x}")).collect()
}
