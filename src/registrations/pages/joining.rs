//! Joining an online event.

use rocket::get;
use rocket::response::Redirect;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::registrations::Reception;
use crate::registrations::joining::{self, Way};
use crate::security::Token;

#[get("/join/<id>/<key>")]
pub async fn show(id: &str, key: Token, at: Reception<'_>) -> Result<Redirect> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    Ok(match joining::follow(at.db, &at.config.secret, id, &key).await? {
        Way::In(room) => Redirect::to(room),
        Way::Event(slug) => Redirect::to(format!("/events/{slug}")),
    })
}
