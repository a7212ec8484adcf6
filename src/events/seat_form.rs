//! What stands in the registration form: what was typed, and what is wrong with it.

use std::collections::BTreeMap;

#[derive(Clone, Debug, Default)]
pub struct SeatForm {
    pub name: String,
    pub email: String,
    pub organisation: String,
    pub role: String,
    pub consent: bool,
    /// The ids of the chosen stops.
    pub stops: Vec<i32>,
    /// By question id.
    pub answers: BTreeMap<i32, Vec<String>>,
    pub errors: Vec<FieldError>,
    /// The roles to choose from: code and name.
    pub roles: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}
