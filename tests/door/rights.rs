//! Who may open the door, and what becomes of nonsense that is sent there.

use rocket::http::{ContentType, Header, Status};
use samenkomst::organisers::role::Role;
use serde_json::{Value, json};

use super::{DOOR, Phone, house, who};
use crate::support::makers::make_region;

#[rocket::async_test]
async fn only_those_who_check_in_there_open_the_door() {
    let (app, leuven, _) = house().await;
    let gent = make_region(&app, "gent").await;
    let amina = who(&app, "Amina").await;
    let form = format!("registration={}", amina.id);
    let json = json!({ "sent_at": 0, "check_ins": [{ "id": amina.id.to_string(), "at": 0 }] }).to_string();
    let requests = || {
        let post = |path: &str, kind: ContentType, body: &str| {
            app.client.post(format!("{DOOR}{path}")).header(kind).body(body)
        };
        [
            app.client.get(DOOR),
            app.client.get(format!("{DOOR}/people")),
            post("/check-ins", ContentType::Form, &form),
            post("/check-ins", ContentType::JSON, &json),
            post(&format!("/check-ins/{}", amina.id), ContentType::Form, "_method=delete"),
            post("/scan?width=32&height=32", ContentType::Binary, &" ".repeat(32 * 32)),
        ]
    };
    for request in requests() {
        let answer = request.dispatch().await;
        assert_eq!(answer.headers().get_one("Location"), Some("/organise/sign-in"));
    }
    let outsider = Phone::of(&app, Role::Admin, &gent).await;
    let nonsense = ["{", r#"{"check_ins":3}"#]
        .map(|body| app.client.post(format!("{DOOR}/check-ins")).header(ContentType::JSON).body(body));
    for request in requests().into_iter().chain(nonsense) {
        assert_eq!(outsider.signed(request).dispatch().await.status(), Status::NotFound);
    }
    for (role, walk_in) in [(Role::Viewer, false), (Role::Organiser, true), (Role::Admin, true)] {
        let phone = Phone::of(&app, role, &leuven).await;
        for request in requests() {
            assert!(phone.signed(request).dispatch().await.status().code < 400, "{role:?}");
        }
        assert_eq!(phone.page(DOOR).await.contains("registrations/new"), walk_in, "{role:?}");
        for request in requests().into_iter().skip(2) {
            let foreign = phone.signed(request).header(Header::new("Sec-Fetch-Site", "cross-site"));
            assert_eq!(foreign.dispatch().await.status(), Status::Forbidden);
        }
    }
}

#[rocket::async_test]
async fn nonsense_at_the_door_is_refused_in_peace() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    for query in
        ["q=%00", "q=%F0%9F%92%80'%22--", "page=0", "page=99999999999999999999", "page=7", "stop=-1", "about=x&done=in"]
    {
        let (status, _) = phone.open(&format!("{DOOR}?{query}")).await;
        assert!(status == Status::Ok || status.code == 404 || status.code == 422, "{query}: {status}");
    }
    let long = phone.page(&format!("{DOOR}?q={}", "%C3%A9".repeat(2000))).await;
    assert!(long.contains("Niemand gevonden."));
    for body in ["", "registration=x", "registration=00000000-0000-0000-0000-000000000000"] {
        assert_eq!(phone.press(&format!("{DOOR}/check-ins"), body).await.0, Status::NotFound, "{body}");
    }
    let many: Vec<Value> = (0..201).map(|_| json!({ "id": "", "at": 0 })).collect();
    for (body, status) in [
        (json!({ "sent_at": 0, "check_ins": many }).to_string(), 413),
        ("{".to_string(), 400),
        (json!({ "check_ins": 3 }).to_string(), 422),
    ] {
        let request = app.client.post(format!("{DOOR}/check-ins")).header(ContentType::JSON).body(body);
        assert_eq!(phone.signed(request).dispatch().await.status().code, status);
    }
}
