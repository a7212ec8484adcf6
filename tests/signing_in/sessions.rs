//! How long one stays signed in, and where: each session is seen and can be ended.

use std::collections::BTreeSet;

use rocket::http::{ContentType, Cookie, Header, Status};
use samenkomst::organisers::accounts;
use samenkomst::organisers::keys::session;
use samenkomst::organisers::role::Role;
use samenkomst::organisers::signing_in::sessions;
use sea_orm::EntityTrait;

use super::is_in;
use crate::support::desk::{make_organiser, sign_hanne_in, sign_in};
use crate::support::makers::make_region;
use crate::support::{TestApp, brussels};

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
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let mut seen = Vec::new();
    for time in ["09:04", "09:05", "09:09", "09:10"] {
        app.at(&format!("2027-02-02 {time}"));
        assert!(is_in(&app).await);
        let found = session::Entity::find().one(app.db.read()).await.expect("a query").expect("a session");
        seen.push(found.seen_at.expect("a time"));
    }
    let at = |time: &str| brussels(&format!("2027-02-02 {time}"));
    assert_eq!(seen, [at("09:00"), at("09:05"), at("09:05"), at("09:10")]);
    app.at("2027-02-16 09:10");
    assert!(!is_in(&app).await, "two weeks after it was last seen");
}

#[rocket::async_test]
async fn who_comes_every_week_stays_signed_in_for_ninety_days() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
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

/// What a browser is told to keep, or to let go, by one who signs in and out with it.
async fn cookies(app: &TestApp) -> Vec<String> {
    let leuven = make_region(app, "leuven").await;
    let hanne = make_organiser(app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    let token = accounts::make_link(app.db.write(), app.clock.now(), hanne).await.expect("a link");
    let link = format!("/organise/sign-in/{token}");
    let wanted = app.client.get("/organise/account").dispatch().await;
    let mut told: Vec<String> = wanted.headers().get("Set-Cookie").map(str::to_string).collect();
    for (path, typed) in [
        ("/organise/sign-in", "email=hanne%40example.org"),
        (link.as_str(), ""),
        ("/organise/session", "_method=delete"),
    ] {
        let request = app.client.post(path.to_string()).header(ContentType::Form).body(typed);
        let answer = request.dispatch().await;
        assert_eq!(answer.status(), Status::SeeOther, "{path}");
        told.extend(answer.headers().get("Set-Cookie").map(str::to_string));
    }
    told
}

fn names(cookies: &[String]) -> BTreeSet<&str> {
    cookies.iter().filter_map(|cookie| cookie.split_once('=')).map(|(name, _)| name).collect()
}

#[rocket::async_test]
async fn over_tls_no_neighbour_under_the_same_domain_plants_a_session() {
    let app = TestApp::start().await;
    let told = cookies(&app).await;
    assert_eq!(Vec::from_iter(names(&told)), ["__Host-browser", "__Host-known", "__Host-session", "__Host-wanted"]);
    for cookie in &told {
        let conditions: BTreeSet<&str> = cookie.split("; ").skip(1).collect();
        assert!(conditions.contains("Secure") && conditions.contains("Path=/"), "{cookie}");
        assert!(!cookie.to_lowercase().contains("domain"), "{cookie}");
    }
    let let_go = told.iter().filter(|cookie| cookie.contains("Max-Age=0"));
    assert_eq!(let_go.count(), 2, "the page that was wanted, and the session: {told:?}");
    let hanne = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[]).await;
    sign_in(&app, hanne).await;
    let key = app.client.cookies().get("__Host-session").expect("a session").value().to_string();
    let other = app.neighbour().await;
    for (name, status) in [("session", Status::SeeOther), ("__Host-session", Status::Ok)] {
        let answer = other.client.get("/organise").cookie(Cookie::new(name, key.clone())).dispatch().await;
        assert_eq!(answer.status(), status, "{name}");
    }
}

#[rocket::async_test]
async fn without_tls_cookies_go_by_their_plain_names() {
    let app = TestApp::start_with(|figment| figment.merge(("public_url", "http://127.0.0.1:8000"))).await;
    let told = cookies(&app).await;
    assert_eq!(Vec::from_iter(names(&told)), ["browser", "known", "session", "wanted"]);
    assert!(told.iter().all(|cookie| !cookie.contains("Secure")), "{told:?}");
}
