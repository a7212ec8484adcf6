//! Organisers run events. An organiser signs in with a link by mail, or a program with a token; what they may do, and
//! where, one function decides.

pub mod keys;
pub mod organiser;
pub mod role;
