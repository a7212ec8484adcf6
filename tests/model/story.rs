//! A history as the house lives through it: each deed at the desk or on the pages, and every row beside the rules.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use proptest::test_runner::TestCaseError;
use samenkomst::error::Error;
use samenkomst::events::room::StopsPolicy;
use samenkomst::events::{event, stop};
use samenkomst::language::Language;
use samenkomst::registrations::registration::{self, Answers, Status};
use samenkomst::registrations::seats::booking::{
    self, Addition, Applicant, Arrangement, Choice, Decision, Refusal, Successor,
};
use samenkomst::registrations::seats::held_stop;
use samenkomst::registrations::self_service::handing_over::{self, NotOffered};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::rules::{Answer, By, Deed, Model, Person, Standing};
use super::{House, PEOPLE, STOPS};
use crate::support::brussels;
use crate::support::makers::{make_event, make_stop};
use crate::support::people::{call_up, person, resize, room_at};

/// How many hours an offer lasts: longer than everything else in a history.
const OFFER: i32 = 168;

/// One event in the house, with the ids behind the numbers of the rules.
pub(super) struct Story<'h> {
    house: &'h House,
    event: i32,
    stops: Vec<i32>,
}

impl<'h> Story<'h> {
    pub(super) async fn begin(house: &'h House, model: &Model) -> Story<'h> {
        house.app.at("2027-02-02 09:00");
        let slug = format!("safari-{}", Uuid::new_v4().simple());
        let event = make_event(&house.app, &house.region, &slug, |e| {
            e.capacity = Set(model.capacity);
            e.waiting_list = Set(model.waiting_list);
            e.offer_hours = Set(model.offers.then_some(OFFER));
            let policy = if model.all_or_nothing { StopsPolicy::AllOrNothing } else { StopsPolicy::BestEffort };
            e.stops_policy = Set(policy);
            e.ends_at = Set(brussels("2027-05-05 17:00"));
        })
        .await;
        let mut stops = Vec::new();
        for (stop, (_, from, until)) in model.stops.iter().zip(STOPS) {
            // Long after the event begins: what comes free there goes on to the end of each history.
            let day = |time: &str| format!("2027-05-04 {time}");
            let made = make_stop(&house.app, &event, "Een praktijk", &day(from), &day(until)).await;
            room_at(&house.app, made.id, stop.capacity).await;
            stops.push(made.id);
        }
        Story { house, event: event.id, stops }
    }

    pub(super) async fn perform(&self, deed: &Deed) -> Answer {
        let desk = self.house.app.desk();
        match deed {
            Deed::Register { who, stops } => {
                let mut applicant = person(self.event, *who);
                applicant.stops = stops.iter().map(|stop| self.stops[*stop]).collect();
                self.answer(desk.register(applicant).await)
            }
            Deed::Add { who, stops, over } => {
                let stops = stops.iter().map(|stop| self.stops[*stop]).collect();
                let applicant = Applicant { stops, ..person(self.event, *who) };
                let by = Some(self.house.organiser.clone());
                let addition = Addition { applicant, over_capacity: *over, letter: true, by };
                self.answer(desk.add(addition).await)
            }
            Deed::Cancel { who } => match self.row(*who).await {
                Some(row) => self.answer(desk.cancel(row.id).await),
                None => Answer::Nobody,
            },
            Deed::LeaveStop { who, stop, by: By::AnOrganiser } => {
                self.arrange(*who, Decision::LeaveStop(self.stops[*stop])).await
            }
            Deed::LeaveStop { who, stop, by: By::Themselves } => match self.row(*who).await {
                Some(row) => self.answer(desk.leave_stop(row.id, self.stops[*stop]).await),
                None => Answer::Nobody,
            },
            Deed::ChooseStop { who, stop, instead_of, by } => {
                let choice = Choice { stop: self.stops[*stop], instead_of: instead_of.map(|stop| self.stops[stop]) };
                self.choose(*who, choice, *by).await
            }
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
            Deed::Begin => self.begin_the_event().await,
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
        let to = handing_over::Colleague { name, email, language: Language::Nl };
        let offer = handing_over::offer(&app.db, now, &app.config, giver.id, to).await.expect("a row");
        let offer = match offer {
            Ok(offer) => offer,
            // As with everybody else who holds a seat.
            Err(NotOffered::ToYourself) => return Answer::Refused(Refusal::AlreadyIn),
            Err(NotOffered::Cancelled) => return Answer::Refused(Refusal::Cancelled),
            Err(other) => panic!("{other:?}"),
        };
        let successor = Successor {
            name: name.clone(),
            organisation: String::new(),
            language: Language::Nl,
            answers: Answers::default(),
        };
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

    /// And the worker makes its round.
    async fn begin_the_event(&self) -> Answer {
        let app = &self.house.app;
        app.clock.set(app.clock.now().max(brussels("2027-03-04 13:30")));
        app.desk().expire(self.event).await.expect("offers that run out");
        Answer::Done
    }

    async fn choose(&self, who: usize, choice: Choice, by: By) -> Answer {
        match (by, self.row(who).await) {
            (By::AnOrganiser, _) => self.arrange(who, Decision::ChooseStop(choice)).await,
            (By::Themselves, Some(row)) => self.answer(self.house.app.desk().choose_stop(row.id, choice).await),
            (By::Themselves, None) => Answer::Nobody,
        }
    }

    async fn arrange(&self, who: usize, decision: Decision) -> Answer {
        let Some(row) = self.row(who).await else { return Answer::Nobody };
        let by = self.house.organiser.clone();
        let (reason, only) = (String::new(), Vec::new());
        let arrangement = Arrangement { registration: row.id, decision, letter: true, by, reason, only };
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
    pub(super) async fn compare(&self, model: &Model, told: &str) -> Result<(), TestCaseError> {
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
