//! Whether there is anything to see in a text, and a text without what cannot be seen.

/// Characters that take no ink: Unicode's default-ignorable and format characters, and the blanks that count as letters
/// or symbols (a filler of Hangul, the empty cell of braille).
const INVISIBLE: [(char, char); 17] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Those of them that no name and no title needs, and that people paste unawares: what turns the direction of the words
/// that follow (UAX #9, section 2), spaces of no width, tags. What a script needs stays: joiners, variants, and the marks
/// of left and right, which turn nothing round.
const ASTRAY: [(char, char); 7] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{200b}', '\u{200b}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{fff9}', '\u{fffb}'),
    ('\u{e0000}', '\u{e007f}'),
];

/// What turns the direction of the words that follow, in whatever script they are.
const TURNING: [(char, char); 2] = [('\u{202a}', '\u{202e}'), ('\u{2066}', '\u{2069}')];

/// Whether somebody who reads the text sees something: a name of invisible characters names nobody.
pub fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !takes_no_ink(c))
}

pub(super) fn takes_no_ink(c: char) -> bool {
    is_among(&INVISIBLE, c)
}

fn is_among(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// The text on one line: runs of white space and control characters become one space, the ends have none, and what is
/// not seen turns no words round.
pub fn one_line(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let text = text.replace(|c: char| is_among(&ASTRAY, c), "");
    text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text without what turns its words round. Nobody types that, and a title would turn what a page or a letter says
/// after it; the marks of left and right, which a script needs, stay.
pub fn upright(text: &str) -> String {
    text.replace(|c: char| is_among(&TURNING, c), "")
}

/// The words as a sentence: with a full stop, unless they end with a mark of their own.
pub fn sentence(words: &str) -> String {
    let words = words.trim();
    let last = words.trim_end_matches(['"', '”', '»', ')']);
    let stop = if last.is_empty() || last.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{words}{stop}")
}

/// The text upright and without control characters (PostgreSQL takes no NUL), its lines kept, and the ends without white
/// space.
pub fn readable_lines(text: &str) -> String {
    let text = upright(text).replace("\r\n", "\n");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>().trim().to_string()
}
