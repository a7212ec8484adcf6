//! Who may see the list, and who may act on it: each address tried with each role.

use rocket::http::{Header, Status as Http};
use samenkomst::organisers::role::Role;

use super::{LIST, kept, sign_in};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{let_in, seats};

/// The addresses that one looks at, and those that change something.
fn addresses(id: &str) -> (Vec<String>, Vec<String>) {
    let looks = vec![LIST.to_string(), format!("{LIST}/{id}"), format!("{LIST}?print=true")];
    let deeds =
        ["confirmation", "waiting", "cancellation", "place", "letters"].map(|deed| format!("{LIST}/{id}/{deed}"));
    let deeds = deeds.into_iter().chain([LIST.to_string(), format!("{LIST}/arrangements"), format!("{LIST}/{id}")]);
    (looks, deeds.collect())
}

async fn answers(app: &TestApp, role: Option<Role>, elsewhere: bool) -> (Vec<u16>, Vec<u16>) {
    let leuven = make_region(app, "leuven").await;
    let gent = make_region(app, "gent").await;
    let event = make_event(app, &leuven, "samen", |_| {}).await;
    let_in(app, event.id, 0..2).await;
    if let Some(role) = role {
        sign_in(app, role, if elsewhere { &gent } else { &leuven }).await;
    }
    let (looks, deeds) = addresses(&kept(app, event.id, 0).await.id.to_string());
    let mut seen = Vec::new();
    for path in looks {
        seen.push(app.client.get(path).dispatch().await.status().code);
    }
    for path in [format!("{LIST}/new"), format!("{LIST}/arrangements/new?act=leave&all=true")] {
        seen.push(app.client.get(path).dispatch().await.status().code);
    }
    let mut done = Vec::new();
    for path in deeds {
        let method = if path.matches('/').count() == 5 && !path.ends_with("arrangements") { "put" } else { "post" };
        let form = [("_method", method), ("act", "leave"), ("whom", "status=all"), ("as_of", "2027-02-03T00:00:00Z")];
        done.push(app.send(&path, &form).await.0.code);
    }
    if seats(app, "samen").await.0 != 2 && role != Some(Role::Organiser) && role != Some(Role::Admin) {
        panic!("somebody without the right changed the seats");
    }
    (seen, done)
}

#[rocket::async_test]
async fn an_organiser_may_all_of_it() {
    let (seen, done) = answers(&TestApp::start().await, Some(Role::Organiser), false).await;
    assert_eq!(seen, [200; 5]);
    assert!(done.iter().all(|status| [303, 409, 422].contains(status)), "{done:?}");
}

#[rocket::async_test]
async fn a_viewer_sees_and_changes_nothing() {
    let app = TestApp::start().await;
    let (seen, done) = answers(&app, Some(Role::Viewer), false).await;
    assert_eq!(seen, [200, 200, 200, 403, 403]);
    assert_eq!(done, [403; 8]);
    let page = app.page(LIST).await;
    assert!(page.contains("Person 1") && !page.contains("name=\"act\"") && !page.contains("registrations.csv"));
    assert!(!page.contains("/registrations/new"), "{page}");
}

#[rocket::async_test]
async fn outside_of_ones_regions_there_is_nothing() {
    for role in [Role::Admin, Role::Organiser, Role::Viewer] {
        let (seen, done) = answers(&TestApp::start().await, Some(role), true).await;
        assert_eq!((seen, done), (vec![404; 5], vec![404; 8]), "{role:?}");
    }
}

#[rocket::async_test]
async fn whoever_is_not_signed_in_is_led_to_the_door() {
    let (seen, done) = answers(&TestApp::start().await, None, false).await;
    assert_eq!((seen, done), (vec![303; 5], vec![303; 8]));
}

#[rocket::async_test]
async fn another_events_person_and_another_sites_form_get_nowhere() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let other = make_event(&app, &leuven, "anders", |_| {}).await;
    let_in(&app, event.id, 0..1).await;
    let_in(&app, other.id, 0..1).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let stranger = kept(&app, other.id, 0).await.id;
    for id in [stranger.to_string(), "x".to_string(), "%00".to_string(), uuid::Uuid::nil().to_string()] {
        assert_eq!(app.client.get(format!("{LIST}/{id}")).dispatch().await.status(), Http::NotFound, "{id}");
        assert_eq!(app.send(&format!("{LIST}/{id}/cancellation"), &[]).await.0, Http::NotFound, "{id}");
    }
    let path = format!("{LIST}/{}/cancellation", kept(&app, event.id, 0).await.id);
    let form = app.client.post(path).header(rocket::http::ContentType::Form).body("letter=true");
    let answer = form.header(Header::new("Sec-Fetch-Site", "cross-site")).dispatch().await;
    assert_eq!(answer.status(), Http::Forbidden);
    assert_eq!(seats(&app, "samen").await.0, 1);
}
