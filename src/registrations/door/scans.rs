//! Reading a code for a browser that cannot: it sends what its camera sees, in grey.

use rocket::Data;
use rocket::data::ToByteUnit;
use rocket::http::Status as Http;
use rocket::post;
use rocket::serde::json::Json;
use rqrr::PreparedImage;
use serde::Serialize;

use crate::error::Result;
use crate::events::access::event_for;
use crate::organisers::{Deed, OwnForm, SignedIn};
use crate::registrations::Reception;
use crate::slug::Slug;

/// The longest side of a picture, in pixels; a code on a phone held at arm's length is read well below.
const LONGEST: usize = 640;
const SHORTEST: usize = 32;

/// What a code says.
#[derive(Serialize)]
pub struct Scan {
    text: String,
}

/// One byte a pixel, row by row. Answers with the text of a code, or with nothing when there is none to read.
#[post("/organise/events/<slug>/door/scan?<width>&<height>", data = "<grey>")]
pub async fn create(
    slug: Slug<'_>,
    width: usize,
    height: usize,
    grey: Data<'_>,
    who: SignedIn,
    at: Reception<'_>,
    _own: OwnForm,
) -> Result<std::result::Result<Json<Scan>, Http>> {
    event_for(at.db, &at.network, &who, Deed::CheckIn, slug).await?;
    let sides = SHORTEST..=LONGEST;
    if !sides.contains(&width) || !sides.contains(&height) {
        return Ok(Err(Http::UnprocessableEntity));
    }
    let Ok(pixels) = grey.open((LONGEST * LONGEST + 1).bytes()).into_bytes().await else {
        return Ok(Err(Http::BadRequest));
    };
    let pixels = pixels.into_inner();
    if pixels.len() != width * height {
        return Ok(Err(Http::UnprocessableEntity));
    }
    // Off the threads that answer others; a picture on which the reader chokes is one without a code.
    let text = rocket::tokio::task::spawn_blocking(move || read(width, height, &pixels)).await;
    Ok(text.ok().flatten().map(|text| Json(Scan { text })).ok_or(Http::NoContent))
}

fn read(width: usize, height: usize, pixels: &[u8]) -> Option<String> {
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    picture.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}
