//! The pages of messages; the way to be left in peace.

mod audience;
mod bureau;
mod figures;
pub mod index;
pub mod quiet;
pub mod resending;
pub mod show;
mod troubles;
pub mod writing;
