//! What stands round every page: the layout's facts, the answer itself, and text with marks (Markdown).

mod errors;
mod markdown;

use std::fmt;
use std::io::Cursor;
use std::sync::{Arc, RwLock};

use askama::Template;
use rocket::http::{ContentType, RawStr, Status};
use rocket::request::{FromRequest, Outcome, Request};
use rocket::response::{self, Builder, Responder, Response};

use crate::assets;
use crate::config::Config;
use crate::error::Error;
use crate::language::{self, Language, Texts};

pub use errors::{ErrorPage, Retry, error_words, say_error};
pub use markdown::{markdown, markdown_below, marks};

/// The field with which a form says when its page was handed out: what stands before its ten digits.
pub const OPENED: &str = "<input type=\"hidden\" name=\"opened\" value=\"";

/// A page, to be rendered.
pub struct Page<T>(pub Status, pub T);

impl<T: Template> Page<T> {
    pub fn ok(template: T) -> Page<T> {
        Page(Status::Ok, template)
    }
}

impl<'r, T: Template> Responder<'r, 'static> for Page<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        match self.1.render() {
            Ok(html) => Html(self.0, html.into_bytes().into()).respond_to(request),
            Err(e) => Error::Internal(e.to_string()).respond_to(request),
        }
    }
}

/// A page as it goes out, in one piece.
#[derive(Clone)]
pub struct Html(pub Status, pub Arc<[u8]>);

impl<'r> Responder<'r, 'static> for Html {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = Response::build();
        answer
            .status(self.0)
            .header(ContentType::HTML)
            .raw_header("Content-Language", language::of(request).code())
            .raw_header("Vary", "Accept-Language, Cookie");
        in_one_piece(&mut answer, self.1).ok()
    }
}

/// Gives an answer its body, to go out in one piece: in Rocket's default pieces of 4 KiB a page of 30 KB costs three
/// times as much.
pub fn in_one_piece<'a, 'r, B>(answer: &'a mut Builder<'r>, body: B) -> &'a mut Builder<'r>
where
    B: AsRef<[u8]> + Send + Unpin + 'r,
{
    let length = body.as_ref().len();
    // Only after the body is set: see Rocket's `Builder::max_chunk_size`.
    answer.sized_body(length, Cursor::new(body)).max_chunk_size(length.clamp(1, 256 * 1024))
}

/// What the layout needs: whose language, which address, and the regions in the footer.
#[derive(Clone)]
pub struct Layout {
    pub l: Language,
    /// The path that was asked for, as the router reads it and without the query.
    pub path: String,
    /// The query without `lang`, for the links to the other languages.
    query: String,
    pub public_url: String,
    /// The network's name, as titles say it.
    pub network: String,
    pub regions: Arc<Vec<Signpost>>,
    pub head: Head,
}

/// What a page says of itself in its head, to search engines and to those who share it.
#[derive(Clone, Default)]
pub struct Head {
    pub title: String,
    pub description: String,
    /// Kept out of search engines: found only by those who have the link.
    pub hidden: bool,
    /// The calendars that belong to the page: name and address in its language.
    pub calendars: Vec<(String, String)>,
    /// The same for news readers.
    pub news: Option<(String, String)>,
}

/// A way to a region, as the footer and the ring show it.
#[derive(Clone, Debug)]
pub struct Signpost {
    pub slug: String,
    pub names: Texts,
    /// The short code of its colour and its seat on the ring: `ovl`.
    pub accent: &'static str,
    /// Where it sits at the table, in degrees (0 is right, 90 is up).
    pub angle: f64,
}

/// The signposts that stand now; the regions slice hangs them.
#[derive(Default)]
pub struct Signposts(RwLock<Arc<Vec<Signpost>>>);

impl Signposts {
    /// Hangs these in the place of the former ones.
    pub fn hang(&self, signposts: Vec<Signpost>) {
        *self.0.write().expect("nobody panics while hanging") = Arc::new(signposts);
    }

    fn all(&self) -> Arc<Vec<Signpost>> {
        self.0.read().expect("nobody panics while hanging").clone()
    }
}

impl Layout {
    /// The layout for a request; an error page can ask for it too.
    pub fn of(request: &Request<'_>) -> Layout {
        let config = request.rocket().state::<Config>().expect("lib.rs manages the settings");
        let signposts = request.rocket().state::<Signposts>().expect("lib.rs manages the signposts");
        let uri = request.uri();
        let kept = uri.query().map(|q| q.raw_segments().filter(|s| !s.starts_with("lang=")));
        Layout {
            l: language::of(request),
            path: path_of(request),
            query: kept.into_iter().flatten().map(|s| s.as_str()).collect::<Vec<_>>().join("&"),
            public_url: config.public_url.clone(),
            network: config.network_name().to_string(),
            regions: signposts.all(),
            head: Head::default(),
        }
    }

    /// The same layout with its title and, in a sentence, what is there.
    pub fn titled(mut self, title: impl Into<String>, description: impl Into<String>) -> Layout {
        self.head.title = title.into();
        self.head.description = description.into();
        self
    }

    /// The same layout for what one does with something that has a name, in which a colon may stand already:
    /// "Berichten · Samen in beweging: Leuven".
    pub fn about(self, what: impl fmt::Display, name: impl fmt::Display) -> Layout {
        self.titled(format!("{what} · {name}"), "")
    }

    /// The same layout, kept out of search engines.
    pub fn hidden(mut self) -> Layout {
        self.head.hidden = true;
        self
    }

    /// The same layout for a page that also answers a form: its other languages are where the form is, since there is
    /// nothing to read at the address that a form is sent to.
    pub fn standing_at(mut self, path: impl Into<String>) -> Layout {
        self.path = path.into();
        self
    }

    /// The same layout with what stands behind the path of its other languages.
    pub fn asked(mut self, query: &str) -> Layout {
        self.query = query.to_string();
        self
    }

    /// The same layout with the regions as the signposts name them by now.
    pub fn with_signposts(mut self, signposts: &Signposts) -> Layout {
        self.regions = signposts.all();
        self
    }

    /// The same layout with a calendar that belongs to the page.
    pub fn with_calendar(mut self, name: impl Into<String>, path: &str) -> Layout {
        self.head.calendars.push((name.into(), self.feed(path)));
        self
    }

    /// The same layout with the news that belong to the page.
    pub fn with_news(mut self, name: impl Into<String>, path: &str) -> Layout {
        self.head.news = Some((name.into(), self.feed(path)));
        self
    }

    /// The address of a feed in this language: it asks no browser what it prefers.
    pub fn feed(&self, path: &str) -> String {
        if self.l == Language::default() { path.to_string() } else { format!("{path}?lang={}", self.l) }
    }

    /// This page in another language.
    pub fn in_language(&self, language: &Language) -> String {
        let and = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{and}lang={language}", self.path, self.query)
    }

    /// The language as OpenGraph writes it: `nl_BE`.
    pub fn og_locale(&self) -> &'static str {
        match self.l {
            Language::Nl => "nl_BE",
            Language::Fr => "fr_BE",
            Language::En => "en_GB",
        }
    }

    /// The whole address of this page, as search engines should know it.
    pub fn canonical(&self) -> String {
        format!("{}{}", self.public_url, self.path)
    }

    /// The regions round the table, each with its name in this language.
    pub fn signposts(&self) -> impl Iterator<Item = (&Signpost, &str)> {
        self.regions.iter().map(|region| (region, region.names.get(self.l)))
    }

    pub fn languages(&self) -> [Language; 3] {
        Language::ALL
    }

    /// The attribute of the way to `section` in a navigation: that it is this page, or that this page lies under it.
    pub fn current(&self, section: &str) -> &'static str {
        match self.is_at(section) {
            true if self.path == section => " aria-current=\"page\"",
            true => " aria-current=\"true\"",
            false => "",
        }
    }

    /// Whether the page is `section`, or lies under it.
    fn is_at(&self, section: &str) -> bool {
        let below: &[&str] = match section {
            "/" => &["/events", "/series"],
            "/organise" => &[
                "/organise/events",
                "/organise/moves",
                "/organise/drafts",
                "/organise/series",
                "/organise/registrations",
            ],
            "/organise/figures" => &["/organise/figures", "/organise/digest", "/organise/regions"],
            "/organise/network" => &["/organise/network", "/organise/audit"],
            _ => return self.path.starts_with(section),
        };
        self.path == section || below.iter().any(|path| self.path.starts_with(path))
    }

    /// Where a file of `static/` is, with the hash of its content in its name.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}

/// The path in one spelling, however it was spelt: with `//` in front a browser would take it for another site's.
fn path_of(request: &Request<'_>) -> String {
    let mut path = String::new();
    for part in request.uri().path().segments() {
        path.push('/');
        path.push_str(RawStr::new(part).percent_encode().as_str());
    }
    if path.is_empty() { "/".to_string() } else { path }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Layout {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Layout::of(request))
    }
}
