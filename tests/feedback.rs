//! Afterwards people say how it was, once each, and nobody knows who said what.

mod another_date;
mod asking;
mod reading;

use rocket::futures::future::join_all;
use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::feedback::{Score, answer};
use samenkomst::language::{Language, Texts};
use samenkomst::regions::region;
use samenkomst::registrations::looking_back;
use sea_orm::{EntityTrait, PaginatorTrait, Set};

use crate::support::TestApp;
use crate::support::makers::{change, make_event, make_region};
use crate::support::people::{let_in, link_in};

/// Leuven, with an event until 15.30 on 4 March that asks how it was, and the private links of so many people who come.
async fn house(
    people: usize,
    change: impl FnOnce(&mut event::ActiveModel),
) -> (TestApp, region::Model, event::Model, Vec<String>) {
    let app = TestApp::start().await;
    let (leuven, event, links) = asked(&app, people, change).await;
    (app, leuven, event, links)
}

async fn asked(
    app: &TestApp,
    people: usize,
    change: impl FnOnce(&mut event::ActiveModel),
) -> (region::Model, event::Model, Vec<String>) {
    let leuven = make_region(app, "leuven").await;
    let event = make_event(app, &leuven, "samenleven", |e| {
        e.asks_feedback = Set(true);
        change(e);
    })
    .await;
    let_in(app, event.id, 0..people).await;
    let links = app.letters().await.iter().map(link_in).collect();
    (leuven, event, links)
}

/// Sends what somebody says of it.
async fn say(app: &TestApp, link: &str, fields: &[(&str, &str)]) -> (Status, String) {
    app.send(&format!("{link}/feedback"), fields).await
}

/// What is kept of all that was said.
async fn kept(app: &TestApp) -> Vec<answer::Model> {
    answer::Entity::find().all(app.db.read()).await.expect("a query")
}

#[rocket::async_test]
async fn whoever_was_there_says_how_it_was_once_and_is_thanked() {
    let (app, _, event, links) =
        house(2, |e| e.feedback_question = Set(Texts::same("Welke spreker wil je terug?"))).await;
    let (mine, feedback) = (&links[0], format!("{}/feedback", links[0]));
    assert!(!app.page(mine).await.contains(&feedback), "not before it is over");
    app.at("2027-03-04 15:30");
    assert!(app.page(mine).await.contains(&format!("href=\"{feedback}\"")));
    let page = app.page(&feedback).await;
    for words in ["Hoe was het?", "Heel goed", "Wat neem je mee?", "Wat kan beter?", "Welke spreker wil je terug?"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(page.matches("type=\"radio\" name=\"score\"").count(), 6, "five, and none: {page}");

    let typed = [
        ("score", "5"),
        ("take_along", "\u{202e}Durf.\r\nEn koffie."),
        ("to_improve", " "),
        ("own_answer", "Lien Dewaele"),
    ];
    assert_eq!(say(&app, mine, &typed).await, (Status::SeeOther, format!("{feedback}?done=given")));
    assert!(app.page(&format!("{feedback}?done=given")).await.contains("Je antwoord is binnen, zonder je naam."));
    let again = app.page(&feedback).await;
    assert!(again.contains("Je gaf je antwoord al.") && !again.contains("<form method=\"post\""), "{again}");
    assert_eq!(say(&app, mine, &[("score", "1")]).await, (Status::SeeOther, feedback.clone()));
    assert!(!app.page(mine).await.contains(&feedback), "nobody is asked twice");
    assert!(app.page(&links[1]).await.contains(&format!("{}/feedback", links[1])), "the other one still is");

    let all = kept(&app).await;
    let said = answer::Model {
        id: all[0].id,
        event_id: event.id,
        score: Some(Score::VeryGood),
        take_along: "Durf.\nEn koffie.".into(),
        to_improve: String::new(),
        own_answer: "Lien Dewaele".into(),
        language: Some(Language::Nl),
    };
    assert_eq!(all, [said]);
}

#[rocket::async_test]
async fn at_least_one_thing_is_said_and_what_was_typed_stays() {
    let (app, _, _, links) = house(1, |_| {}).await;
    app.at("2027-03-05 09:00");
    let long = "é".repeat(2_001);
    for (typed, sentence) in [
        (vec![], "Kies hoe het was, of schrijf iets"),
        (
            vec![("score", ""), ("take_along", "  \r\n"), ("to_improve", "\u{200b}")],
            "Kies hoe het was, of schrijf iets",
        ),
        (vec![("score", "6"), ("to_improve", "De \"koffie\"")], "Kies een van de vijf, of geen"),
        (vec![("score", "4"), ("take_along", long.as_str())], "Dat is te lang"),
    ] {
        let (status, page) = say(&app, &links[0], &typed).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence), "{sentence}: {status} {page}");
        for (_, text) in typed.iter().filter(|(name, text)| *name != "score" && !text.trim().is_empty()) {
            assert!(page.contains(&text.replace('"', "&#34;")), "{text} stays: {page}");
        }
    }
    assert_eq!(kept(&app).await, []);
    let most = "é".repeat(2_000);
    assert_eq!(say(&app, &links[0], &[("take_along", most.as_str())]).await.0, Status::SeeOther);
}

#[rocket::async_test]
async fn of_many_answers_at_once_one_is_kept_and_of_many_people_all_are() {
    let (app, _, _, links) = house(4, |_| {}).await;
    app.at("2027-03-05 09:00");
    let neighbour = app.neighbour().await;
    let houses = [&app, &neighbour];
    let texts: Vec<String> = (0..12).map(|n| format!("Idee {n}")).collect();
    let pressed = texts.iter().enumerate().map(|(n, text)| {
        let (house, link) = (houses[n % 2], &links[n % 4]);
        async move { say(house, link, &[("take_along", text.as_str())]).await }
    });
    let answers = join_all(pressed).await;
    assert!(answers.iter().all(|(status, _)| *status == Status::SeeOther), "{answers:?}");
    assert_eq!(answers.iter().filter(|(_, next)| next.ends_with("?done=given")).count(), 4, "{answers:?}");
    assert_eq!(kept(&app).await.len(), 4);
}

#[rocket::async_test]
async fn no_answer_leads_to_who_gave_it() {
    let (app, _, _, links) = house(9, |_| {}).await;
    app.at("2027-03-05 09:00");
    for (n, link) in links.iter().enumerate() {
        let text = format!("Idee {n}");
        let typed =
            if n == 0 { [("score", "3"), ("take_along", "")] } else { [("score", ""), ("take_along", text.as_str())] };
        assert_eq!(say(&app, link, &typed).await.0, Status::SeeOther);
    }
    let all = kept(&app).await;
    assert!(all.iter().all(|answer| answer.id.get_version_num() == 4), "an id is chance and no time: {all:?}");
    let silent: Vec<_> = all.iter().filter(|answer| answer.take_along.is_empty()).collect();
    assert_eq!((silent.len(), silent[0].language), (1, None), "whoever writes nothing has no language");
    if app.db.is_sqlite() {
        assert!(all.is_sorted_by_key(|answer| answer.id), "rows stand in the order of chance: {all:?}");
    }
    assert_eq!(looking_back::Entity::find().count(app.db.read()).await.expect("a count"), 9);
}

#[rocket::async_test]
async fn who_has_nothing_to_say_is_told_why() {
    let (app, _, event, links) = house(3, |e| e.capacity = Set(Some(2))).await;
    let refused = async |link: &str, sentence: &str| {
        let page = app.page(&format!("{link}/feedback")).await;
        assert!(page.contains(sentence) && !page.contains("<form method=\"post\""), "{sentence}: {page}");
        let (status, page) = say(&app, link, &[("score", "5")]).await;
        assert!(status == Status::Conflict && page.contains(sentence), "{sentence}: {status} {page}");
        assert!(!app.page(link).await.contains(&format!("{link}/feedback")), "{sentence}");
    };
    refused(&links[0], "De samenkomst is nog niet voorbij.").await;
    refused(&links[2], "We vragen het alleen aan wie een plek had.").await;
    app.send(&format!("{}/cancellation", links[1]), &[]).await;
    app.at("2027-03-05 09:00");
    refused(&links[1], "We vragen het alleen aan wie een plek had.").await;
    change(&app, &event, event::Column::AsksFeedback, false).await;
    refused(&links[0], "Hier vragen we niet of niet meer hoe het was.").await;
    change(&app, &event, event::Column::AsksFeedback, true).await;
    app.at("2027-04-01 16:31");
    refused(&links[0], "Hier vragen we niet of niet meer hoe het was.").await;
    app.at("2027-03-05 09:00");
    change(&app, &event, event::Column::CancelledAt, app.clock.now()).await;
    refused(&links[0], "Deze samenkomst ging niet door.").await;
    let nobodys = "/registrations/AAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(app.client.get(format!("{nobodys}/feedback")).dispatch().await.status(), Status::NotFound);
    assert_eq!(say(&app, nobodys, &[("score", "5")]).await.0, Status::NotFound);
    assert_eq!(kept(&app).await, []);
}

#[rocket::async_test]
async fn a_script_is_slowed_down() {
    let limits =
        |figment: rocket::figment::Figment| figment.merge(("rate_limits", true)).merge(("most_per_address", 2));
    let app = TestApp::start_with(limits).await;
    let (_, _, links) = asked(&app, 3, |_| {}).await;
    app.at("2027-03-05 09:00");
    let mut answers = Vec::new();
    for link in &links {
        answers.push(say(&app, link, &[("score", "1")]).await.0);
    }
    assert_eq!(answers, [Status::SeeOther, Status::SeeOther, Status::TooManyRequests]);
    assert_eq!(kept(&app).await.len(), 2, "of the third nothing is kept");
}
