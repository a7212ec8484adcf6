//! A calendar stream read strictly, as RFC 5545 says, and by nothing of ours.

use std::collections::BTreeMap;

/// A calendar stream read strictly: its entries, each with its properties by name. Panics where RFC 5545, section 3.1,
/// is not kept, or where a fold cuts what belongs together.
pub fn strictly(stream: &str) -> Vec<BTreeMap<String, Vec<String>>> {
    assert!(stream.ends_with("\r\n"));
    let mut lines: Vec<String> = Vec::new();
    for line in stream.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.is_empty(), "{line}");
        assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
        let slashes = line.len() - line.trim_end_matches('\\').len();
        assert_eq!(slashes % 2, 0, "an escape is cut: {line}");
        match line.strip_prefix(' ') {
            Some(more) => lines.last_mut().expect("a line to go on").push_str(more),
            None => lines.push(line.to_string()),
        }
    }
    let mut entries = Vec::new();
    let mut inside: Vec<String> = Vec::new();
    for line in lines {
        let name_length = line.find([':', ';']).expect("a name");
        let (name, value) = line.split_at(name_length);
        assert!(name.bytes().all(|b| b.is_ascii_uppercase() || b == b'-'), "{line}");
        match name {
            "BEGIN" => {
                inside.push(value[1..].to_string());
                if value == ":VEVENT" {
                    entries.push(BTreeMap::<String, Vec<String>>::new());
                }
            }
            "END" => assert_eq!(inside.pop().as_deref(), Some(&value[1..])),
            name if inside.last().is_some_and(|i| i == "VEVENT") => {
                let entry = entries.last_mut().expect("an entry");
                entry.entry(name.to_string()).or_default().push(value.trim_start_matches(':').to_string());
            }
            _ => {}
        }
    }
    assert!(inside.is_empty());
    entries
}

/// A TEXT value as it was meant; panics at an escape that RFC 5545 does not know, and at what should be escaped.
pub fn meant(value: &str) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => text.push(match characters.next() {
                Some('n') => '\n',
                Some(c @ ('\\' | ';' | ',')) => c,
                other => panic!("an escape of {other:?} in {value}"),
            }),
            ';' | ',' => panic!("a bare {c} in {value}"),
            c => text.push(c),
        }
    }
    text
}
