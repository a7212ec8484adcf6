//! What Rocket keeps for all who answer, and guards gather.

use std::any::type_name;

use rocket::{Phase, Rocket};

use crate::error::{Error, Result};

/// What `lib.rs` or a stage gave Rocket to manage. That nobody did is a mistake of ours.
pub fn managed<T: Send + Sync + 'static, P: Phase>(rocket: &Rocket<P>) -> Result<&T> {
    rocket.state().ok_or_else(|| Error::Internal(format!("nobody manages {}", type_name::<T>())))
}
