//! At the desk: columns are chosen and remembered, and whoever takes a list is noted.

use rocket::http::Method;
use samenkomst::exports::{Column, ExportFormat};
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use super::{a_hostile_list, hanne, the_list};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::operator::Operator;
use crate::support::programs::Program;

async fn taken(app: &TestApp) -> Vec<audit::Model> {
    let taken = audit::Entity::find().filter(audit::Column::Act.eq(Act::ListExported));
    taken.order_by_asc(audit::Column::Id).all(app.db.read()).await.expect("the trail")
}

#[rocket::async_test]
async fn every_list_that_leaves_is_noted_with_who_took_it() {
    let app = TestApp::start().await;
    let event = a_hostile_list(&app).await;
    hanne(&app, Role::Organiser).await;
    let desk = "/organise/events/samen";
    app.client.get(format!("{desk}/registrations.xlsx?columns=name&columns=email&status=waitlisted")).dispatch().await;
    app.client.get(format!("{desk}/badges.pdf?q=jan")).dispatch().await;
    the_list(&app, "json").await;
    let line = ["export", "--event", "samen", "--format", "csv", "--columns", "name"];
    assert!(Operator::of(&app).types(&line).status.success());
    let taken = taken(&app).await;
    let told: Vec<_> = taken
        .iter()
        .map(|entry| {
            let facts = &entry.facts;
            let format = facts["format"].as_str().unwrap_or_default().to_string();
            (entry.organiser_name.clone(), format, facts["count"].as_i64(), facts["columns"].clone())
        })
        .collect();
    let hanne = "Hanne Verbeke".to_string();
    let all = Column::write_list(&Column::ALL);
    assert_eq!(
        told,
        [
            (hanne.clone(), "xlsx".to_string(), Some(1), json!("name,email")),
            (hanne, "badges".to_string(), Some(0), Value::Null),
            ("An organiser".to_string(), "json".to_string(), Some(10), json!(all)),
            (String::new(), "csv".to_string(), Some(10), json!("name")),
        ]
    );
    assert_eq!(taken[0].facts["filter"]["status"], "waitlisted");
    assert_eq!(taken[1].facts["filter"]["searched"], true, "that somebody was searched for, and not whom");
    assert!(taken.iter().all(|entry| entry.event_id == Some(event.id)));
}

#[rocket::async_test]
async fn who_only_looks_what_there_is_takes_no_list_along() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    hanne(&app, Role::Organiser).await;
    let list = "/organise/events/samen/registrations.csv?columns=name";
    let look = app.client.head(list).dispatch().await;
    assert_eq!(look.status().code, 200);
    let program = Program::of(&app, Role::Organiser, None).await;
    let look = program.ask(Method::Head, "/api/v1/events/samen/registrations.ods", String::new()).await;
    assert_eq!((look.status.code, look.bytes.len()), (200, 0));
    assert_eq!(taken(&app).await.len(), 0);
    let page = app.page("/organise/events/samen/registrations/export").await;
    assert_eq!(page.matches(" checked>").count(), 14, "nor are the columns remembered");
    app.client.get(list).dispatch().await;
    assert_eq!(taken(&app).await.len(), 1);
}

#[rocket::async_test]
async fn columns_are_chosen_moved_and_remembered() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    hanne(&app, Role::Organiser).await;
    let desk = "/organise/events/samen/registrations";
    let page = app.page(&format!("{desk}/export?status=confirmed")).await;
    assert!(page.contains("Je exporteert 8 mensen.") && page.contains("name=\"status\" value=\"confirmed\""), "{page}");
    assert_eq!(page.matches(" checked>").count(), 14, "all columns the first time");
    // She ticks two, and moves the second one up; nothing is taken yet.
    let moved = format!("{desk}/export?order=name,email,role&columns=name&columns=email&up=email");
    let page = app.page(&moved).await;
    let (email, name) = (page.find("value=\"email\" checked"), page.find("value=\"name\" checked"));
    assert!(email.is_some() && email < name, "{page}");
    assert_eq!(page.matches(" checked>").count(), 2);
    assert_eq!(taken(&app).await.len(), 0);
    let head = async |address: &str| {
        let list = app.page(&format!("{desk}.csv{address}")).await;
        list.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().to_string()
    };
    assert_eq!(head("?columns=email&columns=name").await, "E-mailadres;Naam");
    assert_eq!(head("").await, "E-mailadres;Naam", "the next list begins with them");
    assert_eq!(head("?columns=shoes").await, "E-mailadres;Naam", "what is no column is left out");
    let page = app.page(&format!("{desk}/export")).await;
    assert_eq!(page.matches(" checked>").count(), 2);
    for strange in ["?order=,,,&up=shoes", "?order=name&up=name&down=name", "?up=name", "?status=%00&q=%00%27&sort=x"] {
        assert_eq!(app.client.get(format!("{desk}/export{strange}")).dispatch().await.status().code, 200, "{strange}");
    }
}

#[rocket::async_test]
async fn a_viewer_takes_nothing_along() {
    let app = TestApp::start().await;
    a_hostile_list(&app).await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &gent, "elders", |_| {}).await;
    hanne(&app, Role::Viewer).await;
    let files = ExportFormat::ALL.map(ExportFormat::file);
    for file in files.into_iter().chain(["registrations/export"]) {
        let here = app.client.get(format!("/organise/events/samen/{file}")).dispatch().await;
        assert_eq!(here.status().code, 403, "{file}");
        let elsewhere = app.client.get(format!("/organise/events/elders/{file}")).dispatch().await;
        assert_eq!(elsewhere.status().code, 404, "{file}");
    }
    assert_eq!(app.client.get("/organise/events/samen/registrations.exe").dispatch().await.status().code, 404);
    assert_eq!(taken(&app).await.len(), 0);
}
