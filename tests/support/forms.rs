//! Forms, as a page shows them.

/// The mark with which the form on this page says what its reader saw.
pub fn seen_on(page: &str) -> String {
    hidden(page, "seen")
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a form with this field");
    rest.split('"').next().expect("a value").to_string()
}
