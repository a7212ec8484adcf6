//! A region was changed since its form was opened: what stands there now, where something else was typed.

use crate::language::Language;
use crate::organisers::forms::{Meanwhile, Mistakes, order_words};
use crate::regions::Network;
use crate::regions::changing::{Place, Portrait, place_of};
use crate::regions::region::{self, Contact, Contacts};

/// Where it stands is said to whoever moves it.
pub fn said(
    network: &Network,
    region: &region::Model,
    typed: &Portrait,
    moved: Option<Place>,
    l: Language,
) -> Mistakes {
    let (now, stands) = (Portrait::of(region), place_of(network, region));
    let is_elsewhere = |differs: fn(Place, Place) -> bool| moved.is_some_and(|to| differs(to, stands));
    let contacts = people(&now.contacts);
    let colour = l.say(&format!("accent-{}", now.accent.code()));
    Meanwhile::new(l)
        .names((&now.names, &typed.names))
        .field("accent", &l.say("region-accent"), now.accent != typed.accent, &colour)
        .field(
            "parent",
            &l.say("region-parent"),
            is_elsewhere(|to, is| to.parent != is.parent),
            &parent(stands, network, l),
        )
        .field("after", &l.say("region-order"), is_elsewhere(|to, is| to.after != is.after), &order(stands, network, l))
        .labelled("intro.", "region-intro", (&now.intro, &typed.intro))
        .labelled("work.", "region-work", (&now.work, &typed.work))
        .field("contacts.0.name", &l.say("region-contact"), now.contacts != typed.contacts, &contacts)
        .field("sender_name", &l.say("region-sender"), now.sender_name != typed.sender_name, &now.sender_name)
        .field("reply_to", &l.say("region-reply-to"), now.reply_to != typed.reply_to, &now.reply_to)
        .said()
}

fn parent(place: Place, network: &Network, l: Language) -> String {
    let region = place.parent.and_then(|id| network.region(id));
    region.map_or_else(|| l.say("region-at-table"), |region| region.names.get(l).to_string())
}

fn order(place: Place, network: &Network, l: Language) -> String {
    order_words(place.after.and_then(|id| network.region(id)).map(|region| &region.names), l)
}

/// Each on a line, with what they do in every language.
fn people(contacts: &Contacts) -> String {
    let person = |contact: &Contact| match contact.role.all().collect::<Vec<_>>().join(", ") {
        role if role.is_empty() => contact.name.clone(),
        role => format!("{} ({role})", contact.name),
    };
    contacts.0.iter().map(person).collect::<Vec<_>>().join("\n")
}
