//! An organiser signs in with a link by mail, sees their events, takes a list away, and signs out; what is theirs, and
//! who is kept out.

use rocket::http::{Cookie, Header, Status};
use rocket::tokio::task::JoinSet;
use samenkomst::events::event_region;
use samenkomst::mail::Parcel;
use samenkomst::organisers::keys::{link, session};
use samenkomst::organisers::links::{self, Attempt};
use samenkomst::organisers::role::Role;
use samenkomst::organisers::{accounts, sessions};
use samenkomst::regions::region;
use samenkomst::security::Token;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use crate::support::TestApp;
use crate::support::desk::{make_organiser, sign_in};
use crate::support::makers::{make, make_event, make_region};
use crate::support::people::{amina, link_in, to};
use crate::support::programs::Program;

/// Leuven and Gent with an event each; Hanne organises Leuven.
async fn hanne(app: &TestApp) {
    let leuven = make_region(app, "leuven").await;
    let gent = make_region(app, "gent").await;
    make_event(app, &leuven, "samen-in-leuven", |e| e.capacity = Set(Some(40))).await;
    make_event(app, &leuven, "idee", |e| e.published_at = Set(None)).await;
    make_event(app, &gent, "samen-in-gent", |_| {}).await;
    add(app, "hanne@example.org", Role::Organiser, leuven.id).await;
}

async fn add(app: &TestApp, email: &str, role: Role, region: i32) {
    let txn = app.db.begin().await.expect("a transaction");
    let email = email.parse().expect("an address");
    accounts::add(&txn, app.clock.now(), &email, "Hanne Verbeke", role, &[region]).await.expect("an account");
    txn.commit().await.expect("a commit");
}

async fn ask_for_link(app: &TestApp) -> String {
    let (_, next) = app.send("/organise/sign-in", &[("email", "Hanne@example.org")]).await;
    assert!(app.page(&next).await.contains("Kijk even in je mailbox"));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["sign_in hanne@example.org"]);
    link_in(&letters[0])
}

#[rocket::async_test]
async fn hanne_signs_in_with_a_link_and_sees_what_is_hers() {
    let app = TestApp::start().await;
    hanne(&app).await;
    app.send("/events/samen-in-leuven/registrations", &amina()).await;
    app.letters().await;
    let link = ask_for_link(&app).await;
    assert!(app.page(&link).await.contains("Meld me aan"), "opening the link signs nobody in");
    assert_eq!(app.send("/organise/sign-in", &[]).await.0, Status::UnprocessableEntity);
    assert_eq!(app.client.get("/organise").dispatch().await.status(), Status::SeeOther);
    assert_eq!(app.send(&link, &[]).await, (Status::SeeOther, "/organise".to_string()));
    let page = app.page("/organise").await;
    assert!(page.contains("Dag Hanne, er komt 1 mens.") && page.contains("1 van de 40"), "{page}");
    assert!(page.contains("Samen in leuven") && page.contains("Idee") && !page.contains("Samen in gent"));
    let list = app.page("/organise/events/samen-in-leuven/registrations.csv").await;
    assert!(list.starts_with('\u{feff}') && list.contains("amina@example.org"));
    let other = app.client.get("/organise/events/samen-in-gent/registrations.csv").dispatch().await;
    assert_eq!(other.status(), Status::NotFound, "another region's event");
    app.send("/organise/session", &[("_method", "delete")]).await;
    assert_eq!(app.client.get("/organise").dispatch().await.status(), Status::SeeOther);
}

#[rocket::async_test]
async fn an_event_of_two_regions_belongs_to_both() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let brussel = make_region(&app, "brussel").await;
    let both = make_event(&app, &brussel, "samen-met-brussel", |_| {}).await;
    let leuven = region::Entity::find().filter(region::Column::Slug.eq("leuven")).one(app.db.read()).await;
    let leuven = leuven.expect("a query").expect("a region");
    make(&app, event_region::ActiveModel { event_id: Set(both.id), region_id: Set(leuven.id) }).await;
    let link = ask_for_link(&app).await;
    app.send(&link, &[]).await;
    assert!(app.page("/organise").await.contains("/organise/events/samen-met-brussel/registrations"));
    let list = app.client.get("/organise/events/samen-met-brussel/registrations.csv").dispatch().await;
    assert_eq!(list.status(), Status::Ok);
}

#[rocket::async_test]
async fn a_link_signs_in_once_and_for_a_quarter_of_an_hour() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let link = ask_for_link(&app).await;
    assert_eq!(app.send(&link, &[]).await.0, Status::SeeOther);
    assert_eq!(app.send(&link, &[]).await.0, Status::Gone);
    app.at("2027-02-02 10:00");
    let late = ask_for_link(&app).await;
    app.at("2027-02-02 10:16");
    assert_eq!(app.client.get(late.clone()).dispatch().await.status(), Status::Gone);
    assert_eq!(app.send(&late, &[]).await.0, Status::Gone);
}

#[rocket::async_test]
async fn a_stranger_does_not_learn_who_organises() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let known = app.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    app.letters().await;
    let unknown = app.send("/organise/sign-in", &[("email", "stranger@example.org")]).await;
    assert_eq!(known, unknown);
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn a_form_from_another_site_does_nothing() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let link = ask_for_link(&app).await;
    for (name, value) in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")] {
        let answer = app.client.post(link.clone()).header(Header::new(name, value)).dispatch().await;
        assert_eq!(answer.status(), Status::Forbidden, "{name}");
    }
    assert_eq!(app.send(&link, &[]).await.0, Status::SeeOther);
}

#[rocket::async_test]
async fn a_viewer_sees_the_events_and_takes_no_list_away() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen-in-leuven", |_| {}).await;
    add(&app, "hanne@example.org", Role::Viewer, leuven.id).await;
    let link = ask_for_link(&app).await;
    app.send(&link, &[]).await;
    let page = app.page("/organise").await;
    assert!(page.contains("Samen in leuven") && !page.contains("registrations.csv"));
    let list = app.client.get("/organise/events/samen-in-leuven/registrations.csv").dispatch().await;
    assert_eq!(list.status(), Status::Forbidden);
}

/// The six digits in a letter.
fn code_in(letter: &Parcel) -> String {
    let (_, rest) = letter.rendered.text.split_once("wil aanmelden: ").expect("a code in the letter");
    rest.chars().take(7).collect()
}

/// Six digits that are not these.
fn other_than(code: &str) -> String {
    let number: u32 = code.replace(' ', "").parse().expect("digits");
    format!("{:06}", (number + 1) % 1_000_000)
}

async fn ask(app: &TestApp) -> Parcel {
    app.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    app.letters().await.pop().expect("a letter")
}

async fn is_in(app: &TestApp) -> bool {
    app.client.get("/organise").dispatch().await.status() == Status::Ok
}

#[rocket::async_test]
async fn another_browser_needs_the_code_from_the_letter() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let letter = ask(&app).await;
    let (link, code) = (link_in(&letter), code_in(&letter));
    let phone = app.neighbour().await;
    let page = phone.page(&link).await;
    assert!(page.contains("name=\"code\"") && page.contains("Typ de code uit je mail"), "{page}");
    assert_eq!(phone.send(&link, &[]).await.0, Status::UnprocessableEntity, "the link alone is not enough");
    let (status, page) = phone.send(&link, &[("code", &other_than(&code))]).await;
    assert!(status == Status::UnprocessableEntity && page.contains("Die code klopt niet"), "{page}");
    assert!(!is_in(&phone).await);
    assert_eq!(phone.send(&link, &[("code", &code)]).await.0, Status::SeeOther);
    assert!(is_in(&phone).await && !is_in(&app).await);
    assert_eq!(app.send(&link, &[]).await.0, Status::Gone, "it is used up for the first browser too");
}

#[rocket::async_test]
async fn after_five_wrong_codes_a_link_is_dead() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let letter = ask(&app).await;
    let (link, code) = (link_in(&letter), code_in(&letter));
    let thief = app.neighbour().await;
    for typed in ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12 34 5\0"] {
        assert_eq!(thief.send(&link, &[("code", typed)]).await.0, Status::UnprocessableEntity, "{typed:?}: no try");
    }
    let wrong = other_than(&code);
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(thief.send(&link, &[("code", &wrong)]).await);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer.0 == Status::UnprocessableEntity));
    assert_eq!(thief.send(&link, &[("code", &wrong)]).await.0, Status::Gone);
    assert_eq!(thief.send(&link, &[("code", &code)]).await.0, Status::Gone, "the right code comes too late");
    assert_eq!(app.send(&link, &[]).await.0, Status::Gone);
}

#[rocket::async_test]
async fn a_crowd_has_no_more_tries_than_one() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let letter = ask(&app).await;
    let (link, wrong) = (link_in(&letter), other_than(&code_in(&letter)));
    let token: Token = link.rsplit('/').next().expect("a key").parse().expect("a key");
    let mut crowd = JoinSet::new();
    for _ in 0..20 {
        let (db, now, secret) = (app.db.clone(), app.clock.now(), app.config.secret.clone());
        let (token, wrong) = (token.clone(), wrong.clone());
        crowd.spawn(async move { links::enter(&db, now, &secret, &token, None, &wrong, "").await });
    }
    for outcome in crowd.join_all().await {
        assert!(!matches!(outcome.expect("an answer"), Attempt::In(_)));
    }
    let kept = link::Entity::find().one(app.db.read()).await.expect("a query").expect("a link");
    assert_eq!(kept.attempts, 5);
}

#[rocket::async_test]
async fn a_crowd_with_one_link_begins_one_session() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let id = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    let token = accounts::make_link(app.db.write(), app.clock.now(), id).await.expect("a link");
    let mut crowd = JoinSet::new();
    for _ in 0..20 {
        let (db, now, secret) = (app.db.clone(), app.clock.now(), app.config.secret.clone());
        let token = token.clone();
        crowd.spawn(async move { links::enter(&db, now, &secret, &token, None, "", "").await });
    }
    let outcomes = crowd.join_all().await;
    let inside = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Attempt::In(_)))).count();
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!((inside, session::Entity::find().count(app.db.read()).await.expect("a count")), (1, 1));
}

#[rocket::async_test]
async fn the_page_that_asked_takes_the_code_too() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let code = code_in(&ask(&app).await);
    let thief = app.neighbour().await;
    let refused = thief.send("/organise/sign-in/code", &[("code", &code)]).await;
    assert_eq!(refused.0, Status::UnprocessableEntity, "a browser that did not ask");
    thief.send("/organise/sign-in", &[("email", "stranger@example.org")]).await;
    assert_eq!(thief.send("/organise/sign-in/code", &[("code", &code)]).await, refused, "no such organiser");
    assert_eq!(app.send("/organise/sign-in/code", &[("code", &other_than(&code))]).await, refused, "a wrong code");
    assert_eq!(app.send("/organise/sign-in/code", &[("code", &code)]).await.0, Status::SeeOther);
    assert!(is_in(&app).await);
}

#[rocket::async_test]
async fn ten_wrong_codes_a_day_without_the_link_are_enough() {
    let app = TestApp::start().await;
    hanne(&app).await;
    for hour in ["09:00", "10:00"] {
        app.at(&format!("2027-02-02 {hour}"));
        let wrong = other_than(&code_in(&ask(&app).await));
        for _ in 0..5 {
            app.send("/organise/sign-in/code", &[("code", &wrong)]).await;
        }
    }
    app.at("2027-02-02 11:00");
    let letter = ask(&app).await;
    let refused = app.send("/organise/sign-in/code", &[("code", &code_in(&letter))]).await;
    assert_eq!(refused.0, Status::UnprocessableEntity);
    assert_eq!(app.send(&link_in(&letter), &[]).await.0, Status::SeeOther, "whoever reads the letter comes in");
    app.neighbour().await;
    app.at("2027-02-03 11:00");
    let code = code_in(&ask(&app).await);
    assert_eq!(app.send("/organise/sign-in/code", &[("code", &code)]).await.0, Status::SeeOther, "the next day");
}

#[rocket::async_test]
async fn asking_again_and_again_sends_five_letters() {
    let app = TestApp::start_with(|figment| figment.merge(("rate_limits", true))).await;
    hanne(&app).await;
    let mut answers = Vec::new();
    for _ in 0..8 {
        answers.push(app.send("/organise/sign-in", &[("email", "hanne@example.org")]).await);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let letters = app.letters().await;
    assert_eq!(letters.len(), 5);
    assert_eq!(app.send(&link_in(&letters[0]), &[]).await.0, Status::SeeOther, "the first still works");
}

#[rocket::async_test]
async fn whoever_uses_their_links_is_sent_another_each_time() {
    let app = TestApp::start_with(|figment| figment.merge(("rate_limits", true))).await;
    hanne(&app).await;
    for _ in 0..7 {
        let link = ask_for_link(&app).await;
        assert_eq!(app.send(&link, &[]).await.0, Status::SeeOther);
    }
}

#[rocket::async_test]
async fn signing_in_leads_back_to_the_page_that_was_wanted() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let wanted = "/organise/events/samen-in-leuven/registrations.csv?dialect=rfc4180";
    assert_eq!(app.client.get(wanted).dispatch().await.status(), Status::SeeOther);
    assert_eq!(app.send(&link_in(&ask(&app).await), &[]).await, (Status::SeeOther, wanted.to_string()));
    app.send("/organise/session", &[("_method", "delete")]).await;
    for hostile in [
        "https://evil.example/organise",
        "//evil.example/organise",
        "/\\evil.example",
        "/organise\\..\\evil",
        "/organised",
        "/events/samen-in-leuven",
        "/organise/sign-in",
        "/organise/session",
        "/organise?next=\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
    ] {
        app.at("2027-02-02 10:00");
        let link = link_in(&ask(&app).await);
        let cookie = Cookie::new("wanted", hostile);
        let answer = app.client.post(link).cookie(cookie).dispatch().await;
        let next = answer.headers().get_one("Location").map(str::to_string);
        assert_eq!(next.as_deref(), Some("/organise"), "{hostile:?}");
        drop(answer);
        app.send("/organise/session", &[("_method", "delete")]).await;
        forget_links(&app).await;
    }
}

#[rocket::async_test]
async fn a_link_to_sign_in_leads_back_to_the_page_that_it_names() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let door = "/organise/events/samen-in-leuven/door";
    for (named, next) in [
        (door, door),
        ("%2Forganise%2Fnetwork", "/organise/network"),
        ("//evil.example/organise", "/organise"),
        ("https://evil.example/organise", "/organise"),
        ("/events/samen-in-leuven", "/organise"),
        ("/organise/sign-in", "/organise"),
        ("", "/organise"),
    ] {
        app.at("2027-02-02 10:00");
        app.page(&format!("/organise/sign-in?wanted={named}")).await;
        let link = link_in(&ask(&app).await);
        assert_eq!(app.send(&link, &[]).await, (Status::SeeOther, next.to_string()), "{named:?}");
        app.send("/organise/session", &[("_method", "delete")]).await;
        forget_links(&app).await;
    }
}

async fn forget_links(app: &TestApp) {
    link::Entity::delete_many().exec(app.db.write()).await.expect("a query");
}

#[rocket::async_test]
async fn a_link_of_the_command_line_works_in_any_browser() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let id = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    let token = accounts::make_link(app.db.write(), app.clock.now(), id).await.expect("a link");
    let page = app.page(&format!("/organise/sign-in/{token}")).await;
    assert!(page.contains("Nog één tik") && !page.contains("name=\"code\""));
    sign_in(&app, id).await;
}

#[rocket::async_test]
async fn somebody_sees_where_they_are_signed_in_and_ends_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let hanne = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    let joris = make_organiser(&app, "joris@example.org", "Joris", Role::Organiser, &[&leuven]).await;
    let (phone, tablet, other) = (app.neighbour().await, app.neighbour().await, app.neighbour().await);
    let agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1";
    let token = accounts::make_link(app.db.write(), app.clock.now(), hanne).await.expect("a link");
    let post = phone.client.post(format!("/organise/sign-in/{token}")).header(Header::new("User-Agent", agent));
    assert_eq!(post.dispatch().await.status(), Status::SeeOther);
    for browser in [&app, &tablet] {
        sign_in(browser, hanne).await;
    }
    sign_in(&other, joris).await;
    let page = app.page("/organise/account").await;
    assert!(page.contains("Safari, iPhone") && page.contains("Onbekend toestel"), "{page}");
    assert_eq!(page.matches("Sinds 2 februari 2027").count(), 3);
    let mine = sessions::of(&app.db, app.clock.now(), hanne).await.expect("sessions");
    let theirs = sessions::of(&app.db, app.clock.now(), joris).await.expect("sessions");
    let end = [("_method", "delete")];
    let (status, _) = app.send(&format!("/organise/account/sessions/{}", theirs[0].id), &end).await;
    assert_eq!(status, Status::NotFound, "somebody else's");
    let on_phone = mine.iter().find(|s| s.device.contains("iPhone")).expect("the phone");
    app.send(&format!("/organise/account/sessions/{}", on_phone.id), &end).await;
    assert!(!is_in(&phone).await && is_in(&tablet).await && is_in(&other).await);
    let (_, next) = app.send("/organise/account/sessions", &end).await;
    assert!(app.page(&next).await.contains("Alle andere browsers zijn afgemeld."));
    assert!(is_in(&app).await && !is_in(&tablet).await && is_in(&other).await);
}

#[rocket::async_test]
async fn a_session_lasts_two_weeks_after_it_was_seen_and_is_seen_now_and_then() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let hanne = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    sign_in(&app, hanne).await;
    let mut seen = Vec::new();
    for time in ["09:04", "09:05", "09:09", "09:10"] {
        app.at(&format!("2027-02-02 {time}"));
        assert!(is_in(&app).await);
        let found = session::Entity::find().one(app.db.read()).await.expect("a query").expect("a session");
        seen.push(found.seen_at.expect("a time"));
    }
    let at = |time: &str| crate::support::brussels(&format!("2027-02-02 {time}"));
    assert_eq!(seen, [at("09:00"), at("09:05"), at("09:05"), at("09:10")]);
    app.at("2027-02-16 09:10");
    assert!(!is_in(&app).await, "two weeks after it was last seen");
}

#[rocket::async_test]
async fn who_comes_every_week_stays_signed_in_for_ninety_days() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let hanne = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    sign_in(&app, hanne).await;
    let begun = app.clock.now();
    for week in 1..=12 {
        app.clock.set(begun + chrono::Duration::weeks(week));
        assert!(is_in(&app).await, "week {week}");
    }
    app.clock.set(begun + chrono::Duration::days(90) - chrono::Duration::seconds(1));
    assert!(is_in(&app).await);
    app.clock.set(begun + chrono::Duration::days(90));
    assert!(!is_in(&app).await);
}

#[rocket::async_test]
async fn somebody_changes_their_name_and_their_language() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let hanne = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    sign_in(&app, hanne).await;
    for (name, language) in [("", "fr"), ("Zie www.evil.example", "fr"), ("Hanne", "de"), (&"x".repeat(121), "nl")] {
        let (status, page) =
            app.send("/organise/account", &[("_method", "put"), ("name", name), ("language", language)]).await;
        assert!(status == Status::UnprocessableEntity && page.contains("href=\"#f-"), "{name} {language}");
    }
    let typed = [("_method", "put"), ("name", " Hanne <b>\u{0} Verbeke "), ("language", "fr")];
    let (_, next) = app.send("/organise/account", &typed).await;
    let page = app.page(&next).await;
    assert!(page.contains("C’est enregistré.") && page.contains("Hanne &#60;b&#62; Verbeke"), "{page}");
    assert!(app.page("/organise").await.contains("Bonjour Hanne"), "the pages follow");
}

#[rocket::async_test]
async fn a_token_is_shown_once_and_works_until_it_is_withdrawn() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen-in-leuven", |_| {}).await;
    let hanne = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    sign_in(&app, hanne).await;
    assert_eq!(app.send("/organise/account/tokens", &[("name", " \t ")]).await.0, Status::UnprocessableEntity);
    let (status, page) = app.send("/organise/account/tokens", &[("name", "Onze site")]).await;
    assert_eq!(status, Status::Created);
    let (_, rest) = page.split_once("readonly value=\"").expect("the token");
    let token = rest.split('"').next().expect("the token").to_string();
    let page = app.page("/organise/account").await;
    assert!(page.contains("Onze site") && !page.contains(&token) && page.contains("Nog niet gebruikt."));
    let program = Program::with_token(&app, &token);
    let list = "/api/v1/events/samen-in-leuven/registrations";
    assert_eq!(program.get(list).await.status, Status::Ok);
    let page = app.page("/organise/account").await;
    assert!(page.contains("Laatst gebruikt op 2 februari 2027"), "{page}");
    let (_, rest) = page.split_once("/organise/account/tokens/").expect("the way to withdraw it");
    let id = rest.split('"').next().expect("an id").to_string();
    let other = app.neighbour().await;
    let joris = make_organiser(&app, "joris@example.org", "Joris", Role::Admin, &[]).await;
    sign_in(&other, joris).await;
    let revoke = [("_method", "delete")];
    let (status, _) = other.send(&format!("/organise/account/tokens/{id}"), &revoke).await;
    assert_eq!(status, Status::NotFound, "it is not Joris's own");
    app.send(&format!("/organise/account/tokens/{id}"), &revoke).await;
    assert_eq!(program.get(list).await.status, Status::Unauthorized);
}
