//! What a letter says and brings, as the slice that posted it knows.

use super::kind::CalendarMethod;
use super::letter::Model;
use crate::error::{Error, Result};

/// What the slice that posted a letter adds before it is rendered.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The facts, under the names that the templates use.
    pub context: serde_json::Value,
    /// The name before our own address.
    pub sender_name: String,
    /// Where answers arrive.
    pub reply_to: Option<String>,
    pub calendar: Option<CalendarPart>,
    /// What else there is for the calendar, each an attachment of its own.
    pub more: Vec<CalendarPart>,
    pub picture: Option<Picture>,
    /// Where one asks for no more such letters (RFC 2369, section 3.2), in a single request (RFC 8058).
    pub unsubscribe: Option<String>,
    /// By what mail programs sort what comes regularly: words and a name in angle brackets (RFC 2919, section 2).
    pub list_id: Option<String>,
}

impl Composed {
    /// Words alone: nothing for the calendar, no picture, and no list to leave.
    pub fn of(context: serde_json::Value, sender_name: String, reply_to: Option<String>) -> Composed {
        Composed {
            context,
            sender_name,
            reply_to,
            calendar: None,
            more: Vec::new(),
            picture: None,
            unsubscribe: None,
            list_id: None,
        }
    }
}

/// A picture in the letter itself, for none is fetched from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What the HTML calls it after `cid:`.
    pub id: String,
    /// The name of the file, for programs that show it below.
    pub name: String,
    pub png: Vec<u8>,
}

/// What the letter does to the calendar of the one who gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPart {
    pub method: CalendarMethod,
    /// The name of the file that is attached.
    pub name: String,
    /// An iCalendar object with the same METHOD, one VEVENT and CRLF (RFC 5546).
    pub ics: String,
}

/// Who knows what a letter says.
#[rocket::async_trait]
pub trait Composer: Send + Sync {
    /// One answer for each letter, in order. `None`: there is nothing to say any more. After an error the letters are
    /// asked for one by one, so that a single one cannot hold up the rest.
    async fn compose(&self, letters: &[Model]) -> Result<Vec<Option<Composed>>>;
}

/// What each letter says, or why nobody knows.
pub async fn compose(composer: &dyn Composer, letters: &[Model]) -> Vec<Result<Option<Composed>>> {
    match composer.compose(letters).await {
        Ok(composed) if composed.len() == letters.len() => return composed.into_iter().map(Ok).collect(),
        Ok(_) => tracing::error!("a composer answered for more or fewer letters than it was asked"),
        Err(why) => tracing::error!(%why, "a round of letters cannot be composed"),
    }
    let mut composed = Vec::with_capacity(letters.len());
    for letter in letters {
        let alone = composer.compose(std::slice::from_ref(letter)).await;
        composed.push(alone.and_then(|answers| {
            let first = answers.into_iter().next();
            first.ok_or_else(|| Error::Internal("the composer did not answer".into()))
        }));
    }
    composed
}
