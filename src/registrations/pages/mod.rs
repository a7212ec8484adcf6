//! The pages of those who register: the event with its form, the answer, and what they can do with the private link.

pub mod choosing;
pub mod handing_over;
pub mod joining;
pub mod mine;
pub mod offering;
pub mod receipt;
pub mod registering;
pub mod subject;
