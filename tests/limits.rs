//! Who sends too much or too fast: a town hall behind one address never notices, a script does.

use rocket::data::Limits;
use rocket::http::{ContentType, Header, Status};
use rocket::local::asynchronous::LocalResponse;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::support::TestApp;
use crate::support::desk::make_organiser;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, link_in};

/// A house with limits, which takes the visitor's address from a header.
async fn strict_house() -> TestApp {
    let settings = |figment: rocket::figment::Figment| {
        figment
            .merge(("rate_limits", true))
            .merge(("ip_header", "X-Real-IP"))
            .merge(("most_per_address", 20))
            .merge(("most_per_event", 10))
            .merge(("most_per_network", 40))
    };
    let app = TestApp::start_with(settings).await;
    let leuven = make_region(&app, "leuven").await;
    for slug in ["samenleven", "webinar", "safari"] {
        make_event(&app, &leuven, slug, |_| {}).await;
    }
    app
}

async fn send<'a>(app: &'a TestApp, from: &str, slug: &str, n: usize, more: &str) -> LocalResponse<'a> {
    let body = format!("name=An&consent=true&role=student&email=p{n}.{}%40example.org{more}", from.replace(':', "-"));
    let request = app.client.post(format!("/events/{slug}/registrations")).header(ContentType::Form).body(body);
    request.header(Header::new("X-Real-IP", from.to_string())).dispatch().await
}

/// How many of so many are let in.
async fn let_in(app: &TestApp, from: &str, slug: &str, count: usize) -> usize {
    let mut inside = 0;
    for n in 0..count {
        let status = send(app, from, slug, n, "").await.status();
        assert!([Status::SeeOther, Status::TooManyRequests].contains(&status), "{status}");
        inside += usize::from(status == Status::SeeOther);
    }
    inside
}

#[rocket::async_test]
async fn one_address_may_send_so_many_for_an_event_and_is_told_when_to_come_back() {
    let app = strict_house().await;
    assert_eq!(let_in(&app, "192.0.2.7", "samenleven", 15).await, 10);
    let refused = send(&app, "192.0.2.7", "samenleven", 99, "").await;
    assert_eq!(refused.status(), Status::TooManyRequests);
    let seconds: i64 = refused.headers().get_one("Retry-After").expect("a time").parse().expect("seconds");
    assert!((1..=7).contains(&seconds), "{seconds}");

    app.wait(chrono::TimeDelta::seconds(seconds));
    assert_eq!(send(&app, "192.0.2.7", "samenleven", 99, "").await.status(), Status::SeeOther);
}

#[rocket::async_test]
async fn another_event_and_another_address_have_their_own_share() {
    let app = strict_house().await;
    assert_eq!(let_in(&app, "192.0.2.7", "samenleven", 11).await, 10);
    assert_eq!(let_in(&app, "192.0.2.7", "webinar", 10).await, 10);
    assert_eq!(let_in(&app, "192.0.2.7", "safari", 5).await, 0, "ten and ten are the twenty of the address");
    assert_eq!(let_in(&app, "198.51.100.1", "samenleven", 5).await, 5);
}

#[rocket::async_test]
async fn the_whole_network_has_a_share_too_and_a_household_with_ipv6_is_one_address() {
    let app = strict_house().await;
    let mut inside = 0;
    for host in 1..=10 {
        inside += let_in(&app, &format!("203.0.113.{host}"), "samenleven", 5).await;
    }
    assert_eq!(inside, 40, "nine addresses of one /24");
    let mut household = 0;
    for host in 1..=4 {
        household += let_in(&app, &format!("2001:db8:1:2::{host}"), "webinar", 5).await;
    }
    assert_eq!(household, 10, "four addresses of one /64");
    assert_eq!(let_in(&app, "2001:db8:1:3::1", "webinar", 5).await, 5);
    assert_eq!(let_in(&app, "::ffff:198.51.100.9", "samenleven", 9).await, 9);
    assert_eq!(let_in(&app, "198.51.100.9", "samenleven", 9).await, 1, "the same address, written otherwise");
}

#[rocket::async_test]
async fn whoever_keeps_knocking_spends_nothing_of_their_neighbours() {
    let app = strict_house().await;
    for slug in ["samenleven", "webinar", "safari"] {
        let_in(&app, "192.0.2.7", slug, 30).await;
    }
    assert_eq!(let_in(&app, "192.0.2.8", "samenleven", 5).await, 5);
}

#[rocket::async_test]
async fn an_event_that_is_spelt_otherwise_is_the_same_one() {
    let app = strict_house().await;
    assert_eq!(let_in(&app, "192.0.2.7", "samenleven", 10).await, 10);
    assert_eq!(let_in(&app, "192.0.2.7", "s%61menleven", 5).await, 0);
}

#[rocket::async_test]
async fn a_clock_that_goes_back_shuts_nobody_out() {
    let app = strict_house().await;
    assert_eq!(let_in(&app, "192.0.2.7", "samenleven", 11).await, 10);
    app.at("2027-01-02 09:00");
    assert_eq!(let_in(&app, "192.0.2.7", "samenleven", 11).await, 10);
}

#[rocket::async_test]
async fn a_clock_that_goes_back_by_a_moment_gives_nobody_a_new_share() {
    let app = strict_house().await;
    assert_eq!(let_in(&app, "192.0.2.7", "samenleven", 11).await, 10);
    app.wait(chrono::TimeDelta::milliseconds(-1));
    assert_eq!(let_in(&app, "192.0.2.7", "samenleven", 11).await, 0);
}

#[rocket::async_test]
async fn forms_that_keep_coming_back_at_once_are_a_robots_and_one_in_a_hurry_is_not() {
    let app = strict_house().await;
    let opened = |page: &str| {
        let (_, rest) = page.split_once("name=\"opened\" value=\"").expect("the time of the page");
        rest.chars().take_while(char::is_ascii_digit).collect::<String>()
    };
    let first = opened(&app.page("/events/samenleven").await);
    assert_eq!(first, app.clock.now().timestamp().to_string());
    app.wait(chrono::TimeDelta::seconds(5));
    let second = opened(&app.page("/events/samenleven").await);
    assert_eq!(second, app.clock.now().timestamp().to_string(), "a page that is kept says when it is handed out");

    app.wait(chrono::TimeDelta::seconds(1));
    for n in 20..30 {
        let hasty = send(&app, "192.0.2.7", "samenleven", n, &format!("&opened={second}")).await;
        assert_eq!(
            hasty.headers().get_one("Location"),
            Some("/events/samenleven/registrations"),
            "a browser filled in"
        );
    }
    let robot = send(&app, "192.0.2.7", "webinar", 30, &format!("&opened={second}")).await;
    assert_eq!(robot.headers().get_one("Location"), Some("/events/webinar"), "as the honeypot answers");
    assert_eq!(registration::Entity::find().count(app.db.read()).await.expect("a count"), 10);
    for (n, time) in [&first, "", "nonsense", "99999999999999999999"].into_iter().enumerate() {
        let person = send(&app, "198.51.100.9", "samenleven", n, &format!("&opened={time}")).await;
        assert_eq!(person.headers().get_one("Location"), Some("/events/samenleven/registrations"), "{time}");
    }
}

#[rocket::async_test]
async fn a_form_that_is_shown_again_keeps_the_time_of_its_first_page() {
    let app = strict_house().await;
    let body = "name=&consent=true&role=student&email=an%40example.org&opened=1801555123";
    let again = app.client.post("/events/samenleven/registrations").header(ContentType::Form).body(body);
    let again = again.dispatch().await;
    assert_eq!(again.status(), Status::UnprocessableEntity);
    let page = again.into_string().await.unwrap_or_default();
    assert!(page.contains("name=\"opened\" value=\"1801555123\""));
}

#[rocket::async_test]
async fn a_house_without_limits_writes_as_often_as_one_asks() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    for _ in 0..6 {
        app.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    }
    assert_eq!(app.letters().await.len(), 6, "links to sign in with");

    for slug in ["gent", "brussel", "hageland"] {
        make_region(&app, slug).await;
        app.send(&format!("/regions/{slug}/digest"), &[("email", "amina@example.org")]).await;
    }
    app.send("/digest", &[("email", "amina@example.org")]).await;
    assert_eq!(app.letters().await.len(), 4, "questions about digests");

    app.send("/events/samenleven/registrations", &amina()).await;
    let link = link_in(&app.letters().await[0]);
    let offer = format!("{link}/handover");
    for n in 0..6 {
        let colleague = format!("colleague{n}@example.org");
        let (status, _) = app.send(&offer, &[("name", "Collega"), ("email", &colleague)]).await;
        assert_eq!(status, Status::SeeOther, "{colleague}");
    }
}

#[rocket::async_test]
async fn a_form_in_parts_that_breaks_off_is_not_called_too_large() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let whole = "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAmina\r\n--x--\r\n";
    for (length, status) in [(30, 400), (54, 400), (60, 400), (whole.len(), 422)] {
        let form = app.client.post("/events/samenleven/registrations").body(&whole[..length]);
        let form = form.header(Header::new("Content-Type", "multipart/form-data; boundary=x"));
        let answer = form.dispatch().await;
        assert_eq!(answer.status().code, status, "{length}");
        let page = answer.into_string().await.unwrap_or_default();
        assert_eq!(page.contains("Dat begrepen we niet."), status == 400, "{length}: {page}");
    }
}

#[rocket::async_test]
async fn a_form_that_comes_in_parts_has_room_for_the_longest_message_and_no_more() {
    let limits: Limits = samenkomst::config::figment().extract_inner("limits").expect("limits");
    let app = TestApp::start_with(|figment| figment.merge(("limits", limits))).await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let send = async |kibibytes: usize| {
        let name = "a".repeat(kibibytes * 1024);
        let parts = format!("--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n{name}\r\n--x--\r\n");
        let form = app.client.post("/events/samenleven/registrations").body(parts);
        let form = form.header(Header::new("Content-Type", "multipart/form-data; boundary=x"));
        form.dispatch().await.status()
    };
    assert_eq!(send(200).await, Status::UnprocessableEntity, "read, and too long for a name");
    assert_eq!(send(300).await, Status::PayloadTooLarge);
}
