//! Forms that mean harm: robots, hostile words, advertisements.

use rocket::http::{ContentType, Status};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, link_in, seats, to};
use crate::support::programs::Program;

#[rocket::async_test]
async fn a_robot_that_fills_in_what_nobody_sees_gets_nothing() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let mut fields = amina().to_vec();
    fields.push(("website", "https://spam.example"));
    assert_eq!(app.send("/events/samenleven/registrations", &fields).await.0, Status::SeeOther);
    assert_eq!(seats(&app, "samenleven").await, (0, 0));
}

#[rocket::async_test]
async fn hostile_words_stay_words() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let name = "<script>alert(1)</script>\r\nBcc: everybody";
    let fields = [("name", name), ("email", "eve@example.org"), ("consent", "true")];
    let (_, next) = app.send("/events/samenleven/registrations", &fields).await;
    assert!(!app.page(&next).await.contains("<script>alert"));
    let letters = app.letters().await;
    assert!(!letters[0].rendered.html.contains("<script>"));
    let raw = String::from_utf8_lossy(&letters[0].bytes).to_string();
    assert!(!raw.lines().any(|line| line.starts_with("Bcc:")));
}

/// What a mail program turns into a link, or into an address to write to.
const LINKS: [&str; 14] = [
    "Win! https://spam.example",
    "WWW.EVIL.EXAMPLE/PRIZE",
    "evil.com/win",
    "Win nu op Evil.Com!",
    "(evil.com)",
    "an@evil.com",
    "evil.example:8080",
    "t.co/x1",
    "a.b.evil.be",
    "kwaad.рф",
    "evil\u{3002}com",
    "evil\u{200b}.c\u{ad}om",
    "192.0.2.7/prijs",
    "\\\\evil\\prijs",
];

#[rocket::async_test]
async fn nobody_sends_an_advertisement_by_way_of_our_letters() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    for name in LINKS {
        let fields = [("name", name), ("email", "victim@example.org"), ("consent", "true")];
        let (status, page) = app.send("/events/samenleven/registrations", &fields).await;
        assert_eq!(status, Status::UnprocessableEntity, "{name}");
        assert!(page.contains("Een naam heeft geen webadres of e-mailadres."), "{name}");
    }
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn a_name_of_which_letters_got_lost_on_the_way_is_asked_for_again() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let send = async |name: &str| {
        let body = format!("name={name}&email=renee%40example.org&consent=true");
        let form = app.client.post("/events/samenleven/registrations").header(ContentType::Form).body(body);
        let answer = form.dispatch().await;
        (answer.status(), answer.into_string().await.unwrap_or_default())
    };
    // As a site sends it whose pages are in ISO 8859-1.
    let (status, page) = send("Ren%E9e").await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Niet elke letter kwam goed aan: typ dit nog eens"), "{page}");
    assert_eq!(send("Ren%C3%A9e").await.0, Status::SeeOther);
}

#[rocket::async_test]
async fn a_name_may_have_initials_titles_and_points() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    for (number, name) in [
        "J.P. Janssens",
        "J.P.Janssens",
        "M.Peeters",
        "Dr. De Smet",
        "Zr. Marie-José van St.-Jan",
        "O'Neill",
        "An Maes, Ph.D.",
        "Bo / Cis",
        "Team i.s.m. CAW vzw",
        "Jan... Piet",
    ]
    .into_iter()
    .enumerate()
    {
        let email = format!("person{number}@example.org");
        let fields = [("name", name), ("email", email.as_str()), ("consent", "true")];
        assert_eq!(app.send("/events/samenleven/registrations", &fields).await.0, Status::SeeOther, "{name}");
    }
    assert_eq!(seats(&app, "samenleven").await, (10, 0));
}

#[rocket::async_test]
async fn a_name_turns_no_words_round_and_every_script_keeps_its_own() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    for (number, (typed, kept)) in [
        ("\u{202e}Amina\u{200b} \u{2067}El Id\u{ad}rissi\u{e0041}", "Amina El Idrissi"),
        ("ליאת כהן\u{200f}", "ליאת כהן\u{200f}"),
        ("\u{645}\u{647}\u{200c}\u{644}\u{642}\u{627}", "\u{645}\u{647}\u{200c}\u{644}\u{642}\u{627}"),
        ("\u{845b}\u{e0100}城 👩🏽\u{200d}🔬", "\u{845b}\u{e0100}城 👩🏽\u{200d}🔬"),
    ]
    .into_iter()
    .enumerate()
    {
        let email = format!("person{number}@example.org");
        let fields = [("name", typed), ("organisation", typed), ("email", email.as_str()), ("consent", "true")];
        assert_eq!(app.send("/events/samenleven/registrations", &fields).await.0, Status::SeeOther, "{typed:?}");
        let found = registration::Entity::find().filter(registration::Column::EmailKey.eq(email));
        let found = found.one(app.db.read()).await.expect("a query").expect("a registration");
        assert_eq!((found.name.as_str(), found.organisation.as_str()), (kept, kept));
    }
}

#[rocket::async_test]
async fn no_door_takes_a_link_for_a_name() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.send("/events/samenleven/registrations", &amina()).await;
    let mine = link_in(&app.letters().await[0]);
    let link = ("name", "Evil.example/win");
    let somebody = json!({ "name": link.1, "email": "victim@example.org", "consent": true });
    let answer = Program::stranger(&app).post("/api/v1/events/samenleven/registrations", somebody).await;
    assert_eq!(answer.wrong_fields(), ["name"]);
    app.send(&format!("{mine}/handover"), &[("name", "Dina"), ("email", "dina@example.org")]).await;
    let offer = link_in(&app.letters().await[0]);
    let victim = ("email", "victim@example.org");
    sign_hanne_in(&app, Role::Admin, &[]).await;
    for (door, typed) in [
        (mine.clone(), vec![("_method", "put"), link]),
        (format!("{mine}/handover"), vec![link, victim]),
        (format!("{offer}/acceptance"), vec![link, ("consent", "true")]),
        ("/organise/events/samenleven/registrations".to_string(), vec![link, victim, ("language", "nl")]),
        (
            "/organise/network/organisers".to_string(),
            vec![link, victim, ("language", "nl"), ("role", "admin"), ("places", "0")],
        ),
        ("/organise/account".to_string(), vec![("_method", "put"), link, ("language", "nl")]),
    ] {
        let (status, page) = app.send(&door, &typed).await;
        assert_eq!(status, Status::UnprocessableEntity, "{door}");
        assert!(page.contains("Een naam heeft geen webadres of e-mailadres"), "{door}: {page}");
    }
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn an_organisation_may_be_called_as_its_site_and_no_letter_says_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let mut typed = amina();
    typed[2] = ("organisation", "Sociaal.net/aanbod");
    assert_eq!(app.send("/events/samenleven/registrations", &typed).await.0, Status::SeeOther);
    let mut letters = app.letters().await;
    let mine = link_in(&letters[0]);
    app.send(&format!("{mine}/handover"), &[("name", "Dina"), ("email", "dina@example.org")]).await;
    letters.extend(app.letters().await);
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org", "seat_offered dina@example.org"]);
    for letter in &letters {
        let rendered = &letter.rendered;
        for part in [&rendered.subject, &rendered.text, &rendered.html] {
            assert!(!part.contains("Sociaal.net"), "{part}");
        }
    }
}
