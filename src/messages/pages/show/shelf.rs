//! What the page of a message is made from.

use crate::error::{Error, Result};
use crate::events::Details;
use crate::events::access::event_for;
use crate::language::Language;
use crate::mail::{Tally, outbox};
use crate::messages::message;
use crate::messages::pages::bureau::Bureau;
use crate::messages::{letters, sending, trouble, writing};
use crate::organisers::{Deed, SignedIn};
use crate::registrations::Reception;
use crate::slug::Slug;

/// The message, its event, and whose name stands below it.
pub struct Shelf {
    pub details: Details,
    pub message: message::Model,
    pub author: String,
}

impl Shelf {
    pub async fn of(at: &Reception<'_>, who: &SignedIn, slug: Slug<'_>, id: &str) -> Result<Shelf> {
        let details = event_for(at.db, &at.network, who, Deed::WriteToAttendees, slug).await?;
        let message = writing::find(at.db, details.event.id, id).await?;
        let authors = letters::authors(at.db, std::slice::from_ref(&message)).await?;
        let author = message.organiser_id.and_then(|id| authors.get(&id)).cloned();
        let author = author.unwrap_or_else(|| details.region.names.get(Language::Nl).to_string());
        Ok(Shelf { details, message, author })
    }

    /// Where its page is.
    pub fn path(&self) -> String {
        format!("/organise/events/{}/messages/{}", self.details.event.slug, self.message.id)
    }
}

/// What became of the message so far, and how it looks.
pub struct Found {
    /// How many read it in each language.
    pub readers: Vec<(Language, i64)>,
    pub tally: Tally,
    pub text: String,
    /// One page of what did not arrive.
    pub troubles: trouble::Page,
}

impl Found {
    /// With the letter in one language.
    pub async fn of(
        at: &Bureau<'_>,
        who: &SignedIn,
        Shelf { details, message, author }: &Shelf,
        shown: Language,
        trouble: u64,
    ) -> Result<Found> {
        let ground = (at.config, at.clock.now());
        let letter = letters::preview(at.templates, (message, author), details, &who.organiser, shown, ground);
        Ok(Found {
            readers: sending::readers(at.db, message).await?,
            tally: outbox::tally_of(at.db, message.id).await?,
            text: letter.map_err(Error::Internal)?.text,
            troubles: trouble::of_batch(at.db, message.id, trouble).await?,
        })
    }
}
