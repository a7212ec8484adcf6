//! The pages on which an organiser sees how it went.

pub mod event;
pub mod feedback;
pub mod network;
pub mod overbooking;
mod parts;
mod period;
mod taking_away;
