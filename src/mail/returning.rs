//! Where answers of programs arrive: bounces, and what calendars reply to an invitation. With `ROCKET_MAIL_INCOMING`
//! each letter and each registration has an address of its own there (a VERP address), so that what comes back says
//! what it is about. Without it, letters name nobody but their sender.

use lettre::Address;
use uuid::Uuid;

use crate::config::Config;
use crate::security::Token;

/// How many hexadecimal digits a key has. The whole fits before an `@` (`config` sees to the mailbox's own name).
const KEY: usize = 16;

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

/// The envelope sender of a letter: `post+b.<letter>@…`.
pub fn for_letter(mailbox: &Address, letter: Uuid) -> Option<Address> {
    Address::new(format!("{}+b.{}", mailbox.user(), letter.simple()), mailbox.domain()).ok()
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
        return Some(Uuid::try_parse(after).map_or(Addressed::Forged, Addressed::Letter));
    }
    let registration = Uuid::try_parse(before).ok().filter(|id| key(config, *id) == after.to_lowercase());
    Some(registration.map_or(Addressed::Forged, Addressed::Registration))
}

/// Digits that nobody can guess, and that survive a server that writes everything small.
fn key(config: &Config, registration: Uuid) -> String {
    let token = Token::derived(&config.secret, "calendar reply", registration.as_bytes(), 0);
    token.hash().iter().take(KEY / 2).map(|byte| format!("{byte:02x}")).collect()
}
