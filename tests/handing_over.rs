//! A seat on its way to a colleague: what they are asked, and that the offer can be taken back.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::Texts;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use sea_orm::{ActiveModelBehavior, ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make, make_event, make_region};
use crate::support::people::{link_in, seats, to};

/// An event with one seat at which people eat; Amina has it. Her link, and the names of the fields with what one eats
/// (which everybody must say) and what one needs.
struct Dinner {
    app: TestApp,
    link: String,
    diet: String,
    need: String,
}

/// A question to which one writes what one likes, or nothing.
fn asking(event: &event::Model) -> question::ActiveModel {
    question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same("Wat heb je nodig?")),
        kind: Set(QuestionKind::Text),
        required: Set(false),
        options: Set(Options::default()),
        ..question::ActiveModel::new()
    }
}

fn field_of(question: &question::Model) -> String {
    format!("answers[{}][]", question.id)
}

impl Dinner {
    async fn begins() -> Dinner {
        let app = TestApp::start().await;
        let leuven = make_region(&app, "leuven").await;
        let event = make_event(&app, &leuven, "samen-eten", |e| e.capacity = Set(Some(1))).await;
        let foods = Options(["Alles", "Vegetarisch"].map(Texts::same).to_vec());
        let eats = question::ActiveModel { kind: Set(QuestionKind::Choice), options: Set(foods), ..asking(&event) };
        let eats = question::ActiveModel { labels: Set(Texts::same("Wat eet je?")), required: Set(true), ..eats };
        let diet = field_of(&make(&app, eats).await);
        let needs = question::ActiveModel { position: Set(1), ..asking(&event) };
        let need = field_of(&make(&app, needs).await);
        let amina = [("name", "Amina"), ("email", "amina@example.org"), (diet.as_str(), "Alles"), ("consent", "true")];
        app.send("/events/samen-eten/registrations", &amina).await;
        let link = link_in(&app.letters().await[0]);
        Dinner { app, link, diet, need }
    }

    /// Amina offers her seat to Dina; answers with the path of the offer.
    async fn offers(&self) -> String {
        let dina = [("name", "Dina"), ("email", "dina@example.org")];
        let (status, _) = self.app.send(&format!("{}/handover", self.link), &dina).await;
        assert_eq!(status, Status::SeeOther);
        let letters = self.app.letters().await;
        assert_eq!(to(&letters), ["seat_offered dina@example.org"]);
        link_in(&letters[0])
    }

    async fn answers_of(&self, email: &str) -> Vec<Vec<String>> {
        let row = registration::Entity::find().filter(registration::Column::EmailKey.eq(email));
        let row = row.one(self.app.db.read()).await.expect("a query").expect("a registration");
        row.answers.0.into_values().collect()
    }
}

#[rocket::async_test]
async fn whoever_takes_a_seat_over_answers_the_questions_themselves() {
    let dinner = Dinner::begins().await;
    let offer = dinner.offers().await;
    let page = dinner.app.page(&offer).await;
    assert!(page.contains("Wat eet je?") && page.contains(&format!("name=\"{}\"", dinner.diet)), "{page}");
    assert!(page.contains("value=\"Vegetarisch\"") && !page.contains(" checked>"), "nobody answered yet: {page}");
    let yes = [
        ("name", "Dina"),
        ("consent", "true"),
        (dinner.diet.as_str(), "Vegetarisch"),
        (dinner.need.as_str(), "Een tolk"),
    ];
    let (status, own) = dinner.app.send(&format!("{offer}/acceptance"), &yes).await;
    assert_eq!(status, Status::SeeOther);
    let page = dinner.app.page(&own).await;
    assert!(page.contains("Je bent erbij") && page.contains("Vegetarisch") && page.contains("Een tolk"), "{page}");
    assert_eq!(dinner.answers_of("dina@example.org").await, [["Vegetarisch"], ["Een tolk"]]);
    assert_eq!(dinner.answers_of("amina@example.org").await, [["Alles"]], "what Amina ate stays hers");
}

#[rocket::async_test]
async fn without_an_answer_that_is_required_the_seat_stays_where_it_is_and_what_was_typed_stands_there() {
    let dinner = Dinner::begins().await;
    let offer = dinner.offers().await;
    let typed =
        [("name", "Dina Maes"), ("organisation", "CAW"), ("consent", "true"), (dinner.need.as_str(), "Een tolk")];
    let (status, page) = dinner.app.send(&format!("{offer}/acceptance"), &typed).await;
    assert_eq!(status, Status::UnprocessableEntity);
    let question = dinner.diet.trim_start_matches("answers[").trim_end_matches("][]");
    let told = format!("<a href=\"#f-q-{question}\">Beantwoord deze vraag: <span>Wat eet je?</span></a>");
    assert!(page.contains(&told), "{page}");
    for kept in ["value=\"Dina Maes\"", "value=\"CAW\"", "value=\"Een tolk\"", "value=\"true\" required checked"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    let other = [("name", "Dina"), ("consent", "true"), (dinner.diet.as_str(), "Kreeft")];
    let (status, page) = dinner.app.send(&format!("{offer}/acceptance"), &other).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Kies uit de antwoorden die er staan"), "{page}");
    assert!(dinner.app.page(&dinner.link).await.contains("Je bent erbij"), "the seat is still Amina's");
    assert!(dinner.app.letters().await.is_empty());
}

#[rocket::async_test]
async fn whoever_takes_an_offer_back_keeps_the_seat_and_its_link_says_so() {
    let dinner = Dinner::begins().await;
    let (app, link) = (&dinner.app, &dinner.link);
    let offer = dinner.offers().await;
    let path = format!("{link}/handover/cancellation");
    let page = app.page(link).await;
    assert!(page.contains(&format!("action=\"{path}\"")) && page.contains("Trek het aanbod in"), "{page}");
    assert!(app.client.get(path.clone()).dispatch().await.status().code >= 400, "looking takes nothing back");
    assert!(app.page(&offer).await.contains("Ik neem de plek"));

    for done in ["?done=withdrawn", ""] {
        assert_eq!(app.send(&path, &[]).await, (Status::SeeOther, format!("{link}{done}")), "once");
    }
    let page = app.page(&format!("{link}?done=withdrawn")).await;
    assert!(page.contains("Het aanbod is ingetrokken.") && !page.contains("Trek het aanbod in"), "{page}");
    let page = app.page(&offer).await;
    assert!(page.contains("Amina trok dit aanbod weer in.") && !page.contains("Ik neem de plek"), "{page}");
    let yes = [("name", "Dina"), ("consent", "true"), (dinner.diet.as_str(), "Alles")];
    let (status, page) = app.send(&format!("{offer}/acceptance"), &yes).await;
    assert_eq!(status, Status::Gone);
    assert!(page.contains("Amina trok dit aanbod weer in."), "{page}");
    let (_, next) = app.send(&format!("{offer}/refusal"), &[]).await;
    assert!(app.page(&next).await.contains("Amina trok dit aanbod weer in."));
    assert!(app.letters().await.is_empty(), "there was nothing to say no to");
    assert_eq!(seats(app, "samen-eten").await, (1, 0));

    sign_hanne_in(app, Role::Admin, &[]).await;
    let hers = registration::Entity::find().one(app.db.read()).await.expect("a query").expect("a registration");
    let page = app.page(&format!("/organise/events/samen-eten/registrations/{}", hers.id)).await;
    assert!(page.contains("Trok het aanbod aan Dina in") && !page.contains("Dina nam de plek niet"), "{page}");
}

#[rocket::async_test]
async fn an_offer_to_somebody_else_takes_the_first_one_back() {
    let dinner = Dinner::begins().await;
    let first = dinner.offers().await;
    let fatma = [("name", "Fatma"), ("email", "fatma@example.org")];
    dinner.app.send(&format!("{}/handover", dinner.link), &fatma).await;
    assert!(dinner.app.page(&first).await.contains("Amina trok dit aanbod weer in."));
    let second = link_in(&dinner.app.letters().await[0]);
    let yes = [("name", "Fatma"), ("consent", "true"), (dinner.diet.as_str(), "Alles")];
    assert_eq!(dinner.app.send(&format!("{second}/acceptance"), &yes).await.0, Status::SeeOther);
    dinner.app.letters().await;
    let (_, next) = dinner.app.send(&format!("{}/handover/cancellation", dinner.link), &[]).await;
    assert_eq!(next, dinner.link, "what was accepted is not taken back");
    assert!(dinner.app.page(&next).await.contains("Je gaf je plek aan Fatma."));
}

#[rocket::async_test]
async fn who_presses_twice_makes_one_offer_and_who_asks_again_later_another() {
    let dinner = Dinner::begins().await;
    let app = &dinner.app;
    let first = dinner.offers().await;
    let dina = [("name", "Dina"), ("email", "dina@example.org")];
    let path = format!("{}/handover", dinner.link);
    let done = format!("{}?done=offered", dinner.link);
    assert_eq!(app.send(&path, &dina).await, (Status::SeeOther, done));
    assert!(app.letters().await.is_empty());
    assert!(app.page(&first).await.contains("Ik neem de plek"), "the link in the letter is still good");
    app.wait(Duration::minutes(11));
    let second = dinner.offers().await;
    assert!(app.page(&first).await.contains("Amina trok dit aanbod weer in."));
    assert!(app.page(&second).await.contains("Ik neem de plek"));
}

#[rocket::async_test]
async fn an_offer_does_not_come_back_with_whoever_made_it() {
    let dinner = Dinner::begins().await;
    let (app, link) = (&dinner.app, &dinner.link);
    let offer = dinner.offers().await;
    app.send(&format!("{link}/cancellation"), &[]).await;
    assert!(app.page(&offer).await.contains("Dit aanbod is er niet meer."));
    let amina =
        [("name", "Amina"), ("email", "amina@example.org"), (dinner.diet.as_str(), "Alles"), ("consent", "true")];
    app.send("/events/samen-eten/registrations", &amina).await;
    let page = app.page(link).await;
    assert!(page.contains("Je bent erbij") && !page.contains("Je bood je plek aan"), "{page}");
    let yes = [("name", "Dina"), ("consent", "true"), (dinner.diet.as_str(), "Alles")];
    let (status, page) = app.send(&format!("{offer}/acceptance"), &yes).await;
    assert_eq!(status, Status::Gone);
    assert!(page.contains("Amina trok dit aanbod weer in."), "{page}");
    assert!(app.page(link).await.contains("Je bent erbij"), "the seat is hers");
    assert_eq!(seats(app, "samen-eten").await, (1, 0));
    app.assert_sound().await;
}
