//! What is chosen along with a seat: answers to questions, and stops with seats of their own.

use rocket::http::Status;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::Texts;
use sea_orm::{ActiveModelBehavior, Set};

use crate::support::TestApp;
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::people::{amina, link_in, seats, to};

#[rocket::async_test]
async fn questions_are_asked_and_their_answers_checked() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "safari", |_| {}).await;
    let ask = |label: &str, kind, required, options: &[&str]| question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same(label)),
        kind: Set(kind),
        required: Set(required),
        options: Set(Options(options.iter().map(|o| Texts::same(*o)).collect())),
        ..question::ActiveModel::new()
    };
    let table =
        make(&app, ask("Waar praat je na?", QuestionKind::Choice, true, &["De Cocon", "De Meubelfabriek"])).await;
    let meal = make(&app, ask("Wat eet je?", QuestionKind::Choices, false, &["Brood", "Soep"])).await;
    let (table_field, food_field) = (format!("answers[{}][]", table.id), format!("answers[{}][]", meal.id));
    let mut fields = amina().to_vec();
    let (status, page) = app.send("/events/safari/registrations", &fields).await;
    assert_eq!(status, Status::UnprocessableEntity);
    let first = format!("<a href=\"#f-q-{}\">Beantwoord deze vraag: <span>Waar praat je na?</span></a>", table.id);
    assert!(page.contains(&first), "which of them, far from where it stands: {page}");
    fields.push((&table_field, "Ergens anders"));
    let (status, page) = app.send("/events/safari/registrations", &fields).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Kies uit de antwoorden die er staan"));
    fields.pop();
    fields.push((&table_field, "De Cocon"));
    let mut greedy = fields.clone();
    greedy.extend((0..7).map(|_| (food_field.as_str(), "Soep")));
    let (status, page) = app.send("/events/safari/registrations", &greedy).await;
    assert_eq!(status, Status::UnprocessableEntity, "there are two to choose");
    assert!(page.contains("Kies uit de antwoorden die er staan"));
    let food = food_field.as_str();
    fields.extend([(food, "Brood"), (food, "Soep"), (food, "Brood")]);
    assert_eq!(app.send("/events/safari/registrations", &fields).await.0, Status::SeeOther);
    let letters = app.letters().await;
    let mine = app.page(&link_in(&letters[0])).await;
    assert!(mine.contains("<dd>De Cocon</dd>") && mine.contains("<dd>Brood, Soep</dd>"), "{mine}");
}

#[rocket::async_test]
async fn an_answer_that_nobody_must_give_can_be_taken_back() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "safari", |_| {}).await;
    let ask = |label: &str, required| question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same(label)),
        kind: Set(QuestionKind::YesNo),
        required: Set(required),
        options: Set(Options::default()),
        ..question::ActiveModel::new()
    };
    let (lunch, train) = (make(&app, ask("Eet je mee?", false)).await, make(&app, ask("Met de trein?", true)).await);
    let page = app.page("/events/safari").await;
    assert_eq!(page.matches("Geen antwoord").count(), 1, "only where one may skip the question: {page}");
    let (lunch_field, train_field) = (format!("answers[{}][]", lunch.id), format!("answers[{}][]", train.id));
    let mut fields = amina().to_vec();
    fields.extend([(lunch_field.as_str(), "yes"), (train_field.as_str(), "no")]);
    assert_eq!(app.send("/events/safari/registrations", &fields).await.0, Status::SeeOther);
    let mine = link_in(&app.letters().await[0]);
    assert!(app.page(&mine).await.contains("<dd>Ja</dd>"));
    let changed = [("_method", "put"), ("name", "Amina"), (lunch_field.as_str(), ""), (train_field.as_str(), "no")];
    assert_eq!(app.send(&mine, &changed).await.0, Status::SeeOther);
    let page = app.page(&mine).await;
    assert!(page.contains("<dd>Nee</dd>") && !page.contains("<dd>Ja</dd>"), "{page}");
}

#[rocket::async_test]
async fn stops_have_seats_and_a_line_of_their_own() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "safari", |e| e.capacity = Set(Some(60))).await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    let factory = make_stop(&app, &event, "De Meubelfabriek", "2027-03-04 13:45", "2027-03-04 14:30").await;
    crate::support::people::room_at(&app, cocon.id, 1).await;
    let (first, second) = (cocon.id.to_string(), factory.id.to_string());
    let mut both = amina().to_vec();
    both.extend([("stops[0]", first.as_str()), ("stops[1]", second.as_str())]);
    let (status, page) = app.send("/events/safari/registrations", &both).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Je kan maar op één plek tegelijk zijn"));
    let mut one = amina().to_vec();
    one.push(("stops[0]", &first));
    app.send("/events/safari/registrations", &one).await;
    let bob = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true"), ("stops[0]", first.as_str())];
    let (_, next) = app.send("/events/safari/registrations", &bob).await;
    let page = app.page(&next).await;
    assert!(page.contains("Je bent erbij, Bob.") && page.contains("Wachtlijst"), "a seat, and a line at the stop");
    assert_eq!(crate::support::people::seats_at(&app, cocon.id).await, (1, 1));
    let letters = app.letters().await;
    app.send(&format!("{}/cancellation", link_in(&letters[0])), &[]).await;
    assert_eq!(crate::support::people::seats_at(&app, cocon.id).await, (1, 0), "the stop's line moved up");
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled amina@example.org", "seat_became_free bob@example.org"]);
}

#[rocket::async_test]
async fn a_field_that_came_without_its_key_costs_nobody_what_they_typed() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "safari", |_| {}).await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    crate::support::people::room_at(&app, cocon.id, 1).await;
    let stop = cocon.id.to_string();
    let bare = [("stops", stop.as_str()), ("stops[]", "een halte"), ("answers", "Soep"), ("answers[]", "Brood")];
    let unagreed: Vec<_> = amina().into_iter().filter(|(name, _)| *name != "consent").chain(bare).collect();
    let (status, page) = app.send("/events/safari/registrations", &unagreed).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("value=\"Amina El Idrissi\"") && page.contains("value=\"amina@example.org\""), "{page}");
    let typed = [&amina()[..], &bare].concat();
    assert_eq!(app.send("/events/safari/registrations", &typed).await.0, Status::SeeOther);
    assert_eq!(crate::support::people::seats_at(&app, cocon.id).await, (1, 0), "a stop is one without its slot, too");
}

#[rocket::async_test]
async fn in_each_time_slot_one_chooses_a_stop_or_skips_it() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "safari", |_| {}).await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    make_stop(&app, &event, "De Meubelfabriek", "2027-03-04 13:45", "2027-03-04 14:30").await;
    make_stop(&app, &event, "Het Wijkhuis", "2027-03-04 14:45", "2027-03-04 15:15").await;
    make_stop(&app, &event, "De Moestuin", "2027-03-04 14:45", "2027-03-04 15:15").await;
    let page = app.page("/events/safari").await;
    let asks = |slot: &str| page.contains(&format!("name=\"slots[]\" value=\"{slot}\""));
    assert!(asks("0") && asks("1") && page.contains("novalidate"), "so the house says each mistake");
    let hours = "<legend>Waar wil je bij zijn? 14.45\u{a0}–\u{a0}15.15\u{a0}uur</legend>";
    assert!(page.contains(hours), "no line breaks in the hours: {page}");
    let mut typed = amina().to_vec();
    let cocon = cocon.id.to_string();
    typed.extend([("slots[]", "0"), ("slots[]", "1"), ("stops[0]", cocon.as_str())]);
    let (status, page) = app.send("/events/safari/registrations", &typed).await;
    assert_eq!(status, Status::UnprocessableEntity);
    let second =
        "<a href=\"#f-stops-2\">Kies een halte, of sla ze over: <span>14.45\u{a0}–\u{a0}15.15\u{a0}uur</span></a>";
    assert!(page.contains(second), "which of them, far from where it stands: {page}");
    let skips = "value=\"\" checked";
    assert!(!page.contains(skips), "nobody skips who did not say so");
    let mut gone = amina().to_vec();
    gone.extend([("slots[]", "0"), ("slots[]", "1"), ("stops[0]", ""), ("stops[1]", "999999")]);
    let (_, page) = app.send("/events/safari/registrations", &gone).await;
    assert!(page.contains(">Die halte hoort niet bij deze samenkomst</a>"), "of no hours: {page}");
    assert!(page.contains(second), "what was chosen there is gone: {page}");
    typed.push(("stops[1]", ""));
    let unagreed: Vec<_> = typed.iter().copied().filter(|(name, _)| *name != "consent").collect();
    let (_, page) = app.send("/events/safari/registrations", &unagreed).await;
    assert_eq!(page.matches(skips).count(), 1, "what was chosen stays chosen");
    assert_eq!(app.send("/events/safari/registrations", &typed).await.0, Status::SeeOther);
}

#[rocket::async_test]
async fn all_or_nothing_keeps_the_whole_registration_waiting() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "safari", |e| {
        e.capacity = Set(Some(60));
        e.stops_policy = Set(samenkomst::events::room::StopsPolicy::AllOrNothing);
    })
    .await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    crate::support::people::room_at(&app, cocon.id, 1).await;
    let stop = cocon.id.to_string();
    let mut one = amina().to_vec();
    one.push(("stops[0]", &stop));
    app.send("/events/safari/registrations", &one).await;
    let bob = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true"), ("stops[0]", stop.as_str())];
    app.send("/events/safari/registrations", &bob).await;
    let carla = [("name", "Carla"), ("email", "carla@example.org"), ("consent", "true")];
    app.send("/events/safari/registrations", &carla).await;
    assert_eq!(seats(&app, "safari").await, (2, 1), "Carla wants no stop and passes Bob");
    let letters = app.letters().await;
    app.send(&format!("{}/cancellation", link_in(&letters[0])), &[]).await;
    assert_eq!(seats(&app, "safari").await, (2, 0));
    assert_eq!(crate::support::people::seats_at(&app, cocon.id).await, (1, 0));
}
