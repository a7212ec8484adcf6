//! The seat is handed to a colleague, who says yes or no.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::mail::CalendarMethod;
use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, Set};

use super::one_seat;
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{link_in, seats, to};

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
async fn a_page_that_was_left_open_says_what_became_of_the_offer() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let dina = [("name", "Dina"), ("email", "dina@example.org")];
    let (_, open) = app.send(&format!("{link}/handover"), &dina).await;
    let told = "Je collega krijgt een mail.";
    assert!(app.page(&open).await.contains(told));
    let offer = link_in(&app.letters().await[0]);
    app.send(&format!("{offer}/refusal"), &[]).await;
    let refused = app.page(&open).await;
    assert!(refused.contains("Je bent erbij") && !refused.contains(told), "{refused}");
    app.letters().await;
    app.send(&format!("{link}/handover"), &[("name", "Fatma"), ("email", "fatma@example.org")]).await;
    assert!(app.page(&open).await.contains(told));
    let offer = link_in(&app.letters().await[0]);
    app.send(&format!("{offer}/acceptance"), &[("name", "Fatma"), ("consent", "true")]).await;
    let gone = app.page(&open).await;
    assert!(gone.contains("Je gaf je plek aan Fatma.") && !gone.contains(told), "{gone}");
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
    assert!(page.contains("value=\"dina.example.org\""), "{page}");
    let (_, page) = app.send(&format!("{bob}/handover"), &[("name", "Dina"), ("email", "d@example.org")]).await;
    assert!(page.contains("Je hebt geen plek om door te geven"), "where there is no form to say it in");
}

#[rocket::async_test]
async fn what_was_refused_can_be_read_in_another_language() {
    let app = TestApp::start().await;
    let [link, bob, _] = one_seat(&app).await;
    let colleague = [("name", "Dina"), ("email", "dina@example.org")];
    app.send(&format!("{link}/handover"), &colleague).await;
    let offer = link_in(&app.letters().await[0]);
    for (path, fields, home) in [
        (link.clone(), vec![("_method", "put"), ("name", "")], &link),
        (format!("{link}/handover"), vec![], &link),
        (format!("{bob}/handover"), colleague.to_vec(), &bob),
        (format!("{bob}/acceptance"), vec![], &bob),
        (format!("{offer}/acceptance"), vec![], &offer),
    ] {
        let (status, page) = app.send(&path, &fields).await;
        assert!(status.code >= 400, "{path}: {status}");
        let french = format!("{home}?lang=fr");
        assert!(page.contains(&format!("href=\"{french}\"")), "{path}: {page}");
        assert_eq!(app.client.get(french).dispatch().await.status(), Status::Ok, "{path}");
        app.client.get(format!("{home}?lang=nl")).dispatch().await;
    }
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
    assert!(page.contains("Dat is je eigen adres"), "{page}");
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
async fn however_many_seats_somebody_has_they_fill_no_strangers_mailbox() {
    let app = TestApp::start_with(|figment| figment.merge(("rate_limits", true))).await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(60))).await;
    for n in 0..11 {
        let email = format!("giver{n}@example.org");
        let giver = [("name", "Gever"), ("email", email.as_str()), ("consent", "true")];
        app.send("/events/samenleven/registrations", &giver).await;
    }
    let seats: Vec<String> = app.letters().await.iter().map(link_in).collect();
    let offer = async |seat: &str, email: &str| {
        app.send(&format!("{seat}/handover"), &[("name", "Dina"), ("email", email)]).await
    };
    for (n, seat) in seats[..10].iter().enumerate() {
        let (status, page) = offer(seat, &format!("Dina+{n}@example.org")).await;
        assert_eq!(status, Status::SeeOther, "{page}");
    }
    let (status, page) = offer(&seats[10], "dina@example.org").await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Op dit adres kwamen vandaag al tien aanbiedingen aan"), "{page}");
    assert_eq!(app.letters().await.len(), 10);
    assert_eq!(offer(&seats[10], "fatma@example.org").await.0, Status::SeeOther, "another colleague");
    app.wait(Duration::days(1));
    assert_eq!(offer(&seats[10], "dina@example.org").await.0, Status::SeeOther, "another day");
}
