//! Organisers write to those who registered; reminders and thanks go by themselves; what does not arrive is seen.

mod afterwards;
mod arriving;
mod planned;
mod reminders;
mod writing;

use rocket::http::{ContentType, Header, Status};
use samenkomst::events::event;
use samenkomst::language::Language;
use samenkomst::mail::Parcel;
use samenkomst::messages::message;
use samenkomst::organisers::audit;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::registration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::support::TestApp;
use crate::support::desk::{acts, sign_in_as};
use crate::support::makers::{make_event, make_region};
use crate::support::people::{header, person, to};

const MESSAGES: &str = "/organise/events/samenleven/messages";

/// Leuven with an event on 4 March, and so many people in it: the first reads Dutch, the second French, the third
/// English, and so on. Everybody's first letter has left.
async fn house(people: usize, change: impl FnOnce(&mut event::ActiveModel)) -> (TestApp, region::Model, event::Model) {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| {
        e.join_url = Set(Some("https://meet.example.org/j/1".to_string()));
        change(e);
    })
    .await;
    register(&app, event.id, 0..people).await;
    app.letters().await;
    (app, leuven, event)
}

async fn register(app: &TestApp, event: i32, people: std::ops::Range<usize>) {
    for n in people {
        let mut applicant = person(event, n);
        applicant.language = Language::ALL[n % 3];
        let _ = app.desk().register(applicant).await.expect("an answer");
    }
}

async fn change_person(app: &TestApp, number: usize, column: registration::Column, value: impl Into<sea_orm::Value>) {
    let update = registration::Entity::update_many().col_expr(column, Expr::value(value));
    let email = registration::Column::Email.eq(format!("person{number}@example.org"));
    update.filter(email).exec(app.db.write()).await.expect("an update");
}

/// What an organiser types, in Dutch and in French.
fn typed() -> Vec<(&'static str, &'static str)> {
    vec![
        ("status", "confirmed"),
        ("subject.nl", "Wat breng je mee, {naam}?"),
        ("body.nl", "Dag {naam},\n\nBreng **zeker** een lader mee. Lees [het programma](https://example.org/p)."),
        ("subject.fr", "Que prendre ?"),
        ("body.fr", "Bonjour {nom}, prends un chargeur."),
    ]
}

/// Writes a draft; its path.
async fn draft(app: &TestApp, fields: &[(&str, &str)]) -> String {
    let (status, path) = app.send(MESSAGES, fields).await;
    assert_eq!(status, Status::SeeOther, "{path}");
    path
}

async fn send_now(app: &TestApp, path: &str) {
    let (status, next) = app.send(&format!("{path}/sending"), &[("when", "now")]).await;
    assert_eq!((status, next), (Status::SeeOther, format!("{path}?done=sent")));
}

fn subjects(letters: &[Parcel]) -> Vec<String> {
    let mut subjects: Vec<String> = letters.iter().map(|l| format!("{}: {}", l.to, l.rendered.subject)).collect();
    subjects.sort();
    subjects
}

#[rocket::async_test]
async fn a_message_is_looked_at_tried_out_and_sent() {
    let (app, leuven, _) = house(4, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    let page = app.page(&path).await;
    assert!(page.contains("Gaat nu naar 4 mensen: 2 lezen Nederlands, 1 leest Frans, 1 leest Engels."), "{page}");
    assert!(page.contains("1 persoon leest Engels en krijgt de tekst in het Nederlands."), "{page}");
    assert_eq!((app.post_due().await, app.letters().await.len()), (0, 0), "a draft leaves by no means");

    let (status, next) = app.send(&format!("{path}/proof"), &[("language", "fr")]).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, format!("{path}?done=proved&letter=fr").as_str()));
    let proof = app.letters().await;
    assert_eq!(to(&proof), ["message organiser.leuven@example.org"]);
    assert_eq!(proof[0].rendered.subject, "Que prendre ?");
    assert!(proof[0].rendered.text.contains("Bonjour Hanne, prends un chargeur."), "{}", proof[0].rendered.text);

    send_now(&app, &path).await;
    assert_eq!(app.post_due().await, 4);
    let letters = app.letters().await;
    assert_eq!(
        subjects(&letters),
        [
            "person0@example.org: Wat breng je mee, Person?",
            "person1@example.org: Que prendre ?",
            "person2@example.org: Wat breng je mee, Person?",
            "person3@example.org: Wat breng je mee, Person?",
        ]
    );
    let english = letters.iter().find(|l| l.to.to_string().starts_with("person2")).expect("a letter");
    let text = &english.rendered.text;
    assert!(
        text.contains("Breng zeker een lader mee. Lees het programma.\nhttps://example.org/p\n")
            && text.matches("het programma").count() == 1
    );
    assert!(text.contains("Hanne Verbeke (Leuven) writes this to you."), "the frame is the reader's: {text}");
    assert!(english.rendered.html.contains("<div class=\"ink\" lang=\"nl-BE\""));
    assert_eq!(header(english, "Reply-To"), "leuven@example.org");
    assert_eq!(header(english, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");

    assert_eq!((app.post_due().await, app.letters().await.len()), (0, 0), "once");
    let page = app.page(&path).await;
    assert!(page.contains("4 verstuurd") && !page.contains("/sending"), "{page}");
    assert!(app.page(MESSAGES).await.contains("Hanne Verbeke"));
    let (_, next) = app.send(&format!("{path}/sending"), &[("when", "now")]).await;
    assert!(next.ends_with("?done=too-late") && app.page(&next).await.contains("note-stop"));
    assert_eq!(app.post_due().await, 0);
    assert_eq!(acts(&app).await, [audit::Act::MessageSent]);
}

#[rocket::async_test]
async fn a_message_goes_to_those_who_are_meant_and_nobody_else() {
    let (app, leuven, _) = house(5, |e| e.capacity = Set(Some(3))).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let audience = |query: &'static str| {
        let mut fields = typed();
        fields.retain(|(name, _)| *name != "status");
        fields.extend(query.split('&').filter_map(|pair| pair.split_once('=')));
        fields
    };
    change_person(&app, 1, registration::Column::CheckedInAt, app.clock.now()).await;
    for (query, expected) in [
        ("status=waitlisted", &["person3", "person4"][..]),
        ("status=confirmed&present=true", &["person1"]),
        ("status=confirmed&language=nl", &["person0"]),
        ("status=all&q=person 4", &["person4"]),
    ] {
        let path = draft(&app, &audience(query)).await;
        send_now(&app, &path).await;
        app.post_due().await;
        let mut readers: Vec<String> = app.letters().await.iter().map(|l| l.to.user().to_string()).collect();
        readers.sort();
        assert_eq!(readers, expected, "{query}");
    }
    let nobody = draft(&app, &audience("status=cancelled")).await;
    let (status, page) = app.send(&format!("{nobody}/sending"), &[("when", "now")]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("niemand die dit bericht krijgt"), "{page}");
    let form = app.page(&format!("{MESSAGES}/new?status=all&q=person+4")).await;
    assert!(form.contains("Alleen wie past bij “person 4”.") && form.contains("value=\"all\" selected"), "{form}");
}

#[rocket::async_test]
async fn only_those_who_may_write_see_and_send_messages() {
    let (app, leuven, _) = house(1, |_| {}).await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &gent, "in-gent", |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    let id = path.rsplit('/').next().expect("an id").to_string();
    let elsewhere = app.client.get(format!("/organise/events/in-gent/messages/{id}")).dispatch().await;
    assert_eq!(elsewhere.status(), Status::NotFound);
    let from_afar = app.client.post(format!("{path}/sending")).header(ContentType::Form).body("when=now");
    let answer = from_afar.header(Header::new("Sec-Fetch-Site", "cross-site")).dispatch().await;
    assert_eq!(answer.status(), Status::Forbidden);

    for (role, region, expected) in
        [(Role::Viewer, &leuven, Status::Forbidden), (Role::Organiser, &gent, Status::NotFound)]
    {
        sign_in_as(&app, role, region).await;
        for page in [MESSAGES, &format!("{MESSAGES}/new"), &path, &format!("{path}/edit"), &format!("{path}/letter")] {
            assert_eq!(app.client.get(page.to_string()).dispatch().await.status(), expected, "{page}");
        }
        let letters = "/organise/events/samenleven/letters";
        for (deed, fields) in [
            (MESSAGES.to_string(), typed()),
            (path.clone(), typed()),
            (path.clone(), vec![("_method", "delete")]),
            (format!("{path}/proof"), vec![("language", "nl")]),
            (format!("{path}/sending"), vec![("when", "now")]),
            (format!("{path}/withdrawal"), vec![]),
            (format!("{letters}/resending"), vec![]),
            (format!("{letters}/{id}/resending"), vec![]),
        ] {
            assert_eq!(app.send(&deed, &fields).await.0, expected, "{deed}");
        }
    }
    assert_eq!(app.post_due().await, 0);
    let messages = message::Entity::find().all(app.db.read()).await.expect("a query");
    assert_eq!(messages.iter().map(|m| m.send_at).collect::<Vec<_>>(), [None]);
}
