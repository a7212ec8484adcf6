//! Text with marks, made safe.

use comrak::nodes::{NodeValue, TableAlignment};

/// Text with marks, as safe HTML: raw HTML is dropped, links lead to http, https, mailto and pages of ours, pictures
/// become links (a page asks nothing of other origins), and the highest heading is an `h3`, for it stands in a section
/// of a page.
pub fn markdown(text: &str) -> String {
    markdown_below(text, 2)
}

/// The same where the headings stand below one of `level`.
pub fn markdown_below(text: &str, level: u8) -> String {
    let options = marks();
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, text, &options);
    let mut highest = None;
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &node.data.borrow().value {
            highest = Some(heading.level.min(highest.unwrap_or(6)));
        }
    }
    for node in root.descendants() {
        let mut data = node.data.borrow_mut();
        match &mut data.value {
            NodeValue::Heading(heading) => heading.level = (heading.level + level + 1 - highest.unwrap_or(1)).min(6),
            NodeValue::Table(table) => table.alignments.fill(TableAlignment::None),
            NodeValue::Image(link) => {
                let link = link.clone();
                data.value = NodeValue::Link(link);
            }
            _ => {}
        }
        if let NodeValue::Link(link) = &mut data.value
            && !is_plain(&link.url)
        {
            link.url.clear();
        }
    }
    let mut html = String::new();
    match comrak::format_html(root, &options, &mut html) {
        Ok(()) => html,
        Err(_) => String::new(),
    }
}

/// Which marks there are beside those of CommonMark.
pub fn marks() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.parse.smart = true;
    options
}

/// Whether a link opens no other program than a browser or one for mail, and says which site it leads to.
fn is_plain(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_ours = url.starts_with('/') && !url[1..].starts_with(['/', '\\']);
    is_ours || scheme.is_some_and(|scheme| ["http", "https", "mailto"].contains(&scheme.as_str()))
}
