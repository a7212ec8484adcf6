//! The pages of digests: asking, confirming, leaving; and at the desk what the next one will say.

pub mod asking;
pub mod confirming;
pub mod desk;
pub mod leaving;
