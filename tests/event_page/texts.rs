//! The texts of an event: in which language they are, and what their marks become.

use samenkomst::events::event::{Languages, Speaker, Speakers, Translation, Translations};
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::{Language, Texts};
use sea_orm::{ActiveModelBehavior, Set};

use crate::support::TestApp;
use crate::support::makers::{make, make_event, make_region};

#[rocket::async_test]
async fn questions_are_asked_in_the_language_of_the_reader_and_kept_in_the_first() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "vragen", |e| {
        e.title = Set("Vragen".into());
        e.translations = Set(Translations {
            fr: Some(Translation { title: "Des questions".into(), ..Translation::default() }),
            ..Translations::default()
        });
    })
    .await;
    let both = |nl: &str, fr: &str| Texts { nl: nl.into(), fr: fr.into(), ..Texts::default() };
    for (position, kind) in
        [QuestionKind::Text, QuestionKind::Choice, QuestionKind::Choices, QuestionKind::YesNo].into_iter().enumerate()
    {
        let question = question::ActiveModel {
            event_id: Set(event.id),
            position: Set(position as i32),
            labels: Set(both("Wat eet je?", "Que manges-tu ?")),
            kind: Set(kind),
            required: Set(true),
            options: Set(Options(vec![both("Vlees", "Viande"), both("Groenten", "Légumes")])),
            ..question::ActiveModel::new()
        };
        make(&app, question).await;
    }
    let page = app.page("/events/vragen?lang=fr").await;
    assert!(page.contains("<h1>Des questions</h1>") && page.contains("Je m’inscris"), "{page}");
    assert_eq!(page.matches("Que manges-tu ?").count(), 4);
    assert_eq!(page.matches("value=\"Vlees\"").count(), 2);
    assert!(page.contains("<span>Viande</span>") && page.contains("value=\"yes\""), "{page}");
}

#[rocket::async_test]
async fn a_text_that_is_not_in_the_language_of_the_page_says_in_which_it_is() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |e| {
        e.summary = Set("Over de wijk".into());
        e.translations = Set(Translations {
            fr: Some(Translation { title: "Ensemble".into(), ..Translation::default() }),
            ..Translations::default()
        });
        e.speakers = Set(Speakers(vec![Speaker { name: "Lien Dewaele".into(), role: Texts::same("gids") }]));
    })
    .await;
    let (dutch, french) = (app.page("/events/samen").await, app.page("/events/samen?lang=fr").await);
    assert!(dutch.contains("<h1>Samen</h1>") && dutch.contains("<p class=\"lede\">Over de wijk</p>"), "{dutch}");
    assert!(french.contains("<h1>Ensemble</h1>"), "{french}");
    for passage in ["<p class=\"lede\" lang=\"nl-BE\">Over de wijk</p>", " lang=\"nl-BE\">gids</span>"] {
        assert!(french.contains(passage), "{passage} in {french}");
    }
    let english = app.page("/?lang=en").await;
    assert!(english.contains("<a href=\"/events/samen\" lang=\"nl-BE\">Samen</a>"), "{english}");
}

#[rocket::async_test]
async fn a_text_of_which_nobody_knows_the_language_is_said_to_be_in_none() {
    let app = TestApp::start().await;
    let brussels = make_region(&app, "brussel").await;
    make_event(&app, &brussels, "ensemble", |e| e.languages = Set(Languages(vec![Language::Fr]))).await;
    let english = app.page("/events/ensemble?lang=en").await;
    assert!(english.contains("<h1>Ensemble</h1>"), "it may be French, or Dutch about something in French");
}

#[rocket::async_test]
async fn a_description_is_marked_up_and_harmless() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "tekst", |e| {
        e.description = Set("# Eerst\n\n**Vet** en [hier](https://example.org) en [niet](javascript:alert(1)).\n\n\
            ![foto](https://example.org/foto.png) <img src=x onerror=alert(1)>"
            .to_string());
    })
    .await;
    let page = app.page("/events/tekst").await;
    assert!(page.contains("<h3>Eerst</h3>") && page.contains("<strong>Vet</strong>"), "{page}");
    assert!(page.contains("<a href=\"https://example.org\">hier</a>"), "{page}");
    assert!(!page.contains("<img") && !page.contains("javascript:") && !page.contains("onerror"), "{page}");
}

#[test]
fn a_link_in_a_description_opens_a_page_or_a_letter_and_no_other_program() {
    let html = samenkomst::page::markdown(
        "[a](https://a.example) [b](/regions/gent) [c](MAILTO:c@example.org) \
         [d](ms-word:ofe|u|https://d.example) [e](//e.example) [f](/\\f.example) [g](javascript:g)",
    );
    let led_to: Vec<&str> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(led_to, ["https://a.example", "/regions/gent", "MAILTO:c@example.org", "", "", "", ""]);
}
