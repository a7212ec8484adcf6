//! News of a region for news readers (Atom, RFC 4287): the events that were published last. An entry has the identity
//! that the event has in calendars.

use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};

use super::entry::Entry;
use super::feeds::Feed;
use super::plain::fit_for_all;
use super::text::clean;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::events::Details;
use crate::page::markdown;

/// How many entries a feed has.
const NEWEST: usize = 50;

#[derive(Template)]
#[template(path = "calendar/news.xml")]
struct News {
    language: &'static str,
    title: String,
    about: String,
    author: String,
    address: String,
    page: String,
    updated: String,
    entries: Vec<Item>,
}

struct Item {
    id: String,
    title: String,
    address: String,
    calendar: String,
    author: String,
    updated: String,
    published: String,
    categories: Vec<String>,
    summary: String,
    html: String,
}

/// All there is to read: what, when and where, the stops, and the description.
#[derive(Template)]
#[template(path = "calendar/news_story.html")]
struct Story<'a> {
    told: &'a [String],
    stops: &'a [String],
    /// HTML.
    description: &'a str,
}

/// The newest of these events as an Atom feed.
pub fn feed(feed: &Feed<'_>, events: &[Details], config: &Config) -> Result<String> {
    let mut newest: Vec<&Details> = events.iter().collect();
    newest.sort_by_key(|d| (std::cmp::Reverse(d.event.published_at), d.event.id));
    newest.truncate(NEWEST);
    let changed = newest.iter().map(|d| d.changed_at()).max();
    let entries = newest.iter().map(|details| {
        let entry = Entry { details, language: feed.language, config };
        item(&entry)
    });
    let news = News {
        language: feed.language.tag(),
        title: text(&feed.name(events, config)),
        author: text(config.network_name()),
        about: feed.language.say("calendar-about-news"),
        address: format!("{}{}", config.public_url, feed.path()),
        page: format!("{}{}", config.public_url, feed.page()),
        updated: moment(changed.unwrap_or(DateTime::UNIX_EPOCH)),
        entries: entries.collect::<Result<_>>()?,
    };
    news.render().map_err(|e| Error::Internal(e.to_string()))
}

fn item(entry: &Entry<'_>) -> Result<Item> {
    let (event, language) = (&entry.details.event, entry.language);
    let open = |words: &str| text(&fit_for_all(words, event.join_url.as_deref()));
    let day = language.date_line(event.first_day());
    let hours = language.hours(event.starts_at, event.ends_at, event.zone());
    let when = [Some(day), Some(hours), entry.place()];
    let when = when.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let summary = event.summary(language).to_string();
    let told = [entry.reason(), when, entry.also_online(), summary].map(|told| open(told.trim()));
    let told: Vec<String> = told.into_iter().filter(|told| !told.is_empty()).collect();
    let stops: Vec<String> = entry.details.stops.iter().map(|stop| open(&entry.stop(stop))).collect();
    let description = text(&markdown(&open(event.description(language))));
    let story = Story { told: &told, stops: &stops, description: &description };
    Ok(Item {
        id: format!("urn:uuid:{}", event.uid),
        title: text(&entry.title()),
        address: entry.address(),
        calendar: entry.calendar(),
        author: text(entry.details.region.names.get(language)),
        updated: moment(entry.details.changed_at()),
        published: moment(event.published_at.unwrap_or(event.created_at)),
        categories: entry.categories().iter().map(|c| text(c)).collect(),
        summary: told.join("\n"),
        html: story.render().map_err(|e| Error::Internal(e.to_string()))?,
    })
}

/// Text without what XML cannot hold (XML 1.0, section 2.2); the template escapes the rest.
fn text(typed: &str) -> String {
    clean(typed).replace(['\u{fffe}', '\u{ffff}'], "")
}

/// RFC 3339, in UTC.
fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
