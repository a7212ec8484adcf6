//! What a program says of an event: nothing is lost by a slip, and what makes no sense is said.

use rocket::http::Method;
use samenkomst::events::event::{self, Languages};
use samenkomst::language::Language;
use samenkomst::organisers::role::Role;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::{a_gathering, amina, register};
use crate::planning::{filled, put, submit};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::make_region;
use crate::support::programs::Program;

pub const PATH: &str = "/api/v1/events/samen-sterk-in-leuven-2027-03-16";

/// The gathering, with whoever made it.
pub async fn a_house(app: &TestApp) -> (Program<'_>, Value) {
    let leuven = make_region(app, "leuven").await;
    sign_hanne_in(app, Role::Organiser, &[&leuven]).await;
    let theirs = Program::of(app, Role::Organiser, Some(&leuven)).await;
    let made = theirs.post("/api/v1/events", a_gathering()).await.ok();
    (theirs, made)
}

async fn amina_answers(app: &TestApp, theirs: &Program<'_>) {
    theirs.post(&format!("{PATH}/publication"), Value::Null).await.ok();
    let mut body = amina("amina@example.org");
    body["answers"] = json!({ "Eet je mee?": true, "Wat eet je?": "Veggie" });
    register(app, "samen-sterk-in-leuven-2027-03-16", body).await.ok();
}

async fn answers(theirs: &Program<'_>) -> Value {
    theirs.get(&format!("{PATH}/registrations")).await.ok()["items"][0]["answers"].clone()
}

#[rocket::async_test]
async fn questions_that_are_sent_again_without_their_ids_keep_their_answers() {
    let app = TestApp::start().await;
    let (theirs, made) = a_house(&app).await;
    amina_answers(&app, &theirs).await;
    let questions = json!([
        { "label": "Kom je met de fiets?", "kind": "yes-no" },
        { "label": "Wat eet je?", "kind": "choice", "options": ["Vlees", "Veggie", "Vegan"] },
        { "label": { "nl": "Eet je mee?", "fr": "Tu manges avec nous ?" }, "kind": "yes-no", "required": true },
    ]);
    let changed = theirs.patch(PATH, json!({ "questions": questions })).await.ok();
    assert_eq!(changed["questions"][1]["id"], made["questions"][1]["id"]);
    assert_eq!(changed["questions"][2]["id"], made["questions"][0]["id"]);
    assert_eq!(answers(&theirs).await, json!({ "Eet je mee?": true, "Wat eet je?": "Veggie" }));
}

#[rocket::async_test]
async fn a_program_leaves_out_no_question_that_somebody_answered_but_an_organiser_may_remove_it() {
    let app = TestApp::start().await;
    let (theirs, made) = a_house(&app).await;
    let eats = json!({ "label": "Eet je mee?", "kind": "yes-no" });
    let bike = json!({ "label": "Kom je met de fiets?", "kind": "yes-no" });
    theirs
        .patch(PATH, json!({ "questions": [a_gathering()["questions"][0], a_gathering()["questions"][1], bike] }))
        .await
        .ok();
    amina_answers(&app, &theirs).await;
    for questions in [
        json!([]),
        json!([eats]),
        json!([{ "id": made["questions"][1]["id"], "label": "Wat eet je?", "kind": "text" }]),
    ] {
        assert_eq!(theirs.patch(PATH, json!({ "questions": questions })).await.wrong_fields(), ["questions"]);
    }
    assert_eq!(answers(&theirs).await, json!({ "Eet je mee?": true, "Wat eet je?": "Veggie" }));
    let unanswered = theirs.patch(PATH, json!({ "questions": a_gathering()["questions"] })).await.ok();
    assert_eq!(unanswered["questions"].as_array().map(Vec::len), Some(2), "nobody came by bicycle");

    let page = app.page("/organise/events/samen-sterk-in-leuven-2027-03-16").await;
    let (_, page) = submit(&app, "samen-sterk-in-leuven-2027-03-16", &filled(&page), "remove-questions-1").await;
    submit(&app, "samen-sterk-in-leuven-2027-03-16", &filled(&page), "save").await;
    assert_eq!(answers(&theirs).await, json!({ "Eet je mee?": true }));
}

#[rocket::async_test]
async fn whoever_names_a_stop_or_question_twice_means_one_of_them_and_not_both() {
    let app = TestApp::start().await;
    let (theirs, made) = a_house(&app).await;
    let stop = json!({ "title": "Buurthuis", "starts_at": "2027-03-16T13:30", "ends_at": "2027-03-16T14:30" });
    let with_stop = theirs.patch(PATH, json!({ "stops": [stop] })).await.ok();
    let twice = |one: &Value, id: &Value| {
        let mut first = one.clone();
        first["id"] = id.clone();
        json!([first, first])
    };
    let stops = twice(&stop, &with_stop["stops"][0]["id"]);
    assert_eq!(theirs.patch(PATH, json!({ "stops": stops })).await.wrong_fields(), ["stops.1.id"]);
    let questions = twice(&a_gathering()["questions"][0], &made["questions"][0]["id"]);
    assert_eq!(theirs.patch(PATH, json!({ "questions": questions })).await.wrong_fields(), ["questions.1.id"]);
}

#[rocket::async_test]
async fn no_two_questions_and_no_two_choices_read_the_same() {
    let app = TestApp::start().await;
    let (theirs, made) = a_house(&app).await;
    let lunch = json!({ "label": { "nl": "Eet je mee?", "fr": "Tu manges ?" }, "kind": "yes-no" });
    let choice = |options: Value| json!([{ "label": "Wat eet je?", "kind": "choice", "options": options }]);
    for (questions, wrong) in [
        (json!([lunch, { "label": " Eet je mee?", "kind": "text" }]), "questions.1"),
        (json!([lunch, { "label": { "nl": "Eet je?", "fr": "Tu manges ?" }, "kind": "text" }]), "questions.1"),
        (choice(json!(["Soep", "Brood", "Soep "])), "questions.0"),
        (choice(json!([{ "nl": "Soep", "fr": "Potage" }, { "nl": "Dagsoep", "fr": "Potage" }])), "questions.0"),
    ] {
        assert_eq!(theirs.patch(PATH, json!({ "questions": questions })).await.wrong_fields(), [wrong], "{questions}");
    }
    assert_eq!(theirs.get(PATH).await.ok()["questions"], made["questions"]);
    let same_in_two = choice(json!([{ "nl": "Menu", "fr": "Menu" }, "Soep"]));
    theirs.patch(PATH, json!({ "questions": same_in_two })).await.ok();

    let page = app.page("/organise/events/samen-sterk-in-leuven-2027-03-16").await;
    let mut form = filled(&page);
    put(&mut form, "questions.0.options", "Soep\r\nBrood\r\nSoep");
    let (_, page) = submit(&app, "samen-sterk-in-leuven-2027-03-16", &form, "save").await;
    assert!(page.contains("Een van de keuzes staat er twee keer"), "{page}");
}

#[rocket::async_test]
async fn a_typing_error_in_a_key_erases_no_text_however_deep_it_lies() {
    let app = TestApp::start().await;
    let (theirs, made) = a_house(&app).await;
    for (field, value, key) in [
        ("translations", json!({ "fr": { "titel": "Titre" } }), "titel"),
        ("venue", json!({ "name": "Stadhuis", "straat": "Markt 1" }), "straat"),
        ("speakers", json!([{ "name": "Lien", "functie": { "nl": "Coach" } }]), "functie"),
        ("speakers", json!([{ "name": "Lien", "role": { "nederlands": "Coach" } }]), "nederlands"),
        ("materials", json!([{ "title": { "nl": "Dia's" }, "url": "https://example.org/", "taal": "nl" }]), "taal"),
        ("materials", json!([{ "title": { "de": "Folien" }, "url": "https://example.org/" }]), "de"),
        ("programme", json!([{ "at": "2027-03-16T13:30", "text": { "nederlands": "Onthaal" } }]), "nederlands"),
        ("programme", json!([{ "at": "2027-03-16T13:30", "text": "Onthaal", "tekst": "Onthaal" }]), "tekst"),
        ("questions", json!([{ "label": { "n": "Eet je mee?" }, "kind": "text" }]), "n"),
        ("registration", json!({ "opent": "2027-03-01T09:00" }), "opent"),
    ] {
        let reply = theirs.patch(PATH, json!({ field: value })).await;
        assert_eq!(reply.wrong_fields(), [field]);
        let sentence = reply.json()["errors"][field].as_str().unwrap_or_default().to_string();
        assert!(sentence.contains(&format!("`{key}`")), "{sentence}");
    }
    assert_eq!(theirs.get(PATH).await.ok(), made, "nothing of it was kept");
}

#[rocket::async_test]
async fn null_empties_a_text_that_may_be_empty_and_says_nothing_of_one_that_may_not() {
    let app = TestApp::start().await;
    let (theirs, _) = a_house(&app).await;
    let said = json!({ "summary": "Een namiddag", "description": "Kom **mee**.", "accessibility": "Met een lift" });
    assert_eq!(theirs.patch(PATH, said).await.ok()["accessibility"], "Met een lift");
    let mut none = json!({ "summary": null, "description": null, "accessibility": null, "title": null, "kind": null });
    for other in ["themes", "stops", "translations", "registration", "thanks", "is_correction"] {
        none[other] = Value::Null;
    }
    let emptied = theirs.patch(PATH, none).await.ok();
    for field in ["summary", "description", "accessibility"] {
        assert_eq!(emptied[field], "", "{field}");
    }
    assert_eq!((&emptied["title"], &emptied["kind"]), (&json!("Samen sterk in Leuven"), &json!("gathering")));
}

#[rocket::async_test]
async fn what_does_not_fit_is_said_without_the_words_of_our_code() {
    let app = TestApp::start().await;
    let (theirs, _) = a_house(&app).await;
    for (field, value) in [
        ("venue", json!(5)),
        ("capacity", json!("ten")),
        ("translations", json!({ "fr": null })),
        ("registration", json!("now")),
        ("stops", json!(["Buurthuis"])),
        ("questions", json!([{ "label": 5, "kind": "text" }])),
        ("speakers", json!(["Lien"])),
    ] {
        let reply = theirs.patch(PATH, json!({ field: value })).await;
        assert_eq!(reply.wrong_fields(), [field]);
        let said = reply.text();
        for word in ["untagged", "enum", "struct", "Input", "i32", "Translation", "variant", "invalid", "expected"] {
            assert!(!said.contains(word), "{said}");
        }
    }
    for (lang, field, value, sentence) in [
        ("nl", "titel", json!("Titel"), "`titel` kennen we hier niet. Dit wel: `title`, `kind`"),
        ("fr", "questions", json!([{ "label": "Et toi ?", "kind": "oui" }]), "`oui` n’est pas dans cette liste"),
        ("en", "questions", json!([{ "label": "And you?" }]), "`kind` is missing."),
        ("nl", "stops", json!(["Buurthuis"]), "Geef een halte als een object met `title`, `starts_at` en `ends_at`."),
        ("nl", "stops", json!([["Buurthuis"]]), "Geef een halte als een object met `title`, `starts_at` en `ends_at`."),
        ("en", "translations", json!({ "fr": [] }), "Give an object with `title`, `summary`, `description` or"),
        ("en", "registration", json!([]), "Give an object with `opens_at` and `closes_at`."),
        ("fr", "capacity", json!("dix"), "Donne un nombre entier."),
        ("en", "capacity", json!(5_000_000_000_i64), "That number is too large or too small."),
        ("nl", "listed", json!("ja"), "Geef true of false."),
        ("en", "themes", json!("housing"), "Give a list."),
    ] {
        let reply = theirs.patch(&format!("{PATH}?lang={lang}"), json!({ field: value })).await;
        let said = reply.json()["errors"][field].as_str().unwrap_or_default().to_string();
        assert!(said.starts_with(sentence), "{said}");
    }
    amina_answers(&app, &theirs).await;
    let mut body = amina("bert@example.org");
    body["answers"] = json!({ "Wat eet je?": 5 });
    let said = register(&app, "samen-sterk-in-leuven-2027-03-16", body).await;
    assert!(said.wrong_fields() == ["answers"] && said.text().contains("An answer is a text"), "{}", said.text());
    let many = theirs.patch(PATH, json!({ "capacity": 1_000_001 })).await.problem(422);
    assert_eq!(many["errors"]["capacity"], "Give a number of seats from 0 to 1,000,000");
}

#[rocket::async_test]
async fn what_nobody_can_see_is_neither_a_name_nor_a_title() {
    let app = TestApp::start().await;
    let (theirs, _) = a_house(&app).await;
    let question = |label: &str| json!([{ "label": label, "kind": "text" }]);
    for (field, value, wrong) in [
        ("title", json!(" \u{200b} "), "title"),
        ("title", json!("\u{2800}\u{3164}"), "title"),
        ("translations", json!({ "fr": { "title": "\u{2060}" } }), "translations.fr.title"),
        ("speakers", json!([{ "name": "Lien" }, { "name": "" }]), "speakers.1.name"),
        ("speakers", json!([{ "name": "\u{feff}" }]), "speakers.0.name"),
        ("questions", question("\u{ad}"), "questions.0"),
        ("join_url", json!("https://"), "join_url"),
        ("join_url", json!("https://?room=1"), "join_url"),
        ("recording_url", json!("http://"), "recording_url"),
    ] {
        assert_eq!(theirs.patch(PATH, json!({ field: value })).await.wrong_fields(), [wrong], "{value}");
    }
    theirs.patch(PATH, json!({ "title": "♥ 5\u{200d}", "join_url": "https://meet.example.org" })).await.ok();
    amina_answers(&app, &theirs).await;
    let body =
        json!({ "name": "\u{200b}", "email": "a@example.org", "consent": true, "answers": { "Eet je mee?": true } });
    assert_eq!(register(&app, "samen-sterk-in-leuven-2027-03-16", body).await.wrong_fields(), ["name"]);
}

#[rocket::async_test]
async fn each_language_is_kept_once() {
    let app = TestApp::start().await;
    let (theirs, made) = a_house(&app).await;
    theirs.patch(PATH, json!({ "languages": ["fr", "nl", "fr", "nl", "fr"] })).await.ok();
    let kept = event::Entity::find().one(app.db.read()).await.expect("a query").expect("an event");
    assert_eq!(
        (&kept.slug, kept.languages),
        (&made["slug"].as_str().unwrap_or_default().to_string(), Languages(vec![Language::Fr, Language::Nl]))
    );
}

#[rocket::async_test]
async fn who_may_make_nothing_learns_that_before_their_event_is_read() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let viewer = Program::of(&app, Role::Viewer, Some(&leuven)).await;
    for body in ["{}", "{", ""] {
        viewer.ask(Method::Post, "/api/v1/events", body.to_string()).await.problem(403);
    }
}
