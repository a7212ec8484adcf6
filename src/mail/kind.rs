//! The kinds of letter, and everything that differs between them but the words (those are in `email-templates/`).

use sea_orm::prelude::StringLen;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// You have a seat.
    RegistrationConfirmed,
    /// You are on the waiting list, at this place.
    RegistrationWaitlisted,
    /// A seat became free and it is yours.
    SeatBecameFree,
    /// You cancelled.
    RegistrationCancelled,
    /// The organiser called the event off.
    EventCancelled,
    /// Time, place or title changed.
    EventChanged,
    /// A colleague offers you a seat: yes or no?
    SeatOffered,
    /// Your colleague said yes; your seat is theirs.
    SeatHandedOver,
    /// Your colleague said no; your seat is still yours.
    SeatDeclined,
    /// An organiser asked to sign in.
    SignIn,
    /// Somebody organises from now on.
    Welcome,
    /// An organiser writes to those who registered.
    Message,
    /// It begins soon.
    Reminder,
    /// It is over; here is what remains of it.
    Thanks,
    /// You declined the invitation in your calendar: do you give the seat up?
    DeclinedInCalendar,
}

impl LetterKind {
    pub const ALL: [LetterKind; 15] = [
        LetterKind::RegistrationConfirmed,
        LetterKind::RegistrationWaitlisted,
        LetterKind::SeatBecameFree,
        LetterKind::RegistrationCancelled,
        LetterKind::EventCancelled,
        LetterKind::EventChanged,
        LetterKind::SeatOffered,
        LetterKind::SeatHandedOver,
        LetterKind::SeatDeclined,
        LetterKind::SignIn,
        LetterKind::Welcome,
        LetterKind::Message,
        LetterKind::Reminder,
        LetterKind::Thanks,
        LetterKind::DeclinedInCalendar,
    ];

    /// Its folder in `email-templates/`.
    pub fn folder(self) -> &'static str {
        match self {
            LetterKind::RegistrationConfirmed => "registration_confirmed",
            LetterKind::RegistrationWaitlisted => "registration_waitlisted",
            LetterKind::SeatBecameFree => "seat_became_free",
            LetterKind::RegistrationCancelled => "registration_cancelled",
            LetterKind::EventCancelled => "event_cancelled",
            LetterKind::EventChanged => "event_changed",
            LetterKind::SeatOffered => "seat_offered",
            LetterKind::SeatHandedOver => "seat_handed_over",
            LetterKind::SeatDeclined => "seat_declined",
            LetterKind::SignIn => "sign_in",
            LetterKind::Welcome => "welcome",
            LetterKind::Message => "message",
            LetterKind::Reminder => "reminder",
            LetterKind::Thanks => "thanks",
            LetterKind::DeclinedInCalendar => "declined_in_calendar",
        }
    }

    /// What the letter does to the calendar entry of the one who gets it (RFC 5546, sections 3.2.2 and 3.2.5).
    pub fn calendar_method(self) -> Option<CalendarMethod> {
        match self {
            LetterKind::RegistrationConfirmed | LetterKind::SeatBecameFree | LetterKind::EventChanged => {
                Some(CalendarMethod::Request)
            }
            LetterKind::RegistrationCancelled | LetterKind::EventCancelled | LetterKind::SeatHandedOver => {
                Some(CalendarMethod::Cancel)
            }
            LetterKind::RegistrationWaitlisted
            | LetterKind::SeatOffered
            | LetterKind::SeatDeclined
            | LetterKind::SignIn
            | LetterKind::Welcome
            | LetterKind::Message
            | LetterKind::Reminder
            | LetterKind::Thanks
            | LetterKind::DeclinedInCalendar => None,
        }
    }

    /// Whether the letter carries the code that is shown at the door (`email-templates/parts/ticket.*`).
    pub fn shows_ticket(self) -> bool {
        matches!(self, LetterKind::RegistrationConfirmed | LetterKind::SeatBecameFree | LetterKind::Reminder)
    }

    /// Whether it shows the way into an online event to those who hold a seat.
    pub fn shows_the_way_in(self) -> bool {
        self == LetterKind::Reminder || self.calendar_method() == Some(CalendarMethod::Request)
    }

    /// Whether it goes to whoever holds the registration, rather than to the other one of a hand-over, or to nobody who
    /// registered.
    pub fn is_for_the_holder(self) -> bool {
        !matches!(self, LetterKind::SeatOffered | LetterKind::SeatHandedOver | LetterKind::SignIn | LetterKind::Welcome)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarMethod {
    Request,
    Cancel,
}

impl CalendarMethod {
    pub fn name(self) -> &'static str {
        match self {
            CalendarMethod::Request => "REQUEST",
            CalendarMethod::Cancel => "CANCEL",
        }
    }
}
