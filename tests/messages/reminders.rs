//! Reminders and thanks go by themselves, until somebody wants quiet.

use rocket::http::Status;
use samenkomst::events::event::{self, Material, Materials, Reminders};
use samenkomst::language::Texts;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use samenkomst::registrations::self_service::joining;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;

use super::{MESSAGES, change_person, draft, house, register, subjects, typed};
use crate::support::brussels;
use crate::support::desk::sign_in_as;
use crate::support::forms::seen_on;
use crate::support::makers::change;
use crate::support::people::{header, link_in, to};
use crate::support::programs::Program;

#[rocket::async_test]
async fn those_who_have_a_seat_are_reminded_a_day_and_an_hour_before() {
    let (app, leuven, event) = house(3, |e| e.capacity = Set(Some(2))).await;
    app.at("2027-03-03 13:29");
    assert_eq!(app.post_due().await, 0);
    app.at("2027-03-03 13:30");
    assert_eq!(app.post_due().await, 2);
    let letters = app.letters().await;
    assert_eq!(
        subjects(&letters),
        ["person0@example.org: Morgen, 13.30 uur: Samenleven", "person1@example.org: Demain, 13 h 30 : Samenleven",]
    );
    let text = &letters[0].rendered.text;
    assert!(text.contains("https://samenkomst.example/join/") && text.contains("/registrations/"), "{text}");
    assert!(text.contains("/quiet/") && header(&letters[0], "List-Unsubscribe").contains("/quiet/"), "{text}");
    assert!(header(&letters[0], "In-Reply-To").starts_with('<'), "in the conversation of the first letter");
    assert!(letters[0].calendar.is_none());
    assert_eq!(app.post_due().await, 0);

    let gone = registration::Entity::find().filter(registration::Column::Email.eq("person0@example.org"));
    let gone = gone.one(app.db.read()).await.expect("a query").expect("a person");
    app.cancel(gone.id).await;
    app.letters().await;
    app.at("2027-03-04 12:30");
    assert_eq!(app.post_due().await, 2, "one gave the seat back, and the one who waited has it");
    let letters = app.letters().await;
    assert!(letters.iter().all(|l| !l.to.to_string().starts_with("person0")), "{:?}", to(&letters));
    assert!(letters.iter().any(|l| l.rendered.text.contains("See you later, Person.")));
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let page = app.page(MESSAGES).await;
    assert!(page.contains("Herinnering, 1 dag vooraf") && page.contains("Herinnering, 1 uur vooraf"), "{page}");
    assert_eq!(page.matches("2 verstuurd").count(), 2, "{page}");
    assert_eq!(event.reminders, Reminders::default());
}

#[rocket::async_test]
async fn whatever_moved_into_a_hall_shows_no_way_in_any_more() {
    let (app, _, event) = house(1, |_| {}).await;
    let person = registration::Entity::find().one(app.db.read()).await.expect("a query").expect("a person");
    let way_in = joining::link(&app.config, &person);
    let way_in = way_in.strip_prefix("https://samenkomst.example").expect("a link of our own");
    change(&app, &event, event::Column::Format, event::Format::InPerson).await;
    app.at("2027-03-03 13:30");
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["reminder person0@example.org"]);
    let text = &letters[0].rendered.text;
    assert!(!text.contains("/join/") && !letters[0].rendered.html.contains("/join/"), "{text}");
    assert!(!app.page(&link_in(&letters[0])).await.contains("/join/"));
    let followed = app.client.get(way_in.to_string()).dispatch().await;
    assert_eq!(followed.headers().get_one("Location"), Some("/events/samenleven"), "an older letter leads to the page");
}

#[rocket::async_test]
async fn whoever_comes_after_the_moment_is_not_reminded_of_it() {
    let (app, _, event) = house(1, |_| {}).await;
    app.at("2027-03-03 18:00");
    register(&app, event.id, 1..2).await;
    app.letters().await;
    assert_eq!(app.post_due().await, 1, "late, since nobody was at work, and only to the first");
    assert_eq!(to(&app.letters().await), ["reminder person0@example.org"]);
    app.at("2027-03-04 12:45");
    assert_eq!(app.post_due().await, 2);
}

#[rocket::async_test]
async fn a_process_that_was_away_sends_the_nearer_reminder_alone() {
    let (app, _, _) = house(1, |_| {}).await;
    app.at("2027-03-04 12:40");
    assert_eq!(app.post_due().await, 1);
    assert_eq!(app.post_due().await, 0);
    assert_eq!(to(&app.letters().await), ["reminder person0@example.org"]);
    let (app, _, event) = house(1, |_| {}).await;
    app.at("2027-03-04 13:30");
    assert_eq!(app.post_due().await, 0, "it has begun");
    app.at("2027-03-04 12:40");
    app.post_due().await;
    app.at("2027-03-04 13:30");
    assert_eq!(app.letters().await.len(), 0, "what was written in time and did not leave is of no use any more");
    change(&app, &event, event::Column::Reminders, serde_json::json!([1440])).await;
    app.at("2027-03-04 12:50");
    assert_eq!(app.post_due().await, 0, "the farther one does not come after the nearer");
}

#[rocket::async_test]
async fn an_event_that_moves_is_reminded_of_anew_and_one_that_is_off_is_not() {
    let (app, _, event) = house(1, |_| {}).await;
    app.at("2027-03-03 13:30");
    assert_eq!(app.post_due().await, 1);
    app.letters().await;
    change(&app, &event, event::Column::StartsAt, brussels("2027-03-11 13:30")).await;
    change(&app, &event, event::Column::EndsAt, brussels("2027-03-11 15:30")).await;
    app.at("2027-03-04 13:00");
    assert_eq!(app.post_due().await, 0);
    app.at("2027-03-10 13:30");
    assert_eq!(app.post_due().await, 1);
    change(&app, &event, event::Column::CancelledAt, app.clock.now()).await;
    assert_eq!(app.letters().await.len(), 0, "called off before it left");
    app.at("2027-03-11 13:00");
    assert_eq!(app.post_due().await, 0);
    change(&app, &event, event::Column::CancelledAt, None::<chrono::DateTime<chrono::Utc>>).await;
    change(&app, &event, event::Column::PublishedAt, None::<chrono::DateTime<chrono::Utc>>).await;
    assert_eq!(app.post_due().await, 0, "a draft is nobody's business");
}

#[rocket::async_test]
async fn a_reminder_that_is_ticked_too_late_does_not_leave_at_once() {
    let (app, leuven, _) = house(1, |_| {}).await;
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let a_week = json!({ "reminders": [10_080, 1_440, 60] });
    app.at("2027-03-01 09:00");
    program.patch("/api/v1/events/samenleven", a_week.clone()).await.ok();
    assert_eq!(app.post_due().await, 0, "it begins in three days");
    app.at("2027-03-03 13:30");
    assert_eq!(app.post_due().await, 1);
    assert_eq!(to(&app.letters().await), ["reminder person0@example.org"]);

    let (app, leuven, _) = house(1, |_| {}).await;
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    app.at("2027-02-20 09:00");
    program.patch("/api/v1/events/samenleven", a_week).await.ok();
    app.at("2027-02-25 19:00");
    assert_eq!(app.post_due().await, 1, "ticked in time, and late since nobody was at work");
}

#[rocket::async_test]
async fn whoever_hears_of_a_move_is_not_reminded_in_the_same_breath() {
    let (app, leuven, _) = house(1, |_| {}).await;
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    app.at("2027-03-02 20:00");
    let nearer = json!({ "starts_at": "2027-03-03T13:30", "ends_at": "2027-03-03T15:30" });
    program.patch("/api/v1/events/samenleven", nearer).await.ok();
    assert_eq!(app.post_due().await, 0, "a day before is over");
    assert_eq!(to(&app.letters().await), ["event_changed person0@example.org"]);
    app.at("2027-03-03 12:30");
    assert_eq!(app.post_due().await, 1);
    assert_eq!(to(&app.letters().await), ["reminder person0@example.org"]);
}

#[rocket::async_test]
async fn those_who_were_there_are_thanked_once_there_is_something_to_see() {
    let (app, leuven, event) = house(3, |_| {}).await;
    change_person(&app, 1, registration::Column::CheckedInAt, brussels("2027-03-04 13:20")).await;
    app.at("2027-03-05 09:00");
    assert_eq!(app.post_due().await, 0);
    sign_in_as(&app, Role::Organiser, &leuven).await;
    assert!(app.page(MESSAGES).await.contains("Zodra er na afloop een opname of materiaal is"));
    app.at("2027-03-12 09:00");
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/1").await;
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["thanks person1@example.org"]);
    let text = &letters[0].rendered.text;
    assert!(text.contains("Merci d’avoir été là, Person.") && text.contains("https://video.example.org/1"), "{text}");
    let materials = Materials(vec![Material { title: Texts::same("Slides"), url: "https://example.org/s".into() }]);
    change(&app, &event, event::Column::Materials, serde_json::to_value(&materials).expect("JSON")).await;
    assert_eq!(app.post_due().await, 0, "once");
}

#[rocket::async_test]
async fn where_nobody_watched_the_door_all_who_had_a_seat_are_thanked() {
    let materials = Materials(vec![Material { title: Texts::same("Slides"), url: "https://example.org/s".into() }]);
    let (app, _, event) = house(2, |e| e.materials = Set(materials)).await;
    app.at("2027-03-04 15:29");
    app.post_due().await;
    app.letters().await;
    app.at("2027-03-05 15:30");
    assert_eq!(app.post_due().await, 2);
    let letters = app.letters().await;
    assert!(letters.iter().all(|l| l.rendered.text.contains("https://example.org/s")));
    assert!(letters.iter().any(|l| l.rendered.text.contains("Bedankt voor je interesse, Person.")));
    let thanked = event::Entity::find_by_id(event.id).one(app.db.read()).await.expect("a query").expect("an event");
    assert_eq!(thanked.thanked_at, Some(app.clock.now()));

    let (app, _, event) = house(1, |e| e.thanks = Set(false)).await;
    app.at("2027-03-05 09:00");
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/1").await;
    assert_eq!(app.post_due().await, 0, "the organiser does not want it");
    change(&app, &event, event::Column::Thanks, true).await;
    app.at("2027-05-05 09:00");
    assert_eq!(app.post_due().await, 0, "two months later nobody knows what it is about");
}

#[rocket::async_test]
async fn whoever_wants_quiet_has_it_with_one_press_and_keeps_the_seat() {
    let (app, leuven, _) = house(2, |_| {}).await;
    app.at("2027-03-03 13:30");
    app.post_due().await;
    let letters = app.letters().await;
    let first = letters.iter().find(|l| l.to.to_string().starts_with("person0")).expect("a letter");
    let link = header(first, "List-Unsubscribe").trim_matches(['<', '>']).to_string();
    let (link, _) = link.split_once('?').expect("the letter's language");
    let path = link.strip_prefix("https://samenkomst.example").expect("our own link").to_string();
    let page = app.client.get(path.clone()).dispatch().await;
    assert_eq!(page.headers().get_one("X-Robots-Tag"), Some("noindex"));
    assert!(page.into_string().await.expect("a page").contains("Stuur me er geen meer"), "looking changes nothing");
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let message = draft(&app, &typed()).await;
    assert!(app.page(&message).await.contains("Gaat nu naar 2 mensen"));
    // As a mail program asks: no cookie, no redirect.
    let (status, _) = app.send(&path, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(status, Status::Ok);
    assert!(app.page(&message).await.contains("Gaat nu naar 1 persoon"));
    app.at("2027-03-04 12:30");
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["reminder person1@example.org"]);
    let event = registration::Entity::find().one(app.db.read()).await.expect("a query").expect("a person");
    assert_eq!(event.status, registration::Status::Confirmed);
    app.send(&path, &[("_method", "delete")]).await;
    assert!(app.page(&message).await.contains("Gaat nu naar 2 mensen"), "they want it after all");
    for wrong in
        ["/quiet/x/y".to_string(), path[..path.len() - 4].to_string(), format!("{}AAAA", &path[..path.len() - 4])]
    {
        assert_eq!(app.client.get(wrong.clone()).dispatch().await.status(), Status::NotFound, "{wrong}");
        assert_eq!(app.send(&wrong, &[]).await.0, Status::NotFound, "{wrong}");
    }
}

#[rocket::async_test]
async fn quiet_is_of_the_mailbox_in_which_somebody_asked_for_it() {
    let (app, _, _) = house(1, |_| {}).await;
    app.at("2027-03-03 13:30");
    app.post_due().await;
    let letters = app.letters().await;
    let link = header(&letters[0], "List-Unsubscribe").trim_matches(['<', '>']).to_string();
    let quiet = link.strip_prefix("https://samenkomst.example").expect("our own link");
    assert_eq!(app.send(quiet, &[("List-Unsubscribe", "One-Click")]).await.0, Status::Ok);
    let mine = link_in(&letters[0]);
    let seen = seen_on(&app.page(&mine).await);
    let elsewhere =
        [("name", "Person 0"), ("email", "elders@example.org"), ("language", "nl"), ("seen", seen.as_str())];
    let moving: Vec<(&str, &str)> = [("_method", "put")].into_iter().chain(elsewhere).collect();
    assert_eq!(app.send(&mine, &moving).await.0, Status::SeeOther);
    app.letters().await;
    app.at("2027-03-04 12:30");
    assert_eq!(app.post_due().await, 1);
    assert_eq!(to(&app.letters().await), ["reminder elders@example.org"]);
}
