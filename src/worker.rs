//! The minute hand: it writes reminders, messages and thanks when their time has come, passes on seats that were offered
//! and not taken, lets letters leave when they are due, and once a day forgets whom it is time to forget. Every process
//! may run one; what is due is claimed in the database, so that nothing is done twice.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono_tz::Tz;
use lettre::message::Mailbox;
use rocket::fairing::AdHoc;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::calendar;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::digests;
use crate::digests::letters::Editions;
use crate::error::Result;
use crate::events::stop;
use crate::language::Language;
use crate::mail::delivery::Load;
use crate::mail::message::ATTACHMENT;
use crate::mail::{
    Bell, CalendarMethod, CalendarPart, Composed, Composer, Counters, LetterKind, PostOffice, Templates, Urgency,
    letter, letterhead, returning,
};
use crate::messages;
use crate::messages::letters::Scripts;
use crate::organisers;
use crate::regions::Network;
use crate::registrations::desk::Crowd;
use crate::registrations::forgetting::{self, Forgotten};
use crate::registrations::letters::{self, Matter};
use crate::registrations::registration::Status;
use crate::registrations::{Desk, offers};

/// How long the worker sleeps when nobody rings.
const ROUND: Duration = Duration::from_secs(10);

/// While a crowd stands at the seat desk, letters leave a few at a time and take one part in so many of the time, and each
/// pause is at most so long: whoever waits for a seat waits for a machine, and a letter may come a few seconds later.
const SHARE: u32 = 20;
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// The pause before people are forgotten again, and the one after it went wrong.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// The worker of this process, to be stopped before the process ends.
pub struct Worker {
    stop: watch::Sender<bool>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Worker {
    /// Lets the letters that are under way arrive, and takes no more; forgetting waits for another day.
    pub async fn finish(&self) {
        let _ = self.stop.send(true);
        let tasks = std::mem::take(&mut *self.tasks.lock().expect("nobody panics while stopping"));
        for task in tasks {
            let _ = task.await;
        }
    }
}

pub fn stage() -> AdHoc {
    AdHoc::try_on_ignite("worker", |rocket| async {
        let ground = || {
            let db = rocket.state::<Database>()?.clone();
            let config = rocket.state::<Config>()?.clone();
            let desk = rocket.state::<Desk>()?.clone();
            Some((db, rocket.state::<Clock>()?.clone(), config, rocket.state::<Bell>()?.clone(), desk))
        };
        let Some((db, clock, config, bell, desk)) = ground() else {
            return Err(rocket);
        };
        let Some(templates) = rocket.state::<Templates>().cloned() else { return Err(rocket) };
        let office = match PostOffice::open(&config, templates) {
            Ok(office) => Arc::new(office.counted_by(rocket.state::<Counters>().cloned().unwrap_or_default())),
            Err(why) => {
                tracing::error!(%why, "letters cannot be sent");
                return Err(rocket);
            }
        };
        let (stop, stopped) = watch::channel(false);
        let forgetful = tokio::spawn(forget_daily(db.clone(), clock.clone(), stopped.clone()));
        let writer = tokio::spawn(write_due(db.clone(), clock.clone(), bell.clone(), config.timezone, stopped.clone()));
        let secretary = Arc::new(Secretary { db: db.clone(), clock: clock.clone(), config });
        // One of them carries only what somebody waits for: it never stands behind a crowd of the others, nor behind one
        // that travels slowly.
        let postmen = [Urgency::Awaited, Urgency::Bulk].map(|least| Postman {
            office: office.clone(),
            secretary: secretary.clone(),
            crowd: desk.crowd().clone(),
            least,
        });
        let usher = tokio::spawn(pass_on(db.clone(), clock.clone(), desk, stopped.clone()));
        let mut tasks = vec![writer, usher, forgetful];
        tasks.extend(postmen.map(|postman| tokio::spawn(postman.work(bell.clone(), stopped.clone()))));
        Ok(rocket.manage(Worker { stop, tasks: Mutex::new(tasks) }))
    })
}

/// Carries letters that are at least so urgent.
struct Postman {
    office: Arc<PostOffice>,
    secretary: Arc<Secretary>,
    crowd: Crowd,
    least: Urgency,
}

impl Postman {
    async fn work(self, bell: Bell, mut stopped: watch::Receiver<bool>) {
        let Secretary { db, clock, .. } = &*self.secretary;
        let mut bell = bell.listen();
        while !*stopped.borrow() {
            let began = Instant::now();
            let load = if self.crowd.is_there() { Load::LIGHT } else { Load::FULL };
            let round = self.office.round(db, clock, &*self.secretary, self.least, load).await;
            let pause = match round {
                Ok(round) if round.handled > 0 => {
                    step_back(&self.crowd, began.elapsed(), &mut stopped).await;
                    continue;
                }
                Ok(round) => round.pause,
                Err(error) => {
                    db.doubt();
                    tracing::warn!(%error, "letters could not be delivered; trying again");
                    Some(ROUND)
                }
            };
            let rest = async {
                match pause {
                    // Who rings now could not be served either.
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => bell.wait(ROUND).await,
                }
            };
            tokio::select! {
                () = rest => {}
                _ = stopped.changed() => {}
            }
        }
    }
}

/// Lets a crowd go first, after work that took so long.
async fn step_back(crowd: &Crowd, took: Duration, stopped: &mut watch::Receiver<bool>) {
    let pause = (took * (SHARE - 1)).min(LONGEST_PAUSE);
    if crowd.is_there() {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Messages, reminders, thanks and digests; what is broken off here begins again where it stopped.
async fn write_due(db: Database, clock: Clock, bell: Bell, zone: Tz, mut stopped: watch::Receiver<bool>) {
    loop {
        let written = tokio::select! {
            written = write(&db, &clock, zone) => written,
            _ = stopped.changed() => return,
        };
        match written {
            Ok(0) => {}
            Ok(letters) => {
                tracing::info!(letters, "letters were written");
                bell.ring();
            }
            Err(error) => tracing::warn!(%error, "messages could not be written; trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            _ = stopped.changed() => return,
        }
    }
}

async fn write(db: &Database, clock: &Clock, zone: Tz) -> Result<u64> {
    Ok(messages::post_due(db, clock).await? + digests::write_due(db, clock, zone).await?)
}

/// Seats that were offered and not taken in time go on to whoever is next.
async fn pass_on(db: Database, clock: Clock, desk: Desk, mut stopped: watch::Receiver<bool>) {
    loop {
        let expired = tokio::select! {
            expired = offers::expire_due(&db, &desk, &clock) => expired,
            _ = stopped.changed() => return,
        };
        match expired {
            Ok(0) => {}
            Ok(offers) => tracing::info!(offers, "offers of a seat ran out"),
            Err(error) => tracing::warn!(%error, "seats could not be passed on; trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            _ = stopped.changed() => return,
        }
    }
}

/// The first time at once, since a process may not live for a day.
async fn forget_daily(db: Database, clock: Clock, mut stopped: watch::Receiver<bool>) {
    loop {
        let forgotten = tokio::select! {
            forgotten = forget(&db, &clock) => forgotten,
            _ = stopped.changed() => return,
        };
        let pause = match forgotten {
            Ok(forgotten) => {
                report(&forgotten);
                DAY
            }
            Err(error) => {
                tracing::warn!(%error, "people could not be forgotten; trying again in an hour");
                HOUR
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopped.changed() => return,
        }
    }
}

async fn forget(db: &Database, clock: &Clock) -> Result<Forgotten> {
    digests::forget(db, clock).await?;
    forgetting::forget(db, clock, false).await
}

fn report(forgotten: &Forgotten) {
    if !forgotten.is_nothing() {
        let Forgotten { registrations, events, handovers, letters, replies, keys } = forgotten;
        tracing::info!(registrations, events, handovers, letters, replies, keys, "forgotten");
    }
}

/// Knows what each letter says, and what it does to the reader's calendar.
pub struct Secretary {
    pub db: Database,
    pub clock: Clock,
    pub config: Config,
}

#[rocket::async_trait]
impl Composer for Secretary {
    async fn compose(&self, letters: &[letter::Model]) -> Result<Vec<Option<Composed>>> {
        let network = Network::load(&self.db).await?;
        let matters = letters::matters(&self.db, &network, letters).await?;
        let scripts = Scripts::of(&self.db, letters).await?;
        let editions = Editions::of(&self.db, &network, letters, self.clock.now()).await?;
        let mut composed = Vec::with_capacity(letters.len());
        for (letter, matter) in letters.iter().zip(matters) {
            composed.push(match (letter.kind, matter) {
                (LetterKind::SignIn | LetterKind::Welcome, _) => self.to_organiser(letter).await?,
                (LetterKind::Message, None) => self.proof(letter, &network, &scripts).await?,
                (kind, _) if digests::letters::is_ours(kind) => {
                    editions.compose(letter, &network, &self.config, self.clock.now())
                }
                (kind, Some(matter)) if messages::letters::is_ours(kind) => self.of_messages(letter, &matter, &scripts),
                (_, Some(matter)) => self.about_registration(letter, &matter),
                (_, None) => None,
            });
        }
        Ok(composed)
    }
}

impl Secretary {
    async fn to_organiser(&self, letter: &letter::Model) -> Result<Option<Composed>> {
        let context = organisers::letters::context(&self.db, &self.config, letter).await?;
        Ok(context.map(|context| Composed {
            context: letterhead(context, letter.language, &self.config),
            sender_name: "Samenkomst".to_string(),
            reply_to: None,
            calendar: None,
            more: Vec::new(),
            picture: None,
            unsubscribe: None,
            list_id: None,
        }))
    }

    /// A message that its author sends to themselves.
    async fn proof(&self, letter: &letter::Model, network: &Network, scripts: &Scripts) -> Result<Option<Composed>> {
        let now = self.clock.now();
        let proof = messages::letters::proof(&self.db, network, letter, scripts, &self.config, now).await?;
        Ok(proof.map(|(context, details)| Composed {
            context: letterhead(context, letter.language, &self.config),
            sender_name: details.region.sender(letter.language),
            reply_to: Some(details.region.reply_to),
            calendar: None,
            more: Vec::new(),
            picture: None,
            unsubscribe: None,
            list_id: None,
        }))
    }

    /// A message, a reminder or thanks.
    fn of_messages(&self, letter: &letter::Model, matter: &Matter, scripts: &Scripts) -> Option<Composed> {
        let now = self.clock.now();
        if messages::letters::is_overtaken(letter, matter, scripts, now) {
            return None;
        }
        let context = messages::letters::context(letter, matter, scripts, &self.config, now)?;
        let region = &matter.details.region;
        Some(Composed {
            unsubscribe: context["links"]["quiet"].as_str().map(str::to_string),
            context: letterhead(context, letter.language, &self.config),
            sender_name: region.sender(letter.language),
            reply_to: Some(region.reply_to.clone()),
            calendar: None,
            more: Vec::new(),
            picture: letters::ticket_picture(matter, letter, &self.config),
            list_id: None,
        })
    }

    fn about_registration(&self, letter: &letter::Model, matter: &Matter) -> Option<Composed> {
        if is_overtaken(letter, matter.registration.status) || letters::is_late(letter, matter, self.clock.now()) {
            return None;
        }
        let region = &matter.details.region;
        let context = letters::context(matter, letter, &self.config);
        let mut entries = self.calendar_parts(letter, matter).into_iter();
        Some(Composed {
            context: letterhead(context, letter.language, &self.config),
            sender_name: region.sender(letter.language),
            reply_to: Some(region.reply_to.clone()),
            calendar: entries.next(),
            more: entries.collect(),
            picture: letters::ticket_picture(matter, letter, &self.config),
            unsubscribe: None,
            list_id: None,
        })
    }

    /// What the letter does to the reader's calendar: the event first, then the other events that changed with it, then
    /// the stops of them all. When one stop is given back, its entry alone goes.
    fn calendar_parts(&self, letter: &letter::Model, matter: &Matter) -> Vec<CalendarPart> {
        // Whom an organiser moved to the waiting list had a seat, and an entry in the calendar.
        let moved_back = letter.kind == LetterKind::RegistrationWaitlisted && letter.facts["held_seat"] == true;
        let method = letter.kind.calendar_method().or(moved_back.then_some(CalendarMethod::Cancel));
        // One who only waited has nothing in the calendar to take away.
        let nothing_there =
            |method: &CalendarMethod| *method == CalendarMethod::Cancel && letter.facts["held_seat"] != true;
        let Some(method) = method.filter(|method| !nothing_there(method)) else { return Vec::new() };
        if letter.kind == LetterKind::StopGivenBack {
            let (_, of_stop) = self.entries(letter, matter, method);
            let part = |ics| CalendarPart { method, name: ATTACHMENT.to_string(), ics };
            return of_stop.into_iter().map(part).collect();
        }
        let (mut events, mut stops) = (Vec::new(), Vec::new());
        // Who waits hears of a change too, and has no invitation to correct.
        let invited = |matter: &&Matter| {
            letter.kind != LetterKind::EventChanged || matter.registration.status == Status::Confirmed
        };
        for matter in std::iter::once(matter).chain(&matter.others).filter(invited) {
            let (event, of_event) = self.entries(letter, matter, method);
            events.push(event);
            stops.extend(of_event);
        }
        let events = events.into_iter().enumerate().map(|(place, ics)| match place {
            0 => (ATTACHMENT.to_string(), ics),
            place => (format!("invite-{}.ics", place + 1), ics),
        });
        let stops = stops.into_iter().enumerate().map(|(place, ics)| (format!("stop-{}.ics", place + 1), ics));
        events.chain(stops).map(|(name, ics)| CalendarPart { method, name, ics }).collect()
    }

    /// The entry of the event, and those of the stops that the reader holds a seat at, or gave back.
    fn entries(&self, letter: &letter::Model, matter: &Matter, method: CalendarMethod) -> (String, Vec<String>) {
        let organizer = organizer(matter, letter.language, &self.config);
        let stops: Vec<_> = matter.stops.iter().map(|c| (c.stop.clone(), c.status)).collect();
        let mut registration = matter.registration.clone();
        if let Some(sequence) = letter.facts["sequence"].as_i64() {
            registration.sequence = sequence as i32;
        }
        let of_stop = |stop: &stop::Model| {
            calendar::stop_invitation(&matter.details, &registration, stop, method, &organizer, &self.config)
        };
        let of_stops = matter.seats_at_stops(letter, method).into_iter().map(of_stop).collect();
        let ics = calendar::invitation(&matter.details, &registration, &stops, method, &organizer, &self.config);
        (ics, of_stops)
    }
}

/// Who invites: the region, at an address where its calendar's answer can be read.
fn organizer(matter: &Matter, l: Language, config: &Config) -> Mailbox {
    let answers = returning::for_registration(config, matter.registration.id);
    let address = answers.unwrap_or_else(|| config.mail_from.email.clone());
    Mailbox::new(Some(matter.details.region.sender(l)), address)
}

/// Whether the registration has moved on since: then a later letter says how it stands.
fn is_overtaken(letter: &letter::Model, status: Status) -> bool {
    match letter.kind {
        LetterKind::RegistrationConfirmed | LetterKind::SeatBecameFree => status != Status::Confirmed,
        // Who waited and has a seat by now hears of both in the letter about the seat.
        LetterKind::EventChanged if letter.facts["waits"] == true => status != Status::Waitlisted,
        LetterKind::EventChanged => status != Status::Confirmed,
        LetterKind::RegistrationWaitlisted | LetterKind::SeatToTake | LetterKind::OfferRanOut => {
            status != Status::Waitlisted
        }
        LetterKind::SeatOffered | LetterKind::DeclinedInCalendar | LetterKind::StopDeclinedInCalendar => {
            status != Status::Confirmed
        }
        LetterKind::RegistrationCancelled
        | LetterKind::EventCancelled
        | LetterKind::SeatHandedOver
        | LetterKind::SeatDeclined
        | LetterKind::SignIn
        | LetterKind::Welcome
        | LetterKind::Message
        | LetterKind::Reminder
        | LetterKind::Thanks
        | LetterKind::DigestAsked
        | LetterKind::Digest
        | LetterKind::StopGivenBack => false,
    }
}
