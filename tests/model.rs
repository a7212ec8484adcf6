//! Any history, whatever its order: the desk answers as the rules say, and its rows are as the rules say, after each
//! deed. The histories are drawn at random, the same ones each time; `PROPTEST_CASES=5000` draws more of them.

mod rules;

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use samenkomst::error::Error;
use samenkomst::events::event;
use samenkomst::events::room::StopsPolicy;
use samenkomst::events::stop;
use samenkomst::language::Language;
use samenkomst::organisers::organiser;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::booking::{self, Arrangement, Decision, Refusal, Successor};
use samenkomst::registrations::handing_over::{self, NotOffered};
use samenkomst::registrations::registration::{self, Status};
use samenkomst::registrations::{held_stop, inventory};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::support::TestApp;
use crate::support::desk::make_organiser;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{call_up, person, resize, room_at};
use rules::{Answer, Deed, Model, Person, Standing, Stop};

/// Few people and few seats, so that they meet.
const PEOPLE: usize = 7;
/// Two stops at the same time, and one later.
const STOPS: [(&str, &str); 3] = [("13:30", "14:15"), ("13:45", "14:30"), ("14:30", "15:15")];

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
            called_off: false,
            is_draft: false,
            next_place: 1,
            stops: rooms.into_iter().map(|capacity| Stop { capacity, next_place: 1 }).collect(),
            people: BTreeMap::new(),
        },
    )
}

fn deeds() -> impl Strategy<Value = Deed> {
    let who = || 0..PEOPLE;
    // The first two stops are at the same time, so nobody chooses both.
    let stops =
        prop_oneof![Just(vec![]), Just(vec![0]), Just(vec![1]), Just(vec![2]), Just(vec![0, 2]), Just(vec![1, 2])];
    prop_oneof![
        12 => (who(), stops).prop_map(|(who, stops)| Deed::Register { who, stops }),
        6 => who().prop_map(|who| Deed::Cancel { who }),
        8 => (who(), 0..STOPS.len()).prop_map(|(who, stop)| Deed::LeaveStop { who, stop }),
        3 => (who(), who()).prop_map(|(from, to)| Deed::HandOver { from, to }),
        2 => prop_oneof![Just(None), (0..5_i32).prop_map(Some)].prop_map(|capacity| Deed::Resize { capacity }),
        2 => (0..STOPS.len(), 0..4_i32).prop_map(|(stop, capacity)| Deed::ResizeStop { stop, capacity }),
        2 => (who(), any::<bool>()).prop_map(|(who, over)| Deed::Seat { who, over }),
        2 => who().prop_map(|who| Deed::Wait { who }),
        2 => (who(), 0..9_i64).prop_map(|(who, place)| Deed::Place { who, place }),
        1 => who().prop_map(|who| Deed::Leave { who }),
        3 => who().prop_map(|who| Deed::Accept { who }),
        2 => who().prop_map(|who| Deed::Decline { who }),
        6 => Just(Deed::RunOut),
        1 => Just(Deed::CallOff),
        1 => Just(Deed::TakeBack),
    ]
}

/// How many hours an offer lasts: longer than everything else in a history.
const OFFER: i32 = 168;

struct House {
    app: TestApp,
    region: samenkomst::regions::region::Model,
    organiser: organiser::Model,
}

/// One event in the house, with the ids behind the numbers of the rules.
struct Story<'h> {
    house: &'h House,
    event: i32,
    stops: Vec<i32>,
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

impl<'h> Story<'h> {
    async fn begin(house: &'h House, model: &Model) -> Story<'h> {
        house.app.at("2027-02-02 09:00");
        let slug = format!("safari-{}", Uuid::new_v4().simple());
        let event = make_event(&house.app, &house.region, &slug, |e| {
            e.capacity = Set(model.capacity);
            e.waiting_list = Set(model.waiting_list);
            e.offer_hours = Set(model.offers.then_some(OFFER));
            let policy = if model.all_or_nothing { StopsPolicy::AllOrNothing } else { StopsPolicy::BestEffort };
            e.stops_policy = Set(policy);
        })
        .await;
        let mut stops = Vec::new();
        for (stop, (from, until)) in model.stops.iter().zip(STOPS) {
            let day = |time: &str| format!("2027-03-04 {time}");
            let made = make_stop(&house.app, &event, "Een praktijk", &day(from), &day(until)).await;
            room_at(&house.app, made.id, stop.capacity).await;
            stops.push(made.id);
        }
        Story { house, event: event.id, stops }
    }

    async fn perform(&self, deed: &Deed) -> Answer {
        let desk = self.house.app.desk();
        match deed {
            Deed::Register { who, stops } => {
                let mut applicant = person(self.event, *who);
                applicant.stops = stops.iter().map(|stop| self.stops[*stop]).collect();
                self.answer(desk.register(applicant).await)
            }
            Deed::Cancel { who } => match self.row(*who).await {
                Some(row) => self.answer(desk.cancel(row.id).await),
                None => Answer::Nobody,
            },
            Deed::LeaveStop { who, stop } => match self.row(*who).await {
                Some(row) => self.answer(desk.leave_stop(row.id, self.stops[*stop]).await),
                None => Answer::Nobody,
            },
            Deed::HandOver { from, to } => self.hand_over(*from, *to).await,
            Deed::Resize { capacity } => {
                resize(&self.house.app, self.event, *capacity).await;
                Answer::Done
            }
            Deed::ResizeStop { stop, capacity } => {
                room_at(&self.house.app, self.stops[*stop], *capacity).await;
                call_up(&self.house.app, self.event).await;
                Answer::Done
            }
            Deed::Seat { who, over } => self.arrange(*who, Decision::Seat { over_capacity: *over }).await,
            Deed::Wait { who } => self.arrange(*who, Decision::Wait).await,
            Deed::Place { who, place } => self.arrange(*who, Decision::Place(*place)).await,
            Deed::Leave { who } => self.arrange(*who, Decision::Leave).await,
            Deed::Accept { who } => match self.row(*who).await {
                Some(row) => self.answer(desk.accept(row.id).await),
                None => Answer::Nobody,
            },
            Deed::Decline { who } => match self.row(*who).await {
                Some(row) => self.answer(desk.decline(row.id).await),
                None => Answer::Nobody,
            },
            Deed::RunOut => self.run_out().await,
            Deed::CallOff => self.mark(event::Column::CancelledAt, Some(self.house.app.clock.now())).await,
            Deed::TakeBack => self.mark(event::Column::PublishedAt, None).await,
        }
    }

    /// Past the desk, as an organiser's pages do.
    async fn mark(&self, column: event::Column, at: Option<DateTime<Utc>>) -> Answer {
        let update = event::Entity::update_many().col_expr(column, Expr::value(at));
        let update = update.filter(event::Column::Id.eq(self.event));
        update.exec(self.house.app.db.write()).await.expect("an update");
        Answer::Done
    }

    /// The offer and the colleague's yes. Time passes.
    async fn hand_over(&self, from: usize, to: usize) -> Answer {
        let app = &self.house.app;
        let Some(giver) = self.row(from).await.filter(|row| row.status == Status::Confirmed) else {
            return Answer::Nobody;
        };
        let colleague = person(self.event, to);
        let (name, email) = (&colleague.name, &colleague.email);
        let now = app.clock.now();
        let offer =
            handing_over::offer(&app.db, now, &app.config, giver.id, name, email, Language::Nl).await.expect("a row");
        let offer = match offer {
            Ok(offer) => offer,
            // As with everybody else who holds a seat.
            Err(NotOffered::ToYourself) => return Answer::Refused(Refusal::AlreadyIn),
            Err(NotOffered::Cancelled) => return Answer::Refused(Refusal::Cancelled),
            Err(other) => panic!("{other:?}"),
        };
        let successor = Successor { name: name.clone(), organisation: String::new(), language: Language::Nl };
        let answer = app.desk().take_over(offer.id, successor).await;
        if !matches!(answer, Ok(Ok(_))) {
            handing_over::decline(&app.db, now, &offer).await.expect("a no");
        }
        app.clock.set(now + Duration::hours(5));
        self.answer(answer)
    }

    /// All offers that stand run out; those that follow last as long again.
    async fn run_out(&self) -> Answer {
        let app = &self.house.app;
        let long_ago = app.clock.now() - Duration::minutes(1);
        let offered = registration::Entity::update_many()
            .col_expr(registration::Column::OfferedUntil, Expr::value(long_ago))
            .filter(registration::Column::EventId.eq(self.event))
            .filter(registration::Column::OfferedUntil.is_not_null());
        offered.exec(app.db.write()).await.expect("an update");
        app.desk().expire(self.event).await.expect("offers that run out");
        Answer::Done
    }

    async fn arrange(&self, who: usize, decision: Decision) -> Answer {
        let Some(row) = self.row(who).await else { return Answer::Nobody };
        let by = self.house.organiser.clone();
        let arrangement = Arrangement { registration: row.id, decision, letter: true, by, reason: String::new() };
        self.answer(self.house.app.desk().arrange(arrangement).await)
    }

    fn answer(&self, answer: Result<Result<booking::Standing, Refusal>, Error>) -> Answer {
        if matches!(answer, Err(Error::NotFound)) {
            return Answer::Nobody;
        }
        match answer.expect("an answer of the desk") {
            Ok(standing) => {
                let stop = |id: i32| self.stops.iter().position(|known| *known == id).expect("a stop of the event");
                let stops = standing.stops.iter().map(|s| (stop(s.stop_id), (s.status, s.position)));
                let stops = stops.collect();
                Answer::Stands(Standing { status: standing.status, position: standing.position, stops })
            }
            Err(refusal) => Answer::Refused(refusal),
        }
    }

    async fn row(&self, who: usize) -> Option<registration::Model> {
        let key = person(self.event, who).email.key();
        let row = registration::Entity::find()
            .filter(registration::Column::EventId.eq(self.event))
            .filter(registration::Column::EmailKey.eq(key));
        row.one(self.house.app.db.read()).await.expect("a query")
    }

    /// Every row beside the rules.
    async fn compare(&self, model: &Model, told: &str) -> Result<(), TestCaseError> {
        let db = self.house.app.db.read();
        let event = event::Entity::find_by_id(self.event).one(db).await.expect("a query").expect("an event");
        let counted = (event.capacity, event.seats_taken, event.offered, event.waiting, event.next_place);
        let expected = (model.capacity, model.seated(), model.offered(), model.waiting(), model.next_place);
        proptest::prop_assert_eq!(counted, expected, "capacity, seats, offered, waiting and number after {}", told);
        for (number, (id, rules)) in self.stops.iter().zip(&model.stops).enumerate() {
            let stop = stop::Entity::find_by_id(*id).one(db).await.expect("a query").expect("a stop");
            let counted = (stop.seats_taken, stop.offered, stop.waiting, stop.next_place);
            let expected =
                (model.seated_at(number), model.offered_at(number), model.waiting_at(number), rules.next_place);
            proptest::prop_assert_eq!(counted, expected, "stop {} after {}", number, told);
        }
        proptest::prop_assert_eq!(&self.people().await, &model.people, "the people after {}", told);
        Ok(())
    }

    async fn people(&self) -> BTreeMap<usize, Person> {
        let mut people = BTreeMap::new();
        for who in 0..PEOPLE {
            let Some(row) = self.row(who).await else { continue };
            let held = held_stop::Entity::find().filter(held_stop::Column::RegistrationId.eq(row.id));
            let held = held.all(self.house.app.db.read()).await.expect("a query");
            let number = |id: i32| self.stops.iter().position(|known| *known == id).expect("a stop of the event");
            let stops = held.iter().map(|held| (number(held.stop_id), (held.status, held.place))).collect();
            let offered = held.iter().filter(|held| held.offered).map(|held| number(held.stop_id)).collect();
            let offer = row.offered_until.map(|_| offered);
            let missed = row.offers_missed;
            people.insert(who, Person { status: row.status, place: row.place, stops, offer, missed });
        }
        people
    }
}
