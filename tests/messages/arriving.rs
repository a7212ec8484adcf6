//! Each letter is written once and waits its turn; what does not arrive is seen with what helps.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::language::Language;
use samenkomst::mail::outbox::standing;
use samenkomst::mail::{LetterKind, Reason, letter};
use samenkomst::messages::{message, trouble};
use samenkomst::organisers::audit;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::registration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{MESSAGES, acts, change_person, draft, house, register, send_now, typed};
use crate::support::desk::{sign_in, sign_in_as};
use crate::support::makers::{change, make_region};
use crate::support::people::{event_at, header, to};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn two_workers_and_a_killed_one_write_each_letter_once() {
    let (app, leuven, event) = house(30, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    send_now(&app, &path).await;
    let neighbour = app.neighbour().await;
    tokio::join!(app.post_due(), neighbour.post_due());
    // The one was killed before it wrote down that it was done; of the letters, some had gone.
    let undone = message::Entity::update_many()
        .col_expr(message::Column::SentAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>));
    undone.exec(app.db.write()).await.expect("an update");
    let some = letter::Entity::find().filter(letter::Column::BatchId.is_not_null()).all(app.db.read()).await;
    for letter in some.expect("letters").iter().take(10) {
        letter::Entity::delete_by_id(letter.id).exec(app.db.write()).await.expect("a letter less");
    }
    assert_eq!(app.post_due().await, 10, "the rest, and nobody twice");
    assert_eq!(app.letters().await.len(), 30);
    let sent = message::Entity::find().one(app.db.read()).await.expect("a query").expect("a message");
    assert_eq!(sent.recipients, 30);

    app.at("2027-03-03 13:30");
    tokio::join!(app.post_due(), neighbour.post_due());
    assert_eq!(app.letters().await.len(), 30, "reminders");
    app.at("2027-03-05 09:00");
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/1").await;
    tokio::join!(app.post_due(), neighbour.post_due());
    assert_eq!(app.letters().await.len(), 30, "thanks");
}

/// Lets a letter fail as if a server had said so.
async fn fail(app: &TestApp, number: usize, why: &str) -> letter::Model {
    let address = format!("person{number}@example.org");
    letter::Entity::update_many()
        .col_expr(letter::Column::FailedAt, Expr::value(app.clock.now()))
        .col_expr(letter::Column::SentAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
        .col_expr(letter::Column::LastError, Expr::value(why))
        .filter(letter::Column::Recipient.eq(address.clone()))
        .exec(app.db.write())
        .await
        .expect("an update");
    let found = letter::Entity::find().filter(letter::Column::Recipient.eq(address)).one(app.db.read()).await;
    found.expect("a query").expect("a letter")
}

#[rocket::async_test]
async fn what_did_not_arrive_is_seen_with_what_helps_and_sent_again() {
    let (app, leuven, _) = house(3, |_| {}).await;
    let gent = make_region(&app, "gent").await;
    let now = app.clock.now();
    let seen = async |region: &region::Model| -> Vec<(String, Reason, LetterKind)> {
        let found = trouble(&app.db, now, &[region.id]).await.expect("trouble");
        found.into_iter().map(|t| (format!("{} at {}", t.address, t.slug), t.reason, t.kind)).collect()
    };
    let gone = fail(&app, 0, "permanent error (550): 5.1.1 no such user").await;
    let who = "person0@example.org at samenleven".to_string();
    assert_eq!(seen(&leuven).await, [(who, Reason::AddressUnknown, LetterKind::RegistrationConfirmed)]);
    assert!(seen(&gent).await.is_empty(), "another region's");
    assert!(trouble(&app.db, now, &[]).await.expect("none").is_empty());
    let long_after = brussels("2027-06-01 09:00");
    assert!(trouble(&app.db, long_after, &[leuven.id]).await.expect("none").is_empty(), "nobody can help it any more");

    sign_in_as(&app, Role::Organiser, &leuven).await;
    let page = app.page(MESSAGES).await;
    assert!(page.contains("1 mail kwam niet aan") && page.contains("Dit adres bestaat niet."), "{page}");
    change_person(&app, 0, registration::Column::Email, "amina@example.org").await;
    let resending = format!("/organise/events/samenleven/letters/{}/resending", gone.id);
    assert_eq!(app.send(&resending, &[]).await.0, Status::SeeOther);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org"]);
    assert_eq!(letters[0].letter, gone.id, "the same Message-ID");
    app.send(&resending, &[]).await;
    assert!(app.letters().await.is_empty(), "what arrived is not sent again");

    fail(&app, 1, "permanent error (552): 5.2.2 over quota").await;
    fail(&app, 2, "transient error (451): not now").await;
    assert_eq!(seen(&leuven).await.len(), 2);
    app.send("/organise/events/samenleven/letters/resending", &[]).await;
    assert_eq!(app.letters().await.len(), 2);
    assert!(!app.page(MESSAGES).await.contains("niet aan"));
    assert_eq!(acts(&app).await, [audit::Act::LetterResent; 3]);
}

#[rocket::async_test]
async fn however_many_did_not_arrive_each_of_them_is_seen() {
    let (app, leuven, _) = house(53, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    send_now(&app, &path).await;
    assert_eq!((app.post_due().await, app.letters().await.len()), (53, 53));
    letter::Entity::update_many()
        .col_expr(letter::Column::FailedAt, Expr::value(app.clock.now()))
        .col_expr(letter::Column::SentAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
        .filter(letter::Column::BatchId.is_not_null())
        .exec(app.db.write())
        .await
        .expect("an update");
    for list in [MESSAGES, &path] {
        let pages = [app.page(list).await, app.page(&format!("{list}?trouble=2")).await];
        for page in &pages {
            assert!(page.contains("53 mails kwamen niet aan"), "{page}");
        }
        for number in 0..53 {
            let row = format!("<small>person{number}@example.org</small>");
            let seen: usize = pages.iter().map(|page| page.matches(&row).count()).sum();
            assert_eq!(seen, 1, "{row} on {list}");
        }
        assert!(pages[0].contains("trouble=2#trouble"), "{}", pages[0]);
        assert!(app.page(&format!("{list}?trouble=99")).await.contains("Pagina 2 van 2"));
    }
}

#[rocket::async_test]
async fn nobody_gets_the_link_of_one_whose_address_was_corrected() {
    let (app, _, event) = house(0, |_| {}).await;
    register(&app, event.id, 0..2).await;
    change_person(&app, 0, registration::Column::Email, "amina@example.org").await;
    assert_eq!(to(&app.letters().await), ["registration_confirmed person1@example.org"]);
}

/// Puts the address of everybody at this event right while somebody does this, which comes as far as it can meanwhile.
async fn while_corrected<T>(app: &TestApp, event: &event::Model, done: impl Future<Output = T>) -> T {
    let correcting = app.db.begin().await.expect("a transaction");
    let held = event::Entity::find_by_id(event.id).lock_exclusive().one(&correcting).await;
    held.expect("a query").expect("the event");
    let right = registration::Entity::update_many();
    let right = right.col_expr(registration::Column::Email, Expr::value("amina@example.org"));
    right.exec(&correcting).await.expect("an update");
    let (done, ()) = tokio::join!(done, async {
        for _ in 0..50 {
            event_at(app, "samenleven").await;
        }
        correcting.commit().await.expect("a commit");
    });
    done
}

#[rocket::async_test]
async fn what_is_sent_again_while_its_address_is_corrected_goes_to_the_right_one() {
    let (app, leuven, event) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    fail(&app, 0, "permanent error (550): 5.1.1 no such user").await;
    let again = app.send("/organise/events/samenleven/letters/resending", &[]);
    assert_eq!(while_corrected(&app, &event, again).await.0, Status::SeeOther);
    assert_eq!(to(&app.letters().await), ["registration_confirmed amina@example.org"]);
}

#[rocket::async_test]
async fn what_an_operator_lets_try_again_while_its_address_is_corrected_goes_to_the_right_one() {
    let (app, _, event) = house(1, |_| {}).await;
    fail(&app, 0, "permanent error (550): 5.1.1 no such user").await;
    let retried = standing::retry_all(&app.db, app.clock.now(), &[]);
    assert_eq!(while_corrected(&app, &event, retried).await.expect("an update"), 1);
    assert_eq!(to(&app.letters().await), ["registration_confirmed amina@example.org"]);
}

#[rocket::async_test]
async fn what_an_operator_lets_try_again_goes_to_the_address_as_it_was_corrected() {
    let (app, _, _) = house(2, |_| {}).await;
    fail(&app, 0, "bounced (5.1.1): no such user").await;
    fail(&app, 1, "bounced (5.2.2): full").await;
    change_person(&app, 0, registration::Column::Name, "Amina El Idrissi").await;
    change_person(&app, 0, registration::Column::Email, "amina@example.org").await;
    assert_eq!(standing::retry_all(&app.db, app.clock.now(), &[]).await.expect("an update"), 2);
    let letters = app.letters().await;
    let mut readers = to(&letters);
    readers.sort();
    assert_eq!(readers, ["registration_confirmed amina@example.org", "registration_confirmed person1@example.org"]);
    let amina = letters.iter().find(|l| l.to.user() == "amina").expect("a letter");
    assert!(header(amina, "To").contains("Amina El Idrissi"), "{}", header(amina, "To"));
}

#[rocket::async_test]
async fn a_letter_that_is_sent_again_says_nothing_that_is_not_so_any_more() {
    let (app, leuven, event) = house(1, |_| {}).await;
    let hanne = sign_in_as(&app, Role::Organiser, &leuven).await;
    let gone = registration::Entity::find().one(app.db.read()).await.expect("a query").expect("a person");
    app.cancel(gone.id).await;
    assert_eq!(to(&app.letters().await), ["registration_cancelled person0@example.org"]);
    fail(&app, 0, "bounced (5.2.2): full").await;
    register(&app, event.id, 0..1).await;
    assert_eq!(to(&app.letters().await), ["registration_confirmed person0@example.org"]);
    let resending = "/organise/events/samenleven/letters/resending";
    app.send(resending, &[]).await;
    assert_eq!(to(&app.letters().await), ["registration_confirmed person0@example.org"], "they came back since");

    fail(&app, 0, "bounced (5.2.2): full").await;
    app.at("2027-03-05 09:00");
    sign_in(&app, hanne).await;
    app.send(resending, &[]).await;
    assert_eq!(to(&app.letters().await), [] as [&str; 0], "it is over");
}

#[rocket::async_test]
async fn the_desk_says_how_many_letters_were_tried_in_vain() {
    let (app, leuven, event) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    register(&app, event.id, 1..3).await;
    assert!(!app.page("/organise").await.contains("even niet weg"), "they wait, and nobody has tried them yet");
    letter::Entity::update_many()
        .col_expr(letter::Column::LastError, Expr::value("transient error (451): not now"))
        .filter(letter::Column::Recipient.eq("person1@example.org"))
        .exec(app.db.write())
        .await
        .expect("an update");
    assert!(app.page("/organise").await.contains("Eén mail kan even niet weg."));
}

#[rocket::async_test]
async fn a_letter_to_many_lets_one_that_is_waited_for_pass() {
    let (app, leuven, event) = house(60, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    send_now(&app, &path).await;
    app.post_due().await;
    app.wait(Duration::seconds(5));
    register(&app, event.id, 60..61).await;
    let letters = app.letters().await;
    assert_eq!(letters.len(), 61);
    let place = letters.iter().position(|l| l.kind == LetterKind::RegistrationConfirmed).expect("a confirmation");
    assert!(place < 50, "in the first round, though it came last: {place}");
}

#[test]
fn why_a_letter_did_not_arrive_is_told_in_plain_words() {
    for (noted, reason) in [
        ("permanent error (550): 5.1.1 no such user", Reason::AddressUnknown),
        ("permanent error (550): 5.7.1 blocked", Reason::Refused),
        ("transient error (452): 4.2.2 mailbox full", Reason::MailboxFull),
        ("transient error (451): not now", Reason::Patience),
        ("mail.example.org:25 cannot be reached: no answer", Reason::Patience),
        ("cannot be rendered: undefined value", Reason::Unwritten),
        ("the recipient's address cannot be written on an envelope", Reason::AddressUnwritable),
        ("", Reason::Patience),
    ] {
        assert_eq!(Reason::of(noted), reason, "{noted}");
        for l in Language::ALL {
            assert!(reason.words(l).ends_with('.') && reason.advice(l).ends_with('.'));
        }
    }
}
