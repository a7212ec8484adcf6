//! Each message causes what it proves, and no more.

use std::collections::BTreeSet;

use samenkomst::incoming::{Effect, Why};
use samenkomst::mail::returning::{Returns, for_registration};
use samenkomst::mail::{LetterKind, letter, unreachable};
use samenkomst::messages::silence;
use samenkomst::registrations::self_service::calendar_reply::Answer;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{ACCEPTED, DECLINED, House, STOPPED};
use crate::support::people::seats;

const BOUNCED: Effect = Effect::Bounced { stopped: false };
const TENTATIVE: Effect = Effect::Noted { answer: Answer::Tentative, asked: false };

/// Each message, and what it causes.
const TABLE: [(&str, &str, Effect); 45] = [
    ("reply-thunderbird-accepted", include_str!("reply-thunderbird-accepted.eml"), ACCEPTED),
    ("reply-gmail-declined", include_str!("reply-gmail-declined.eml"), DECLINED),
    ("reply-outlook-com-tentative", include_str!("reply-outlook-com-tentative.eml"), TENTATIVE),
    ("reply-exchange-declined", include_str!("reply-exchange-declined.eml"), DECLINED),
    ("reply-apple-accepted", include_str!("reply-apple-accepted.eml"), ACCEPTED),
    ("reply-proton-declined", include_str!("reply-proton-declined.eml"), DECLINED),
    ("reply-nameless-type", include_str!("reply-nameless-type-accepted.eml"), ACCEPTED),
    ("reply-verdict", include_str!("reply-with-a-strangers-verdict-accepted.eml"), ACCEPTED),
    ("reply-two", include_str!("reply-two-attendees.eml"), Effect::Ignored(Why::NoPlainAnswer)),
    ("reply-counter", include_str!("reply-counter.eml"), Effect::Ignored(Why::NoPlainAnswer)),
    ("reply-delegated", include_str!("reply-delegated.eml"), Effect::Ignored(Why::NoPlainAnswer)),
    ("reply-forwarded", include_str!("reply-forwarded-by-a-colleague.eml"), Effect::Ignored(Why::Ordinary)),
    ("forged-sender", include_str!("forged-other-sender.eml"), Effect::Ignored(Why::NotFromAttendee)),
    ("forged-senders", include_str!("forged-two-senders.eml"), Effect::Ignored(Why::NotFromAttendee)),
    ("forged-sent-by", include_str!("forged-sent-by.eml"), Effect::Ignored(Why::NoPlainAnswer)),
    ("forged-uid", include_str!("forged-unknown-uid.eml"), Effect::Ignored(Why::UnknownEntry)),
    ("forged-crasher", include_str!("forged-party-crasher.eml"), Effect::Ignored(Why::NoSeat)),
    ("forged-old", include_str!("forged-old-sequence.eml"), Effect::Ignored(Why::OtherSequence)),
    ("forged-newer", include_str!("forged-newer-sequence.eml"), Effect::Ignored(Why::OtherSequence)),
    ("forged-key", include_str!("forged-wrong-key.eml"), Effect::Ignored(Why::WrongKey)),
    ("forged-dmarc", include_str!("forged-failed-dmarc.eml"), Effect::Ignored(Why::FailedAuthentication)),
    ("bounce-postfix", include_str!("bounce-postfix-unknown.eml"), STOPPED),
    ("bounce-exim", include_str!("bounce-exim-unknown.eml"), STOPPED),
    ("bounce-exchange", include_str!("bounce-exchange-unknown.eml"), STOPPED),
    ("bounce-gmail", include_str!("bounce-gmail-unknown.eml"), STOPPED),
    ("bounce-qmail", include_str!("bounce-qmail-unknown.eml"), STOPPED),
    ("bounce-old-exim", include_str!("bounce-old-exim.eml"), BOUNCED),
    ("bounce-full", include_str!("bounce-mailbox-full.eml"), BOUNCED),
    ("bounce-policy", include_str!("bounce-policy.eml"), BOUNCED),
    ("bounce-days", include_str!("bounce-given-up-after-days.eml"), BOUNCED),
    ("bounce-delayed", include_str!("bounce-delayed.eml"), Effect::Underway),
    ("bounce-delivered", include_str!("bounce-delivered.eml"), Effect::Underway),
    ("bounce-warning", include_str!("bounce-old-warning.eml"), Effect::Underway),
    ("bounce-forged", include_str!("bounce-forged-for-another.eml"), Effect::Ignored(Why::UnknownLetter)),
    ("bounce-unknown", include_str!("bounce-forged-unknown-letter.eml"), Effect::Ignored(Why::UnknownLetter)),
    ("bounce-stranger", include_str!("bounce-in-words-from-a-stranger.eml"), Effect::Ignored(Why::Ordinary)),
    ("automatic-holiday", include_str!("automatic-out-of-office.eml"), Effect::Automatic),
    ("automatic-exchange", include_str!("automatic-exchange.eml"), Effect::Automatic),
    ("automatic-vacation", include_str!("automatic-old-vacation.eml"), Effect::Automatic),
    ("automatic-receipt", include_str!("automatic-read-receipt.eml"), Effect::Automatic),
    ("complaint", include_str!("complaint.eml"), Effect::Silenced),
    ("complaint-nameless", include_str!("complaint-without-a-name.eml"), Effect::Silenced),
    ("complaint-forged", include_str!("complaint-forged-for-another.eml"), Effect::Ignored(Why::UnknownLetter)),
    ("ordinary", include_str!("ordinary.eml"), Effect::Ignored(Why::Ordinary)),
    // Their mail goes on to the first guest, of whose own letter and address it says nothing.
    ("bounce-forwarded", include_str!("bounce-forwarded-unknown.eml"), BOUNCED),
];

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
async fn who_only_saw_a_ticket_silences_nobody() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let forged = |message: &str| {
        let returns = Returns::of(&house.app.config).unwrap().for_letter(guest.letter).unwrap().to_string();
        house.filled(message, &guest).replace(&returns, &format!("post+b.{}@agenda.example.org", guest.letter.simple()))
    };
    let complaint = forged(include_str!("complaint.eml"));
    assert_eq!(house.reads(complaint.into_bytes()).await, Effect::Ignored(Why::WrongKey));
    let nameless = forged(include_str!("complaint-without-a-name.eml"));
    assert_eq!(house.reads(nameless.into_bytes()).await, Effect::Ignored(Why::WrongKey));
    // The ticket shows the number of the first letter, which is that of the registration.
    let bounce = forged(include_str!("bounce-postfix-unknown.eml"));
    assert_eq!(house.reads(bounce.into_bytes()).await, BOUNCED);
    let db = house.app.db.read();
    assert_eq!(silence::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(unreachable::Entity::find().count(db).await.unwrap(), 0);
}

#[rocket::async_test]
async fn a_complaint_that_names_nobody_is_about_the_letter_that_it_brings_back() {
    let house = House::open().await;
    let (earlier, guest) = (house.seat(1).await, house.seat(2).await);
    let complaint = house.filled(include_str!("complaint-without-a-name.eml"), &guest);
    let answering = format!("References: <{}@example.org>\n{complaint}", earlier.letter);
    assert_eq!(house.reads(answering.into_bytes()).await, Effect::Silenced);
    let silences = silence::Entity::find().all(house.app.db.read()).await.unwrap();
    let silenced: Vec<_> = silences.into_iter().map(|silence| silence.registration_id).collect();
    assert_eq!(silenced, [guest.registration]);
}

#[rocket::async_test]
async fn who_knows_only_the_public_entry_answers_for_nobody() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let own = for_registration(&house.app.config, guest.registration).unwrap().to_string();
    let message = house.filled(include_str!("reply-gmail-declined.eml"), &guest);
    let to_the_mailbox = message.replace(&own, "post@agenda.example.org");
    assert_ne!(to_the_mailbox, message);
    assert_eq!(house.reads(to_the_mailbox.into_bytes()).await, Effect::Ignored(Why::WrongKey));
}
