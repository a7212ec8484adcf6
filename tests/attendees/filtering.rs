//! Whom a filter means.

use std::collections::BTreeMap;

use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::{Language, Texts};
use samenkomst::registrations::attendees::Filter;
use samenkomst::registrations::registration::{self, Answers, Role};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelBehavior, ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::support::TestApp;
use crate::support::desk::sign_in_as;
use crate::support::makers::{make, make_event, make_region, make_stop, make_two_stops};
use crate::support::people::{let_in, person};

/// Five people at an event with four seats, two stops and a question; answers with the ids of event, stop and question.
async fn five_people(app: &TestApp) -> (i32, i32, i32) {
    let leuven = make_region(app, "leuven").await;
    let event = make_event(app, &leuven, "samen", |e| e.capacity = Set(Some(4))).await;
    let cocon = make_stop(app, &event, "De Cocon", "2027-03-04 13:30", "2027-03-04 14:30").await;
    let soup = question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same("Soep?")),
        kind: Set(QuestionKind::Choices),
        required: Set(false),
        options: Set(Options(vec![Texts::same("Tomaat"), Texts::same("Pompoen \"zoet\"")])),
        ..question::ActiveModel::new()
    };
    let soup = make(app, soup).await;
    let people = [
        ("Élodie Ça-Va", "Wijkwerk 100%", Role::Student, Language::Fr, vec!["Tomaat"]),
        ("Zoë O'Brien", "CAW_Aalst", Role::Practitioner, Language::Nl, vec!["Tomaat", "Pompoen \"zoet\""]),
        ("amina el idrissi", "Wijkwerk", Role::Unsaid, Language::Nl, vec![]),
        ("Bart", "zorgraad", Role::Student, Language::En, vec!["Pompoen \"zoet\""]),
        ("Łukasz", "", Role::Unsaid, Language::Nl, vec![]),
    ];
    for (number, (name, organisation, role, language, answers)) in people.into_iter().enumerate() {
        let mut applicant = person(event.id, number);
        applicant.name = name.to_string();
        applicant.organisation = organisation.to_string();
        applicant.role = role;
        applicant.language = language;
        if !answers.is_empty() {
            let given = answers.into_iter().map(str::to_string).collect();
            applicant.answers = Answers(BTreeMap::from([(soup.id, given)]));
        }
        if number % 2 == 0 {
            applicant.stops = vec![cocon.id];
        }
        app.desk().register(applicant).await.expect("an answer").expect("a seat or a place");
    }
    let check_in = registration::Entity::update_many()
        .col_expr(registration::Column::CheckedInAt, Expr::value(app.clock.now()))
        .filter(registration::Column::Name.eq("Bart"));
    check_in.exec(app.db.write()).await.expect("an update");
    (event.id, cocon.id, soup.id)
}

#[rocket::async_test]
async fn the_choice_of_a_stop_says_how_full_each_is() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "safari", |_| {}).await;
    let [early, _] = make_two_stops(&app, &event).await;
    let_in(&app, event.id, 0..1).await;
    app.sql(&format!("UPDATE stops SET capacity = 10, seats_taken = 10, waiting = 4 WHERE id = {}", early.id)).await;
    sign_in_as(&app, samenkomst::organisers::role::Role::Viewer, &leuven).await;
    let page = app.page("/organise/events/safari/registrations").await;
    assert!(page.contains(">Wijkwerking: 10 van de 10, 4 op de wachtlijst</option>"), "{page}");
    assert!(page.contains(">Nachtopvang: 0 mensen</option>"), "{page}");
}

async fn names(app: &TestApp, event: i32, query: &str) -> Vec<String> {
    let filter = Filter::parse(query);
    assert_eq!(Filter::parse(&filter.to_query()), filter, "a query says all that the filter means");
    let json = serde_json::to_value(&filter).expect("JSON");
    assert_eq!(serde_json::from_value::<Filter>(json).expect("a filter"), filter, "and so does JSON");
    let found = filter.select_sorted(&app.db, event).all(app.db.read()).await.expect("people");
    assert_eq!(filter.count(&app.db, event).await.expect("a number"), found.len() as u64);
    found.into_iter().map(|p| p.name).collect()
}

#[rocket::async_test]
async fn a_filter_means_the_right_people_on_each_ground() {
    let app = TestApp::start().await;
    let (event, stop, soup) = five_people(&app).await;
    let everybody = ["Élodie Ça-Va", "Zoë O'Brien", "amina el idrissi", "Bart", "Łukasz"];
    assert_eq!(names(&app, event, "").await, everybody);
    assert_eq!(names(&app, event, "status=all&q=").await, everybody);
    assert_eq!(names(&app, event, "status=waitlisted").await, ["Łukasz"]);
    assert_eq!(names(&app, event, "q=elodie").await, ["Élodie Ça-Va"]);
    assert_eq!(names(&app, event, "q=ZO%C3%8B").await, ["Zoë O'Brien"]);
    assert_eq!(names(&app, event, "q=wijkwerk+amina").await, ["amina el idrissi"]);
    assert_eq!(names(&app, event, "q=100%25").await, ["Élodie Ça-Va"], "a per cent sign is no wildcard");
    assert_eq!(names(&app, event, "q=w_a").await, ["Zoë O'Brien"], "nor is an underscore");
    assert_eq!(names(&app, event, "q=%27+OR+1%3D1").await, Vec::<String>::new());
    assert_eq!(names(&app, event, "role=student&language=en").await, ["Bart"]);
    assert_eq!(names(&app, event, "role=unsaid").await, ["amina el idrissi", "Łukasz"]);
    assert_eq!(names(&app, event, "present=true").await, ["Bart"]);
    assert_eq!(names(&app, event, "present=false&role=student").await, ["Élodie Ça-Va"]);
    let at_stop = ["Élodie Ça-Va", "amina el idrissi", "Łukasz"];
    assert_eq!(names(&app, event, &format!("stop={stop}")).await, at_stop);
    let tomato = format!("answer={soup}:Tomaat");
    assert_eq!(names(&app, event, &tomato).await, ["Élodie Ça-Va", "Zoë O'Brien"]);
    let pumpkin = format!("answer={soup}%3APompoen+%22zoet%22");
    assert_eq!(names(&app, event, &pumpkin).await, ["Zoë O'Brien", "Bart"]);
    assert_eq!(names(&app, event, &format!("answer={}:Tomaat", soup + 1)).await, Vec::<String>::new());
    assert_eq!(names(&app, event + 1, "").await, Vec::<String>::new(), "another event");
}

#[rocket::async_test]
async fn a_list_stands_in_the_order_that_was_asked_for() {
    let app = TestApp::start().await;
    let (event, ..) = five_people(&app).await;
    let by_name = ["amina el idrissi", "Bart", "Élodie Ça-Va", "Łukasz", "Zoë O'Brien"];
    assert_eq!(names(&app, event, "sort=name").await, by_name);
    let mut backwards = by_name;
    backwards.reverse();
    assert_eq!(names(&app, event, "sort=-name").await, backwards);
    let by_organisation = ["Łukasz", "Zoë O'Brien", "amina el idrissi", "Élodie Ça-Va", "Bart"];
    assert_eq!(names(&app, event, "sort=organisation").await, by_organisation);
    assert_eq!(names(&app, event, "sort=-role&role=student").await, ["Bart", "Élodie Ça-Va"]);
    assert_eq!(names(&app, event, "sort=nonsense").await[0], "Élodie Ça-Va");
}
