//! The organiser's overview: what comes, what is unfinished, what is over, and what waits for a hand.

use chrono::Duration;
use samenkomst::events::event::{Format, Material, Materials};
use samenkomst::language::Texts;
use samenkomst::organisers::role::Role;
use sea_orm::Set;

use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, let_in};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn hanne_sees_how_many_come_and_what_is_unfinished() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen-aan-tafel", |e| e.capacity = Set(Some(40))).await;
    make_event(&app, &leuven, "een-idee", |e| e.published_at = Set(None)).await;
    app.send("/events/samen-aan-tafel/registrations", &amina()).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise").await;
    assert!(page.contains("Dag Hanne, er komt 1 persoon."), "{page}");
    assert!(page.contains("1 van de 40") && page.contains("Nieuwe samenkomst"), "{page}");
    assert!(page.contains("Maak “Een idee” af") && page.contains("nog dicht"), "{page}");
    let (before, _) = page.split_once("Mijn samenkomsten").expect("the list");
    assert!(before.contains("Nog te doen"), "on a phone the list is long, and what waits comes first: {page}");
    let drafts = app.page("/organise?shelf=drafts").await;
    assert!(drafts.contains("Een idee") && !drafts.contains(">Samen aan tafel<"), "{drafts}");
}

#[rocket::async_test]
async fn a_share_is_rounded_as_on_the_page_with_figures_and_is_never_more_than_all() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let next = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(3))).await;
    let_in(&app, next.id, 0..2).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    for (capacity, share) in [("3", "67%"), ("1", "100%")] {
        let fields = [("_method", "put"), ("capacity", capacity), ("do", "sure")];
        app.send("/organise/events/samen", &fields).await;
        for path in ["/organise", "/organise/events/samen/figures"] {
            let page = app.page(path).await;
            assert!(page.contains(&format!(r#"<dd class="no">{share}</dd>"#)), "{path}: {page}");
        }
    }
}

#[rocket::async_test]
async fn a_search_without_luck_is_let_go_of_and_a_person_is_looked_for_from_the_top() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let way_back = r#"<a class="btn btn-ghost" href="/organise?shelf=past">Alles tonen</a>"#;
    let page = app.page("/organise?shelf=past&q=zee").await;
    assert!(page.contains("Niets gevonden. Probeer een ander woord.") && page.contains(way_back), "{page}");
    let page = app.page("/organise?shelf=past").await;
    assert!(!page.contains("Alles tonen"), "{page}");
    let (top, _) = page.split_once("Mijn samenkomsten").expect("the list");
    assert!(top.contains(r#"<a class="btn" href="/organise/registrations">"#), "{top}");
}

#[rocket::async_test]
async fn what_is_over_has_a_shelf_of_its_own_and_asks_for_its_recording() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let ago = app.clock.now() - Duration::days(3);
    for (slug, thanks) in [("gisteren", true), ("zonder-bedankje", false)] {
        make_event(&app, &leuven, slug, |e| {
            e.starts_at = Set(ago);
            e.ends_at = Set(ago + Duration::hours(1));
            e.thanks = Set(thanks);
        })
        .await;
    }
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise").await;
    assert!(page.contains("Zet de opname van “Gisteren” online"), "{page}");
    let promises = ["Wie erbij was, krijgt dan een bedankje met de link.", "Wie het miste, kan dan nog kijken."];
    assert_eq!(promises.map(|why| page.matches(why).count()), [1, 1], "{page}");
    assert!(page.contains("Er staat nu niets op het programma."), "{page}");
    assert!(app.page("/organise?shelf=past").await.contains("/organise/events/gisteren/registrations"));
}

#[rocket::async_test]
async fn it_promises_no_letter_about_a_recording_after_thanks_of_which_nobody_knows_what_they_brought() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let ago = app.clock.now() - Duration::days(3);
    make_event(&app, &leuven, "gisteren", |e| {
        e.starts_at = Set(ago);
        e.ends_at = Set(ago + Duration::hours(1));
        e.asks_feedback = Set(true);
    })
    .await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    assert_eq!(app.post_due().await, 0, "nobody came, and it is thanked for");
    let page = app.page("/organise").await;
    assert!(page.contains("Wie erbij was, krijgt dan een bedankje met de link."), "{page}");
    // As thanks stand that left before their contents were kept.
    app.sql("DELETE FROM sent_thanks").await;
    let page = app.page("/organise").await;
    assert!(page.contains("Zet de opname van “Gisteren” online"), "{page}");
    assert!(page.contains("Wie het miste, kan dan nog kijken.") && !page.contains("bedankje"), "{page}");
}

#[rocket::async_test]
async fn the_evening_before_it_says_tomorrow_and_on_the_day_itself_that_it_is_under_way() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "safari", |e| {
        e.format = Set(Format::InPerson);
        e.starts_at = Set(brussels("2027-03-04 09:00"));
        e.ends_at = Set(brussels("2027-03-05 16:00"));
    })
    .await;
    app.at("2027-03-03 22:00");
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    for (now, what, why) in [
        ("2027-03-03 22:00", "Morgen: “Safari”", "Het begint morgen om 9\u{a0}uur."),
        ("2027-03-04 08:00", "Wie is er al bij “Safari”?", "Het begint om 9\u{a0}uur."),
        ("2027-03-05 10:00", "Wie is er al bij “Safari”?", "Het is bezig."),
    ] {
        app.at(now);
        let page = app.page("/organise").await;
        assert!(page.contains(what) && page.contains(why), "{now}: {page}");
    }
}

#[rocket::async_test]
async fn a_webinar_that_begins_within_a_week_asks_for_its_link() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "webinar", |_| {}).await;
    make_event(&app, &leuven, "met-link", |e| e.join_url = Set(Some("https://meet.example.org/1".to_string()))).await;
    make_event(&app, &leuven, "in-de-zaal", |e| e.format = Set(Format::InPerson)).await;
    make_event(&app, &leuven, "afgeblazen", |e| e.cancelled_at = Set(Some(brussels("2027-02-20 10:00")))).await;
    app.at("2027-02-25 13:00");
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    for (now, asked) in
        [("2027-02-25 13:00", 0), ("2027-02-25 14:00", 1), ("2027-03-04 14:00", 1), ("2027-03-04 15:30", 0)]
    {
        app.at(now);
        let page = app.page("/organise").await;
        assert_eq!(page.matches("heeft nog geen link").count(), asked, "{now}: {page}");
        assert_eq!(page.matches(r#"href="/organise/events/webinar#f-join_url""#).count(), asked, "{now}: {page}");
    }
}

#[rocket::async_test]
async fn an_event_without_anything_to_read_shows_behind_many_that_have_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for days in 1..9 {
        let ago = app.clock.now() - Duration::days(days);
        let text = Material { title: Texts::same("Verslag"), url: "https://files.example.org/v.pdf".to_string() };
        let kept = if days == 1 { Vec::new() } else { vec![text] };
        make_event(&app, &leuven, &format!("keer-{days}"), |e| {
            e.starts_at = Set(ago);
            e.ends_at = Set(ago + Duration::hours(1));
            e.materials = Set(Materials(kept));
        })
        .await;
    }
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise").await;
    assert!(page.contains("Zet de opname van “Keer 1” online"), "{page}");
    assert!(!page.contains("Zet de opname van “Keer 2” online"), "{page}");
}

#[rocket::async_test]
async fn many_events_come_in_pages_and_a_word_finds_one() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for number in 0..30 {
        make_event(&app, &leuven, &format!("webinar-{number}"), |_| {}).await;
    }
    make_event(&app, &leuven, "café-sociaal", |_| {}).await;
    sign_hanne_in(&app, Role::Viewer, &[&leuven]).await;
    let page = app.page("/organise").await;
    assert!(page.contains("1 tot 25 van de 31") && !page.contains("Nieuwe samenkomst"), "{page}");
    assert!(app.page("/organise?page=2").await.contains("26 tot 31 van de 31"));
    let found = app.page("/organise?q=cafe").await;
    assert!(found.contains("Café sociaal") && !found.contains("Webinar 1"), "{found}");
    for odd in ["?page=99999999999", "?page=-1", "?shelf=%00&q=%00%25_", "?region=nergens&shelf=x", "?q=%27%22%3C"] {
        let answer = app.client.get(format!("/organise{odd}")).dispatch().await;
        assert_eq!(answer.status().code, 200, "{odd}");
    }
}

#[rocket::async_test]
async fn another_regions_events_are_nobodys_business() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &gent, "samen-in-gent", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    for path in ["/organise", "/organise?region=gent", "/organise?q=gent"] {
        assert!(!app.page(path).await.contains("Samen in gent"), "{path}");
    }
}

#[rocket::async_test]
async fn of_many_letters_that_never_arrive_the_newest_show_with_the_way_to_all() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (slug, people) in [("samen", 0..4), ("verder", 4..7)] {
        let event = make_event(&app, &leuven, slug, |_| {}).await;
        let_in(&app, event.id, people).await;
    }
    app.give_letters_up("550 5.1.1 no such user").await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise").await;
    assert!(page.contains("7 mails kwamen niet aan") && page.contains("En nog 2 mails."), "{page}");
    assert_eq!(page.matches("/registrations/").count(), 5, "{page}");
    for (slug, said) in [("samen", "Samen</a>: 4 mails"), ("verder", "Verder</a>: 3 mails")] {
        assert!(page.contains(&format!("/organise/events/{slug}/messages\">{said}")), "{page}");
        assert!(app.page(&format!("/organise/events/{slug}/messages")).await.contains("Person"), "{slug}");
    }
}

#[rocket::async_test]
async fn a_letter_that_never_arrives_shows_with_what_to_do() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen-aan-tafel", |_| {}).await;
    app.send("/events/samen-aan-tafel/registrations", &amina()).await;
    app.give_letters_up("550 5.1.1 no such user").await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page("/organise").await;
    assert!(page.contains("Eén mail kwam niet aan") && page.contains("Amina"), "{page}");
    let person = page.split("/organise/events/samen-aan-tafel/registrations/").nth(1).expect("a link to the person");
    let person = person.split('"').next().unwrap_or_default();
    let theirs = app.page(&format!("/organise/events/samen-aan-tafel/registrations/{person}")).await;
    assert!(theirs.contains("amina@example.org"), "{theirs}");
}
