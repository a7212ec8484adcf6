//! Organisers run events. An organiser signs in with a link by mail, or a program with a token; what they may do, and
//! where, one function decides (`rights::may`). Keys are kept as hashes only.

pub mod accounts;
pub mod guards;
pub mod keys;
pub mod letters;
pub mod organiser;
pub mod rights;
pub mod role;

pub use guards::{OwnForm, Program, SignedIn};
pub use rights::{Authority, Deed, may};
