//! What people who register do: they say it for themselves, and lists name it in many ways.

use std::str::FromStr;
use std::sync::LazyLock;

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::events::event::bare;
use crate::language::Language;

/// What somebody does in social work; nobody needs to say.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(40))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    #[default]
    Unsaid,
    Practitioner,
    Manager,
    TeacherOrResearcher,
    Student,
    VolunteerOrExpertByExperience,
    Policy,
}

impl Role {
    /// The roles that one can choose.
    pub const CHOICES: [Role; 6] = [
        Role::Practitioner,
        Role::Manager,
        Role::TeacherOrResearcher,
        Role::Student,
        Role::VolunteerOrExpertByExperience,
        Role::Policy,
    ];

    /// By its code, or by its name in any language, however that is spelt; none when it is something else.
    pub fn named(text: &str) -> Option<Role> {
        static NAMES: LazyLock<Vec<(String, Role)>> = LazyLock::new(|| {
            let named = |role: Role| {
                let names = Language::ALL.into_iter().flat_map(move |l| [role.name(l), role.short_name(l)]);
                names.chain([role.code().to_string()]).map(move |name| (bare(&name), role))
            };
            Role::CHOICES.into_iter().flat_map(named).collect()
        });
        // A program sends the code, and for that no language has to be read.
        if let Some(role) = Role::CHOICES.into_iter().find(|role| role.code() == text) {
            return Some(role);
        }
        let wanted = bare(text);
        let known = || NAMES.iter().find(|(name, _)| *name == wanted).map(|(_, role)| *role);
        if wanted.is_empty() { Some(Role::Unsaid) } else { known() }
    }

    pub fn code(self) -> &'static str {
        match self {
            Role::Unsaid => "",
            Role::Practitioner => "practitioner",
            Role::Manager => "manager",
            Role::TeacherOrResearcher => "teacher-or-researcher",
            Role::Student => "student",
            Role::VolunteerOrExpertByExperience => "volunteer-or-expert-by-experience",
            Role::Policy => "policy",
        }
    }

    /// As one says it oneself: "Ik werk in de praktijk".
    pub fn name(self, language: Language) -> String {
        if self == Role::Unsaid { String::new() } else { language.say(&format!("role-{}", self.code())) }
    }

    /// As a list says it: "Praktijk".
    pub fn short_name(self, language: Language) -> String {
        if self == Role::Unsaid { String::new() } else { language.say(&format!("role-short-{}", self.code())) }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(code: &str) -> Result<Role, ()> {
        if code.is_empty() {
            return Ok(Role::Unsaid);
        }
        Role::CHOICES.into_iter().find(|r| r.code() == code).ok_or(())
    }
}
