//! The page on which an organiser says how they would like the list: whom (as on the page they come from), which
//! columns and in which order, and the format. It is a plain form; each format is a button.

use askama::Template;
use rocket::form::FromForm;
use rocket::get;

use super::desk::remembered;
use super::{Column, MOST_ON_PAPER};
use crate::error::Result;
use crate::events::Details;
use crate::events::access::event_for;
use crate::events::desk_head::{EventHead, Tab};
use crate::organisers::{Authority, Deed, DeskBar, SignedIn, organiser};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::attendees::Filter;
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "exports/show.html")]
pub struct Menu {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    columns: Vec<ColumnField>,
    /// All columns in their order, for the buttons that change it.
    order: String,
    /// The filter, carried along in hidden fields.
    filter: Vec<(&'static str, String)>,
    /// "Je exporteert 62 mensen."
    summary: String,
    fault: Option<String>,
    has_stops: bool,
}

struct ColumnField {
    code: &'static str,
    name: String,
    is_chosen: bool,
    /// What the button says that moves it up; none for the first.
    up: Option<String>,
    down: Option<String>,
}

/// What was chosen so far.
pub struct Choice {
    filter: Filter,
    /// Every column, in the order in which they would stand.
    order: Vec<Column>,
    chosen: Vec<Column>,
    /// How many people did not fit on paper.
    too_many: Option<u64>,
}

impl Choice {
    /// The columns of last time before the others.
    pub fn remembered(who: &organiser::Model, filter: Filter) -> Choice {
        let chosen = remembered(who);
        Choice { filter, order: completed(chosen.clone()), chosen, too_many: None }
    }

    pub fn too_many(self, count: u64) -> Choice {
        Choice { too_many: Some(count), ..self }
    }

    /// Moves a column one place up or down.
    fn moved(mut self, column: Column, up: bool) -> Choice {
        let here = self.order.iter().position(|c| *c == column);
        let there = here.and_then(|at| if up { at.checked_sub(1) } else { Some(at + 1) });
        if let (Some(here), Some(there)) = (here, there.filter(|at| *at < self.order.len())) {
            self.order.swap(here, there);
        }
        self
    }
}

/// These columns, and behind them the others.
fn completed(mut columns: Vec<Column>) -> Vec<Column> {
    let others = Column::ALL.into_iter().filter(|c| !columns.contains(c)).collect::<Vec<_>>();
    columns.extend(others);
    columns
}

/// The form as it was when somebody moved a column.
#[derive(FromForm)]
pub struct Arranged<'r> {
    columns: Vec<&'r str>,
    order: Option<&'r str>,
    up: Option<&'r str>,
    down: Option<&'r str>,
}

impl Arranged<'_> {
    fn choice(&self, who: &organiser::Model, filter: Filter) -> Choice {
        let Some(order) = self.order else { return Choice::remembered(who, filter) };
        let choice = Choice {
            filter,
            order: completed(Column::known_of(order)),
            chosen: Column::known_of(&self.columns.join(",")),
            too_many: None,
        };
        match (self.up.and_then(|c| c.parse().ok()), self.down.and_then(|c| c.parse().ok())) {
            (Some(column), _) => choice.moved(column, true),
            (_, Some(column)) => choice.moved(column, false),
            _ => choice,
        }
    }
}

#[get("/organise/events/<slug>/registrations/export?<arranged..>")]
pub async fn show(
    slug: Slug<'_>,
    arranged: Arranged<'_>,
    filter: Filter,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<Menu>> {
    let details = event_for(at.db, &at.network, &who, Deed::ExportRegistrations, slug).await?;
    let choice = arranged.choice(&who.organiser, filter);
    Ok(Page::ok(Menu::of(page, &who, &details, &at, choice).await?))
}

impl Menu {
    pub async fn of(
        page: Layout,
        who: &Authority,
        details: &Details,
        at: &Reception<'_>,
        choice: Choice,
    ) -> Result<Menu> {
        let l = page.l;
        let count = choice.filter.count(at.db, details.event.id).await?;
        let last = choice.order.len() - 1;
        let field = |(index, column): (usize, &Column)| {
            let name = column.heading(l);
            ColumnField {
                code: column.code(),
                is_chosen: choice.chosen.contains(column),
                up: (index > 0).then(|| l.fill("export-up", [("column", &name)])),
                down: (index < last).then(|| l.fill("export-down", [("column", &name)])),
                name,
            }
        };
        let too_many =
            |count| l.with("export-too-many", [("n", (count as i64).into()), ("most", (MOST_ON_PAPER as i64).into())]);
        Ok(Menu {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (at.clock.now(), at.config.timezone), who, &at.network, Tab::Attendees),
            page: page.about(l.say("export-title"), details.event.title(l)).hidden(),
            columns: choice.order.iter().enumerate().map(field).collect(),
            order: Column::write_list(&choice.order),
            filter: choice.filter.pairs(),
            summary: l.count("export-take", count as i64),
            fault: choice.too_many.map(too_many),
            has_stops: !details.stops.is_empty(),
        })
    }
}
