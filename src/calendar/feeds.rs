//! A feed: what it holds, where it lies, and how it is written. Past events stay for a year and leave at midnight
//! (UTC), so that within a day the same events are the same bytes.

use std::fmt::Write;

use chrono::{DateTime, Days, NaiveTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio::task;

use super::atom;
use super::entry::{DESCRIPTION, Entry, in_language};
use super::press::Written;
use super::stream::{self, Cover};
use super::zone::Zones;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::Details;
use crate::events::event::{self, Format};
use crate::events::kind::Kind;
use crate::events::listing::{Search, calendar_event};
use crate::language::Language;
use crate::regions::region::Accent;
use crate::regions::{Network, region, series, theme};
use crate::revision;
use crate::slug::Slug;

/// How long a past event stays.
const DAYS: Days = Days::new(365);
/// Octets after which a feed is made shorter.
const LONGEST: usize = 1024 * 1024;

/// Whose events a feed holds.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    All,
    /// With its subregions, what it co-hosts, and what is for every region.
    Region(&'a region::Model),
    Series(&'a series::Model),
    /// The event at this address, past or to come, listed or not.
    Event(Slug<'a>),
}

/// What reads the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Calendar,
    News,
}

impl Form {
    pub fn media_type(self) -> &'static str {
        match self {
            Form::Calendar => "text/calendar; charset=utf-8",
            Form::News => "application/atom+xml; charset=utf-8",
        }
    }
}

/// A feed in one form and language; every filter that is set must hold.
#[derive(Clone, Debug)]
pub struct Feed<'a> {
    pub subject: Subject<'a>,
    pub form: Form,
    pub kind: Option<Kind>,
    pub theme: Option<&'a theme::Model>,
    pub format: Option<Format>,
    pub language: Language,
}

/// What a feed is written from.
pub struct Ground<'a> {
    pub db: &'a Database,
    pub network: &'a Network,
    pub config: &'a Config,
    pub now: DateTime<Utc>,
}

impl Feed<'_> {
    /// Its path with its filters in one order: the name under which it is kept, and its address for those who follow.
    pub fn path(&self) -> String {
        let mut path = match (self.subject, self.form) {
            (Subject::All, Form::Calendar) => "/calendar/all.ics".to_string(),
            (Subject::All, Form::News) => "/feeds/all.atom".to_string(),
            (Subject::Region(region), Form::Calendar) => format!("/calendar/{}.ics", region.slug),
            (Subject::Region(region), Form::News) => format!("/feeds/{}.atom", region.slug),
            (Subject::Series(series), _) => format!("/calendar/series/{}.ics", series.slug),
            (Subject::Event(slug), _) => format!("/events/{slug}.ics"),
        };
        let language = (self.language != Language::default()).then(|| self.language.code());
        let filters = [
            ("kind", self.kind.map(Kind::code)),
            ("theme", self.theme.map(|t| t.slug.as_str())),
            ("format", self.format.map(Format::code)),
            ("lang", language),
        ];
        let mut mark = '?';
        for (name, value) in filters {
            if let Some(value) = value {
                let _ = write!(path, "{mark}{name}={value}");
                mark = '&';
            }
        }
        path
    }

    /// The name of the file, for those who keep one.
    pub fn file_name(&self) -> String {
        let name = match self.subject {
            Subject::All => "samenkomst",
            Subject::Region(region) => &region.slug,
            Subject::Series(series) => &series.slug,
            Subject::Event(slug) => slug.as_str(),
        };
        match self.form {
            Form::Calendar => format!("{name}.ics"),
            Form::News => format!("{name}.atom"),
        }
    }

    /// Writes the feed as it is now.
    pub async fn write(&self, ground: &Ground<'_>) -> Result<Written> {
        // The date first: what is read after it is at least as new.
        let changed = changed(ground).await?;
        let events = self.events(ground).await?;
        // Milliseconds for a large feed, as to press it.
        let text = task::block_in_place(|| match self.form {
            Form::Calendar => Ok(self.calendar(events, ground)),
            Form::News => atom::feed(self, &events, ground.config),
        });
        Ok(Written { text: text?, changed })
    }

    async fn events(&self, ground: &Ground<'_>) -> Result<Vec<Details>> {
        let found = match self.subject {
            Subject::Event(slug) => vec![calendar_event(ground.db, slug).await?.ok_or(Error::NotFound)?],
            _ => self.search(ground.now).events(ground.db, ground.network).await?,
        };
        let mut events = Details::of_all(ground.db, ground.network, found).await?;
        // The same order on every database, so that the bytes are the same.
        events.sort_by_key(|d| (d.event.starts_at, d.event.id));
        Ok(events)
    }

    fn search(&self, now: DateTime<Utc>) -> Search {
        Search {
            region: match self.subject {
                Subject::Region(region) => Some(region.id),
                _ => None,
            },
            series: match self.subject {
                Subject::Series(series) => Some(series.id),
                _ => None,
            },
            kind: self.kind,
            theme: self.theme.map(|t| t.id),
            format: self.format,
            from: Some(oldest(now)),
            with_deleted: self.form == Form::Calendar,
            ..Search::default()
        }
    }

    /// Google stops reading at one megabyte: a feed that would be longer leaves out descriptions, which are a click away,
    /// of what is past and then of what is furthest off, until it fits.
    fn calendar(&self, mut events: Vec<Details>, ground: &Ground<'_>) -> String {
        let mut text = self.stream(&events, ground.config);
        let mut least_read: Vec<usize> = (0..events.len()).collect();
        least_read.sort_by_key(|n| (events[*n].event.is_past(ground.now), *n));
        while text.len() > LONGEST && !least_read.is_empty() {
            let mut left_out = 0;
            while text.len() - LONGEST >= left_out
                && let Some(n) = least_read.pop()
            {
                left_out += events[n].event.description(self.language).len().min(DESCRIPTION);
                leave_out_description(&mut events[n].event);
            }
            text = self.stream(&events, ground.config);
        }
        text
    }

    fn stream(&self, events: &[Details], config: &Config) -> String {
        let zones = Zones::of(events.iter().map(|d| &d.event));
        let language = self.language;
        let entries = events.iter().map(|details| Entry { details, language, config }.published(&zones));
        let cover = Cover {
            language,
            name: self.name(events, config),
            about: self.about(),
            timezone: config.timezone,
            source: format!("{}{}", config.public_url, self.path()),
            page: format!("{}{}", config.public_url, self.page()),
            accent: self.accent(events),
        };
        stream::feed(&cover, &zones, entries)
    }

    /// "Samenkomst · Leuven · Webinar · online"
    pub fn name(&self, events: &[Details], config: &Config) -> String {
        let language = self.language;
        let subject = match self.subject {
            Subject::All => None,
            Subject::Region(region) => Some(region.names.get(language).to_string()),
            Subject::Series(series) => Some(series.titles.get(language).to_string()),
            Subject::Event(_) => events.first().map(|d| d.event.title(language).to_string()),
        };
        let kind = self.kind.map(|kind| kind.name(language));
        let theme = self.theme.map(|theme| theme.names.get(language).to_string());
        let format = self.format.map(|f| language.say(&format!("calendar-format-{}", f.code())));
        let network = config.network_name().to_string();
        let parts = [Some(network), subject, kind, theme, format];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn about(&self) -> String {
        let language = self.language;
        match self.subject {
            Subject::All => language.say("calendar-about-all"),
            Subject::Region(region) => language.fill("calendar-about-region", [("region", region.names.get(language))]),
            Subject::Series(series) => {
                language.fill("calendar-about-series", [("series", series.titles.get(language))])
            }
            Subject::Event(_) => language.say("calendar-about-event"),
        }
    }

    /// The page that shows the same to people.
    pub fn page(&self) -> String {
        let page = match self.subject {
            Subject::All => "/".to_string(),
            Subject::Region(region) => format!("/regions/{}", region.slug),
            Subject::Series(series) => format!("/series/{}", series.slug),
            Subject::Event(slug) => format!("/events/{slug}"),
        };
        in_language(page, self.language)
    }

    fn accent(&self, events: &[Details]) -> Accent {
        match self.subject {
            Subject::Region(region) => region.accent,
            Subject::All => Accent::Vl,
            Subject::Series(_) | Subject::Event(_) => events.first().map_or(Accent::Vl, |d| d.region.accent),
        }
    }
}

fn leave_out_description(event: &mut event::Model) {
    event.description.clear();
    event.translations.all_mut().for_each(|said| said.description.clear());
}

/// The last moment at which any feed may have changed: the last public change, or the midnight at which a past event
/// left. Both are read from the database, so that every process says the same, and says it again after a restart.
pub async fn changed(ground: &Ground<'_>) -> Result<DateTime<Utc>> {
    let newest = newest(ground.db, event::Column::UpdatedAt, ground.now).await?;
    let left = newest_end(ground).await?;
    let raised = revision::raised_at(ground.db).await?;
    Ok([newest, left, raised].into_iter().flatten().max().unwrap_or(DateTime::UNIX_EPOCH))
}

/// When the last of the past events left: the first midnight a year after its end.
async fn newest_end(ground: &Ground<'_>) -> Result<Option<DateTime<Utc>>> {
    let ended = newest(ground.db, event::Column::EndsAt, oldest(ground.now)).await?;
    Ok(ended.map(|ended| match midnight(ended) {
        same if same == ended => same + DAYS,
        before => before + DAYS + Days::new(1),
    }))
}

/// The newest such date of any event, up to `until`.
async fn newest(db: &Database, date: event::Column, until: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let dates = event::Entity::find().select_only().column(date).filter(date.lte(until)).order_by_desc(date);
    Ok(dates.into_tuple().one(db.read()).await?)
}

/// What ended before has left every feed.
pub fn oldest(now: DateTime<Utc>) -> DateTime<Utc> {
    midnight(now) - DAYS
}

fn midnight(now: DateTime<Utc>) -> DateTime<Utc> {
    now.date_naive().and_time(NaiveTime::MIN).and_utc()
}
