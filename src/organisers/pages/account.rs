//! One's own account: name and language, roles, the browsers that are signed in, the tokens of one's programs.

use askama::Template;
use rocket::form::FromForm;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{delete, get, post, put};

use super::words::{TokenRow, role_words, when};
use crate::error::{Fault, Result};
use crate::language::Language;
use crate::mark::Mark;
use crate::organisers::accounts::{self, Overtaken};
use crate::organisers::door::Door;
use crate::organisers::forms::{self, Meanwhile, Mistakes};
use crate::organisers::signing_in::sessions;
use crate::organisers::{DeskBar, OwnForm, SignedIn, organiser, tokens};
use crate::page::{Layout, Page};
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "organisers/account.html")]
pub struct Account {
    page: Layout,
    bar: DeskBar,
    email: String,
    name: String,
    language: String,
    /// What the form with these two was made from.
    seen: Mark,
    roles: Vec<String>,
    sessions: Vec<SessionRow>,
    tokens: Vec<TokenRow>,
    /// What was typed as the name of a token.
    token_name: String,
    /// The token that was just made; shown this once.
    new_token: Option<String>,
    mistakes: Mistakes,
    done: String,
}

/// A browser that is signed in.
pub struct SessionRow {
    id: i32,
    device: String,
    /// "Sinds 19 november 2026, 12 uur. Laatst gezien op 20 november 2026, 9 uur."
    words: String,
    is_this: bool,
}

impl Account {
    async fn of(at: &Door<'_>, page: Layout, who: &SignedIn) -> Result<Account> {
        let (l, zone, me) = (page.l, at.config.timezone, &who.organiser);
        let mut open = Vec::new();
        for session in sessions::of(at.db, at.clock.now(), me.id).await? {
            let device = if session.device.is_empty() { l.say("session-unknown") } else { session.device };
            let since = l.fill("session-since", [("when", &when(session.started_at, l, zone))]);
            let seen = session.seen_at.unwrap_or(session.started_at);
            let seen = l.fill("session-seen", [("when", &when(seen, l, zone))]);
            open.push(SessionRow {
                id: session.id,
                device,
                words: format!("{since} {seen}"),
                is_this: session.id == who.session_id,
            });
        }
        let tokens = tokens::of(at.db, me.id).await?;
        Ok(Account {
            bar: DeskBar::of(who),
            email: me.email.clone(),
            name: me.name.clone(),
            language: me.language.code().to_string(),
            seen: me.mark(),
            roles: role_words(&who.roles, &at.network, l),
            sessions: open,
            tokens: tokens.iter().map(|token| TokenRow::of(token, l, zone)).collect(),
            token_name: String::new(),
            new_token: None,
            mistakes: Mistakes::default(),
            done: String::new(),
            page: page.titled(l.say("account-title"), "").hidden(),
        })
    }

    /// With what was typed.
    fn again(self, form: &Myself, mistakes: Mistakes, seen: Mark) -> Account {
        Account { name: form.name.clone(), language: form.language.clone(), mistakes, seen, ..self }
    }

    fn has_others(&self) -> bool {
        self.sessions.iter().any(|session| !session.is_this)
    }

    /// What was just done.
    fn done(&self) -> Option<String> {
        let known = ["saved", "session-ended", "sessions-ended", "token-revoked"];
        known.contains(&self.done.as_str()).then(|| self.page.l.say(&format!("account-done-{}", self.done)))
    }
}

#[get("/organise/account?<done>")]
pub async fn show(done: Option<String>, page: Layout, who: SignedIn, at: Door<'_>) -> Result<Page<Account>> {
    let account = Account::of(&at, page, &who).await?;
    Ok(Page::ok(Account { done: done.unwrap_or_default(), ..account }))
}

#[derive(FromForm)]
pub struct Myself {
    #[field(default = String::new())]
    name: String,
    #[field(default = String::new())]
    language: String,
    seen: Mark,
}

/// Changes name and language; the pages follow the language from then on.
#[put("/organise/account", data = "<form>")]
pub async fn update(
    form: Form<Myself>,
    page: Layout,
    who: SignedIn,
    at: Door<'_>,
    _own: OwnForm,
) -> Result<Result<Redirect, Page<Account>>> {
    let mut faults = Vec::new();
    let name = forms::name(&form.name, &mut faults);
    let language = form.language.parse::<Language>();
    if language.is_err() {
        faults.push(Fault::new("language", "fault-language"));
    }
    let (Ok(language), true) = (language, faults.is_empty()) else {
        let mistakes = Mistakes::of(&faults, page.l);
        let again = Account::of(&at, page, &who).await?.again(&form, mistakes, form.seen.clone());
        return Ok(Err(Page(Status::UnprocessableEntity, again)));
    };
    let introduced = accounts::introduce(at.db, who.organiser.id, (&name, language), &form.seen).await?;
    if let Err(Overtaken(me)) = introduced {
        let mistakes = meanwhile(&me, (&name, language), page.l);
        let again = Account::of(&at, page, &who).await?.again(&form, mistakes, me.mark());
        return Ok(Err(Page(Status::Conflict, again)));
    }
    Ok(Ok(Redirect::to(format!("/organise/account?done=saved&lang={language}"))))
}

/// What it says by now, where something else was typed.
fn meanwhile(me: &organiser::Model, (name, language): (&str, Language), l: Language) -> Mistakes {
    Meanwhile::new(l)
        .field("name", &l.say("form-name"), me.name != name, &me.name)
        .field("language", &l.say("account-language"), me.language != language, me.language.own_name())
        .said()
}

#[delete("/organise/account/sessions/<id>")]
pub async fn end_session(id: i32, who: SignedIn, at: Door<'_>, _own: OwnForm) -> Result<Redirect> {
    sessions::end(at.db, at.clock.now(), &who.organiser, id).await?;
    Ok(Redirect::to("/organise/account?done=session-ended"))
}

#[delete("/organise/account/sessions")]
pub async fn end_other_sessions(who: SignedIn, at: Door<'_>, _own: OwnForm) -> Result<Redirect> {
    sessions::end_others(at.db, at.clock.now(), &who.organiser, who.session_id).await?;
    Ok(Redirect::to("/organise/account?done=sessions-ended"))
}

#[derive(FromForm)]
pub struct NewToken {
    #[field(default = String::new())]
    name: String,
}

/// Makes a token and shows it on the answer itself, since it is shown only once.
#[post("/organise/account/tokens", data = "<form>")]
pub async fn create_token(
    form: Form<NewToken>,
    page: Layout,
    who: SignedIn,
    at: Door<'_>,
    _own: OwnForm,
) -> Result<Page<Account>> {
    let mut faults = Vec::new();
    let name = forms::needed(&form.name, "token", 120, "fault-token-name", &mut faults);
    if !faults.is_empty() {
        let mut account = Account::of(&at, page, &who).await?;
        account.mistakes = Mistakes::of(&faults, account.page.l);
        account.token_name = form.name.clone();
        return Ok(Page(Status::UnprocessableEntity, account));
    }
    let token = tokens::make(at.db, at.clock.now(), Some(&who.organiser), &who.organiser, &name).await?;
    let account = Account::of(&at, page, &who).await?;
    Ok(Page(Status::Created, Account { new_token: Some(token.to_string()), ..account }))
}

#[delete("/organise/account/tokens/<id>")]
pub async fn revoke_token(id: i32, who: SignedIn, at: Door<'_>, _own: OwnForm) -> Result<Redirect> {
    tokens::revoke(at.db, at.clock.now(), &who.organiser, &who.organiser, id).await?;
    Ok(Redirect::to("/organise/account?done=token-revoked"))
}
