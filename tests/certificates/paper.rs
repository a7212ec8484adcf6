//! What stands on the paper, in each language and in every script, however long it is.

use samenkomst::events::event::{self, Format, Translation, Translations};
use samenkomst::events::{Details, stop};
use samenkomst::language::Language;
use samenkomst::paper::Typeface;
use samenkomst::regions::Network;
use samenkomst::registrations::certificates::{Certificate, draw};
use samenkomst::registrations::door::stop_arrival;
use samenkomst::registrations::registration;
use samenkomst::registrations::seats::booking::Applicant;
use sea_orm::Set;

use super::{check_in, house, pages, question_in, register, row, take};
use crate::support::TestApp;
use crate::support::makers::{make, make_stop};
use crate::support::people::person;

/// What the certificate of this person says today.
async fn certificate(app: &TestApp, event: &event::Model, email: &str) -> Certificate {
    let network = Network::load(&app.db).await.expect("a network");
    let details = Details::of(&app.db, &network, event.clone()).await.expect("an event");
    let person = row(app, email).await;
    let there = stop_arrival::of_all(app.db.read(), vec![person.id]).await.expect("arrivals");
    let there = there.into_values().next().unwrap_or_default();
    Certificate::of(&details, &person, &there, &app.config, app.clock.now())
}

fn facts(certificate: &Certificate) -> Vec<String> {
    certificate.facts.iter().map(|(label, text)| format!("{label}: {}", text.replace('\u{a0}', " "))).collect()
}

async fn arrive(app: &TestApp, person: &registration::Model, stop: &stop::Model) {
    let there =
        stop_arrival::ActiveModel { registration_id: Set(person.id), stop_id: Set(stop.id), at: Set(stop.starts_at) };
    make(app, there).await;
}

#[rocket::async_test]
async fn it_says_in_the_language_of_the_person_who_was_where_and_when() {
    let french = Translation { title: "Ensemble".into(), ..Translation::default() };
    let said = Translations { fr: Some(french), ..Translations::default() };
    let (app, _, event) = house(|e| e.translations = Set(said)).await;
    let late = make_stop(&app, &event, "Nachtopvang", "2027-03-04 14:30", "2027-03-04 15:15").await;
    let early = make_stop(&app, &event, "Wijkwerking", "2027-03-04 13:30", "2027-03-04 14:15").await;
    for (email, language) in [("an@example.org", "nl"), ("bo@example.org", "fr"), ("cy@example.org", "en")] {
        register(&app, "Amina El Idrissi", email, language).await;
    }
    let an = row(&app, "an@example.org").await;
    for stop in [&late, &early] {
        arrive(&app, &an, stop).await;
    }
    app.at("2027-03-05 09:00");
    let dutch = certificate(&app, &event, "an@example.org").await;
    assert_eq!((dutch.name.as_str(), dutch.title.as_str()), ("Amina El Idrissi", "Samen"));
    assert_eq!(
        facts(&dutch),
        [
            "Wanneer: Donderdag 4 maart 2027, 13.30 – 15.30 uur",
            "Waar: Tweebronnen, Leuven",
            "Telt voor: 2,5 uur vorming",
            "Halte: Wijkwerking, 13.30 – 14.15 uur",
            "Halte: Nachtopvang, 14.30 – 15.15 uur",
        ]
    );
    assert_eq!((dutch.issued.as_str(), dutch.region.as_str()), ("Uitgereikt op 5 maart 2027 door", "Leuven"));
    assert_eq!(dutch.contact, format!("{} · leuven@example.org", app.config.network_name()));
    let french = certificate(&app, &event, "bo@example.org").await;
    assert_eq!((french.title.as_str(), french.issued.as_str()), ("Ensemble", "Délivrée le 5 mars 2027 par"));
    assert_eq!(
        facts(&french),
        [
            "Quand: Jeudi 4 mars 2027, 13 h 30 – 15 h 30",
            "Où: Tweebronnen, Leuven",
            "Compte pour: 2,5 heures de formation",
        ]
    );
    let english = certificate(&app, &event, "cy@example.org").await;
    assert_eq!(
        facts(&english),
        [
            "When: Thursday 4 March 2027, 1.30 pm – 3.30 pm",
            "Where: Tweebronnen, Leuven",
            "Counts for: 2.5 hours of training",
        ]
    );
}

#[rocket::async_test]
async fn online_it_names_the_zone_and_no_hours_of_training_that_nobody_named() {
    let (app, _, event) = house(|e| {
        e.format = Set(Format::Online);
        e.training_quarters = Set(None);
    })
    .await;
    register(&app, "Amina El Idrissi", "amina@example.org", "nl").await;
    let certificate = certificate(&app, &event, "amina@example.org").await;
    assert_eq!(
        facts(&certificate),
        ["Wanneer: Donderdag 4 maart 2027, 13.30 – 15.30 uur (Brusselse tijd)", "Waar: Online"]
    );
}

#[rocket::async_test]
async fn each_language_has_a_document_of_its_own_that_says_so() {
    let (app, _, _) = house(|_| {}).await;
    let mut links = Vec::new();
    for (email, language) in [("an@example.org", "nl"), ("bo@example.org", "fr"), ("cy@example.org", "en")] {
        links.push(register(&app, "Amina El Idrissi", email, language).await);
    }
    app.at("2027-03-04 13:20");
    for email in ["an@example.org", "bo@example.org", "cy@example.org"] {
        check_in(&app, email).await;
    }
    app.at("2027-03-05 09:00");
    for (link, (name, tag)) in links.iter().zip([
        ("aanwezigheidsattest", Language::Nl.tag()),
        ("attestation-de-presence", Language::Fr.tag()),
        ("certificate-of-attendance", Language::En.tag()),
    ]) {
        let (file, document) = take(&app, &format!("{link}/certificate")).await;
        assert_eq!(file, format!("attachment; filename=\"{name}-2027-03-04.pdf\""));
        assert!(document.contains(&format!("/Lang({tag})")) || document.contains(&format!("/Lang ({tag})")), "{name}");
        assert!(document.contains("/Title"), "{name}");
        assert!(document.len() < 200_000, "the letters that are used, and no others: {}", document.len());
        assert!(question_in(&document).len() > 50);
    }
}

#[rocket::async_test]
async fn long_names_are_broken_into_lines_and_every_script_is_written() {
    let (app, _, event) = house(|_| {}).await;
    let names = [
        "W".repeat(120),
        "Ndayishimiye ".repeat(9).trim_end().to_string(),
        "Юлия Щербакова Ωμέγα".to_string(),
        "أمينة الإدريسي".to_string(),
        "日本 太郎".to_string(),
        "😀👨‍👩‍👧".to_string(),
        "e\u{301}\u{323}\u{200d}\u{202e}abc".to_string(),
    ];
    for (number, name) in names.into_iter().enumerate() {
        let applicant = Applicant { name, ..person(event.id, number) };
        app.desk().register(applicant).await.expect("an answer").expect("a seat");
    }
    app.at("2027-03-05 09:00");
    let mut written = Vec::new();
    for (number, title) in
        ["x".repeat(200), "Praktijkdag ".repeat(16), "ユース ワーク".into(), "Ω".into(), "ا ب".into()]
            .iter()
            .cycle()
            .take(7)
            .enumerate()
    {
        let event = event::Model { title: title.clone(), ..event.clone() };
        let certificate = certificate(&app, &event, &format!("person{number}@example.org")).await;
        let certificate = certificate.writable(&Typeface::regular().expect("a typeface"));
        let document = draw(&certificate).expect("a document");
        assert!((1..=2).contains(&pages(&String::from_utf8_lossy(&document))), "{title}");
        written.push(certificate.name);
    }
    assert_eq!(written[2..4], ["Юлия Щербакова Ωμέγα", "أمينة الإدريسي"], "the typeface has these");
    assert!(written[4].is_ascii() && written[4].contains(' '), "others stand there as they sound: {}", written[4]);
    let letters = Typeface::regular().expect("a typeface");
    for text in ["W".repeat(120), "Praktijkdag ".repeat(16), "a".to_string()] {
        let lines = letters.lines(&text, 21.0, 450.0);
        assert!(lines.iter().all(|line| letters.width(line, 21.0) <= 450.0), "{lines:?}");
        assert_eq!(lines.join("").replace(' ', ""), text.replace(' ', ""), "nothing is left out");
    }
}

#[rocket::async_test]
async fn whoever_was_at_many_stops_has_another_sheet() {
    let (app, _, event) = house(|_| {}).await;
    let link = register(&app, "Amina El Idrissi", "amina@example.org", "nl").await;
    let amina = row(&app, "amina@example.org").await;
    for number in 0..30 {
        let title = format!("Halte {number} {}", "met een lange naam ".repeat(8));
        let stop = make_stop(&app, &event, &title, "2027-03-04 13:30", "2027-03-04 14:15").await;
        arrive(&app, &amina, &stop).await;
    }
    app.at("2027-03-04 13:20");
    check_in(&app, "amina@example.org").await;
    app.at("2027-03-05 09:00");
    let (_, document) = take(&app, &format!("{link}/certificate")).await;
    assert!((2..=8).contains(&pages(&document)), "{}", pages(&document));
    // Each stop is a paragraph of its own, and there are others.
    let paragraphs = document.matches("/S/P").count() + document.matches("/S /P").count();
    assert!(paragraphs >= 36, "of 30 stops {paragraphs} paragraphs stand there");
}
