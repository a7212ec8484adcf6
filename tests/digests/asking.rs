//! Asking for it, saying yes, and leaving again.

use rocket::futures::future::join;
use rocket::http::Status;
use samenkomst::digests;
use samenkomst::incoming::{self, Effect, Envelope};
use samenkomst::language::Language;
use samenkomst::mail::letter;
use sea_orm::{EntityTrait, PaginatorTrait};
use uuid::Uuid;

use super::{MONDAY, add, all, ask, house, leaving, link, reads, write};
use crate::support::makers::make_region;
use crate::support::people::{header, to};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn a_stranger_learns_of_nobody_what_they_read() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    let known = ask(&app, "reader0@example.org").await;
    let unknown = ask(&app, "nobody@example.org").await;
    assert_eq!(known, unknown);
    let mut letters = app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    let subjects: Vec<&str> = letters.iter().map(|letter| letter.rendered.subject.as_str()).collect();
    assert_eq!(subjects, ["Bevestig je weekmail: Hageland", "Je leest al mee: Hageland"]);
    assert_eq!(ask(&app, "READER0+x@example.org").await, unknown);
    assert_eq!(ask(&app, "nobody@example.org").await, unknown);
    assert_eq!(app.letters().await.len(), 0, "not again so soon");
    app.at("2027-02-02 10:00");
    ask(&app, "reader0@example.org").await;
    ask(&app, "nobody@example.org").await;
    assert_eq!(to(&app.letters().await), ["digest_asked nobody@example.org"], "who reads along hears it once a day");
    assert_eq!(all(&app).await.len(), 2);
}

#[rocket::async_test]
async fn nobody_is_buried_in_questions() {
    let app = TestApp::start_with(|figment| figment.merge(("rate_limits", true))).await;
    for slug in ["leuven", "hageland", "vilvoorde", "brussel"] {
        make_region(&app, slug).await;
        let (status, _) = app.send(&format!("/regions/{slug}/digest"), &[("email", "amina@example.org")]).await;
        assert_eq!(status, Status::SeeOther);
    }
    app.send("/digest", &[("email", "amina@example.org")]).await;
    assert_eq!((app.letters().await.len(), all(&app).await.len()), (3, 3));
}

#[rocket::async_test]
async fn what_makes_no_sense_comes_back_with_a_sentence() {
    let (app, _) = house().await;
    for (typed, said) in [
        ("", "Vul je e-mailadres in"),
        ("amina", "Vul een e-mailadres in met een @"),
        ("amina@", "Kijk je e-mailadres nog eens na"),
        ("a@example.org\r\nBcc: b@example.org", "Kijk je e-mailadres nog eens na"),
        ("\"><script>@example.org", "Kijk je e-mailadres nog eens na"),
    ] {
        for path in ["/regions/hageland/digest", "/digest"] {
            let (status, page) = app.send(path, &[("email", typed)]).await;
            assert!(status == Status::UnprocessableEntity && page.contains(said), "{typed} {status}");
            assert!(!page.contains("<script>"));
        }
    }
    let (status, _) = ask(&app, &format!("{}@example.org", "a".repeat(4_000))).await;
    assert_eq!(status, Status::UnprocessableEntity);
    let (status, _) = app.send("/regions/hageland/digest", &[("email", "a@example.org"), ("website", "x")]).await;
    assert_eq!(status, Status::SeeOther, "a robot is told what it wants to hear");
    assert_eq!(app.send("/regions/nergens/digest", &[("email", "a@example.org")]).await.0, Status::NotFound);
    assert_eq!((all(&app).await, app.letters().await.len()), (Vec::new(), 0));
    let id = Uuid::nil();
    for path in [format!("/digests/{id}/x"), "/digests/%00/x".to_string(), format!("/digests/{id}/confirmation/x")] {
        assert_eq!(app.client.get(path.clone()).dispatch().await.status(), Status::NotFound);
        assert_eq!(app.send(&path, &[]).await.0, Status::NotFound);
        let is_readers = !path.contains("confirmation");
        let expected = if is_readers { Status::NotFound } else { Status::MethodNotAllowed };
        assert_eq!(app.send(&path, &[("_method", "put"), ("seal", "x")]).await.0, expected, "{path}");
    }
}

#[rocket::async_test]
async fn one_who_asks_twice_at_once_gets_one_question() {
    let (app, _) = house().await;
    let neighbour = app.neighbour().await;
    let (first, second) = tokio::join!(ask(&app, "amina@example.org"), ask(&neighbour, "amina@example.org"));
    assert_eq!(first, second);
    assert_eq!((app.letters().await.len(), all(&app).await.len()), (1, 1));
}

#[rocket::async_test]
async fn the_language_is_the_one_in_which_they_last_said_yes() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    app.send("/regions/hageland/digest?lang=fr", &[("email", "reader0@example.org")]).await;
    let question = app.letters().await.remove(0);
    assert_eq!(question.rendered.subject, "Désormais en français ? L’e-mail du lundi : Hageland");
    assert_eq!(all(&app).await[0].language, Language::Nl, "asking changes nothing");
    let path = link(&question, "/confirmation/");
    assert!(app.page(&path).await.contains("Chaque lundi à 7\u{a0}h, en français"));
    app.send(&path, &[]).await;
    let readers = all(&app).await;
    assert_eq!((readers[0].language, readers[0].confirmed_at), (Language::Fr, Some(brussels("2027-01-20 09:05"))));
    app.at(MONDAY);
    write(&app).await;
    assert_eq!(app.letters().await[0].rendered.subject, "Hageland : bientôt « Wie zijn wij » le 4 mars");
}

#[rocket::async_test]
async fn a_question_that_nobody_answers_is_forgotten() {
    let (app, _) = house().await;
    ask(&app, "amina@example.org").await;
    let path = link(&app.letters().await[0], "/confirmation/");
    app.at("2027-02-09 08:59");
    assert_eq!(digests::forget(&app.db, &app.clock).await.expect("a sweep"), 0);
    app.at("2027-02-09 09:00");
    app.send(&path, &[]).await;
    assert!(app.page(&path).await.contains("Deze link werkt niet meer"), "a week is over");
    assert_eq!(digests::forget(&app.db, &app.clock).await.expect("a sweep"), 1);
    assert_eq!(all(&app).await, []);
    assert!(app.page(&path).await.contains("Deze link werkt niet meer"));
    app.at("2027-03-20 09:00");
    digests::forget(&app.db, &app.clock).await.expect("a sweep");
    assert_eq!(letter::Entity::find().count(app.db.read()).await.expect("a query"), 0, "the letter as well");
}

#[rocket::async_test]
async fn whoever_slipped_takes_it_back_for_an_hour() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    app.at(MONDAY);
    write(&app).await;
    let path = leaving(&app.letters().await[0]);
    let (_, page) = app.send(&path, &[]).await;
    let hidden = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a field");
        rest.split_once('"').expect("its end").0.to_string()
    };
    let [email, region, language, until, seal] = ["email", "region", "language", "until", "seal"].map(hidden);
    let back = |email: &str| {
        let fields =
            [("_method", "put"), ("region", &region), ("language", &language), ("until", &until), ("seal", &seal)];
        let mut fields: Vec<(&str, String)> = fields.map(|(name, value)| (name, value.to_string())).into();
        fields.push(("email", email.to_string()));
        fields
    };
    let send = async |fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        app.send(&path, &fields).await.1
    };
    assert!(send(back("other@example.org")).await.contains("In orde."), "the seal is for one address");
    assert_eq!(all(&app).await, []);
    let (once, twice) = join(send(back(&email)), send(back(&email))).await;
    for page in [once, twice, send(back(&email)).await] {
        assert!(page.contains("Je leest weer mee over het Hageland."), "{page}");
    }
    assert_eq!(all(&app).await.len(), 1);
    assert_eq!((write(&app).await, app.letters().await.len()), (0, 0), "no second letter this week");
    app.send(&path, &[]).await;
    app.at("2027-02-08 08:00");
    send(back(&email)).await;
    assert_eq!(all(&app).await, [], "an hour is over");
}

#[rocket::async_test]
async fn whoever_calls_it_unwanted_reads_no_more() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl), reads(1, Some(hageland.id), Language::Nl)]).await;
    app.at(MONDAY);
    write(&app).await;
    let letters = app.letters().await;
    let unwanted = letters.iter().find(|letter| letter.to.to_string() == "reader0@example.org").expect("a digest");
    let complaint = format!(
        "From: <feedback@provider.example>\r\nTo: samenkomst@example.org\r\nSubject: FW: Hageland\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=feedback-report; boundary=\"b\"\r\n\r\n--b\r\n\
         Content-Type: text/plain\r\n\r\nSpam.\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\n\
         Feedback-Type: abuse\r\nVersion: 1\r\nOriginal-Rcpt-To: <reader0@example.org>\r\n\r\n--b\r\n\
         Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {}\r\n\r\n--b--\r\n",
        header(unwanted, "Message-ID")
    );
    let effect = incoming::receive(&app.db, &app.clock, &app.config, complaint.into_bytes(), Envelope::default()).await;
    assert_eq!(effect.expect("an effect"), Effect::Silenced);
    let left: Vec<String> = all(&app).await.into_iter().map(|reader| reader.email).collect();
    assert_eq!(left, ["reader1@example.org"]);
}
