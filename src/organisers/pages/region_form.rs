//! The form of a region: what was typed, and what it means.

use rocket::form::FromForm;

use super::words::Choice;
use crate::error::Fault;
use crate::language::Language;
use crate::mail::EmailAddress;
use crate::organisers::Authority;
use crate::organisers::forms::{self, TextsForm};
use crate::regions::Network;
use crate::regions::changing::{Place, Portrait, Seen, place_of};
use crate::regions::region::{self, Accent, Contact, Contacts};

/// How many lines for contacts stand ready beyond those that are filled.
const SPARE: usize = 2;
const MOST_CONTACTS: usize = 20;

#[derive(FromForm, Clone, Default)]
pub struct ContactForm {
    #[field(default = String::new())]
    pub name: String,
    pub role: TextsForm,
}

/// A region as typed.
#[derive(FromForm, Clone, Default)]
pub struct RegionForm {
    pub names: TextsForm,
    pub intro: TextsForm,
    pub work: TextsForm,
    pub contacts: Vec<ContactForm>,
    #[field(default = String::new())]
    pub sender_name: String,
    #[field(default = String::new())]
    pub reply_to: String,
    #[field(default = String::new())]
    pub accent: String,
    /// The slug of the region that it lies in, empty at the table itself; none when it was not asked.
    pub parent: Option<String>,
    /// The slug of the region that it stands after, empty for none.
    pub after: Option<String>,
    pub seen: Seen,
}

impl RegionForm {
    /// The region as it is, with room for more contacts.
    pub fn of(region: &region::Model, network: &Network) -> RegionForm {
        let contact = |c: &Contact| ContactForm { name: c.name.clone(), role: TextsForm::of(&c.role) };
        let empty: ContactForm = Default::default();
        let spare = std::iter::repeat_n(empty, SPARE);
        let slug = |id: Option<i32>| id.and_then(|id| network.region(id)).map(|r| r.slug.clone()).unwrap_or_default();
        let place = place_of(network, region);
        RegionForm {
            names: TextsForm::of(&region.names),
            intro: TextsForm::of(&region.intro),
            work: TextsForm::of(&region.work),
            contacts: region.contacts.0.iter().map(contact).chain(spare).collect(),
            sender_name: region.sender_name.clone(),
            reply_to: region.reply_to.clone(),
            accent: region.accent.code().to_string(),
            parent: Some(slug(place.parent)),
            after: Some(slug(place.after)),
            seen: Seen::of(network, region),
        }
    }

    /// What was typed, on top of the region as it is by now; it stands where it does, unless the form `moves` it.
    pub fn on_top_of(self, region: &region::Model, network: &Network, moves: bool) -> RegionForm {
        let now = RegionForm::of(region, network);
        let (parent, after) = if moves { (self.parent, self.after) } else { (now.parent, now.after) };
        RegionForm { parent, after, seen: now.seen, ..self }
    }

    /// What was typed about the region itself; none when something is wrong with it.
    pub fn portrait(&self, faults: &mut Vec<Fault>) -> Option<Portrait> {
        let names = self.names.names("fault-region-name", faults);
        let (intro, work) = (self.intro.prose("intro", faults), self.work.prose("work", faults));
        let contacts = self.contacts(faults);
        let sender_name = forms::needed(&self.sender_name, "sender_name", 120, "fault-region-sender", faults);
        let reply_to = self.reply_to.parse::<EmailAddress>();
        if reply_to.is_err() {
            faults.push(Fault::new("reply_to", forms::no_address(&self.reply_to)));
        }
        let accent = Accent::of_code(&self.accent);
        if accent.is_none() {
            faults.push(Fault::new("accent", "fault-region-accent"));
        }
        let reply_to = reply_to.ok()?.to_string();
        Some(Portrait { names, intro, work, contacts, sender_name, reply_to, accent: accent? })
    }

    /// A line without a name is nobody.
    fn contacts(&self, faults: &mut Vec<Fault>) -> Contacts {
        let mut contacts = Vec::new();
        for (number, typed) in self.contacts.iter().enumerate() {
            let field = |part: &str| format!("contacts.{number}.{part}");
            let name = forms::line(&typed.name, &field("name"), 120, faults);
            let role = typed.role.lines(&field("role"), 120, faults);
            if name.is_empty() && !role.is_empty() {
                faults.push(Fault::new(field("name"), "fault-name"));
            }
            if !name.is_empty() {
                contacts.push(Contact { name, role });
            }
        }
        if contacts.len() > MOST_CONTACTS {
            faults.push(Fault::new("contacts.0.name", "fault-region-contacts"));
        }
        Contacts(contacts)
    }

    /// Where the region is to stand: where it stands now, when that was not asked.
    pub fn place(&self, network: &Network, region: &region::Model, faults: &mut Vec<Fault>) -> Place {
        let now = place_of(network, region);
        let mut known = |typed: &Option<String>, field: &str, now: Option<i32>| match typed.as_deref() {
            None => now,
            Some("") => None,
            Some(slug) => {
                let found = network.region_called(slug).map(|r| r.id);
                if found.is_none() {
                    faults.push(Fault::new(field, "fault-region"));
                }
                found
            }
        };
        let parent = known(&self.parent, "parent", now.parent);
        let after = known(&self.after, "after", now.after);
        Place { parent, after }
    }

    /// Whether another place was chosen than the one that the form came with, whatever has become of that.
    pub fn moves_to(&self, place: Place) -> bool {
        self.seen.place != place.mark()
    }
}

/// The colours, in the order in which their seats stand round the table.
pub fn accent_choices(chosen: &str, l: Language) -> Vec<Choice> {
    let choice = |accent: Accent| Choice {
        value: accent.code().to_string(),
        words: l.say(&format!("accent-{}", accent.code())),
        chosen: accent.code() == chosen,
    };
    Accent::ALL.into_iter().map(choice).collect()
}

/// Where a region may lie: below any that `who` manages, but not below itself; at the table, for one who manages all.
pub fn parent_choices(
    who: &Authority,
    network: &Network,
    region: Option<&region::Model>,
    chosen: &str,
    l: Language,
) -> Vec<Choice> {
    let below = region.map(|region| network.below(region.id)).unwrap_or_default();
    let mut choices = Vec::new();
    if who.manages(None, network) {
        choices.push(Choice { value: String::new(), words: l.say("region-at-table"), chosen: chosen.is_empty() });
    }
    for (depth, region) in network.tree() {
        if who.manages(Some(region.id), network) && !below.contains(&region.id) {
            let words = format!("{}{}", "– ".repeat(depth), region.names.get(l));
            choices.push(Choice { value: region.slug.clone(), words, chosen: chosen == region.slug });
        }
    }
    choices
}

/// After which of the regions beside it, or of those where it stood when this was chosen.
pub fn place_choices(network: &Network, region: &region::Model, chosen: &str, l: Language) -> Vec<Choice> {
    let is_beside = |r: &region::Model| r.parent_id == region.parent_id || r.slug == chosen;
    let beside = network.regions.iter().filter(|r| is_beside(r) && r.id != region.id).map(Some);
    let choice = |before: Option<&region::Model>| {
        let value = before.map(|region| region.slug.clone()).unwrap_or_default();
        Choice::new(value, forms::order_words(before.map(|region| &region.names), l), chosen)
    };
    std::iter::once(None).chain(beside).map(choice).collect()
}
