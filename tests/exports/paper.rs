//! On paper: a sheet to sign and badges, with names of every script, and nobody left out.

use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::booking::Applicant;
use sea_orm::Set;

use super::{a_hostile_list, hanne, person};
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::people::{person as applicant, room_at};
use crate::support::{TestApp, brussels};

/// The document on paper, and how many pages it has.
async fn paper(app: &TestApp, address: &str) -> (Vec<u8>, usize) {
    let answer = app.client.get(format!("/organise/events/samen/{address}")).dispatch().await;
    assert_eq!(answer.status().code, 200, "{address}");
    assert_eq!(answer.headers().get_one("Content-Type"), Some("application/pdf"));
    let bytes = answer.into_bytes().await.expect("a document");
    assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{address}");
    let text = String::from_utf8_lossy(&bytes).to_string();
    assert!(text.contains("/StructTreeRoot") && text.contains("/Lang"), "it is tagged, and says its language");
    (bytes, text.matches("/Type/Page").count() + text.matches("/Type /Page").count())
}

#[rocket::async_test]
async fn a_sheet_to_sign_and_badges_hold_names_of_every_script() {
    let app = TestApp::start().await;
    let event = a_hostile_list(&app).await;
    let at = brussels("2027-01-20 14:05");
    let names = [
        "Dilara Yıldız",
        "Marie-Claire Ndayishimiye",
        "Łukasz Wiśniewski",
        "Ωμέγα Παπαδόπουλος",
        "Юлия Щербакова",
        "أمينة الإدريسي",
        "Amina أمينة El Idrissi",
        "שירה",
        "日本 太郎",
        "हिन्दी สมชาย",
        "😀👨‍👩‍👧",
        "e\u{301}\u{323}\u{200d}\u{202e}abc",
        "\u{fffd}\u{e000}\u{10ffff}",
        "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewarenwohlgepflegeundsorgfaltigkeit",
    ];
    for (place, name) in (20..).zip(names) {
        let mut somebody = person(&event, place, name, Status::Confirmed, at);
        somebody.organisation = Set(format!("{name} {name} {name}"));
        make(&app, somebody).await;
    }
    for place in 100..120 {
        make(&app, person(&event, place, &format!("Persoon {place}"), Status::Confirmed, at)).await;
    }
    hanne(&app, Role::Organiser).await;
    let (sheet, pages) = paper(&app, "registrations.pdf").await;
    let (badges, sheets) = paper(&app, "badges.pdf?lang=fr").await;
    // 42 people: 25 on a sheet to sign, ten badges on another; and the tree of pages.
    assert_eq!((pages, sheets), (2 + 1, 5 + 1));
    assert!(sheet.len() < 400_000 && badges.len() < 400_000, "the typeface's letters that are used, and no others");
    let (_, nobody) = paper(&app, "registrations.pdf?q=niemand").await;
    let (_, no_badges) = paper(&app, "badges.pdf?status=cancelled&q=niemand").await;
    assert_eq!((nobody, no_badges), (2, 2), "one page that says so");
    let (_, by_stop) = paper(&app, "registrations.pdf?parts=stop").await;
    assert_eq!(by_stop, 1 + 2 + 1, "one stop, which nobody chose; so all 42 are on sheets of their own");
}

#[rocket::async_test]
async fn a_sheet_by_stop_leaves_nobody_out() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let kitchen = make_stop(&app, &event, "De keuken", "2027-03-04 13:30", "2027-03-04 14:30").await;
    room_at(&app, kitchen.id, 1).await;
    hanne(&app, Role::Organiser).await;
    let pages = async || paper(&app, "registrations.pdf?parts=stop").await.1;
    let register = async |number: usize, stops: Vec<i32>| {
        let applicant = Applicant { stops, ..applicant(event.id, number) };
        app.desk().register(applicant).await.expect("the desk").expect("a place");
    };
    register(0, vec![kitchen.id]).await;
    assert_eq!(pages().await, 1 + 1, "the stop, where everybody is, and the tree of pages");
    register(1, Vec::new()).await;
    assert_eq!(pages().await, 2 + 1, "a part for whoever chose no stop");
    register(2, vec![kitchen.id]).await;
    for number in 3..27 {
        register(number, Vec::new()).await;
    }
    assert_eq!(pages().await, 3 + 1, "26 with a seat at none: the 25 who chose none, and the one who waits there");
}
