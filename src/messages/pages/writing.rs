//! The form in which a message is written.

mod typed;

use askama::Template;
use rocket::http::Status as Http;
use rocket::response::Redirect;
use rocket::{get, post};

use super::audience::{self, AudienceFields};
use crate::error::{Fault, Result};
use crate::events::access::event_for;
use crate::events::{Details, EventHead, Tab};
use crate::language::Language;
use crate::mark::Mark;
use crate::messages::marked;
use crate::messages::message::{self, State};
use crate::messages::writing::{self, Content, LONGEST_SUBJECT, Refusal};
use crate::organisers::forms::Mistakes;
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::attendees::Filter;
use crate::registrations::registration::Status;
use crate::slug::Slug;
use crate::unsent::Form;
use typed::Typed;

#[derive(Template)]
#[template(path = "messages/new.html")]
pub struct WriteMessage {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    slug: String,
    /// Where the form goes.
    action: String,
    texts: Vec<TextFields>,
    audience: AudienceFields,
    mistakes: Mistakes,
    /// The draft that was opened, as the form brings it back; nothing for a new message.
    seen: Mark,
    /// Somebody else changed it meanwhile: whom it is for now.
    audience_now: Option<String>,
    longest_subject: usize,
    longest: usize,
}

/// The fields of one language.
pub struct TextFields {
    language: Language,
    subject: String,
    body: String,
    /// Written in, or the first that one sees.
    open: bool,
    /// What somebody else wrote meanwhile: subject and text.
    theirs: Option<(String, String)>,
}

impl WriteMessage {
    fn of(
        at: &Reception<'_>,
        who: &SignedIn,
        page: Layout,
        details: &Details,
        (content, faults): (&Content, &[Fault]),
        draft: Option<&message::Model>,
    ) -> WriteMessage {
        let (l, slug) = (page.l, details.event.slug.clone());
        let first = details.event.languages.0.first().copied().unwrap_or(l);
        let fields = |of: Language| {
            let (subject, body) = (content.subjects.own(of), content.bodies.own(of));
            let wrong = faults.iter().any(|f| f.field.ends_with(of.code()));
            let open = of == first || wrong || !subject.is_empty() || !body.is_empty();
            TextFields { language: of, subject: subject.to_string(), body: body.to_string(), open, theirs: None }
        };
        let mut languages = Language::ALL;
        languages.sort_by_key(|of| *of != first);
        WriteMessage {
            action: match draft {
                Some(draft) => format!("/organise/events/{slug}/messages/{}", draft.id),
                None => format!("/organise/events/{slug}/messages"),
            },
            texts: languages.map(fields).into(),
            audience: AudienceFields::of(&content.audience, details, l),
            mistakes: Mistakes::of(faults, l),
            seen: draft.map(message::Model::mark).unwrap_or_default(),
            audience_now: None,
            head: EventHead::of(details, l, (at.clock.now(), at.config.timezone), who, &at.network, Tab::Messages),
            slug,
            bar: DeskBar::of(who),
            page: page.about(l.say("message-new"), details.event.title(l)).hidden(),
            longest_subject: LONGEST_SUBJECT,
            longest: marked::LONGEST,
        }
    }

    /// What was typed, beside the draft as it is now.
    fn beside(mut self, draft: &message::Model, details: &Details) -> WriteMessage {
        for text in &mut self.texts {
            let of = text.language;
            let (subject, body) = (draft.subjects.own(of), draft.bodies.own(of));
            if (subject, body) != (text.subject.as_str(), text.body.as_str()) {
                let is_written = !subject.is_empty() || !body.is_empty();
                text.theirs = is_written.then(|| (subject.to_string(), body.to_string()));
                text.open = true;
            }
        }
        self.audience_now = Some(audience::words(&draft.audience.0, details, self.page.l));
        self
    }

    fn error(&self, field: &str, language: &Language) -> Option<&str> {
        self.mistakes.at(&format!("{field}-{language}"))
    }
}

/// `from` is a message to begin with; the rest of the query says who is meant, as on the list of attendees.
#[get("/organise/events/<slug>/messages/new?<status>&<from>")]
pub async fn new(
    slug: Slug<'_>,
    status: Option<&str>,
    from: Option<&str>,
    mut audience: Filter,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<WriteMessage>> {
    let details = event_for(at.db, &at.network, &who, Deed::WriteToAttendees, slug).await?;
    if status.is_none() {
        audience.status = Some(Status::Confirmed);
    }
    let content = match from {
        Some(id) => content_of(&writing::find(at.db, details.event.id, id).await?),
        None => Content { audience, ..Content::default() },
    };
    Ok(Page::ok(WriteMessage::of(&at, &who, page, &details, (&content, &[]), None)))
}

fn content_of(message: &message::Model) -> Content {
    Content { subjects: message.subjects.clone(), bodies: message.bodies.clone(), audience: message.audience.0.clone() }
}

#[post("/organise/events/<slug>/messages", data = "<form>")]
pub async fn create(
    slug: Slug<'_>,
    form: Result<Form<Typed>>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
    _own: OwnForm,
) -> Result<Result<Redirect, Page<WriteMessage>>> {
    let details = event_for(at.db, &at.network, &who, Deed::WriteToAttendees, slug).await?;
    let form = form?;
    let content = form.content();
    let faults = content.faults();
    if !faults.is_empty() {
        let again = WriteMessage::of(&at, &who, page, &details, (&content, &faults), None);
        return Ok(Err(Page(Http::UnprocessableEntity, again)));
    }
    let id = writing::draft(at.db, at.clock.now(), &who.organiser, details.event.id, content).await?;
    Ok(Ok(Redirect::to(format!("/organise/events/{slug}/messages/{id}"))))
}

#[get("/organise/events/<slug>/messages/<id>/edit")]
pub async fn edit(
    slug: Slug<'_>,
    id: &str,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Result<Page<WriteMessage>, Redirect>> {
    let details = event_for(at.db, &at.network, &who, Deed::WriteToAttendees, slug).await?;
    let message = writing::find(at.db, details.event.id, id).await?;
    if message.state(at.clock.now()) != State::Draft {
        return Ok(Err(Redirect::to(format!("/organise/events/{slug}/messages/{id}"))));
    }
    let content = content_of(&message);
    Ok(Ok(Page::ok(WriteMessage::of(&at, &who, page, &details, (&content, &[]), Some(&message)))))
}

/// Not a PUT, since a long text comes as multipart, in which no method is hidden.
#[post("/organise/events/<slug>/messages/<id>", data = "<form>")]
pub async fn update(
    slug: Slug<'_>,
    id: &str,
    form: Result<Form<Typed>>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
    _own: OwnForm,
) -> Result<Result<Redirect, Page<WriteMessage>>> {
    let details = event_for(at.db, &at.network, &who, Deed::WriteToAttendees, slug).await?;
    let message = writing::find(at.db, details.event.id, id).await?;
    let form = form?;
    let content = form.content();
    let faults = content.faults();
    if !faults.is_empty() {
        let again = WriteMessage::of(&at, &who, page, &details, (&content, &faults), Some(&message));
        let seen = form.seen.clone();
        return Ok(Err(Page(Http::UnprocessableEntity, WriteMessage { seen, ..again })));
    }
    let done = match writing::change(at.db, &message, &form.seen, content.clone()).await? {
        Ok(()) => "",
        Err(Refusal::TooLate) => "?done=too-late",
        Err(Refusal::Changed) => {
            let message = writing::find(at.db, details.event.id, id).await?;
            let again = WriteMessage::of(&at, &who, page, &details, (&content, &[]), Some(&message));
            return Ok(Err(Page(Http::Conflict, again.beside(&message, &details))));
        }
    };
    Ok(Ok(Redirect::to(format!("/organise/events/{slug}/messages/{id}{done}"))))
}
