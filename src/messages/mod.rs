//! Organisers write to those who registered. A message is a draft until it is sent, now or at a time, to all or to some;
//! until its letters have left, it can be withdrawn. Reminders and thanks go by themselves. Each is written once for each
//! reader, however often the work is broken off, and whoever wants quiet has it with one press. What did not arrive is
//! named, with what helps.

pub mod forgetting;
pub mod letters;
pub mod marked;
pub mod message;
mod pages;
mod posting;
pub mod reminding;
pub mod sending;
pub mod sent_reminder;
pub mod sent_thanks;
pub mod silence;
pub mod thanking;
pub mod trouble;
pub mod writing;

use rocket::fairing::AdHoc;
use rocket::routes;

use pages::{index, quiet, resending, show, writing as writing_pages};

use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Result, or_left_out};
use crate::mail::Templates;

pub use show::preview::Document;
pub use trouble::{Trouble, trouble};

/// Writes the letters that are due: messages, reminders, thanks. Says how many were written.
pub async fn post_due(db: &Database, clock: &Clock) -> Result<u64> {
    let messages = or_left_out(sending::send_due(db, clock).await, "messages")?;
    let reminders = or_left_out(reminding::remind(db, clock).await, "reminders")?;
    Ok(messages + reminders + or_left_out(thanking::thank(db, clock).await, "thanks")?)
}

pub fn stage() -> AdHoc {
    AdHoc::try_on_ignite("messages", |rocket| async {
        let overrides = rocket.state::<Config>().and_then(|config| config.email_templates.clone());
        let templates = match Templates::load(overrides.as_deref()) {
            Ok(templates) => templates,
            Err(why) => {
                tracing::error!(%why, "letters cannot be shown");
                return Err(rocket);
            }
        };
        Ok(rocket
            .manage(templates)
            .mount("/", routes![index::index, show::show, show::preview::letter, show::preview::prove])
            .mount("/", routes![writing_pages::new, writing_pages::create, writing_pages::edit, writing_pages::update])
            .mount("/", routes![show::leaving::send, show::leaving::withdraw, show::leaving::destroy])
            .mount("/", routes![resending::one, resending::all, quiet::show, quiet::create, quiet::destroy]))
    })
}
