//! The house with a clock that stands still, a database of its own and letters that can be read back.
//!
//! A test runs on SQLite; with `TEST_DATABASE_URL=postgres://…` (a server on which databases may be made) it runs on
//! PostgreSQL, each test again in a database of its own.

mod app;
pub mod desk;
pub mod forms;
pub mod makers;
pub mod operator;
pub mod people;
pub mod programs;
pub mod running;
mod schema;

pub use app::{Door, SECRET, TestApp, answered, brussels};
pub use schema::own_database;
