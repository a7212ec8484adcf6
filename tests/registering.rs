//! A professional registers: a seat, a place in the line, or a sentence that says why not.

use rocket::http::Status;
use rocket::time::Duration;
use samenkomst::error::Error;
use samenkomst::events::publishing;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::Texts;
use sea_orm::{ActiveModelBehavior, Set};

use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::people::{amina, link_in, person, seats, to};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn amina_registers_and_gets_a_seat_and_a_letter() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(60))).await;
    let (status, next) = app.send("/events/samenleven/registrations", &amina()).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/events/samenleven/registrations"));
    let page = app.page(&next).await;
    assert!(page.contains("Je bent erbij, Amina."), "{page}");
    assert!(page.contains("amina@example.org"));
    assert!(!page.contains("/registrations/"), "the private link is in the letter alone");
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org"]);
    assert_eq!(seats(&app, "samenleven").await, (1, 0));
    let mine = app.page(&link_in(&letters[0])).await;
    assert!(mine.contains("Mijn inschrijving") && mine.contains("Amina El Idrissi"));
}

#[rocket::async_test]
async fn the_receipt_lasts_ten_minutes_and_only_we_can_read_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.send("/events/samenleven/registrations", &amina()).await;
    let receipt = app.client.cookies().get("receipt").cloned().expect("a receipt");
    assert_eq!(receipt.max_age(), Some(Duration::minutes(10)));
    assert_eq!(receipt.expires_datetime(), None, "one time is enough, and two could differ");
    assert_eq!((receipt.path(), receipt.http_only()), (Some("/events"), Some(true)));
    assert!(!receipt.value().contains("amina"), "{}", receipt.value());
}

#[rocket::async_test]
async fn a_confirmed_seat_shows_how_to_join_and_a_place_in_the_line_does_not() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let secret = "https://example.org/join/secret-room";
    make_event(&app, &leuven, "webinar", |e| {
        e.capacity = Set(Some(1));
        e.join_url = Set(Some(secret.to_string()));
    })
    .await;
    app.send("/events/webinar/registrations", &amina()).await;
    let bob = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true")];
    let (_, next) = app.send("/events/webinar/registrations", &bob).await;
    assert!(app.page(&next).await.contains("Je staat in de rij, Bob."));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org", "registration_waitlisted bob@example.org"]);
    let text = &letters[0].rendered.text;
    let door = text.split_whitespace().find(|word| word.contains("/join/")).expect("the way in");
    let door = door.strip_prefix("https://samenkomst.example").expect("a link of our own").to_string();
    assert!(app.page(&link_in(&letters[0])).await.contains(&door));
    assert_eq!(app.client.get(door.clone()).dispatch().await.headers().get_one("Location"), Some(secret));
    assert!(!text.contains(secret), "the room itself stands in no letter");
    assert!(!letters[1].rendered.text.contains(secret) && !letters[1].rendered.html.contains(secret));
    assert!(!app.page(&link_in(&letters[1])).await.contains(secret));
    app.send(&format!("{}/cancellation", link_in(&letters[0])), &[]).await;
    let turned_away = app.client.get(door).dispatch().await;
    assert_eq!(turned_away.headers().get_one("Location"), Some("/events/webinar"), "no seat, no room");
    assert!(letters[1].rendered.text.contains("Je bent nummer 1, Bob."));
}

#[rocket::async_test]
async fn what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let typed = [("name", "  "), ("email", "amina.example.org"), ("organisation", "Wijkwerk <Ledeberg>")];
    let (status, page) = app.send("/events/samenleven/registrations", &typed).await;
    assert_eq!(status, Status::UnprocessableEntity);
    for sentence in ["Vul je naam in", "Vul een e-mailadres in met een @", "Zet een vinkje"] {
        assert!(page.contains(sentence), "{sentence}");
    }
    assert!(page.contains("value=\"amina.example.org\""));
    assert!(page.contains("Wijkwerk &#60;Ledeberg&#62;"));
    assert_eq!(seats(&app, "samenleven").await, (0, 0));
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn a_second_registration_of_the_same_person_takes_no_second_seat() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(60))).await;
    let first = app.send("/events/samenleven/registrations", &amina()).await;
    let again = [("name", "Amina"), ("email", "Amina+werk@Example.org"), ("consent", "on")];
    assert_eq!(app.send("/events/samenleven/registrations", &again).await, first);
    assert!(app.page(&first.1).await.contains("Je bent erbij, Amina."));
    assert_eq!(seats(&app, "samenleven").await, (1, 0));
    assert_eq!(app.letters().await.len(), 1, "the letter is not sent twice within minutes");
    app.at("2027-02-02 09:30");
    app.send("/events/samenleven/registrations", &again).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org"], "to the address that registered");
}

/// What is shown to one who types this address as Eve: the status, and the page without the address.
async fn shown_to_eve(app: &TestApp, slug: &str, email: &str, stop: &str) -> (Status, String) {
    let fields = [("name", "Eve"), ("email", email), ("consent", "true"), ("stops[0]", stop)];
    let (status, next) = app.send(&format!("/events/{slug}/registrations"), &fields).await;
    let page = if status == Status::SeeOther { app.page(&next).await } else { next };
    (status, page.replace(email, ""))
}

#[rocket::async_test]
async fn whoever_types_the_address_of_another_is_told_what_anybody_would_be() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    for (slug, capacity) in [("roomy", 60), ("full", 1)] {
        let event = make_event(&app, &gent, slug, |e| e.capacity = Set(Some(capacity))).await;
        let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
        let factory = make_stop(&app, &event, "De Meubelfabriek", "2027-03-04 13:45", "2027-03-04 14:30").await;
        let (cocon, factory) = (cocon.id.to_string(), factory.id.to_string());
        let mut hers = amina().to_vec();
        hers.push(("stops[0]", &cocon));
        app.send(&format!("/events/{slug}/registrations"), &hers).await;
        let of_amina = shown_to_eve(&app, slug, "amina@example.org", &factory).await;
        assert!(of_amina.1.contains("De Meubelfabriek") && !of_amina.1.contains("De Cocon"), "{}", of_amina.1);
        assert!(of_amina.1.contains("Kijk even in je mailbox"), "true whether or not a letter leaves");
        assert_eq!(of_amina, shown_to_eve(&app, slug, "nobody@example.org", &factory).await, "{slug}");
    }
    make_event(&app, &gent, "closed", |e| e.closes_at = Set(Some(brussels("2027-02-02 10:00")))).await;
    app.send("/events/closed/registrations", &amina()).await;
    app.at("2027-02-02 10:00");
    let of_amina = shown_to_eve(&app, "closed", "amina@example.org", "").await;
    assert_eq!(of_amina, shown_to_eve(&app, "closed", "nobody@example.org", "").await);
}

#[rocket::async_test]
async fn whoever_sends_the_same_form_again_sees_how_it_stands() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(1))).await;
    let bob = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true")];
    for _ in 0..2 {
        let (_, next) = app.send("/events/samenleven/registrations", &amina()).await;
        assert!(app.page(&next).await.contains("Je bent erbij, Amina."), "the last seat is hers");
    }
    for _ in 0..2 {
        let (_, next) = app.send("/events/samenleven/registrations", &bob).await;
        assert!(app.page(&next).await.contains("Wachtlijst, plaats 1"));
    }
    assert_eq!(seats(&app, "samenleven").await, (1, 1));
}

#[rocket::async_test]
async fn a_door_that_is_not_open_says_so() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "later", |e| e.opens_at = Set(Some(brussels("2027-02-10 09:00")))).await;
    make_event(&app, &leuven, "closed", |e| e.closes_at = Set(Some(brussels("2027-02-01 12:00")))).await;
    make_event(&app, &leuven, "off", |e| e.cancelled_at = Set(Some(brussels("2027-02-01 12:00")))).await;
    make_event(&app, &leuven, "full", |e| {
        e.capacity = Set(Some(0));
        e.waiting_list = Set(false);
    })
    .await;
    for (slug, sentence) in [
        ("later", "Inschrijven kan nog niet"),
        ("closed", "Inschrijven kan niet meer"),
        ("off", "gaat niet door"),
        ("full", "volzet"),
    ] {
        let (status, page) = app.send(&format!("/events/{slug}/registrations"), &amina()).await;
        assert_eq!(status, Status::Conflict, "{slug}");
        assert!(page.to_lowercase().contains(&sentence.to_lowercase()), "{slug}");
        assert_eq!(seats(&app, slug).await, (0, 0));
    }
    make_event(&app, &leuven, "draft", |e| e.published_at = Set(None)).await;
    assert_eq!(app.send("/events/draft/registrations", &amina()).await.0, Status::NotFound);
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn nobody_has_a_seat_at_a_draft() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| e.published_at = Set(None)).await;
    let told = app.desk().register(person(event.id, 1)).await;
    assert!(matches!(told, Err(Error::NotFound)), "taken back while the form was on its way: {told:?}");
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn nobody_is_told_again_of_a_seat_at_an_event_that_was_called_off() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.send("/events/samenleven/registrations", &amina()).await;
    let txn = app.db.begin().await.expect("a transaction");
    publishing::call_off(&txn, app.clock.now(), event, "De zaal staat onder water.").await.expect("a deed");
    txn.commit().await.expect("a commit");
    let (status, page) = app.send("/events/samenleven/registrations", &amina()).await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("De zaal staat onder water."));
}

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
    let food = make(&app, ask("Wat eet je?", QuestionKind::Choices, false, &["Brood", "Soep"])).await;
    let (table_field, food_field) = (format!("answers[{}][]", table.id), format!("answers[{}][]", food.id));
    let mut fields = amina().to_vec();
    let (status, page) = app.send("/events/safari/registrations", &fields).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Beantwoord deze vraag"));
    fields.push((&table_field, "Ergens anders"));
    let (status, page) = app.send("/events/safari/registrations", &fields).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Kies uit de antwoorden die er staan"));
    fields.pop();
    fields.extend([(table_field.as_str(), "De Cocon"), (food_field.as_str(), "Brood"), (food_field.as_str(), "Soep")]);
    assert_eq!(app.send("/events/safari/registrations", &fields).await.0, Status::SeeOther);
    let letters = app.letters().await;
    let mine = app.page(&link_in(&letters[0])).await;
    assert!(mine.contains("<dd>De Cocon</dd>") && mine.contains("<dd>Brood, Soep</dd>"), "{mine}");
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
    let mut typed = amina().to_vec();
    let cocon = cocon.id.to_string();
    typed.extend([("slots[]", "0"), ("slots[]", "1"), ("stops[0]", cocon.as_str())]);
    let (status, page) = app.send("/events/safari/registrations", &typed).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("<a href=\"#f-stops-2\">Kies een halte, of sla ze over</a>"), "{page}");
    let skips = "value=\"\" checked";
    assert!(!page.contains(skips), "nobody skips who did not say so");
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

#[rocket::async_test]
async fn the_page_and_the_letter_are_in_the_language_of_the_visitor() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.client.get("/events/samenleven?lang=fr").dispatch().await;
    let (_, next) = app.send("/events/samenleven/registrations", &amina()).await;
    assert!(app.page(&next).await.contains("Ta place est prête, Amina."));
    let letters = app.letters().await;
    assert!(letters[0].rendered.text.contains("jeudi 4 mars 2027"), "{}", letters[0].rendered.text);
}

#[rocket::async_test]
async fn a_robot_that_fills_in_what_nobody_sees_gets_nothing() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let mut fields = amina().to_vec();
    fields.push(("website", "https://spam.example"));
    assert_eq!(app.send("/events/samenleven/registrations", &fields).await.0, Status::SeeOther);
    assert_eq!(seats(&app, "samenleven").await, (0, 0));
}

#[rocket::async_test]
async fn hostile_words_stay_words() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let name = "<script>alert(1)</script>\r\nBcc: all@example.org";
    let fields = [("name", name), ("email", "eve@example.org"), ("consent", "true")];
    let (_, next) = app.send("/events/samenleven/registrations", &fields).await;
    assert!(!app.page(&next).await.contains("<script>alert"));
    let letters = app.letters().await;
    assert!(!letters[0].rendered.html.contains("<script>"));
    let raw = String::from_utf8_lossy(&letters[0].bytes).to_string();
    assert!(!raw.lines().any(|line| line.starts_with("Bcc:")));
}

#[rocket::async_test]
async fn nobody_sends_an_advertisement_by_way_of_our_letters() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let fields = [("name", "Win! https://spam.example"), ("email", "victim@example.org"), ("consent", "true")];
    let (status, page) = app.send("/events/samenleven/registrations", &fields).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Een naam heeft geen webadres"));
    assert!(app.letters().await.is_empty());
}
