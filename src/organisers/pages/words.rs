//! Roles, moments and tokens in the words of a page.

use chrono_tz::Tz;

use crate::language::Language;
use crate::organisers::keys::api_token;
use crate::organisers::role::{self, Role};
use crate::regions::Network;

pub use crate::organisers::audit::trail::when;

/// "Beheerder, overal", "Organisator, Limburg"
pub fn role_words(roles: &[role::Model], network: &Network, l: Language) -> Vec<String> {
    let words = |held: &role::Model| {
        let role = held.role.words(l);
        match held.region_id.map(|id| network.region(id)) {
            None => l.fill("authority-at-all", [("role", &role)]),
            Some(region) => {
                let place = region.map_or("", |region| region.names.get(l));
                l.fill("authority-at", [("role", &role), ("place", place)])
            }
        }
    };
    roles.iter().map(words).collect()
}

/// Something to choose: its value, its words, whether it is chosen.
#[derive(Clone)]
pub struct Choice {
    pub value: String,
    pub words: String,
    pub chosen: bool,
}

impl Choice {
    pub fn new(value: String, words: String, chosen: &str) -> Choice {
        let chosen = value == chosen;
        Choice { value, words, chosen }
    }
}

/// The roles, with the one that is held or was typed.
pub fn role_choices(chosen: &str, l: Language) -> Vec<Choice> {
    Role::ALL.into_iter().map(|role| Choice::new(role.code(), role.words(l), chosen)).collect()
}

/// A token on a page.
pub struct TokenRow {
    pub id: i32,
    pub name: String,
    /// "Sinds 19 november 2026, 12 uur. Nog niet gebruikt."
    pub words: String,
}

impl TokenRow {
    pub fn of(token: &api_token::Model, l: Language, zone: Tz) -> TokenRow {
        let since = l.fill("session-since", [("when", &when(token.created_at, l, zone))]);
        let used = match token.used_at {
            Some(used) => l.fill("token-used", [("when", &when(used, l, zone))]),
            None => l.say("token-never-used"),
        };
        TokenRow { id: token.id, name: token.name.clone(), words: format!("{since} {used}") }
    }
}
