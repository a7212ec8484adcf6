//! Who may do what, and where: one function decides.

use std::collections::HashSet;

use super::organiser;
use super::role::{self, Role};
use crate::error::{Error, Result};
use crate::regions::Network;

/// An organiser with the roles that they hold.
#[derive(Clone, Debug)]
pub struct Authority {
    pub organiser: organiser::Model,
    pub roles: Vec<role::Model>,
}

/// What one may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// See an event that is not published, and its figures.
    ReadEvents,
    /// Make, change, publish and call off events.
    WriteEvents,
    /// See who comes.
    ReadRegistrations,
    /// Take the list of who comes away.
    ExportRegistrations,
    /// Add somebody, alone or from a list, correct what they said, and decide for them: a seat, the line, the way out.
    ChangeRegistrations,
    /// Note that somebody is there.
    CheckIn,
    /// Write to those who registered.
    WriteToAttendees,
    /// Regions, organisers and tokens; everywhere, also the themes.
    ManageNetwork,
}

impl Deed {
    pub const ALL: [Deed; 8] = [
        Deed::ReadEvents,
        Deed::WriteEvents,
        Deed::ReadRegistrations,
        Deed::ExportRegistrations,
        Deed::ChangeRegistrations,
        Deed::CheckIn,
        Deed::WriteToAttendees,
        Deed::ManageNetwork,
    ];
}

impl Role {
    fn allows(self, deed: Deed) -> bool {
        match self {
            Role::Admin => true,
            Role::Organiser => deed != Deed::ManageNetwork,
            Role::Viewer => matches!(deed, Deed::ReadEvents | Deed::ReadRegistrations | Deed::CheckIn),
        }
    }
}

/// Whether `who` may do this in one of these regions (an event belongs to its host and to its co-hosts). Outside of
/// one's regions the answer is "not found", so that nobody learns what there is; inside, without the right, "not
/// allowed".
pub fn may(who: &Authority, deed: Deed, regions: &[i32], network: &Network) -> Result<()> {
    let here: Vec<Role> = who
        .roles
        .iter()
        .filter(|held| held.region_id.is_none_or(|region| covers(region, regions, network)))
        .map(|held| held.role)
        .collect();
    if here.is_empty() {
        Err(Error::NotFound)
    } else if here.into_iter().any(|role| role.allows(deed)) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// Whether `who` may do this to what all regions share, such as the themes. It is no secret that they are there, so
/// whoever holds no such role everywhere hears "not allowed".
pub fn may_everywhere(who: &Authority, deed: Deed) -> Result<()> {
    let mut everywhere = who.roles.iter().filter(|held| held.region_id.is_none());
    if everywhere.any(|held| held.role.allows(deed)) { Ok(()) } else { Err(Error::Forbidden) }
}

fn covers(region: i32, regions: &[i32], network: &Network) -> bool {
    let below: HashSet<i32> = network.below(region).into_iter().collect();
    regions.iter().any(|r| below.contains(r))
}

impl Authority {
    /// Whether there is a part of the network to manage.
    pub fn is_admin(&self) -> bool {
        self.roles.iter().any(|held| held.role == Role::Admin)
    }

    pub fn is_admin_everywhere(&self) -> bool {
        may_everywhere(self, Deed::ManageNetwork).is_ok()
    }

    /// Whether the organiser manages this region with those below it; none stands for all of them.
    pub fn manages(&self, region: Option<i32>, network: &Network) -> bool {
        match region {
            Some(id) => may(self, Deed::ManageNetwork, &[id], network).is_ok(),
            None => self.is_admin_everywhere(),
        }
    }

    /// The regions in which the organiser may do this.
    pub fn regions_for(&self, deed: Deed, network: &Network) -> Vec<i32> {
        let allowed = |id: &i32| may(self, deed, &[*id], network).is_ok();
        network.regions.iter().map(|r| r.id).filter(allowed).collect()
    }
}
