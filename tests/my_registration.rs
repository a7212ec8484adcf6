//! The private link: change what one said, cancel, hand the seat over. A freed seat goes to the first in line.

use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::mail::CalendarMethod;
use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, Set};

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, link_in, seats, to};

const BOB: [(&str, &str); 3] = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true")];
const CARLA: [(&str, &str); 3] = [("name", "Carla"), ("email", "carla@example.org"), ("consent", "true")];

/// An event with one seat: Amina has it, Bob and Carla wait. Answers with their private links.
async fn one_seat(app: &TestApp) -> [String; 3] {
    let leuven = make_region(app, "leuven").await;
    make_event(app, &leuven, "samenleven", |e| e.capacity = Set(Some(1))).await;
    for person in [&amina()[..], &BOB, &CARLA] {
        app.send("/events/samenleven/registrations", person).await;
    }
    let letters = app.letters().await;
    assert_eq!(letters.len(), 3);
    [link_in(&letters[0]), link_in(&letters[1]), link_in(&letters[2])]
}

#[rocket::async_test]
async fn whoever_cancels_gives_the_seat_to_the_first_in_line() {
    let app = TestApp::start().await;
    let [amina, bob, carla] = one_seat(&app).await;
    assert!(app.page(&carla).await.contains("Wachtlijst, plaats 2"));
    let (status, next) = app.send(&format!("{amina}/cancellation"), &[]).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, amina.as_str()));
    assert!(app.page(&amina).await.contains("Uitgeschreven"));
    assert!(app.page(&bob).await.contains("Je bent erbij"));
    assert!(app.page(&carla).await.contains("Wachtlijst, plaats 1"));
    assert_eq!(seats(&app, "samenleven").await, (1, 1));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled amina@example.org", "seat_became_free bob@example.org"]);
    let method = |n: usize| letters[n].calendar.as_ref().map(|c| c.method);
    assert_eq!((method(0), method(1)), (Some(CalendarMethod::Cancel), Some(CalendarMethod::Request)));
}

#[rocket::async_test]
async fn cancelling_twice_frees_one_seat() {
    let app = TestApp::start().await;
    let [amina, ..] = one_seat(&app).await;
    for _ in 0..2 {
        app.send(&format!("{amina}/cancellation"), &[]).await;
    }
    assert_eq!(seats(&app, "samenleven").await, (1, 1));
    assert_eq!(app.letters().await.len(), 2);
}

#[rocket::async_test]
async fn looking_at_a_link_changes_nothing() {
    let app = TestApp::start().await;
    let [amina, ..] = one_seat(&app).await;
    for deed in ["", "/cancellation", "/handover", "/calendar-key"] {
        app.client.get(format!("{amina}{deed}")).dispatch().await;
    }
    assert_eq!(seats(&app, "samenleven").await, (1, 2));
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn one_who_waited_and_leaves_has_nothing_in_the_calendar_to_take_away() {
    let app = TestApp::start().await;
    let [_, bob, carla] = one_seat(&app).await;
    app.send(&format!("{bob}/cancellation"), &[]).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled bob@example.org"]);
    assert!(letters[0].calendar.is_none());
    assert!(app.page(&carla).await.contains("Wachtlijst, plaats 1"));
}

#[rocket::async_test]
async fn only_whoever_had_a_seat_is_told_that_somebody_else_can_have_it() {
    let app = TestApp::start().await;
    let [amina, bob, _] = one_seat(&app).await;
    app.send(&format!("{bob}/cancellation"), &[]).await;
    let page = app.page(&bob).await;
    assert!(page.contains("Je bent uitgeschreven.") && !page.contains("Je plek gaat naar"), "{page}");
    app.send(&format!("{amina}/cancellation"), &[]).await;
    let letters = app.letters().await;
    let room = |n: usize| letters[n].rendered.text.replace('\n', " ").contains("zo komt er plaats voor iemand anders");
    assert_eq!((room(0), room(1)), (false, true), "{:?}", to(&letters));
}

#[rocket::async_test]
async fn one_who_comes_back_stands_at_the_end_and_the_calendar_follows() {
    let app = TestApp::start().await;
    let [link, bob, carla] = one_seat(&app).await;
    app.send(&format!("{link}/cancellation"), &[]).await;
    app.at("2027-02-03 09:00");
    app.send("/events/samenleven/registrations", &amina()).await;
    assert!(app.page(&link).await.contains("Wachtlijst, plaats 2"), "the old link still leads there");
    let sequence = |ics: &str| {
        let line = ics.lines().find_map(|l| l.strip_prefix("SEQUENCE:")).expect("a sequence");
        line.trim().parse::<i32>().expect("a number")
    };
    let cancelled = app.letters().await;
    let cancelled = cancelled.iter().find_map(|l| l.calendar.as_ref()).map(|c| sequence(&c.ics));
    for ahead in [bob, carla] {
        app.send(&format!("{ahead}/cancellation"), &[]).await;
    }
    let letters = app.letters().await;
    let back = letters.iter().find(|l| l.to.to_string() == "amina@example.org").expect("a letter to Amina");
    let back = back.calendar.as_ref().map(|c| sequence(&c.ics));
    assert!(back > cancelled, "{back:?} after {cancelled:?}");
}

#[rocket::async_test]
async fn what_one_said_can_be_changed_and_faults_are_said() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let change = [("_method", "put"), ("name", "Amina E."), ("organisation", "Wijkwerk Gent"), ("role", "manager")];
    let (status, next) = app.send(&link, &change).await;
    assert_eq!((status, next), (Status::SeeOther, format!("{link}?done=saved")));
    let page = app.page(&link).await;
    assert!(page.contains("Amina E.") && page.contains("Wijkwerk Gent"));
    let keyless = [("_method", "put"), ("name", ""), ("organisation", "Elders"), ("answers", "x")];
    let (status, page) = app.send(&link, &keyless).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Vul je naam in") && page.contains("value=\"Elders\""));
}

#[rocket::async_test]
async fn a_seat_is_handed_to_a_colleague_who_says_yes() {
    let app = TestApp::start().await;
    let [link, bob, _] = one_seat(&app).await;
    let dina = [("name", "Dina"), ("email", "dina@example.org")];
    let (status, next) = app.send(&format!("{link}/handover"), &dina).await;
    assert_eq!((status, next), (Status::SeeOther, format!("{link}?done=offered")));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["seat_offered dina@example.org"]);
    let offer = link_in(&letters[0]);
    assert!(app.page(&offer).await.contains("Amina El Idrissi kan niet komen"));
    assert_eq!(seats(&app, "samenleven").await, (1, 2), "until then the seat stays Amina's");
    let (status, page) = app.send(&format!("{offer}/acceptance"), &[("name", "Dina")]).await;
    assert_eq!(status, Status::UnprocessableEntity, "{page}");
    let yes = [("name", "Dina"), ("organisation", "CAW"), ("consent", "true")];
    let (status, own) = app.send(&format!("{offer}/acceptance"), &yes).await;
    assert_eq!(status, Status::SeeOther);
    let dinas = app.page(&own).await;
    assert!(dinas.contains("Je bent erbij") && dinas.contains("De plek is van jou."), "{dinas}");
    let aminas = app.page(&link).await;
    assert!(aminas.contains("Uitgeschreven") && aminas.contains("Je gaf je plek aan Dina."), "{aminas}");
    assert!(app.page(&bob).await.contains("Wachtlijst, plaats 1"), "the line does not move");
    assert_eq!(seats(&app, "samenleven").await, (1, 2));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed dina@example.org", "seat_handed_over amina@example.org"]);
    assert_eq!(letters[1].calendar.as_ref().map(|c| c.method), Some(CalendarMethod::Cancel));
    let dinas = String::from_utf8_lossy(&letters[0].bytes);
    assert!(!dinas.contains("In-Reply-To"), "it is the first letter about Dina's seat");
    let (status, _) = app.send(&format!("{offer}/acceptance"), &yes).await;
    assert_eq!(status, Status::Gone, "an offer is taken once");
}

#[rocket::async_test]
async fn a_colleague_who_says_no_leaves_the_seat_where_it_is() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    app.send(&format!("{link}/handover"), &[("name", "Dina"), ("email", "dina@example.org")]).await;
    let offer = link_in(&app.letters().await[0]);
    let (_, thanks) = app.send(&format!("{offer}/refusal"), &[]).await;
    assert!(app.page(&thanks).await.contains("Bedankt voor je antwoord. De plek blijft van je collega"));
    let (_, again) = app.send(&format!("{offer}/refusal"), &[]).await;
    assert!(app.page(&again).await.contains("Op dit aanbod is al geantwoord"));
    assert_eq!(to(&app.letters().await), ["seat_declined amina@example.org"]);
    assert!(app.page(&link).await.contains("Je bent erbij"));
}

#[rocket::async_test]
async fn an_offer_that_was_taken_back_before_its_letter_left_is_not_made() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    for email in ["dina@example.org", "fatma@example.org"] {
        app.send(&format!("{link}/handover"), &[("name", "Collega"), ("email", email)]).await;
    }
    assert_eq!(to(&app.letters().await), ["seat_offered fatma@example.org"], "the later one takes the first back");
    app.send(&format!("{link}/handover"), &[("name", "Gita"), ("email", "gita@example.org")]).await;
    let off = event::Entity::update_many().col_expr(event::Column::CancelledAt, Expr::value(app.clock.now()));
    off.exec(app.db.write()).await.expect("an update");
    assert_eq!(to(&app.letters().await), [] as [&str; 0], "nobody gives a seat away where there is none");
}

#[rocket::async_test]
async fn what_is_wrong_with_an_offer_is_said_on_top_and_beside_the_field() {
    let app = TestApp::start().await;
    let [link, bob, _] = one_seat(&app).await;
    let typed = [("name", " "), ("email", "dina.example.org")];
    let (status, page) = app.send(&format!("{link}/handover"), &typed).await;
    assert_eq!(status, Status::UnprocessableEntity);
    for mistake in ["<a href=\"#g-name\">Er staat geen naam</a>", "<a href=\"#g-email\">Dit adres heeft geen @</a>"] {
        assert!(page.contains(mistake), "{mistake}");
    }
    assert!(page.contains("role=\"alert\" tabindex=\"-1\" id=\"errors\""), "the list gets the focus");
    assert!(page.contains("value=\"dina.example.org\""));
    let (_, page) = app.send(&format!("{bob}/handover"), &[("name", "Dina"), ("email", "d@example.org")]).await;
    assert!(page.contains("Je hebt geen plek om door te geven"), "where there is no form to say it in");
}

#[rocket::async_test]
async fn a_colleague_who_waits_takes_the_seat_and_leaves_the_line() {
    let app = TestApp::start().await;
    let [link, bob, carla] = one_seat(&app).await;
    app.send(&format!("{link}/handover"), &[("name", "Bob"), ("email", "bob@example.org")]).await;
    let offer = link_in(&app.letters().await[0]);
    app.send(&format!("{offer}/acceptance"), &[("name", "Bob"), ("consent", "true")]).await;
    assert!(app.page(&bob).await.contains("Je bent erbij"));
    assert!(app.page(&carla).await.contains("Wachtlijst, plaats 1"));
    assert_eq!(seats(&app, "samenleven").await, (1, 1));
}

#[rocket::async_test]
async fn a_seat_cannot_be_offered_to_oneself_nor_to_the_whole_town() {
    let app = TestApp::start_with(|figment| figment.merge(("rate_limits", true))).await;
    let [link, bob, _] = one_seat(&app).await;
    let offer = format!("{link}/handover");
    let (status, page) = app.send(&offer, &[("name", "Ik"), ("email", "AMINA+x@example.org")]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Dat is je eigen adres"));
    let (status, page) = app.send(&format!("{bob}/handover"), &[("name", "Dina"), ("email", "d@example.org")]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Je hebt geen plek om door te geven"), "{page}");
    for n in 0..5 {
        let email = format!("colleague{n}@example.org");
        assert_eq!(app.send(&offer, &[("name", "Collega"), ("email", &email)]).await.0, Status::SeeOther);
    }
    let (status, _) = app.send(&offer, &[("name", "Collega"), ("email", "sixth@example.org")]).await;
    assert_eq!(status, Status::UnprocessableEntity);
}

#[rocket::async_test]
async fn a_link_that_nobody_was_given_opens_nothing() {
    let app = TestApp::start().await;
    one_seat(&app).await;
    for path in ["/registrations/AAAAAAAAAAAAAAAAAAAAAA", "/registrations/short", "/handovers/AAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(app.client.get(path).dispatch().await.status(), Status::NotFound, "{path}");
        for deed in ["cancellation", "calendar-key"] {
            let (status, _) = app.send(&format!("{path}/{deed}"), &[]).await;
            assert_eq!(status, Status::NotFound, "{path} {deed}");
        }
    }
}

#[rocket::async_test]
async fn whoever_registered_in_french_reads_on_in_french() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.send("/events/samenleven/registrations?lang=fr", &amina()).await;
    let letters = app.letters().await;
    let words = letters[0].rendered.text.split_whitespace();
    let pages: Vec<&str> = words.filter(|word| word.starts_with("https://") && !word.contains("/join/")).collect();
    assert!(pages.len() > 2 && pages.iter().all(|page| page.contains("?lang=fr")), "{pages:?}");
}
