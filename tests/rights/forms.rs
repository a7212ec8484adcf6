//! Forms of somebody who may not send them: nobody reads them.

use rocket::http::{ContentType, Method};
use samenkomst::organisers::role::Role;

use super::{Way, ways};
use crate::support::TestApp;
use crate::support::desk::sign_in_as;
use crate::support::makers::{make_event, make_region};

/// A form in which no field is what it should be.
const NONSENSE: &str = "umbrella=x&core=x&again=x&agreed=x&letters=x&anyway=x&page=x&stop=x&places=x&roles[x]=x&was[x]=x\
    &done=x&refused=x&to=x";

/// What is everybody's own, and where a viewer may do something or an organiser of elsewhere begin something.
const OWN: [&str; 2] = ["/organise/account", "/organise/session"];
const BEGINNINGS: [&str; 4] = ["/organise/events", "/organise/series", "/organise/series-copies", "/organise/moves"];

#[rocket::async_test]
async fn whoever_may_not_do_it_hears_that_and_not_what_is_wrong_with_their_form() {
    let app = TestApp::start().await;
    let (leuven, gent) = (make_region(&app, "leuven").await, make_region(&app, "gent").await);
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    for (role, region) in [(Role::Viewer, &leuven), (Role::Organiser, &gent)] {
        sign_in_as(&app, role, region).await;
        let is_theirs = |path: &str| match role {
            Role::Viewer => path.contains("/door/"),
            _ => BEGINNINGS.contains(&path),
        };
        let takes_form = |way: &Way| way.format.as_ref().is_none_or(|format| format.is_form());
        let mut tried = 0;
        for way in ways(&app).into_iter().filter(|way| way.method != Method::Get && takes_form(way)) {
            let pattern = &way.paths[0];
            if OWN.iter().any(|own| pattern.starts_with(own)) || is_theirs(pattern) {
                continue;
            }
            for path in &way.paths {
                let request = app.client.req(way.method, path.clone()).header(ContentType::Form).body(NONSENSE);
                let status = request.dispatch().await.status().code;
                assert!([403, 404].contains(&status), "{role:?}: {} {path}: {status}", way.method);
            }
            tried += 1;
        }
        assert!(tried > 30, "{tried}");
    }
}
