//! The API's description (OpenAPI 3.1), made from the code.

use std::sync::{OnceLock, RwLock};

use rocket::http::ContentType;
use rocket::{State, get};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::server::Server;
use utoipa::{Modify, OpenApi};

use super::{docs, events, feedback, organising, regions, registering, registrations};
use crate::config::Config;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Samenkomst",
        version = "1",
        description = "Regions, events and registrations. Everything is JSON; what goes wrong is `application/problem+json` (RFC 9457). In a query only `ids` may stand more than once; where it is about people, a name that is not known is refused. A method that an address does not take is answered with 405 and `Allow`. Sentences are in the language of `?lang=` or `Accept-Language`, else in English. While the database cannot answer, any address answers 503 with `Retry-After`."
    ),
    paths(
        regions::index,
        events::index,
        events::show,
        registering::create,
        organising::create,
        organising::update,
        organising::publish,
        organising::call_off,
        registrations::index,
        registrations::cancel,
        registrations::check_in,
        feedback::show,
        show,
        docs::show
    ),
    modifiers(&Tokens),
    tags(
        (name = "Regions", description = "Who invites"),
        (name = "Events", description = "What happens"),
        (name = "Registering", description = "Somebody wants to come"),
        (name = "Organising", description = "With an organiser's token, in their regions"),
        (name = "Registrations", description = "Who comes, and how they found it, with an organiser's token"),
        (name = "Description", description = "This description")
    )
)]
struct Api;

/// A token stands in the header `Authorization: Bearer <token>`.
struct Tokens;

impl Modify for Tokens {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.description = Some("A token of an organiser: `samenkomst token create` makes one".into());
        document.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// The description; a slice that answers to programs adds its own addresses. It is put together when somebody first asks
/// for it: that takes a megabyte, and few do.
#[derive(Default)]
pub struct Document {
    others: RwLock<Vec<fn() -> utoipa::openapi::OpenApi>>,
    whole: OnceLock<utoipa::openapi::OpenApi>,
}

impl Document {
    /// Adds the addresses of another slice, before the house opens.
    pub fn add(&self, more: fn() -> utoipa::openapi::OpenApi) {
        self.others.write().expect("nobody panics while adding").push(more);
    }

    /// The whole description, for the network at this address.
    pub fn at(&self, public_url: &str) -> utoipa::openapi::OpenApi {
        let mut document = self.whole.get_or_init(|| self.put_together()).clone();
        document.servers = Some(vec![Server::new(public_url)]);
        document
    }

    fn put_together(&self) -> utoipa::openapi::OpenApi {
        let others = self.others.read().expect("nobody panics while adding");
        let mut whole = others.iter().fold(Api::openapi(), |whole, more| whole.merge_from(more()));
        // utoipa takes it from Cargo.toml, where there is none: a licence with an empty name.
        whole.info.license = None;
        whole
    }
}

/// This description (OpenAPI 3.1)
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "describe",
    tag = "Description",
    responses((status = 200, description = "OpenAPI", body = Object, content_type = "application/json"))
)]
#[get("/openapi.json")]
pub fn show(document: &State<Document>, config: &State<Config>) -> Result<(ContentType, String), super::Problem> {
    let json = document.at(&config.public_url).to_json();
    json.map(|json| (ContentType::JSON, json)).map_err(|error| crate::error::Error::Internal(error.to_string()).into())
}
