//! What a list may look like: its stops and answers, and files of every kind.

use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::{Language, Texts};
use samenkomst::registrations::importing::{List, MOST_LINES, Unreadable};
use samenkomst::registrations::registration;
use sea_orm::{ActiveModelBehavior, Set};

use super::{details, done, people, read, tried};
use crate::support::TestApp;
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::people::{room_at, seats_at};

#[rocket::async_test]
async fn stops_and_answers_come_with_the_list() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "safari", |_| {}).await;
    let early = make_stop(&app, &event, "Buurthuis; De Kring", "2027-03-04 13:30", "2027-03-04 14:15").await;
    let late = make_stop(&app, &event, "Repair café", "2027-03-04 14:15", "2027-03-04 15:30").await;
    make_stop(&app, &event, "Tegelijk", "2027-03-04 14:15", "2027-03-04 15:30").await;
    room_at(&app, late.id, 1).await;
    let asked = |kind, label: Texts, options| question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(label),
        kind: Set(kind),
        required: Set(true),
        options: Set(Options(options)),
        ..question::ActiveModel::new()
    };
    let lunch = Texts { nl: "Eet je mee?".into(), fr: "Tu manges ?".into(), en: String::new() };
    let lunch = make(&app, asked(QuestionKind::YesNo, lunch, vec![])).await;
    let bread = Texts { nl: "Brood".into(), fr: "Pain".into(), en: String::new() };
    let soup = Texts::same("Soep");
    let what = make(&app, asked(QuestionKind::Choices, Texts::same("Wat?"), vec![bread, soup])).await;
    let list = "Nom\tPrénom\tAdresse e-mail\tÉtapes\tTu manges ?\tWat?\tFonction\tSchoenmaat\n\
        Baert\tBea\tbea@example.org\tRepair café\tOui\tPain;soep\tIk studeer\t38\n\
        Claes\tCis\tcis@example.org\tREPAIR CAFE (wachtlijst)\tnee\t\tTovenaar\t40\n\
        Dox\tDirk\tdirk@example.org\tBuurthuis; De Kring\t\t\t\t\n\
        Engels\tEls\tels@example.org\tNergens\t\t\t\t\n\
        Fiers\tFons\tfons@example.org\tRepair café;Tegelijk\t\t\t\t\n\
        Goris\tGwen\tgwen@example.org\t\tmisschien\tTaart\t\t\n";
    let expected = [
        "seat".to_string(),
        "seat".to_string(),
        "seat".to_string(),
        "mistake: stops fault-stop".to_string(),
        "mistake: stops fault-stops-overlap".to_string(),
        format!("mistake: answers.{} fault-answer-offered, answers.{} fault-answer-offered", lunch.id, what.id),
    ];
    let parsed = read(&app, &event, list).await;
    assert_eq!(parsed.left_aside, ["Schoenmaat"]);
    assert_eq!(parsed.lines[1].left_out, ["import-left-role"]);
    assert_eq!(tried(&app, &event, list).await, expected);
    assert_eq!(done(&app, &event, list, false).await, expected);
    assert_eq!(seats_at(&app, late.id).await, (1, 1), "the stop of one seat has one who waits");
    assert_eq!(seats_at(&app, early.id).await, (1, 0));
    let people = people(&app, &event).await;
    let bea = &people[0];
    assert_eq!((bea.name.as_str(), bea.role), ("Bea Baert", registration::Role::Student));
    assert_eq!(bea.answers.0[&lunch.id], ["yes"]);
    assert_eq!(bea.answers.0[&what.id], ["Brood", "Soep"], "options are kept in their first language");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn a_link_for_a_name_is_a_fault_of_its_line() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let list = "voornaam;naam;email;organisatie\nWin;EVIL.example/win;an@example.org;\n\
        J.P.;De Smet;jp@example.org;Sociaal.net\n";
    assert_eq!(tried(&app, &event, list).await, ["mistake: name fault-name-link", "seat"]);
}

#[rocket::async_test]
async fn a_formula_that_has_failed_is_a_fault_of_its_field() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let list = "voornaam;email;naam;organisatie;status;nota\n#N/B;an@example.org;Peeters;#VERW!;;\n\
        Bo;#NAAM?;Bos;CAW;;\n#NOM?;#NOM?;#NOM?;CAW;;\nCis;cis@example.org;#1;# 3;#N/A;#N/A\n";
    let expected = [
        "mistake: name fault-formula, organisation fault-formula",
        "mistake: email fault-formula",
        "mistake: name fault-formula, email fault-formula",
        "seat",
    ];
    assert_eq!(tried(&app, &event, list).await, expected);
    assert_eq!(read(&app, &event, list).await.lines[3].name, "Cis #1");
}

#[rocket::async_test]
async fn an_option_counts_once_however_often_a_list_names_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let bread = Texts { nl: "Brood".into(), fr: "Pain".into(), en: String::new() };
    let what = question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same("Wat?")),
        kind: Set(QuestionKind::Choices),
        required: Set(false),
        options: Set(Options(vec![bread, Texts::same("Soep")])),
        ..question::ActiveModel::new()
    };
    let what = make(&app, what).await;
    let (often, never) = ("pain;BROOD;".repeat(400), "taart;".repeat(800));
    let list = format!("naam,email,Wat?\nAn,an@example.org,{often}soep\nBo,bo@example.org,brood;{never}\n");
    let expected = ["seat".to_string(), format!("mistake: answers.{} fault-answer-offered", what.id)];
    assert_eq!(done(&app, &event, &list, false).await, expected);
    assert_eq!(people(&app, &event).await[0].answers.0[&what.id], ["Brood", "Soep"]);
}

#[rocket::async_test]
async fn where_people_work_is_known_by_what_lists_call_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    for heading in ["Organisatie", "Dienst", "Werkgever", "Employeur"] {
        let list = read(&app, &event, &format!("naam;email;{heading}\nAn;an@example.org;CAW\n")).await;
        let works = list.lines.iter().map(|line| line.applicant.as_ref().ok().map(|a| a.organisation.as_str()));
        assert_eq!(works.collect::<Vec<_>>(), [Some("CAW")], "{heading}");
    }
}

#[rocket::async_test]
async fn columns_that_mean_nothing_cost_nothing() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let wide: String = (0..1_000).map(|n| format!("An;p{n}@example.org{}x\n", ";".repeat(1_000))).collect();
    let list = read(&app, &event, &format!("naam;email\n{wide}")).await;
    assert_eq!((list.lines.len(), list.left_aside.len()), (1_000, 0));
    assert!(list.lines.iter().all(|line| line.applicant.is_ok()));
}

#[rocket::async_test]
async fn a_line_has_the_number_by_which_its_file_knows_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let list = "naam;email\nAn;an@example.org\n\n\nBo;zonder\n\"Cis\n\";cis@example.org\nDirk;dirk@example.org";
    let numbers = async |list: &str| read(&app, &event, list).await.lines.iter().map(|l| l.number).collect::<Vec<_>>();
    for end in ["\n", "\r\n", "\r"] {
        assert_eq!(numbers(&list.replace('\n', end)).await, [2, 5, 6, 8], "{end:?}");
    }
    assert_eq!(numbers(&format!("Deelnemers\n\n{list}")).await, [4, 7, 8, 10]);
    assert_eq!(numbers(&format!("sep=;\r\n{}", list.replace('\n', "\r\n"))).await, [3, 6, 7, 9]);
}

#[rocket::async_test]
async fn files_of_every_kind_are_read_or_refused_in_a_sentence() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let details = details(&app, &event).await;
    let name_of = |bytes: &[u8]| {
        let list = List::read(bytes, &details, Language::Nl).map_err(Unreadable::key)?;
        Ok::<_, &str>(list.lines[0].applicant.as_ref().map(|a| a.name.clone()).map_err(Clone::clone))
    };
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Naam\tE-mail\nZoë\tz@example.org\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [
        "\u{feff}Naam;E-mail\r\nZoë;z@example.org\r\n".as_bytes(),
        "sep=,\r\nNaam,E-mail\r\nZoë,z@example.org".as_bytes(),
        b"\"Naam\";\"E-mail\"\n\"Zo\xeb\";\"z@example.org\"\n",
        "naam,EMAIL\rZoë,z@example.org\r".as_bytes(),
        "Deelnemers in mei;;\r\n;;\r\nNaam;E-mail;Nota\r\nZoë;z@example.org;\r\n".as_bytes(),
        "Deelnemers\n\nNaam,E-mail\nZoë,z@example.org\n".as_bytes(),
        "\n\n Volledige naam , E-mailadres \n\n\"Zoë\n\",z@example.org,meer,velden\n".as_bytes(),
        &utf16,
    ] {
        assert_eq!(name_of(bytes), Ok(Ok("Zoë".to_string())), "{}", String::from_utf8_lossy(bytes));
    }
    let unclosed = format!("naam;email\nAn;an@example.org\n\"Bo;{}", "bo@example.org\n".repeat(400));
    let fits = format!("naam;email;nota\nZoë;z@example.org;{}\n", "é".repeat(5_000));
    assert_eq!(name_of(fits.as_bytes()), Ok(Ok("Zoë".to_string())));
    let many = format!("naam;email\n{}", "An;an@example.org\n".repeat(MOST_LINES + 1));
    let long = vec![b'a'; 10 * 1024 * 1024 + 1];
    let picture: Vec<u8> = (0..=255).collect();
    for (bytes, why) in [
        (&b""[..], "import-unreadable-empty"),
        (b"\n\n;;\n", "import-unreadable-empty"),
        (b"naam;email\n", "import-unreadable-empty"),
        (&picture, "import-unreadable-no-list"),
        (b"An;an@example.org\nBo;bo@example.org\n", "import-unreadable-no-email"),
        (b"email;organisatie\na@example.org;x\n", "import-unreadable-no-name"),
        (b"naam;email;E-mail\nAn;a@example.org;b@example.org\n", "import-unreadable-twice"),
        (many.as_bytes(), "import-unreadable-too-many"),
        (&long, "import-unreadable-too-long"),
        (unclosed.as_bytes(), "import-unreadable-long-field"),
        (fits.replace(";é", ";éé").as_bytes(), "import-unreadable-long-field"),
    ] {
        assert_eq!(name_of(bytes), Err(why));
    }
}
