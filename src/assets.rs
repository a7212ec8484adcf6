//! The files of `static/`, in the program itself. Each address holds a hash of the content, so a browser may keep it
//! for ever and still gets the new one at once.

use std::io::Cursor;
use std::sync::LazyLock;

use rocket::fairing::AdHoc;
use rocket::http::ContentType;
use rocket::response::{self, Responder, Response};
use rocket::{Request, get, routes};
use sha2::{Digest, Sha256};

struct Asset {
    name: &'static str,
    hash: String,
    kind: ContentType,
    bytes: &'static [u8],
}

macro_rules! assets {
    ($($name:literal: $kind:expr),* $(,)?) => {
        vec![$(Asset::new($name, $kind, include_bytes!(concat!("../static/", $name)))),*]
    };
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    assets! {
        "samenkomst.css": ContentType::CSS,
        "samenkomst.js": ContentType::JavaScript,
        "editor.js": ContentType::JavaScript,
        "attendees.js": ContentType::JavaScript,
        "door-shelf.js": ContentType::JavaScript,
        "door-list.js": ContentType::JavaScript,
        "door-camera.js": ContentType::JavaScript,
        "door.js": ContentType::JavaScript,
        "favicon.svg": ContentType::SVG,
        "card.png": ContentType::PNG,
    }
});

impl Asset {
    fn new(name: &'static str, kind: ContentType, bytes: &'static [u8]) -> Asset {
        let hash = Sha256::digest(bytes).iter().take(6).map(|b| format!("{b:02x}")).collect();
        Asset { name, hash, kind, bytes }
    }
}

/// `/static/<hash>/<name>`
pub fn address(name: &str) -> String {
    let asset = ASSETS.iter().find(|a| a.name == name);
    asset.map_or_else(|| format!("/static/missing/{name}"), |a| format!("/static/{}/{}", a.hash, a.name))
}

#[get("/static/<hash>/<name>")]
fn show(hash: &str, name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|a| a.name == name && a.hash == hash)
}

impl<'r> Responder<'r, 'static> for &'static Asset {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .header(self.kind.clone())
            .raw_header("Cache-Control", "public, max-age=31536000, immutable")
            .sized_body(self.bytes.len(), Cursor::new(self.bytes))
            .max_chunk_size(self.bytes.len().max(1))
            .ok()
    }
}

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("static files", |rocket| async { rocket.mount("/", routes![show]) })
}
