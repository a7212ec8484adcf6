//! Other programs, which speak to the house in JSON.

use rocket::http::{Header, Method, Status};
use rocket::local::asynchronous::LocalResponse;
use samenkomst::organisers::role::Role;
use samenkomst::organisers::{organiser, tokens};
use samenkomst::regions::region;
use sea_orm::EntityTrait;
use serde_json::Value;

use super::TestApp;
use super::desk::make_organiser;

/// A token of a new organiser with this role in this region; without one it holds everywhere.
pub async fn make_organiser_token(app: &TestApp, role: Role, region: Option<&region::Model>) -> String {
    let place = region.map_or("everywhere", |r| r.slug.as_str());
    let email = format!("{role:?}.{place}@example.org");
    let organiser = make_organiser(app, &email, "An organiser", role, region.as_slice()).await;
    make_token(app, organiser, "test").await
}

/// A token of this organiser, as whoever runs the program makes one.
pub async fn make_token(app: &TestApp, organiser: i32, name: &str) -> String {
    let owner = organiser::Entity::find_by_id(organiser).one(app.db.read()).await.expect("a query");
    let owner = owner.expect("an organiser");
    tokens::make(&app.db, app.clock.now(), None, &owner, name).await.expect("a token").to_string()
}

/// A program, with a token or without.
pub struct Program<'a> {
    app: &'a TestApp,
    token: Option<String>,
}

/// What the house answered.
pub struct Reply {
    pub status: Status,
    pub kind: String,
    headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

impl<'a> Program<'a> {
    pub fn stranger(app: &'a TestApp) -> Program<'a> {
        Program { app, token: None }
    }

    pub fn with_token(app: &'a TestApp, token: &str) -> Program<'a> {
        let token = Some(token.to_string());
        Program { app, token }
    }

    /// A program of a new organiser.
    pub async fn of(app: &'a TestApp, role: Role, region: Option<&region::Model>) -> Program<'a> {
        Program::with_token(app, &make_organiser_token(app, role, region).await)
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.ask(Method::Get, path, String::new()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::Post, path, body.to_string()).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::Patch, path, body.to_string()).await
    }

    pub async fn ask(&self, method: Method, path: &str, body: String) -> Reply {
        let mut request = self.app.client.req(method, path.to_string()).body(body);
        if let Some(token) = &self.token {
            request.add_header(Header::new("Authorization", format!("Bearer {token}")));
        }
        Reply::read(request.dispatch().await).await
    }
}

impl Reply {
    pub async fn read(response: LocalResponse<'_>) -> Reply {
        let headers = response.headers().iter();
        let headers = headers.map(|h| (h.name.to_string().to_lowercase(), h.value.to_string()));
        Reply {
            status: response.status(),
            headers: headers.collect(),
            kind: response.content_type().map(|t| t.to_string()).unwrap_or_default(),
            bytes: response.into_bytes().await.unwrap_or_default(),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// The content of what was answered as hoped.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!(self.status.code < 300, "{}: {}", self.status, self.text());
        self.json()
    }

    /// The problem, after a look at how it is written (RFC 9457).
    #[track_caller]
    pub fn problem(&self, status: u16) -> Value {
        assert_eq!(self.status.code, status, "{}", self.text());
        assert_eq!(self.kind, "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], status);
        for field in ["title", "detail"] {
            let sentence = problem[field].as_str().unwrap_or_default();
            assert!(!sentence.is_empty() && !sentence.contains("Unknown localization"), "{problem}");
        }
        problem
    }

    /// The fields that are wrong, after a look at their sentences.
    #[track_caller]
    pub fn wrong_fields(&self) -> Vec<String> {
        let problem = self.problem(422);
        let errors = problem["errors"].as_object().cloned().unwrap_or_default();
        for sentence in errors.values() {
            let sentence = sentence.as_str().unwrap_or_default();
            assert!(!sentence.is_empty() && !sentence.contains("Unknown localization"), "{problem}");
        }
        errors.keys().cloned().collect()
    }
}
