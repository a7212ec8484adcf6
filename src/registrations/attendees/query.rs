//! A filter in the query of an address.
//!
//! A value that means nothing is left out when a page's query is read: an old link still shows something. What is about
//! to happen to how many people is said before it happens. A program is told that it means nothing.

use std::convert::Infallible;

use rocket::request::{FromRequest, Outcome, Request};
use url::form_urlencoded;
use utoipa::IntoParams;
use uuid::Uuid;

use super::Filter;
use crate::error::Fault;
use crate::registrations::registration::{Role, Status};

/// Longer searches and answers are cut off.
const LONGEST: usize = 200;
/// As many people can be chosen one by one.
const MOST_CHOSEN: usize = 500;
/// Of each of these one is heard, wherever people are listed or taken away.
const ONCE: [&str; 12] =
    ["status", "q", "stop", "role", "answer", "present", "language", "sort", "columns", "dialect", "page", "lang"];

impl Filter {
    /// Reads the query of an address: `status=confirmed&q=amina&answer=12:yes`.
    pub fn parse(query: &str) -> Filter {
        Filter::read(query).0
    }

    /// The same, or a fault for each value and each name that means nothing, and for each name that comes again: a program
    /// would take everybody for those it asked for, and every column for those it chose.
    pub fn parse_strictly(query: &str) -> Result<Filter, Vec<Fault>> {
        let (filter, mut faults) = Filter::read(query);
        faults.extend(Fault::unknown(query, &[&ONCE[..], &["ids"]].concat()));
        faults.extend(Fault::repeats(query, &ONCE));
        if faults.is_empty() { Ok(filter) } else { Err(faults) }
    }

    fn read(query: &str) -> (Filter, Vec<Fault>) {
        let mut filter = Filter::default();
        let mut faults = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let whole: String = value.trim().chars().filter(|c| !c.is_control()).collect();
            let value: String = whole.chars().take(LONGEST).collect();
            if value.len() < whole.len() && ["q", "answer"].contains(&&*name) {
                faults.push(Fault::new(name.clone(), "fault-too-long"));
            }
            let field = filter.put(&name, &value);
            faults.extend(field.filter(|_| !value.is_empty()).map(|(field, key)| Fault::new(field, key)));
        }
        (filter, faults)
    }

    /// Takes one value over; answers with the field and the fault when it means nothing.
    fn put(&mut self, name: &str, value: &str) -> Option<(&'static str, &'static str)> {
        let (means_something, field, key) = match name {
            "status" => {
                self.status = value.parse().ok();
                (self.status.is_some() || value == "all", "status", "fault-status")
            }
            "q" => {
                self.words = value.to_string();
                return None;
            }
            "stop" => (is_put(&mut self.stop, value.parse().ok()), "stop", "fault-stop"),
            "role" => (is_put(&mut self.role, parse_role(value)), "role", "fault-role"),
            "answer" => (is_put(&mut self.answer, parse_answer(value)), "answer", "fault-answer"),
            "present" => (is_put(&mut self.present, value.parse().ok()), "present", "fault-present"),
            "language" => (is_put(&mut self.language, value.parse().ok()), "language", "fault-language"),
            "sort" => {
                self.sort = value.parse().unwrap_or_default();
                (self.sort.to_string() == value, "sort", "fault-sort")
            }
            "ids" if self.ids.len() == MOST_CHOSEN => (false, "ids", "fault-too-many"),
            "ids" => {
                let id = value.parse::<Uuid>().ok();
                self.ids.extend(id);
                (id.is_some(), "ids", "fault-ids")
            }
            _ => return None,
        };
        (!means_something).then_some((field, key))
    }

    /// The same as pairs of a query; `status` is always there, so that nobody adds another.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("status", self.status.map_or("all", Status::code).to_string())];
        let mut add = |name, value: Option<String>| pairs.extend(value.map(|v| (name, v)));
        add("q", Some(self.words.clone()).filter(|w| !w.is_empty()));
        add("stop", self.stop.map(|s| s.to_string()));
        add("role", self.role.map(|r| role_code(r).to_string()));
        add("answer", self.answer.as_ref().map(|(question, text)| format!("{question}:{text}")));
        add("present", self.present.map(|p| p.to_string()));
        add("language", self.language.map(|l| l.to_string()));
        add("sort", Some(self.sort.to_string()));
        self.ids.iter().for_each(|id| add("ids", Some(id.to_string())));
        pairs
    }

    /// The query that `parse` reads.
    pub fn to_query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }
}

/// Puts the value there; whether there is one.
fn is_put<T>(to: &mut Option<T>, value: Option<T>) -> bool {
    *to = value;
    to.is_some()
}

/// A role by its code; `unsaid` are those who chose none.
fn parse_role(code: &str) -> Option<Role> {
    if code == UNSAID { Some(Role::Unsaid) } else { code.parse().ok().filter(|role| *role != Role::Unsaid) }
}

/// The code of a role in a query.
pub fn role_code(role: Role) -> &'static str {
    if role == Role::Unsaid { UNSAID } else { role.code() }
}

const UNSAID: &str = "unsaid";

fn parse_answer(text: &str) -> Option<(i32, String)> {
    let (question, answer) = text.split_once(':')?;
    Some((question.parse().ok()?, answer.to_string())).filter(|(_, answer)| !answer.is_empty())
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Filter {
    type Error = Infallible;

    /// From the query of the address that was asked for.
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Filter::parse(query_of(request)))
    }
}

/// The values of a filter, as the API's description says them to programs.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FilterQuery {
    /// `confirmed`, `waitlisted`, `cancelled` or `all`; everyone when left out
    pub status: Option<String>,
    /// Words in name, e-mail address or organisation
    pub q: Option<String>,
    /// Those who chose this stop
    pub stop: Option<i32>,
    /// `practitioner`, …, or `unsaid`
    pub role: Option<String>,
    /// The question's id, a colon and an answer: `12:yes`
    pub answer: Option<String>,
    /// Whether they were checked in
    pub present: Option<bool>,
    /// Of their letters: nl, fr or en
    pub language: Option<String>,
    /// Nobody but these registrations; may be repeated, 500 times at most
    pub ids: Option<Vec<Uuid>>,
}

/// A filter that a program asks for.
pub struct Strictly(pub Result<Filter, Vec<Fault>>);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Strictly {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Strictly(Filter::parse_strictly(query_of(request))))
    }
}

fn query_of<'r>(request: &'r Request<'_>) -> &'r str {
    request.uri().query().map_or("", |query| query.as_str())
}
