//! Somebody stands at each stop with a phone: who is there is noted stop by stop, and is at the event as well.

mod afterwards;

use chrono::{DateTime, Utc};
use rocket::http::Status;
use samenkomst::events::event::{self, Format};
use samenkomst::events::stop;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::door::stop_arrival;
use samenkomst::registrations::registration;
use samenkomst::registrations::seats::booking::Applicant;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};

use super::{DOOR, Phone, listed, part, ticket_of, who};
use crate::support::makers::{make_event, make_region, make_two_stops};
use crate::support::people::{person, room_at, seats_at};
use crate::support::{TestApp, brussels};

/// A safari with two stops. Person 0 chose both, Person 1 the late one, Person 2 the early one, Person 3 none.
struct Safari {
    app: TestApp,
    leuven: region::Model,
    event: event::Model,
    early: stop::Model,
    late: stop::Model,
}

impl Safari {
    async fn start() -> Safari {
        let app = TestApp::start().await;
        let leuven = make_region(&app, "leuven").await;
        let event = make_event(&app, &leuven, "samen", |e| e.format = Set(Format::InPerson)).await;
        let [early, late] = make_two_stops(&app, &event).await;
        for (stop, room) in [(early.id, 2), (late.id, 5)] {
            room_at(&app, stop, room).await;
        }
        for (number, stops) in [vec![early.id, late.id], vec![late.id], vec![early.id], vec![]].into_iter().enumerate()
        {
            let applicant = Applicant { stops, ..person(event.id, number) };
            app.desk().register(applicant).await.expect("an answer").expect("a seat");
        }
        app.at("2027-03-04 13:32");
        Safari { app, leuven, event, early, late }
    }

    /// The same, and Person 4 waits for the early stop.
    async fn where_one_waits() -> Safari {
        let safari = Safari::start().await;
        safari.app.at("2027-02-02 09:00");
        let applicant = Applicant { stops: vec![safari.early.id], ..person(safari.event.id, 4) };
        safari.app.desk().register(applicant).await.expect("an answer").expect("a place");
        safari.app.at("2027-03-04 13:32");
        safari
    }

    async fn phone(&self) -> Phone<'_> {
        Phone::of(&self.app, Role::Viewer, &self.leuven).await
    }

    /// Since when somebody is at the event, and at which stops, the first one first.
    async fn presence(&self, name: &str) -> (Option<DateTime<Utc>>, Vec<(i32, DateTime<Utc>)>) {
        let person = who(&self.app, name).await;
        let there = stop_arrival::Entity::find()
            .filter(stop_arrival::Column::RegistrationId.eq(person.id))
            .order_by_asc(stop_arrival::Column::At);
        let there = there.all(self.app.db.read()).await.expect("a query");
        (person.checked_in_at, there.into_iter().map(|there| (there.stop_id, there.at)).collect())
    }
}

/// Where a host of this stop stands.
fn door_of(stop: &stop::Model) -> String {
    format!("{DOOR}?stop={}", stop.id)
}

impl Phone<'_> {
    /// Presses the button at this stop; answers with the page that follows.
    async fn check_in_at(&self, stop: &stop::Model, person: &registration::Model, more: &str) -> String {
        let body = format!("registration={}&stop={}{more}", person.id, stop.id);
        let (status, next) = self.press(&format!("{DOOR}/check-ins"), &body).await;
        assert_eq!(status, Status::SeeOther);
        assert!(next.starts_with(&door_of(stop)), "{next}");
        self.page(&next).await
    }

    async fn undo_at(&self, stop: &stop::Model, person: &registration::Model) -> String {
        let body = format!("_method=delete&stop={}", stop.id);
        let (status, next) = self.press(&format!("{DOOR}/check-ins/{}", person.id), &body).await;
        assert_eq!(status, Status::SeeOther);
        self.page(&next).await
    }
}

#[rocket::async_test]
async fn the_door_of_a_stop_shows_and_counts_its_own_people() {
    let safari = Safari::start().await;
    let phone = safari.phone().await;
    let counted = |page: &str| ["inside", "of", "missing"].map(|id| part(page, id).to_string());
    let page = phone.page(&door_of(&safari.early)).await;
    assert_eq!(["here", "when"].map(|id| part(&page, id)), ["Wijkwerking", "13.30\u{a0}–\u{a0}14.15\u{a0}uur, Samen"]);
    assert_eq!(counted(&page), ["0", "van de 2 binnen", "Nog verwacht: 2"]);
    assert_eq!(listed(&page), [("Person 0", ""), ("Person 2", "")]);
    let zero = who(&safari.app, "Person 0").await;
    let page = phone.check_in_at(&safari.early, &zero, "").await;
    assert!(page.contains("Person 0 is binnen."), "{page}");
    assert_eq!(counted(&page), ["1", "van de 2 binnen", "Nog verwacht: 1"]);
    assert_eq!(listed(&page), [("Person 0", "Binnen sinds 13.32"), ("Person 2", "")]);
    let elsewhere = phone.page(&door_of(&safari.late)).await;
    assert_eq!(counted(&elsewhere), ["0", "van de 2 binnen", "Nog verwacht: 2"]);
    assert_eq!(listed(&elsewhere), [("Person 0", ""), ("Person 1", "")]);
    let whole = phone.page(DOOR).await;
    assert_eq!(part(&whole, "here"), "Samen");
    assert_eq!(counted(&whole), ["1", "van de 4 binnen", "Nog verwacht: 3"]);
    let all = [("Person 0", "Binnen sinds 13.32"), ("Person 1", ""), ("Person 2", ""), ("Person 3", "")];
    assert_eq!(listed(&whole), all);

    let list: Value = serde_json::from_str(&phone.page(&format!("{DOOR}/people")).await).expect("JSON");
    let (early, late) = (safari.early.id.to_string(), safari.late.id.to_string());
    let count = |stop: &str| (list["counts"][stop]["inside"].clone(), list["counts"][stop]["expected"].clone());
    assert_eq!((count(&early), count(&late)), ((json!(1), json!(2)), (json!(0), json!(2))));
    let there = &list["people"][0]["there"];
    assert_eq!(there[&early], json!({ "since": "13.32", "date": "2027-03-04", "day": "donderdag" }));
    assert_eq!(there[&late], Value::Null);
}

#[rocket::async_test]
async fn the_door_of_the_event_shows_who_is_or_goes_where() {
    let safari = Safari::where_one_waits().await;
    let phone = safari.phone().await;
    phone.check_in_at(&safari.early, &who(&safari.app, "Person 0").await, "").await;
    let whole = phone.page(DOOR).await;
    let below: Vec<&str> =
        whole.split("<span class=\"muted s\">").skip(1).map(|s| s.split('<').next().unwrap_or("")).collect();
    assert_eq!(below, ["Wijkwerking (binnen), Nachtopvang", "Nachtopvang", "Wijkwerking", "Wijkwerking (wachtlijst)"]);
    let late = phone.page(&door_of(&safari.late)).await;
    assert!(!late.contains("<span class=\"muted s\">"), "a stop has its own people");
    for (name, words) in [("stop-in", "%1 (binnen)"), ("stop-waits", "%1 (wachtlijst)")] {
        assert!(whole.contains(&format!("data-{name}=\"{words}\"")), "the script says it as well");
    }
}

#[rocket::async_test]
async fn whoever_comes_to_a_stop_is_at_the_event_since_the_first_of_them() {
    let safari = Safari::start().await;
    let (phone, zero) = (safari.phone().await, who(&safari.app, "Person 0").await);
    let [half_past, later, before] = ["2027-03-04 14:31", "2027-03-04 14:40", "2027-03-04 13:35"].map(brussels);
    safari.app.at("2027-03-04 14:31");
    phone.check_in_at(&safari.late, &zero, "").await;
    safari.app.at("2027-03-04 14:40");
    let sent = json!([{ "id": zero.id.to_string(), "stop": safari.early.id, "at": before.timestamp_millis() }]);
    assert_eq!(phone.send(later, sent).await[0].0, "in", "the phone of the first stop had no network");
    let both = vec![(safari.early.id, before), (safari.late.id, half_past)];
    assert_eq!(safari.presence("Person 0").await, (Some(before), both));
    let page = phone.check_in_at(&safari.early, &zero, "").await;
    assert!(page.contains("Person 0 was al binnen, sinds 13.35."), "{page}");

    assert!(phone.undo_at(&safari.early, &zero).await.contains("Person 0 staat weer op de lijst."));
    assert_eq!(safari.presence("Person 0").await, (Some(half_past), vec![(safari.late.id, half_past)]));
    phone.undo_at(&safari.late, &zero).await;
    assert_eq!(safari.presence("Person 0").await, (None, vec![]), "they were only seen there");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_was_welcomed_at_the_event_stays_there_when_a_stop_takes_it_back() {
    let safari = Safari::start().await;
    let (phone, zero) = (safari.phone().await, who(&safari.app, "Person 0").await);
    phone.check_in(&zero).await;
    safari.app.at("2027-03-04 13:40");
    phone.check_in_at(&safari.early, &zero, "").await;
    phone.undo_at(&safari.early, &zero).await;
    let welcomed = Some(brussels("2027-03-04 13:32"));
    assert_eq!(safari.presence("Person 0").await, (welcomed, vec![]));
    phone.check_in_at(&safari.early, &zero, "").await;
    phone.undo(&zero).await;
    assert_eq!(safari.presence("Person 0").await, (None, vec![]), "who is not there is nowhere");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_chose_another_stop_is_let_in_with_a_kind_word_and_no_seat_moves() {
    let safari = Safari::start().await;
    let phone = safari.phone().await;
    let page = phone.page(&format!("{}&q=Person", door_of(&safari.early))).await;
    assert!(page.contains("Koos Nachtopvang") && page.contains("Koos geen halte"), "{page}");
    let one = who(&safari.app, "Person 1").await;
    let page = phone.check_in_at(&safari.early, &one, "").await;
    let kindly = "Person 1 koos deze halte niet. Is er nog plaats? Laat die persoon dan gerust toch binnen.";
    assert!(page.contains(kindly) && page.contains("note-stop"), "{page}");
    let ticket = format!("https://samenkomst.example{}", ticket_of(&safari.app, "Person 1").await);
    let now = safari.app.clock.now();
    let scanned = json!([{ "ticket": ticket, "stop": safari.early.id, "at": now.timestamp_millis() }]);
    assert_eq!(phone.send(now, scanned).await, [("other-stop".to_string(), kindly.to_string())]);
    assert_eq!(safari.presence("Person 1").await, (None, vec![]));

    let page = phone.check_in_at(&safari.early, &one, "&anyway=true").await;
    assert!(page.contains("Person 1 is binnen.") && page.contains("van de 3 binnen"), "{page}");
    assert_eq!(safari.presence("Person 1").await.1, [(safari.early.id, now)]);
    assert_eq!(
        (seats_at(&safari.app, safari.early.id).await, seats_at(&safari.app, safari.late.id).await),
        ((2, 0), (2, 0))
    );
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_waits_for_a_stop_hears_so_at_its_door() {
    let safari = Safari::where_one_waits().await;
    let phone = safari.phone().await;
    let page = phone.check_in_at(&safari.early, &who(&safari.app, "Person 4").await, "").await;
    assert!(page.contains("Person 4 wacht op een plek bij deze halte."), "{page}");
    let page = phone.page(&format!("{}&q=Person+4", door_of(&safari.early))).await;
    assert!(page.contains("Wacht op een plek bij deze halte") && page.contains("Toch binnen"), "{page}");
}

#[rocket::async_test]
async fn two_phones_at_one_stop_note_somebody_once() {
    let safari = Safari::start().await;
    let phones = [safari.phone().await, Phone::of(&safari.app, Role::Organiser, &safari.leuven).await];
    let now = safari.app.clock.now();
    let zero = who(&safari.app, "Person 0").await;
    let noted = || json!([{ "id": zero.id.to_string(), "stop": safari.early.id, "at": now.timestamp_millis() }]);
    let (one, other) = rocket::tokio::join!(phones[0].send(now, noted()), phones[1].send(now, noted()));
    let mut outcomes: Vec<String> = [one, other].concat().into_iter().map(|(outcome, _)| outcome).collect();
    outcomes.sort();
    assert_eq!(outcomes, ["already", "in"]);
    assert_eq!(super::trail(&safari.app).await.len(), 1);
}

#[rocket::async_test]
async fn what_is_taken_back_at_one_stop_stays_noted_at_another() {
    let safari = Safari::start().await;
    let (phone, zero) = (safari.phone().await, who(&safari.app, "Person 0").await);
    phone.check_in_at(&safari.early, &zero, "").await;
    safari.app.at("2027-03-04 13:50");
    phone.undo_at(&safari.early, &zero).await;
    safari.app.at("2027-03-04 14:00");
    let seen = brussels("2027-03-04 13:40").timestamp_millis();
    let at = |stop: Value| json!([{ "id": zero.id.to_string(), "stop": stop, "at": seen }]);
    assert_eq!(phone.outcomes(at(json!(safari.early.id))).await, ["taken-back"]);
    assert_eq!(phone.outcomes(at(json!(safari.late.id))).await, ["in"]);
    phone.undo(&zero).await;
    assert_eq!(phone.outcomes(at(json!(safari.late.id))).await, ["taken-back"], "they were not there at all");
    assert_eq!(phone.outcomes(at(Value::Null)).await, ["taken-back"]);
}

#[rocket::async_test]
async fn a_page_of_before_notes_at_the_event_and_a_stop_that_is_gone_notes_nobody() {
    let safari = Safari::start().await;
    let phone = safari.phone().await;
    let now = safari.app.clock.now();
    let (zero, one) = (who(&safari.app, "Person 0").await, who(&safari.app, "Person 1").await);
    let sent = json!([
        { "id": zero.id.to_string(), "at": now.timestamp_millis() },
        { "id": one.id.to_string(), "stop": 999_999, "at": now.timestamp_millis() },
    ]);
    let said = phone.send(now, sent).await;
    assert_eq!(said[0].0, "in");
    assert_eq!(said[1].0, "no-stop");
    assert_eq!(said[1].1, "Person 1 is niet genoteerd: deze halte is er niet meer.");
    assert_eq!(safari.presence("Person 0").await, (Some(now), vec![]));
    assert_eq!(safari.presence("Person 1").await, (None, vec![]));
    let gone = format!("registration={}&stop=999999", one.id);
    assert_eq!(phone.press(&format!("{DOOR}/check-ins"), &gone).await.0, Status::NotFound);
}

#[rocket::async_test]
async fn a_ticket_read_by_the_phones_own_camera_offers_the_stops_that_were_chosen() {
    let safari = Safari::start().await;
    let phone = safari.phone().await;
    let ticket = ticket_of(&safari.app, "Person 0").await;
    let page = phone.page(&ticket).await;
    assert!(
        page.contains("Binnen bij Wijkwerking (13.30 – 14.15\u{a0}uur)") && page.contains("Binnen bij Nachtopvang")
    );
    phone.check_in_at(&safari.early, &who(&safari.app, "Person 0").await, "").await;
    let page = phone.page(&ticket).await;
    assert!(!page.contains("Binnen bij Wijkwerking") && page.contains("Binnen bij Nachtopvang"), "{page}");
    let page = phone.page(&ticket_of(&safari.app, "Person 2").await).await;
    assert!(page.contains("Binnen bij Wijkwerking") && !page.contains("Binnen bij Nachtopvang"), "{page}");
}
