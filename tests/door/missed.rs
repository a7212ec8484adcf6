//! Phones hear now and then, and miss what happens meanwhile: they end with the list of one that comes anew. What
//! happens is drawn at random, the same each time.

use chrono::{DateTime, Duration, Utc};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use samenkomst::events::{event, stop};
use samenkomst::organisers::organiser;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::door::checking_in::{self, Arrival};
use samenkomst::registrations::registration;
use samenkomst::registrations::seats::inventory;
use samenkomst::security::Token;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::Phone;
use super::phones::Kept;
use crate::support::desk::{make_organiser, sign_hanne_in};
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{person, resize};
use crate::support::{TestApp, brussels};

/// Few people, so that much happens to each.
const PEOPLE: usize = 9;

/// What may happen while phones are away; also that the machine's clock jumps, and that a phone has a network for once.
#[derive(Clone, Debug)]
enum Deed {
    Register { who: usize, at_stop: bool },
    Cancel { who: usize },
    LeaveStop { who: usize },
    Resize { capacity: Option<i32> },
    In { who: usize, minutes_ago: i64, at_stop: bool },
    Out { who: usize, at_stop: bool },
    Rename { who: usize, name: &'static str },
    Move { zone: &'static str },
    Clock { minutes: i64 },
    Hear { phone: usize },
}

fn deeds() -> impl Strategy<Value = Deed> {
    let anybody = || 0..PEOPLE;
    let name = prop_oneof![Just("Zoë Aerts"), Just("Aaron Zwart"), Just("amina 'el' idrissi"), Just("陳大文")];
    let zone = prop_oneof![Just("Europe/Brussels"), Just("Europe/London"), Just("Asia/Kolkata")];
    prop_oneof![
        8 => (anybody(), any::<bool>()).prop_map(|(who, at_stop)| Deed::Register { who, at_stop }),
        3 => anybody().prop_map(|who| Deed::Cancel { who }),
        2 => anybody().prop_map(|who| Deed::LeaveStop { who }),
        2 => prop_oneof![Just(None), (0..6_i32).prop_map(Some)].prop_map(|capacity| Deed::Resize { capacity }),
        8 => (anybody(), 0..90_i64, any::<bool>())
            .prop_map(|(who, minutes_ago, at_stop)| Deed::In { who, minutes_ago, at_stop }),
        6 => (anybody(), any::<bool>()).prop_map(|(who, at_stop)| Deed::Out { who, at_stop }),
        2 => (anybody(), name).prop_map(|(who, name)| Deed::Rename { who, name }),
        1 => zone.prop_map(|zone| Deed::Move { zone }),
        3 => (-600..600_i64).prop_map(|minutes| Deed::Clock { minutes }),
        8 => (0..2_usize).prop_map(|phone| Deed::Hear { phone }),
    ]
}

/// The day before.
fn morning() -> DateTime<Utc> {
    brussels("2027-03-03 09:00")
}

#[test]
fn whatever_a_phone_missed_it_ends_with_the_list_of_one_that_comes_anew() {
    rocket::execute(async {
        let app = TestApp::start().await;
        let leuven = make_region(&app, "leuven").await;
        let by = make_organiser(&app, "hanne@example.org", "Hanne Verbeke", Role::Admin, &[]).await;
        let by = organiser::Entity::find_by_id(by).one(app.db.read()).await.expect("a query").expect("an organiser");
        app.clock.set(morning());
        let key = Phone::of(&app, Role::Viewer, &leuven).await.key;
        let neighbour = app.neighbour().await;
        let house = House { app, neighbour, leuven, by, key };
        let config = Config { failure_persistence: None, max_shrink_iters: 200, ..Config::with_cases(24) };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let handle = rocket::tokio::runtime::Handle::current();
        let result = rocket::tokio::task::block_in_place(|| {
            runner.run(&vec(deeds(), 1..40), |history| handle.block_on(house.lives_through(history)))
        });
        if let Err(failure) = result {
            panic!("{failure}");
        }
    });
}

/// Two processes over one database, and who checks in there.
struct House {
    app: TestApp,
    neighbour: TestApp,
    leuven: region::Model,
    by: organiser::Model,
    key: Token,
}

impl House {
    /// Each phone hears now and then; one that comes anew asks the other process.
    async fn lives_through(&self, history: Vec<Deed>) -> Result<(), TestCaseError> {
        self.app.clock.set(morning());
        let slug = format!("samen-{}", Uuid::new_v4().simple());
        let event = make_event(&self.app, &self.leuven, &slug, |e| e.capacity = Set(Some(4))).await;
        let kitchen = make_stop(&self.app, &event, "De keuken", "2027-03-04 13:30", "2027-03-04 14:30").await;
        let door = format!("/organise/events/{slug}/door");
        let phones = [&self.app, &self.neighbour].map(|app| Phone { app, key: self.key.clone() });
        let mut kept = [Kept::default(), Kept::default()];
        let all = (0..phones.len()).map(|phone| Deed::Hear { phone });
        for (number, deed) in history.iter().cloned().chain(all).enumerate() {
            let Deed::Hear { phone } = deed else {
                self.perform(&deed, &event, &kitchen).await;
                continue;
            };
            kept[phone].hear(&phones[phone], &door).await;
            let anew = Kept::anew(&phones[1 - phone], &door).await;
            proptest::prop_assert_eq!(&kept[phone], &anew, "after {} deeds", number);
        }
        let faults = inventory::faults(&self.app.db).await.expect("an inventory");
        let astray = faults.iter().find(|fault| fault.contains("at a stop and not at the event"));
        proptest::prop_assert_eq!(astray, None);
        Ok(())
    }

    /// As it goes; whoever may not, or is not there, is passed over.
    async fn perform(&self, deed: &Deed, event: &event::Model, kitchen: &stop::Model) {
        let (app, now) = (&self.app, self.app.clock.now());
        match *deed {
            Deed::Register { who, at_stop } => {
                let mut applicant = person(event.id, who);
                applicant.stops = if at_stop { vec![kitchen.id] } else { Vec::new() };
                let _ = app.desk().register(applicant).await;
            }
            Deed::Cancel { who } => {
                let _ = app.desk().cancel(self.id_of(event, who).await).await;
            }
            Deed::LeaveStop { who } => {
                let _ = app.desk().leave_stop(self.id_of(event, who).await, kitchen.id).await;
            }
            Deed::Resize { capacity } => resize(app, event.id, capacity).await,
            Deed::In { who, minutes_ago, at_stop } => {
                let db = if who % 2 == 0 { &app.db } else { &self.neighbour.db };
                let stop = at_stop.then_some(kitchen);
                let arrival = self.arrival(event, stop, who, now - Duration::minutes(minutes_ago)).await;
                checking_in::check_in(db, &arrival).await.expect("an answer");
            }
            Deed::Out { who, at_stop } => {
                let arrival = self.arrival(event, at_stop.then_some(kitchen), who, now).await;
                checking_in::undo(&app.db, &arrival).await.expect("an answer");
            }
            Deed::Rename { who, name } => {
                let update =
                    registration::Entity::update_many().col_expr(registration::Column::Name, Expr::value(name));
                let update = update.filter(registration::Column::Id.eq(self.id_of(event, who).await));
                update.exec(app.db.write()).await.expect("an update");
            }
            Deed::Move { zone } => {
                let update = event::Entity::update_many().col_expr(event::Column::Timezone, Expr::value(zone));
                let update = update.filter(event::Column::Id.eq(event.id));
                update.exec(app.db.write()).await.expect("an update");
            }
            Deed::Clock { minutes } => app.clock.set(morning() + Duration::minutes(minutes)),
            Deed::Hear { .. } => {}
        }
    }

    async fn arrival<'a>(
        &'a self,
        event: &'a event::Model,
        stop: Option<&'a stop::Model>,
        who: usize,
        at: DateTime<Utc>,
    ) -> Arrival<'a> {
        Arrival { event, stop, registration: self.id_of(event, who).await, at, anyway: true, by: &self.by }
    }

    /// Nobody's, while they never registered.
    async fn id_of(&self, event: &event::Model, who: usize) -> Uuid {
        let row = registration::Entity::find()
            .filter(registration::Column::EventId.eq(event.id))
            .filter(registration::Column::EmailKey.eq(person(event.id, who).email.key()));
        row.one(self.app.db.read()).await.expect("a query").map_or(Uuid::nil(), |row| row.id)
    }
}

#[rocket::async_test]
async fn a_phone_with_an_older_page_goes_on_as_if_it_had_no_network() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let asked = app.client.get("/organise/events/samen/door/count").dispatch().await;
    assert_eq!(asked.status().code, 503, "it would take 404 for an event that is gone, and drop the names");
}
