//! Text with marks (Markdown) as plain text, for calendars that show nothing else.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

/// The words of `markdown`, a paragraph a line. Raw HTML is left out; a link shows where it leads.
pub fn plain(markdown: &str) -> String {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.parse.smart = true;
    let arena = Arena::new();
    let mut text = String::new();
    for edge in parse_document(&arena, markdown, &options).traverse() {
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
        NodeValue::Link(link) if !text.ends_with(&link.url) && !link.url.starts_with("mailto:") => {
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

fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.trim_end_matches('.').contains('.'))
}
