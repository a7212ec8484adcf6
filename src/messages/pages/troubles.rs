//! The letters about an event, or of one message, that did not arrive: a page of them at a time, however many they are.

use chrono_tz::Tz;

use crate::language::Language;
use crate::messages::{Trouble, trouble};

/// One page of them.
pub struct Troubles {
    /// "212 mails kwamen niet aan"
    pub title: String,
    pub rows: Vec<TroubleRow>,
    /// "Pagina 2 van 5"
    pub place: String,
    pub newer: Option<String>,
    pub older: Option<String>,
}

impl Troubles {
    /// As a page shows them that shows others of them at the address that `link` makes.
    pub fn of(found: trouble::Page, link: impl Fn(u64) -> String, l: Language, zone: Tz) -> Troubles {
        Troubles {
            title: l.count("trouble-title", i64::try_from(found.total).unwrap_or(i64::MAX)),
            place: l.with("recordings-page", [("page", found.page.into()), ("pages", found.pages.into())]),
            newer: (found.page > 1).then(|| link(found.page - 1)),
            older: (found.page < found.pages).then(|| link(found.page + 1)),
            rows: found.letters.into_iter().map(|trouble| TroubleRow::of(trouble, l, zone)).collect(),
        }
    }
}

/// A letter that did not arrive, as the pages show it.
pub struct TroubleRow {
    pub id: String,
    pub registration: String,
    pub name: String,
    pub address: String,
    pub letter: String,
    pub since: String,
    pub reason: String,
    pub advice: String,
    pub noted: String,
}

impl TroubleRow {
    fn of(trouble: Trouble, l: Language, zone: Tz) -> TroubleRow {
        TroubleRow {
            id: trouble.letter.to_string(),
            registration: trouble.registration.to_string(),
            letter: l.say(&format!("letter-kind-{}", trouble.kind.folder())),
            since: l.moment(trouble.since, zone),
            reason: trouble.reason.words(l),
            advice: trouble.reason.advice(l),
            name: trouble.name,
            address: trouble.address,
            noted: trouble.noted,
        }
    }
}
