//! The HTML of a letter as a mail program sees it: its tags, and each piece of text with the colours that it is set in,
//! by day and by night.

use std::collections::BTreeMap;

/// A piece of text and the colours that it is written in, on what.
#[derive(Debug)]
pub struct Ink {
    pub text: String,
    pub light: (String, String),
    pub dark: (String, String),
}

/// The elements that have no end.
const VOID: [&str; 5] = ["meta", "br", "img", "hr", "link"];

pub struct Tag {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
}

/// The start tags of a page, comments (which are Outlook's) left out.
pub fn tags(html: &str) -> Vec<Tag> {
    pieces(html).into_iter().filter_map(|piece| piece.ok()).filter(|tag| !tag.name.starts_with('/')).collect()
}

/// What a reader sees, hidden and decorative pieces left out.
pub fn inks(html: &str) -> Vec<Ink> {
    let night = night(html);
    let mut open: Vec<(String, [String; 4], bool)> = Vec::new();
    let mut inks = Vec::new();
    for piece in pieces(html) {
        let paper = || ["#000000", "#ffffff", "#000000", "#ffffff"].map(str::to_string);
        let (colours, hidden) = open.last().map_or_else(|| (paper(), false), |(_, c, h)| (c.clone(), *h));
        match piece {
            Ok(tag) if tag.name.starts_with('/') => {
                let (name, ..) = open.pop().expect("an open element");
                assert_eq!(format!("/{name}"), tag.name, "elements that cross");
            }
            Ok(tag) if VOID.contains(&tag.name.as_str()) || tag.name == "!doctype" => {}
            Ok(tag) => {
                let above = open.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>();
                let (colours, quiet) = painted(&tag, &above, colours, &night);
                open.push((tag.name, colours, hidden || quiet));
            }
            Err(text) if hidden || text.replace("&nbsp;", "").trim().is_empty() => {}
            Err(text) => {
                let [ink, paper, dark_ink, dark_paper] = colours;
                inks.push(Ink { text, light: (ink, paper), dark: (dark_ink, dark_paper) });
            }
        }
    }
    inks
}

/// The colours inside a tag, from those outside it; and whether nobody reads what is in it.
fn painted(
    tag: &Tag,
    above: &[&str],
    mut colours: [String; 4],
    night: &[(String, String, String)],
) -> ([String; 4], bool) {
    let attribute = |name: &str| tag.attributes.get(name).map_or("", String::as_str);
    let style = attribute("style");
    for (property, place) in [("color", 0), ("background", 1)] {
        if let Some(value) = declared(style, property) {
            colours[place].clone_from(&value);
            colours[place + 2] = value;
        }
    }
    for (selector, property, value) in night {
        if applies(selector, tag, above, attribute("class")) {
            colours[if property == "color" { 2 } else { 3 }].clone_from(value);
        }
    }
    let quiet = attribute("aria-hidden") == "true" || style.contains("display:none");
    (colours, quiet || matches!(tag.name.as_str(), "style" | "title" | "head"))
}

/// Whether `.ink`, `a.lnk` or `.btn a` speaks of this tag; our sheet nests no class but the button's.
fn applies(selector: &str, tag: &Tag, above: &[&str], classes: &str) -> bool {
    if let Some((_, element)) = selector.split_once(' ') {
        return tag.name == element && above.contains(&"a") | (element == "a") && classes.is_empty();
    }
    let (element, class) = selector.split_once('.').unwrap_or((selector, ""));
    (element.is_empty() || element == tag.name) && classes.split(' ').any(|c| c == class)
}

/// The colours of the block for dark mode: selector, property, value.
fn night(html: &str) -> Vec<(String, String, String)> {
    let (_, block) = html.split_once("prefers-color-scheme: dark) {").expect("a block for dark mode");
    let block = block.split("</style>").next().unwrap_or_default();
    let mut rules = Vec::new();
    for rule in block.split('}').filter(|rule| rule.contains('{')) {
        let (selectors, style) = rule.split_once('{').expect("a rule");
        for selector in selectors.split(',') {
            for property in ["color", "background"] {
                if let Some(value) = declared(style, property) {
                    rules.push((selector.trim().to_string(), property.to_string(), value));
                }
            }
        }
    }
    rules
}

fn declared(style: &str, property: &str) -> Option<String> {
    let of = |part: &str| part.split_once(':').filter(|(name, _)| name.trim() == property).map(|(_, v)| v.to_string());
    style.split(';').find_map(of).map(|value| value.replace("!important", "").trim().to_string())
}

/// Tags and texts in order.
fn pieces(html: &str) -> Vec<Result<Tag, String>> {
    let mut pieces = Vec::new();
    let (first, rest) = html.split_once("<!--").unwrap_or((html, ""));
    let shown: String = rest.split("<!--").filter_map(|part| part.split_once("-->")).map(|(_, after)| after).collect();
    for part in (first.to_string() + &shown).split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag that ends");
        pieces.push(Ok(parsed(tag)));
        if !text.is_empty() {
            pieces.push(Err(text.to_string()));
        }
    }
    pieces
}

fn parsed(tag: &str) -> Tag {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = BTreeMap::new();
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, further) = after.split_once('"').expect("a value in quotes");
        attributes.insert(name.trim().to_lowercase(), value.to_string());
        rest = further;
    }
    Tag { name: name.to_lowercase(), attributes }
}

/// How far two colours stand apart (WCAG 2.2, "contrast ratio"): from 1 to 21.
pub fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&hex[at..at + 2], 16).unwrap_or_else(|_| panic!("{hex} is no colour"));
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
