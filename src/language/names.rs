//! How people are greeted.

/// "Amina" of "Amina El Idrissi", "Jan" of "Peeters, Jan".
pub fn first_name(name: &str) -> &str {
    let given = name.split_once(',').and_then(|(_, given)| first_word(given));
    given.or_else(|| first_word(name)).unwrap_or(name)
}

fn first_word(text: &str) -> Option<&str> {
    let marks = [',', ';', ':', '"', '“', '”', '(', ')'];
    text.split_whitespace().map(|word| word.trim_matches(marks)).find(|word| !word.is_empty())
}
