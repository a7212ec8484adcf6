//! The audit trail, for those who manage the network.

use askama::Template;
use rocket::get;
use sea_orm::Iterable;

use super::network::require_admin;
use super::words::Choice;
use crate::error::Result;
use crate::organisers::audit::{self, Act, Line, Wish};
use crate::organisers::door::Door;
use crate::organisers::{DeskBar, SignedIn};
use crate::page::{Layout, Page};

#[derive(Template)]
#[template(path = "network/audit.html")]
pub struct Audit {
    page: Layout,
    bar: DeskBar,
    lines: Vec<Line>,
    people: Vec<Choice>,
    acts: Vec<Choice>,
    about: String,
    /// "Pagina 2 van 5"
    place: String,
    newer: Option<String>,
    older: Option<String>,
}

#[get("/organise/audit?<person>&<act>&<event>&<page>")]
pub async fn index(
    person: Option<i32>,
    act: Option<&str>,
    event: Option<&str>,
    page: Option<u64>,
    layout: Layout,
    who: SignedIn,
    at: Door<'_>,
) -> Result<Page<Audit>> {
    require_admin(&who)?;
    let (l, zone) = (layout.l, at.config.timezone);
    let wish = Wish {
        organiser_id: person,
        act: act.and_then(Act::of_code),
        about: event
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_control())
            .take(120)
            .collect::<String>()
            .trim()
            .into(),
        page: page.unwrap_or(1),
    };
    let found = audit::list(at.db, &at.network, &who, &wish).await?;
    let link = |number: u64| address(&wish, number);
    let chosen = wish.act.map(Act::code).unwrap_or_default();
    let mut acts: Vec<Choice> = Act::iter().map(|act| Choice::new(act.code(), act.words(l), &chosen)).collect();
    acts.sort_by(|a, b| a.words.cmp(&b.words));
    let chosen = person.map(|id| id.to_string()).unwrap_or_default();
    let people = found.people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name, &chosen));
    Ok(Page::ok(Audit {
        bar: DeskBar::of(&who),
        lines: found.entries.iter().map(|entry| Line::of(entry, l, zone)).collect(),
        people: people.collect(),
        acts,
        place: l.with("recordings-page", [("page", found.page.into()), ("pages", found.pages.into())]),
        newer: (found.page > 1).then(|| link(found.page - 1)),
        older: (found.page < found.pages).then(|| link(found.page + 1)),
        about: wish.about.clone(),
        page: layout.titled(l.say("audit-title"), "").hidden(),
    }))
}

/// The same search, on another page.
fn address(wish: &Wish, number: u64) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(person) = wish.organiser_id {
        query.append_pair("person", &person.to_string());
    }
    if let Some(act) = wish.act {
        query.append_pair("act", &act.code());
    }
    if !wish.about.is_empty() {
        query.append_pair("event", &wish.about);
    }
    query.append_pair("page", &number.to_string());
    format!("/organise/audit?{}", query.finish())
}
