//! What comes back: bounces, holiday notices, complaints, and what calendars reply; written as the programs of the
//! world write them (`tests/incoming/*.eml`), with forgeries among them.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use rocket::http::Status;
use samenkomst::events::{event, stop};
use samenkomst::incoming::{Effect, Envelope, Why, receive};
use samenkomst::mail::returning::{for_letter, for_registration};
use samenkomst::mail::{LetterKind, Parcel, letter, unreachable};
use samenkomst::messages::silence;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::booking::{Applicant, Standing};
use samenkomst::registrations::calendar_reply::{self, Answer};
use samenkomst::registrations::{forgetting, registration};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{link_in, person, seats, seats_at, to};
use crate::support::programs::Program;
use crate::support::{SECRET, TestApp, brussels};

const BOUNCED: Effect = Effect::Bounced { stopped: false };
const STOPPED: Effect = Effect::Bounced { stopped: true };
const ACCEPTED: Effect = Effect::Noted { answer: Answer::Accepted, asked: false };
const TENTATIVE: Effect = Effect::Noted { answer: Answer::Tentative, asked: false };
const DECLINED: Effect = Effect::Noted { answer: Answer::Declined, asked: true };

/// Each message, and what it causes.
const TABLE: [(&str, &str, Effect); 44] = [
    ("reply-thunderbird-accepted", include_str!("incoming/reply-thunderbird-accepted.eml"), ACCEPTED),
    ("reply-gmail-declined", include_str!("incoming/reply-gmail-declined.eml"), DECLINED),
    ("reply-outlook-com-tentative", include_str!("incoming/reply-outlook-com-tentative.eml"), TENTATIVE),
    ("reply-exchange-declined", include_str!("incoming/reply-exchange-declined.eml"), DECLINED),
    ("reply-apple-accepted", include_str!("incoming/reply-apple-accepted.eml"), ACCEPTED),
    ("reply-proton-declined", include_str!("incoming/reply-proton-declined.eml"), DECLINED),
    ("reply-nameless-type", include_str!("incoming/reply-nameless-type-accepted.eml"), ACCEPTED),
    ("reply-verdict", include_str!("incoming/reply-with-a-strangers-verdict-accepted.eml"), ACCEPTED),
    ("reply-two", include_str!("incoming/reply-two-attendees.eml"), Effect::Ignored(Why::NoPlainAnswer)),
    ("reply-counter", include_str!("incoming/reply-counter.eml"), Effect::Ignored(Why::NoPlainAnswer)),
    ("reply-delegated", include_str!("incoming/reply-delegated.eml"), Effect::Ignored(Why::NoPlainAnswer)),
    ("reply-forwarded", include_str!("incoming/reply-forwarded-by-a-colleague.eml"), Effect::Ignored(Why::Ordinary)),
    ("forged-sender", include_str!("incoming/forged-other-sender.eml"), Effect::Ignored(Why::NotFromAttendee)),
    ("forged-senders", include_str!("incoming/forged-two-senders.eml"), Effect::Ignored(Why::NotFromAttendee)),
    ("forged-sent-by", include_str!("incoming/forged-sent-by.eml"), Effect::Ignored(Why::NoPlainAnswer)),
    ("forged-uid", include_str!("incoming/forged-unknown-uid.eml"), Effect::Ignored(Why::UnknownEntry)),
    ("forged-crasher", include_str!("incoming/forged-party-crasher.eml"), Effect::Ignored(Why::NoSeat)),
    ("forged-old", include_str!("incoming/forged-old-sequence.eml"), Effect::Ignored(Why::OtherSequence)),
    ("forged-newer", include_str!("incoming/forged-newer-sequence.eml"), Effect::Ignored(Why::OtherSequence)),
    ("forged-key", include_str!("incoming/forged-wrong-key.eml"), Effect::Ignored(Why::WrongKey)),
    ("forged-dmarc", include_str!("incoming/forged-failed-dmarc.eml"), Effect::Ignored(Why::FailedAuthentication)),
    ("bounce-postfix", include_str!("incoming/bounce-postfix-unknown.eml"), STOPPED),
    ("bounce-exim", include_str!("incoming/bounce-exim-unknown.eml"), STOPPED),
    ("bounce-exchange", include_str!("incoming/bounce-exchange-unknown.eml"), STOPPED),
    ("bounce-gmail", include_str!("incoming/bounce-gmail-unknown.eml"), STOPPED),
    ("bounce-qmail", include_str!("incoming/bounce-qmail-unknown.eml"), STOPPED),
    ("bounce-old-exim", include_str!("incoming/bounce-old-exim.eml"), BOUNCED),
    ("bounce-full", include_str!("incoming/bounce-mailbox-full.eml"), BOUNCED),
    ("bounce-policy", include_str!("incoming/bounce-policy.eml"), BOUNCED),
    ("bounce-days", include_str!("incoming/bounce-given-up-after-days.eml"), BOUNCED),
    ("bounce-delayed", include_str!("incoming/bounce-delayed.eml"), Effect::Underway),
    ("bounce-delivered", include_str!("incoming/bounce-delivered.eml"), Effect::Underway),
    ("bounce-warning", include_str!("incoming/bounce-old-warning.eml"), Effect::Underway),
    ("bounce-forged", include_str!("incoming/bounce-forged-for-another.eml"), Effect::Ignored(Why::UnknownLetter)),
    ("bounce-unknown", include_str!("incoming/bounce-forged-unknown-letter.eml"), Effect::Ignored(Why::UnknownLetter)),
    ("bounce-stranger", include_str!("incoming/bounce-in-words-from-a-stranger.eml"), Effect::Ignored(Why::Ordinary)),
    ("automatic-holiday", include_str!("incoming/automatic-out-of-office.eml"), Effect::Automatic),
    ("automatic-exchange", include_str!("incoming/automatic-exchange.eml"), Effect::Automatic),
    ("automatic-vacation", include_str!("incoming/automatic-old-vacation.eml"), Effect::Automatic),
    ("automatic-receipt", include_str!("incoming/automatic-read-receipt.eml"), Effect::Automatic),
    ("complaint", include_str!("incoming/complaint.eml"), Effect::Silenced),
    ("complaint-nameless", include_str!("incoming/complaint-without-a-name.eml"), Effect::Silenced),
    (
        "complaint-forged",
        include_str!("incoming/complaint-forged-for-another.eml"),
        Effect::Ignored(Why::UnknownLetter),
    ),
    ("ordinary", include_str!("incoming/ordinary.eml"), Effect::Ignored(Why::Ordinary)),
];

const DECLINING: &str = include_str!("incoming/reply-proton-declined.eml");
const ACCEPTING: &str = include_str!("incoming/reply-apple-accepted.eml");
const UNKNOWN: &str = include_str!("incoming/bounce-postfix-unknown.eml");

/// A house that reads what comes back, with a webinar.
struct House {
    app: TestApp,
    event: event::Model,
}

/// Somebody with a seat, and the letter that told them.
struct Guest {
    address: String,
    registration: Uuid,
    letter: Uuid,
}

impl House {
    async fn open() -> House {
        House::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut event::ActiveModel)) -> House {
        let app = TestApp::start_with(|figment| {
            let figment = figment.merge(("mail_incoming", "post@agenda.example.org"));
            figment.merge(("mail_authserv_id", "mx.agenda.example.org"))
        })
        .await;
        let leuven = make_region(&app, "leuven").await;
        let event = make_event(&app, &leuven, "webinar-over-wonen", change).await;
        House { app, event }
    }

    async fn seat(&self, number: usize) -> Guest {
        self.seat_with(number, &[]).await
    }

    async fn seat_with(&self, number: usize, stops: &[i32]) -> Guest {
        let applicant = Applicant { stops: stops.to_vec(), ..person(self.event.id, number) };
        let answer = self.app.desk().register(applicant).await;
        let standing: Standing = answer.expect("an answer").expect("a seat");
        let found = letter::Entity::find().filter(letter::Column::AboutId.eq(standing.registration_id));
        let letter = found.one(self.app.db.read()).await.expect("a query").expect("a letter");
        Guest { address: letter.recipient, registration: standing.registration_id, letter: letter.id }
    }

    /// The message as it would come from this guest.
    fn filled(&self, message: &str, guest: &Guest) -> String {
        let config = &self.app.config;
        let answers = for_registration(config, guest.registration).expect("an address").to_string();
        let returns = for_letter(config.mail_incoming.as_ref().expect("a mailbox"), guest.letter);
        message
            .replace("ANSWERS", &answers)
            .replace("VERP", returns.expect("an address").as_ref())
            .replace("UID:UID", &format!("UID:{}", self.event.uid))
            .replace("ADDRESS", &guest.address)
            .replace("LETTER@", &format!("{}@", guest.letter))
    }

    async fn gets(&self, message: &str, guest: &Guest) -> Effect {
        self.reads(self.filled(message, guest).into_bytes()).await
    }

    async fn reads(&self, message: Vec<u8>) -> Effect {
        let app = &self.app;
        receive(&app.db, &app.clock, &app.config, message, Envelope::default()).await.expect("a database")
    }

    async fn row(&self, letter: Uuid) -> letter::Model {
        letter::Entity::find_by_id(letter).one(self.app.db.read()).await.expect("a query").expect("a letter")
    }
}

#[rocket::async_test]
async fn each_message_causes_what_it_proves_and_no_more() {
    let house = House::open().await;
    house.seat(1).await;
    let mut guests = Vec::new();
    for (place, (name, message, effect)) in TABLE.into_iter().enumerate() {
        let guest = house.seat(100 + place).await;
        let message = house.filled(message, &guest);
        // Some servers hand over the lines as they came, others as their own files have them.
        let message = if place % 2 == 0 { message } else { message.replace('\n', "\r\n") };
        assert_eq!(house.reads(message.clone().into_bytes()).await, effect, "{name}");
        guests.push((guest, effect));
    }
    let everybody = TABLE.len() as i32 + 1;
    assert_eq!(seats(&house.app, "webinar-over-wonen").await, (everybody, 0), "no mail costs anybody a seat");
    let asked = letter::Entity::find().filter(letter::Column::Kind.eq(LetterKind::DeclinedInCalendar));
    assert_eq!(asked.count(house.app.db.read()).await.unwrap(), 3);
    let stops = unreachable::Entity::find().all(house.app.db.read()).await.unwrap();
    let stopped: BTreeSet<_> = stops.into_iter().map(|stop| stop.address).collect();
    let silences = silence::Entity::find().all(house.app.db.read()).await.unwrap();
    let silenced: BTreeSet<_> = silences.into_iter().map(|silence| silence.registration_id).collect();
    for (guest, effect) in &guests {
        let row = house.row(guest.letter).await;
        assert_eq!(row.failed_at.is_some(), matches!(effect, Effect::Bounced { .. }), "{}", guest.address);
        assert_eq!(stopped.contains(&guest.address), *effect == STOPPED, "{}", guest.address);
        assert_eq!(silenced.contains(&guest.registration), *effect == Effect::Silenced, "{}", guest.address);
    }
    assert_eq!(silenced.len(), 2, "nobody else is silenced");
    assert_eq!(stopped.len(), 5, "no other address is stopped");
}

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
    let forgotten = forgetting::forget(&house.app.db, &house.app.clock, true).await.unwrap();
    assert_eq!(forgotten.replies, 1);
    assert_eq!(forgetting::forget(&house.app.db, &house.app.clock, false).await.unwrap(), forgotten);
    assert_eq!(calendar_reply::Entity::find().count(house.app.db.read()).await.unwrap(), 0);
}

#[rocket::async_test]
async fn an_address_that_bounced_gets_nothing_until_an_organiser_sends_again_or_thirty_days_pass() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let letters = house.app.letters().await;
    assert_eq!(house.gets(UNKNOWN, &guest).await, STOPPED);
    assert_eq!(house.gets(UNKNOWN, &guest).await, Effect::Ignored(Why::Repeated));
    let told = house.row(guest.letter).await.last_error.unwrap();
    assert!(told.starts_with("bounced (5.1.1): 550 5.1.1 <person1@example.org>: Recipient address rejected"), "{told}");
    house.app.send(&format!("{}/cancellation", link_in(&letters[0])), &[]).await;
    assert!(house.app.letters().await.is_empty());
    let leuven = samenkomst::regions::region::Entity::find().one(house.app.db.read()).await.unwrap().unwrap();
    sign_hanne_in(&house.app, Role::Organiser, &[&leuven]).await;
    let desk = house.app.page("/organise/events/webinar-over-wonen/messages").await;
    assert!(desk.contains("Dit adres bestaat niet.") && desk.contains("Een eerdere mail naar dit adres kwam terug"));
    assert!(house.app.page("/organise").await.contains("Een eerdere mail naar dit adres kwam terug"));
    let path = "/organise/events/webinar-over-wonen/letters/resending";
    assert_eq!(house.app.send(path, &[("csrf", "")]).await.0.code / 100, 3);
    let kinds: BTreeSet<String> = to(&house.app.letters().await).into_iter().collect();
    assert!(kinds.contains("registration_cancelled person1@example.org"), "{kinds:?}");
    // Somebody else's stop ends by itself.
    let other = house.seat(2).await;
    house.app.letters().await;
    house.gets(UNKNOWN, &other).await;
    house.app.at("2027-03-03 09:00");
    house.gets(DECLINING, &other).await;
    assert_eq!(to(&house.app.letters().await), Vec::<String>::new(), "29 days");
    house.app.at("2027-03-04 10:00");
    let later = DECLINING.replace("T080500Z", "T080600Z");
    house.gets(&later, &other).await;
    samenkomst::registrations::forgetting::forget(&house.app.db, &house.app.clock, false).await.unwrap();
    assert_eq!(unreachable::Entity::find().count(house.app.db.read()).await.unwrap(), 0);
}

#[rocket::async_test]
async fn every_letter_returns_to_an_address_of_its_own_and_every_invitation_answers_to_one() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let confirmed = house.app.letters().await.remove(0);
    house.app.send(&format!("{}/cancellation", link_in(&confirmed)), &[]).await;
    let cancelled = house.app.letters().await.remove(0);
    let returns = |letter: &Parcel| letter.envelope.from().expect("a sender").to_string();
    assert_eq!(returns(&confirmed), format!("post+b.{}@agenda.example.org", guest.letter.simple()));
    assert_ne!(returns(&confirmed), returns(&cancelled));
    let organizer = |letter: &Parcel| {
        let ics = letter.calendar.as_ref().expect("an entry").ics.replace("\r\n ", "");
        let line = ics.lines().find(|line| line.starts_with("ORGANIZER")).expect("an organiser");
        line.to_string()
    };
    let answers = for_registration(&house.app.config, guest.registration).unwrap();
    assert!(organizer(&confirmed).ends_with(&format!("mailto:{answers}")), "{}", organizer(&confirmed));
    assert_eq!(organizer(&confirmed), organizer(&cancelled));
    let head = String::from_utf8_lossy(&confirmed.bytes).to_string();
    assert!(head.contains("samenkomst@example.org") && head.contains("Reply-To: leuven@example.org"));
}

#[rocket::async_test]
async fn without_a_mailbox_letters_leave_as_they_did() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "webinar", |_| {}).await;
    app.desk().register(person(event.id, 1)).await.unwrap().unwrap();
    let letter = app.letters().await.remove(0);
    assert_eq!(letter.envelope.from().unwrap().to_string(), "samenkomst@example.org");
    assert!(letter.calendar.unwrap().ics.replace("\r\n ", "").contains("mailto:samenkomst@example.org"));
}

/// Two stops of the event, one after the other.
async fn two_stops(house: &House) -> [stop::Model; 2] {
    let early = make_stop(&house.app, &house.event, "Wijkwerking", "2027-03-04 13:30", "2027-03-04 14:15").await;
    let late = make_stop(&house.app, &house.event, "Nachtopvang", "2027-03-04 14:30", "2027-03-04 15:15").await;
    [early, late]
}

fn declining(stop: &stop::Model) -> String {
    DECLINING.replace("UID:UID", &format!("UID:{}", stop.uid))
}

#[rocket::async_test]
async fn a_stop_that_is_declined_is_asked_about_once_and_the_button_frees_that_stop_alone() {
    let house = House::open().await;
    let [early, late] = two_stops(&house).await;
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
    let [early, late] = two_stops(&house).await;
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
    let [early, late] = two_stops(&house).await;
    let guest = house.seat_with(1, &[early.id]).await;
    let elsewhere = house.seat_with(2, &[late.id]).await;
    house.app.letters().await;
    let about_early = |message: &str| message.replace("UID:UID", &format!("UID:{}", early.uid));
    let theirs = for_registration(&house.app.config, elsewhere.registration).unwrap().to_string();
    for (message, from, why) in [
        (about_early(include_str!("incoming/forged-other-sender.eml")), &guest, Why::NotFromAttendee),
        (about_early(include_str!("incoming/forged-newer-sequence.eml")), &guest, Why::OtherSequence),
        (about_early(include_str!("incoming/forged-wrong-key.eml")), &guest, Why::WrongKey),
        (about_early(include_str!("incoming/forged-failed-dmarc.eml")), &guest, Why::FailedAuthentication),
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
    let [early, late] = two_stops(&house).await;
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

#[rocket::async_test]
async fn nonsense_is_not_understood_and_takes_no_time() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let reply = |attendees: &str| house.filled(DECLINING, &guest).replace("SUMMARY:", attendees);
    let boxes: String =
        (0..1000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    let nested = "Content-Type: message/rfc822\n\n".repeat(100_000);
    let mut same = "Content-Type: multipart/mixed; boundary=a\n\n".to_string();
    same.push_str(&"--a\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n".repeat(100_000));
    let parts = [
        Vec::new(),
        vec![0; 1024 * 1024],
        b"no header at all".to_vec(),
        b"\n\n\n".to_vec(),
        vec![b'x'; 10 * 1024 * 1024],
        [b"From: ".to_vec(), vec![b'<'; 5 * 1024 * 1024]].concat(),
        vec![b'\n'; 1024 * 1024],
        boxes.into_bytes(),
        nested.into_bytes(),
        same.into_bytes(),
        reply(&"ATTENDEE:mailto:x@example.org\n".repeat(5_000)).into_bytes(),
        reply(&"BEGIN:VEVENT\n".repeat(100_000)).into_bytes(),
        format!("Content-Type: text/calendar; charset=utf-7\n\n{}", "+AEIARQBH-".repeat(100_000)).into_bytes(),
        format!("Content-Type: text/calendar\nContent-Transfer-Encoding: base64\n\n{}", "=!".repeat(500_000)).into_bytes(),
        format!("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n{}", "Action: failed\n\n".repeat(50_000)).into_bytes(),
        "Content-Type: text/calendar; x*0*=\"\u{0}\"; x*1=\"\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;:\nUID".into(),
    ];
    for (place, message) in parts.into_iter().enumerate() {
        let begun = Instant::now();
        let effect = house.reads(message).await;
        assert!(matches!(effect, Effect::Ignored(_)), "{place}: {effect:?}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{place} took {:?}", begun.elapsed());
    }
    assert_eq!(house.reads(vec![b'x'; 10 * 1024 * 1024 + 1]).await, Effect::Ignored(Why::TooLarge));
    assert_eq!(seats(&house.app, "webinar-over-wonen").await, (1, 0));
}

/// Hands a message to the program, as a mail server does.
fn hand_over(app: &TestApp, line: &[&str], database: &str, message: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_samenkomst"))
        .arg("receive-mail")
        .args(line)
        .env("ROCKET_DATABASE_URL", database)
        .env("ROCKET_SECRET_KEY", SECRET)
        .env("ROCKET_MAIL_INCOMING", app.config.mail_incoming.as_ref().unwrap())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let _ = program.stdin.take().expect("an input").write_all(message);
    program.wait_with_output().expect("an end")
}

#[rocket::async_test]
async fn a_mail_server_hands_a_message_to_the_program() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let database = &house.app.config.database_url;
    let bounce = house.filled(UNKNOWN, &guest).replace(&format!("{}@", guest.letter), "nothing@");
    let returns = for_letter(house.app.config.mail_incoming.as_ref().unwrap(), guest.letter).unwrap().to_string();
    let bounce = bounce.replace(&returns, "somebody@example.org");
    let read = hand_over(&house.app, &["--recipient", &returns, "--sender", ""], database, bounce.as_bytes());
    let log = String::from_utf8_lossy(&read.stderr).to_string();
    assert_eq!(read.status.code(), Some(0), "{log}");
    assert!(log.contains("a letter came back") && !log.contains("person1@") && !log.contains("Undelivered"), "{log}");
    assert!(house.row(guest.letter).await.failed_at.is_some());
    let huge = vec![b'x'; 11 * 1024 * 1024];
    assert_eq!(hand_over(&house.app, &[], database, &huge).status.code(), Some(0));
    assert_eq!(hand_over(&house.app, &[], database, b"").status.code(), Some(0));
    assert_eq!(hand_over(&house.app, &["--dance"], database, b"").status.code(), Some(2));
    let away = hand_over(&house.app, &[], "postgres://nobody@127.0.0.1:1/none", bounce.as_bytes());
    assert_eq!(away.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&away.stderr).lines().count(), 1);
}

#[test]
fn a_wrong_mailbox_is_one_clear_line() {
    for wrong in ["post", "post+x@example.org", "a-very-long-mailbox@example.org", "pöst@example.org"] {
        let figment =
            rocket::Config::figment().merge(("database_url", "sqlite::memory:")).merge(("mail_incoming", wrong));
        let said = samenkomst::config::Config::read(&figment).expect_err("a mistake");
        assert!(said.starts_with("ROCKET_MAIL_INCOMING must be an address"), "{said}");
    }
    let figment = rocket::Config::figment().merge(("database_url", "sqlite::memory:")).merge(("mail_incoming", ""));
    assert!(samenkomst::config::Config::read(&figment).unwrap().mail_incoming.is_none());
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
