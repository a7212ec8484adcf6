//! The words that many rows of a list share, looked up once.

use crate::language::Language;
use crate::registrations::registration::{Role, Status};

pub struct Words {
    /// Confirmed, waitlisted, cancelled.
    statuses: [String; 3],
    pub yes: String,
    pub no: String,
    roles: Vec<(Role, String)>,
}

impl Words {
    pub fn of(language: Language) -> Words {
        let status = |status: Status| language.say(&format!("list-is-{}", status.code()));
        Words {
            statuses: [Status::Confirmed, Status::Waitlisted, Status::Cancelled].map(status),
            yes: language.say("list-yes"),
            no: language.say("list-no"),
            roles: Role::CHOICES.map(|role| (role, role.short_name(language))).to_vec(),
        }
    }

    pub fn status(&self, status: Status) -> &str {
        let [confirmed, waitlisted, cancelled] = &self.statuses;
        match status {
            Status::Confirmed => confirmed,
            Status::Waitlisted => waitlisted,
            Status::Cancelled => cancelled,
        }
    }

    /// Nothing for one who did not say.
    pub fn role(&self, role: Role) -> &str {
        self.roles.iter().find(|(known, _)| *known == role).map_or("", |(_, name)| name)
    }
}
