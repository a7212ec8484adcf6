//! One organiser: what they may do and where, their tokens, and letting them go.

use std::collections::HashMap;

use askama::Template;
use rocket::form::FromForm;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{delete, get, put};

use super::Answer;
use super::network::require_admin;
use super::words::{Choice, TokenRow, role_choices, role_words};
use crate::error::{Error, Fault, Result};
use crate::language::Language;
use crate::organisers::door::Door;
use crate::organisers::forms::{Meanwhile, Mistakes};
use crate::organisers::managing::{self, Refusal, Roles};
use crate::organisers::role::Role;
use crate::organisers::{Authority, DeskBar, OwnForm, SignedIn, tokens};
use crate::page::{Layout, Page};
use crate::unsent::Form;

/// The value of a place: the id of a region, or 0 for everywhere.
const EVERYWHERE: i32 = 0;

/// A region, or everywhere, and the role there.
pub struct PlaceRow {
    pub id: i32,
    pub name: String,
    /// How far it stands in.
    pub depth: usize,
    pub roles: Vec<Choice>,
    /// The code of the role that is held there.
    pub held: String,
    pub ticked: bool,
}

/// The places where `who` hands out roles.
pub fn places(who: &Authority, at: &Door<'_>, l: Language) -> Vec<PlaceRow> {
    let row =
        |id, name: String, depth| PlaceRow { id, name, depth, roles: Vec::new(), held: String::new(), ticked: false };
    let everywhere = who.manages(None, &at.network).then(|| row(EVERYWHERE, l.say("authority-everywhere"), 0));
    let tree = at.network.tree().into_iter().filter(|(_, region)| who.manages(Some(region.id), &at.network));
    let regions = tree.map(|(depth, region)| row(region.id, region.names.get(l).to_string(), depth));
    everywhere.into_iter().chain(regions).collect()
}

#[derive(Template)]
#[template(path = "network/organiser_show.html")]
pub struct ShowOrganiser {
    page: Layout,
    bar: DeskBar,
    id: i32,
    name: String,
    email: String,
    held: Vec<String>,
    places: Vec<PlaceRow>,
    /// Their tokens, for one who manages all that they hold.
    tokens: Option<Vec<TokenRow>>,
    mistakes: Mistakes,
    done: String,
}

impl ShowOrganiser {
    async fn of(at: &Door<'_>, page: Layout, who: &SignedIn, found: &Authority) -> Result<ShowOrganiser> {
        let (l, zone) = (page.l, at.config.timezone);
        let mut places = places(who, at, l);
        for place in &mut places {
            let held = found.roles.iter().find(|held| held.region_id.unwrap_or(EVERYWHERE) == place.id);
            place.held = held.map(|held| held.role.code()).unwrap_or_default();
            place.roles = role_choices(&place.held, l);
        }
        let tokens = match managing::is_wholly_under(found, who, &at.network) {
            true => Some(tokens::of(at.db, found.organiser.id).await?),
            false => None,
        };
        Ok(ShowOrganiser {
            bar: DeskBar::of(who),
            id: found.organiser.id,
            name: found.organiser.name.clone(),
            email: found.organiser.email.clone(),
            held: role_words(&found.roles, &at.network, l),
            places,
            tokens: tokens.map(|tokens| tokens.iter().map(|token| TokenRow::of(token, l, zone)).collect()),
            mistakes: Mistakes::default(),
            done: String::new(),
            page: page.titled(&found.organiser.name, "").hidden(),
        })
    }

    fn done(&self) -> Option<String> {
        let known = ["saved", "token-revoked"];
        known.contains(&self.done.as_str()).then(|| self.page.l.say(&format!("organiser-done-{}", self.done)))
    }
}

#[get("/organise/network/organisers/<id>?<done>")]
pub async fn show(
    id: i32,
    done: Option<String>,
    page: Layout,
    who: SignedIn,
    at: Door<'_>,
) -> Result<Page<ShowOrganiser>> {
    require_admin(&who)?;
    let found = managing::find(at.db, &at.network, &who, id).await?;
    let show = ShowOrganiser::of(&at, page, &who, &found).await?;
    Ok(Page::ok(ShowOrganiser { done: done.unwrap_or_default(), ..show }))
}

/// A role for each place; an empty one ends what is held there. What was held when the form was made stands beside it:
/// what is the same as that was not touched, and stays whatever it has become.
#[derive(FromForm)]
pub struct RolesForm {
    roles: HashMap<i32, String>,
    was: HashMap<i32, String>,
}

impl RolesForm {
    fn parse(&self, faults: &mut Vec<Fault>) -> Roles {
        let mut roles = Roles::new();
        for (id, code) in self.roles.keys().filter_map(|id| Some((*id, self.chosen(*id)?))) {
            let role = Role::of_code(code);
            if role.is_none() && !code.is_empty() {
                faults.push(Fault::new(format!("role-{id}"), "fault-authority"));
            }
            roles.insert(place(id), role);
        }
        roles
    }

    /// The code of the role that was chosen there, if that is another than was held.
    fn chosen(&self, id: i32) -> Option<&String> {
        self.roles.get(&id).filter(|code| self.was.get(&id) != Some(*code))
    }

    /// What was held when the form was made.
    fn seen(&self) -> Roles {
        self.was.iter().map(|(id, code)| (place(*id), Role::of_code(code))).collect()
    }
}

/// The region, or none for everywhere.
pub fn place(id: i32) -> Option<i32> {
    (id != EVERYWHERE).then_some(id)
}

#[put("/organise/network/organisers/<id>", data = "<form>")]
pub async fn update(
    id: i32,
    form: Result<Form<RolesForm>>,
    page: Layout,
    who: SignedIn,
    at: Door<'_>,
    _own: OwnForm,
) -> Answer<ShowOrganiser> {
    require_admin(&who)?;
    let found = managing::find(at.db, &at.network, &who, id).await?;
    let form = form?;
    let mut faults = Vec::new();
    let roles = form.parse(&mut faults);
    if faults.is_empty() {
        let (now, seen) = (at.clock.now(), form.seen());
        match managing::change(at.db, now, &at.network, &who, &found.organiser, &roles, &seen).await? {
            Ok(()) => return Ok(Ok(after_change(&at, &who, id).await?)),
            Err(Refusal::Overtaken) => return overtaken(&at, page, &who, id, &form).await,
            Err(refusal) => faults.push(Fault::new("role-0", refusal.key())),
        }
    }
    refuse(&at, page, &who, &found, &faults).await
}

/// Their page, if they are still there to be seen.
async fn after_change(at: &Door<'_>, who: &SignedIn, id: i32) -> Result<Redirect> {
    match managing::find(at.db, &at.network, who, id).await {
        Ok(_) => Ok(Redirect::to(format!("/organise/network/organisers/{id}?done=saved"))),
        Err(Error::NotFound) => Ok(Redirect::to("/organise/network?done=organiser-removed")),
        Err(error) => Err(error),
    }
}

/// What was chosen, with the roles that somebody else gave meanwhile.
async fn overtaken(at: &Door<'_>, page: Layout, who: &SignedIn, id: i32, form: &RolesForm) -> Answer<ShowOrganiser> {
    let found = managing::find(at.db, &at.network, who, id).await?;
    let l = page.l;
    let mut again = ShowOrganiser::of(at, page, who, &found).await?;
    let mut meanwhile = Meanwhile::new(l);
    for place in &mut again.places {
        let Some(code) = form.chosen(place.id) else { continue };
        let was = form.was.get(&place.id);
        let differs = *code != place.held && was.is_some_and(|was| *was != place.held);
        let words = Role::of_code(&place.held).map_or(String::new(), |held| held.words(l));
        meanwhile = meanwhile.field(&format!("role-{}", place.id), &place.name, differs, &words);
        place.roles = role_choices(code, l);
    }
    again.mistakes = meanwhile.said();
    Ok(Err(Page(Status::Conflict, again)))
}

async fn refuse(
    at: &Door<'_>,
    page: Layout,
    who: &SignedIn,
    found: &Authority,
    faults: &[Fault],
) -> Answer<ShowOrganiser> {
    let mistakes = Mistakes::of(faults, page.l);
    let again = ShowOrganiser { mistakes, ..ShowOrganiser::of(at, page, who, found).await? };
    Ok(Err(Page(Status::UnprocessableEntity, again)))
}

#[delete("/organise/network/organisers/<id>")]
pub async fn destroy(id: i32, page: Layout, who: SignedIn, at: Door<'_>, _own: OwnForm) -> Answer<ShowOrganiser> {
    require_admin(&who)?;
    let found = managing::find(at.db, &at.network, &who, id).await?;
    match managing::remove(at.db, at.clock.now(), &at.network, &who, &found.organiser).await? {
        Ok(()) => Ok(Ok(Redirect::to("/organise/network?done=organiser-removed"))),
        Err(refusal) => refuse(&at, page, &who, &found, &[Fault::new("role-0", refusal.key())]).await,
    }
}

#[delete("/organise/network/organisers/<id>/tokens/<token>")]
pub async fn revoke_token(id: i32, token: i32, who: SignedIn, at: Door<'_>, _own: OwnForm) -> Result<Redirect> {
    require_admin(&who)?;
    let found = managing::find(at.db, &at.network, &who, id).await?;
    if !managing::is_wholly_under(&found, &who, &at.network) {
        return Err(Error::Forbidden);
    }
    tokens::revoke(at.db, at.clock.now(), &who.organiser, &found.organiser, token).await?;
    Ok(Redirect::to(format!("/organise/network/organisers/{id}?done=token-revoked")))
}
