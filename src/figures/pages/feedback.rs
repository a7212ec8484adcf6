//! How those who came found it, in their words.

use askama::Template;
use rocket::get;

use super::parts::{Card, average};
use super::taking_away::Sheet;
use crate::database::Database;
use crate::drawing;
use crate::error::Result;
use crate::events::access::event_for;
use crate::events::desk_head::{EventHead, Tab};
use crate::events::{Details, event};
use crate::exports::{Dialect, harmless};
use crate::feedback::{Score, Summary, Words};
use crate::figures::sheet;
use crate::language::{Language, Passage};
use crate::messages::sent_thanks;
use crate::organisers::{Deed, DeskBar, SignedIn, may};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "figures/feedback.html")]
pub struct EventFeedback {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    /// Why nobody is asked, or nobody is told; or that nobody was asked yet.
    note: Option<String>,
    cards: Vec<Card>,
    scores: Vec<ScoreLine>,
    questions: Vec<Question>,
    may_take_away: bool,
}

/// A score, and how many gave it.
struct ScoreLine {
    words: String,
    dots: String,
    people: String,
}

/// A question, and what was written to it.
struct Question {
    id: &'static str,
    words: Passage,
    texts: Vec<Passage>,
}

#[get("/organise/events/<slug>/feedback")]
pub async fn show(slug: Slug<'_>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<EventFeedback>> {
    let (l, now) = (page.l, at.clock.now());
    let details = event_for(at.db, &at.network, &who, Deed::ReadRegistrations, slug).await?;
    let summary = Summary::of(at.db, &details.event, now).await?;
    let is_silent = summary.asked == 0 && summary.answered == 0;
    let silence = || is_silent.then(|| l.count("feedback-asked-hint", 0));
    let may_take_away = may(&who, Deed::ExportRegistrations, &details.hosts(), &at.network).is_ok();
    Ok(Page::ok(EventFeedback {
        bar: DeskBar::of(&who),
        head: EventHead::of(&details, l, (now, at.config.timezone), &who, &at.network, Tab::Feedback),
        note: hushed(at.db, &details.event).await?.map(|key| l.say(key)).or_else(silence),
        cards: if is_silent { Vec::new() } else { cards(&summary, l) },
        scores: score_lines(&summary, l),
        questions: questions(&summary, &details.event, l),
        may_take_away: may_take_away && summary.answered > 0,
        page: page.about(l.say("tab-feedback"), details.event.title(l)).hidden(),
    }))
}

#[get("/organise/events/<slug>/feedback.csv?<dialect>")]
pub async fn take_away(
    slug: Slug<'_>,
    dialect: Option<&str>,
    who: SignedIn,
    l: Language,
    at: Reception<'_>,
) -> Result<Sheet> {
    let details = event_for(at.db, &at.network, &who, Deed::ExportRegistrations, slug).await?;
    let summary = Summary::of(at.db, &details.event, at.clock.now()).await?;
    let bytes = sheet::bytes(lines(&summary, &details, l), Dialect::of_code(dialect))?;
    Ok(Sheet::holding(format!("{}-{}", details.event.slug, l.say("feedback-file")), bytes))
}

/// Why nobody is asked, or nobody hears of it by itself: whoever sees few answers would wonder.
async fn hushed(db: &Database, event: &event::Model) -> Result<Option<&'static str>> {
    if !event.asks_feedback {
        return Ok(Some("feedback-off"));
    }
    if event.cancelled_at.is_some() {
        return Ok(Some("feedback-cancelled"));
    }
    let is_told = event.thanks || sent_thanks::of_event(db.read(), event).await?.iter().any(|sent| sent.question);
    Ok((!is_told).then_some("feedback-untold"))
}

fn cards(summary: &Summary, l: Language) -> Vec<Card> {
    let (asked, answered) = (summary.asked as i64, summary.answered as i64);
    let total = summary.scores.map(|scores| scores.total() as i64);
    let of_whom = total.map_or_else(|| l.say("feedback-few"), |total| l.count("feedback-average-of", total));
    vec![
        Card {
            name: l.say("feedback-asked"),
            number: l.number(asked),
            chart: String::new(),
            caption: l.count("feedback-asked-hint", asked),
        },
        Card {
            name: l.say("feedback-answered"),
            number: l.number(answered),
            chart: drawing::part(answered, asked),
            caption: l.with("feedback-answered-of", [("n", answered.into()), ("of", asked.into())]),
        },
        average(summary.scores, of_whom, l),
    ]
}

/// The best on top.
fn score_lines(summary: &Summary, l: Language) -> Vec<ScoreLine> {
    let Some(scores) = &summary.scores else { return Vec::new() };
    let counts: Vec<i64> = scores.0.iter().map(|people| *people as i64).collect();
    let unit = drawing::unit(&counts, 20);
    let line = |(score, people): (Score, u64)| ScoreLine {
        words: score.words(l),
        dots: drawing::line(people as i64, unit),
        people: l.number(people as i64),
    };
    let mut lines: Vec<ScoreLine> = scores.each().map(line).collect();
    lines.reverse();
    lines
}

/// Those to which something was written.
fn questions(summary: &Summary, event: &event::Model, l: Language) -> Vec<Question> {
    let ours = |key: &str| Passage::new(l.say(key), Some(l), l);
    let all = [
        ("take-along", ours("feedback-take-along"), &summary.take_along),
        ("to-improve", ours("feedback-to-improve"), &summary.to_improve),
        ("own", own_question(event, l), &summary.own_answers),
    ];
    let question = |(id, words, written): (&'static str, Passage, &Vec<Words>)| {
        let texts = written.iter().map(|said| Passage::new(&said.text, said.language, l));
        Question { id, words, texts: texts.collect() }
    };
    all.into_iter().map(question).filter(|question| !question.texts.is_empty()).collect()
}

/// The organiser's own, or that there was one: it may have been taken out since.
fn own_question(event: &event::Model, l: Language) -> Passage {
    let asked = event.feedback_question.passage(l);
    if asked.is_empty() { Passage::new(l.say("feedback-own"), Some(l), l) } else { asked }
}

/// One line for each score that was given, and one for each text: nothing says which are one person's.
fn lines(summary: &Summary, details: &Details, l: Language) -> Vec<Vec<String>> {
    let heading = |key: &str| l.say(&format!("feedback-sheet-{key}"));
    let mut lines = vec![vec![heading("question"), heading("answer"), heading("count")]];
    for (score, people) in summary.scores.iter().flat_map(|scores| scores.each()) {
        let answer = format!("{} ({})", score.words(l), score.number());
        lines.push(vec![l.say("feedback-score"), answer, people.to_string()]);
    }
    for question in questions(summary, &details.event, l) {
        let line = |text: &Passage| vec![harmless(&question.words), harmless(text), "1".to_string()];
        lines.extend(question.texts.iter().map(line));
    }
    lines
}
