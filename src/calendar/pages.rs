//! The addresses that calendar apps and news readers store. They stay for ever, so they name no format and no language
//! but in the query, and answer every client alike.

use std::str::FromStr;

use rocket::request::FromParam;
use rocket::{FromForm, Route, State, get, routes};

use super::answer::Answer;
use super::feeds::{Feed, Form, Subject};
use super::press::Press;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::regions::Network;
use crate::slug::Slug;

pub fn routes() -> Vec<Route> {
    let mut routes = routes![region_calendar, series_calendar, own_calendar, own_entry, region_news, robots];
    // Before the page of the event, whatever that asks for.
    routes.extend(routes![event_calendar].into_iter().map(first));
    routes
}

fn first(mut route: Route) -> Route {
    route.rank = -20;
    route
}

#[get("/calendar/<name>?<wishes..>")]
async fn region_calendar(name: Result<Ics<'_>>, wishes: Wishes<'_>, press: Press<'_>) -> Result<Answer> {
    let subject = named(name?.0, &press.network)?;
    press.print(&wishes.feed(subject, Form::Calendar, &press.network)?).await
}

#[get("/calendar/series/<name>?<wishes..>")]
async fn series_calendar(name: Result<Ics<'_>>, wishes: Wishes<'_>, press: Press<'_>) -> Result<Answer> {
    let series = press.network.series_called(&name?.0).ok_or(Error::NotFound)?;
    press.print(&wishes.feed(Subject::Series(series), Form::Calendar, &press.network)?).await
}

#[get("/calendar/mine/<name>?<lang>")]
async fn own_calendar(name: Result<Ics<'_>>, lang: Vec<&str>, press: Press<'_>) -> Result<Answer> {
    press.print_own(&name?.0.parse()?, parsed(&lang)?).await
}

/// One entry of it alone, which the button in a letter brings.
#[get("/calendar/mine/<id>/<name>?<lang>")]
async fn own_entry(id: &str, name: Result<Ics<'_>>, lang: Vec<&str>, press: Press<'_>) -> Result<Answer> {
    press.print_entry(id, &name?.0.parse()?, parsed(&lang)?).await
}

/// Beside the page of the event at the same place: a name that does not end in `.ics` goes on to the page.
#[get("/events/<name>?<lang>")]
async fn event_calendar(name: Ics<'_>, lang: Vec<&str>, press: Press<'_>) -> Result<Answer> {
    let wishes = Wishes { lang, ..Wishes::default() };
    press.print(&wishes.feed(Subject::Event(name.0), Form::Calendar, &press.network)?).await
}

#[get("/feeds/<name>?<wishes..>")]
async fn region_news(name: Result<Atom<'_>>, wishes: Wishes<'_>, press: Press<'_>) -> Result<Answer> {
    let subject = named(name?.0, &press.network)?;
    press.print(&wishes.feed(subject, Form::News, &press.network)?).await
}

/// Google reads no feed that robots may not read.
#[get("/robots.txt")]
fn robots(config: &State<Config>) -> String {
    format!(
        "User-agent: *\nDisallow: /organise\nDisallow: /registrations/\nSitemap: {}/sitemap.xml\n",
        config.public_url
    )
}

/// The whole network, or a region by its slug.
fn named<'a>(name: Slug<'_>, network: &'a Network) -> Result<Subject<'a>> {
    match name.as_str() {
        "all" => Ok(Subject::All),
        slug => network.region_called(slug).map(Subject::Region).ok_or(Error::NotFound),
    }
}

/// `<name>.ics`
struct Ics<'a>(Slug<'a>);

impl<'a> FromParam<'a> for Ics<'a> {
    type Error = Error;

    fn from_param(param: &'a str) -> Result<Ics<'a>> {
        param.strip_suffix(".ics").ok_or(Error::NotFound).and_then(Slug::parse).map(Ics)
    }
}

/// `<name>.atom`
struct Atom<'a>(Slug<'a>);

impl<'a> FromParam<'a> for Atom<'a> {
    type Error = Error;

    fn from_param(param: &'a str) -> Result<Atom<'a>> {
        param.strip_suffix(".atom").ok_or(Error::NotFound).and_then(Slug::parse).map(Atom)
    }
}

/// What one wishes to see of a feed. A wish for what does not exist is an address that does not exist: an empty feed
/// would stay empty in somebody's calendar for ever. Nor can one wish for two things at once. What we do not know at all
/// is none of our business.
#[derive(Default, FromForm)]
struct Wishes<'a> {
    kind: Vec<&'a str>,
    theme: Vec<&'a str>,
    format: Vec<&'a str>,
    lang: Vec<&'a str>,
}

impl Wishes<'_> {
    fn feed<'a>(&self, subject: Subject<'a>, form: Form, network: &'a Network) -> Result<Feed<'a>> {
        let theme = said(&self.theme)?.map(|slug| network.theme_called(slug).ok_or(Error::NotFound));
        Ok(Feed {
            subject,
            form,
            kind: parsed(&self.kind)?,
            theme: theme.transpose()?,
            format: parsed(&self.format)?,
            language: parsed(&self.lang)?.unwrap_or(Language::default()),
        })
    }
}

fn said<'a>(wishes: &[&'a str]) -> Result<Option<&'a str>> {
    let mut said = wishes.iter().map(|wish| wish.trim()).filter(|wish| !wish.is_empty());
    let first = said.next();
    if said.all(|other| Some(other) == first) { Ok(first) } else { Err(Error::NotFound) }
}

fn parsed<T: FromStr>(wishes: &[&str]) -> Result<Option<T>> {
    let parse = |wish: &str| wish.parse().map_err(|_| Error::NotFound);
    said(wishes)?.map(parse).transpose()
}
