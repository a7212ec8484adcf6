//! How one event went, and how many seats to give for it.

use askama::Template;
use rocket::get;

use super::parts::{Card, OverTime, Table, cards, over_time, tables};
use super::taking_away::Sheet;
use crate::error::Result;
use crate::events::Details;
use crate::events::access::event_for;
use crate::events::desk_head::{EventHead, Tab};
use crate::figures::past::{Source, Suggestion, suggestion};
use crate::figures::report::of_event;
use crate::figures::tally::percent;
use crate::language::Language;
use crate::organisers::{Authority, Deed, DeskBar, SignedIn, may};
use crate::page::{Layout, Page};
use crate::regions::Network;
use crate::registrations::Reception;
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "figures/event.html")]
pub struct EventFigures {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    /// What came of the last deed: the class of the note, and its words.
    note: Option<(&'static str, String)>,
    cards: Vec<Card>,
    overbooking: Option<Overbooking>,
    over_time: Option<OverTime>,
    tables: Vec<Table>,
}

/// What is said about giving more seats than there are chairs.
pub struct Overbooking {
    path: String,
    /// How it was before, and what follows.
    lines: Vec<String>,
    /// How many seats to give, and the words on the button.
    offer: Option<(i32, String)>,
    /// The words on the button that takes it back.
    back: Option<String>,
}

#[get("/organise/events/<slug>/figures?<done>")]
pub async fn show(
    slug: Slug<'_>,
    done: Option<&str>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<EventFigures>> {
    let (l, now) = (page.l, at.clock.now());
    let details = event_for(at.db, &at.network, &who, Deed::ReadEvents, slug).await?;
    let report = of_event(at.db, &details, now, l).await?;
    let suggested = suggestion(at.db, &at.network, &details, now).await?;
    let is_over = details.event.is_past(now);
    Ok(Page::ok(EventFigures {
        bar: DeskBar::of(&who),
        head: EventHead::of(&details, l, (now, at.config.timezone), &who, &at.network, Tab::Figures),
        note: done.and_then(|code| note(code, l)),
        cards: cards(&report, is_over, l),
        overbooking: (now < details.event.starts_at)
            .then(|| Overbooking::of(&details, suggested, &who, &at.network, l))
            .flatten(),
        over_time: over_time(&report, l),
        tables: tables(&report, l, |_| None),
        page: page.about(l.say("tab-figures"), details.event.title(l)).hidden(),
    }))
}

#[get("/organise/events/<slug>/figures.csv?<dialect>")]
pub async fn take_away(
    slug: Slug<'_>,
    dialect: Option<&str>,
    who: SignedIn,
    l: Language,
    at: Reception<'_>,
) -> Result<Sheet> {
    let details = event_for(at.db, &at.network, &who, Deed::ReadEvents, slug).await?;
    let report = of_event(at.db, &details, at.clock.now(), l).await?;
    Sheet::of(&report, format!("{}-{}", details.event.slug, l.say("figures-file")), dialect, l)
}

fn note(code: &str, l: Language) -> Option<(&'static str, String)> {
    match code {
        "given" => Some(("note note-ok", l.say("figures-done-given"))),
        "back" => Some(("note note-ok", l.say("figures-done-back"))),
        "nothing" => Some(("note", l.say("figures-done-nothing"))),
        "overtaken" => Some(("note note-stop", l.say("figures-done-overtaken"))),
        _ => None,
    }
}

impl Overbooking {
    /// None where there is nothing to say: online, without a limit, or called off.
    fn of(
        details: &Details,
        suggested: Option<Suggestion>,
        who: &Authority,
        network: &Network,
        l: Language,
    ) -> Option<Overbooking> {
        let event = &details.event;
        let given = event.capacity.filter(|_| event.overbooked_by > 0);
        let limited = event.capacity.is_some() && !event.format.is_online() && event.cancelled_at.is_none();
        if given.is_none() && !limited {
            return None;
        }
        let may_give = may(who, Deed::WriteEvents, &details.hosts(), network).is_ok();
        let mut lines = Vec::new();
        let mut offer = None;
        let chairs = (event.capacity.unwrap_or(0) - event.overbooked_by).max(0);
        if let Some(seats) = given {
            lines.push(l.with("figures-given", [("seats", seats.into()), ("chairs", chairs.into())]));
        }
        match suggested {
            None => lines.push(l.say("figures-no-past")),
            Some(suggested) => {
                lines.push(past_words(&suggested, details, network, l));
                if suggested.extra() == 0 {
                    lines.push(l.count("figures-too-varied", suggested.room));
                } else if suggested.extra() != event.overbooked_by {
                    let numbers = [("seats", suggested.seats.into()), ("chairs", suggested.room.into())];
                    lines.push(l.with("figures-suggested", numbers));
                    offer = may_give.then(|| (suggested.seats, l.count("figures-give", suggested.seats)));
                }
            }
        }
        Some(Overbooking {
            path: format!("/organise/events/{}/overbooking", event.slug),
            lines,
            offer,
            back: (may_give && given.is_some()).then(|| l.count("figures-give-back", chairs)),
        })
    }
}

/// "Van wie een plek had, kwam 75% (tussen 64% en 93%). Zo ging het bij 3 samenkomsten van deze soort in Leuven."
fn past_words(suggested: &Suggestion, details: &Details, network: &Network, l: Language) -> String {
    let of_hundred = |share: f64| percent((share * 10_000.0).round() as i64, 10_000).unwrap_or(0);
    let place = match suggested.source {
        Source::Region(id) => network.region(id).unwrap_or(&details.region).names.get(l).to_string(),
        Source::Network => l.say("figures-whole-network"),
    };
    l.with(
        "figures-past",
        [
            ("percent", of_hundred(suggested.show_up_rate).into()),
            ("low", of_hundred(suggested.lowest).into()),
            ("high", of_hundred(suggested.highest).into()),
            ("n", suggested.from_events.into()),
            ("kind", details.event.kind.name(l).into()),
            ("place", place.into()),
        ],
    )
}
