//! Adding an organiser: who, with which role, and where.

use askama::Template;
use rocket::form::FromForm;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{get, post};

use super::Answer;
use super::network::require_admin;
use super::organisers::{PlaceRow, place, places};
use super::words::{Choice, role_choices};
use crate::error::{Fault, Result};
use crate::language::Language;
use crate::mail::EmailAddress;
use crate::organisers::door::Door;
use crate::organisers::forms::{self, Mistakes};
use crate::organisers::managing::{self, Newcomer};
use crate::organisers::role::Role;
use crate::organisers::{DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "network/organiser_new.html")]
pub struct NewOrganiser {
    page: Layout,
    bar: DeskBar,
    form: Added,
    roles: Vec<Choice>,
    places: Vec<PlaceRow>,
    mistakes: Mistakes,
}

/// Somebody as typed.
#[derive(FromForm, Clone)]
pub struct Added {
    #[field(default = String::new())]
    name: String,
    #[field(default = String::new())]
    email: String,
    #[field(default = String::from("nl"))]
    language: String,
    #[field(default = String::from("organiser"))]
    role: String,
    places: Vec<i32>,
}

impl NewOrganiser {
    fn of(at: &Door<'_>, page: Layout, who: &SignedIn, form: Added, faults: &[Fault]) -> NewOrganiser {
        let l = page.l;
        let mut places = places(who, at, l);
        for place in &mut places {
            place.ticked = form.places.contains(&place.id);
        }
        NewOrganiser {
            bar: DeskBar::of(who),
            roles: role_choices(&form.role, l),
            places,
            mistakes: Mistakes::of_another(faults, l),
            form,
            page: page.titled(l.say("organiser-new"), "").hidden().standing_at("/organise/network/organisers/new"),
        }
    }
}

impl Added {
    fn parse(&self, faults: &mut Vec<Fault>) -> Option<Newcomer> {
        let name = forms::name(&self.name, faults);
        let email = self.email.parse::<EmailAddress>();
        if email.is_err() {
            faults.push(Fault::new("email", forms::no_address(&self.email)));
        }
        let language = self.language.parse::<Language>();
        if language.is_err() {
            faults.push(Fault::new("language", "fault-language"));
        }
        let role = Role::of_code(&self.role);
        if role.is_none() {
            faults.push(Fault::new("role", "fault-authority"));
        }
        if self.places.is_empty() {
            faults.push(Fault::new("places", "fault-authority-place"));
        }
        let places = self.places.iter().map(|id| place(*id)).collect();
        Some(Newcomer { email: email.ok()?, name, language: language.ok()?, role: role?, places })
    }
}

#[get("/organise/network/organisers/new")]
pub async fn new(page: Layout, who: SignedIn, at: Door<'_>) -> Result<Page<NewOrganiser>> {
    require_admin(&who)?;
    let language = page.l.code().to_string();
    let form = Added { name: String::new(), email: String::new(), language, role: "organiser".into(), places: vec![] };
    Ok(Page::ok(NewOrganiser::of(&at, page, &who, form, &[])))
}

#[post("/organise/network/organisers", data = "<form>")]
pub async fn create(
    form: Result<Form<Added>>,
    page: Layout,
    who: SignedIn,
    at: Door<'_>,
    _own: OwnForm,
) -> Answer<NewOrganiser> {
    require_admin(&who)?;
    let form = form?;
    let mut faults = Vec::new();
    let newcomer = form.parse(&mut faults);
    if let (Some(newcomer), true) = (newcomer, faults.is_empty()) {
        match managing::add(at.db, at.clock.now(), &at.network, &who, newcomer).await? {
            Ok(_) => {
                at.bell.ring();
                return Ok(Ok(Redirect::to("/organise/network?done=organiser-added")));
            }
            Err(refusal) => faults.push(Fault::new("role", refusal.key())),
        }
    }
    let again = NewOrganiser::of(&at, page, &who, form.clone(), &faults);
    Ok(Err(Page(Status::UnprocessableEntity, again)))
}
