//! Lines of text in letters: one line, a clipped line, 72 columns.

use crate::language::one_line;

/// The width of the text part (the old habit of mail; RFC 3676, section 4.2, asks for fewer than 78).
const COLUMNS: usize = 72;

/// The text on one line: runs of white space and control characters become one space. What a reader would take for an
/// encoded word in a header (RFC 2047, section 2) is told apart from one.
pub fn single(text: &str) -> String {
    one_line(text).replace("=?", "= ?")
}

/// The text in at most `most` characters, cut between words and not after a short one, with a mark that something is
/// missing.
pub fn clip(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    let mut whole = start.rsplit_once(char::is_whitespace).map_or(start.as_str(), |(words, _)| words);
    while let Some((words, last)) = whole.rsplit_once(char::is_whitespace) {
        if last.chars().filter(|c| c.is_alphanumeric()).count() > 2 {
            break;
        }
        whole = words;
    }
    let loose = |c: char| c.is_whitespace() || ",:;.–-&«(\"“".contains(c);
    format!("{}…", whole.trim_end_matches(loose))
}

/// A word before a fact, in a column of its own.
pub fn label(text: &str) -> String {
    format!("{text:<10}")
}

/// The text in lines of 72 columns where words allow it, without blanks at the end of lines, and with at most two
/// empty lines in a row. A line with a label goes on under its fact, one of a list under its words.
pub fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.trim_end();
        let empty = lines.iter().rev().take_while(|l| l.is_empty()).count();
        if line.is_empty() && (lines.is_empty() || empty == 2) {
            continue;
        }
        wrap(line, &mut lines);
    }
    let mut text = lines.join("\n");
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn wrap(line: &str, lines: &mut Vec<String>) {
    let listed = if line.starts_with("- ") { 2 } else { 0 };
    let indent = line.find("  ").map_or(listed, |gap| {
        let fact = line[gap..].trim_start();
        line[..line.len() - fact.len()].chars().count()
    });
    let mut current = String::new();
    for (place, word) in line.split(' ').enumerate() {
        let width = current.chars().count() + 1 + word.chars().count();
        if width > COLUMNS && !word.is_empty() && !current.trim().is_empty() {
            lines.push(current.trim_end().to_string());
            current = " ".repeat(indent) + word;
            continue;
        }
        if place > 0 {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current.trim_end().to_string());
}
