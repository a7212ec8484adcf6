//! An organiser brings a list in: the file goes up, a report says what would become of each line, and one button does it.

mod report;

use askama::Template;
use rocket::form::FromForm;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Responder, Route, get, post, routes};

use super::upload::Upload;
use super::{LONGEST, LONGEST_FIELD, List, MOST_LINES, Unreadable, kept};
use crate::error::Result;
use crate::events::Details;
use crate::events::access::event_for;
use crate::events::desk_head::{EventHead, Tab};
use crate::language::Language;
use crate::organisers::{Authority, Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::slug::Slug;

pub fn routes() -> Vec<Route> {
    routes![new, create, report::show, report::update, report::destroy]
}

/// The form that takes the file.
#[derive(Template)]
#[template(path = "importing/new.html")]
pub struct NewList {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    fault: Option<String>,
    done: Option<String>,
    languages: [Language; 3],
    /// What a list may hold, in sentences.
    limits: String,
}

/// What became of the last list, in the address after it was brought in.
#[derive(FromForm)]
struct Done {
    seats: Option<i64>,
    waits: Option<i64>,
    there: Option<i64>,
    left: Option<i64>,
    unfit: Option<i64>,
}

impl Done {
    fn said(&self, l: Language) -> Option<String> {
        let number = |n: Option<i64>| n.unwrap_or(0).into();
        let arguments = [
            ("seats", self.seats?.into()),
            ("waits", number(self.waits)),
            ("there", number(self.there)),
            ("unfit", number(self.unfit)),
        ];
        let left = self.left.filter(|left| *left > 0).map(|left| format!(" {}", l.count("import-done-left", left)));
        Some(l.with("import-done", arguments) + left.as_deref().unwrap_or_default())
    }
}

#[get("/organise/events/<slug>/registrations/import?<done..>")]
async fn new(slug: Slug<'_>, done: Done, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<NewList>> {
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    let said = done.said(page.l);
    Ok(Page::ok(NewList { done: said, ..NewList::of(page, &who, &details, &at) }))
}

#[derive(Responder)]
enum Created {
    Kept(Box<Redirect>),
    Unreadable(Box<Page<NewList>>),
}

/// Keeps the file when it can be read.
#[post("/organise/events/<slug>/registrations/import", data = "<upload>")]
async fn create(
    slug: Slug<'_>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    upload: Upload,
) -> Result<Created> {
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    let language = upload.language.unwrap_or(page.l);
    let read = match upload.file {
        Ok(file) => List::read_aside(file, &details, language).await?,
        Err(why) => (Vec::new(), Err(why)),
    };
    match read {
        (file, Ok(_)) => {
            let (who, event) = (who.organiser.id, details.event.id);
            let id = kept::keep(at.db, at.clock.now(), who, event, language, file).await?;
            let path = format!("/organise/events/{}/registrations/import/{id}", details.event.slug);
            Ok(Created::Kept(Box::new(Redirect::to(path))))
        }
        (_, Err(why)) => {
            let form = NewList::refusing(why, page, &who, &details, &at);
            Ok(Created::Unreadable(Box::new(Page(Status::UnprocessableEntity, form))))
        }
    }
}

impl Unreadable {
    /// The sentence, with the limits in it.
    pub fn said(self, l: Language) -> String {
        let megabytes = (LONGEST / 1024 / 1024) as i64;
        let line = if let Unreadable::LongField(line) = self { line as i64 } else { 0 };
        let numbers = [
            ("lines", (MOST_LINES as i64).into()),
            ("megabytes", megabytes.into()),
            ("characters", (LONGEST_FIELD as i64).into()),
            ("line", line.into()),
        ];
        l.with(self.key(), numbers)
    }
}

impl NewList {
    /// With why a file is no list.
    fn refusing(why: Unreadable, page: Layout, who: &Authority, details: &Details, at: &Reception<'_>) -> NewList {
        let fault = Some(why.said(page.l));
        NewList { fault, ..NewList::of(page, who, details, at) }
    }

    fn of(page: Layout, who: &Authority, details: &Details, at: &Reception<'_>) -> NewList {
        let l = page.l;
        let megabytes = (LONGEST / 1024 / 1024) as i64;
        NewList {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (at.clock.now(), at.config.timezone), who, &at.network, Tab::Attendees),
            page: page.about(l.say("import-title"), details.event.title(l)).hidden(),
            fault: None,
            done: None,
            languages: Language::ALL,
            limits: l.with("import-limits", [("lines", (MOST_LINES as i64).into()), ("megabytes", megabytes.into())]),
        }
    }
}
