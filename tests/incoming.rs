//! What comes back: bounces, holiday notices, complaints, and what calendars reply; written as the programs of the
//! world write them (`tests/incoming/*.eml`), with forgeries among them.

mod mailbox;
mod proving;
mod replies;
mod stops;

use std::collections::BTreeSet;

use samenkomst::events::event;
use samenkomst::incoming::{Effect, Envelope, Why, receive};
use samenkomst::mail::returning::{Returns, for_registration};
use samenkomst::mail::{Parcel, letter, unreachable};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::seats::booking::{Applicant, Standing};
use samenkomst::registrations::self_service::calendar_reply::Answer;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{link_in, person, to};

const STOPPED: Effect = Effect::Bounced { stopped: true };
const ACCEPTED: Effect = Effect::Noted { answer: Answer::Accepted, asked: false };
const DECLINED: Effect = Effect::Noted { answer: Answer::Declined, asked: true };

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
        let returns = Returns::of(config).expect("a mailbox").for_letter(guest.letter);
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
    samenkomst::registrations::forgetting::forget(&house.app.db, &house.app.clock).await.unwrap();
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
    assert!(returns(&confirmed).starts_with(&format!("post+b.{}.", guest.letter.simple())));
    assert!(returns(&confirmed).split('@').all(|part| part.len() <= 64));
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
    assert!(head.contains("samenkomst@example.org") && head.contains("Reply-To: leuven@example.org"), "{head}");
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
