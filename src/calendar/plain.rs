//! Text with marks (Markdown) as plain text, for calendars that show nothing else.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};

use crate::page::marks;

/// The words of `markdown`, a paragraph a line. Raw HTML is left out; a link shows where it leads.
pub fn plain(markdown: &str) -> String {
    let arena = Arena::new();
    let mut text = String::new();
    for edge in parse_document(&arena, markdown, &marks()).traverse() {
        match edge {
            NodeEdge::Start(node) => open(node, &mut text),
            NodeEdge::End(node) => close(node, &mut text),
        }
    }
    text.trim().to_string()
}

fn open<'a>(node: &'a AstNode<'a>, text: &mut String) {
    match &node.data.borrow().value {
        NodeValue::Text(words) => text.push_str(words),
        NodeValue::Code(code) => text.push_str(&code.literal),
        NodeValue::CodeBlock(code) => text.push_str(&code.literal),
        NodeValue::SoftBreak => text.push(' '),
        NodeValue::LineBreak => text.push('\n'),
        NodeValue::Item(_) => text.push_str("- "),
        _ => {}
    }
}

fn close<'a>(node: &'a AstNode<'a>, text: &mut String) {
    match &node.data.borrow().value {
        NodeValue::Link(link) if !text.ends_with(shown(&link.url)) && !link.url.starts_with("mailto:") => {
            text.push_str(&format!(" ({})", link.url));
        }
        NodeValue::Paragraph
        | NodeValue::Heading(_)
        | NodeValue::Item(_)
        | NodeValue::CodeBlock(_)
        | NodeValue::TableRow(_)
            if !text.ends_with('\n') =>
        {
            text.push('\n');
        }
        NodeValue::TableCell => text.push(' '),
        _ => {}
    }
}

/// The address as people write it who leave its beginning out.
fn shown(url: &str) -> &str {
    url.strip_prefix("http://").filter(|rest| rest.starts_with("www.")).unwrap_or(url)
}

/// At most `limit` characters of a text, up to the end of a word.
pub fn brief(text: &str, limit: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(limit) else {
        return text.to_string();
    };
    let kept = &text[..cut];
    let end = kept.rfind(char::is_whitespace).unwrap_or(cut);
    format!("{} …", kept[..end].trim_end_matches([' ', '\n', ',', ';', '.']))
}

/// The text without e-mail addresses and without `secret` (a join link): a feed is copied to places from where nothing
/// can be taken back.
pub fn fit_for_all(text: &str, secret: Option<&str>) -> String {
    let secret = secret.map(str::trim).filter(|s| !s.is_empty());
    let open = secret.map_or_else(|| text.to_string(), |secret| text.replace(secret, "…"));
    open.split_inclusive(char::is_whitespace)
        .map(|word| if is_address(word.trim()) { word.replace(word.trim(), "…") } else { word.to_string() })
        .collect()
}

/// Whether an e-mail address stands in the word: a name, an @ and a host. Where an @ has no name before it, maps say a
/// place (`/@50.87,4.70,17z`) and people who they are elsewhere (`/@caw.be`, `@caw@sociaal.example`).
fn is_address(word: &str) -> bool {
    let is_of_a_name = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    word.match_indices('@').any(|(at, _)| {
        let (user, host) = (&word[..at], &word[at + 1..]);
        let before = user.trim_end_matches(is_of_a_name);
        before.len() < user.len() && !before.ends_with('@') && host.trim_end_matches('.').contains('.')
    })
}
