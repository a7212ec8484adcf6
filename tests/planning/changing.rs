//! A change says what it changes for whom, and an old link keeps working.

use rocket::http::Status;
use samenkomst::organisers::audit;
use sea_orm::{EntityTrait, QueryOrder, Set};
use serde_json::json;

use super::{filled, leuven, overbooked, preview, put, register, save, submit};
use crate::support::makers::make_event;
use crate::support::people::{event_at, seats, to};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn before_a_change_is_saved_it_says_what_changes_for_whom() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    register(&app, samen.id, 0..3).await;
    // A typing error is nobody's news.
    assert_eq!(save(&app, "samen", &[("summary", "Kom mee.")]).await.1, "/organise/events/samen?done=saved");
    assert_eq!(app.letters().await.len(), 0);
    let mut form = filled(&app.page("/organise/events/samen").await);
    put(&mut form, "starts", "14:00");
    put(&mut form, "title", "Samen <3");
    let (status, fragment) = preview(&app, "samen", &form).await;
    assert!(status == Status::Ok && fragment.contains("3 mensen zullen bericht krijgen."), "{fragment}");
    let (status, page) = submit(&app, "samen", &form, "save").await;
    assert_eq!(status, Status::Ok);
    assert!(page.contains("3 mensen zullen bericht krijgen."), "{page}");
    assert!(page.contains("<del>donderdag 4 maart 2027, 13.30\u{a0}–\u{a0}15.30\u{a0}uur</del><br><ins>donderdag 4 maart 2027, 14.00\u{a0}–\u{a0}15.30\u{a0}uur</ins>"), "{page}");
    assert_eq!(event_at(&app, "samen").await.starts_at, brussels("2027-03-04 13:30"), "nothing is saved yet");
    let (status, back) = submit(&app, "samen", &form, "back").await;
    assert!(status == Status::Ok && filled(&back).contains(&("starts".into(), "14:00".into())), "{back}");
    let (_, next) = submit(&app, "samen", &form, "sure").await;
    assert_eq!(next, "/organise/events/samen?done=saved&told=3");
    assert!(app.page(&next).await.contains("3 mensen krijgen bericht."));
    let letters = app.letters().await;
    let expected: Vec<String> = (0..3).map(|n| format!("event_changed person{n}@example.org")).collect();
    assert_eq!(to(&letters), expected);
    let entry = audit::Entity::find()
        .order_by_desc(audit::Column::Id)
        .one(app.db.read())
        .await
        .expect("a query")
        .expect("an entry");
    assert_eq!(entry.facts["changed"], json!({ "starts": ["13:30", "14:00"], "title": ["Samen", "Samen <3"] }));
}

#[rocket::async_test]
async fn with_fewer_seats_than_people_nobody_is_thrown_out_and_with_more_the_line_moves() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(3))).await;
    register(&app, samen.id, 0..5).await;
    assert_eq!(seats(&app, "samen").await, (3, 2));
    let (status, page) = save(&app, "samen", &[("capacity", "1")]).await;
    assert!(status == Status::Ok && page.contains("3 mensen hebben een plek en houden die."), "{page}");
    let (_, next) = save(&app, "samen", &[("capacity", "1"), ("do", "sure")]).await;
    assert!(app.page(&next).await.contains("3 mensen hebben een plek en houden die."), "{next}");
    assert_eq!(seats(&app, "samen").await, (3, 2));
    assert_eq!(event_at(&app, "samen").await.capacity, Some(1));
    let (_, next) = save(&app, "samen", &[("capacity", "4")]).await;
    assert_eq!(next, "/organise/events/samen?done=saved&moved=1");
    assert_eq!(
        (seats(&app, "samen").await, to(&app.letters().await)),
        ((4, 1), vec!["seat_became_free person3@example.org".to_string()])
    );
    let (_, next) = save(&app, "samen", &[("capacity", "")]).await;
    assert!(app.page(&next).await.contains("Eén persoon schoof op van de wachtlijst."));
    assert_eq!((seats(&app, "samen").await, event_at(&app, "samen").await.capacity), ((5, 0), None));
    for (typed, sentence) in
        [("-1", "van 0 tot 1.000.000"), ("veel", "van 0 tot 1.000.000"), ("99999999999", "van 0 tot 1.000.000")]
    {
        let (status, page) = save(&app, "samen", &[("capacity", typed)]).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence) && page.contains(typed), "{page}");
    }
}

#[rocket::async_test]
async fn after_another_number_of_seats_nothing_is_left_of_what_was_given_above_the_former() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", overbooked).await;
    let figures = "/organise/events/samen/figures";
    let back = async || app.send("/organise/events/samen/overbooking", &[("_method", "delete")]).await.1;
    assert_eq!(save(&app, "samen", &[("summary", "Kom mee.")]).await.0, Status::SeeOther);
    assert!(app.page(figures).await.contains("Terug naar 20 plaatsen"), "another text changes no seats");
    for (typed, seats) in [("40", 40), ("3", 3)] {
        assert_eq!(save(&app, "samen", &[("capacity", typed)]).await.0, Status::SeeOther);
        assert!(!app.page(figures).await.contains("Terug naar"), "{typed}");
        assert_eq!(back().await, format!("{figures}?done=nothing"));
        let saved = event_at(&app, "samen").await;
        assert_eq!((saved.capacity, saved.overbooked_by), (Some(seats), 0));
    }
}

/// Scripts lay the answer beside the form: one that leads elsewhere tells them that nobody is signed in any more.
#[rocket::async_test]
async fn whoever_was_signed_out_while_typing_is_led_to_sign_in_and_the_page_has_words_for_it() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let page = app.page("/organise/events/samen").await;
    let words = "Je bent afgemeld. Wat je typte, staat er nog. <a href=\"/organise/sign-in\" target=\"_blank\"";
    assert!(page.contains("id=\"signed-out\" role=\"alert\" hidden>") && page.contains(words), "{page}");
    assert!(page.contains("id=\"unanswered\" role=\"alert\" hidden>"), "{page}");
    let form = filled(&page);
    app.send("/organise/session", &[("_method", "delete")]).await;
    let rows = submit(&app, "samen", &form, "add-stops").await;
    let preview = preview(&app, "samen", &form).await;
    for (status, next) in [rows, preview] {
        assert!(status == Status::SeeOther && next.starts_with("/organise/sign-in"), "{status} {next}");
    }
}

#[rocket::async_test]
async fn whoever_puts_an_event_online_has_its_link_to_pass_on() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "idee", |e| e.published_at = Set(None)).await;
    let field = r#"<input id="link" readonly value="https://samenkomst.example/events/idee">"#;
    let link = r#"<a href="https://samenkomst.example/events/idee">"#;
    let page = app.page("/organise/events/idee").await;
    assert!(!page.contains("id=\"link\"") && !page.contains(link), "nobody can read a draft: {page}");
    let (_, next) = submit(&app, "idee", &filled(&page), "publish").await;
    let page = app.page(&next).await;
    assert!(page.contains("Het staat online.") && page.contains(link) && page.contains(field), "{next}: {page}");
    let page = app.page("/organise/events/idee").await;
    assert!(!page.contains(link) && page.contains(field), "{page}");
}

#[rocket::async_test]
async fn a_link_by_invitation_is_one_that_nobody_guesses_and_an_old_one_keeps_working() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "open", |_| {}).await;
    make_event(&app, &leuven, "idee", |e| e.published_at = Set(None)).await;
    let opened = filled(&app.page("/organise/events/idee").await);
    let (_, next) = save(&app, "idee", &[("invitation_only", "yes")]).await;
    assert!(next.starts_with("/organise/events/idee-") && next.len() > "/organise/events/idee-".len() + 32, "{next}");
    let page = app.page(&next).await;
    assert!(
        page.contains("De link om door te geven") && page.contains("https://samenkomst.example/events/idee-"),
        "{page}"
    );
    // Who had the form open under the old address is told, and loses nothing.
    let mut late = opened;
    put(&mut late, "summary", "Te laat");
    let (status, page) = submit(&app, "idee", &late, "save").await;
    assert!(status == Status::Conflict && page.contains("Te laat"), "{page}");
    let (_, next) = save(&app, "open", &[("invitation_only", "yes")]).await;
    assert_eq!(next, "/organise/events/open?done=saved");
    assert!(app.page(&next).await.contains("dan blijft de oude link werken"));
    assert_eq!(app.client.get("/events/open").dispatch().await.status(), Status::Ok);
    assert!(!app.page("/").await.contains("/events/open"));
}
