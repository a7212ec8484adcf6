//! The editor's form: every field, and its rows.

use rocket::http::Status;
use samenkomst::events::event::{self, Format, Venue};
use samenkomst::events::event_region;
use samenkomst::events::kind::Kind;
use samenkomst::events::room::StopsPolicy;
use samenkomst::language::Texts;
use samenkomst::regions::series;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use super::{filled, leuven, put, questions, save, stops, submit};
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::people::event_at;
use crate::support::{TestApp, brussels};

/// What it is about, in Dutch and in French.
const WORDS: [(&str, &str); 11] = [
    ("title", "Samen op weg"),
    ("kind", "conference"),
    ("series", "samenleven"),
    ("co_hosts", "brussel"),
    ("summary", "Kom."),
    ("description", "Een **dag**.\r\n\r\nEn nog een."),
    ("accessibility", "Lift."),
    ("title_fr", "En route"),
    ("summary_fr", "Viens."),
    ("description_fr", "Un jour."),
    ("accessibility_fr", "Ascenseur."),
];

/// Two days, by the clocks of London, in a house and on a screen.
const TIME_AND_PLACE: [(&str, &str); 11] = [
    ("date", "2027-05-20"),
    ("starts", "09:30"),
    ("end_date", "2027-05-21"),
    ("ends", "16:00"),
    ("timezone", "Europe/London"),
    ("format", "hybrid"),
    ("venue_name", "Huis"),
    ("venue_street", "Straat 1"),
    ("venue_postcode", "3000"),
    ("venue_city", "Leuven"),
    ("join_url", "https://meet.example.org/a"),
];

/// Who may come, until when, and what they hear before and after. What is not named here is not ticked.
const REGISTERING: [(&str, &str); 14] = [
    ("capacity", "80"),
    ("opens_at", "2027-03-01T09:00"),
    ("closes_at", "2027-05-19T12:00"),
    ("for_every_region", "yes"),
    ("invitation_only", "yes"),
    ("joining_counts", "yes"),
    ("certificates", "yes"),
    ("training_hours", "2,5"),
    ("recording_url", "https://video.example.org/1"),
    ("recording_minutes", "75"),
    ("reminders", "10080"),
    ("reminders", "180"),
    ("languages", "fr"),
    ("languages", "en"),
];

/// Stops, programme, speakers, questions and materials.
const ROWS: [(&str, &str); 25] = [
    ("stops_policy", "all-or-nothing"),
    ("stops.0.title", "Digipunt"),
    ("stops.0.title_fr", "Point numérique"),
    ("stops.0.practice", "Bib"),
    ("stops.0.starts", "10:00"),
    ("stops.0.ends", "10:40"),
    ("stops.0.capacity", "12"),
    ("stops.0.description", "Kijken."),
    ("stops.1.title", "De tweede dag"),
    ("stops.1.date", "2027-05-21"),
    ("stops.1.starts", "10:00"),
    ("stops.1.ends", "11:00"),
    ("programme.0.at", "09:30"),
    ("programme.0.text", "Onthaal"),
    ("programme.0.text_fr", "Accueil"),
    ("speakers.0.name", "Nadia Benali"),
    ("speakers.0.role", "Opbouwwerker"),
    ("questions.0.label", "Waar wil je napraten?"),
    ("questions.0.label_fr", "Où ?"),
    ("questions.0.kind", "choice"),
    ("questions.0.required", "yes"),
    ("questions.0.options", "Binnen\r\nBuiten"),
    ("questions.0.options_fr", "Dedans\r\nDehors"),
    ("materials.0.title", "Presentatie"),
    ("materials.0.url", "https://files.example.org/p.pdf"),
];

/// A house in which Hanne has a draft, `samen`, a series for it, and a region to ask along.
async fn house_with_a_draft() -> TestApp {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_region(&app, "brussel").await;
    let of = series::ActiveModel {
        slug: Set("samenleven".to_string()),
        region_id: Set(leuven.id),
        umbrella: Set(false),
        titles: Set(Texts::same("Samenleven")),
        summaries: Set(Texts::default()),
        ..Default::default()
    };
    make(&app, of).await;
    make_event(&app, &leuven, "samen", |e| e.published_at = Set(None)).await;
    app
}

/// Fills these parts of the draft's form in and saves it; answers with where that leads, and with what is kept.
async fn fill_in(app: &TestApp, parts: &[&[(&str, &str)]]) -> (String, event::Model) {
    const BOXES: [&str; 4] = ["waiting_list", "thanks", "reminders", "languages"];
    let mut form = filled(&app.page("/organise/events/samen").await);
    form.retain(|(name, _)| !BOXES.contains(&name.as_str()));
    for (name, value) in parts.concat() {
        if BOXES.contains(&name) {
            form.push((name.to_string(), value.to_string()));
        } else {
            put(&mut form, name, value);
        }
    }
    let (status, next) = submit(app, "samen", &form, "save").await;
    assert_eq!(status, Status::SeeOther, "{next}");
    let slug = next.trim_start_matches("/organise/events/").split('?').next().unwrap_or_default();
    let saved = event_at(app, slug).await;
    (next, saved)
}

#[rocket::async_test]
async fn what_an_event_is_about_can_be_filled_in_in_more_languages_than_one() {
    let app = house_with_a_draft().await;
    let (_, saved) = fill_in(&app, &[&TIME_AND_PLACE, &WORDS]).await;
    assert_eq!((saved.title.as_str(), saved.kind), ("Samen op weg", Kind::Conference));
    assert_eq!(saved.description, "Een **dag**.\n\nEn nog een.");
    let french = saved.translations.fr.clone().expect("French");
    assert_eq!((french.title.as_str(), french.accessibility.as_str()), ("En route", "Ascenseur."));
    assert_eq!((saved.translations.en, saved.translations.nl), (None, None));
    let hosts = event_region::Entity::find().filter(event_region::Column::EventId.eq(saved.id));
    assert_eq!(hosts.count(app.db.read()).await.expect("a count"), 1);
}

#[rocket::async_test]
async fn when_and_where_an_event_is_can_be_filled_in_by_other_clocks() {
    let app = house_with_a_draft().await;
    let (_, saved) = fill_in(&app, &[&TIME_AND_PLACE]).await;
    assert_eq!((saved.starts_at, saved.ends_at), (brussels("2027-05-20 10:30"), brussels("2027-05-21 17:00")));
    assert_eq!(saved.format, Format::Hybrid);
    assert_eq!(saved.venue.as_ref().map(Venue::line).as_deref(), Some("Huis, Straat 1, 3000 Leuven"));
}

#[rocket::async_test]
async fn who_may_come_and_what_they_hear_can_be_filled_in() {
    let app = house_with_a_draft().await;
    let (_, saved) = fill_in(&app, &[&TIME_AND_PLACE, &WORDS, &REGISTERING]).await;
    let slug = &saved.slug;
    assert!(slug.starts_with("samen-op-weg-") && slug.len() > 40, "a link that nobody guesses: {slug}");
    assert_eq!(saved.opens_at, Some(brussels("2027-03-01 10:00")));
    assert_eq!((saved.capacity, saved.waiting_list, saved.listed), (Some(80), false, false));
    assert_eq!((saved.reminders.0.as_slice(), saved.thanks, saved.joining_counts), (&[10_080, 180][..], false, true));
    assert_eq!((saved.certificates, saved.training_quarters), (true, Some(10)));
    assert_eq!(saved.recording_minutes, Some(75));
}

#[rocket::async_test]
async fn stops_programme_speakers_questions_and_materials_can_be_filled_in() {
    let app = house_with_a_draft().await;
    let (next, saved) = fill_in(&app, &[&TIME_AND_PLACE, &ROWS]).await;
    assert_eq!(saved.stops_policy, StopsPolicy::AllOrNothing);
    assert_eq!(saved.programme.0[0].text.fr, "Accueil");
    assert_eq!((saved.speakers.0.len(), saved.materials.0.len()), (1, 1));
    let stops = stops(&app, saved.id).await;
    assert_eq!((stops[0].titles.fr.as_str(), stops[0].capacity), ("Point numérique", Some(12)));
    assert_eq!(stops[1].starts_at, brussels("2027-05-21 11:00"));
    let asked = questions(&app, saved.id).await.remove(0);
    assert_eq!((asked.required, asked.labels.fr.as_str()), (true, "Où ?"));
    assert_eq!(asked.options.0[1].fr, "Dehors");
    let shown = app.page(&next).await;
    assert!(shown.contains("vrijdag 21 mei, 10.00 – 11.00"), "a stop on another day says so in its row: {shown}");
}

#[rocket::async_test]
async fn the_form_shows_what_was_saved_and_saving_that_again_changes_nothing() {
    let app = house_with_a_draft().await;
    let (next, saved) = fill_in(&app, &[&WORDS, &TIME_AND_PLACE, &REGISTERING, &ROWS]).await;
    let again = filled(&app.page(&next).await);
    let (status, _) = submit(&app, &saved.slug, &again, "save").await;
    assert_eq!((status, event_at(&app, &saved.slug).await.version), (Status::SeeOther, saved.version));
}

#[rocket::async_test]
async fn a_mistake_stands_beside_the_text_in_its_own_language_which_stands_open() {
    let app = house_with_a_draft().await;
    let (status, page) = save(&app, "samen", &[("title_en", "\u{2060}")]).await;
    assert!(status == Status::UnprocessableEntity && page.contains("href=\"#f-title_en\""), "{page}");
    assert!(page.contains("<details class=\"acc\" open><summary>Engels</summary>"), "{page}");
}

#[rocket::async_test]
async fn what_is_wrong_names_the_row_and_a_missing_day_is_asked_for_once() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    make_stop(&app, &event, "De keuken", "2027-03-04 13:30", "2027-03-04 14:30").await;
    make_stop(&app, &event, "De tuin", "2027-03-04 14:30", "2027-03-04 15:30").await;
    let whole = filled(&app.page("/organise/events/samen").await);
    let mut form = whole.clone();
    put(&mut form, "stops.1.title", "");
    let (status, page) = submit(&app, "samen", &form, "save").await;
    let named = "<a href=\"#f-stops-1-title\">Halte 2: ";
    assert!(status == Status::UnprocessableEntity && page.contains(named), "{page}");
    let mut form = whole;
    put(&mut form, "date", "");
    let (status, page) = submit(&app, "samen", &form, "save").await;
    assert!(status == Status::UnprocessableEntity && page.contains("<a href=\"#f-date\">Geef een datum</a>"), "{page}");
    assert!(!page.contains("Geef een dag en een uur"), "the stops have their hours: {page}");
    put(&mut form, "date", "2027-03-04");
    put(&mut form, "stops.0.ends", "");
    let (_, page) = submit(&app, "samen", &form, "save").await;
    assert!(page.contains("<a href=\"#f-stops-0-ends\">Halte 1: Geef een uur, zoals 13:30</a>"), "{page}");
}

#[rocket::async_test]
async fn a_place_that_was_not_chosen_is_asked_for_in_the_words_of_the_form() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    for (language, sentence) in [
        ("nl", "Kies: ter plaatse, online of allebei"),
        ("fr", "sur place, en ligne ou les deux"),
        ("en", "Choose in person, online or both"),
    ] {
        app.page(&format!("/?lang={language}")).await;
        let (status, page) = save(&app, "samen", &[("format", "zwevend")]).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence), "{page}");
        assert!(!page.contains("in-person of hybrid") && !page.contains("in-person or hybrid"), "{page}");
    }
}

#[rocket::async_test]
async fn rows_are_added_moved_and_removed_without_script_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let safari = make_event(&app, &leuven, "safari", |_| {}).await;
    make_stop(&app, &safari, "Digipunt", "2027-03-04 13:45", "2027-03-04 14:15").await;
    make_stop(&app, &safari, "Karavaan", "2027-03-04 14:30", "2027-03-04 15:00").await;
    let mut form = filled(&app.page("/organise/events/safari").await);
    put(&mut form, "title", "Getypt & bewaard");
    let (status, page) = submit(&app, "safari", &form, "add-stops").await;
    assert!(status == Status::Ok && page.contains("stops.2.title") && page.contains("Getypt &#38; bewaard"), "{page}");
    let mut form = filled(&page);
    put(&mut form, "stops.2.title", "Bellen mag ook");
    put(&mut form, "stops.2.starts", "15:00");
    put(&mut form, "stops.2.ends", "15:30");
    let (_, page) = submit(&app, "safari", &form, "up-stops-2").await;
    let form = filled(&page);
    let titles = |form: &[(String, String)]| -> Vec<String> {
        form.iter().filter(|(n, _)| n.starts_with("stops.") && n.ends_with(".title")).map(|(_, v)| v.clone()).collect()
    };
    assert_eq!(titles(&form), ["Digipunt", "Bellen mag ook", "Karavaan"]);
    let (_, page) = submit(&app, "safari", &form, "remove-stops-0").await;
    let form = filled(&page);
    assert_eq!(titles(&form), ["Bellen mag ook", "Karavaan"]);
    assert_eq!(stops(&app, safari.id).await.len(), 2, "nothing is saved yet");
    assert_eq!(submit(&app, "safari", &form, "save").await.0, Status::SeeOther);
    let kept = stops(&app, safari.id).await;
    assert_eq!(kept.iter().map(|s| s.titles.nl.as_str()).collect::<Vec<_>>(), ["Bellen mag ook", "Karavaan"]);
    for wish in ["up-stops-999", "down-stops-99999999999999999999", "remove-nothing-1", "add-", "up-stops-x"] {
        let (status, _) = submit(&app, "safari", &form, wish).await;
        assert!(matches!(status, Status::Ok | Status::SeeOther | Status::Conflict), "{wish}: {status}");
    }
}
