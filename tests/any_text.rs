//! Whatever people type, it arrives: in feeds, letters, news and structured data it reads as it was typed, after the
//! cleaning that `calendar/text.rs` documents, and adds nothing of its own. The texts are drawn by proptest, the same
//! at each run.

mod strict;

use std::collections::BTreeMap;

use mail_parser::{HeaderName, MessageParser, MimeHeaders, PartType};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rocket::http::Status;
use samenkomst::events::event::{self, Format, Venue};
use samenkomst::organisers::role::Role;
use sea_orm::{EntityTrait, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::planning::{filled, put, submit};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region};
use crate::support::people::person;
use crate::support::programs::Program;
use strict::{meant, strictly};

/// What breaks a stream, a letter, a page or a template, when it is let.
const NASTY: [&str; 48] = [
    "\r\nATTENDEE;CN=x:mailto:evil",
    "\r\nBcc: evil",
    "\nEND:VEVENT\nEND:VCALENDAR\n",
    "BEGIN:VEVENT",
    "\r",
    "\n",
    "\r\n",
    "\r\n ",
    "\n\t",
    "\t",
    "\u{1}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{fffe}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    ";",
    ",",
    "\\",
    "\\n",
    "\\,",
    "\"",
    "'",
    ":",
    "👩🏽‍👧‍👦",
    "🇧🇪",
    "❤️",
    "𠮷",
    "עברית",
    "e\u{301}",
    "</script><script>alert(1)</script>",
    "<b>vet</b>",
    "<!--",
    "]]>",
    "&amp;",
    "**vet**",
    "[hier](javascript:alert(1))",
    "%0d%0a",
    "%s",
    "{{ 70001 * 70001 }}",
    "{% raw %}",
    "{#",
    "=?utf-8?q?x?=",
];

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(NASTY.to_vec()).prop_map(str::to_string),
        2 => "[a-zé ]{1,9}",
        1 => any::<char>().prop_map(String::from),
        1 => (1..120_usize).prop_map(|n| "w".repeat(n)),
    ];
    // No NUL: PostgreSQL keeps none, and the door lets none in.
    prop::collection::vec(piece, 1..16).prop_map(|pieces| pieces.concat().replace('\0', ""))
}

/// So many texts, the same each time.
fn texts(count: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let mut draw = |_| any_text().new_tree(&mut runner).expect("a text").current();
    (0..count).map(&mut draw).collect()
}

/// The documented cleaning, written a second time: line breaks of any kind are one kind, a tab is a space, other control
/// characters go.
fn clean(typed: &str) -> String {
    let mut cleaned = String::new();
    let mut after_return = false;
    for c in typed.chars() {
        match c {
            '\n' if after_return => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            c if c.is_control() => {}
            c => cleaned.push(c),
        }
        after_return = c == '\r';
    }
    cleaned
}

fn one_line(typed: &str) -> String {
    clean(typed).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Events with these texts everywhere that a person can type.
async fn told(app: &TestApp, texts: &[String]) -> Vec<event::Model> {
    let region = make_region(app, "leuven").await;
    let mut events = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let other = &texts[(n + 1) % texts.len()];
        let slug = format!("e{n}");
        let event = make_event(app, &region, &slug, |e| {
            e.title = Set(format!("T{n} {text}"));
            e.summary = Set(format!("S{n} {other}"));
            e.description = Set(text.clone());
            e.format = Set(Format::Hybrid);
            e.venue = Set(Some(Venue { name: format!("V{n} {text}"), city: other.clone(), ..Venue::default() }));
            e.join_url = Set(Some("https://video.example.org/j/4711".into()));
            e.cancelled_at = Set((n % 4 == 3).then(|| app.clock.now()));
            e.cancellation_reason = Set((n % 4 == 3).then(|| format!("R{n} {other}")));
        });
        events.push(event.await);
    }
    events
}

#[rocket::async_test]
async fn any_text_survives_a_feed_and_adds_nothing_to_it() {
    let app = TestApp::start().await;
    let events = told(&app, &texts(300)).await;
    let feed = app.page("/calendar/all.ics").await;
    let entries = strictly(&feed);
    assert_eq!(entries.len(), events.len());
    let crate_reads: icalendar::Calendar = feed.parse().expect("a stream that the icalendar crate reads");
    assert_eq!(crate_reads.events().count(), events.len());
    let one = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "TRANSP", "URL"];
    let more = ["CATEGORIES", "CREATED", "LAST-MODIFIED", "SEQUENCE"];
    for event in &events {
        let is_it = |e: &&BTreeMap<String, Vec<String>>| e["UID"] == [event.uid.to_string()];
        let entry = entries.iter().find(is_it).expect("the entry");
        let mut names: Vec<&str> = one.into_iter().chain(more).collect();
        names.sort_unstable();
        assert_eq!(entry.keys().collect::<Vec<_>>(), names, "{:?}", event.title);
        assert!(entry.values().all(|values| values.len() == 1));
        let mark = if event.cancelled_at.is_some() { "Geannuleerd: " } else { "" };
        assert_eq!(meant(&entry["SUMMARY"][0]), format!("{mark}{}", one_line(&event.title)), "{:?}", event.title);
        let venue = event.venue.as_ref().expect("a venue");
        let place = meant(&entry["LOCATION"][0]);
        assert!(place.starts_with(&one_line(&venue.name)) && !place.contains('\n'), "{venue:?}");
        let story = meant(&entry["DESCRIPTION"][0]);
        assert!(story.contains(clean(&event.summary).trim()), "{:?} in {story:?}", event.summary);
        if let Some(reason) = &event.cancellation_reason {
            assert!(story.contains(clean(reason).trim()), "{reason:?} in {story:?}");
        }
    }
}

#[rocket::async_test]
async fn any_text_survives_the_news_and_the_structured_data() {
    let app = TestApp::start().await;
    let events = told(&app, &texts(120)).await;
    let news = app.page("/feeds/all.atom").await;
    let news = roxmltree::Document::parse(&news).expect("XML");
    let entries: Vec<_> = news.root_element().children().filter(|n| n.has_tag_name("entry")).collect();
    assert_eq!(entries.len(), 50);
    let text = |entry: &roxmltree::Node<'_, '_>, name: &str| {
        let child = entry.children().find(|n| n.tag_name().name() == name);
        child.and_then(|c| c.text()).unwrap_or_default().to_string()
    };
    for entry in &entries {
        let id = text(entry, "id");
        let event = events.iter().find(|e| id == format!("urn:uuid:{}", e.uid)).expect("the event");
        let mark = if event.cancelled_at.is_some() { "Geannuleerd: " } else { "" };
        let typed = one_line(&event.title).replace('\u{fffe}', "");
        assert_eq!(text(entry, "title"), format!("{mark}{typed}"), "{:?}", event.title);
        assert!(!text(entry, "content").contains("<script") && !text(entry, "content").contains("\"javascript:"));
    }
    for event in &events {
        let page = app.page(&format!("/events/{}", event.slug)).await;
        assert!(!page.contains("<script>alert"), "{:?}", event.title);
        let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("structured data");
        let (data, _) = rest.split_once("</script>").expect("its end");
        let data: Value = serde_json::from_str(data).expect("JSON");
        assert_eq!(data["name"], event.title, "as it was typed");
        assert!(!data.to_string().contains("video.example.org"));
    }
}

#[rocket::async_test]
async fn any_name_and_title_survive_a_letter_and_add_nothing_to_it() {
    let app = TestApp::start().await;
    let texts = texts(120);
    for (n, event) in told(&app, &texts).await.iter().enumerate() {
        let name = texts[n].chars().take(90).collect::<String>();
        let applicant = samenkomst::registrations::seats::booking::Applicant { name, ..person(event.id, n) };
        // What is called off lets nobody in.
        let _ = app.desk().register(applicant).await.expect("an answer");
    }
    let letters = app.letters().await;
    assert_eq!(letters.len(), 90);
    for letter in &letters {
        let about = &letter.rendered.subject;
        assert!(letter.bytes.is_ascii(), "{about}");
        assert!(letter.bytes.split(|b| *b == b'\n').all(|line| line.len() <= 999), "{about}");
        let read = MessageParser::default().parse(&letter.bytes).expect("a letter");
        assert_eq!(read.subject(), Some(about.as_str()));
        assert!(!about.contains(|c: char| c.is_control()), "{about:?}");
        let to = read.to().and_then(|to| to.as_list()).expect("a reader");
        assert_eq!(to.len(), 1);
        assert_eq!(to[0].address(), Some(letter.to.to_string().as_str()));
        let mut names: Vec<&str> = read.headers().iter().map(|h| h.name.as_str()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "a header twice: {about}");
        assert!(read.header(HeaderName::Bcc).is_none());
        let text = read.body_text(0).expect("a text").replace("\r\n", "\n");
        assert_eq!(text.trim_end(), letter.rendered.text.trim_end(), "{about}");
        assert!(!text.contains("4900140001"), "a template in a text was followed");
        let html = read.body_html(0).expect("a page");
        assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{about}");
        let is_calendar = |p: &&mail_parser::MessagePart<'_>| {
            p.content_type().is_some_and(|c| c.ctype() == "text" && c.subtype() == Some("calendar"))
        };
        let part = read.parts.iter().find(is_calendar).expect("an entry");
        let PartType::Text(stream) = &part.body else { panic!("an entry that is no text") };
        let entries = strictly(stream);
        assert_eq!(entries.len(), 1);
        let attendees = &entries[0]["ATTENDEE"];
        assert_eq!(attendees.len(), 1, "{about}");
        assert!(attendees[0].ends_with(&format!(":mailto:{}", letter.to)), "{}", attendees[0]);
        assert!(entries[0].keys().all(|name| !name.starts_with("X-")), "{about}");
    }
}

#[rocket::async_test]
async fn what_no_database_keeps_is_left_at_the_door() {
    let app = TestApp::start().await;
    let region = make_region(&app, "leuven").await;
    let program = Program::of(&app, Role::Organiser, Some(&region)).await;
    let said = json!({
        "title": "Nul\u{0}len", "kind": "webinar", "region": "leuven", "format": "online",
        "starts_at": "2027-03-04T13:30:00", "ends_at": "2027-03-04T15:30:00", "summary": "a\u{0}b",
    });
    let made = program.post("/api/v1/events", said).await;
    assert!(made.status == Status::Created || made.status == Status::UnprocessableEntity, "{}", made.status);
    make_event(&app, &region, "samenleven", |e| e.uid = Set(Uuid::from_u128(7))).await;
    let person = [("name", "A\u{0}n"), ("email", "an@example.org"), ("consent", "true")];
    let (status, _) = app.send("/events/samenleven/registrations", &person).await;
    assert!(status == Status::SeeOther || status == Status::UnprocessableEntity, "{status}");
}

#[rocket::async_test]
async fn no_text_turns_the_words_after_it_round_and_every_script_keeps_its_own() {
    let app = TestApp::start().await;
    let region = make_region(&app, "leuven").await;
    let program = Program::of(&app, Role::Organiser, Some(&region)).await;
    let typed = "\u{202e}Samen\u{2069} \u{2067}ליאת\u{200f} \u{645}\u{200c}\u{644}";
    let kept = "Samen ליאת\u{200f} \u{645}\u{200c}\u{644}";
    let said = json!({
        "title": typed, "kind": "webinar", "region": "leuven", "format": "online",
        "starts_at": "2027-03-04T13:30:00", "ends_at": "2027-03-04T15:30:00",
        "description": typed, "speakers": [{ "name": typed }],
    });
    let made = program.post("/api/v1/events", said).await.ok();
    let slug = made["slug"].as_str().expect("a slug");
    sign_hanne_in(&app, Role::Organiser, &[&region]).await;
    let mut form = filled(&app.page(&format!("/organise/events/{slug}")).await);
    put(&mut form, "summary", typed);
    assert_eq!(submit(&app, slug, &form, "save").await.0, Status::SeeOther);
    let event = event::Entity::find().one(app.db.read()).await.expect("a query").expect("an event");
    assert_eq!([&event.title, &event.description, &event.summary, &event.speakers.0[0].name], [kept; 4]);
}
