//! What a letter does to the calendar of the one who gets it.

use lettre::message::Mailbox;
use uuid::Uuid;

use super::invitation::Invitation;
use crate::config::Config;
use crate::events::{Details, stop};
use crate::language::Language;
use crate::mail::message::ATTACHMENT;
use crate::mail::{CalendarMethod, CalendarPart, LetterKind, letter, returning};
use crate::registrations::letters::{Matter, takes_entries};
use crate::registrations::registration::{self, Status};
use crate::registrations::self_service::calendar_reply::Answer;

/// The entry of the event first, then those of the other events that changed with it, then those of the stops of them
/// all; before them the stop that changed alone. When one stop is given back, its entry alone goes, and when one is
/// chosen or came free, its entry alone comes.
pub fn parts(letter: &letter::Model, matter: &Matter, config: &Config) -> Vec<CalendarPart> {
    // Whom an organiser moved to the waiting list had a seat, and an entry in the calendar.
    let moved_back = letter.kind == LetterKind::RegistrationWaitlisted && letter.facts["held_seat"] == true;
    let method = letter.kind.calendar_method().or(moved_back.then_some(CalendarMethod::Cancel));
    let nothing_there = |method: &CalendarMethod| *method == CalendarMethod::Cancel && !takes_entries(letter);
    let Some(method) = method.filter(|method| !nothing_there(method)) else { return Vec::new() };
    if letter.kind == LetterKind::StopGivenBack {
        let (_, of_stop) = entries(letter, matter, method, config);
        let part = |ics| CalendarPart { method, name: ATTACHMENT.to_string(), ics };
        return of_stop.into_iter().map(part).collect();
    }
    if letter.facts["stop"].is_string() {
        return of_choice(letter, matter, config);
    }
    let (mut events, mut stops) = (Vec::new(), Vec::new());
    // Who waits hears of a change too, and has no invitation to correct.
    let invited =
        |matter: &&Matter| letter.kind != LetterKind::EventChanged || matter.registration.status == Status::Confirmed;
    for matter in std::iter::once(matter).chain(&matter.others).filter(invited) {
        let (event, of_event) = entries(letter, matter, method, config);
        events.push(event);
        stops.extend(of_event);
    }
    // Outlook and Gmail take the first entry alone.
    let foremost = foremost(letter, matter).filter(|place| *place < stops.len()).map(|place| stops.remove(place));
    let events = foremost.into_iter().chain(events).enumerate().map(|(place, ics)| match place {
        0 => (ATTACHMENT.to_string(), ics),
        place => (format!("invite-{}.ics", place + 1), ics),
    });
    let stops = stops.into_iter().enumerate().map(|(place, ics)| (format!("stop-{}.ics", place + 1), ics));
    events.chain(stops).map(|(name, ics)| CalendarPart { method, name, ics }).collect()
}

/// Where the stop that changed stands among those of the reader, if the event is as it was.
fn foremost(letter: &letter::Model, matter: &Matter) -> Option<usize> {
    let seats = matter.seats_at_stops(letter, CalendarMethod::Request);
    let place = seats.iter().position(|stop| matter.is_about_the_stop(stop, letter.language));
    place.filter(|_| matter.others.is_empty())
}

/// The entry of the stop at which there is a seat now; before it that of the one which was given back for it, since
/// Outlook takes a cancellation under the first name alone.
fn of_choice(letter: &letter::Model, matter: &Matter, config: &Config) -> Vec<CalendarPart> {
    let organizer = organizer(&matter.details, matter.registration.id, letter.language, config);
    let registration = as_written(letter, matter);
    let (details, registration, organizer) = (&matter.details, &registration, &organizer);
    let part = |(place, (stop, method)): (usize, (&stop::Model, CalendarMethod))| {
        let name = if place == 0 { ATTACHMENT.to_string() } else { format!("stop-{place}.ics") };
        let invitation = Invitation { details, registration, method, organizer, config };
        CalendarPart { method, name, ics: invitation.to_stop(stop, Answer::Accepted) }
    };
    let out = matter.entry_to_take_out(letter).map(|stop| (stop, CalendarMethod::Cancel));
    let put_in = matter.entry_to_put_in(letter).map(|stop| (stop, CalendarMethod::Request));
    out.into_iter().chain(put_in).enumerate().map(part).collect()
}

/// The registration with the number that it had when the letter was written.
fn as_written(letter: &letter::Model, matter: &Matter) -> registration::Model {
    let mut registration = matter.registration.clone();
    // Who registered may have moved to another address since, and this entry is that of the letter's reader.
    registration.email.clone_from(&letter.recipient);
    if let Some(sequence) = letter.facts["sequence"].as_i64() {
        registration.sequence = sequence as i32;
    }
    registration
}

/// The entry of the event, and those of the stops that the reader holds a seat at, or gave back.
fn entries(letter: &letter::Model, matter: &Matter, method: CalendarMethod, config: &Config) -> (String, Vec<String>) {
    let organizer = organizer(&matter.details, matter.registration.id, letter.language, config);
    let registration = as_written(letter, matter);
    let details = &matter.details;
    let invitation = Invitation { details, registration: &registration, method, organizer: &organizer, config };
    let of_stop = |stop: &stop::Model| invitation.to_stop(stop, matter.answer_to(letter, stop.uid));
    let of_stops = matter.seats_at_stops(letter, method).into_iter().map(of_stop).collect();
    (invitation.to_event(matter.answer_to(letter, details.event.uid)), of_stops)
}

/// Who invites: the region, at an address where its calendar's answer can be read.
pub fn organizer(details: &Details, registration: Uuid, l: Language, config: &Config) -> Mailbox {
    let answers = returning::for_registration(config, registration);
    let address = answers.unwrap_or_else(|| config.mail_from.email.clone());
    Mailbox::new(Some(details.region.sender(l)), address)
}
