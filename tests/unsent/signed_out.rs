//! The session ended while an organiser was typing.

use rocket::http::{ContentType, Status};
use samenkomst::organisers::role::Role;

use super::{ACCOUNT, Answer, OURS, a_house_with_an_event, post, press, send, typed};
use crate::support::TestApp;
use crate::support::desk::{sign_hanne_in, sign_in};

const IMPORT: &str = "/organise/events/samenleven/registrations/import";

/// Sends a form in parts, with or without a file.
async fn send_in_parts(app: &TestApp, path: &str, fields: &[(&str, &str)], file: Option<&str>) -> Answer {
    let mut body = String::new();
    for (name, value) in fields {
        body += &format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    if let Some(file) = file {
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"lijst.csv\"\r\nContent-Type: text/csv";
        body += &format!("--grens\r\n{head}\r\n\r\n{file}\r\n");
    }
    body += "--grens--\r\n";
    let kind = ContentType::new("multipart", "form-data").with_params(("boundary", "grens"));
    post(app, path, kind, body.into_bytes(), &OURS).await
}

#[rocket::async_test]
async fn an_organiser_whose_session_ended_signs_in_beside_and_sends_it_again() {
    let app = a_house_with_an_event().await;
    let hanne = sign_hanne_in(&app, Role::Organiser, &[]).await;
    app.at("2027-03-02 09:00");
    let fields = [("_method", "put"), ("name", "Hanne \"De\" Smet"), ("language", "fr")];
    let refused = send(&app, ACCOUNT, &fields, &OURS).await;
    assert_eq!(refused.status, Status::Unauthorized);
    assert!(refused.page.contains("Je bent afgemeld, maar wat je typte, is er nog: meld je aan"), "{}", refused.page);
    assert!(refused.page.contains("href=\"/organise/sign-in\" target=\"_blank\" rel=\"noopener\""));
    let kept = refused.kept();
    assert_eq!(kept, typed(ACCOUNT, &fields));
    let kept = kept.expect("a form");
    let early = press(&app, &kept).await;
    assert_eq!(early.kept().as_ref(), Some(&kept), "pressed before signing in");

    sign_in(&app, hanne).await;
    let taken = press(&app, &kept).await;
    assert_eq!((taken.status, taken.location.as_str()), (Status::SeeOther, "/organise/account?done=saved&lang=fr"));
    assert!(app.page(ACCOUNT).await.contains("Hanne &#34;De&#34; Smet"));
}

#[rocket::async_test]
async fn a_long_message_goes_in_parts_as_it_came() {
    let app = a_house_with_an_event().await;
    let hanne = sign_hanne_in(&app, Role::Organiser, &[]).await;
    app.at("2027-03-02 09:00");
    let messages = "/organise/events/samenleven/messages";
    let body = "Breng **zeker** een lader mee.\r\n".repeat(300);
    let fields = [("status", "confirmed"), ("ids", "1"), ("ids", "2"), ("subject.nl", "Een lader"), ("body.nl", &body)];
    let refused = send_in_parts(&app, messages, &fields, None).await;
    assert_eq!(refused.status, Status::Unauthorized);
    assert!(refused.page.contains(&format!("action=\"{messages}\" enctype=\"multipart/form-data\">")));
    assert_eq!(refused.kept(), typed(messages, &fields));

    sign_in(&app, hanne).await;
    let taken = send_in_parts(&app, messages, &fields, None).await;
    assert_eq!(taken.status, Status::SeeOther, "{}", taken.page);
    assert!(app.page(&taken.location).await.contains("Een lader"));
}

#[rocket::async_test]
async fn whoever_is_signed_out_and_sent_nothing_that_may_come_back_is_asked_to_sign_in() {
    let app = a_house_with_an_event().await;
    let fields = [("_method", "put"), ("name", "Hanne"), ("language", "fr")];
    let (page, site) = (OURS[1], "Sec-Fetch-Site");
    let publication = "/organise/events/samenleven/publication";
    for (path, fields, said, who) in [
        (ACCOUNT, &fields[..], &[page, (site, "cross-site")][..], "another site"),
        (ACCOUNT, &fields, &[page, ("Origin", "https://evil.example")], "another site, in an older browser"),
        (ACCOUNT, &fields, &[page], "who says nothing"),
        (ACCOUNT, &fields, &[OURS[0]], "a script of ours"),
        (publication, &[("_method", "delete")], &OURS, "a button"),
        (publication, &[], &OURS, "another button"),
    ] {
        let asked = send(&app, path, fields, said).await;
        assert_eq!((asked.status, asked.location.as_str()), (Status::SeeOther, "/organise/sign-in"), "{who}");
    }
}

#[rocket::async_test]
async fn a_file_cannot_come_back_and_that_is_said() {
    let app = a_house_with_an_event().await;
    let long = "Bea;bea@example.org\n".repeat(200_000);
    for file in ["Naam;E-mail\nBea;bea@example.org\n", &long] {
        let refused = send_in_parts(&app, IMPORT, &[("language", "nl")], Some(file)).await;
        assert_eq!(refused.status, Status::Unauthorized);
        let said = "Het bestand dat je koos, konden we niet voor je bewaren.";
        assert!(
            refused.page.contains(said) && refused.page.contains(&format!("href=\"{IMPORT}\"")),
            "{}",
            refused.page
        );
        assert!(refused.kept().is_none() && !refused.page.contains("Bea"));
    }
}
