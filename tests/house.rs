//! The house stands.

use rocket::http::Status;

use crate::support::TestApp;

#[rocket::async_test]
async fn an_unknown_address_is_not_found_and_says_so() {
    let app = TestApp::start().await;
    let answer = app.client.get("/nergens").dispatch().await;
    assert_eq!(answer.status(), Status::NotFound);
}
