//! The organisers' list of who comes: whom one means (`filter`), and in which order.

pub mod filter;
mod sort;

pub use filter::Filter;
pub use sort::{Sort, SortBy};
