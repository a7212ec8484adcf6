//! The seat that is held for somebody who waits, on their page.

use crate::events::event;
use crate::language::Language;
use crate::registrations::{Reception, letters, registration};

/// A seat that the person may say yes to.
pub struct SeatOffer {
    /// "vrijdag 4 december, 15 uur"
    pub until: String,
    /// What happens if they say nothing.
    pub or_else: String,
}

impl SeatOffer {
    /// None where none is held now.
    pub fn of(
        person: &registration::Model,
        event: &event::Model,
        at: &Reception<'_>,
        l: Language,
    ) -> Option<SeatOffer> {
        let until = person.offer_at(at.clock.now()).filter(|_| event.cancelled_at.is_none())?;
        let again = person.offers_missed > 0;
        Some(SeatOffer {
            until: l.fill("mine-offer-until", [("until", &letters::offer_end(until, event, l, at.config))]),
            or_else: l.say(if again { "mine-offer-else-again" } else { "mine-offer-else" }),
        })
    }
}
