//! An answer in JSON, and a page of many.

use rocket::Request;
use rocket::http::{ContentType, Status};
use rocket::response::{self, Responder, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::asking::given;
use super::problem::Problem;
use crate::error::{Error, Fault};
use crate::page::in_one_piece;

/// How many things stand on a page.
pub const PAGE: u64 = 50;

/// What a handler answers.
pub struct Answer<T> {
    status: Status,
    content: T,
    location: Option<String>,
    private: bool,
}

impl<T> Answer<T> {
    /// For everyone.
    pub fn public(content: T) -> Answer<T> {
        Answer { status: Status::Ok, content, location: None, private: false }
    }

    /// For the one who asked, and for no cache on the way.
    pub fn private(content: T) -> Answer<T> {
        Answer { private: true, ..Answer::public(content) }
    }

    /// The same, as something new.
    pub fn created(self) -> Answer<T> {
        Answer { status: Status::Created, ..self }
    }

    /// The same, with the address of what is new.
    pub fn at(self, location: String) -> Answer<T> {
        Answer { location: Some(location), ..self }
    }
}

impl<'r, T: Serialize> Responder<'r, 'static> for Answer<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let json = match serde_json::to_vec(&self.content) {
            Ok(json) => json,
            Err(error) => return Problem::from(Error::Internal(error.to_string())).respond_to(request),
        };
        let mut response = Response::build();
        response.status(self.status).header(ContentType::JSON).raw_header("Vary", "Accept-Language, Authorization");
        if self.private {
            response.raw_header("Cache-Control", "private, no-store");
        }
        if let Some(location) = self.location {
            response.raw_header("Location", location);
        }
        in_one_piece(&mut response, json).ok()
    }
}

/// Some of many things: one page of at most 50.
#[derive(Serialize, ToSchema)]
pub struct Listing<T> {
    pub items: Vec<T>,
    /// Which page this is, from 1.
    pub page: u64,
    /// How many pages there are; at least one, though it may be empty.
    pub pages: u64,
    /// How many things there are on all pages together.
    pub total: u64,
}

impl<T> Listing<T> {
    pub fn of(items: Vec<T>, page: u64, total: u64) -> Listing<T> {
        Listing { items, page, pages: total.div_ceil(PAGE).max(1), total }
    }
}

/// The page that was asked for, from 1. Nothing is as good as not asked.
pub fn page_number(asked: Option<&str>) -> Result<u64, Fault> {
    let number = given(asked).map_or(Ok(1), str::parse::<u64>);
    // As far as 64 bits with a sign go, once there are 50 things on each.
    number.ok().filter(|page| (1..=1_000_000_000).contains(page)).ok_or(Fault::new("page", "fault-page"))
}
