//! An organiser takes the list of attendees along, and opens it in whatever they have.

mod desk;
mod formats;
mod paper;

use chrono::{DateTime, Utc};
use samenkomst::events::event;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::exports::{Column, ExportFormat, Wishes, export_to};
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::role::Role;
use samenkomst::regions::Network;
use samenkomst::registrations::registration::{self, Answers, Status};
use sea_orm::{ActiveModelBehavior, EntityTrait, Set};
use uuid::Uuid;

use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"http://example.org\")",
    "+32 16 00 00 00",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "Jan; \"de\"\r\nVries, <b>&amp;",
    "Ellips…  twee spaties \u{1}\u{b}en\ttab",
];

/// Somebody who registered at this moment, straight in the book.
fn person(
    event: &event::Model,
    place: i64,
    name: &str,
    status: Status,
    at: DateTime<Utc>,
) -> registration::ActiveModel {
    let id = Uuid::now_v7();
    registration::ActiveModel {
        id: Set(id),
        event_id: Set(event.id),
        status: Set(status),
        place: Set(place),
        name: Set(name.to_string()),
        email: Set(format!("person{place}@example.org")),
        email_key: Set(format!("person{place}@example.org")),
        organisation: Set("OCMW Leuven".to_string()),
        role: Set(registration::Role::Practitioner),
        language: Set(Language::Fr),
        answers: Set(Answers::default()),
        sequence: Set(0),
        key_version: Set(0),
        token_hash: Set(id.as_bytes().to_vec()),
        consent_at: Set(at),
        registered_at: Set(at),
        updated_at: Set(at),
        ..registration::ActiveModel::new()
    }
}

/// An event with a question, a stop, and people whose names mean harm.
async fn a_hostile_list(app: &TestApp) -> event::Model {
    let leuven = make_region(app, "leuven").await;
    let event = make_event(app, &leuven, "samen", |_| {}).await;
    make_stop(app, &event, "Buurthuis & co", "2027-03-04 13:30", "2027-03-04 14:30").await;
    let asked = question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same("=Eet je mee?")),
        kind: Set(QuestionKind::YesNo),
        required: Set(false),
        options: Set(Options::default()),
        ..question::ActiveModel::new()
    };
    let asked = make(app, asked).await;
    for (place, name) in (1..).zip(HOSTILE) {
        let mut somebody = person(&event, place, name, Status::Confirmed, brussels("2027-01-20 14:05"));
        somebody.answers = Set(Answers([(asked.id, vec!["yes".to_string()])].into()));
        make(app, somebody).await;
    }
    let early = brussels("2027-01-02 08:00");
    make(app, person(&event, 9, "Zij die wacht", Status::Waitlisted, early)).await;
    make(app, person(&event, 0, "Hij die wegging", Status::Cancelled, early)).await;
    event
}

async fn the_list(app: &TestApp, ending: &str) -> Vec<u8> {
    let program = Program::of(app, Role::Organiser, None).await;
    let reply = program.get(&format!("/api/v1/events/samen/registrations.{ending}")).await;
    assert_eq!(reply.status.code, 200, "{}", reply.text());
    assert_eq!(reply.header("cache-control"), "private, no-store");
    let kind = ending.split('?').next().unwrap_or_default();
    assert_eq!(reply.header("content-disposition"), format!("attachment; filename=\"samen.{kind}\""));
    reply.bytes
}

fn records(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(bytes);
    let records = reader.records().map(|r| r.expect("as many fields as the others"));
    records.map(|r| r.iter().map(str::to_string).collect()).collect()
}

#[rocket::async_test]
async fn a_long_list_is_whole_and_in_order() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let at = brussels("2027-01-20 14:05");
    let status = |place: i64| {
        if place % 2 == 0 { Status::Confirmed } else { Status::Waitlisted }
    };
    // Two people who drew the same number (a list that was brought in) are both there.
    let people: Vec<_> = (0..1_401)
        .map(|n| {
            let mut somebody = person(&event, n / 2 * 2 + n % 2, &format!("Persoon {n}"), status(n), at);
            if n == 1_400 {
                somebody.place = Set(0);
            }
            somebody
        })
        .collect();
    for piece in people.chunks(200) {
        registration::Entity::insert_many(piece.to_vec()).exec_without_returning(app.db.write()).await.expect("people");
    }
    let records = records(&the_list(&app, "csv?columns=name,position&dialect=rfc4180").await, b',');
    assert_eq!(records.len(), 1_402);
    let mut confirmed: Vec<String> = records[1..702].iter().map(|r| r[0].clone()).collect();
    assert!(confirmed[..2].contains(&"Persoon 0".to_string()) && confirmed[..2].contains(&"Persoon 1400".to_string()));
    assert_eq!(confirmed.split_off(2), (1..700).map(|n| format!("Persoon {}", 2 * n)).collect::<Vec<_>>());
    let waiting = (0..700).map(|n| vec![format!("Persoon {}", 2 * n + 1), format!("{}", n + 1)]);
    assert_eq!(records[702..], waiting.collect::<Vec<_>>());
}

#[rocket::async_test]
async fn the_command_line_writes_the_same_list() {
    let app = TestApp::start().await;
    let event = a_hostile_list(&app).await;
    let network = Network::load(&app.db).await.expect("the network");
    let details = samenkomst::events::Details::of(&app.db, &network, event).await.expect("the event");
    let mut wishes = Wishes::all(Language::Nl);
    let mut written = Vec::new();
    let count = export_to(&app.db, &details, ExportFormat::Csv, &wishes, &mut written).await;
    assert_eq!(count.expect("a list"), 10);
    assert_eq!(written, the_list(&app, "csv").await);
    wishes.columns = Column::parse_list("name, email").expect("columns");
    assert_eq!(Column::parse_list("name,shoes"), Err("shoes".to_string()));
    for format in ExportFormat::ALL {
        assert_eq!(format.code().parse(), Ok(format));
        let count = export_to(&app.db, &details, format, &wishes, &mut tokio::io::sink()).await;
        assert_eq!(count.expect("a list"), if format.is_printed() { 8 } else { 10 });
    }
}

/// Hanne of Leuven, signed in.
async fn hanne(app: &TestApp, role: Role) {
    let network = Network::load(&app.db).await.expect("the network");
    let leuven = network.region_called("leuven").expect("Leuven");
    sign_hanne_in(app, role, &[leuven]).await;
}

#[rocket::async_test]
async fn a_filter_takes_fewer_and_everyone_keeps_their_place_in_the_line() {
    let app = TestApp::start().await;
    let event = a_hostile_list(&app).await;
    let at = brussels("2027-01-20 14:05");
    let mut second = person(&event, 10, "Zij die ook wacht", Status::Waitlisted, at);
    second.search = Set("zij die ook wacht".to_string());
    make(&app, second).await;
    let names = |bytes: &[u8]| records(bytes, b',').into_iter().skip(1).collect::<Vec<_>>();
    let list = the_list(&app, "csv?dialect=rfc4180&columns=name,position&q=OOK+wacht").await;
    assert_eq!(names(&list), [["Zij die ook wacht", "2"]]);
    let list = the_list(&app, "csv?dialect=rfc4180&columns=name,position&status=waitlisted").await;
    assert_eq!(names(&list), [["Zij die wacht", "1"], ["Zij die ook wacht", "2"]]);
    let list = the_list(&app, "csv?dialect=rfc4180&columns=name,name,position&status=cancelled").await;
    assert_eq!(names(&list), [["Hij die wegging", ""]], "a column that is asked for twice comes once");
    assert_eq!(names(&the_list(&app, "csv?columns=name&present=true").await), Vec::<Vec<String>>::new());
    let program = Program::of(&app, Role::Admin, None).await;
    let wrong = program.get("/api/v1/events/samen/registrations.csv?status=here").await;
    assert_eq!(wrong.wrong_fields(), ["status"]);
}
