//! What the house says of itself: what it keeps of people, how anyone can use it, and whom to write to.

use askama::Template;
use rocket::fairing::AdHoc;
use rocket::{get, routes};

use crate::page::{Layout, Page, markdown_below};
use crate::regions::TheNetwork;

#[derive(Template)]
#[template(path = "about/show.html")]
pub struct Show {
    page: Layout,
    lede: String,
    text: String,
}

#[get("/privacy")]
fn privacy(page: Layout) -> Page<Show> {
    Page::ok(Show::of(page, "privacy"))
}

#[get("/accessibility")]
fn accessibility(page: Layout) -> Page<Show> {
    Page::ok(Show::of(page, "accessibility"))
}

impl Show {
    fn of(page: Layout, subject: &str) -> Show {
        let say = |part: &str| page.l.say(&format!("{subject}-{part}"));
        let (title, lede, text) = (say("title"), say("lede"), markdown_below(&say("text"), 1));
        Show { page: page.titled(title, &lede), lede, text }
    }
}

#[derive(Template)]
#[template(path = "about/contact.html")]
pub struct Contact {
    page: Layout,
    /// Each region with the address that it reads.
    regions: Vec<Desk>,
}

struct Desk {
    slug: String,
    name: String,
    accent: &'static str,
    mail: String,
}

#[get("/contact")]
fn contact(page: Layout, network: TheNetwork) -> Page<Contact> {
    let regions = network.top().map(|region| Desk {
        slug: region.slug.clone(),
        name: region.names.get(page.l).to_string(),
        accent: region.accent.code(),
        mail: region.reply_to.clone(),
    });
    let regions = regions.collect();
    let (title, lede) = (page.l.say("contact-title"), page.l.say("contact-lede"));
    Page::ok(Contact { page: page.titled(title, lede), regions })
}

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("about", |rocket| async { rocket.mount("/", routes![privacy, accessibility, contact]) })
}
