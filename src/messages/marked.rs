//! What an organiser types, with marks (Markdown), as a letter shows it: HTML with its styles inline, since letters know
//! no others, and plain text with the addresses of links below their paragraph. Raw HTML is dropped; a line break stays
//! one, for people who never heard of Markdown.

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};

/// What stands for the first name of the reader, in each language.
const NAMES: [&str; 3] = ["{naam}", "{nom}", "{name}"];

/// The most that a text may hold, in characters.
pub const LONGEST: usize = 10_000;

/// The sentence (in `locales/`) that says what is wrong with a text, if anything.
pub fn fault(text: &str) -> Option<&'static str> {
    if text.chars().count() > LONGEST {
        return Some("message-fault-long");
    }
    if has_unknown_placeholder(text) {
        return Some("message-fault-placeholder");
    }
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let leads_elsewhere = |node: &AstNode<'_>| match &node.data.borrow().value {
        NodeValue::Link(link) | NodeValue::Image(link) => !may_lead_to(&link.url),
        _ => false,
    };
    root.descendants().any(leads_elsewhere).then_some("message-fault-link")
}

fn may_lead_to(url: &str) -> bool {
    let url = url.to_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|start| url.starts_with(start))
}

/// "{voornaam}" would stand in the letter as it is.
pub fn has_unknown_placeholder(text: &str) -> bool {
    let rest = NAMES.iter().fold(text.to_string(), |text, name| text.replace(name, ""));
    rest.split('{').skip(1).any(|part| {
        let word: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        !word.is_empty() && part[word.len()..].starts_with('}')
    })
}

/// The text with the reader's name where it belongs.
pub fn named(text: &str, name: &str) -> String {
    NAMES.iter().fold(text.to_string(), |text, placeholder| text.replace(placeholder, name))
}

/// For the HTML part of a letter.
pub fn html(text: &str, name: &str) -> String {
    let arena = Arena::new();
    let root = parse(&arena, text, name);
    number(&arena, root);
    let mut html = String::new();
    match format_html(root, &options(), &mut html) {
        Ok(()) => styled(&html),
        Err(_) => String::new(),
    }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.render.hardbreaks = true;
    options
}

/// The tree with the reader's name in it (put in after parsing, so that no name is a mark), and headings below the
/// letter's own.
fn parse<'a>(arena: &'a Arena<'a>, text: &str, name: &str) -> &'a AstNode<'a> {
    let root = parse_document(arena, text, &options());
    let level = |node: &AstNode<'_>| match node.data.borrow().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let highest = root.descendants().filter_map(level).min().unwrap_or(1);
    for node in root.descendants() {
        let mut data = node.data.borrow_mut();
        match &mut data.value {
            NodeValue::Text(words) => *words = named(words, name).into(),
            NodeValue::Heading(heading) => heading.level = (heading.level - highest + 2).min(3),
            NodeValue::Image(link) => data.value = NodeValue::Link(link.clone()),
            _ => {}
        }
    }
    root
}

/// Stands before a number that is written out, until its list has its style; it means nothing in Unicode.
const NUMBER: char = '\u{e000}';

/// Writes the numbers of lists out, as the plain part does: programs differ in how they number, and some do not.
fn number<'a>(arena: &'a Arena<'a>, root: &'a AstNode<'a>) {
    for list in root.descendants() {
        let NodeValue::List(kind) = &mut list.data.borrow_mut().value else { continue };
        if kind.list_type != ListType::Ordered {
            continue;
        }
        kind.list_type = ListType::Bullet;
        for (item, place) in list.children().zip(kind.start..) {
            let number = AstNode::from(NodeValue::Text(format!("{NUMBER}{place}. ").into()));
            match item.first_child() {
                Some(first) if matches!(first.data.borrow().value, NodeValue::Paragraph) => {
                    first.prepend(arena.alloc(number));
                }
                _ => item.prepend(arena.alloc(number)),
            }
        }
    }
}

/// The tags that the formatter writes, each with its style.
const STYLES: [(&str, &str); 13] = [
    ("<!-- raw HTML omitted -->", ""),
    ("<ul>\n<li>\u{e000}", "<ul style=\"margin:0 0 16px;padding:0;list-style:none;\">\n<li>"),
    ("<ul>\n<li>\n<p>\u{e000}", "<ul style=\"margin:0 0 16px;padding:0;list-style:none;\">\n<li>\n<p>"),
    ("\u{e000}", ""),
    ("<p>", "<p style=\"margin:0 0 16px;\">"),
    ("<ul>", "<ul style=\"margin:0 0 16px;padding:0 0 0 24px;\">"),
    ("<li>", "<li style=\"margin:0 0 6px;\">"),
    ("<h2>", "<h2 class=\"ink\" style=\"margin:24px 0 8px;color:#24182d;font-size:20px;line-height:26px;\">"),
    ("<h3>", "<h3 class=\"ink\" style=\"margin:20px 0 6px;color:#24182d;font-size:17px;line-height:26px;\">"),
    ("<a href=", "<a class=\"lnk\" style=\"color:#4d1f57;\" href="),
    ("<hr />", "<hr class=\"rule\" style=\"margin:24px 0;border:0;border-top:1px solid #e4d9e2;\">"),
    (
        "<blockquote>",
        "<blockquote class=\"rule\" style=\"margin:0 0 16px;padding:0 0 0 16px;border-left:4px solid #e4d9e2;\">",
    ),
    ("<pre>", "<pre style=\"margin:0 0 16px;white-space:pre-wrap;\">"),
];

/// What people typed is escaped, so a tag in the text is one of the formatter's.
fn styled(html: &str) -> String {
    STYLES.iter().fold(html.to_string(), |html, (tag, styled)| html.replace(tag, styled))
}

/// For the plain part of a letter.
pub fn plain(text: &str, name: &str) -> String {
    let arena = Arena::new();
    blocks(parse(&arena, text, name), true).join("\n\n")
}

/// What is said, without the addresses of links, for the line that a mailbox shows.
pub fn words(text: &str, name: &str) -> String {
    let arena = Arena::new();
    blocks(parse(&arena, text, name), false).join("\n\n")
}

fn blocks<'a>(parent: &'a AstNode<'a>, with_addresses: bool) -> Vec<String> {
    parent.children().flat_map(|node| block(node, with_addresses)).filter(|text| !text.trim().is_empty()).collect()
}

fn block<'a>(node: &'a AstNode<'a>, with_addresses: bool) -> Vec<String> {
    let list = match &node.data.borrow().value {
        NodeValue::Paragraph | NodeValue::Heading(_) => {
            let mut links = Vec::new();
            let text = inline(node, &mut links);
            let links = links.into_iter().filter(|_| with_addresses);
            return vec![std::iter::once(text).chain(links).collect::<Vec<_>>().join("\n")];
        }
        NodeValue::CodeBlock(code) => return vec![indented(code.literal.trim_end(), "  ", "  ")],
        NodeValue::ThematicBreak => return vec!["* * *".to_string()],
        NodeValue::HtmlBlock(_) => return Vec::new(),
        NodeValue::List(list) => Some((list.list_type, list.start)),
        NodeValue::BlockQuote => return vec![indented(&blocks(node, with_addresses).join("\n\n"), "  ", "  ")],
        _ => None,
    };
    let Some((kind, start)) = list else { return blocks(node, with_addresses) };
    let items = node.children().enumerate().map(|(index, item)| {
        let sign = match kind {
            ListType::Bullet => "- ".to_string(),
            ListType::Ordered => format!("{}. ", start + index),
        };
        indented(&blocks(item, with_addresses).join("\n"), &sign, "  ")
    });
    vec![items.collect::<Vec<_>>().join("\n")]
}

fn indented(text: &str, first: &str, rest: &str) -> String {
    let lines = text.lines().enumerate().map(|(n, line)| format!("{}{line}", if n == 0 { first } else { rest }));
    lines.collect::<Vec<_>>().join("\n")
}

fn inline<'a>(parent: &'a AstNode<'a>, links: &mut Vec<String>) -> String {
    let mut text = String::new();
    for node in parent.children() {
        match &node.data.borrow().value {
            // Two blanks in a row would be taken for a column.
            NodeValue::Text(words) => text.push_str(&words.replace("  ", " ")),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push('\n'),
            NodeValue::HtmlInline(_) => {}
            NodeValue::Link(link) => {
                let label = inline(node, links);
                let address = link.url.strip_prefix("mailto:").unwrap_or(&link.url);
                text.push_str(&label);
                if label != address && label != link.url {
                    links.push(address.to_string());
                }
            }
            _ => text.push_str(&inline(node, links)),
        }
    }
    text
}
