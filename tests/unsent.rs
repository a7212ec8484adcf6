//! A form cannot be taken just now: nobody loses what they typed.

mod signed_out;
mod too_often;

use rocket::http::uri::Host;
use rocket::http::{ContentType, Header, Method, Status};
use rocket::uri;
use samenkomst::organisers::role::Role;
use url::form_urlencoded;

use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, seats};

/// What a browser says when somebody sends a form of ours.
const OURS: [(&str, &str); 2] =
    [("Sec-Fetch-Site", "same-origin"), ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")];

const FORM: &str = "/events/samenleven/registrations";
const ACCOUNT: &str = "/organise/account";

/// What was answered to a form.
struct Answer {
    status: Status,
    retry_after: Option<String>,
    location: String,
    page: String,
}

/// A form that came back: where it goes, and its fields.
#[derive(Debug, PartialEq)]
struct Kept {
    action: String,
    fields: Vec<(String, String)>,
}

/// Sends a form, with what its sender says of themselves.
async fn send(app: &TestApp, path: &str, fields: &[(&str, &str)], said: &[(&'static str, &'static str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields.iter().copied()).finish();
    post(app, path, ContentType::Form, body.into_bytes(), said).await
}

async fn post(
    app: &TestApp,
    path: &str,
    kind: ContentType,
    body: Vec<u8>,
    said: &[(&'static str, &'static str)],
) -> Answer {
    let mut request = app.client.post(path.to_string()).header(kind).body(body);
    request.inner_mut().set_host(Host::from(uri!("samenkomst.example")));
    for (name, value) in said {
        request.add_header(Header::new(*name, *value));
    }
    let answer = request.dispatch().await;
    let header = |name| answer.headers().get_one(name).map(str::to_string);
    Answer {
        status: answer.status(),
        retry_after: header("Retry-After"),
        location: header("Location").unwrap_or_default(),
        page: answer.into_string().await.unwrap_or_default(),
    }
}

/// The button of a form that came back.
async fn press(app: &TestApp, kept: &Kept) -> Answer {
    let fields: Vec<(&str, &str)> = kept.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    send(app, &kept.action, &fields, &OURS).await
}

impl Answer {
    /// The form that came back, if one did.
    fn kept(&self) -> Option<Kept> {
        let (_, rest) = self.page.split_once("<form method=\"post\" action=\"")?;
        let (form, _) = rest.split_once("</form>")?;
        let (action, form) = form.split_once('"')?;
        let field = |field: &str| {
            let (name, rest) = field.split_once("\" value=\"")?;
            let (value, _) = rest.split_once('"')?;
            Some((plain(name), plain(value)))
        };
        let fields = form.split("<input type=\"hidden\" name=\"").skip(1).filter_map(field).collect();
        Some(Kept { action: plain(action), fields })
    }
}

/// An attribute as a browser reads it.
fn plain(attribute: &str) -> String {
    let marks = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    marks.iter().fold(attribute.to_string(), |text, (written, mark)| text.replace(written, mark))
}

fn typed(action: &str, fields: &[(&str, &str)]) -> Option<Kept> {
    let fields = fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    Some(Kept { action: action.to_string(), fields })
}

async fn a_house_with_an_event() -> TestApp {
    with_an_event(TestApp::start().await).await
}

async fn with_an_event(app: TestApp) -> TestApp {
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app
}

#[rocket::async_test]
async fn who_registers_while_the_database_is_away_presses_once_more_when_it_is_back() {
    let app = a_house_with_an_event().await;
    let Some(file) = samenkomst::config::sqlite_file(&app.config.database_url) else {
        return;
    };
    let elsewhere = file.with_extension("elsewhere");
    std::fs::rename(&file, &elsewhere).expect("a file to move");
    let away = send(&app, FORM, &amina(), &OURS).await;
    assert_eq!((away.status, away.retry_after.as_deref()), (Status::ServiceUnavailable, Some("5")));
    assert!(away.page.contains("Wat je typte, is er nog: druk over enkele seconden op"), "{}", away.page);
    let kept = away.kept();
    assert_eq!(kept, typed(FORM, &amina()));

    std::fs::rename(&elsewhere, &file).expect("a file to move back");
    let taken = press(&app, &kept.expect("a form")).await;
    assert_eq!((taken.status, taken.location.as_str()), (Status::SeeOther, FORM));
    assert_eq!(seats(&app, "samenleven").await, (1, 0));
}

/// The form behind a private link; nobody's registration can be found any more.
const MINE: &str = "/registrations/AAAAAAAAAAAAAAAAAAAAAA";

async fn a_house_that_mislaid_its_registrations() -> TestApp {
    let app = a_house_with_an_event().await;
    app.sql("ALTER TABLE registrations RENAME TO mislaid").await;
    app
}

#[rocket::async_test]
async fn whatever_somebody_typed_comes_back_as_it_was() {
    let app = a_house_that_mislaid_its_registrations().await;
    let fields = [
        ("_method", "put"),
        ("name", "Amina \"<b>El Idrissi</b>\" & co’s"),
        ("answers[2]", "één\r\ntwee\r\n"),
        ("answers[1]", "a=b&c+d %41 &amp; &#38;#60;"),
        ("answers[1]", ""),
    ];
    let failed = send(&app, &format!("{MINE}?lang=fr&x=%22%3E"), &fields, &OURS).await;
    assert_eq!(failed.status, Status::InternalServerError);
    assert!(failed.page.contains("Tout ce que tu as écrit est encore là"), "{}", failed.page);
    assert!(!failed.page.contains("<b>El Idrissi"));
    assert_eq!(failed.kept(), typed(&format!("{MINE}?lang=fr&x=%22%3E"), &fields));
}

#[rocket::async_test]
async fn what_somebody_says_of_a_day_comes_back_when_it_cannot_be_kept() {
    let app = a_house_that_mislaid_its_registrations().await;
    let path = format!("{MINE}/feedback?lang=nl");
    let fields = [("score", "4"), ("take_along", "Eén idee:\r\n<durf>"), ("to_improve", ""), ("own_answer", "\"Ja\"")];
    let failed = send(&app, &path, &fields, &OURS).await;
    assert_eq!((failed.status, failed.kept()), (Status::InternalServerError, typed(&path, &fields)));
}

/// Whether a form comes back to whoever says this of themselves, when it cannot be taken.
async fn comes_back(app: &TestApp, said: &[(&'static str, &'static str)]) -> bool {
    let failed = send(app, MINE, &[("_method", "put"), ("name", "Amina")], said).await;
    assert_eq!(failed.status, Status::InternalServerError);
    assert_eq!(failed.kept().is_some(), failed.page.contains("Amina"), "{said:?}");
    failed.kept().is_some()
}

/// Else a site could lay its own form before somebody, whose press of our button would send it as one of ours.
#[rocket::async_test]
async fn what_another_site_sent_does_not_come_back() {
    let app = a_house_that_mislaid_its_registrations().await;
    let page = OURS[1];
    assert!(comes_back(&app, &OURS).await);
    assert!(comes_back(&app, &[page, ("Origin", "https://samenkomst.example")]).await, "an older browser");
    for said in [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "none")] {
        assert!(!comes_back(&app, &[page, said]).await, "{said:?}");
    }
    for origin in ["https://evil.example", "https://samenkomst.example.evil.example", "null"] {
        assert!(!comes_back(&app, &[page, ("Origin", origin)]).await, "{origin}");
    }
    assert!(!comes_back(&app, &[page]).await, "who says nothing");
    assert!(!comes_back(&app, &[("Accept", "*/*"), OURS[0]]).await, "a script that shows no page");
}

#[rocket::async_test]
async fn nothing_is_lost_when_we_cannot_even_tell_who_it_is() {
    let app = a_house_with_an_event().await;
    sign_hanne_in(&app, Role::Organiser, &[]).await;
    app.sql("ALTER TABLE sessions RENAME TO mislaid").await;
    let fields = [("_method", "put"), ("name", "Hanne Smet"), ("language", "nl")];
    let failed = send(&app, ACCOUNT, &fields, &OURS).await;
    assert_eq!((failed.status, failed.kept()), (Status::InternalServerError, typed(ACCOUNT, &fields)));
    app.sql("ALTER TABLE mislaid RENAME TO sessions").await;
    let taken = press(&app, &failed.kept().expect("a form")).await;
    assert_eq!(taken.status, Status::SeeOther);
    assert!(app.page(ACCOUNT).await.contains("Hanne Smet"));
}

#[rocket::async_test]
async fn behind_every_form_of_a_page_stands_who_reads_it_when_it_is_turned_away() {
    let app = TestApp::start().await;
    let routes: Vec<_> = app.client.rocket().routes().collect();
    let mut forms = 0;
    for route in &routes {
        let place = route.uri.path().split('/').nth(1).unwrap_or_default();
        let is_form = [Method::Post, Method::Put, Method::Delete].contains(&route.method);
        if !is_form || place == "api" {
            continue;
        }
        let last = format!("/{place}/<_..>");
        let stands = routes.iter().any(|other| other.method == route.method && other.uri.path() == last);
        assert!(stands, "{} {}", route.method, route.uri.path());
        forms += 1;
    }
    assert!(forms > 40, "the routes are found");
}
