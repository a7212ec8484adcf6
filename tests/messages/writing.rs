//! What organisers type: it comes back as it was typed, and stays words in the letter.

use rocket::http::Status;
use samenkomst::messages::{marked, message};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use sea_orm::{EntityTrait, PaginatorTrait, Set};

use super::{MESSAGES, change_person, draft, house, send_now, typed};
use crate::support::brussels;
use crate::support::desk::sign_in_as;
use crate::support::forms::seen_on;
use crate::support::people::header;

#[rocket::async_test]
async fn a_message_with_a_mistake_comes_back_as_it_was_typed() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
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
async fn a_draft_that_changed_after_it_was_looked_at_does_not_leave() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    let seen = seen_on(&app.page(&path).await);
    let (status, _) = app.send(&path, &[("subject.nl", "Iets anders"), ("body.nl", "Heel iets anders.")]).await;
    assert_eq!(status, Status::SeeOther);
    let sending = format!("{path}/sending");
    let (_, page) = app.send(&sending, &[("when", "later"), ("send_at", "morgen"), ("seen", &seen)]).await;
    assert_eq!(seen_on(&page), seen, "a wrong hour hides no change");
    let (status, page) = app.send(&sending, &[("when", "now"), ("seen", &seen)]).await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("Iemand anders veranderde dit bericht") && page.contains("Heel iets anders."), "{page}");
    assert_eq!((app.post_due().await, app.letters().await.len()), (0, 0));
    let (_, next) = app.send(&sending, &[("when", "now"), ("seen", &seen_on(&page))]).await;
    assert_eq!(next, format!("{path}?done=sent"));
}

#[rocket::async_test]
async fn two_who_change_a_draft_at_once_see_each_other() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    let seen = seen_on(&app.page(&format!("{path}/edit")).await);
    let theirs = [("subject.nl", "Van Lies"), ("body.nl", "Kom op tijd."), ("seen", seen.as_str())];
    assert_eq!(app.send(&path, &theirs).await.0, Status::SeeOther);
    let mine = [("subject.nl", "Van Hanne"), ("body.nl", "Kom met de trein.")];
    let (status, page) = app.send(&path, &[&mine[..], &[("seen", seen.as_str())]].concat()).await;
    assert_eq!(status, Status::Conflict);
    for words in ["Van Hanne", "Kom met de trein.", "Van Lies", "Kom op tijd.", "veranderde dit bericht intussen"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(app.page(&path).await.contains("Van Lies"), "nothing changed");
    let again = seen_on(&page);
    assert_eq!(app.send(&path, &[&mine[..], &[("seen", again.as_str())]].concat()).await.0, Status::SeeOther);
    assert!(app.page(&path).await.contains("Van Hanne"));
}

#[rocket::async_test]
async fn the_hour_that_is_proposed_still_comes() {
    let (app, leuven, _) = house(1, |event| {
        event.starts_at = Set(brussels("2027-02-12 13:30"));
        event.ends_at = Set(brussels("2027-02-12 15:30"));
    })
    .await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    for (now, proposed) in [("2027-02-10 12:00", "2027-02-12T09:00"), ("2027-02-12 14:00", "2027-02-13T09:00")] {
        app.at(now);
        let page = app.page(&path).await;
        assert!(page.contains(&format!("type=\"datetime-local\" value=\"{proposed}\"")), "{now}: {page}");
    }
}

#[rocket::async_test]
async fn what_would_reach_nobody_does_not_turn_into_a_plan() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let mut fields = typed();
    fields.retain(|(name, _)| *name != "status");
    fields.push(("status", "cancelled"));
    let path = draft(&app, &fields).await;
    let sending = format!("{path}/sending");
    let time = ("send_at", "2027-02-10T09:00");
    let (status, page) = app.send(&sending, &[("when", "now"), time]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("name=\"when\" value=\"now\" checked") && page.contains("href=\"#f-when\""), "{page}");
    assert!(page.contains("value=\"2027-02-10T09:00\"") && !page.contains("aria-invalid"), "{page}");
    let (_, page) = app.send(&sending, &[("when", "later"), ("send_at", "2027-02-01T09:00")]).await;
    assert!(page.contains("name=\"when\" value=\"later\" checked") && page.contains("href=\"#f-send_at\""), "{page}");
    assert!(page.contains("aria-invalid") && page.contains("Nog één ding"), "{page}");
    assert!(page.contains("id=\"f-send_at-e\""), "it is said above the field too: {page}");
    let (_, next) = app.send(&sending, &[("when", "later"), time]).await;
    let page = app.page(&next).await;
    assert!(page.contains("note-stop") && page.contains("Op dit moment is dat niemand."), "{page}");
}

#[rocket::async_test]
async fn a_draft_is_changed_and_thrown_away() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    assert!(app.page(&format!("{path}/edit")).await.contains("Que prendre ?"));
    let (status, _) = app.send(&path, &[("subject.en", "What to bring"), ("body.en", "A charger.")]).await;
    assert_eq!(status, Status::SeeOther);
    let page = app.page(&path).await;
    assert!(page.contains("What to bring") && page.contains("Gooi je dit bericht weg?"), "one is asked first: {page}");
    let (_, next) = app.send(&path, &[("_method", "delete")]).await;
    assert!(app.page(&next).await.contains("Het concept is weg."));
    assert_eq!(app.client.get(path).dispatch().await.status(), Status::NotFound);
}

#[rocket::async_test]
async fn hostile_words_stay_words_in_the_letter() {
    let (app, leuven, _) = house(1, |_| {}).await;
    sign_in_as(&app, Role::Organiser, &leuven).await;
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
    assert!(!html.contains('\u{202e}') && !text.contains('\u{202e}'), "no word is turned round: {text}");
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
    sign_in_as(&app, Role::Organiser, &leuven).await;
    let path = draft(&app, &typed()).await;
    let page = app.page(&path).await;
    assert!(
        page.contains(&format!("<iframe class=\"letter\" id=\"f-letter\" sandbox src=\"{path}/letter?language=nl\"")),
        "{page}"
    );
    let letter = app.client.get(format!("{path}/letter?language=en")).dispatch().await;
    let policy = letter.headers().get_one("Content-Security-Policy").expect("a policy").to_string();
    assert_eq!(policy, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox");
    let html = letter.into_string().await.expect("a letter");
    assert!(html.contains("Wat breng je mee, Hanne?") && html.contains("lang=\"en\""), "{html}");
    assert!(!html.contains("/registrations/") && !html.contains("/quiet/"), "it holds nobody's key");
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
