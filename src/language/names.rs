//! How people are greeted.

/// With what surnames of more than one word begin, here and where our people's parents came from.
const PARTICLES: [&str; 28] = [
    "van", "vande", "vanden", "vander", "von", "de", "den", "der", "ter", "ten", "op", "'t", "’t", "del", "della",
    "da", "di", "dos", "du", "la", "le", "el", "al", "abu", "aït", "ait", "ben", "bin",
];

/// "Amina" of "Amina El Idrissi", "Jan" of "Peeters, Jan", and "An" of "An Maes, OCMW Gent".
pub fn first_name(name: &str) -> &str {
    let given =
        name.split_once(',').filter(|(surname, _)| is_surname(surname)).and_then(|(_, given)| first_word(given));
    given.or_else(|| first_word(name)).unwrap_or(name)
}

/// Whether this, before a comma, is a surname alone.
fn is_surname(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    words.next().is_none() || PARTICLES.contains(&first.as_str())
}

fn first_word(text: &str) -> Option<&str> {
    let marks = [',', ';', ':', '"', '“', '”', '(', ')'];
    text.split_whitespace().map(|word| word.trim_matches(marks)).find(|word| !word.is_empty())
}
