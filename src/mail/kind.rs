//! The kinds of letter, and everything that differs between them but the words (those are in `email-templates/`).

use sea_orm::prelude::StringLen;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// A kind of letter, by what it says to its reader.
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
    /// Time, place or title changed, or a stop that you chose.
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
    /// A seat is held for you for some hours: yes or no?
    SeatToTake,
    /// You did not answer in time; you wait at the end of the line now.
    OfferRanOut,
    /// Somebody asked for a digest: was it you?
    DigestAsked,
    /// What is coming up in a region, every Monday.
    Digest,
    /// You declined the invitation in your calendar: do you give the seat up?
    DeclinedInCalendar,
    /// The same of one stop: do you skip it?
    StopDeclinedInCalendar,
    /// You gave one stop back, and keep the rest.
    StopGivenBack,
    /// You chose one stop more, or one instead of another.
    StopChosen,
    /// Your registration is at another address now: told to the one that it left.
    RegistrationMoved,
}

impl LetterKind {
    pub const ALL: [LetterKind; 23] = [
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
        LetterKind::SeatToTake,
        LetterKind::OfferRanOut,
        LetterKind::DigestAsked,
        LetterKind::Digest,
        LetterKind::DeclinedInCalendar,
        LetterKind::StopDeclinedInCalendar,
        LetterKind::StopGivenBack,
        LetterKind::StopChosen,
        LetterKind::RegistrationMoved,
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
            LetterKind::SeatToTake => "seat_to_take",
            LetterKind::OfferRanOut => "offer_ran_out",
            LetterKind::DigestAsked => "digest_asked",
            LetterKind::Digest => "digest",
            LetterKind::DeclinedInCalendar => "declined_in_calendar",
            LetterKind::StopDeclinedInCalendar => "stop_declined_in_calendar",
            LetterKind::StopGivenBack => "stop_given_back",
            LetterKind::StopChosen => "stop_chosen",
            LetterKind::RegistrationMoved => "registration_moved",
        }
    }

    /// Who goes first when many letters wait.
    pub fn urgency(self) -> Urgency {
        match self {
            LetterKind::SignIn => Urgency::AtOnce,
            LetterKind::RegistrationConfirmed
            | LetterKind::RegistrationWaitlisted
            | LetterKind::SeatBecameFree
            | LetterKind::RegistrationCancelled
            | LetterKind::SeatOffered
            | LetterKind::SeatHandedOver
            | LetterKind::SeatDeclined
            | LetterKind::Welcome
            | LetterKind::SeatToTake
            | LetterKind::OfferRanOut
            | LetterKind::DigestAsked
            | LetterKind::DeclinedInCalendar
            | LetterKind::StopDeclinedInCalendar
            | LetterKind::StopGivenBack
            | LetterKind::StopChosen
            | LetterKind::RegistrationMoved => Urgency::Awaited,
            // A reminder is worth nothing after the event has begun.
            LetterKind::EventCancelled | LetterKind::EventChanged | LetterKind::Reminder => Urgency::Timely,
            LetterKind::Message | LetterKind::Thanks => Urgency::Planned,
            LetterKind::Digest => Urgency::Bulk,
        }
    }

    /// What the letter does to the calendar entry of the one who gets it (RFC 5546, sections 3.2.2 and 3.2.5).
    pub fn calendar_method(self) -> Option<CalendarMethod> {
        match self {
            LetterKind::RegistrationConfirmed
            | LetterKind::SeatBecameFree
            | LetterKind::EventChanged
            | LetterKind::StopChosen => Some(CalendarMethod::Request),
            LetterKind::RegistrationCancelled
            | LetterKind::EventCancelled
            | LetterKind::SeatHandedOver
            | LetterKind::StopGivenBack
            | LetterKind::RegistrationMoved => Some(CalendarMethod::Cancel),
            LetterKind::RegistrationWaitlisted
            | LetterKind::SeatOffered
            | LetterKind::SeatDeclined
            | LetterKind::SignIn
            | LetterKind::Welcome
            | LetterKind::Message
            | LetterKind::Reminder
            | LetterKind::Thanks
            | LetterKind::SeatToTake
            | LetterKind::OfferRanOut
            | LetterKind::DigestAsked
            | LetterKind::Digest
            | LetterKind::DeclinedInCalendar
            | LetterKind::StopDeclinedInCalendar => None,
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

    /// Whether it goes to whoever registered, rather than to a colleague who is offered the seat, to an address that is
    /// theirs no more, or to nobody who did.
    pub fn is_for_the_holder(self) -> bool {
        !matches!(
            self,
            LetterKind::SeatOffered
                | LetterKind::RegistrationMoved
                | LetterKind::SignIn
                | LetterKind::Welcome
                | LetterKind::DigestAsked
                | LetterKind::Digest
        )
    }
}

/// A letter's place in the line: a more urgent one leaves before all that are less so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
pub enum Urgency {
    /// Somebody sits before an empty page until it comes.
    #[sea_orm(num_value = 0)]
    AtOnce,
    /// The answer to what somebody just did.
    #[sea_orm(num_value = 1)]
    Awaited,
    /// News about what comes soon.
    #[sea_orm(num_value = 2)]
    Timely,
    /// Written to many, for no hour in particular. From here on no letter touches a calendar.
    #[sea_orm(num_value = 3)]
    Planned,
    /// Read when there is time.
    #[sea_orm(num_value = 4)]
    Bulk,
}

impl Urgency {
    pub const ALL: [Urgency; 5] = [Urgency::AtOnce, Urgency::Awaited, Urgency::Timely, Urgency::Planned, Urgency::Bulk];

    /// Its name in figures.
    pub fn name(self) -> &'static str {
        match self {
            Urgency::AtOnce => "at-once",
            Urgency::Awaited => "awaited",
            Urgency::Timely => "timely",
            Urgency::Planned => "planned",
            Urgency::Bulk => "bulk",
        }
    }
}

/// The METHOD of a calendar object (RFC 5546, section 1.4), as far as letters have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarMethod {
    Request,
    Cancel,
}

impl CalendarMethod {
    /// As the object says it.
    pub fn name(self) -> &'static str {
        match self {
            CalendarMethod::Request => "REQUEST",
            CalendarMethod::Cancel => "CANCEL",
        }
    }
}
