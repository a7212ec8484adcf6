//! Adding a region, and changing how it presents itself and where it stands.

use askama::Template;
use rocket::form::FromForm;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{get, post, put};

use super::Answer;
use super::network::require_admin;
use super::region_form::{RegionForm, accent_choices, parent_choices, place_choices};
use super::region_now;
use super::words::Choice;
use crate::error::{Error, Fault, Result};
use crate::mail::EmailAddress;
use crate::organisers::door::Door;
use crate::organisers::forms::{self, Mistakes, TextsForm};
use crate::organisers::regions as keeping;
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn, may};
use crate::page::{Layout, Page};
use crate::regions::adding::{Newcomer, NotAdded};
use crate::regions::changing::{self, NotChanged, Place, Portrait};
use crate::regions::{Network, frame, region};
use crate::slug::{self, Slug};
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "network/region_new.html")]
pub struct NewRegion {
    page: Layout,
    bar: DeskBar,
    form: Named,
    parents: Vec<Choice>,
    mistakes: Mistakes,
}

/// A new region as typed.
#[derive(FromForm, Clone, Default)]
pub struct Named {
    names: TextsForm,
    #[field(default = String::new())]
    slug: String,
    /// Where answers to its letters arrive.
    #[field(default = String::new())]
    reply_to: String,
    /// The slug of a region; empty: at the table itself.
    #[field(default = String::new())]
    parent: String,
}

impl Named {
    /// What was typed; none when something is wrong with it.
    fn parse(&self, network: &Network, faults: &mut Vec<Fault>) -> Option<Newcomer> {
        let names = self.names.names("fault-region-name", faults);
        let slug = match self.slug.trim() {
            "" => slug::words(&names.nl).unwrap_or_default(),
            typed => typed.to_string(),
        };
        let parent = Some(&self.parent).filter(|parent| !parent.is_empty()).cloned();
        if parent.as_ref().is_some_and(|parent| network.region_called(parent).is_none()) {
            faults.push(Fault::new("parent", "fault-region"));
        }
        let reply_to = self.reply_to.parse::<EmailAddress>();
        if reply_to.is_err() {
            faults.push(Fault::new("reply_to", forms::no_address(&self.reply_to)));
        }
        Some(Newcomer { slug, names, parent, reply_to: reply_to.ok()?.to_string() })
    }
}

impl NewRegion {
    fn of(at: &Door<'_>, page: Layout, who: &SignedIn, form: Named, faults: &[Fault]) -> NewRegion {
        let l = page.l;
        NewRegion {
            bar: DeskBar::of(who),
            parents: parent_choices(who, &at.network, None, &form.parent, l),
            mistakes: Mistakes::of_another(faults, l),
            form,
            page: page.titled(l.say("region-new"), "").hidden().standing_at("/organise/network/regions/new"),
        }
    }
}

#[get("/organise/network/regions/new")]
pub async fn new(page: Layout, who: SignedIn, at: Door<'_>) -> Result<Page<NewRegion>> {
    require_admin(&who)?;
    Ok(Page::ok(NewRegion::of(&at, page, &who, Default::default(), &[])))
}

#[post("/organise/network/regions", data = "<form>")]
pub async fn create(
    form: Result<Form<Named>>,
    page: Layout,
    who: SignedIn,
    at: Door<'_>,
    _own: OwnForm,
) -> Answer<NewRegion> {
    require_admin(&who)?;
    let form = form?;
    let mut faults = Vec::new();
    let newcomer = form.parse(&at.network, &mut faults);
    let again = |faults: &[Fault], page| {
        let again = NewRegion::of(&at, page, &who, form.clone(), faults);
        Ok(Err(Page(Status::UnprocessableEntity, again)))
    };
    let (Some(newcomer), true) = (newcomer, faults.is_empty()) else {
        return again(&faults, page);
    };
    let parent = at.network.region_called(&form.parent).map(|parent| parent.id);
    if !who.manages(parent, &at.network) {
        return Err(Error::Forbidden);
    }
    let region = match keeping::add(at.db, at.clock.now(), Some(&who.organiser), newcomer).await? {
        Ok(region) => region,
        Err(refusal) => return again(&[fault(&refusal)], page),
    };
    at.revision.refresh(at.db).await?;
    Ok(Ok(Redirect::to(format!("/organise/network/regions/{}?done=added", region.slug))))
}

fn fault(refusal: &NotAdded) -> Fault {
    match refusal {
        NotAdded::Slug => Fault::new("slug", "fault-region-slug"),
        NotAdded::Reserved(_) => Fault::new("slug", "fault-region-reserved"),
        NotAdded::Taken(_) => Fault::new("slug", "fault-region-taken"),
        NotAdded::NoName => Fault::new("names.nl", "fault-region-name"),
        NotAdded::Name => Fault::new("names.nl", "fault-too-long"),
        NotAdded::NoParent(_) => Fault::new("parent", "fault-region"),
    }
}

#[derive(Template)]
#[template(path = "network/region_edit.html")]
pub struct EditRegion {
    page: Layout,
    bar: DeskBar,
    slug: String,
    title: String,
    form: RegionForm,
    accents: Vec<Choice>,
    /// Where it may stand; empty for one who does not manage what lies around it.
    parents: Vec<Choice>,
    places: Vec<Choice>,
    /// Its agenda on its own website.
    frame: String,
    mistakes: Mistakes,
    done: String,
}

impl EditRegion {
    fn of(network: &Network, page: Layout, who: &SignedIn, region: &region::Model, form: RegionForm) -> EditRegion {
        let l = page.l;
        let is_mine_to_move = who.manages(region.parent_id, network);
        let parent = form.parent.clone().unwrap_or_default();
        let title = region.names.get(l).to_string();
        EditRegion {
            bar: DeskBar::of(who),
            slug: region.slug.clone(),
            accents: accent_choices(&form.accent, l),
            parents: match is_mine_to_move {
                true => parent_choices(who, network, Some(region), &parent, l),
                false => Vec::new(),
            },
            places: place_choices(network, region, form.after.as_deref().unwrap_or_default(), l),
            frame: frame::code(region, &page),
            page: page.titled(&title, "").hidden(),
            title,
            form,
            mistakes: Mistakes::default(),
            done: String::new(),
        }
    }

    /// What was typed, with what somebody else made of the region meanwhile.
    fn overtaken(
        network: &Network,
        page: Layout,
        who: &SignedIn,
        id: i32,
        form: RegionForm,
        (portrait, moved): (&Portrait, Option<Place>),
    ) -> Result<EditRegion> {
        let region = network.region(id).ok_or(Error::NotFound)?;
        may(who, Deed::ManageNetwork, &[id], network)?;
        let mistakes = region_now::said(network, region, portrait, moved, page.l);
        let form = form.on_top_of(region, network, moved.is_some());
        Ok(EditRegion { mistakes, ..EditRegion::of(network, page, who, region, form) })
    }

    /// "Persoon 2"
    fn contact_legend(&self, number: &usize) -> String {
        self.page.l.count("region-contact-number", *number as i64)
    }

    fn done(&self) -> Option<String> {
        let known = ["added", "saved"];
        known.contains(&self.done.as_str()).then(|| self.page.l.say(&format!("region-done-{}", self.done)))
    }
}

/// The region, if it is `who`'s to manage.
fn find<'a>(at: &'a Door<'_>, who: &SignedIn, slug: Slug<'_>) -> Result<&'a region::Model> {
    let region = at.network.region_called(&slug).ok_or(Error::NotFound)?;
    may(who, Deed::ManageNetwork, &[region.id], &at.network)?;
    Ok(region)
}

#[get("/organise/network/regions/<slug>?<done>")]
pub async fn edit(
    slug: Slug<'_>,
    done: Option<String>,
    page: Layout,
    who: SignedIn,
    at: Door<'_>,
) -> Result<Page<EditRegion>> {
    let region = find(&at, &who, slug)?;
    let form = RegionForm::of(region, &at.network);
    let edit = EditRegion::of(&at.network, page, &who, region, form);
    Ok(Page::ok(EditRegion { done: done.unwrap_or_default(), ..edit }))
}

#[put("/organise/network/regions/<slug>", data = "<form>")]
pub async fn update(
    slug: Slug<'_>,
    form: Result<Form<RegionForm>>,
    page: Layout,
    who: SignedIn,
    at: Door<'_>,
    _own: OwnForm,
) -> Answer<EditRegion> {
    let region = find(&at, &who, slug)?;
    let form = form?;
    let mut faults = Vec::new();
    let portrait = form.portrait(&mut faults);
    let place = form.place(&at.network, region, &mut faults);
    let again = |faults: &[Fault], page: Layout| {
        let mistakes = Mistakes::of_another(faults, page.l);
        let again = EditRegion { mistakes, ..EditRegion::of(&at.network, page, &who, region, form.clone()) };
        Ok(Err(Page(Status::UnprocessableEntity, again)))
    };
    let (Some(portrait), true) = (portrait, faults.is_empty()) else {
        return again(&faults, page);
    };
    let moves = form.moves_to(place) && place != changing::place_of(&at.network, region);
    let moved = moves.then_some(place);
    if let Some(Place { parent, .. }) = moved
        && !(who.manages(region.parent_id, &at.network) && who.manages(parent, &at.network))
    {
        return Err(Error::Forbidden);
    }
    let asked = (portrait.clone(), moved);
    match keeping::change(at.db, at.clock.now(), &who.organiser, region.id, asked, &form.seen).await? {
        Ok(()) => {}
        Err(NotChanged::BelowItself) => return again(&[Fault::new("parent", "fault-region-below-itself")], page),
        Err(NotChanged::Overtaken(network)) => {
            let typed = (&portrait, moved);
            let again = EditRegion::overtaken(&network, page, &who, region.id, form.clone(), typed)?;
            return Ok(Err(Page(Status::Conflict, again)));
        }
    }
    at.revision.refresh(at.db).await?;
    Ok(Ok(Redirect::to(format!("/organise/network/regions/{slug}?done=saved"))))
}
