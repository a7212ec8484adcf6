//! The bar on top of an organiser's pages (`templates/desk.html`).

use super::rights::Authority;
use crate::language::first_name;

pub struct DeskBar {
    /// To find one's own account by.
    pub first_name: String,
    /// Whether there is a network to manage.
    pub is_admin: bool,
}

impl DeskBar {
    pub fn of(who: &Authority) -> DeskBar {
        DeskBar { first_name: first_name(&who.organiser.name).to_string(), is_admin: who.is_admin() }
    }
}
