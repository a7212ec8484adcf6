//! The pages: a file is sent, the report is read, and the list is kept for its organiser until it is brought in.

use rocket::http::Status;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::audit;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::importing::kept;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use super::{people, upload};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make, make_event, make_region};
use crate::support::people::seats;

#[rocket::async_test]
async fn hanne_uploads_a_list_reads_the_report_and_brings_it_in() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(1))).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let door = "/organise/events/samen/registrations/import";
    assert!(app.page(door).await.contains("Breng een lijst in"));
    let (status, page) = upload(&app, door, b"").await;
    assert!(status == Status::UnprocessableEntity && page.contains("Kies een bestand"), "{page}");
    assert!(page.contains("href=\"#f-file\"") && page.contains("id=\"f-file-e\""), "{page}");
    let file = "Naam;E-mail\nBea <b>Baert</b>;bea@example.org\nCis;cis@example.org\nDirk;geen adres\n";
    let (status, report) = upload(&app, door, file.as_bytes()).await;
    assert_eq!(status, Status::SeeOther);
    let page = app.page(&report).await;
    for said in ["1 persoon krijgt een plek", "1 op de wachtlijst", "1 regel lukt niet", "Breng 2 mensen in"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.contains("Bea &#60;b&#62;Baert") && page.contains("Dit adres heeft geen @"), "{page}");
    assert_eq!(seats(&app, "samen").await, (0, 0));
    let (status, page) = app.send(&report, &[("letters", "true")]).await;
    assert!(status == Status::UnprocessableEntity && page.contains("Zet een vinkje"), "{status}");
    assert!(page.contains("href=\"#f-agreed\"") && page.contains("id=\"f-agreed-e\""), "{page}");
    assert_eq!(seats(&app, "samen").await, (0, 0));
    let (status, next) = app.send(&report, &[("agreed", "true"), ("letters", "true")]).await;
    assert_eq!(status, Status::SeeOther);
    let page = app.page(&next).await;
    assert!(page.contains("1 persoon kreeg een plek"), "{page}");
    assert_eq!(seats(&app, "samen").await, (1, 1));
    assert_eq!(app.letters().await.len(), 2);
    assert!(people(&app, &event).await.iter().all(|p| p.language == Language::Fr));
    let gone = app.client.get(&report).dispatch().await;
    assert_eq!(gone.status(), Status::NotFound, "the file is not kept");
    assert_eq!(kept::Entity::find().count(app.db.read()).await.expect("a query"), 0);
    let by = audit::Entity::find().filter(audit::Column::EventId.eq(event.id)).all(app.db.read()).await;
    assert!(by.expect("a query").iter().all(|entry| entry.organiser_id.is_some()));
}

#[rocket::async_test]
async fn whoever_wants_no_letters_and_forgets_the_agreement_finds_the_letters_unticked() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let list = b"naam;email\nAn;an@example.org\n";
    let (_, report) = upload(&app, "/organise/events/samen/registrations/import", list).await;
    let ticked = "name=\"letters\" value=\"true\" checked>";
    assert!(app.page(&report).await.contains(ticked), "letters are offered");
    let (status, page) = app.send(&report, &[]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("name=\"letters\" value=\"true\">") && !page.contains(ticked), "{page}");
    let (status, page) = app.send(&report, &[("letters", "true")]).await;
    assert!(status == Status::UnprocessableEntity && page.contains(ticked), "{page}");
}

#[rocket::async_test]
async fn a_list_that_a_new_question_makes_unreadable_says_so_and_is_kept() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let (_, report) =
        upload(&app, "/organise/events/samen/registrations/import", b"naam;e-mail\nAn;an@example.org\n").await;
    let asked = question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same("E-mail")),
        kind: Set(QuestionKind::Text),
        required: Set(false),
        options: Set(Options::default()),
        ..question::ActiveModel::default()
    };
    let question = make(&app, asked).await;
    let nothing: &[(&str, &str)] = &[];
    for fields in [nothing, &[("agreed", "true")]] {
        let (status, page) = app.send(&report, fields).await;
        assert!(status == Status::Conflict && page.contains("We vinden geen kolom met e-mailadressen."), "{page}");
    }
    assert_eq!(app.client.get(&report).dispatch().await.status(), Status::Conflict);
    question::Entity::delete_by_id(question.id).exec(app.db.write()).await.expect("a deletion");
    assert!(app.page(&report).await.contains("1 persoon krijgt een plek"), "the list is still there");
}

#[rocket::async_test]
async fn a_quotation_mark_that_is_never_closed_is_found_by_its_line() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let people = "Cis;cis@example.org\n".repeat(300);
    let list = format!("naam;email\nAn;an@example.org\n\"Bo;bo@example.org\n{people}");
    let (status, page) = upload(&app, "/organise/events/samen/registrations/import", list.as_bytes()).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("In regel 3 staat een veld van meer dan"), "{page}");
    assert_eq!(kept::Entity::find().count(app.db.read()).await.expect("a query"), 0);
}

#[rocket::async_test]
async fn a_kept_list_is_its_organisers_own_and_is_gone_after_a_day() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    make_event(&app, &leuven, "anders", |_| {}).await;
    make_event(&app, &gent, "elders", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let door = "/organise/events/samen/registrations/import";
    let list = b"naam;email\nAn;an@example.org\n";
    let (_, first) = upload(&app, door, list).await;
    let (_, second) = upload(&app, door, list).await;
    assert_eq!(app.client.get(&first).dispatch().await.status(), Status::NotFound, "one at a time");
    assert_eq!(app.client.get(&second).dispatch().await.status(), Status::Ok);
    let moved = second.replace("samen", "anders");
    assert_eq!(app.client.get(&moved).dispatch().await.status(), Status::NotFound, "of this event alone");
    let (status, _) = upload(&app, "/organise/events/elders/registrations/import", list).await;
    assert_eq!(status, Status::NotFound, "another region's event");
    let id = second.rsplit('/').next().expect("an id").to_string();
    let strange = app.client.get(format!("{door}/{}", id.replace('-', "x"))).dispatch().await;
    assert_eq!(strange.status(), Status::NotFound);
    app.at("2027-02-03 09:30");
    assert_eq!(app.client.get(&second).dispatch().await.status(), Status::NotFound, "a day later");
    let (_, third) = upload(&app, door, list).await;
    let (status, next) = app.send(&third, &[("_method", "delete")]).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, door));
    assert_eq!(kept::Entity::find().count(app.db.read()).await.expect("a query"), 0);
}

#[rocket::async_test]
async fn who_may_only_read_brings_nothing_in() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let door = "/organise/events/samen/registrations/import";
    assert_eq!(app.client.get(door).dispatch().await.status(), Status::SeeOther, "a stranger is asked to sign in");
    sign_hanne_in(&app, Role::Viewer, &[&leuven]).await;
    assert_eq!(app.client.get(door).dispatch().await.status(), Status::Forbidden);
    assert_eq!(upload(&app, door, b"naam;email\nAn;an@example.org\n").await.0, Status::Forbidden);
    assert_eq!(kept::Entity::find().count(app.db.read()).await.expect("a query"), 0);
}
