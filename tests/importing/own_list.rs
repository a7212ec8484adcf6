//! Our own list, brought in again: everybody as they went out, and whoever cancelled stays away.

use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::exports::{ExportFormat, Wishes, export_to};
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::importing::List;
use samenkomst::registrations::registration;
use sea_orm::{ActiveModelBehavior, Set};

use super::{details, done, people, read, tried, upload};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::operator::{Operator, err, out};
use crate::support::people::{let_in, person, seats, to};

/// A list in every language, as each of the files that comes in again.
fn each_way() -> impl Iterator<Item = (Language, ExportFormat)> {
    let formats = [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Ods];
    Language::ALL.into_iter().flat_map(move |language| formats.map(|format| (language, format)))
}

#[rocket::async_test]
async fn our_own_list_comes_in_as_it_went_out() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let from = make_event(&app, &leuven, "van", |_| {}).await;
    let into = make_event(&app, &leuven, "naar", |_| {}).await;
    // Each has a column that says who was there.
    for title in ["Buurthuis", "Naam"] {
        make_stop(&app, &from, title, "2027-03-04 13:30", "2027-03-04 14:15").await;
    }
    let names = ["=1+1 Els", "Jan; \"de\" Vries", "Łukasz Żak", "-", "＠ 明"];
    for (number, name) in names.into_iter().enumerate() {
        let mut somebody = person(from.id, number);
        somebody.name = name.to_string();
        somebody.role = registration::Role::Policy;
        somebody.language = Language::En;
        app.desk().register(somebody).await.expect("an answer").expect("a seat");
    }
    for (language, format) in each_way() {
        let mut list = Vec::new();
        let wishes = Wishes::all(language);
        let written = export_to(&app.db, &details(&app, &from).await, format, &wishes, &mut list).await;
        assert_eq!(written.expect("a list"), 5);
        let read = List::read(&list, &details(&app, &into).await, Language::Nl).expect("a list");
        assert_eq!((read.left_aside, read.sheet), (Vec::<String>::new(), None));
        let people = read.lines.into_iter().map(|line| line.applicant.expect("a person"));
        let people: Vec<_> = people.map(|p| (p.name, p.role, p.language)).collect();
        let expected = names.map(|name| (name.to_string(), registration::Role::Policy, Language::En));
        assert_eq!(people, expected);
    }
}

#[rocket::async_test]
async fn options_are_in_the_language_of_the_list_and_come_in_as_they_were_chosen() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let both = |nl: &str, fr: &str| Texts { nl: nl.into(), fr: fr.into(), ..Texts::default() };
    let asks = async |position: i32, kind: QuestionKind, label: Texts| {
        let asked = question::ActiveModel {
            event_id: Set(event.id),
            position: Set(position),
            labels: Set(label),
            kind: Set(kind),
            required: Set(false),
            options: Set(Options(vec![both("Vlees", "Viande"), both("Groenten", "Légumes")])),
            ..question::ActiveModel::new()
        };
        make(&app, asked).await.id
    };
    let one = asks(0, QuestionKind::Choice, both("Wat eet je?", "Que manges-tu ?")).await;
    let any = asks(1, QuestionKind::Choices, both("En anders?", "Et sinon ?")).await;
    let mut somebody = person(event.id, 1);
    somebody.answers.0.insert(one, vec!["Vlees".to_string()]);
    somebody.answers.0.insert(any, vec!["Vlees".to_string(), "Groenten".to_string()]);
    app.desk().register(somebody).await.expect("an answer").expect("a seat");
    for (language, said) in [(Language::Nl, "Vlees;\"Vlees; Groenten\""), (Language::Fr, "Viande;\"Viande; Légumes\"")]
    {
        let mut list = Vec::new();
        let details = details(&app, &event).await;
        export_to(&app.db, &details, ExportFormat::Csv, &Wishes::all(language), &mut list).await.expect("a list");
        assert!(String::from_utf8_lossy(&list).contains(said), "{}", String::from_utf8_lossy(&list));
    }
    for (language, format) in each_way() {
        let mut list = Vec::new();
        let details = details(&app, &event).await;
        export_to(&app.db, &details, format, &Wishes::all(language), &mut list).await.expect("a list");
        let mut read = List::read(&list, &details, Language::Nl).expect("a list");
        let read = read.lines.remove(0).applicant.expect("a person").answers.0;
        assert_eq!(read[&one], ["Vlees"], "{language} {format:?}");
        assert_eq!(read[&any], ["Vlees", "Groenten"], "{language} {format:?}");
    }
}

#[rocket::async_test]
async fn whoever_cancelled_in_our_own_list_gets_no_seat_again() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let from = make_event(&app, &leuven, "van", |e| e.capacity = Set(Some(1))).await;
    let into = make_event(&app, &leuven, "naar", |_| {}).await;
    let_in(&app, from.id, 0..3).await;
    let gone = people(&app, &from).await.into_iter().find(|p| p.email == "person2@example.org").expect("the last");
    app.cancel(gone.id).await;
    app.letters().await;
    for (language, format) in each_way() {
        let mut list = Vec::new();
        let wishes = Wishes::all(language);
        let written = export_to(&app.db, &details(&app, &from).await, format, &wishes, &mut list).await;
        assert_eq!(written.expect("a list"), 3);
        let mut verdicts = tried(&app, &into, &list).await;
        verdicts.sort();
        assert_eq!(verdicts, ["left", "seat", "seat"], "{language} {format:?}");
    }
    let list = "naam;email;Status;rol;status\n\
        An;an@example.org;cancelled;tovenaar;\n\
        Bo;bo@example.org;waitlisted;;cancelled\n\
        Cis;cis@example.org;ANNULÉ;;\n\
        ;geen adres;geannuleerd;;\n\
        Dirk;dirk@example.org;betaald;;\n";
    let expected = ["left", "seat", "left", "left", "seat"];
    assert_eq!(read(&app, &into, list).await.lines[0].left_out, Vec::<&str>::new(), "their role is of no use");
    assert_eq!(tried(&app, &into, list).await, expected);
    assert_eq!(done(&app, &into, list, true).await, expected);
    let mut letters = to(&app.letters().await);
    letters.sort();
    assert_eq!(letters, ["registration_confirmed bo@example.org", "registration_confirmed dirk@example.org"]);
    let brought: Vec<String> = people(&app, &into).await.into_iter().map(|p| p.email).collect();
    assert_eq!(brought, ["bo@example.org", "dirk@example.org"]);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn those_who_cancelled_are_named_line_by_line_and_in_the_sum() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let list = "naam;email;status\nAn;an@example.org;geannuleerd\nBo;bo@example.org;\nCis;cis@example.org;cancelled\n";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("lijst.csv");
    std::fs::write(&file, list).expect("a file");
    let tried = Operator::of(&app).types(&["import", "--event", "samen", file.to_str().expect("a path"), "--dry-run"]);
    let lines = "     2  left     an@example.org  Cancelled: skipped\n     3  seat     bo@example.org\n     4  left     cis@example.org  Cancelled: skipped\n";
    let told = out(&tried);
    assert_eq!((tried.status.code(), told.as_str()), (Some(0), lines));
    let summary = err(&tried);
    assert!(summary.contains("It would be: 1 with a seat") && summary.contains("2 skipped"), "{summary}");
    let (_, report) = upload(&app, "/organise/events/samen/registrations/import", list.as_bytes()).await;
    let page = app.page(&report).await;
    for said in ["2 schreven zich uit: overgeslagen", "Schreef zich uit: overgeslagen", "1 persoon krijgt een plek"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let (_, next) = app.send(&report, &[("agreed", "true")]).await;
    let page = app.page(&next).await;
    assert!(page.contains("1 persoon kreeg een plek") && page.contains("2 regels sloegen we over"), "{page}");
    assert_eq!(seats(&app, "samen").await, (1, 0));
    app.assert_sound().await;
}
