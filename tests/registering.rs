//! A professional registers: a seat, a place in the line, or a sentence that says why not.

mod again;
mod begun;
mod choosing;
mod misuse;

use rocket::http::{Method, Status};
use rocket::time::Duration;
use samenkomst::error::Error;
use samenkomst::events::publishing;
use samenkomst::mail::EmailAddress;
use sea_orm::Set;

use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, link_in, person, seats, to};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn amina_registers_and_gets_a_seat_and_a_letter() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(60))).await;
    let (status, next) = app.send("/events/samenleven/registrations", &amina()).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/events/samenleven/registrations"));
    let page = app.page(&next).await;
    assert!(page.contains("Je bent erbij, Amina."), "{page}");
    assert!(page.contains("amina@example.org"), "{page}");
    assert!(!page.contains("/registrations/"), "the private link is in the letter alone");
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org"]);
    assert_eq!(seats(&app, "samenleven").await, (1, 0));
    let mine = app.page(&link_in(&letters[0])).await;
    assert!(mine.contains("Mijn inschrijving") && mine.contains("Amina El Idrissi"), "{mine}");
}

#[rocket::async_test]
async fn whoever_registers_sees_how_it_went_from_its_first_word() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let page = app.page("/events/samenleven").await;
    let (_, action) = page.split_once("<form method=\"post\" action=\"").expect("a form");
    let (_, fragment) = action.split_once('#').expect("a place on the page, where mistakes are shown");
    let place = format!("id=\"{}\"", fragment.split('"').next().unwrap_or_default());
    assert!(page.contains(&place), "{page}");
    // A browser keeps the fragment when it is led on.
    let (_, next) = app.send("/events/samenleven/registrations", &amina()).await;
    let receipt = app.page(&next).await;
    assert!(receipt.contains("Je bent erbij, Amina.") && !receipt.contains(&place), "{receipt}");
}

#[rocket::async_test]
async fn outlook_is_that_of_ones_work_for_a_seat_and_for_a_whole_calendar() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let (_, next) = app.send("/events/samenleven/registrations", &amina()).await;
    for (path, link) in [(next.as_str(), "deeplink/compose?rru=addevent"), ("/regions/leuven", "addfromweb?url=")] {
        let page = app.page(path).await;
        assert!(page.contains(&format!("href=\"https://outlook.office.com/calendar/0/{link}")), "{page}");
        assert!(!page.contains("outlook.live.com"), "{page}");
    }
}

#[rocket::async_test]
async fn a_domain_with_an_accent_is_kept_as_mail_servers_know_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let register = async |email: &'static str| {
        let anna = [("name", "Anna"), ("email", email), ("consent", "true")];
        app.send("/events/samenleven/registrations", &anna).await.0
    };
    for email in ["Anna@Zorgcafé.be", "anna+werk@ZORGCAFÉ.BE", "anna@xn--zorgcaf-hya.be"] {
        assert_eq!(register(email).await, Status::SeeOther, "{email}");
        assert_eq!(seats(&app, "samenleven").await, (1, 0), "{email} is the same person");
    }
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed Anna@xn--zorgcaf-hya.be"]);
    let entry = letters[0].calendar.as_ref().expect("an invitation").ics.replace("\r\n ", "");
    assert!(entry.contains(":mailto:Anna@xn--zorgcaf-hya.be\r\n"), "{entry}");
    let long = format!("anna@{}.be", "é".repeat(60));
    for wrong in ["anna@é", "anna@zorg café.be", "anna@１.２.３.４", long.as_str()] {
        assert!(wrong.parse::<EmailAddress>().is_err(), "{wrong}");
    }
}

#[rocket::async_test]
async fn the_receipt_lasts_ten_minutes_and_only_we_can_read_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.send("/events/samenleven/registrations", &amina()).await;
    let receipt = app.client.cookies().get("receipt").cloned().expect("a receipt");
    assert_eq!(receipt.max_age(), Some(Duration::minutes(10)));
    assert_eq!(receipt.expires_datetime(), None, "one time is enough, and two could differ");
    assert_eq!((receipt.path(), receipt.http_only()), (Some("/events"), Some(true)));
    assert!(!receipt.value().contains("amina"), "{}", receipt.value());
    let page = app.client.get("/events/samenleven/registrations").dispatch().await;
    assert_eq!(page.headers().get_one("Cache-Control"), Some("private, no-store"), "it is kept nowhere");
}

#[rocket::async_test]
async fn a_confirmed_seat_shows_how_to_join_and_a_place_in_the_line_does_not() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let secret = "https://example.org/join/secret-room";
    make_event(&app, &leuven, "webinar", |e| {
        e.capacity = Set(Some(1));
        e.join_url = Set(Some(secret.to_string()));
    })
    .await;
    app.send("/events/webinar/registrations", &amina()).await;
    let bob = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true")];
    let (_, next) = app.send("/events/webinar/registrations", &bob).await;
    assert!(app.page(&next).await.contains("Je staat in de rij, Bob."));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org", "registration_waitlisted bob@example.org"]);
    let text = &letters[0].rendered.text;
    let door = text.split_whitespace().find(|word| word.contains("/join/")).expect("the way in");
    let door = door.strip_prefix("https://samenkomst.example").expect("a link of our own").to_string();
    assert!(app.page(&link_in(&letters[0])).await.contains(&door));
    assert_eq!(app.client.get(door.clone()).dispatch().await.headers().get_one("Location"), Some(secret));
    assert!(!text.contains(secret), "the room itself stands in no letter");
    assert!(!letters[1].rendered.text.contains(secret) && !letters[1].rendered.html.contains(secret));
    assert!(!app.page(&link_in(&letters[1])).await.contains(secret));
    app.send(&format!("{}/cancellation", link_in(&letters[0])), &[]).await;
    let turned_away = app.client.get(door).dispatch().await;
    assert_eq!(turned_away.headers().get_one("Location"), Some("/events/webinar"), "no seat, no room");
    assert!(letters[1].rendered.text.contains("Je bent nummer 1, Bob."));
}

#[rocket::async_test]
async fn whatever_address_the_room_has_whoever_has_a_seat_comes_in() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (number, (typed, opened)) in [
        ("https://meet.example.org/café?kamer=één", "https://meet.example.org/caf%C3%A9?kamer=%C3%A9%C3%A9n"),
        ("https://meet.example.org/j/{4711}#nu", "https://meet.example.org/j/%7B4711%7D#nu"),
        ("https://büro.example/j/1?pwd=a|b", "https://xn--bro-hoa.example/j/1?pwd=a|b"),
    ]
    .into_iter()
    .enumerate()
    {
        let slug = format!("webinar-{number}");
        make_event(&app, &leuven, &slug, |e| e.join_url = Set(Some(typed.to_string()))).await;
        app.send(&format!("/events/{slug}/registrations"), &amina()).await;
        let letters = app.letters().await;
        let door = letters[0].rendered.text.split_whitespace().find(|word| word.contains("/join/"));
        let door = door.and_then(|door| door.strip_prefix("https://samenkomst.example")).expect("the way in");
        for method in [Method::Get, Method::Head] {
            let led = app.client.req(method, door.to_string()).dispatch().await;
            assert_eq!((led.status(), led.headers().get_one("Location")), (Status::SeeOther, Some(opened)), "{method}");
        }
    }
}

#[rocket::async_test]
async fn whoever_is_too_late_is_asked_for_nothing_more() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.at("2027-03-05 09:00");
    let (status, page) = app.send("/events/samenleven/registrations", &[("name", ""), ("email", "")]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(!page.contains("id=\"errors\""), "the fields are not there: {page}");
    let (status, page) = app.send("/events/samenleven/registrations", &amina()).await;
    assert_eq!((status, page.matches("id=\"errors\"").count()), (Status::Conflict, 1), "{page}");
}

#[rocket::async_test]
async fn what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let typed = [("name", "  "), ("email", "amina.example.org"), ("organisation", "Wijkwerk <Ledeberg>")];
    let (status, page) = app.send("/events/samenleven/registrations", &typed).await;
    assert_eq!(status, Status::UnprocessableEntity);
    for sentence in ["Vul je naam in", "Vul een e-mailadres in met een @", "Zet een vinkje"] {
        assert!(page.contains(sentence), "{sentence}");
    }
    assert!(page.contains("value=\"amina.example.org\""), "{page}");
    assert!(page.contains("Wijkwerk &#60;Ledeberg&#62;"), "{page}");
    let back = "data-back=\"/events/samenleven?lang=nl#seat\"";
    assert!(page.contains(back) && !app.page("/events/samenleven").await.contains("data-back"), "past it: {page}");
    assert_eq!(seats(&app, "samenleven").await, (0, 0));
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn a_door_that_is_not_open_says_so() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "later", |e| e.opens_at = Set(Some(brussels("2027-02-10 09:00")))).await;
    make_event(&app, &leuven, "closed", |e| e.closes_at = Set(Some(brussels("2027-02-01 12:00")))).await;
    make_event(&app, &leuven, "off", |e| e.cancelled_at = Set(Some(brussels("2027-02-01 12:00")))).await;
    make_event(&app, &leuven, "full", |e| {
        e.capacity = Set(Some(0));
        e.waiting_list = Set(false);
    })
    .await;
    for (slug, sentence) in [
        ("later", "Inschrijven kan nog niet"),
        ("closed", "Inschrijven kan niet meer"),
        ("off", "gaat niet door"),
        ("full", "volzet"),
    ] {
        let (status, page) = app.send(&format!("/events/{slug}/registrations"), &amina()).await;
        assert_eq!(status, Status::Conflict, "{slug}");
        assert!(page.to_lowercase().contains(&sentence.to_lowercase()), "{slug}");
        assert_eq!(seats(&app, slug).await, (0, 0));
    }
    make_event(&app, &leuven, "draft", |e| e.published_at = Set(None)).await;
    assert_eq!(app.send("/events/draft/registrations", &amina()).await.0, Status::NotFound);
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn nobody_has_a_seat_at_a_draft() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| e.published_at = Set(None)).await;
    let told = app.desk().register(person(event.id, 1)).await;
    assert!(matches!(told, Err(Error::NotFound)), "taken back while the form was on its way: {told:?}");
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn nobody_is_told_again_of_a_seat_at_an_event_that_was_called_off() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.send("/events/samenleven/registrations", &amina()).await;
    let txn = app.db.begin().await.expect("a transaction");
    publishing::call_off(&txn, app.clock.now(), event, "De zaal staat onder water.").await.expect("a deed");
    txn.commit().await.expect("a commit");
    let (status, page) = app.send("/events/samenleven/registrations", &amina()).await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("De zaal staat onder water."), "{page}");
}

#[rocket::async_test]
async fn a_language_that_is_chosen_in_another_window_is_not_that_of_this_form() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let page = app.page("/events/samenleven?lang=fr").await;
    app.page("/?lang=nl").await;
    let (_, rest) = page.split_once("action=\"/events").expect("a form");
    let action = format!("/events{}", rest.split(['"', '#']).next().unwrap_or_default());
    let (_, next) = app.send(&action, &amina()).await;
    assert!(app.page(&next).await.contains("Ta place est prête, Amina."));
    let letters = app.letters().await;
    let text = &letters[0].rendered.text;
    assert!(text.contains("jeudi 4 mars 2027"), "{text}");
    // What is passed on is said in the language in which it is passed on.
    let page = app.page(&format!("{}?lang=en", link_in(&letters[0]))).await;
    app.page("/?lang=nl").await;
    let action = page.split('"').find(|part| part.contains("/handover?")).expect("a form").to_string();
    app.send(&action, &[("name", "Dina"), ("email", "dina@example.org")]).await;
    let letters = app.letters().await;
    assert!(letters[0].rendered.text.contains("Thursday 4 March 2027"), "{}", letters[0].rendered.text);
    let page = app.page(&format!("{}?lang=fr", link_in(&letters[0]))).await;
    app.page("/?lang=nl").await;
    let action = page.split('"').find(|part| part.contains("/acceptance?")).expect("a form").to_string();
    app.send(&action, &[("name", "Dina"), ("consent", "true")]).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed dina@example.org", "seat_handed_over amina@example.org"]);
    assert!(letters.iter().all(|letter| letter.rendered.text.contains("jeudi 4 mars 2027")), "each in their own");
}

#[rocket::async_test]
async fn the_page_and_the_letter_are_in_the_language_of_the_visitor() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.client.get("/events/samenleven?lang=fr").dispatch().await;
    let (_, next) = app.send("/events/samenleven/registrations", &amina()).await;
    assert!(app.page(&next).await.contains("Ta place est prête, Amina."));
    let letters = app.letters().await;
    assert!(letters[0].rendered.text.contains("jeudi 4 mars 2027"), "{}", letters[0].rendered.text);
}
