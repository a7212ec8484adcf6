//! A history as the house lives through it: each deed at the desk or on the pages, and every row beside the rules.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use proptest::test_runner::TestCaseError;
use rocket::futures::FutureExt;
use rocket::futures::future::{BoxFuture, join_all};
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

/// What the desk answers.
type Heard = Result<Result<booking::Standing, Refusal>, Error>;

/// Somebody who stands at the desk as soon as this is polled.
type Errand<'h> = BoxFuture<'h, Heard>;

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
        match deed {
            Deed::AtOnce { deeds } => self.at_once(deeds).await,
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
            Deed::RunOut => self.run_out().await,
            Deed::Begin => self.begin_the_event().await,
            Deed::CallOff => self.mark(event::Column::CancelledAt, Some(self.house.app.clock.now())).await,
            Deed::TakeBack => self.mark(event::Column::PublishedAt, None).await,
            at_the_desk => self.heard(self.errand(at_the_desk).await).await,
        }
    }

    /// They stand at the desk in this order, before it has served the first of them.
    async fn at_once(&self, deeds: &[Deed]) -> Answer {
        let mut errands = Vec::new();
        for deed in deeds {
            errands.push(self.errand(deed).await);
        }
        Answer::Each(join_all(errands.into_iter().map(|errand| self.heard(errand))).await)
    }

    /// What is asked of the desk; none where nobody is there of whom it could be asked.
    async fn errand(&self, deed: &Deed) -> Option<Errand<'h>> {
        let desk = self.house.app.desk();
        let about = match deed.about() {
            Some(who) => self.row(who).await?.id,
            None => Uuid::nil(),
        };
        let stop = |number: &usize| self.stops[*number];
        let decision = match deed {
            Deed::Register { who, stops } => {
                let applicant = Applicant { stops: stops.iter().map(stop).collect(), ..person(self.event, *who) };
                return Some(desk.register(applicant).boxed());
            }
            Deed::Add { who, stops, over } => {
                let applicant = Applicant { stops: stops.iter().map(stop).collect(), ..person(self.event, *who) };
                let by = Some(self.house.organiser.clone());
                let addition = Addition { applicant, over_capacity: *over, letter: true, by };
                return Some(desk.add(addition).boxed());
            }
            Deed::Cancel { .. } => return Some(desk.cancel(about).boxed()),
            Deed::Accept { .. } => return Some(desk.accept(about).boxed()),
            Deed::Decline { .. } => return Some(desk.decline(about).boxed()),
            Deed::LeaveStop { stop: left, by: By::Themselves, .. } => {
                return Some(desk.leave_stop(about, stop(left)).boxed());
            }
            Deed::LeaveStop { stop: left, .. } => Decision::LeaveStop(stop(left)),
            Deed::ChooseStop { stop: chosen, instead_of, by, .. } => {
                let choice = Choice { stop: stop(chosen), instead_of: instead_of.as_ref().map(stop) };
                if matches!(by, By::Themselves) {
                    return Some(desk.choose_stop(about, choice).boxed());
                }
                Decision::ChooseStop(choice)
            }
            Deed::Seat { over, .. } => Decision::Seat { over_capacity: *over },
            Deed::Wait { .. } => Decision::Wait,
            Deed::Place { place, .. } => Decision::Place(*place),
            Deed::Leave { .. } => Decision::Leave,
            other => panic!("not at the desk: {other:?}"),
        };
        let by = self.house.organiser.clone();
        let (reason, only) = (String::new(), Vec::new());
        Some(desk.arrange(Arrangement { registration: about, decision, letter: true, by, reason, only }).boxed())
    }

    async fn heard(&self, errand: Option<Errand<'h>>) -> Answer {
        match errand {
            Some(errand) => self.answer(errand.await),
            None => Answer::Nobody,
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

    fn answer(&self, answer: Heard) -> Answer {
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
