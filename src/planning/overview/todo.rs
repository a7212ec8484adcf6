//! What waits for an organiser's hand, most urgent first.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

use crate::database::Database;
use crate::error::Result;
use crate::events::event::{self, Format};
use crate::language::Language;
use crate::messages::thanking;
use crate::planning::shelf::of_regions;

/// How many things are asked for at once; more would only discourage.
const MOST: usize = 6;
/// How long before it begins an online event should have its link.
const LINK: Duration = Duration::days(7);
/// How long before it begins a draft should be online.
const DRAFT: Duration = Duration::days(56);
/// How long after the end a recording is asked for.
const RECORDING: Duration = Duration::days(30);

/// One thing to do, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    pub path: String,
    pub what: String,
    pub why: String,
}

/// Reads at most a few events of each sort.
pub async fn list(db: &Database, l: Language, now: DateTime<Utc>, regions: &[i32]) -> Result<Vec<Todo>> {
    let mut todos = Vec::new();
    for sort in Sort::ALL {
        let found = of_regions(regions).filter(sort.holds(now)).order_by_asc(event::Column::StartsAt);
        let events = found.limit(MOST as u64).all(db.read()).await?;
        for event in &events {
            let is_told =
                matches!(sort, Sort::Recording) && thanking::would_tell_of_recording(db.read(), event, now).await?;
            todos.push(sort.todo(event, is_told, l, now));
        }
    }
    todos.truncate(MOST);
    Ok(todos)
}

/// Why an event waits for a hand.
#[derive(Clone, Copy)]
enum Sort {
    /// It is today, or early tomorrow: people come to the door.
    Today,
    /// It begins soon, or has begun, and nobody can join it.
    Link,
    /// It is full, or one of its stops is, and people wait.
    Full,
    /// It begins soon and is not online.
    Draft,
    /// It is over and there is nothing to watch or read yet.
    Recording,
}

impl Sort {
    const ALL: [Sort; 5] = [Sort::Today, Sort::Link, Sort::Full, Sort::Draft, Sort::Recording];

    fn holds(self, now: DateTime<Utc>) -> Condition {
        use event::Column;
        let published = Condition::all().add(Column::PublishedAt.is_not_null()).add(Column::CancelledAt.is_null());
        match self {
            Sort::Today => published
                .add(Column::StartsAt.lt(now + Duration::hours(12)))
                .add(Column::EndsAt.gt(now))
                .add(Column::Format.ne(Format::Online)),
            Sort::Link => published
                .add(Column::StartsAt.lt(now + LINK))
                .add(Column::EndsAt.gt(now))
                .add(Column::Format.ne(Format::InPerson))
                .add(Column::JoinUrl.is_null()),
            Sort::Full => published.add(Column::StartsAt.gt(now)).add(Column::Waiting.gt(0)),
            Sort::Draft => Condition::all()
                .add(Column::PublishedAt.is_null())
                .add(Column::CancelledAt.is_null())
                .add(Column::StartsAt.gt(now))
                .add(Column::StartsAt.lt(now + DRAFT)),
            Sort::Recording => published
                .add(Column::EndsAt.lte(now))
                .add(Column::EndsAt.gt(now - RECORDING))
                .add(Column::Format.ne(Format::InPerson))
                .add(Column::RecordingUrl.is_null())
                .add(Expr::col(Column::Materials).cast_as(Alias::new("text")).eq("[]")),
        }
    }

    /// `is_told`: those who came would hear of a recording.
    fn todo(self, event: &event::Model, is_told: bool, l: Language, now: DateTime<Utc>) -> Todo {
        let starts = event.starts_at.with_timezone(&event.zone());
        let is_tomorrow = event.first_day() > event.day_of(now);
        let (what, why, page) = match self {
            Sort::Today if event.starts_at <= now => ("todo-today", "todo-now-why", "/door"),
            Sort::Today if is_tomorrow => ("todo-tomorrow", "todo-tomorrow-why", "/door"),
            Sort::Today => ("todo-today", "todo-today-why", "/door"),
            Sort::Link => ("todo-linkless", "todo-linkless-why", "#f-join_url"),
            Sort::Full if event.is_full_at_a_stop() => ("todo-stop-full", "todo-full-why", ""),
            Sort::Full => ("todo-full", "todo-full-why", ""),
            Sort::Draft => ("todo-draft", "todo-draft-why", ""),
            Sort::Recording if is_told => ("todo-recording", "todo-recording-why", ""),
            Sort::Recording => ("todo-recording", "todo-recording-missed", ""),
        };
        let (date, time) = (l.date(starts.date_naive()), l.spoken(starts.time()));
        let said = |key: &str| l.fill(key, [("title", event.title(l)), ("date", &date), ("time", &time)]);
        Todo {
            path: format!("/organise/events/{}{page}", event.slug),
            what: said(what),
            why: if matches!(self, Sort::Full) { l.count(why, event.waiting) } else { said(why) },
        }
    }
}
