//! Organisers write to those who registered; reminders and thanks go by themselves; what does not arrive is seen.

use chrono::Duration;
use rocket::http::{ContentType, Header, Status};
use samenkomst::database::Database;
use samenkomst::events::event::{self, Material, Materials, Reminders};
use samenkomst::language::{Language, Texts};
use samenkomst::mail::{LetterKind, Parcel, Reason, letter};
use samenkomst::messages::{marked, message, trouble};
use samenkomst::organisers::role::Role;
use samenkomst::organisers::{accounts, audit};
use samenkomst::regions::region;
use samenkomst::registrations::registration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use crate::support::makers::{make_event, make_region};
use crate::support::people::{person, to};
use crate::support::{TestApp, brussels};

const MESSAGES: &str = "/organise/events/samenleven/messages";

/// An organiser (or a viewer) of the region, signed in.
async fn sign_in(app: &TestApp, role: Role, region: &region::Model) {
    let email = format!("{role:?}.{}@example.org", region.slug).to_lowercase().parse().expect("an address");
    let known = accounts::find(app.db.read(), &email).await.expect("a query");
    let organiser = match known {
        Some(organiser) => organiser,
        None => {
            let txn = app.db.begin().await.expect("a transaction");
            let added = accounts::add(&txn, app.clock.now(), &email, "Hanne Verbeke", role, &[region.id]).await;
            txn.commit().await.expect("a commit");
            added.expect("an account")
        }
    };
    let link = accounts::make_link(app.db.write(), app.clock.now(), organiser.id).await.expect("a link");
    let (status, _) = app.send(&format!("/organise/sign-in/{link}"), &[]).await;
    assert_eq!(status, Status::SeeOther);
}

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

async fn change(app: &TestApp, event: &event::Model, column: event::Column, value: impl Into<sea_orm::Value>) {
    let update = event::Entity::update_many().col_expr(column, Expr::value(value));
    update.filter(event::Column::Id.eq(event.id)).exec(app.db.write()).await.expect("an update");
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

fn header(letter: &Parcel, name: &str) -> String {
    let text = String::from_utf8(letter.bytes.clone()).expect("ASCII");
    let unfolded = text.replace("\r\n ", " ");
    let line = unfolded.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_string));
    line.unwrap_or_default()
}

async fn acts(app: &TestApp) -> Vec<audit::Act> {
    audit::Entity::find().all(app.db.read()).await.expect("a query").into_iter().map(|e| e.act).collect()
}

#[rocket::async_test]
async fn a_message_is_looked_at_tried_out_and_sent() {
    let (app, leuven, _) = house(4, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
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
    assert!(next.ends_with("?done=too-late"));
    assert_eq!(app.post_due().await, 0);
    assert_eq!(acts(&app).await, [audit::Act::MessageSent]);
}

#[rocket::async_test]
async fn whom_a_planned_message_is_for_is_decided_when_it_leaves() {
    let (app, leuven, event) = house(2, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    let later = [("when", "later"), ("send_at", "2027-03-29T09:00")];
    let (status, next) = app.send(&format!("{path}/sending"), &later).await;
    assert_eq!((status, next), (Status::SeeOther, format!("{path}?done=planned")));
    let page = app.page(&path).await;
    assert!(
        page.contains("maandag 29 maart, 9.00") && page.contains("de klok"),
        "it says that the clock changes: {page}"
    );
    let gone = registration::Entity::find().all(app.db.read()).await.expect("a query").remove(0);
    let _ = app.desk().cancel(gone.id).await.expect("an answer");
    register(&app, event.id, 2..3).await;
    change(&app, &event, event::Column::Reminders, serde_json::json!([])).await;
    app.letters().await;
    app.at("2027-03-29 08:59");
    assert_eq!(app.post_due().await, 0);
    app.at("2027-03-29 09:00");
    assert_eq!(app.post_due().await, 2);
    let mut readers = to(&app.letters().await);
    readers.sort();
    assert_eq!(readers, ["message person1@example.org", "message person2@example.org"]);
}

#[rocket::async_test]
async fn a_planned_message_is_withdrawn_and_used_again() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    app.send(&format!("{path}/sending"), &[("when", "later"), ("send_at", "2027-02-10T09:00")]).await;
    let (_, next) = app.send(&format!("{path}/withdrawal"), &[]).await;
    assert!(app.page(&next).await.contains("Teruggetrokken"));
    app.at("2027-02-11 09:00");
    assert_eq!((app.post_due().await, app.letters().await.len()), (0, 0));
    let id = path.rsplit('/').next().expect("an id");
    let again = app.page(&format!("{MESSAGES}/new?from={id}")).await;
    assert!(again.contains("Breng **zeker** een lader mee."), "{again}");
    assert_eq!(acts(&app).await, [audit::Act::MessageSent, audit::Act::MessageWithdrawn]);
}

#[rocket::async_test]
async fn what_has_not_left_yet_can_be_taken_back() {
    let (app, leuven, _) = house(3, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    send_now(&app, &path).await;
    assert_eq!(app.post_due().await, 3);
    app.send(&format!("{path}/withdrawal"), &[]).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), Vec::<String>::new(), "the letters were written, and stay");
    assert!(app.page(&path).await.contains("3 niet meer nodig"));
}

#[rocket::async_test]
async fn a_message_that_was_planned_before_the_event_was_called_off_stays() {
    let (app, leuven, event) = house(1, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let before = draft(&app, &typed()).await;
    app.send(&format!("{before}/sending"), &[("when", "later"), ("send_at", "2027-02-10T09:00")]).await;
    app.at("2027-02-03 09:00");
    change(&app, &event, event::Column::CancelledAt, app.clock.now()).await;
    app.at("2027-02-04 09:00");
    let after = draft(&app, &typed()).await;
    app.send(&format!("{after}/sending"), &[("when", "later"), ("send_at", "2027-02-10T09:00")]).await;
    app.at("2027-02-10 09:00");
    assert_eq!(app.post_due().await, 1, "what was written with that in mind goes");
    assert!(app.page(&before).await.contains("Teruggetrokken"));
}

#[rocket::async_test]
async fn a_message_goes_to_those_who_are_meant_and_nobody_else() {
    let (app, leuven, _) = house(5, |e| e.capacity = Set(Some(3))).await;
    sign_in(&app, Role::Organiser, &leuven).await;
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
async fn a_message_with_a_mistake_comes_back_as_it_was_typed() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let long = "x".repeat(10_001);
    for (subject, body, sentence) in [
        ("", "", "in minstens één taal"),
        ("", "Dag", "Geef het bericht een onderwerp"),
        ("Dag", "", "Schrijf ook het bericht zelf"),
        ("Dag", "[hier](javascript:alert)", "Laat elke link beginnen met"),
        ("Dag", "[hier](/organise)", "Laat elke link beginnen met"),
        ("Dag", "![beeld](data:image/png;base64,AAAA)", "Laat elke link beginnen met"),
        ("Dag {voornaam}", "Dag", "Tussen accolades kennen we alleen {naam}"),
        ("Dag", "Beste {achternaam}", "Tussen accolades kennen we alleen {naam}"),
        ("Dag", long.as_str(), "hoogstens 10.000 tekens"),
    ] {
        let (status, page) = app.send(MESSAGES, &[("subject.nl", subject), ("body.nl", body)]).await;
        assert_eq!(status, Status::UnprocessableEntity, "{body}");
        assert!(page.contains(sentence) && page.contains("id=\"errors\""), "{sentence}: {page}");
    }
    assert_eq!(message::Entity::find().count(app.db.read()).await.expect("a query"), 0);
    let path = draft(&app, &typed()).await;
    for (at, sentence) in [
        ("2027-02-01T09:00", "Kies een uur dat nog komt"),
        ("2029-02-01T09:00", "Kies een uur dat nog komt"),
        ("2027-03-28T02:30", "Dat uur bestaat die nacht niet"),
        ("2027-10-31T02:30", "komt die nacht twee keer voor"),
        ("morgen", "Kies een dag en een uur"),
    ] {
        let (status, page) = app.send(&format!("{path}/sending"), &[("when", "later"), ("send_at", at)]).await;
        assert_eq!(status, Status::UnprocessableEntity, "{at}");
        assert!(page.contains(sentence), "{at}: {page}");
    }
    let (status, _) = app.send(&format!("{MESSAGES}/{}", "0".repeat(32)), &typed()).await;
    assert_eq!(status, Status::NotFound);
}

#[rocket::async_test]
async fn a_draft_is_changed_and_thrown_away() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    assert!(app.page(&format!("{path}/edit")).await.contains("Que prendre ?"));
    let (status, _) = app.send(&path, &[("subject.en", "What to bring"), ("body.en", "A charger.")]).await;
    assert_eq!(status, Status::SeeOther);
    assert!(app.page(&path).await.contains("What to bring"));
    let (_, next) = app.send(&path, &[("_method", "delete")]).await;
    assert!(app.page(&next).await.contains("Het concept is weg."));
    assert_eq!(app.client.get(path).dispatch().await.status(), Status::NotFound);
}

#[rocket::async_test]
async fn hostile_words_stay_words_in_the_letter() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    change_person(&app, 0, registration::Column::Name, "[klik](https://evil.example)<b>").await;
    let fields = [
        ("subject.nl", "Voor {naam}\r\nBcc: iedereen@example.org {{ 7*7 }}"),
        ("body.nl", "Dag {naam} <script>alert(1)</script> <img src=x onerror=alert(1)> {{ site.url }} & \u{202e}oke"),
    ];
    let path = draft(&app, &fields).await;
    send_now(&app, &path).await;
    app.post_due().await;
    let letter = app.letters().await.remove(0);
    let (html, text) = (&letter.rendered.html, &letter.rendered.text);
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("href=\"https://evil"), "{html}");
    assert!(html.contains("[klik](https://evil.example)&lt;b&gt;") && html.contains("{{ site.url }}"), "{html}");
    assert!(text.contains("Dag [klik](https://evil.example)<b>"), "{text}");
    assert_eq!(letter.rendered.subject, "Voor [klik](https://evil.example)<b> Bcc: iedereen@example.org {{ 7*7 }}");
    assert_eq!(header(&letter, "Bcc"), "");
    let page = app.page(&path).await;
    assert!(!page.contains("<script>alert"), "{page}");
}

#[rocket::async_test]
async fn the_letter_is_shown_in_a_frame_where_nothing_runs() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    let page = app.page(&path).await;
    assert!(page.contains(&format!("<iframe class=\"letter\" sandbox src=\"{path}/letter?language=nl\"")), "{page}");
    let letter = app.client.get(format!("{path}/letter?language=en")).dispatch().await;
    let policy = letter.headers().get_one("Content-Security-Policy").expect("a policy").to_string();
    assert_eq!(policy, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox");
    let html = letter.into_string().await.expect("a letter");
    assert!(html.contains("Wat breng je mee, Hanne?") && html.contains("lang=\"en\""), "{html}");
    assert!(!html.contains("/registrations/") && !html.contains("/quiet/"), "it holds nobody's key");
}

#[rocket::async_test]
async fn only_those_who_may_write_see_and_send_messages() {
    let (app, leuven, _) = house(1, |_| {}).await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &gent, "in-gent", |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
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
        sign_in(&app, role, region).await;
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

#[rocket::async_test]
async fn two_workers_and_a_killed_one_write_each_letter_once() {
    let (app, leuven, event) = house(30, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
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

#[rocket::async_test]
async fn those_who_have_a_seat_are_reminded_a_day_and_an_hour_before() {
    let (app, leuven, event) = house(3, |e| e.capacity = Set(Some(2))).await;
    app.at("2027-03-03 13:29");
    assert_eq!(app.post_due().await, 0);
    app.at("2027-03-03 13:30");
    assert_eq!(app.post_due().await, 2);
    let letters = app.letters().await;
    assert_eq!(
        subjects(&letters),
        ["person0@example.org: Morgen, 13.30 uur: Samenleven", "person1@example.org: Demain, 13 h 30 : Samenleven",]
    );
    let text = &letters[0].rendered.text;
    assert!(text.contains("https://samenkomst.example/join/") && text.contains("/registrations/"), "{text}");
    assert!(text.contains("/quiet/") && header(&letters[0], "List-Unsubscribe").contains("/quiet/"), "{text}");
    assert!(header(&letters[0], "In-Reply-To").starts_with('<'), "in the conversation of the first letter");
    assert!(letters[0].calendar.is_none());
    assert_eq!(app.post_due().await, 0);

    let gone = registration::Entity::find().filter(registration::Column::Email.eq("person0@example.org"));
    let gone = gone.one(app.db.read()).await.expect("a query").expect("a person");
    let _ = app.desk().cancel(gone.id).await.expect("an answer");
    app.letters().await;
    app.at("2027-03-04 12:30");
    assert_eq!(app.post_due().await, 2, "one gave the seat back, and the one who waited has it");
    let letters = app.letters().await;
    assert!(letters.iter().all(|l| !l.to.to_string().starts_with("person0")), "{:?}", to(&letters));
    assert!(letters.iter().any(|l| l.rendered.text.contains("See you later, Person.")));
    sign_in(&app, Role::Organiser, &leuven).await;
    let page = app.page(MESSAGES).await;
    assert!(page.contains("Herinnering, 1 dag vooraf") && page.contains("Herinnering, 1 uur vooraf"), "{page}");
    assert_eq!(page.matches("2 verstuurd").count(), 2, "{page}");
    assert_eq!(event.reminders, Reminders::default());
}

#[rocket::async_test]
async fn whoever_comes_after_the_moment_is_not_reminded_of_it() {
    let (app, _, event) = house(1, |_| {}).await;
    app.at("2027-03-03 18:00");
    register(&app, event.id, 1..2).await;
    app.letters().await;
    assert_eq!(app.post_due().await, 1, "late, since nobody was at work, and only to the first");
    assert_eq!(to(&app.letters().await), ["reminder person0@example.org"]);
    app.at("2027-03-04 12:45");
    assert_eq!(app.post_due().await, 2);
}

#[rocket::async_test]
async fn a_process_that_was_away_sends_the_nearer_reminder_alone() {
    let (app, _, _) = house(1, |_| {}).await;
    app.at("2027-03-04 12:40");
    assert_eq!(app.post_due().await, 1);
    assert_eq!(app.post_due().await, 0);
    assert_eq!(to(&app.letters().await), ["reminder person0@example.org"]);
    let (app, _, event) = house(1, |_| {}).await;
    app.at("2027-03-04 13:30");
    assert_eq!(app.post_due().await, 0, "it has begun");
    app.at("2027-03-04 12:40");
    app.post_due().await;
    app.at("2027-03-04 13:30");
    assert_eq!(app.letters().await.len(), 0, "what was written in time and did not leave is of no use any more");
    change(&app, &event, event::Column::Reminders, serde_json::json!([1440])).await;
    app.at("2027-03-04 12:50");
    assert_eq!(app.post_due().await, 0, "the farther one does not come after the nearer");
}

#[rocket::async_test]
async fn an_event_that_moves_is_reminded_of_anew_and_one_that_is_off_is_not() {
    let (app, _, event) = house(1, |_| {}).await;
    app.at("2027-03-03 13:30");
    assert_eq!(app.post_due().await, 1);
    app.letters().await;
    change(&app, &event, event::Column::StartsAt, brussels("2027-03-11 13:30")).await;
    change(&app, &event, event::Column::EndsAt, brussels("2027-03-11 15:30")).await;
    app.at("2027-03-04 13:00");
    assert_eq!(app.post_due().await, 0);
    app.at("2027-03-10 13:30");
    assert_eq!(app.post_due().await, 1);
    change(&app, &event, event::Column::CancelledAt, app.clock.now()).await;
    assert_eq!(app.letters().await.len(), 0, "called off before it left");
    app.at("2027-03-11 13:00");
    assert_eq!(app.post_due().await, 0);
    change(&app, &event, event::Column::CancelledAt, None::<chrono::DateTime<chrono::Utc>>).await;
    change(&app, &event, event::Column::PublishedAt, None::<chrono::DateTime<chrono::Utc>>).await;
    assert_eq!(app.post_due().await, 0, "a draft is nobody's business");
}

#[rocket::async_test]
async fn those_who_were_there_are_thanked_once_there_is_something_to_see() {
    let (app, leuven, event) = house(3, |_| {}).await;
    change_person(&app, 1, registration::Column::CheckedInAt, brussels("2027-03-04 13:20")).await;
    app.at("2027-03-05 09:00");
    assert_eq!(app.post_due().await, 0);
    sign_in(&app, Role::Organiser, &leuven).await;
    assert!(app.page(MESSAGES).await.contains("Zodra er na afloop een opname of materiaal is"));
    app.at("2027-03-12 09:00");
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/1").await;
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["thanks person1@example.org"]);
    let text = &letters[0].rendered.text;
    assert!(text.contains("Merci d’avoir été là, Person.") && text.contains("https://video.example.org/1"), "{text}");
    let materials = Materials(vec![Material { title: Texts::same("Slides"), url: "https://example.org/s".into() }]);
    change(&app, &event, event::Column::Materials, serde_json::to_value(&materials).expect("JSON")).await;
    assert_eq!(app.post_due().await, 0, "once");
}

#[rocket::async_test]
async fn where_nobody_watched_the_door_all_who_had_a_seat_are_thanked() {
    let materials = Materials(vec![Material { title: Texts::same("Slides"), url: "https://example.org/s".into() }]);
    let (app, _, event) = house(2, |e| e.materials = Set(materials)).await;
    app.at("2027-03-04 15:29");
    app.post_due().await;
    app.letters().await;
    app.at("2027-03-04 15:30");
    assert_eq!(app.post_due().await, 2);
    let letters = app.letters().await;
    assert!(letters.iter().all(|l| l.rendered.text.contains("https://example.org/s")));
    assert!(letters.iter().any(|l| l.rendered.text.contains("Bedankt voor je interesse, Person.")));
    let thanked = event::Entity::find_by_id(event.id).one(app.db.read()).await.expect("a query").expect("an event");
    assert_eq!(thanked.thanked_at, Some(app.clock.now()));

    let (app, _, event) = house(1, |e| e.thanks = Set(false)).await;
    app.at("2027-03-05 09:00");
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/1").await;
    assert_eq!(app.post_due().await, 0, "the organiser does not want it");
    change(&app, &event, event::Column::Thanks, true).await;
    app.at("2027-05-05 09:00");
    assert_eq!(app.post_due().await, 0, "two months later nobody knows what it is about");
}

#[rocket::async_test]
async fn whoever_wants_quiet_has_it_with_one_press_and_keeps_the_seat() {
    let (app, leuven, _) = house(2, |_| {}).await;
    app.at("2027-03-03 13:30");
    app.post_due().await;
    let letters = app.letters().await;
    let first = letters.iter().find(|l| l.to.to_string().starts_with("person0")).expect("a letter");
    let link = header(first, "List-Unsubscribe").trim_matches(['<', '>']).to_string();
    let (link, _) = link.split_once('?').expect("the letter's language");
    let path = link.strip_prefix("https://samenkomst.example").expect("our own link").to_string();
    let page = app.client.get(path.clone()).dispatch().await;
    assert_eq!(page.headers().get_one("X-Robots-Tag"), Some("noindex"));
    assert!(page.into_string().await.expect("a page").contains("Stuur me er geen meer"), "looking changes nothing");
    sign_in(&app, Role::Organiser, &leuven).await;
    let message = draft(&app, &typed()).await;
    assert!(app.page(&message).await.contains("Gaat nu naar 2 mensen"));
    // As a mail program asks: no cookie, no redirect.
    let (status, _) = app.send(&path, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(status, Status::Ok);
    assert!(app.page(&message).await.contains("Gaat nu naar 1 persoon"));
    app.at("2027-03-04 12:30");
    assert_eq!(app.post_due().await, 1);
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["reminder person1@example.org"]);
    let event = registration::Entity::find().one(app.db.read()).await.expect("a query").expect("a person");
    assert_eq!(event.status, registration::Status::Confirmed);
    app.send(&path, &[("_method", "delete")]).await;
    assert!(app.page(&message).await.contains("Gaat nu naar 2 mensen"), "they want it after all");
    for wrong in
        ["/quiet/x/y".to_string(), path[..path.len() - 4].to_string(), format!("{}AAAA", &path[..path.len() - 4])]
    {
        assert_eq!(app.client.get(wrong.clone()).dispatch().await.status(), Status::NotFound, "{wrong}");
        assert_eq!(app.send(&wrong, &[]).await.0, Status::NotFound, "{wrong}");
    }
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

    sign_in(&app, Role::Organiser, &leuven).await;
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
async fn the_desk_knows_how_many_letters_wait() {
    let (app, leuven, event) = house(1, |_| {}).await;
    let waiting = |db: Database, regions: Vec<i32>| async move {
        let waiting = samenkomst::messages::trouble::waiting(&db, &regions).await.expect("a query");
        (waiting.letters, waiting.tried, waiting.oldest)
    };
    assert_eq!(waiting(app.db.clone(), vec![leuven.id]).await, (0, 0, None));
    register(&app, event.id, 1..3).await;
    assert_eq!(waiting(app.db.clone(), vec![leuven.id]).await, (2, 0, Some(app.clock.now())));
    assert_eq!(waiting(app.db.clone(), vec![]).await, (0, 0, None));
}

#[rocket::async_test]
async fn a_letter_to_many_lets_one_that_is_waited_for_pass() {
    let (app, leuven, event) = house(60, |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    send_now(&app, &path).await;
    app.post_due().await;
    app.clock.set(app.clock.now() + Duration::seconds(5));
    register(&app, event.id, 60..61).await;
    let letters = app.letters().await;
    assert_eq!(letters.len(), 61);
    let place = letters.iter().position(|l| l.kind == LetterKind::RegistrationConfirmed).expect("a confirmation");
    assert!(place < 50, "in the first round, though it came last: {place}");
}

#[test]
fn marks_become_plain_text_that_says_the_same() {
    let text = "# Kop\n\nEen **vet** en [link](https://a.example/x), <https://b.example/y>\nnieuwe regel\n\n\
        1. een\n2. twee\n   - binnen\n\n> citaat\n\n`code` ~~weg~~ hanne@example.org";
    let plain = "Kop\n\nEen vet en link, https://b.example/y\nnieuwe regel\nhttps://a.example/x\n\n1. een\n2. twee\n  - binnen\n\n  \
        citaat\n\ncode weg hanne@example.org";
    assert_eq!(marked::plain(text, "Amina"), plain);
    assert_eq!(marked::fault(text), None);
    assert_eq!(marked::plain("Dag {naam}, {nom}, {name}, {", "A*m*ina"), "Dag A*m*ina, A*m*ina, A*m*ina, {");
    assert_eq!(marked::html("{naam}", "<b>*A*"), "<p style=\"margin:0 0 16px;\">&lt;b&gt;*A*</p>\n");
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
