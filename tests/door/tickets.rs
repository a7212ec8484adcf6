//! A ticket: where its code stands, and whom it tells a name.

use rocket::http::Status;
use samenkomst::organisers::role::Role;
use sea_orm::Set;

use super::{Phone, house, ticket_of, who};
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, link_in};

#[rocket::async_test]
async fn a_ticket_names_its_holder_to_those_at_the_door_alone() {
    let (app, leuven, _) = house().await;
    let gent = make_region(&app, "gent").await;
    let ticket = ticket_of(&app, "Amina").await;
    let stranger = app.client.get(ticket.clone()).dispatch().await;
    assert_eq!(stranger.headers().get_one("Cache-Control"), Some("private, no-store"));
    assert_eq!(stranger.headers().get_one("X-Robots-Tag"), Some("noindex"));
    let shown = stranger.into_string().await.expect("a page");
    let elsewhere = Phone::of(&app, Role::Admin, &gent).await.page(&ticket).await;
    for page in [shown, elsewhere] {
        assert!(page.contains("Toon deze code aan de deur") && page.contains("<svg class=\"qr\""), "{page}");
        assert!(!page.contains("Amina") && !page.contains("Wijkwerk") && !page.contains("Samen<"), "{page}");
    }
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let page = phone.page(&ticket).await;
    assert!(page.contains("<h1>Amina El Idrissi</h1>") && page.contains("Binnen</button>"), "{page}");
    phone.check_in(&who(&app, "Amina").await).await;
    assert!(phone.page(&ticket).await.contains("Amina El Idrissi was al binnen, sinds 13.15."));
    let waiting = phone.page(&ticket_of(&app, "Chloé").await).await;
    assert!(waiting.contains("staat op de wachtlijst") && waiting.contains("Toch binnen"), "{waiting}");
    let (path, key) = ticket.rsplit_once('/').expect("a key");
    let other = if key.starts_with('A') { "B" } else { "A" };
    for wrong in [format!("{path}/{other}{}", &key[1..]), format!("{path}/x"), format!("/tickets/x/{key}")] {
        assert_eq!(phone.open(&wrong).await.0, Status::NotFound, "{wrong}");
    }
}

/// The picture of a letter, read as a phone would: PNG of one bit a pixel.
fn read_png(png: &[u8]) -> String {
    use std::io::Read;
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes")) as usize;
    let side = number(16);
    let data = &png[41..41 + number(33)];
    let mut rows = Vec::new();
    flate2::read::ZlibDecoder::new(data).read_to_end(&mut rows).expect("zlib");
    let stride = side.div_ceil(8) + 1;
    let pixel = |x: usize, y: usize| if rows[y * stride + 1 + x / 8] & (0x80 >> (x % 8)) == 0 { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, pixel);
    picture.detect_grids()[0].decode().expect("a code").1
}

#[rocket::async_test]
async fn the_letter_carries_the_code_and_so_does_my_registration() {
    use base64::Engine;
    let (app, leuven, _) = house().await;
    make_event(&app, &leuven, "online", |e| e.join_url = Set(Some("https://meet.example.org/x".into()))).await;
    app.send("/events/online/registrations", &amina()).await;
    let letters = app.letters().await;
    let letter = letters.iter().find(|l| l.to.to_string() == "amina@example.org").expect("a letter");
    let ticket = format!("https://samenkomst.example{}", ticket_of(&app, "Amina").await);
    let message = String::from_utf8(letter.bytes.clone()).expect("ASCII");
    let order = [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "text/calendar",
    ];
    let places: Vec<usize> = order.iter().map(|kind| message.find(kind).expect(kind)).collect();
    assert!(places.is_sorted(), "{message}");
    assert!(message.replace("\r\n ", " ").contains("multipart/related; type=\"text/html\"; boundary="), "{message}");
    assert!(message.len() < 60_000, "{} bytes", message.len());
    let (_, picture) = message.split_once("image/png").expect("a picture");
    let (_, rest) = picture.split_once("\r\n\r\n").expect("a body");
    let id = message.split_once("Content-ID: <").and_then(|(_, id)| id.split_once('>')).expect("a name").0;
    assert!(letter.rendered.html.contains(&format!("src=\"cid:{id}\"")), "{}", letter.rendered.html);
    let body = rest.split("\r\n--").next().expect("a body").replace("\r\n", "");
    let png = base64::prelude::BASE64_STANDARD.decode(body).expect("base64");
    assert_eq!(read_png(&png), ticket);
    assert!(png.len() < 1500, "{} bytes", png.len());
    assert!(letter.rendered.text.contains(&ticket) && letter.rendered.html.contains(&ticket));
    for other in
        letters.iter().filter(|l| !["amina@example.org", "bram@example.org"].contains(&l.to.to_string().as_str()))
    {
        assert!(!other.rendered.text.contains("/tickets/"), "one who waits has no ticket");
    }
    let online = letters.iter().find(|l| l.rendered.text.contains("/join/")).expect("the online one");
    assert!(!online.rendered.text.contains("/tickets/") && !online.rendered.html.contains("cid:"));
    let mine = app.page(&link_in(letter)).await;
    assert!(mine.contains("<svg class=\"qr\"") && mine.contains("Zeg dan gewoon je naam."), "{mine}");
    assert!(!app.page(&link_in(online)).await.contains("<svg class=\"qr\""));
    app.at("2027-03-05 09:00");
    assert!(!app.page(&link_in(letter)).await.contains("<svg class=\"qr\""), "it is over");
}
