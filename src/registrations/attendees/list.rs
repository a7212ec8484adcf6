//! Who comes: the list of one event, filtered, sorted, page by page. Printed, it is the sheet to sign.

mod rows;

use askama::Template;
use rocket::form::FromForm;
use rocket::get;

use super::filter::{Counts, Filter};
use super::sort::{Sort, SortBy};
use super::tools::Tools;
use super::words::people;
use crate::error::Result;
use crate::events::access::event_for;
use crate::events::{EventHead, Tab};
use crate::language::Language;
use crate::organisers::{Deed, DeskBar, SignedIn, may};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::registration::Status;
use crate::slug::Slug;
use rows::Row;

/// How many people stand on a page, and how many on the sheet to sign.
const PAGE: u64 = 50;
const SHEET: u64 = 1_000;

#[derive(Template)]
#[template(path = "attendees/index.html")]
pub struct AttendeeList {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    tabs: Vec<StatusTab>,
    /// Nobody has registered yet.
    nobody: bool,
    tools: Tools,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pager: Pager,
    caption: String,
    /// What the forms send along.
    pairs: Vec<(&'static str, String)>,
    query: String,
    /// Everybody whom the filter means was chosen.
    all: bool,
    may_change: bool,
    may_write: bool,
    may_export: bool,
    done: Option<Done>,
}

pub struct StatusTab {
    name: String,
    count: String,
    query: String,
    is_current: bool,
}

pub struct Heading {
    name: String,
    query: String,
    class: &'static str,
    /// "ascending" or "descending" where the list stands in this order.
    order: Option<&'static str>,
}

/// Where one is among the pages.
pub struct Pager {
    total: u64,
    range: String,
    shown: usize,
    previous: Option<String>,
    next: Option<String>,
}

/// What was just done.
pub struct Done {
    pub text: String,
    pub good: bool,
}

/// What the query says besides the filter, and whether it says a status and an order.
#[derive(FromForm)]
pub struct Asked<'r> {
    status: Option<&'r str>,
    sort: Option<&'r str>,
    page: Option<u64>,
    print: Option<bool>,
    all: Option<bool>,
    done: Option<&'r str>,
    n: Option<u64>,
    refused: Option<u64>,
}

/// Which part of the list is shown.
#[derive(Clone, Copy, Default)]
struct View {
    page: u64,
    sheet: bool,
}

#[get("/organise/events/<slug>/registrations?<asked..>")]
pub async fn index(
    slug: Slug<'_>,
    asked: Asked<'_>,
    filter: Filter,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<AttendeeList>> {
    let details = event_for(at.db, &at.network, &who, Deed::ReadRegistrations, slug).await?;
    let l = page.l;
    let filter = usual(filter, asked.status.is_some(), asked.sort.is_some());
    let view = View { page: asked.page.unwrap_or(1).clamp(1, 100_000), sheet: asked.print == Some(true) };
    let counts = filter.counts(at.db, details.event.id).await?;
    let hosts = details.hosts();
    let may = |deed| may(&who, deed, &hosts, &at.network).is_ok();
    let rows = rows::of(at.db, &details, &filter, view, l).await?;
    let pager = Pager::of(&filter, view, counts.of(filter.status), rows.len(), l);
    Ok(Page::ok(AttendeeList {
        bar: DeskBar::of(&who),
        head: EventHead::of(&details, l, (at.clock.now(), at.config.timezone), &who, &at.network, Tab::Attendees),
        tabs: tabs(&filter, &counts, l),
        nobody: counts.of(None) == 0 && !filter.is_narrowed(),
        tools: Tools::of(&details, &filter, l),
        headings: headings(&filter, l),
        caption: l.fill("attendees-caption", [("range", &pager.range)]),
        rows,
        pager,
        pairs: filter.pairs(),
        query: filter.to_query(),
        all: asked.all == Some(true),
        may_change: may(Deed::ChangeRegistrations),
        may_write: may(Deed::WriteToAttendees),
        may_export: may(Deed::ExportRegistrations),
        done: asked.done.and_then(|code| done_words(code, asked.n.unwrap_or(0), asked.refused.unwrap_or(0), l)),
        page: page.about(l.say("tab-attendees"), details.event.title(l)).hidden(),
    }))
}

/// Where the address says nothing: those who have a seat, by name; those who wait, in their order.
fn usual(mut filter: Filter, status: bool, sort: bool) -> Filter {
    // People are chosen one by one in the forms of this page, not in its address.
    filter.ids.clear();
    if !status {
        filter.status = Some(Status::Confirmed);
    }
    if !sort && filter.status != Some(Status::Waitlisted) {
        filter.sort = Sort::by(SortBy::Name);
    }
    filter
}

fn tabs(filter: &Filter, counts: &Counts, l: Language) -> Vec<StatusTab> {
    let tab = |(key, status): (&str, Option<Status>)| StatusTab {
        name: l.say(key),
        count: l.number(counts.of(status)),
        query: filter.among(status).to_query(),
        is_current: filter.status == status,
    };
    let all = [
        ("attendees-confirmed", Some(Status::Confirmed)),
        ("attendees-waiting", Some(Status::Waitlisted)),
        ("attendees-cancelled", Some(Status::Cancelled)),
        ("attendees-everybody", None),
    ];
    all.into_iter().map(tab).collect()
}

fn headings(filter: &Filter, l: Language) -> Vec<Heading> {
    let heading = |(key, by, class): (&str, SortBy, &'static str)| Heading {
        name: l.say(key),
        query: filter.sorted(filter.sort.pressed(by)).to_query(),
        class,
        order: (filter.sort.by == by).then_some(if filter.sort.descending { "descending" } else { "ascending" }),
    };
    let all = [
        ("attendees-name", SortBy::Name, ""),
        ("attendees-organisation", SortBy::Organisation, ""),
        ("attendees-role", SortBy::Role, "c-h"),
        ("attendees-registered", SortBy::RegisteredAt, "c-h"),
        ("attendees-status", SortBy::Place, "c-s"),
    ];
    all.into_iter().map(heading).collect()
}

impl Pager {
    fn of(filter: &Filter, view: View, total: u64, shown: usize, l: Language) -> Pager {
        let from = if view.sheet { 0 } else { (view.page - 1) * PAGE };
        let until = from + shown as u64;
        let first = if shown == 0 { 0 } else { from + 1 };
        let at = |page: u64| format!("{}&page={page}", filter.to_query());
        Pager {
            total,
            range: l
                .with("attendees-range", [("from", first.into()), ("until", until.into()), ("total", total.into())]),
            shown,
            previous: (!view.sheet && view.page > 1).then(|| at((view.page - 1).min(total.div_ceil(PAGE).max(1)))),
            next: (!view.sheet && until < total && shown > 0).then(|| at(view.page + 1)),
        }
    }
}

impl AttendeeList {
    fn chosen_all(&self) -> String {
        people(self.page.l, "attendees-all-chosen", self.pager.total)
    }

    fn choose_all(&self) -> String {
        people(self.page.l, "attendees-choose-all", self.pager.total)
    }

    fn taken_along(&self) -> String {
        people(self.page.l, "attendees-taken-along", self.pager.total)
    }
}

fn done_words(code: &str, n: u64, refused: u64, l: Language) -> Option<Done> {
    let key = match code {
        "seat" | "wait" | "leave" | "resend" => format!("attendees-done-{code}"),
        "nobody" => return Some(Done { text: l.say("attendees-nobody-chosen"), good: false }),
        _ => return None,
    };
    let mut text = people(l, &key, n);
    if refused > 0 {
        text = format!("{text} {}", people(l, &format!("attendees-refused-{code}"), refused));
    }
    Some(Done { text, good: refused == 0 })
}
