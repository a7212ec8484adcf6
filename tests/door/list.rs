//! The list at the door: a name is found, a stop is chosen, and a phone can keep it.

use rocket::http::{ContentType, Status};
use samenkomst::events::event::Format;
use samenkomst::organisers::role::Role;
use sea_orm::Set;
use serde_json::{Value, json};

use super::{DOOR, Phone, house, listed, trail, who};
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::person;
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn a_name_is_found_without_its_accents_whoever_bears_it() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    for typed in ["chloe+muller", "CHLO%C3%89+m%C3%BCller"] {
        let page = phone.page(&format!("{DOOR}?q={typed}")).await;
        assert_eq!(listed(&page), [("Chloé Müller", "Op de wachtlijst")], "{typed}");
    }
    let page = phone.page(&format!("{DOOR}?q=wijkwerk+bram")).await;
    assert_eq!(listed(&page), [("Bram Hendrickx", "Wijkwerk Ledeberg")]);
    let cancelled = who(&app, "Bram").await;
    app.cancel(cancelled.id).await;
    let page = phone.page(&format!("{DOOR}?q=Bram")).await;
    assert_eq!(listed(&page), [("Bram Hendrickx", "Uitgeschreven")]);
    assert!(page.contains("Toch binnen"), "{page}");
    assert!(phone.check_in(&cancelled).await.contains("Bram Hendrickx schreef zich uit."));
    assert!(phone.page(&format!("{DOOR}?q=%25")).await.contains("Niemand gevonden."), "no wildcard");
    assert!(trail(&app).await.is_empty());
}

#[rocket::async_test]
async fn a_list_with_nobody_on_it_says_so() {
    let (app, leuven, _) = house().await;
    make_event(&app, &leuven, "stil", |e| e.format = Set(Format::InPerson)).await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let page = phone.page("/organise/events/stil/door").await;
    assert!(page.contains("id=\"nobody\">Er staat nog niemand op deze lijst."), "{page}");
    assert!(phone.page(&format!("{DOOR}?q=Dina")).await.contains("id=\"nobody\">Niemand gevonden."));
    assert!(phone.page(DOOR).await.contains("id=\"nobody\" hidden>"));
}

#[rocket::async_test]
async fn the_list_shows_one_stop() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.format = Set(Format::InPerson)).await;
    let kitchen = make_stop(&app, &event, "De keuken", "2027-03-04 13:30", "2027-03-04 14:30").await;
    for number in 0..2 {
        let mut applicant = person(event.id, number);
        applicant.stops = if number == 0 { vec![kitchen.id] } else { Vec::new() };
        app.desk().register(applicant).await.expect("the desk").expect("a seat");
    }
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let page = phone.page(&format!("{DOOR}?stop={}", kitchen.id)).await;
    assert_eq!(listed(&page), [("Person 0", "")]);
    let page = phone.page(&format!("{DOOR}?stop=99999")).await;
    assert_eq!(listed(&page), [("Person 0", ""), ("Person 1", "")], "a stop of another event");
    let list: Value = serde_json::from_str(&phone.page(&format!("{DOOR}/people")).await).expect("JSON");
    assert_eq!(list["people"][0]["stops"], json!([kitchen.id]));
}

#[rocket::async_test]
async fn a_phone_can_go_on_without_a_network() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let list = phone.page(&format!("{DOOR}/people")).await;
    assert!(list.contains("Chloé") && list.contains("chloe muller wijkwerk ledeberg"), "{list}");
    assert!(!list.contains("example.org"), "no address leaves for a phone");
    let worker = app.client.get("/organise/door-worker.js").dispatch().await;
    assert_eq!((worker.status(), worker.content_type()), (Status::Ok, Some(ContentType::JavaScript)));
    let shell = phone.signed(app.client.get(format!("{DOOR}?shell=true"))).dispatch().await;
    let camera = shell.headers().get_one("Permissions-Policy").unwrap_or_default().to_string();
    assert!(camera.starts_with("camera=(self)"), "{camera}");
    let shell = shell.into_string().await.unwrap_or_default();
    assert!(!shell.contains("Amina") && !shell.contains("Bram"), "the page that is kept names nobody");
}

#[rocket::async_test]
async fn a_phone_hears_from_when_until_when_it_may_keep_the_list() {
    let (app, leuven, _) = house().await;
    for now in ["2027-01-20 09:00", "2027-03-04 13:15", "2027-03-20 09:00"] {
        app.at(now);
        let phone = Phone::of(&app, Role::Viewer, &leuven).await;
        let [from, until] = ["2027-03-03 13:30", "2027-03-05 03:30"].map(|at| brussels(at).timestamp_millis());
        let page = phone.page(DOOR).await;
        assert!(page.contains(&format!("data-from=\"{from}\" data-until=\"{until}\"")), "{now}: {page}");
    }
}

#[rocket::async_test]
async fn a_long_list_comes_in_pages() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    app.at("2027-02-03 09:00");
    let big = make_event(&app, &leuven, "groot", |e| e.format = Set(Format::InPerson)).await;
    let crowd = (0..450).map(|number| app.desk().register(person(big.id, number)));
    rocket::futures::future::join_all(crowd).await;
    let path = "/organise/events/groot/door";
    let first = phone.page(path).await;
    assert_eq!(first.matches("<li class=\"in\"").count(), 200);
    assert!(first.contains("van de 450 binnen") && first.contains("?page=2"), "{first}");
    assert_eq!(phone.page(&format!("{path}?page=3")).await.matches("<li class=\"in\"").count(), 50);
    assert_eq!(phone.page(&format!("{path}?page=99")).await.matches("<li class=\"in\"").count(), 50);
}
