//! The description holds what the house answers, so that whoever trusts it is not misled.

use rocket::http::Status;
use samenkomst::organisers::role::Role;
use serde_json::{Value, json};

use super::{a_gathering, amina, register};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::programs::Program;

async fn description(app: &TestApp) -> Value {
    Program::stranger(app).get("/api/v1/openapi.json").await.ok()
}

/// The schema that `$ref` leads to.
fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(path) => document.pointer(path.trim_start_matches('#')).expect("a schema"),
        None => schema,
    }
}

/// Whether the value fits the schema, as far as types and required fields go.
fn fits(document: &Value, schema: &Value, value: &Value) -> bool {
    let schema = resolved(document, schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        return choices.iter().filter(|choice| fits(document, choice, value)).count() == 1;
    }
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let named = &schema["type"];
    let is_type = named == is || named.as_array().is_some_and(|types| types.contains(&json!(is)));
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let has_all =
        !value.is_object() || required.iter().all(|field| value.get(field.as_str().unwrap_or_default()).is_some());
    let inside = value.as_object().into_iter().flatten().all(|(field, value)| {
        let of_field = &schema["properties"][field];
        let of_field = if of_field.is_null() { &schema["additionalProperties"] } else { of_field };
        fits(document, of_field, value)
    });
    is_type
        && has_all
        && inside
        && value.as_array().into_iter().flatten().all(|item| fits(document, &schema["items"], item))
}

#[rocket::async_test]
async fn what_one_may_send_fits_what_the_description_says() {
    let app = TestApp::start().await;
    let document = description(&app).await;
    let event = json!({ "$ref": "#/components/schemas/EventInput" });
    let minimal = json!({ "title": "Samen", "kind": "gathering", "region": "leuven", "format": "online",
        "starts_at": "2027-03-16T13:30", "ends_at": "2027-03-16T16:00" });
    let stop = json!({ "title": { "nl": "Buurthuis", "fr": "Maison" }, "starts_at": "2027-03-16T13:30",
        "ends_at": "2027-03-16T14:30" });
    let question = json!({ "label": { "nl": "Eet je mee?" }, "kind": "choice", "options": ["Ja", { "nl": "Nee" }] });
    let whole = json!({ "stops": [stop], "questions": [question], "venue": "Stadhuis", "capacity": null,
        "speakers": [{ "name": "Lien", "role": { "nl": "Coach" } }],
        "materials": [{ "title": { "nl": "Dia's" }, "url": "https://example.org/" }],
        "programme": [{ "at": "2027-03-16T13:30", "text": "Onthaal" }] });
    for sent in [minimal, json!({}), json!({ "title": "Anders" }), a_gathering(), whole] {
        assert!(fits(&document, &event, &sent), "{sent}");
    }
    for wrong in [json!({ "title": 5 }), json!({ "venue": 5 }), json!({ "translations": { "fr": { "titel": "x" } } })] {
        assert!(!fits(&document, &event, &wrong), "{wrong}");
    }
}

#[rocket::async_test]
async fn every_answer_that_a_program_may_get_is_described() {
    let app = TestApp::start().await;
    let document = description(&app).await;
    let event = "/api/v1/events/{slug}";
    for (path, method, statuses) in [
        ("/api/v1/events".to_string(), "post", &["400", "413", "422", "503"][..]),
        (event.to_string(), "patch", &["400", "413", "422", "503"]),
        (format!("{event}/cancellation"), "post", &["400", "413", "422", "503"]),
        (format!("{event}/registrations"), "post", &["400", "413", "422", "503"]),
        (format!("{event}/registrations/{{id}}/cancellation"), "post", &["409", "503"]),
        (format!("{event}/registrations/{{id}}/check-in"), "post", &["409", "422", "503"]),
        (format!("{event}/registrations"), "get", &["422", "503"]),
    ] {
        let answers = &document["paths"][&path][method]["responses"];
        for status in statuses {
            assert!(answers[status].is_object(), "{method} {path} {status}");
        }
    }
    let list = &document["paths"][format!("{event}/registrations.json")]["get"]["responses"]["200"];
    let schema = &list["content"]["application/json"]["schema"];
    assert_eq!((&schema["type"], &schema["items"]["type"]), (&json!("array"), &json!("object")));
}

#[rocket::async_test]
async fn what_stands_in_every_answer_is_promised_also_where_it_may_be_null() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    make_stop(&app, &event, "Buurthuis", "2027-03-04 13:30", "2027-03-04 14:15").await;
    let standing = register(&app, "samen", amina("amina@example.org")).await.ok();
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let path = "/api/v1/events/samen";
    let seen = Program::stranger(&app).get(path).await.ok();
    let people = theirs.get(&format!("{path}/registrations")).await.ok();
    let feedback = theirs.get(&format!("{path}/feedback")).await.ok();
    let regions = theirs.get("/api/v1/regions").await.ok();
    let document = description(&app).await;
    for (shape, answer) in [
        ("EventAnswer", &seen),
        ("WindowAnswer", &seen["registration"]),
        ("StopAnswer", &seen["stops"][0]),
        ("StandingAnswer", &standing),
        ("RegisteredAnswer", &people["items"][0]),
        ("FeedbackAnswer", &feedback),
        ("RegionAnswer", &regions["items"][0]),
    ] {
        let promised = document["components"]["schemas"][shape]["required"].as_array().expect("what is promised");
        for field in answer.as_object().expect("an answer").keys() {
            assert!(promised.contains(&json!(field)), "{shape}: {field}");
        }
    }
    assert_eq!(document["info"]["license"], Value::Null, "there is none");
}

#[rocket::async_test]
async fn a_page_is_described_as_a_number_from_one_to_the_last_that_is_understood() {
    let app = TestApp::start().await;
    let document = description(&app).await;
    for path in ["/api/v1/events", "/api/v1/events/{slug}/registrations"] {
        let fields = document["paths"][path]["get"]["parameters"].as_array().expect("parameters");
        let page = fields.iter().find(|field| field["name"] == "page").expect("a page");
        assert_eq!((&page["schema"]["type"], &page["required"]), (&json!("integer"), &json!(false)), "{path}");
        assert_eq!(page["schema"]["minimum"].as_f64(), Some(1.0), "{path}");
        assert_eq!(page["schema"]["maximum"].as_f64(), Some(1e9), "{path}");
    }
    let stranger = Program::stranger(&app);
    for (page, status) in [("1000000000", Status::Ok), ("1000000001", Status::UnprocessableEntity)] {
        assert_eq!(stranger.get(&format!("/api/v1/events?page={page}")).await.status, status, "{page}");
    }
}

#[rocket::async_test]
async fn whoever_lists_people_reads_all_that_they_may_ask_for() {
    let app = TestApp::start().await;
    let document = description(&app).await;
    for list in ["", ".csv", ".xlsx", ".ods", ".json"] {
        let path = format!("/api/v1/events/{{slug}}/registrations{list}");
        let fields = document["paths"][&path]["get"]["parameters"].as_array().expect("parameters");
        let times = |name: &str| fields.iter().filter(|field| field["name"] == name).count();
        for name in ["status", "q", "stop", "role", "answer", "present", "language", "ids", "lang"] {
            assert_eq!(times(name), 1, "{path}: {name}");
        }
        assert_eq!(times("sort"), usize::from(list.is_empty()), "a list to take away has one order");
    }
}

#[rocket::async_test]
async fn every_address_is_described_and_every_description_has_an_address() {
    let app = TestApp::start().await;
    let described = Program::stranger(&app).get("/api/v1/openapi.json").await.ok();
    assert!(described["openapi"].as_str().unwrap_or_default().starts_with("3.1"));
    assert_eq!(described["servers"][0]["url"], "https://samenkomst.example");
    assert_eq!(described["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    // Two closed lists have the same name in the code, each in its own slice.
    let codes = |shape: &str| described["components"]["schemas"][shape]["properties"]["status"]["enum"].clone();
    assert_eq!(codes("EventAnswer"), json!(["draft", "published", "cancelled"]));
    assert_eq!(codes("StandingAnswer"), json!(["confirmed", "waitlisted", "cancelled"]));
    let mut in_words: Vec<String> = Vec::new();
    for (path, deeds) in described["paths"].as_object().into_iter().flatten() {
        in_words.extend(
            deeds.as_object().into_iter().flatten().map(|(method, _)| format!("{} {path}", method.to_uppercase())),
        );
    }
    let mounted = app.client.rocket().routes().filter(|r| r.uri.path().starts_with("/api"));
    let written = |path: &str| path.replace('<', "{").replace('>', "}");
    let mut in_deed: Vec<String> = mounted.map(|r| format!("{} {}", r.method, written(r.uri.path()))).collect();
    in_words.sort();
    in_deed.sort();
    assert_eq!(in_words, in_deed);
    assert!(in_deed.contains(&"GET /api/v1/events/{slug}/registrations.ods".to_string()));

    let page = app.page("/api/docs").await;
    for deed in in_words {
        let path = deed.split(' ').nth(1).unwrap_or_default();
        assert!(page.contains(&format!(" {path}</code>")), "{path}");
    }
    for shape in described["components"]["schemas"].as_object().into_iter().flatten() {
        assert!(page.contains(&format!("id=\"shape-{}\"", shape.0)), "{}", shape.0);
    }
    assert!(page.split("src=\"").skip(1).all(|rest| rest.starts_with("/static/")), "nothing of anybody else");
}
