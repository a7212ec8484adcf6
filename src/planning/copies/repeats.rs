//! An event that comes again: the days of a rhythm, or days one by one, are looked at and changed before a draft is made
//! for each.

mod days;

use askama::Template;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{FromForm, get, post};
use uuid::Uuid;

use self::days::{Agenda, faults, read};
use super::rhythm::{self, MOST, RhythmForm};
use super::{host, source};
use crate::error::{Fault, Result};
use crate::events::{Details, EventHead, Tab};
use crate::language::Language;
use crate::organisers::forms::Mistakes;
use crate::organisers::{DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::planning::drafts::together;
use crate::planning::typed::Typed;
use crate::registrations::Reception;
use crate::registrations::steering::repeating;
use crate::slug::Slug;

/// How many empty fields stand below the days.
const EMPTY: usize = 3;

#[derive(Template)]
#[template(path = "planning/repeats.html")]
pub struct NewRepeats {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    rows: Vec<Row>,
    /// How many drafts the button makes.
    count: usize,
    /// The mark of this form, so that it makes no draft twice.
    form: Uuid,
    rhythm: RhythmForm,
    mistakes: Mistakes,
}

/// A field for one day.
pub struct Row {
    id: String,
    /// "Dinsdag 16 maart 2027", or the number of the field.
    label: String,
    date: String,
    hints: Vec<String>,
    wrong: Option<String>,
}

impl Row {
    fn of(place: usize, day: Option<&days::Typed>, agenda: &Agenda, l: Language) -> Row {
        let known = day.and_then(|typed| typed.day);
        Row {
            id: format!("f-date-{place}"),
            label: known.map_or_else(|| l.count("repeat-day", place as i64 + 1), |day| l.date_line(day)),
            date: day.map(|typed| typed.text.clone()).unwrap_or_default(),
            hints: known.map(|day| agenda.hints(day, l)).unwrap_or_default(),
            wrong: day.and_then(|typed| typed.fault).map(|key| l.say(key)),
        }
    }

    /// The ids of what stands with the field.
    fn described_by(&self) -> String {
        let parts = [(self.wrong.is_some(), "e"), (!self.hints.is_empty(), "h")];
        let ids = parts.iter().filter(|(is_there, _)| *is_there).map(|(_, part)| format!("{}-{part}", self.id));
        ids.collect::<Vec<_>>().join(" ")
    }
}

impl NewRepeats {
    async fn of(
        page: Layout,
        who: &SignedIn,
        at: &Reception<'_>,
        details: &Details,
        form: Uuid,
        days: &[days::Typed],
    ) -> Result<NewRepeats> {
        let (event, l) = (&details.event, page.l);
        let region = host(at, who, details).map_or(details.region.id, |region| region.id);
        let agenda = Agenda::of(at, region, event.zone(), days).await?;
        let fields = (days.len() + EMPTY).min(MOST).max(days.len());
        Ok(NewRepeats {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (at.clock.now(), at.config.timezone), who, &at.network, Tab::Event),
            rows: (0..fields).map(|place| Row::of(place, days.get(place), &agenda, l)).collect(),
            count: days.iter().filter(|typed| typed.day.is_some()).count(),
            form,
            rhythm: RhythmForm::blank(l),
            mistakes: Mistakes::default(),
            page: page.about(l.say("repeat-title"), details.event.title(l)).hidden(),
        })
    }

    fn button(&self) -> String {
        self.page.l.count("repeat-button", self.count as i64)
    }

    fn with(self, faults: &[Fault]) -> Page<NewRepeats> {
        let status = if faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
        let mistakes = Mistakes::of(faults, self.page.l);
        Page(status, NewRepeats { mistakes, ..self })
    }
}

/// The mark that a form brings back; a new one for a form that brings none.
fn mark(text: &str) -> Uuid {
    text.parse().unwrap_or_else(|_| Uuid::new_v4())
}

/// A rhythm to count, or days to look at again.
#[derive(Clone, Debug, FromForm)]
pub struct Asked<'r> {
    first: Option<&'r str>,
    rhythm: Option<&'r str>,
    times: Option<&'r str>,
    date: Vec<&'r str>,
    form: Option<&'r str>,
}

#[get("/organise/events/<slug>/repeats/new?<asked..>")]
pub async fn new(
    slug: Slug<'_>,
    asked: Asked<'_>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<NewRepeats>> {
    let details = source(&at, &who, slug).await?;
    let (l, form) = (page.l, mark(asked.form.unwrap_or_default()));
    let Some(first) = asked.first else {
        let days = read(&details, asked.date.iter().map(|text| text.trim()));
        let faults = if days.is_empty() { Vec::new() } else { faults(&days) };
        return Ok(NewRepeats::of(page, &who, &at, &details, form, &days).await?.with(&faults));
    };
    let (first, rhythm) = (first.trim(), asked.rhythm.unwrap_or_default());
    let times = asked.times.unwrap_or_default().trim();
    let (days, wrong): (Vec<String>, Vec<Fault>) = match rhythm::count(first, rhythm, times) {
        Ok(days) => (days.iter().map(ToString::to_string).collect(), Vec::new()),
        Err(wrong) => (Vec::new(), wrong),
    };
    let days = read(&details, days.iter().map(String::as_str));
    let shown = NewRepeats::of(page, &who, &at, &details, form, &days).await?;
    let rhythm = RhythmForm::typed(first, rhythm, times, &wrong, l);
    let faults = if wrong.is_empty() { faults(&days) } else { wrong };
    Ok(NewRepeats { rhythm, ..shown }.with(&faults))
}

#[post("/organise/events/<slug>/repeats", data = "<typed>")]
pub async fn create(
    slug: Slug<'_>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    typed: Typed,
) -> Result<Result<Redirect, Page<NewRepeats>>> {
    let details = source(&at, &who, slug).await?;
    let (days, form) = (read(&details, typed.all("date")), mark(typed.get("form")));
    let mut faults = faults(&days);
    if faults.is_empty() {
        let wanted: Vec<_> = days.iter().filter_map(|typed| typed.day).collect();
        let region = host(&at, &who, &details);
        match repeating::repeat(&at, &who, &details, region, &wanted, form).await? {
            Ok(drafts) if drafts.is_empty() => return Ok(Ok(Redirect::to("/organise?shelf=drafts"))),
            Ok(drafts) => return Ok(Ok(Redirect::to(together(drafts.iter(), &format!("made={}", drafts.len()))))),
            Err(found) => faults.extend(found.first().map(|fault| Fault::new("date-0", fault.key))),
        }
    }
    let again = NewRepeats::of(page, &who, &at, &details, form, &days).await?;
    Ok(Err(again.with(&faults)))
}
