//! What people see when they register.

pub mod registering;
