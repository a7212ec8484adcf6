//! People who register, and what one sees of it.

use samenkomst::events::{event, stop};
use samenkomst::language::Language;
use samenkomst::mail::{EmailAddress, Parcel};
use samenkomst::registrations::registration::{self, Answers, Role};
use samenkomst::registrations::seats::booking::Applicant;
use samenkomst::registrations::seats::reseating;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::TestApp;

/// What Amina types.
pub fn amina() -> [(&'static str, &'static str); 5] {
    [
        ("name", "Amina El Idrissi"),
        ("email", "amina@example.org"),
        ("organisation", "Wijkwerk Ledeberg"),
        ("role", "practitioner"),
        ("consent", "true"),
    ]
}

/// Somebody in a crowd.
pub fn person(event_id: i32, number: usize) -> Applicant {
    let email = format!("person{number}@example.org");
    Applicant {
        event_id,
        name: format!("Person {number}"),
        email: email.parse::<EmailAddress>().expect("an address"),
        organisation: String::new(),
        role: Role::Unsaid,
        language: Language::Nl,
        answers: Answers::default(),
        stops: Vec::new(),
    }
}

/// Lets these people of a crowd register, one after the other; each has a seat or a place in the line.
pub async fn let_in(app: &TestApp, event: i32, numbers: impl IntoIterator<Item = usize>) {
    for number in numbers {
        app.desk().register(person(event, number)).await.expect("an answer").expect("a seat or a place");
    }
}

/// The registration of whoever's name begins like this.
pub async fn who(app: &TestApp, name: &str) -> registration::Model {
    let found = registration::Entity::find().filter(registration::Column::Name.starts_with(name));
    found.one(app.db.read()).await.expect("a query").expect("somebody of this name")
}

/// Each letter's kind and reader.
pub fn to(letters: &[Parcel]) -> Vec<String> {
    letters.iter().map(|l| format!("{} {}", l.kind.folder(), l.to)).collect()
}

/// The value of a header of a letter; nothing where it has none.
pub fn header(letter: &Parcel, name: &str) -> String {
    let text = String::from_utf8(letter.bytes.clone()).expect("ASCII");
    let unfolded = text.replace("\r\n ", " ");
    let line = unfolded.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_string));
    line.unwrap_or_default()
}

/// What a letter says, however its lines are broken.
pub fn words(letter: &Parcel) -> String {
    letter.rendered.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The path of the private link (or of the offer) in a letter.
pub fn link_in(letter: &Parcel) -> String {
    let text = &letter.rendered.text;
    let start = ["/registrations/", "/handovers/", "/organise/sign-in/"].iter().find_map(|part| text.find(part));
    let rest = &text[start.expect("a link in the letter")..];
    let link = rest.split_whitespace().next().unwrap_or_default();
    // A link that says its language shows the page in that of the letter; a story follows it as it was.
    let (path, wish) = link.split_once('?').unwrap_or((link, ""));
    let place = wish.find('#').map_or("", |at| &wish[at..]);
    format!("{path}{place}")
}

/// The event at this address, as it is now.
pub async fn event_at(app: &TestApp, slug: &str) -> event::Model {
    let found = event::Entity::find().filter(event::Column::Slug.eq(slug)).one(app.db.read()).await;
    found.expect("a query").expect("an event")
}

/// Seats taken, and people waiting.
pub async fn seats(app: &TestApp, slug: &str) -> (i32, i32) {
    let event = event_at(app, slug).await;
    (event.seats_taken, event.waiting)
}

/// The same at a stop.
pub async fn seats_at(app: &TestApp, stop: i32) -> (i32, i32) {
    let stop = stop::Entity::find_by_id(stop).one(app.db.read()).await.expect("a query").expect("a stop");
    (stop.seats_taken, stop.waiting)
}

/// Sets how many people fit, as an organiser's change does.
pub async fn resize(app: &TestApp, event: i32, capacity: Option<i32>) {
    fit(app, event, Some(capacity)).await;
}

/// Gives what is free at the event and its stops to those who wait for it, as an organiser's change does.
pub async fn call_up(app: &TestApp, event: i32) {
    fit(app, event, None).await;
}

async fn fit(app: &TestApp, event: i32, capacity: Option<Option<i32>>) {
    let txn = app.db.begin().await.expect("a transaction");
    reseating::fit(&txn, app.clock.now(), &app.config.secret, event, capacity).await.expect("another room");
    txn.commit().await.expect("a commit");
}

/// Gives a stop so many seats.
pub async fn room_at(app: &TestApp, stop: i32, capacity: i32) {
    let update = stop::Entity::update_many().col_expr(stop::Column::Capacity, Expr::value(capacity));
    update.filter(stop::Column::Id.eq(stop)).exec(app.db.write()).await.expect("an update");
}
