//! Why a letter does not arrive, told from what the server said, and what to do about it. `locales/` has the words:
//! `reason-<code>` and `advice-<code>`.

use crate::language::Language;

/// Why a letter does not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nobody has this address.
    AddressUnknown,
    /// No server can be told of this address.
    AddressUnwritable,
    MailboxFull,
    /// The other side takes the letter for unwanted mail, or wants nothing from us.
    Refused,
    /// An earlier letter to this address came back, so this one was not sent.
    Stopped,
    /// The mail server cannot be reached, or asks for patience.
    Patience,
    /// The letter could not be written: an operator must look.
    Unwritten,
}

impl Reason {
    /// What the outbox noted: "permanent error (550): 5.1.1 no such user", or "bounced (5.1.1): no such user".
    pub fn of(noted: &str) -> Reason {
        let noted = noted.to_lowercase();
        let says = |parts: &[&str]| parts.iter().any(|part| noted.contains(part));
        if says(&["cannot be rendered", "cannot be composed"]) {
            Reason::Unwritten
        } else if says(&["cannot be written on an envelope"]) {
            Reason::AddressUnwritable
        } else if noted.starts_with("not sent: ") {
            Reason::Stopped
        } else if says(&["bounced (5.7.", "bounced (5.1.7)", "bounced (5.1.8)"]) {
            Reason::Refused
        } else if says(&["5.2.2", "4.2.2", "(452)", "(552)", "quota", "mailbox full", "mailbox is full"]) {
            Reason::MailboxFull
        } else if !says(&["permanent error", "bounced"]) || says(&["bounced (4."]) {
            Reason::Patience
        } else if says(&["5.1.", "5.4.4", "(551)", "(553)", "unknown", "no such", "not exist", "not found", "invalid"])
        {
            Reason::AddressUnknown
        } else {
            Reason::Refused
        }
    }

    /// Its name in figures and in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Reason::AddressUnknown => "address-unknown",
            Reason::AddressUnwritable => "address-unwritable",
            Reason::MailboxFull => "mailbox-full",
            Reason::Refused => "refused",
            Reason::Stopped => "stopped",
            Reason::Patience => "patience",
            Reason::Unwritten => "unwritten",
        }
    }

    /// "Dit adres bestaat niet."
    pub fn words(self, l: Language) -> String {
        l.say(&format!("reason-{}", self.code()))
    }

    /// "Kijk het adres na, verbeter het en verstuur de mail opnieuw."
    pub fn advice(self, l: Language) -> String {
        l.say(&format!("advice-{}", self.code()))
    }
}
