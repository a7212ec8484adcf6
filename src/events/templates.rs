//! What an event of each kind usually is: how long, where, for how many, what is asked and what it says. A beginning,
//! to be changed at will. The texts are in `locales/`, under `template-…`.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::event::Format;
use super::input::{EventInput, PointInput, QuestionInput, StopInput, Wording};
use super::kind::Kind;
use super::question::QuestionKind;
use crate::language::{Language, Texts};

/// The usual event of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// On the clock: hour and minute.
    pub starts: (u32, u32),
    pub minutes: i64,
    pub format: Format,
    /// None: no limit.
    pub capacity: Option<i32>,
    pub questions: &'static [Question],
    /// When each stop begins, in minutes after the event, how long it takes, and for how many.
    pub stops: &'static [(i64, i64, i32)],
    /// Points of the programme: minutes after the beginning, and the key of the words.
    pub programme: &'static [(i64, &'static str)],
    /// Minutes before.
    pub reminders: &'static [i32],
    /// Whoever opens the link counts as present.
    pub joining_counts: bool,
}

/// A question that is usual; its words are under `template-question-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Diet,
    Access,
    Expectation,
}

const HOUR: i32 = 60;
const DAY: i32 = 24 * HOUR;
const WEEK: i32 = 7 * DAY;

/// What most of them have in common.
const USUAL: Template = Template {
    starts: (13, 30),
    minutes: 120,
    format: Format::InPerson,
    capacity: Some(60),
    questions: &[Question::Access],
    stops: &[],
    programme: &[],
    reminders: &[2 * DAY],
    joining_counts: false,
};

const WEBINAR: Template = Template {
    starts: (12, 30),
    minutes: 60,
    format: Format::Online,
    capacity: Some(250),
    questions: &[Question::Expectation],
    reminders: &[DAY, HOUR],
    joining_counts: true,
    ..USUAL
};

const PRACTICE_SAFARI: Template = Template {
    minutes: 180,
    capacity: Some(45),
    stops: &[(30, 40, 15), (80, 40, 15), (130, 40, 15)],
    programme: &[(0, "welcome"), (170, "closing")],
    ..USUAL
};

const WORLD_SOCIAL_WORK_DAY: Template = Template {
    starts: (14, 0),
    minutes: 180,
    capacity: Some(120),
    questions: &[Question::Diet, Question::Access],
    programme: &[(0, "welcome"), (120, "toast")],
    reminders: &[WEEK, DAY],
    ..USUAL
};

const STEERING_GROUP: Template = Template {
    starts: (10, 0),
    format: Format::Hybrid,
    capacity: Some(25),
    questions: &[],
    reminders: &[WEEK, DAY],
    ..USUAL
};

const CONFERENCE: Template = Template {
    starts: (9, 30),
    minutes: 7 * 60,
    capacity: Some(250),
    questions: &[Question::Diet, Question::Access],
    programme: &[(0, "welcome"), (150, "lunch"), (390, "closing")],
    reminders: &[WEEK, DAY],
    ..USUAL
};

impl Template {
    /// The usual event of this kind.
    pub fn of(kind: Kind) -> Template {
        match kind {
            Kind::Webinar => WEBINAR,
            Kind::PracticeSafari => PRACTICE_SAFARI,
            Kind::WorldSocialWorkDay => WORLD_SOCIAL_WORK_DAY,
            Kind::Gathering => Template { capacity: Some(80), programme: &[(0, "welcome")], ..USUAL },
            Kind::WorkingSession => Template { capacity: Some(20), questions: &[Question::Expectation], ..USUAL },
            Kind::PracticeVisit => Template { minutes: 150, capacity: Some(25), ..USUAL },
            Kind::StakeholderMeeting => Template { capacity: Some(40), ..USUAL },
            Kind::SteeringGroup => STEERING_GROUP,
            Kind::Conference => CONFERENCE,
        }
    }

    /// The usual hour of beginning.
    fn starts(&self) -> NaiveTime {
        NaiveTime::from_hms_opt(self.starts.0, self.starts.1, 0).unwrap_or_default()
    }
}

/// What is new about an event that begins with a template, or with nothing.
#[derive(Clone, Debug)]
pub struct Beginning<'a> {
    pub title: &'a str,
    pub kind: Kind,
    /// The slug of the host.
    pub region: &'a str,
    pub day: NaiveDate,
    /// None: the usual hour.
    pub starts: Option<NaiveTime>,
    /// Whether the kind's usual questions, stops and texts are wanted.
    pub with_template: bool,
    /// The language of the texts.
    pub language: Language,
}

impl Beginning<'_> {
    /// What the organiser's program would send to make it.
    pub fn input(&self) -> EventInput {
        let template = Template::of(self.kind);
        let starts = self.day.and_time(self.starts.unwrap_or_else(|| template.starts()));
        let after = |minutes: i64| (starts + TimeDelta::minutes(minutes)).format("%Y-%m-%dT%H:%M").to_string();
        let bare = EventInput {
            title: Some(self.title.to_string()),
            kind: Some(self.kind.code().to_string()),
            region: Some(self.region.to_string()),
            starts_at: Some(after(0)),
            ends_at: Some(after(template.minutes)),
            format: Some(template.format.code().to_string()),
            ..EventInput::default()
        };
        if !self.with_template {
            return bare;
        }
        let l = self.language;
        let stop = |(number, (from, minutes, capacity)): (i64, &(i64, i64, i32))| StopInput {
            title: each(|l| l.count("template-stop", number)),
            starts_at: after(*from),
            ends_at: after(from + minutes),
            capacity: Some(*capacity),
            ..StopInput::default()
        };
        let point = |(from, key): &(i64, &str)| PointInput {
            at: after(*from),
            text: each(|l| l.say(&format!("template-point-{key}"))),
        };
        EventInput {
            capacity: Some(template.capacity),
            summary: Some(l.say(&format!("template-{}-summary", self.kind))),
            description: Some(l.say(&format!("template-{}-text", self.kind))),
            questions: Some(template.questions.iter().map(|q| q.input()).collect()),
            stops: Some((1..).zip(template.stops).map(stop).collect()),
            programme: Some(template.programme.iter().map(point).collect()),
            reminders: Some(template.reminders.to_vec()),
            joining_counts: Some(template.joining_counts),
            ..bare
        }
    }
}

impl Question {
    fn input(self) -> QuestionInput {
        let (key, kind, options): (&str, QuestionKind, &[&str]) = match self {
            Question::Diet => ("diet", QuestionKind::Choice, &["anything", "vegetarian", "vegan", "halal"]),
            Question::Access => ("access", QuestionKind::Text, &[]),
            Question::Expectation => ("expectation", QuestionKind::Text, &[]),
        };
        QuestionInput {
            id: None,
            label: each(|l| l.say(&format!("template-question-{key}"))),
            kind,
            required: false,
            options: options.iter().map(|o| each(|l| l.say(&format!("template-{key}-{o}")))).collect(),
        }
    }
}

/// The words in each language.
fn each(say: impl Fn(Language) -> String) -> Wording {
    Wording::Each(Texts { nl: say(Language::Nl), fr: say(Language::Fr), en: say(Language::En) })
}
