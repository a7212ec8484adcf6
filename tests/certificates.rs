//! Whoever was there takes a certificate of attendance along, and their employer can ask whether it is so.

mod asking;
mod giving;
mod paper;
mod thanking;

use rocket::http::Status;
use samenkomst::events::event::{self, Format, Venue};
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::registration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::Value;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::link_in;
use crate::support::programs::Program;

/// A gathering of two hours in Leuven on Thursday 4 March that gives certificates, of two and a half hours of training.
async fn house(change: impl FnOnce(&mut event::ActiveModel)) -> (TestApp, region::Model, event::Model) {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| {
        e.format = Set(Format::InPerson);
        e.venue = Set(Some(Venue { name: "Tweebronnen".into(), city: "Leuven".into(), ..Venue::default() }));
        e.certificates = Set(true);
        e.training_quarters = Set(Some(10));
        change(e);
    })
    .await;
    (app, leuven, event)
}

/// Registers somebody by the form, in this language; answers with the path of their private link.
async fn register(app: &TestApp, name: &str, email: &str, language: &str) -> String {
    let fields = [("name", name), ("email", email), ("consent", "true")];
    let (status, _) = app.send(&format!("/events/samen/registrations?lang={language}"), &fields).await;
    assert_eq!(status, Status::SeeOther);
    let letters = app.letters().await;
    let letter = letters.iter().find(|l| l.to.to_string() == email).expect("a letter");
    link_in(letter)
}

async fn row(app: &TestApp, email: &str) -> registration::Model {
    let found = registration::Entity::find().filter(registration::Column::Email.eq(email));
    found.one(app.db.read()).await.expect("a query").expect("somebody with this address")
}

/// Notes that somebody is there.
async fn check_in(app: &TestApp, email: &str) {
    let program = Program::of(app, Role::Viewer, None).await;
    let id = row(app, email).await.id;
    program.post(&format!("/api/v1/events/samen/registrations/{id}/check-in"), Value::Null).await.ok();
}

/// Takes the certificate at this address along; answers with its name and the document.
async fn take(app: &TestApp, path: &str) -> (String, String) {
    let answer = app.client.get(path.to_string()).dispatch().await;
    assert_eq!(answer.status(), Status::Ok, "{path}");
    let said = |name| answer.headers().get_one(name).unwrap_or_default().to_string();
    assert_eq!((said("Content-Type"), said("Cache-Control")), ("application/pdf".into(), "private, no-store".into()));
    let name = said("Content-Disposition");
    let bytes = answer.into_bytes().await.expect("a document");
    assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{path}");
    let document = String::from_utf8_lossy(&bytes).to_string();
    assert!(document.contains("/StructTreeRoot"), "it is tagged");
    (name, document)
}

fn pages(document: &str) -> usize {
    // The tree of pages is one more.
    document.matches("/Type/Page").count() + document.matches("/Type /Page").count() - 1
}

/// The path at which one asks whether a certificate is so; it stands in the document as a link.
fn question_in(document: &str) -> String {
    let (_, rest) = document.split_once("https://samenkomst.example/certificates/").expect("an address to ask at");
    let key: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    format!("/certificates/{key}")
}

/// Where an address leads.
async fn leads(app: &TestApp, path: &str) -> (Status, String) {
    let answer = app.client.get(path.to_string()).dispatch().await;
    (answer.status(), answer.headers().get_one("Location").unwrap_or_default().to_string())
}
