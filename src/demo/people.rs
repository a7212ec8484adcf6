//! The people of the demo: invented, the same at every load, each with one address at example.org.

use std::collections::HashSet;

use super::content::{Names, PeopleLists};
use super::dice::Dice;
use crate::events::event::folded;
use crate::language::Language;
use crate::mail::address::EmailAddress;
use crate::registrations::registration::Role;

/// How many live in each region: enough for the busiest webinar, few enough to meet again.
const PER_REGION: usize = 250;

pub struct Person {
    pub name: String,
    pub email: EmailAddress,
    pub organisation: String,
    pub role: Role,
    pub language: Language,
    region: String,
}

pub struct People(Vec<Person>);

impl People {
    pub fn invent(lists: &PeopleLists) -> People {
        let mut dice = Dice::from("people");
        let mut taken = HashSet::new();
        let mut people = Vec::new();
        for workplaces in &lists.organisations {
            let enough = people.len() + PER_REGION;
            while people.len() < enough {
                let Some((name, email, first)) = named(lists, &mut dice) else {
                    break;
                };
                if !taken.insert(email.key()) {
                    continue;
                }
                let role = role(&mut dice);
                let organisation = match role {
                    Role::Student => None,
                    _ => dice.one_of(&workplaces.names).cloned(),
                };
                people.push(Person {
                    name,
                    email,
                    organisation: organisation.unwrap_or_default(),
                    role,
                    language: language(first, &workplaces.region, &mut dice),
                    region: workplaces.region.clone(),
                });
            }
        }
        People(people)
    }

    /// Everybody, in the order in which they hear of what happens in `region`: most of those who live there come first.
    pub fn who_come(&self, region: &str, occasion: &str) -> Vec<&Person> {
        let mut dice = Dice::from(occasion);
        let mut order: Vec<(u64, &Person)> = self
            .0
            .iter()
            .map(|person| {
                let draw = dice.number();
                (if person.region == region { draw >> 5 } else { draw }, person)
            })
            .collect();
        order.sort_by_key(|(draw, _)| *draw);
        order.into_iter().map(|(_, person)| person).collect()
    }
}

/// A name, its address and its first language.
fn named(lists: &PeopleLists, dice: &mut Dice) -> Option<(String, EmailAddress, Language)> {
    let names = group(&lists.names, dice)?;
    let (given, family) = (dice.one_of(&names.given)?, dice.one_of(&names.family)?);
    let plain = |word: &str| folded(word).replace(|c: char| !c.is_ascii_alphanumeric(), "");
    let email = format!("{}.{}@example.org", plain(given), plain(family));
    Some((format!("{given} {family}"), email.parse().ok()?, names.language))
}

fn group<'a>(groups: &'a [Names], dice: &mut Dice) -> Option<&'a Names> {
    let mut left = dice.number() % groups.iter().map(|g| g.share).sum::<u64>().max(1);
    for group in groups {
        if left < group.share {
            return Some(group);
        }
        left -= group.share;
    }
    None
}

fn role(dice: &mut Dice) -> Role {
    match dice.number() % 100 {
        0..54 => Role::Practitioner,
        54..65 => Role::Manager,
        65..73 => Role::TeacherOrResearcher,
        73..81 => Role::Student,
        81..88 => Role::VolunteerOrExpertByExperience,
        88..94 => Role::Policy,
        _ => Role::Unsaid,
    }
}

fn language(first: Language, region: &str, dice: &mut Dice) -> Language {
    let in_brussels = region == "brussel";
    let french = match (first, in_brussels) {
        (Language::Fr, true) => 90,
        (Language::Fr, false) => 15,
        (_, true) => 25,
        (_, false) => 0,
    };
    if dice.falls(french) {
        Language::Fr
    } else if dice.falls(2) {
        Language::En
    } else {
        Language::Nl
    }
}
