//! A region's agenda on its own website: the code of a frame, to be pasted there.

use askama::Template;

use super::region;
use crate::page::Layout;

#[derive(Template)]
#[template(path = "embed/frame.html")]
struct Frame<'a> {
    page: &'a Layout,
    slug: &'a str,
    /// What a screen reader says of the frame.
    title: String,
}

/// The code, in the language of the page that shows it. It names that language: the website round the frame is in one,
/// whatever the browsers of its visitors prefer.
pub fn code(region: &region::Model, page: &Layout) -> String {
    let title = page.l.fill("embed-title-region", [("region", region.names.get(page.l))]);
    Frame { page, slug: &region.slug, title }.to_string()
}
