//! What calendars reply: who declines is asked once, and only the person who was invited has a say.

use rocket::http::Status;
use samenkomst::incoming::{Effect, Why};
use samenkomst::mail::LetterKind;
use samenkomst::mail::returning::for_registration;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::seats::booking::Applicant;
use samenkomst::registrations::self_service::calendar_reply::{self, Answer};
use samenkomst::registrations::{forgetting, registration};
use sea_orm::{EntityTrait, PaginatorTrait, Set};
use serde_json::json;

use super::{ACCEPTED, ACCEPTING, DECLINED, DECLINING, Guest, House, STOPPED, UNKNOWN};
use crate::support::brussels;
use crate::support::desk::sign_hanne_in;
use crate::support::people::{link_in, person, seats, to};
use crate::support::programs::Program;

#[rocket::async_test]
async fn whoever_declines_in_their_calendar_is_asked_once_and_keeps_the_seat_until_they_press() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    house.app.letters().await;
    assert_eq!(house.gets(DECLINING, &guest).await, DECLINED);
    let letters = house.app.letters().await;
    assert_eq!(to(&letters), ["declined_in_calendar person1@example.org"]);
    assert!(letters[0].rendered.text.contains("#leave"), "{}", letters[0].rendered.text);
    assert!(letters[0].calendar.is_none());
    // The same again, an older answer, and a change of mind and back.
    assert_eq!(house.gets(DECLINING, &guest).await, Effect::Ignored(Why::Repeated));
    let earlier = ACCEPTING.replace("T080500Z", "T075900Z");
    assert_eq!(house.gets(&earlier, &guest).await, Effect::Ignored(Why::Repeated));
    house.app.at("2027-02-02 10:00");
    assert_eq!(house.gets(&ACCEPTING.replace("T080500Z", "T083000Z"), &guest).await, ACCEPTED);
    let again = house.gets(&DECLINING.replace("T080500Z", "T084500Z"), &guest).await;
    assert_eq!(again, Effect::Noted { answer: Answer::Declined, asked: false });
    assert!(house.app.letters().await.is_empty());
    assert_eq!(seats(&house.app, "webinar-over-wonen").await, (1, 0));
    let link = link_in(&letters[0]).replace("#leave", "");
    assert!(house.app.page(&link).await.contains("id=\"leave\""));
    assert_eq!(house.app.send(&format!("{link}/cancellation"), &[]).await.0, Status::SeeOther);
    assert_eq!(seats(&house.app, "webinar-over-wonen").await, (0, 0));
    let gone = DECLINING.replace("T080500Z", "T085500Z");
    assert_eq!(house.gets(&gone, &guest).await, Effect::Ignored(Why::NoSeat));
}

#[rocket::async_test]
async fn whoever_thinks_better_of_it_before_the_letter_leaves_is_not_asked() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    house.app.letters().await;
    assert_eq!(house.gets(DECLINING, &guest).await, DECLINED);
    house.app.at("2027-02-02 10:00");
    assert_eq!(house.gets(&ACCEPTING.replace("T080500Z", "T083000Z"), &guest).await, ACCEPTED);
    assert!(house.app.letters().await.is_empty(), "there is nothing to ask");
    assert_eq!(house.gets(&DECLINING.replace("T080500Z", "T084500Z"), &guest).await, DECLINED);
    assert_eq!(to(&house.app.letters().await), ["declined_in_calendar person1@example.org"]);
}

#[rocket::async_test]
async fn organisers_see_what_a_calendar_answered_and_it_is_forgotten_with_the_person() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    house.gets(ACCEPTING, &guest).await;
    let leuven = samenkomst::regions::region::Entity::find().one(house.app.db.read()).await.unwrap().unwrap();
    sign_hanne_in(&house.app, Role::Organiser, &[&leuven]).await;
    let path = format!("/organise/events/webinar-over-wonen/registrations/{}", guest.registration);
    let page = house.app.page(&path).await;
    assert!(page.contains("In de agenda") && page.contains("Aanvaardde de uitnodiging in de agenda"), "{page}");
    house.app.at("2028-03-10 09:00");
    let forgotten = forgetting::to_forget(&house.app.db, &house.app.clock).await.unwrap();
    assert_eq!(forgotten.replies, 1);
    assert_eq!(forgetting::forget(&house.app.db, &house.app.clock).await.unwrap(), forgotten);
    assert_eq!(calendar_reply::Entity::find().count(house.app.db.read()).await.unwrap(), 0);
}

/// The title changed for those who read French; this guest reads Dutch and was not told.
#[rocket::async_test]
async fn who_was_not_told_of_a_change_answers_the_invitation_that_they_have() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let program = Program::of(&house.app, Role::Admin, None).await;
    let change = async |change| program.patch("/api/v1/events/webinar-over-wonen", change).await.ok();
    change(json!({ "translations": { "fr": { "title": "Se loger" } } })).await;
    assert_eq!(house.gets(DECLINING, &guest).await, DECLINED);
    change(json!({ "starts_at": "2027-03-04T09:30" })).await;
    assert_eq!(house.gets(DECLINING, &guest).await, Effect::Ignored(Why::OtherSequence), "they have a newer one");
    let newest = DECLINING.replace("SEQUENCE:0", "SEQUENCE:2").replace("DTSTAMP:2027", "DTSTAMP:2028");
    assert_eq!(house.gets(&newest, &guest).await, DECLINED);
}

#[rocket::async_test]
async fn an_older_answer_that_arrives_late_never_wins() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    house.app.at("2027-02-02 10:00");
    assert_eq!(house.gets(&DECLINING.replace("T080500Z", "T083000Z"), &guest).await, DECLINED);
    // It concerns others, and raises the entry's SEQUENCE.
    let program = Program::of(&house.app, Role::Admin, None).await;
    let change = json!({ "translations": { "fr": { "title": "Se loger" } } });
    program.patch("/api/v1/events/webinar-over-wonen", change).await.ok();
    let earlier = ACCEPTING.replace("T080500Z", "T081500Z");
    assert_eq!(house.gets(&earlier, &guest).await, Effect::Ignored(Why::Repeated), "the later of two to one revision");
    assert_eq!(house.gets(&earlier.replace("SEQUENCE:0", "SEQUENCE:1"), &guest).await, ACCEPTED, "a newer revision");
    let stale = DECLINING.replace("T080500Z", "T084500Z");
    assert_eq!(house.gets(&stale, &guest).await, Effect::Ignored(Why::Repeated), "whenever it was given");
}

#[rocket::async_test]
async fn a_correction_leaves_what_was_answered_as_it_was() {
    let house = House::open().await;
    let (first, second) = (house.seat(1).await, house.seat(2).await);
    house.app.letters().await;
    let tentative = ACCEPTING.replace("PARTSTAT=ACCEPTED", "PARTSTAT=TENTATIVE");
    let noted = Effect::Noted { answer: Answer::Tentative, asked: false };
    assert_eq!(house.gets(&tentative, &first).await, noted);
    let program = Program::of(&house.app, Role::Admin, None).await;
    program.patch("/api/v1/events/webinar-over-wonen", json!({ "starts_at": "2027-03-04T09:30" })).await.ok();
    let letters = house.app.letters().await;
    let said = |address: &str| {
        let letter = letters.iter().find(|letter| letter.to.to_string() == address).expect("a letter");
        let entry = letter.calendar.as_ref().expect("an invitation").ics.replace("\r\n ", "");
        entry.split("PARTSTAT=").nth(1).and_then(|rest| rest.split(';').next()).map(str::to_string)
    };
    assert_eq!(said(&first.address).as_deref(), Some("TENTATIVE"));
    assert_eq!(said(&second.address).as_deref(), Some("ACCEPTED"), "whoever answered nothing");
    // Whoever registers again has said yes since.
    house.app.at("2027-02-02 15:00");
    house.seat(1).await;
    let again = house.app.letters().await;
    let entry = &again[0].calendar.as_ref().expect("an invitation").ics;
    assert!(entry.replace("\r\n ", "").contains("PARTSTAT=ACCEPTED"), "{entry}");
    // So has whoever gives the seat back and comes again.
    let cancelled = house.app.desk().cancel(first.registration).await;
    cancelled.expect("an answer").expect("cancelled");
    house.app.at("2027-02-03 09:00");
    house.seat(1).await;
    let back = house.app.letters().await;
    let back = back.iter().find(|letter| letter.kind == LetterKind::RegistrationConfirmed).expect("a letter");
    let entry = &back.calendar.as_ref().expect("an invitation").ics;
    assert!(entry.replace("\r\n ", "").contains("PARTSTAT=ACCEPTED"), "{entry}");
}

#[rocket::async_test]
async fn the_same_answer_that_arrives_twice_at_once_asks_once() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let message = house.filled(DECLINING, &guest).into_bytes();
    let copies = (0..8).map(|_| house.reads(message.clone()));
    let effects = rocket::futures::future::join_all(copies).await;
    assert_eq!(effects.iter().filter(|effect| **effect == DECLINED).count(), 1, "{effects:?}");
    assert_eq!(house.app.letters().await.len(), 2, "the confirmation, and one question");
}

#[rocket::async_test]
async fn a_reply_to_somebody_elses_address_changes_nothing() {
    let house = House::open().await;
    let (guest, other) = (house.seat(1).await, house.seat(2).await);
    let theirs = for_registration(&house.app.config, other.registration).unwrap().to_string();
    let message = DECLINING.replace("ANSWERS", &theirs);
    assert_eq!(house.gets(&message, &guest).await, Effect::Ignored(Why::WrongKey));
}

#[rocket::async_test]
async fn an_alias_is_the_same_person_and_capitals_do_not_count() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let shouted = house.filled(ACCEPTING, &guest).replace("person1@example.org", "Person1+agenda@EXAMPLE.org");
    assert_eq!(house.reads(shouted.into_bytes()).await, ACCEPTED);
}

/// At a domain outside ASCII: mail servers write it one way, and calendars either way.
#[rocket::async_test]
async fn whatever_comes_back_from_a_domain_with_an_accent_finds_its_person() {
    let house = House::open().await;
    let email = "anna@zorgcafé.be".parse().expect("an address");
    let applicant = Applicant { email, ..person(house.event.id, 1) };
    let standing = house.app.desk().register(applicant).await.expect("an answer").expect("a seat");
    let (registration, letter) = (standing.registration_id, standing.registration_id);
    let guest = Guest { address: "anna@xn--zorgcaf-hya.be".into(), registration, letter };
    assert_eq!(house.gets(ACCEPTING, &guest).await, ACCEPTED);
    let (written, read) = (":mailto:ADDRESS", ":mailto:anna@zorgcaf%C3%A9.be");
    let declined = DECLINING.replace(written, read).replace("T080500Z", "T080600Z");
    house.app.at("2027-02-02 10:00");
    assert_eq!(house.gets(&declined, &guest).await, DECLINED);
    assert_eq!(house.gets(UNKNOWN, &guest).await, STOPPED);
}

#[rocket::async_test]
async fn a_reply_in_base64_is_read() {
    use base64::Engine;
    let house = House::open().await;
    let guest = house.seat(1).await;
    let plain = house.filled(DECLINING, &guest);
    let (begin, end) = (plain.find("BEGIN:VCALENDAR").unwrap(), plain.find("--b1--").unwrap());
    let packed = base64::engine::general_purpose::STANDARD.encode(&plain[begin..end]);
    let packed = packed.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect::<Vec<_>>();
    let message = format!("{}{}\n{}", &plain[..begin], packed.join("\n"), &plain[end..]);
    let message = message.replace(
        "Content-Type: text/calendar\n",
        "Content-Type: application/ics; name=x\nContent-Transfer-Encoding: base64\n",
    );
    assert_eq!(house.reads(message.into_bytes()).await, DECLINED);
}

/// Whoever cancels and comes back has another revision: an answer to the first one is not for the second.
#[rocket::async_test]
async fn an_answer_to_an_earlier_invitation_is_too_late() {
    let house = House::with(|event| event.sequence = Set(3)).await;
    let guest = house.seat(1).await;
    assert_eq!(house.gets(DECLINING, &guest).await, Effect::Ignored(Why::OtherSequence));
    assert_eq!(house.gets(&DECLINING.replace("SEQUENCE:0", "SEQUENCE:3"), &guest).await, DECLINED);
    let all = registration::Entity::find().count(house.app.db.read()).await.unwrap();
    assert_eq!((all, brussels("2027-02-02 09:00") == house.app.clock.now()), (1, true));
}
