//! A calendar answered an invitation. Whoever declines keeps the seat, and is asked once whether they give it up: a
//! slip of the finger, or a forgery, costs nobody a place.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::itip::{Found, Reply};
use super::mime::Mail;
use super::{Effect, Ground, Why, origin};
use crate::error::Result;
use crate::events::{event, stop};
use crate::mail::returning::{self, Addressed};
use crate::mail::{self, EmailAddress, Letter, LetterKind, letter};
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::held_stop;
use crate::registrations::self_service::calendar_reply::{self, Answer};

/// A calendar object that arrived: notes the answer, if it is one that its sender may give.
pub async fn take(at: &Ground<'_>, mail: &Mail, found: Found) -> Result<Effect> {
    let ignored = |why| Ok(Effect::Ignored(why));
    let Found::Reply(reply) = found else { return ignored(Why::NoPlainAnswer) };
    let Some(answer) = Answer::of_partstat(&reply.answer) else { return ignored(Why::NoPlainAnswer) };
    let Ok(attendee) = reply.attendee.parse::<EmailAddress>() else { return ignored(Why::NotFromAttendee) };
    let from = mail.from.as_deref().and_then(|from| from.parse::<EmailAddress>().ok());
    if from.is_none_or(|from| from.key() != attendee.key()) {
        return ignored(Why::NotFromAttendee);
    }
    if origin::is_forged(mail, at.config.mail_authserv_id.as_deref()) {
        return ignored(Why::FailedAuthentication);
    }
    let Ok(came_to) = addressed(at, mail) else { return ignored(Why::WrongKey) };
    let txn = at.db.begin().await?;
    let seat = match Seat::find(&txn, &reply, &attendee, at.clock.now()).await? {
        Ok(seat) => seat,
        Err(why) => return ignored(why),
    };
    // Each invitation names an address of its own, which nobody knows who has only the public entry.
    let is_keyed = at.config.mail_incoming.is_some();
    if came_to.is_some_and(|id| id != seat.person.id) || (is_keyed && came_to.is_none()) {
        return ignored(Why::WrongKey);
    }
    let Some(sequence) = seat.answered(&reply) else { return ignored(Why::OtherSequence) };
    let effect = note(&txn, &seat, sequence, answer, reply.stamp, at.clock.now()).await?;
    txn.commit().await?;
    Ok(effect)
}

/// The registration to whose own address the reply came, if it came to one. A made-up address is an error.
fn addressed(at: &Ground<'_>, mail: &Mail) -> Result<Option<Uuid>, ()> {
    let mut registration = None;
    for address in mail.recipients() {
        match returning::read(at.config, address) {
            Some(Addressed::Registration(id)) => registration = registration.or(Some(id)),
            Some(Addressed::Forged) => return Err(()),
            Some(Addressed::Mailbox | Addressed::Letter(_)) | None => {}
        }
    }
    Ok(registration)
}

/// What was answered: somebody's seat, at the event or at a stop.
struct Seat {
    person: registration::Model,
    /// The entry's identity and its revision.
    uid: Uuid,
    sequence: i32,
    /// The revision that the person was invited to; later ones may have concerned others only.
    invited_sequence: i32,
    is_at_a_stop: bool,
}

impl Seat {
    /// The revision that is answered, if the person may have an invitation to it.
    fn answered(&self, reply: &Reply) -> Option<i32> {
        let sequence = i32::try_from(reply.sequence).ok()?;
        (self.invited_sequence..=self.sequence).contains(&sequence).then_some(sequence)
    }

    async fn find(
        txn: &DatabaseTransaction,
        reply: &Reply,
        attendee: &EmailAddress,
        now: DateTime<Utc>,
    ) -> Result<Result<Seat, Why>> {
        let Ok(uid) = Uuid::try_parse(&reply.uid) else { return Ok(Err(Why::UnknownEntry)) };
        let stop = stop::Entity::find().filter(stop::Column::Uid.eq(uid)).one(txn).await?;
        let event = match &stop {
            Some(stop) => event::Entity::find_by_id(stop.event_id).one(txn).await?,
            None => event::Entity::find().filter(event::Column::Uid.eq(uid)).one(txn).await?,
        };
        let Some(event) = event else { return Ok(Err(Why::UnknownEntry)) };
        let person = registration::Entity::find()
            .filter(registration::Column::EventId.eq(event.id))
            .filter(registration::Column::EmailKey.eq(attendee.key()))
            .filter(registration::Column::Status.eq(Status::Confirmed))
            .one(txn)
            .await?;
        let Some(person) = person else { return Ok(Err(Why::NoSeat)) };
        let is_over = event.is_past(now) || event.cancelled_at.is_some() || event.deleted_at.is_some();
        let held = match &stop {
            Some(stop) => held_stop::Entity::find_by_id((person.id, stop.id)).one(txn).await?,
            None => None,
        };
        let holds = stop.is_none() || held.as_ref().is_some_and(|held| held.status == Status::Confirmed);
        if is_over || !holds {
            return Ok(Err(Why::NoSeat));
        }
        let revision = stop.as_ref().map_or(event.sequence, |stop| stop.sequence);
        let sequence = revision.saturating_add(person.sequence);
        let invited_sequence = held.map_or(person.invited_sequence, |held| held.invited_sequence).min(sequence);
        Ok(Ok(Seat { person, uid, sequence, invited_sequence, is_at_a_stop: stop.is_some() }))
    }
}

async fn note(
    txn: &DatabaseTransaction,
    seat: &Seat,
    sequence: i32,
    answer: Answer,
    stamp: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Effect> {
    let kept = calendar_reply::Model {
        registration_id: seat.person.id,
        uid: seat.uid,
        key_version: seat.person.key_version,
        answer,
        sequence,
        // A clock that is wrong may not keep later answers out.
        stamp: stamp.unwrap_or(now).min(now),
        received_at: now,
    };
    if !calendar_reply::keep(txn, kept).await? {
        return Ok(Effect::Ignored(Why::Repeated));
    }
    let ask = question(seat, sequence);
    let asked = match answer {
        Answer::Declined => mail::post_once(txn, now, vec![ask]).await? > 0,
        Answer::Accepted | Answer::Tentative => {
            take_back(txn, ask.id).await?;
            false
        }
    };
    Ok(Effect::Noted { answer, asked })
}

/// Whoever thinks better of it before the question leaves is not asked, and may be another time.
async fn take_back(txn: &DatabaseTransaction, question: Uuid) -> Result<()> {
    letter::Entity::delete_many()
        .filter(letter::Column::Id.eq(question))
        .filter(letter::Column::ClaimedUntil.is_null())
        .filter(letter::Column::SentAt.is_null())
        .filter(letter::Column::FailedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// "You declined: do you give your seat up?", once for each revision of the invitation to the event or to the stop.
fn question(seat: &Seat, sequence: i32) -> Letter {
    let person = &seat.person;
    let (sequence, key_version) = (sequence.to_be_bytes(), person.key_version.to_be_bytes());
    let mut parts: Vec<&[u8]> = vec![person.id.as_bytes(), &sequence, &key_version];
    let (kind, facts) = if seat.is_at_a_stop {
        parts.push(seat.uid.as_bytes());
        (LetterKind::StopDeclinedInCalendar, json!({ "stop": seat.uid }))
    } else {
        (LetterKind::DeclinedInCalendar, json!({}))
    };
    Letter { id: mail::id_for("declined in calendar", &parts), ..person.letter(kind, facts) }
}
