//! How an organiser comes in without a password: a link by mail, once, in the browser that asked for it; then a session,
//! which they can see and end. All keys are kept as hashes.

pub mod browser;
pub(super) mod cookies;
pub(super) mod device;
pub mod links;
pub mod sessions;
