//! What would become of each line of a list that was kept, and the button that brings it in.

use askama::Template;
use rocket::form::FromForm;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Responder, delete, get, post};

use super::NewList;
use crate::error::Result;
use crate::events::Details;
use crate::events::access::event_for;
use crate::events::desk_head::{EventHead, Tab};
use crate::language::Language;
use crate::organisers::{Authority, Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::importing::{
    self, Bringer, Counts, Line, List, Unreadable, Verdict, bring_in, kept, rehearse,
};
use crate::slug::Slug;
use crate::unsent::Form;

/// How many lines the report shows; those that bring nobody come first.
const SHOWN: usize = 300;

#[derive(Template)]
#[template(path = "importing/show.html")]
pub struct Report {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    id: String,
    summary: Vec<(&'static str, String)>,
    rows: Vec<ReportRow>,
    /// How many lines the table leaves out.
    more: Option<String>,
    /// Which sheet was read, when there are others.
    sheet: Option<String>,
    left_aside: Option<String>,
    /// How many people it brings, on the button.
    bring: Option<String>,
    not_agreed: bool,
    /// Whether its people hear of it, as it was last ticked.
    letters: bool,
}

struct ReportRow {
    number: u64,
    name: String,
    email: String,
    /// The class of its tag.
    tag: &'static str,
    verdict: String,
    /// What is wrong, and what was left out.
    remarks: Vec<String>,
}

/// A kept list stands behind what there is for one person, since its address looks like theirs.
#[get("/organise/events/<slug>/registrations/import/<id>", rank = 20)]
pub async fn show(
    slug: Slug<'_>,
    id: &str,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Result<Page<Report>, Page<NewList>>> {
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    Ok(match read_kept(&who, &details, &at, id).await? {
        (kept, Ok(list)) => Ok(Page::ok(Report::of(page, &who, &details, &at, (&kept, &list)).await?)),
        (_, Err(why)) => Err(no_list_any_more(why, page, &who, &details, &at)),
    })
}

/// It was read when it was kept; since then a question may have been added that bears the name of one of its columns.
fn no_list_any_more(
    why: Unreadable,
    page: Layout,
    who: &Authority,
    details: &Details,
    at: &Reception<'_>,
) -> Page<NewList> {
    Page(Status::Conflict, NewList::refusing(why, page, who, details, at))
}

/// What is ticked beside the button.
#[derive(FromForm)]
pub struct Agreement {
    #[field(default = false)]
    agreed: bool,
    #[field(default = false)]
    letters: bool,
}

#[derive(Responder)]
pub enum Updated {
    Done(Box<Redirect>),
    NotAgreed(Box<Page<Report>>),
    Unreadable(Box<Page<NewList>>),
}

/// Brings the list in.
#[post("/organise/events/<slug>/registrations/import/<id>", data = "<form>", rank = 20)]
pub async fn update(
    slug: Slug<'_>,
    id: &str,
    form: Result<Form<Agreement>>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
) -> Result<Updated> {
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    let form = form?;
    let (kept, list) = match read_kept(&who, &details, &at, id).await? {
        (kept, Ok(list)) => (kept, list),
        (_, Err(why)) => return Ok(Updated::Unreadable(Box::new(no_list_any_more(why, page, &who, &details, &at)))),
    };
    if !form.agreed {
        let report = Report::of(page, &who, &details, &at, (&kept, &list)).await?;
        let report = Report { not_agreed: true, letters: form.letters, ..report };
        return Ok(Updated::NotAgreed(Box::new(Page(Status::UnprocessableEntity, report))));
    }
    let bringer = Bringer { by: Some(who.organiser.clone()), letters: form.letters };
    let verdicts = bring_in(at.desk, at.db, at.clock, &details, &list, &bringer).await?;
    kept::let_go(at.db, kept.id).await?;
    at.bell.ring();
    let Counts { seats, waits, there, left, unfit } = Counts::of(&verdicts);
    let numbers = format!("seats={seats}&waits={waits}&there={there}&left={left}&unfit={unfit}");
    let path = format!("/organise/events/{}/registrations/import?{numbers}", details.event.slug);
    Ok(Updated::Done(Box::new(Redirect::to(path))))
}

/// Thinks better of it.
#[delete("/organise/events/<slug>/registrations/import/<id>", rank = 20)]
pub async fn destroy(slug: Slug<'_>, id: &str, who: SignedIn, _own: OwnForm, at: Reception<'_>) -> Result<Redirect> {
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    let kept = kept::find(at.db, at.clock.now(), who.organiser.id, details.event.id, id).await?;
    kept::let_go(at.db, kept.id).await?;
    Ok(Redirect::to(format!("/organise/events/{}/registrations/import", details.event.slug)))
}

async fn read_kept(
    who: &Authority,
    details: &Details,
    at: &Reception<'_>,
    id: &str,
) -> Result<(kept::Model, Result<List, Unreadable>)> {
    let mut kept = kept::find(at.db, at.clock.now(), who.organiser.id, details.event.id, id).await?;
    let (_, list) = List::read_aside(std::mem::take(&mut kept.content), details, kept.language).await?;
    Ok((kept, list))
}

impl Report {
    async fn of(
        page: Layout,
        who: &Authority,
        details: &Details,
        at: &Reception<'_>,
        (kept, list): (&kept::Model, &List),
    ) -> Result<Report> {
        let l = page.l;
        let verdicts = rehearse(at.db, at.clock, &at.config.secret, list).await?;
        let counts = Counts::of(&verdicts);
        let told: Vec<(&Line, &Verdict)> = list.lines.iter().zip(&verdicts).collect();
        let is_unfit = |verdict: &Verdict| matches!(verdict, Verdict::Mistake(_) | Verdict::Refused(_));
        let (unfit, fit): (Vec<_>, Vec<_>) = told.into_iter().partition(|(_, verdict)| is_unfit(verdict));
        let rows = unfit.into_iter().chain(fit).take(SHOWN);
        let rows = rows.map(|(line, verdict)| ReportRow::of(line, verdict, details, l)).collect();
        let more = list.lines.len().saturating_sub(SHOWN);
        Ok(Report {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (at.clock.now(), at.config.timezone), who, &at.network, Tab::Attendees),
            page: page.about(l.say("import-title"), details.event.title(l)).hidden(),
            id: kept.id.to_string(),
            summary: summary(counts, l),
            rows,
            more: (more > 0).then(|| l.count("import-more", more as i64)),
            sheet: list.sheet.as_deref().map(|name| l.fill("import-sheet", [("sheet", name)])),
            left_aside: (!list.left_aside.is_empty())
                .then(|| l.fill("import-left-aside", [("columns", &list.left_aside.join(", "))])),
            bring: (counts.new_people() > 0).then(|| l.count("import-bring", counts.new_people() as i64)),
            not_agreed: false,
            letters: true,
        })
    }
}

/// What becomes of how many, without what becomes of nobody.
fn summary(counts: Counts, l: Language) -> Vec<(&'static str, String)> {
    let all = [
        ("tag tag-ok", "import-seats", counts.seats),
        ("tag tag-seat", "import-waits", counts.waits),
        ("tag", "import-there", counts.there),
        ("tag", "import-left", counts.left),
        ("tag tag-stop", "import-unfit", counts.unfit),
    ];
    let some = all.into_iter().filter(|(_, _, count)| *count > 0);
    some.map(|(tag, key, count)| (tag, l.count(key, count as i64))).collect()
}

impl ReportRow {
    fn of(line: &Line, verdict: &Verdict, details: &Details, l: Language) -> ReportRow {
        let (tag, said, wrong) = match verdict {
            Verdict::Seat => ("tag tag-ok", l.say("import-verdict-seat"), Vec::new()),
            Verdict::Waits(position) => ("tag tag-seat", l.count("import-verdict-waits", *position), Vec::new()),
            Verdict::There => ("tag", l.say("import-verdict-there"), Vec::new()),
            Verdict::Left => ("tag", l.say("import-verdict-left"), Vec::new()),
            Verdict::Refused(refusal) => {
                let why = l.say(&format!("import-refused-{}", refusal.code()));
                ("tag tag-stop", l.say("import-verdict-refused"), vec![why])
            }
            Verdict::Mistake(faults) => {
                let said = faults.iter().map(|fault| importing::said(fault, details, l)).collect();
                ("tag tag-stop", l.say("import-verdict-mistake"), said)
            }
        };
        let left_out = line.left_out.iter().map(|key| l.say(key));
        ReportRow {
            number: line.number,
            name: line.name.clone(),
            email: line.email.clone(),
            tag,
            verdict: said,
            remarks: wrong.into_iter().chain(left_out).collect(),
        }
    }
}
