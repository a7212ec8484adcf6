//! What calendars reply about a stop: it is asked about on its own, and given back on its own.

use rocket::http::Status;
use samenkomst::events::stop;
use samenkomst::incoming::{Effect, Why};
use samenkomst::mail::returning::for_registration;
use samenkomst::registrations::registration;
use samenkomst::registrations::seats::booking::Choice;
use samenkomst::registrations::self_service::calendar_reply::{self, Answer};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{DECLINED, DECLINING, Guest, House};
use crate::support::makers::make_two_stops;
use crate::support::people::{link_in, seats, seats_at, to};

fn declining(stop: &stop::Model) -> String {
    DECLINING.replace("UID:UID", &format!("UID:{}", stop.uid))
}

#[rocket::async_test]
async fn a_stop_that_is_declined_is_asked_about_once_and_the_button_frees_that_stop_alone() {
    let house = House::open().await;
    let [early, late] = make_two_stops(&house.app, &house.event).await;
    let guest = house.seat_with(1, &[early.id, late.id]).await;
    house.app.letters().await;
    assert_eq!(house.gets(&declining(&early), &guest).await, DECLINED);
    let letters = house.app.letters().await;
    assert_eq!(to(&letters), ["stop_declined_in_calendar person1@example.org"]);
    let said = &letters[0].rendered;
    assert!(said.subject.starts_with("Halte overslaan?") && said.text.contains("Wijkwerking"), "{}", said.text);
    assert!(letters[0].calendar.is_none());
    assert_eq!(house.gets(&declining(&early), &guest).await, Effect::Ignored(Why::Repeated));
    let later = declining(&early).replace("T080500Z", "T084500Z");
    house.app.at("2027-02-02 10:00");
    assert_eq!(house.gets(&later, &guest).await, Effect::Noted { answer: Answer::Declined, asked: false });
    assert!(house.app.letters().await.is_empty());
    assert_eq!(seats_at(&house.app, early.id).await, (1, 0), "mail frees no seat");

    let link = link_in(&letters[0]);
    let (link, anchor) = link.split_once('#').expect("a place on the page");
    let page = house.app.page(link).await;
    assert!(page.contains(&format!("id=\"{anchor}\"")), "{page}");
    let path = format!("{link}/stops/{}/cancellation", early.id);
    assert!(page.contains(&format!("action=\"{path}\"")), "{page}");
    assert_eq!(house.app.send(&path, &[]).await.0, Status::SeeOther);
    let counts = [seats_at(&house.app, early.id).await, seats_at(&house.app, late.id).await];
    assert_eq!((counts, seats(&house.app, "webinar-over-wonen").await), ([(0, 0), (1, 0)], (1, 0)));
    assert_eq!(to(&house.app.letters().await), ["stop_given_back person1@example.org"]);
    let gone = declining(&early).replace("T080500Z", "T085500Z");
    assert_eq!(house.gets(&gone, &guest).await, Effect::Ignored(Why::NoSeat));
}

#[rocket::async_test]
async fn the_event_and_each_of_its_stops_are_asked_about_on_their_own() {
    let house = House::open().await;
    let [early, late] = make_two_stops(&house.app, &house.event).await;
    let guest = house.seat_with(1, &[early.id, late.id]).await;
    house.app.letters().await;
    for message in [declining(&early), declining(&late), DECLINING.to_string()] {
        assert_eq!(house.gets(&message, &guest).await, DECLINED);
    }
    let mut asked = to(&house.app.letters().await);
    asked.sort();
    let of_stop = "stop_declined_in_calendar person1@example.org";
    assert_eq!(asked, ["declined_in_calendar person1@example.org", of_stop, of_stop]);
}

#[rocket::async_test]
async fn a_forged_answer_about_a_stop_changes_nothing_and_asks_nothing() {
    let house = House::open().await;
    let [early, late] = make_two_stops(&house.app, &house.event).await;
    let guest = house.seat_with(1, &[early.id]).await;
    let elsewhere = house.seat_with(2, &[late.id]).await;
    house.app.letters().await;
    let about_early = |message: &str| message.replace("UID:UID", &format!("UID:{}", early.uid));
    let theirs = for_registration(&house.app.config, elsewhere.registration).unwrap().to_string();
    for (message, from, why) in [
        (about_early(include_str!("forged-other-sender.eml")), &guest, Why::NotFromAttendee),
        (about_early(include_str!("forged-newer-sequence.eml")), &guest, Why::OtherSequence),
        (about_early(include_str!("forged-wrong-key.eml")), &guest, Why::WrongKey),
        (about_early(include_str!("forged-failed-dmarc.eml")), &guest, Why::FailedAuthentication),
        (declining(&early).replace("ANSWERS", &theirs), &guest, Why::WrongKey),
        (declining(&early), &elsewhere, Why::NoSeat),
    ] {
        assert_eq!(house.gets(&message, from).await, Effect::Ignored(why));
    }
    assert!(house.app.letters().await.is_empty());
    assert_eq!(calendar_reply::Entity::find().count(house.app.db.read()).await.unwrap(), 0);
    assert_eq!(seats_at(&house.app, early.id).await, (1, 0));
}

#[rocket::async_test]
async fn nobody_is_asked_about_a_stop_that_they_gave_back_meanwhile() {
    let house = House::open().await;
    let [early, late] = make_two_stops(&house.app, &house.event).await;
    let guest = house.seat_with(1, &[early.id, late.id]).await;
    house.app.letters().await;
    assert_eq!(house.gets(&declining(&early), &guest).await, DECLINED);
    house.app.desk().leave_stop(guest.registration, early.id).await.unwrap().unwrap();
    assert_eq!(to(&house.app.letters().await), ["stop_given_back person1@example.org"]);
    // The other invitations are the ones that they have.
    for message in [declining(&late), DECLINING.to_string()] {
        assert_eq!(house.gets(&message, &guest).await, DECLINED);
    }
}

#[rocket::async_test]
async fn whoever_took_a_seat_over_answers_the_invitations_that_they_got_themselves() {
    let house = House::open().await;
    let [early, late] = make_two_stops(&house.app, &house.event).await;
    let giver = house.seat_with(1, &[]).await;
    let link = link_in(&house.app.letters().await[0]);
    // Each stop that is chosen raises the numbers of the giver's entries.
    for stop in [late.id, early.id] {
        let choice = Choice { stop, instead_of: None };
        house.app.desk().choose_stop(giver.registration, choice).await.unwrap().unwrap();
    }
    house.app.letters().await;
    house.app.send(&format!("{link}/handover"), &[("name", "Dina"), ("email", "dina@example.org")]).await;
    let offer = link_in(&house.app.letters().await[0]);
    house.app.send(&format!("{offer}/acceptance"), &[("name", "Dina"), ("consent", "true")]).await;
    let dina = registration::Entity::find().filter(registration::Column::EmailKey.eq("dina@example.org"));
    let dina = dina.one(house.app.db.read()).await.unwrap().unwrap();
    let guest = Guest { address: dina.email, registration: dina.id, letter: dina.id };
    house.app.desk().leave_stop(dina.id, late.id).await.unwrap().unwrap();
    assert_eq!(house.gets(&declining(&early), &guest).await, DECLINED, "it is the invitation that Dina has");
}
