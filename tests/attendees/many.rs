//! What is decided for many at once, touches those who were meant, and them once.

use std::time::Duration;

use rocket::futures::future::{join, join_all, join3};
use rocket::http::Status as Http;
use samenkomst::mail::{Bell, letter};
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::organiser;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::booking::{Arrangement, Decision, Refusal};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use super::{LIST, a_full_event, kept, noted, sign_in};
use crate::support::makers::{make_event, make_region};
use crate::support::people::{let_in, person, seats, to};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn many_are_arranged_at_once_and_twice_is_harmless() {
    let (app, event) = a_full_event(10, 80).await;
    app.at("2027-02-02 10:00");
    let page = app.page(&format!("{LIST}/arrangements/new?status=waitlisted&all=true&act=seat")).await;
    assert!(page.contains("Geef 70 mensen een plek") && page.contains("Alle plaatsen zijn bezet"), "{page}");
    let as_of = page.split("name=\"as_of\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a time");
    app.at("2027-02-02 10:05");
    app.desk().register(person(event.id, 80)).await.expect("an answer").expect("a place");
    let form = [("act", "seat"), ("whom", "status=waitlisted"), ("as_of", as_of), ("letter", "true")];
    let (status, next) = app.send(&format!("{LIST}/arrangements"), &form).await;
    assert_eq!(status, Http::SeeOther);
    assert!(next.ends_with("done=seat&n=0&refused=70"), "{next}");
    let over = [form.as_slice(), &[("over_capacity", "true")]].concat();
    let (_, next) = app.send(&format!("{LIST}/arrangements"), &over).await;
    assert!(next.ends_with("done=seat&n=70&refused=0"), "{next}");
    assert!(app.page(&next).await.contains("70 mensen hebben nu een plek."));
    let (_, again) = app.send(&format!("{LIST}/arrangements"), &over).await;
    assert!(again.ends_with("done=seat&n=0&refused=0"), "{again}");
    assert_eq!(seats(&app, "samen").await, (80, 1), "whoever came after the organiser looked still waits");
    assert_eq!(app.letters().await.iter().filter(|l| l.kind.folder() == "seat_became_free").count(), 70);
    let trail = noted(&app).await;
    assert_eq!(trail.iter().filter(|(act, one)| *act == Act::RegistrationConfirmed && *one).count(), 70);
    assert_eq!(trail.iter().filter(|(_, one)| !one).count(), 3, "and an entry for each time as a whole");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn those_who_were_ticked_go_and_may_hear_nothing_of_it() {
    let (app, event) = a_full_event(3, 4).await;
    let (one, two) = (kept(&app, event.id, 0).await.id, kept(&app, event.id, 1).await.id);
    let page = app.page(&format!("{LIST}/arrangements/new?act=leave&ids={one}&ids={two}&status=confirmed")).await;
    assert!(page.contains("2 mensen worden uitgeschreven.") && page.contains(">Stuur hen een mail<"), "{page}");
    let alone = app.page(&format!("{LIST}/arrangements/new?act=leave&ids={one}&status=confirmed")).await;
    assert!(alone.contains(">Stuur een mail<"), "{alone}");
    let whom = format!("status=all&sort=place&ids={one}&ids={two}");
    let form = [("act", "leave"), ("whom", whom.as_str()), ("as_of", "2027-02-02T08:00:00.000000Z")];
    assert_eq!(app.send(&format!("{LIST}/arrangements"), &form).await.0, Http::SeeOther);
    assert_eq!(seats(&app, "samen").await, (2, 0));
    assert_eq!(to(&app.letters().await), ["seat_became_free person3@example.org"]);
    let nobody = app.client.get(format!("{LIST}/arrangements/new?act=leave&status=confirmed")).dispatch().await;
    let back = nobody.headers().get_one("Location").unwrap_or_default().to_string();
    assert!(app.page(&back).await.contains("Kies eerst wie je bedoelt"), "{back}");
    let write = app.client.get(format!("{LIST}/arrangements/new?act=write&ids={one}")).dispatch().await;
    let letter = write.headers().get_one("Location").unwrap_or_default();
    assert!(letter.starts_with("/organise/events/samen/messages/new?status=all&") && letter.contains(&one.to_string()));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_moves_up_while_the_line_is_sent_home_keeps_the_seat() {
    let (app, event) = a_full_event(1, 3).await;
    let by = organiser::Entity::find().one(app.db.read()).await.expect("a query").expect("an organiser");
    let first = kept(&app, event.id, 1).await.id;
    app.cancel(kept(&app, event.id, 0).await.id).await;
    let (reason, only) = (String::new(), vec![Status::Waitlisted]);
    let wanted = Arrangement { registration: first, decision: Decision::Leave, letter: true, by, reason, only };
    assert_eq!(app.desk().arrange(wanted).await.expect("an answer"), Err(Refusal::Overtaken));
    assert_eq!(seats(&app, "samen").await, (1, 1));
}

#[rocket::async_test]
async fn two_organisers_and_a_crowd_at_once_leave_every_seat_counted() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(10))).await;
    let_in(&app, event.id, 0..30).await;
    let by = sign_in(&app, Role::Organiser, &leuven).await;
    let neighbour = app.neighbour().await;
    let mut people = Vec::new();
    for number in 0..30 {
        people.push(kept(&app, event.id, number).await.id);
    }
    let decisions = [Decision::Wait, Decision::Seat { over_capacity: true }, Decision::Place(1), Decision::Leave];
    let wanted = |(number, registration): (usize, &uuid::Uuid)| Arrangement {
        registration: *registration,
        decision: decisions[number % 4],
        letter: true,
        by: by.clone(),
        reason: String::new(),
        only: Vec::new(),
    };
    let here = people.iter().enumerate().map(|p| app.desk().arrange(wanted(p)));
    let there = people.iter().rev().enumerate().map(|p| neighbour.desk().arrange(wanted(p)));
    let crowd = (30..60).map(|number| app.desk().register(person(event.id, number)));
    let all = join3(join_all(here), join_all(there), join_all(crowd)).await;
    for answer in all.0.into_iter().chain(all.1) {
        let _ = answer.expect("an answer");
    }
    app.assert_sound().await;
}

#[rocket::async_test]
async fn letters_that_are_sent_again_leave_while_others_are_still_being_written() {
    let (app, _) = a_full_event(160, 160).await;
    app.at("2027-02-02 09:11");
    let mut bell = app.client.rocket().state::<Bell>().expect("a bell").listen();
    let path = format!("{LIST}/arrangements");
    let resend = [("act", "resend"), ("whom", "status=all"), ("as_of", "2027-02-02T12:00:00Z")];
    let first = async {
        bell.wait(Duration::from_secs(60)).await;
        let written = letter::Entity::find().filter(letter::Column::PostedAt.gt(brussels("2027-02-02 09:10")));
        written.count(app.db.read()).await.expect("a query")
    };
    let ((_, next), written) = join(app.send(&path, &resend), first).await;
    assert!(next.ends_with("n=160&refused=0"), "{next}");
    assert!((1..160).contains(&written), "the postman heard of {written} at once");
}

#[rocket::async_test]
async fn letters_are_sent_again_but_not_at_once() {
    let (app, event) = a_full_event(1, 3).await;
    let resend = [("act", "resend"), ("whom", "status=all"), ("as_of", "2027-02-02T12:00:00Z")];
    let (_, next) = app.send(&format!("{LIST}/arrangements"), &resend).await;
    assert!(next.ends_with("n=0&refused=3"), "{next}");
    app.at("2027-02-02 09:11");
    for _ in 0..2 {
        app.send(&format!("{LIST}/arrangements"), &resend).await;
    }
    let letters = app.letters().await;
    let mut whom = to(&letters);
    whom.sort();
    let again = ["registration_confirmed person0@example.org", "registration_waitlisted person1@example.org"];
    assert_eq!(whom, [again.as_slice(), &["registration_waitlisted person2@example.org"]].concat());
    let second = letters.iter().find(|l| l.to.to_string().contains("person2")).expect("a letter");
    assert!(second.rendered.text.contains("Je bent nummer 2"), "{}", second.rendered.text);
    let path = format!("{LIST}/{}/letters", kept(&app, event.id, 0).await.id);
    assert!(app.send(&path, &[]).await.1.ends_with("done=not-resent"));
    app.at("2027-02-02 09:30");
    assert!(app.send(&path, &[]).await.1.ends_with("done=resent"));
}
