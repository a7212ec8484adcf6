//! What organisers read of it, what they do not, and until when.

use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::feedback;
use samenkomst::language::Texts;
use samenkomst::organisers::role::Role;
use sea_orm::Set;
use serde_json::{Value, json};

use super::{house, kept, say};
use crate::support::TestApp;
use crate::support::desk::{sign_in, sign_in_as};
use crate::support::makers::{change, make_event, make_region};
use crate::support::people::{let_in, link_in};
use crate::support::programs::Program;

const PAGE: &str = "/organise/events/samenleven/feedback";
const API: &str = "/api/v1/events/samenleven/feedback";

/// Each of these is the answer of one more person.
async fn answers(app: &TestApp, links: &[String], said: &[&[(&str, &str)]]) {
    for (link, typed) in links.iter().zip(said) {
        let (status, page) = say(app, link, typed).await;
        assert_eq!(status, Status::SeeOther, "{page}");
    }
}

#[rocket::async_test]
async fn organisers_see_scores_from_three_on_and_words_as_they_are() {
    let own = |e: &mut event::ActiveModel| e.feedback_question = Set(Texts::same("Wie wil je terug?"));
    let (app, leuven, _, links) = house(5, own).await;
    let viewer = sign_in_as(&app, Role::Viewer, &leuven).await;
    let page = app.page(PAGE).await;
    assert!(
        page.contains("We vroegen het nog aan niemand.") && !page.contains("Geantwoord"),
        "nothing to count: {page}"
    );
    app.at("2027-03-05 09:00");
    sign_in(&app, viewer).await;
    answers(
        &app,
        &links,
        &[&[("score", "5"), ("take_along", "Moed"), ("own_answer", "Lien")], &[("score", "2"), ("take_along", "Durf")]],
    )
    .await;
    let page = app.page(PAGE).await;
    assert!(page.contains("We vroegen het aan 5 mensen.") && page.contains("2 van de 5 antwoordden."), "{page}");
    assert!(page.contains("Vanaf drie keuzes tonen we ze.") && !page.contains("Heel goed"), "{page}");
    let places = ["<li>Durf</li>", "<li>Moed</li>", "Wie wil je terug?", "<li>Lien</li>"].map(|words| page.find(words));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}: {page}");
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let few = program.get(API).await.ok();
    assert_eq!((&few["answered"], &few["scores"], &few["average"]), (&json!(2), &Value::Null, &Value::Null));
    sign_in_as(&app, Role::Admin, &leuven).await;
    let list = app.page(&format!("{PAGE}.csv")).await;
    assert!(list.contains("Wat neem je mee?;Moed;1") && !list.contains("Hoe was het?"), "{list}");
    sign_in(&app, viewer).await;

    answers(&app, &links[2..], &[&[("to_improve", "Meer koffie")], &[("score", "5")]]).await;
    let page = app.page(PAGE).await;
    assert!(page.contains("<dd class=\"no\">4,0</dd>") && page.contains("Op 5, van wie een keuze maakte: 3 mensen."));
    let table = &page[page.find("<tbody>").expect("a table")..page.find("</tbody>").expect("its end")];
    let lines: Vec<&str> = table.split("<tr>").skip(1).collect();
    for (line, (words, people)) in
        lines.iter().zip([("Heel goed", 2), ("Goed", 0), ("Gaat wel", 0), ("Kon beter", 1), ("Niet goed", 0)])
    {
        assert!(line.contains(words) && line.contains(&format!("<td>{people}</td>")), "{words}: {line}");
    }
    assert_eq!(
        program.get(API).await.ok(),
        json!({
            "asked": 5, "answered": 4, "scores": [0, 1, 0, 0, 2], "average": 4.0,
            "take_along": ["Durf", "Moed"], "to_improve": ["Meer koffie"],
            "question": "Wie wil je terug?", "answers": ["Lien"],
        })
    );
}

#[rocket::async_test]
async fn a_region_reads_how_its_events_were_found_and_nothing_of_the_small_ones() {
    let (app, leuven, _, links) = house(4, |_| {}).await;
    let small = make_event(&app, &leuven, "klein", |e| e.asks_feedback = Set(true)).await;
    let_in(&app, small.id, 10..12).await;
    let few: Vec<String> = app.letters().await.iter().map(link_in).collect();
    app.at("2027-03-05 09:00");
    sign_in_as(&app, Role::Viewer, &leuven).await;
    let figures = "/organise/figures?region=leuven";
    answers(&app, &few, &[&[("score", "1")], &[("score", "1")]]).await;
    answers(&app, &links, &[&[("score", "5")], &[("score", "2")]]).await;
    let page = app.page(figures).await;
    assert!(page.contains("Per samenkomst"), "{page}");
    assert!(!page.contains("Hoe was het?") && !page.contains("Op 5, van"), "two and two are no four: {page}");
    answers(&app, &links[2..], &[&[("score", "5")], &[("to_improve", "Meer koffie")]]).await;
    let page = app.page(figures).await;
    assert!(page.contains("<dd class=\"no\">4,0</dd>"), "{page}");
    assert!(page.contains("Op 5, van 3 mensen bij 1 samenkomst. Waar minder dan drie mensen kozen"), "{page}");
    assert!(page.contains("<th scope=\"col\">Hoe was het?</th>"), "{page}");
    assert!(page.contains("<dt>Hoe was het?</dt>"), "an average of what, the card says: {page}");
    assert_eq!(page.matches("<td>4,0</td>").count(), 1, "of the one event: {page}");
    let list = app.page("/organise/figures.csv?region=leuven").await;
    let lines: Vec<&str> = list.split("\r\n").collect();
    assert!(lines[0].ends_with(";Hoe was het? Gemiddeld, op 5;Hoe was het? Antwoorden"), "{list}");
    assert!(lines[1].starts_with("Alles samen;") && lines[1].ends_with(";4,0;3"), "{list}");
    let of_events = |end: &str| lines.iter().filter(|l| l.starts_with("Per samenkomst;") && l.ends_with(end)).count();
    assert_eq!((of_events(";4,0;3"), of_events(";;")), (1, 1), "{list}");
    assert!(lines.iter().all(|line| line.is_empty() || line.matches(';').count() == 11), "{list}");
    assert!(app.page("/organise/figures.csv?region=leuven&dialect=rfc4180").await.contains(",4.0,3\r\n"));
    let alone = app.page(&format!("{figures}&period=ahead")).await;
    assert!(!alone.contains("Op 5, van"), "nothing that is still to come: {alone}");
}

#[rocket::async_test]
async fn where_nobody_is_asked_or_told_organisers_read_why() {
    let (app, leuven, event, links) = house(2, |e| e.thanks = Set(false)).await;
    app.at("2027-03-05 09:00");
    sign_in_as(&app, Role::Viewer, &leuven).await;
    let page = app.page(PAGE).await;
    assert!(page.contains("De bedanking staat uit.") && page.contains("We vroegen het aan 2 mensen."), "{page}");
    change(&app, &event, event::Column::Thanks, true).await;
    assert!(!app.page(PAGE).await.contains("De bedanking staat uit."));
    answers(&app, &links, &[&[("score", "4")]]).await;
    change(&app, &event, event::Column::CancelledAt, app.clock.now()).await;
    let page = app.page(PAGE).await;
    assert!(page.contains("Deze samenkomst gaat niet door. We vragen dus niemand"), "{page}");
    assert!(page.contains("1 van de 1 antwoordde."), "whoever did not answer is asked no more: {page}");
}

#[rocket::async_test]
async fn hostile_words_stay_words_on_the_page_and_in_the_list() {
    let (app, leuven, _, links) = house(3, |_| {}).await;
    app.at("2027-03-05 09:00");
    answers(
        &app,
        &links,
        &[
            &[("score", "4"), ("take_along", "<script>alert(1)</script>")],
            &[("score", "4"), ("take_along", "=HYPERLINK(\"https://evil.example\";\"klik\")")],
            &[("score", "1"), ("to_improve", "@SOM(A1)\r\n+2;\u{0}\"drie\"")],
        ],
    )
    .await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let page = app.page(PAGE).await;
    assert!(!page.contains("<script>alert") && page.contains("&#60;script&#62;alert(1)"), "{page}");
    let csv = app.page(&format!("{PAGE}.csv?dialect=rfc4180")).await;
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(
        lines,
        [
            "Vraag,Antwoord,Aantal",
            "Hoe was het?,Niet goed (1),1",
            "Hoe was het?,Kon beter (2),0",
            "Hoe was het?,Gaat wel (3),0",
            "Hoe was het?,Goed (4),2",
            "Hoe was het?,Heel goed (5),0",
            "Wat neem je mee?,<script>alert(1)</script>,1",
            "Wat neem je mee?,\"'=HYPERLINK(\"\"https://evil.example\"\";\"\"klik\"\")\",1",
            "Wat kan beter?,\"'@SOM(A1)\n+2;\"\"drie\"\"\",1",
        ]
    );
    assert!(app.page(&format!("{PAGE}.csv")).await.starts_with("\u{feff}Vraag;Antwoord;Aantal\r\n"));
}

#[rocket::async_test]
async fn only_who_may_see_who_comes_reads_what_they_say() {
    let (app, leuven, _, links) = house(1, |_| {}).await;
    app.at("2027-03-05 09:00");
    answers(&app, &links, &[&[("take_along", "Moed")]]).await;
    let gent = make_region(&app, "gent").await;
    Program::stranger(&app).get(API).await.problem(401);
    Program::of(&app, Role::Admin, Some(&gent)).await.get(API).await.problem(404);
    let status = async |path: &str| app.client.get(path.to_string()).dispatch().await.status();
    let list = format!("{PAGE}.csv");
    sign_in_as(&app, Role::Organiser, &gent).await;
    assert_eq!((status(PAGE).await, status(&list).await), (Status::NotFound, Status::NotFound));
    sign_in_as(&app, Role::Viewer, &leuven).await;
    assert_eq!((status(PAGE).await, status(&list).await), (Status::Ok, Status::Forbidden));
    assert!(!app.page(PAGE).await.contains(&list), "nobody is led to what they may not");
    sign_in_as(&app, Role::Organiser, &leuven).await;
    assert!(status(&list).await == Status::Ok && app.page(PAGE).await.contains(&list));
}

#[rocket::async_test]
async fn a_year_later_the_words_are_forgotten_and_the_scores_stay() {
    let (app, leuven, _, links) = house(3, |_| {}).await;
    app.at("2027-03-05 09:00");
    let said: [&[(&str, &str)]; 3] =
        [&[("score", "5"), ("take_along", "Wat Lien zei")], &[("score", "3")], &[("score", "4"), ("own_answer", "Ja")]];
    answers(&app, &links, &said).await;
    let before = kept(&app).await;
    app.at("2028-03-03 15:29");
    feedback::forget(&app.db, &app.clock).await.expect("forgetting");
    assert_eq!(kept(&app).await, before, "not before the year is over");
    app.at("2028-03-03 15:30");
    feedback::forget(&app.db, &app.clock).await.expect("forgetting");
    for answer in kept(&app).await {
        let words = [answer.take_along, answer.to_improve, answer.own_answer];
        assert!(words.iter().all(String::is_empty) && answer.language.is_none(), "{words:?}");
    }
    let told = Program::of(&app, Role::Organiser, Some(&leuven)).await.get(API).await.ok();
    assert_eq!((&told["average"], &told["answered"], &told["take_along"]), (&json!(4.0), &json!(3), &json!([])));
}
