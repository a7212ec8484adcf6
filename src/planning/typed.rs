//! A form as it was sent: names and texts in their order. An event's form is long, and its rows are as many as one
//! likes, so it is read whole.

use rocket::data::{Data, FromData, Outcome, ToByteUnit};
use rocket::http::Status;
use rocket::request::Request;

use crate::language::upright;
use crate::unsent;

/// The longest form. The longest texts that an event may have fit in.
const LONGEST: u64 = 4;

pub struct Typed(pub Vec<(String, String)>);

#[rocket::async_trait]
impl<'r> FromData<'r> for Typed {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Typed> {
        if !request.content_type().is_none_or(|kind| kind.is_form()) {
            return Outcome::Error((Status::UnsupportedMediaType, ()));
        }
        match unsent::keep_line(request, data, LONGEST.mebibytes()).await {
            Ok(fields) => {
                let pairs = fields.iter().map(|(name, text)| (name.to_string(), upright(text)));
                Outcome::Success(Typed(pairs.collect()))
            }
            Err(status) => Outcome::Error((status, ())),
        }
    }
}

impl Typed {
    /// The text of the field, or nothing.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.trim())
    }

    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, text)| text.trim())
    }
}
