//! Which regions somebody may make host an event.

use std::collections::BTreeSet;

use crate::error::Result;
use crate::events::Details;
use crate::events::input::EventInput;
use crate::organisers::{Authority, Deed, may};
use crate::registrations::Reception;

/// Whoever makes an event, or moves it, must have the right in the region that is to host it. A region that we do not
/// know is a fault beside its field, found later.
pub(super) fn may_host(at: &Reception<'_>, who: &Authority, input: &EventInput) -> Result<()> {
    match input.region.as_deref().and_then(|slug| at.network.region_called(slug)) {
        Some(region) => may(who, Deed::WriteEvents, &[region.id], &at.network),
        None => Ok(()),
    }
}

/// Whoever gives an event to another region, or asks others to host it too, must have the right in the region that hosts
/// it: a region that was asked along does not take it away. Names the field that is not theirs to change.
pub(super) fn may_rehost(
    at: &Reception<'_>,
    who: &Authority,
    before: &Details,
    input: &EventInput,
) -> Result<Option<&'static str>> {
    let moves = input.region.as_deref().is_some_and(|slug| slug != before.region.slug);
    let known: BTreeSet<&str> = before.co_hosts.iter().map(|region| region.slug.as_str()).collect();
    let asks = input.co_hosts.as_ref().map(|slugs| slugs.iter().map(String::as_str).collect::<BTreeSet<_>>());
    let rehosted = if moves { Some("region") } else { asks.filter(|asked| *asked != known).map(|_| "co_hosts") };
    if rehosted.is_some() && may(who, Deed::WriteEvents, &[before.region.id], &at.network).is_err() {
        return Ok(rehosted);
    }
    if moves {
        may_host(at, who, input)?;
    }
    Ok(None)
}
