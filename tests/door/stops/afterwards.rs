//! What remains of who was at which stop: when seats move, on the organisers' lists, and when people are forgotten.

use rocket::http::Status;
use samenkomst::events::stop;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::forgetting::forget;
use serde_json::{Value, json};

use super::super::{Phone, who};
use super::{Safari, door_of};
use crate::support::desk::sign_hanne_in;
use crate::support::people::link_in;
use crate::support::programs::Program;

#[rocket::async_test]
async fn whoever_gives_back_a_stop_that_they_were_at_was_there_all_the_same() {
    let safari = Safari::start().await;
    let (phone, zero) = (safari.phone().await, who(&safari.app, "Person 0").await);
    phone.check_in_at(&safari.early, &zero, "").await;
    let left = safari.app.desk().leave_stop(zero.id, safari.early.id).await.expect("an answer");
    assert!(left.is_ok());
    assert_eq!(safari.presence("Person 0").await.1, [(safari.early.id, safari.app.clock.now())]);
    assert!(phone.page(&door_of(&safari.early)).await.contains("Binnen sinds 13.32"));
    safari.app.cancel(zero.id).await;
    assert_eq!(safari.presence("Person 0").await, (None, vec![]), "as at the event");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn a_colleague_who_takes_a_seat_over_was_nowhere_yet() {
    let safari = Safari::start().await;
    let letters = safari.app.letters().await;
    let letter = letters.iter().find(|l| l.to.to_string() == "person0@example.org").expect("a letter");
    let (phone, zero) = (safari.phone().await, who(&safari.app, "Person 0").await);
    phone.check_in_at(&safari.early, &zero, "").await;
    let dina = [("name", "Dina Maes"), ("email", "dina@example.org")];
    safari.app.send(&format!("{}/handover", link_in(letter)), &dina).await;
    let letters = safari.app.letters().await;
    let offer = letters.iter().find(|l| l.to.to_string() == "dina@example.org").expect("an offer");
    let accepted = [("name", "Dina Maes"), ("consent", "true")];
    let (status, _) = safari.app.send(&format!("{}/acceptance", link_in(offer)), &accepted).await;
    assert_eq!(status, Status::SeeOther);
    for name in ["Person 0", "Dina"] {
        assert_eq!(safari.presence(name).await, (None, vec![]), "{name}");
    }
    let page = phone.check_in_at(&safari.early, &who(&safari.app, "Dina").await, "").await;
    assert!(page.contains("Dina Maes is binnen."), "{page}");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn organisers_see_afterwards_who_was_at_which_stop() {
    let safari = Safari::start().await;
    let (app, phone) = (&safari.app, safari.phone().await);
    let [zero, one] = [who(app, "Person 0").await, who(app, "Person 1").await];
    phone.check_in_at(&safari.early, &zero, "").await;
    phone.check_in_at(&safari.early, &one, "&anyway=true").await;
    app.at("2027-03-04 14:33");
    let program = Program::of(app, Role::Organiser, None).await;
    let people = "/api/v1/events/samen/registrations";
    let path = format!("{people}/{}/check-in?stop={}", zero.id, safari.late.id);
    let noted = program.post(&path, Value::Null).await.ok();
    let at =
        |stop: &stop::Model, title: &str, time: &str| json!({ "id": stop.id, "title": title, "checked_in_at": time });
    let both = json!([
        at(&safari.early, "Wijkwerking", "2027-03-04T13:32:00+01:00"),
        at(&safari.late, "Nachtopvang", "2027-03-04T14:33:00+01:00"),
    ]);
    assert_eq!((&noted["stop_check_ins"], &noted["checked_in_at"]), (&both, &json!("2027-03-04T13:32:00+01:00")));
    program.post(&format!("{people}/{}/check-in?stop=x", zero.id), Value::Null).await.problem(404);
    let three = who(app, "Person 3").await;
    let nowhere = format!("{people}/{}/check-in?stop={}", three.id, safari.late.id);
    assert_eq!(program.post(&nowhere, Value::Null).await.problem(409)["code"], "not-confirmed");
    let listed: Value = serde_json::from_str(&program.get(&format!("{people}.json")).await.text()).expect("JSON");
    assert_eq!(listed, program.get(people).await.ok()["items"]);

    let columns = "name,checked_in_at,stop_check_ins";
    let csv = program.get(&format!("{people}.csv?dialect=rfc4180&columns={columns}")).await.text();
    let lines: Vec<&str> = csv.lines().collect();
    let head = "Naam,Aanwezig sinds,Aanwezig bij halte: Wijkwerking,Aanwezig bij halte: Nachtopvang";
    assert_eq!(
        lines,
        [
            head,
            "Person 0,2027-03-04 13:32:00,2027-03-04 13:32:00,2027-03-04 14:33:00",
            "Person 1,2027-03-04 13:32:00,2027-03-04 13:32:00,",
            "Person 2,,,",
            "Person 3,,,",
        ]
    );
    sign_hanne_in(app, Role::Organiser, &[&safari.leuven]).await;
    let page = app.page(&format!("/organise/events/samen/registrations/{}", one.id)).await;
    assert!(page.contains("Aanwezig sinds 4 ") && page.contains("noteerde de aankomst bij Wijkwerking"), "{page}");
    let figures = app.page("/organise/events/samen/figures.csv").await;
    let of_stop = |title: &str| figures.lines().find(|line| line.contains(title)).unwrap_or_default().to_string();
    assert!(of_stop("Wijkwerking").trim_end().ends_with(";1;2"), "one of the two who chose it: {figures}");
}

#[rocket::async_test]
async fn who_is_forgotten_leaves_that_somebody_was_there() {
    let safari = Safari::start().await;
    let phone = safari.phone().await;
    phone.check_in_at(&safari.early, &who(&safari.app, "Person 0").await, "").await;
    safari.app.at("2028-04-01 09:00");
    forget(&safari.app.db, &safari.app.clock).await.expect("forgetting");
    let phone = Phone::of(&safari.app, Role::Organiser, &safari.leuven).await;
    let page = phone.page(&door_of(&safari.early)).await;
    assert!(
        page.contains("van de 2 binnen") && page.contains("Nog verwacht: 1") && !page.contains("Person 0"),
        "{page}"
    );
}
