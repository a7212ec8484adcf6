//! Hanne plans: from an idea to an event that is online, and what becomes of those who registered when she changes it.

mod at_once;
mod beginning;
mod changing;
mod copying;
mod ending;
mod filling_in;
mod hours;
mod off_for_good;
mod repeating;
mod rights;
mod titles;
mod together;

use rocket::http::Status;
use samenkomst::events::event::{self, Format};
use samenkomst::events::{question, stop};
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;

use crate::support::desk::{self, acts, make_organiser, sign_hanne_in};
use crate::support::makers::make_region;
use crate::support::people::{event_at, let_in, seats, to};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

/// Somebody new signs in at this house.
async fn sign_in(app: &TestApp, name: &str, role: Role, regions: &[&region::Model]) {
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    let id = make_organiser(app, &email, name, role, regions).await;
    desk::sign_in(app, id).await;
}

/// Leuven, where Hanne Verbeke organises.
async fn leuven(app: &TestApp) -> region::Model {
    let leuven = make_region(app, "leuven").await;
    sign_hanne_in(app, Role::Organiser, &[&leuven]).await;
    leuven
}

/// An event of 24 seats, four of them above what the room holds.
fn overbooked(event: &mut event::ActiveModel) {
    event.capacity = Set(Some(24));
    event.overbooked_by = Set(4);
}

async fn stops(app: &TestApp, event: i32) -> Vec<stop::Model> {
    let found = stop::Entity::find().filter(stop::Column::EventId.eq(event)).order_by_asc(stop::Column::Position);
    found.all(app.db.read()).await.expect("a query")
}

async fn questions(app: &TestApp, event: i32) -> Vec<question::Model> {
    let found = question::Entity::find().filter(question::Column::EventId.eq(event));
    found.order_by_asc(question::Column::Position).all(app.db.read()).await.expect("a query")
}

/// Sends the editor's form with these fields changed; the others stay as they are.
async fn save(app: &TestApp, slug: &str, fields: &[(&str, &str)]) -> (Status, String) {
    let path = format!("/organise/events/{slug}");
    let mut sent = vec![("_method", "put")];
    sent.extend(fields);
    app.send(&path, &sent).await
}

/// What the editor's form on the page would send: each field with its value.
pub fn filled(page: &str) -> Vec<(String, String)> {
    fields_of(page, "<form class=\"cols editor\"")
}

/// The same for the form that begins so.
pub fn fields_of(page: &str, form: &str) -> Vec<(String, String)> {
    let start = page.find(form).expect("the form");
    let page = &page[start..start + page[start..].find("</form>").expect("its end")];
    let unescape = |text: &str| {
        text.replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#38;", "&")
    };
    let attribute = |tag: &str, name: &str| {
        let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(unescape(&tag[start..start + tag[start..].find('"')?]))
    };
    let mut pairs = Vec::new();
    for (at, _) in page.match_indices('<') {
        let rest = &page[at..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        let Some(name) = attribute(tag, "name") else { continue };
        if tag.starts_with("<input") {
            let boxed = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
            if !boxed || tag.contains(" checked") {
                pairs.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        } else if tag.starts_with("<textarea") {
            let text = &rest[tag.len() + 1..rest.find("</textarea>").expect("its end")];
            pairs.push((name, unescape(text.strip_prefix('\n').unwrap_or(text))));
        } else if tag.starts_with("<select") {
            let inside = &rest[..rest.find("</select>").expect("its end")];
            let chosen =
                inside.match_indices("<option").map(|(at, _)| &inside[at..at + inside[at..].find('>').unwrap_or(0)]);
            let options: Vec<&str> = chosen.collect();
            let option = options.iter().find(|o| o.contains(" selected")).or(options.first());
            pairs.push((name, option.and_then(|o| attribute(o, "value")).unwrap_or_default()));
        }
    }
    pairs
}

/// Sends a whole form, as a browser does.
pub async fn submit(app: &TestApp, slug: &str, pairs: &[(String, String)], do_: &str) -> (Status, String) {
    let mut fields: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.push(("do", do_));
    app.send(&format!("/organise/events/{slug}"), &fields).await
}

/// Sends what is typed so far, as the page's script does to show what it would change.
async fn preview(app: &TestApp, slug: &str, pairs: &[(String, String)]) -> (Status, String) {
    let typed = pairs.iter().filter(|(name, _)| name != "_method");
    let fields: Vec<(&str, &str)> = typed.map(|(n, v)| (n.as_str(), v.as_str())).collect();
    app.send(&format!("/organise/events/{slug}/preview"), &fields).await
}

pub fn put(pairs: &mut Vec<(String, String)>, name: &str, value: &str) {
    match pairs.iter_mut().find(|(known, _)| known == name) {
        Some((_, text)) => *text = value.to_string(),
        None => pairs.push((name.to_string(), value.to_string())),
    }
}

async fn register(app: &TestApp, event_id: i32, people: std::ops::Range<usize>) {
    let_in(app, event_id, people).await;
    app.letters().await;
}

#[rocket::async_test]
async fn from_an_idea_to_an_event_that_is_online() {
    let app = TestApp::start().await;
    leuven(&app).await;
    let page = app.page("/organise/events/new").await;
    assert!(page.contains("Nieuwe samenkomst") && page.contains("3 uur, ter plaatse, 45 plaatsen"), "{page}");
    let fields =
        [("title", "Safari in Leuven"), ("kind", "practice-safari"), ("region", "leuven"), ("date", "2027-04-22")];
    let (status, next) = app.send("/organise/events", &fields).await;
    assert_eq!(
        (status, next.as_str()),
        (Status::SeeOther, "/organise/events/safari-in-leuven-2027-04-22?done=created")
    );
    let draft = event_at(&app, "safari-in-leuven-2027-04-22").await;
    assert_eq!((draft.starts_at, draft.ends_at), (brussels("2027-04-22 13:30"), brussels("2027-04-22 16:30")));
    assert_eq!((draft.capacity, draft.format, draft.published_at), (Some(45), Format::InPerson, None));
    assert_eq!(stops(&app, draft.id).await.len(), 3);
    assert_eq!(draft.programme.0.len(), 2);
    let page = app.page(&next).await;
    assert!(page.contains("Het concept staat klaar.") && page.contains("Halte 1: nog niemand die ontvangt"), "{page}");
    assert!(!page.contains("Unknown localization"), "{page}");
    assert_eq!(app.client.get("/events/safari-in-leuven-2027-04-22").dispatch().await.status(), Status::NotFound);
    let mut form = filled(&page);
    put(&mut form, "summary", "Drie ploegen tonen hoe.");
    put(&mut form, "venue_name", "Bibliotheek Tweebronnen");
    put(&mut form, "venue_city", "Leuven");
    put(&mut form, "stops.1.practice", "De itsme-karavaan");
    let (status, next) = submit(&app, &draft.slug, &form, "publish").await;
    assert_eq!(
        (status, next.as_str()),
        (Status::SeeOther, "/organise/events/safari-in-leuven-2027-04-22?done=published")
    );
    let page = app.page("/events/safari-in-leuven-2027-04-22").await;
    assert!(page.contains("Drie ploegen tonen hoe.") && page.contains("De itsme-karavaan"), "{page}");
    assert_eq!(acts(&app).await, [Act::EventCreated, Act::EventChanged, Act::EventPublished]);
    assert!(app.page("/organise/events/safari-in-leuven-2027-04-22").await.contains("Haal van de site"));
}

#[rocket::async_test]
async fn a_program_does_the_same_deeds_and_leaves_the_same_trail() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let new = json!({
        "title": "Samen", "kind": "webinar", "region": "leuven", "format": "online", "capacity": 1,
        "starts_at": "2027-04-22T13:30", "ends_at": "2027-04-22T15:30",
        "stops": [{ "title": { "nl": "Halte", "fr": "Étape" }, "starts_at": "2027-04-22T13:30", "ends_at": "2027-04-22T14:00" }],
        "programme": [{ "at": "2027-04-22T13:30", "text": "Onthaal" }],
        "reminders": [60, 1440, 60], "joining_counts": true, "thanks": false, "recording_minutes": 30
    });
    let slug = theirs.post("/api/v1/events", new).await.ok()["slug"].as_str().unwrap_or_default().to_string();
    let made = event_at(&app, &slug).await;
    assert_eq!((made.reminders.0.as_slice(), made.joining_counts, made.thanks), (&[1440, 60][..], true, false));
    assert_eq!(stops(&app, made.id).await[0].titles.fr, "Étape");
    let path = format!("/api/v1/events/{slug}");
    theirs.post(&format!("{path}/publication"), json!({})).await.ok();
    register(&app, made.id, 0..2).await;
    theirs.patch(&path, json!({ "capacity": 2, "title": "Samen!" })).await.ok();
    assert_eq!(seats(&app, &slug).await, (2, 0));
    let both = ["event_changed person0@example.org", "seat_became_free person1@example.org"];
    assert_eq!(to(&app.letters().await), both);
    theirs.post(&format!("{path}/cancellation"), json!({ "reason": "Ziek" })).await.ok();
    let trail = [Act::TokenCreated, Act::EventCreated, Act::EventPublished, Act::EventChanged, Act::EventCalledOff];
    assert_eq!(acts(&app).await, trail);
    for (field, value) in [
        ("reminders", json!([1])),
        ("recording_minutes", json!(-1)),
        ("programme", json!([{ "at": "gisteren", "text": "" }])),
        ("programme", json!(vec![json!({ "at": "2027-04-22T13:30", "text": "x" }); 101])),
    ] {
        let wrong = theirs.patch(&path, json!({ field: value })).await.wrong_fields();
        assert!(wrong.iter().any(|f| f.starts_with(field)), "{wrong:?}");
    }
}
