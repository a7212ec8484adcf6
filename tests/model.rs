//! Any history, whatever its order: the desk answers as the rules say, and its rows are as the rules say, after each
//! deed. The histories are drawn at random, the same ones each time; `PROPTEST_CASES=5000` draws more of them.

mod rules;
mod story;

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use samenkomst::organisers::organiser;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::seats::inventory;
use sea_orm::EntityTrait;

use crate::support::TestApp;
use crate::support::desk::make_organiser;
use crate::support::makers::make_region;
use rules::{By, Deed, Model, Stop};
use story::Story;

/// Few people and few seats, so that they meet.
const PEOPLE: usize = 7;
/// Two stops at the same time, and one later: their slot, and from when until when.
const STOPS: [(usize, &str, &str); 3] = [(0, "13:30", "14:15"), (0, "13:45", "14:30"), (1, "14:30", "15:15")];

#[test]
fn whatever_happens_the_desk_keeps_to_its_rules() {
    rocket::execute(async {
        let app = TestApp::start().await;
        let region = make_region(&app, "leuven").await;
        let organiser = make_organiser(&app, "hanne@example.org", "Hanne Verbeke", Role::Admin, &[]).await;
        let organiser = organiser::Entity::find_by_id(organiser).one(app.db.read()).await.expect("a query");
        let house = House { app, region, organiser: organiser.expect("an organiser") };
        let config = Config { failure_persistence: None, max_shrink_iters: 300, ..Config::with_cases(cases()) };
        let luck = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(config, luck);
        let handle = rocket::tokio::runtime::Handle::current();
        let result = rocket::tokio::task::block_in_place(|| {
            runner.run(&(beginnings(), vec(deeds(), 1..40)), |(beginning, history)| {
                handle.block_on(house.lives_through(beginning, history))
            })
        });
        if let Err(failure) = result {
            panic!("{failure}");
        }
    });
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60)
}

/// How an event may begin.
fn beginnings() -> impl Strategy<Value = Model> {
    let capacity = prop_oneof![Just(None), (0..4_i32).prop_map(Some)];
    (capacity, any::<bool>(), any::<bool>(), any::<bool>(), vec(0..3_i32, STOPS.len())).prop_map(
        |(capacity, waiting_list, all_or_nothing, offers, rooms)| Model {
            capacity,
            waiting_list,
            all_or_nothing,
            offers,
            begun: false,
            called_off: false,
            is_draft: false,
            next_place: 1,
            stops: rooms
                .into_iter()
                .zip(STOPS)
                .map(|(capacity, (slot, ..))| Stop { slot, capacity, next_place: 1 })
                .collect(),
            people: BTreeMap::new(),
        },
    )
}

fn deeds() -> impl Strategy<Value = Deed> {
    let who = || 0..PEOPLE;
    prop_oneof![
        63 => at_the_desk(),
        12 => vec(at_the_desk(), 2..7).prop_map(|deeds| Deed::AtOnce { deeds }),
        3 => (who(), who()).prop_map(|(from, to)| Deed::HandOver { from, to }),
        2 => prop_oneof![Just(None), (0..5_i32).prop_map(Some)].prop_map(|capacity| Deed::Resize { capacity }),
        2 => (0..STOPS.len(), 0..4_i32).prop_map(|(stop, capacity)| Deed::ResizeStop { stop, capacity }),
        6 => Just(Deed::RunOut),
        1 => Just(Deed::Begin),
        1 => Just(Deed::CallOff),
        1 => Just(Deed::TakeBack),
    ]
}

fn at_the_desk() -> impl Strategy<Value = Deed> {
    let who = || 0..PEOPLE;
    let stop = || 0..STOPS.len();
    let by = || prop_oneof![2 => Just(By::Themselves), 1 => Just(By::AnOrganiser)];
    let other = || prop_oneof![Just(None), stop().prop_map(Some)];
    // The first two stops are at the same time, so nobody chooses both.
    let stops =
        prop_oneof![Just(vec![]), Just(vec![0]), Just(vec![1]), Just(vec![2]), Just(vec![0, 2]), Just(vec![1, 2])];
    prop_oneof![
        12 => (who(), stops.clone()).prop_map(|(who, stops)| Deed::Register { who, stops }),
        3 => (who(), stops, any::<bool>()).prop_map(|(who, stops, over)| Deed::Add { who, stops, over }),
        6 => who().prop_map(|who| Deed::Cancel { who }),
        8 => (who(), stop(), by()).prop_map(|(who, stop, by)| Deed::LeaveStop { who, stop, by }),
        12 => (who(), stop(), other(), by())
            .prop_map(|(who, stop, instead_of, by)| Deed::ChooseStop { who, stop, instead_of, by }),
        2 => (who(), any::<bool>()).prop_map(|(who, over)| Deed::Seat { who, over }),
        2 => who().prop_map(|who| Deed::Wait { who }),
        2 => (who(), 0..9_i64).prop_map(|(who, place)| Deed::Place { who, place }),
        1 => who().prop_map(|who| Deed::Leave { who }),
        3 => who().prop_map(|who| Deed::Accept { who }),
        2 => who().prop_map(|who| Deed::Decline { who }),
    ]
}

struct House {
    app: TestApp,
    region: samenkomst::regions::region::Model,
    organiser: organiser::Model,
}

impl House {
    async fn lives_through(&self, mut model: Model, history: Vec<Deed>) -> Result<(), TestCaseError> {
        let story = Story::begin(self, &model).await;
        for (number, deed) in history.iter().enumerate() {
            let expected = model.perform(deed);
            let answer = story.perform(deed).await;
            let told = format!("deed {number}: {deed:?}");
            proptest::prop_assert_eq!(&answer, &expected, "the answer to {}", &told);
            story.compare(&model, &told).await?;
        }
        let mut faults = inventory::faults(&self.app.db).await.expect("an inventory");
        // Nobody noted here that the room became smaller; the rules have seen to it.
        faults.retain(|fault| !fault.contains("the capacity is"));
        proptest::prop_assert_eq!(faults, Vec::<String>::new());
        Ok(())
    }
}
