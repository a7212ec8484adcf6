//! The bar on top of an organiser's pages (`templates/desk.html`).

use super::rights::Authority;

pub struct DeskBar {
    /// To find one's own account by.
    pub first_name: String,
    /// Whether there is a network to manage.
    pub is_admin: bool,
}

impl DeskBar {
    pub fn of(who: &Authority) -> DeskBar {
        DeskBar {
            first_name: who.organiser.name.split_whitespace().next().unwrap_or_default().to_string(),
            is_admin: who.is_admin(),
        }
    }
}
