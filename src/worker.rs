//! The minute hand: it writes reminders, messages and thanks when their time has come, lets letters leave when they are
//! due, and once a day forgets whom it is time to forget. Every process may run one; what is due is claimed in the
//! database, so that nothing is done twice.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use lettre::message::Mailbox;
use rocket::fairing::AdHoc;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::calendar;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::mail::delivery::{CalendarPart, Composed, Composer, PostOffice};
use crate::mail::{Bell, CalendarMethod, LetterKind, letter, letterhead};
use crate::messages;
use crate::messages::letters::Scripts;
use crate::organisers;
use crate::regions::Network;
use crate::registrations::Desk;
use crate::registrations::desk::Crowd;
use crate::registrations::forgetting::{self, Forgotten};
use crate::registrations::letters::{self, Matter};
use crate::registrations::registration::Status;

/// How long the worker sleeps when nobody rings.
const ROUND: Duration = Duration::from_secs(10);

/// While a crowd stands at the seat desk, letters take one part in so many of the time, and each pause is at most so
/// long: whoever waits for a seat waits for a machine, and a letter may come a few seconds later.
const SHARE: u32 = 10;
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
            let crowd = rocket.state::<Desk>()?.crowd().clone();
            Some((db, rocket.state::<Clock>()?.clone(), config, rocket.state::<Bell>()?.clone(), crowd))
        };
        let Some((db, clock, config, bell, crowd)) = ground() else {
            return Err(rocket);
        };
        let office = match PostOffice::open(&config, config.email_templates.as_deref()) {
            Ok(office) => office,
            Err(why) => {
                tracing::error!(%why, "letters cannot be sent");
                return Err(rocket);
            }
        };
        let (stop, stopped) = watch::channel(false);
        let forgetful = tokio::spawn(forget_daily(db.clone(), clock.clone(), stopped.clone()));
        let writer = tokio::spawn(write_due(db.clone(), clock.clone(), bell.clone(), stopped.clone()));
        let postman = tokio::spawn(work(office, db, clock, config, bell, crowd, stopped));
        Ok(rocket.manage(Worker { stop, tasks: Mutex::new(vec![postman, writer, forgetful]) }))
    })
}

async fn work(
    office: PostOffice,
    db: Database,
    clock: Clock,
    config: Config,
    bell: Bell,
    crowd: Crowd,
    mut stopped: watch::Receiver<bool>,
) {
    let secretary = Secretary { db: db.clone(), clock: clock.clone(), config };
    while !*stopped.borrow() {
        let began = Instant::now();
        match office.deliver_due(&db, &clock, &secretary).await {
            Ok(0) => {}
            Ok(_) => {
                step_back(&crowd, began.elapsed(), &mut stopped).await;
                continue;
            }
            Err(error) => tracing::warn!(%error, "letters could not be delivered; trying again"),
        }
        tokio::select! {
            () = bell.wait(ROUND) => {}
            _ = stopped.changed() => {}
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

/// Messages, reminders and thanks; what is broken off here begins again where it stopped.
async fn write_due(db: Database, clock: Clock, bell: Bell, mut stopped: watch::Receiver<bool>) {
    loop {
        let written = tokio::select! {
            written = messages::post_due(&db, &clock) => written,
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

/// The first time at once, since a process may not live for a day.
async fn forget_daily(db: Database, clock: Clock, mut stopped: watch::Receiver<bool>) {
    loop {
        let forgotten = tokio::select! {
            forgotten = forgetting::forget(&db, &clock, false) => forgotten,
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

fn report(forgotten: &Forgotten) {
    if !forgotten.is_nothing() {
        let Forgotten { registrations, events, handovers, letters, keys } = forgotten;
        tracing::info!(registrations, events, handovers, letters, keys, "forgotten");
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
        let mut composed = Vec::with_capacity(letters.len());
        for (letter, matter) in letters.iter().zip(matters) {
            composed.push(match (letter.kind, matter) {
                (LetterKind::SignIn | LetterKind::Welcome, _) => self.to_organiser(letter).await?,
                (LetterKind::Message, None) => self.proof(letter, &network, &scripts).await?,
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
            picture: None,
            unsubscribe: None,
        }))
    }

    /// A message that its author sends to themselves.
    async fn proof(&self, letter: &letter::Model, network: &Network, scripts: &Scripts) -> Result<Option<Composed>> {
        let now = self.clock.now();
        let proof = messages::letters::proof(&self.db, network, letter, scripts, &self.config, now).await?;
        Ok(proof.map(|(context, details)| Composed {
            context: letterhead(context, letter.language, &self.config),
            sender_name: details.region.sender_name,
            reply_to: Some(details.region.reply_to),
            calendar: None,
            picture: None,
            unsubscribe: None,
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
            sender_name: region.sender_name.clone(),
            reply_to: Some(region.reply_to.clone()),
            calendar: None,
            picture: letters::ticket_picture(matter, letter, &self.config),
        })
    }

    fn about_registration(&self, letter: &letter::Model, matter: &Matter) -> Option<Composed> {
        if is_overtaken(letter.kind, matter.registration.status) {
            return None;
        }
        let region = &matter.details.region;
        let context = letters::context(matter, letter, &self.config);
        Some(Composed {
            context: letterhead(context, letter.language, &self.config),
            sender_name: region.sender_name.clone(),
            reply_to: Some(region.reply_to.clone()),
            calendar: self.calendar_part(letter, matter),
            picture: letters::ticket_picture(matter, letter, &self.config),
            unsubscribe: None,
        })
    }

    fn calendar_part(&self, letter: &letter::Model, matter: &Matter) -> Option<CalendarPart> {
        // Whom an organiser moved to the waiting list had a seat, and an entry in the calendar.
        let moved_back = letter.kind == LetterKind::RegistrationWaitlisted && letter.facts["held_seat"] == true;
        let method = letter.kind.calendar_method().or(moved_back.then_some(CalendarMethod::Cancel))?;
        // One who only waited has nothing in the calendar to take away.
        if method == CalendarMethod::Cancel && letter.facts["held_seat"] != true {
            return None;
        }
        let sender = Some(matter.details.region.sender_name.clone());
        let organizer = Mailbox::new(sender, self.config.mail_from.email.clone());
        let stops: Vec<_> = matter.stops.iter().map(|c| (c.stop.clone(), c.status)).collect();
        let mut registration = matter.registration.clone();
        if let Some(sequence) = letter.facts["sequence"].as_i64() {
            registration.sequence = sequence as i32;
        }
        let ics = calendar::invitation(&matter.details, &registration, &stops, method, &organizer, &self.config);
        Some(CalendarPart { method, ics })
    }
}

/// Whether the registration has moved on since: then a later letter says how it stands.
fn is_overtaken(kind: LetterKind, status: Status) -> bool {
    match kind {
        LetterKind::RegistrationConfirmed | LetterKind::SeatBecameFree | LetterKind::EventChanged => {
            status != Status::Confirmed
        }
        LetterKind::RegistrationWaitlisted => status != Status::Waitlisted,
        LetterKind::SeatOffered => status != Status::Confirmed,
        LetterKind::RegistrationCancelled
        | LetterKind::EventCancelled
        | LetterKind::SeatHandedOver
        | LetterKind::SeatDeclined
        | LetterKind::SignIn
        | LetterKind::Welcome
        | LetterKind::Message
        | LetterKind::Reminder
        | LetterKind::Thanks => false,
    }
}
