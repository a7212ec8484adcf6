//! The sheet to sign at the door: a line for each person, by name, with room for a signature. The event stands above
//! each page. With the stops as parts, each stop has pages of its own, and so have those who are at none.

use std::num::NonZeroU16;

use krilla::tagging::{TableHeaderScope, Tag, TagGroup, TagTree};

use super::{Occasion, Person};
use crate::error::Result;
use crate::paper::{Brush, HEIGHT, Hand, Paper, WIDTH};

const MARGIN: f32 = 15.0;
/// Where the first line begins, and how high each is.
const TOP: f32 = 44.0;
const LINE: f32 = 9.5;
const LINES: usize = 25;

/// Where each column begins, and how wide it is: name, organisation, role, signature.
const COLUMNS: [(f32, f32); 4] = [(15.0, 52.0), (69.0, 42.0), (113.0, 33.0), (149.5, 45.5)];
const KEYS: [&str; 4] = ["list-name", "list-organisation", "list-role", "paper-signature"];

/// A part of the sheet, with pages of its own.
struct Part<'a> {
    heading: Option<String>,
    people: Vec<&'a Person>,
}

pub fn draw(occasion: &Occasion, people: &[Person]) -> Result<Vec<u8>> {
    let l = occasion.language;
    let mut paper = Paper::new(l, l.fill("paper-sheet-title", [("title", &occasion.title)]))?;
    let parts = parts(occasion, people);
    let pages: usize = parts.iter().map(|part| part.people.len().div_ceil(LINES).max(1)).sum();
    let mut tags = TagTree::new().with_lang(Some(l.tag().to_string()));
    let mut number = 0;
    for part in &parts {
        let mut table = TagGroup::new(Tag::Table);
        let mut sheets: Vec<&[&Person]> = part.people.chunks(LINES).collect();
        if sheets.is_empty() {
            sheets.push(&[]);
        }
        for (index, sheet) in sheets.into_iter().enumerate() {
            number += 1;
            paper.draw(|brush| {
                let first = index == 0;
                let heading = head(brush, occasion, part, first);
                if let Some(heading) = heading {
                    tags.push(heading);
                }
                headings(brush, occasion, first.then_some(&mut table));
                for (line, person) in sheet.iter().enumerate() {
                    table.push(sign_here(brush, TOP + line as f32 * LINE, person));
                }
                if sheet.is_empty() {
                    let nobody = brush.read(|b| b.text(MARGIN, TOP + 6.0, Hand::second(10.0), &l.say("paper-nobody")));
                    tags.push(TagGroup::with_children(Tag::P, vec![nobody.into()]));
                }
                foot(brush, occasion, part, number, pages);
            })?;
        }
        tags.push(table);
    }
    paper.finish(tags)
}

/// The whole list; or one part for each stop, and one for those who have a seat at none, where there are such people.
fn parts<'a>(occasion: &Occasion, people: &'a [Person]) -> Vec<Part<'a>> {
    if occasion.stops.is_empty() {
        return vec![Part { heading: None, people: people.iter().collect() }];
    }
    let at = |id: i32| people.iter().filter(|p| p.stops.contains(&id)).collect();
    let of_stop = |(id, name): &(i32, String)| Part { heading: Some(name.clone()), people: at(*id) };
    let mut parts: Vec<Part<'a>> = occasion.stops.iter().map(of_stop).collect();
    let is_at_one = |person: &Person| occasion.stops.iter().any(|(id, _)| person.stops.contains(id));
    let others: Vec<&Person> = people.iter().filter(|p| !is_at_one(p)).collect();
    if !others.is_empty() {
        parts.push(Part { heading: Some(occasion.language.say("paper-no-stop")), people: others });
    }
    parts
}

fn head(brush: &mut Brush<'_>, occasion: &Occasion, part: &Part<'_>, first: bool) -> Option<TagGroup> {
    brush.decorate(|b| b.dot((MARGIN + 2.2, 17.6), 2.2, occasion.colour));
    let room = WIDTH - 2.0 * MARGIN - 7.0;
    let draw = |b: &mut Brush<'_>| {
        b.fitted(MARGIN + 7.0, 19.5, room, Hand::bold(14.0), 10.0, &occasion.title);
        let line = format!("{} · {}", occasion.when, occasion.place);
        b.fitted(MARGIN + 7.0, 25.5, room, Hand::second(9.0), 7.5, &line);
        if let Some(heading) = &part.heading {
            b.fitted(MARGIN, 34.0, WIDTH - 2.0 * MARGIN, Hand::bold(11.0), 8.0, heading);
        }
    };
    // What stands above each page is read once.
    if !first {
        brush.decorate(draw);
        return None;
    }
    let title = part.heading.as_ref().unwrap_or(&occasion.title).clone();
    let read = brush.read(draw);
    Some(TagGroup::with_children(Tag::Hn(NonZeroU16::MIN, Some(title)), vec![read.into()]))
}

/// The headings of the columns; they are read on the first page.
fn headings(brush: &mut Brush<'_>, occasion: &Occasion, table: Option<&mut TagGroup>) {
    let y = TOP - 2.5;
    let mut row = TagGroup::new(Tag::TR);
    for ((x, room), key) in COLUMNS.into_iter().zip(KEYS) {
        let word = occasion.language.say(key);
        let draw = |b: &mut Brush<'_>| b.fitted(x, y, room, Hand::second(8.5), 6.5, &word);
        if table.is_some() {
            let cell = brush.read(draw);
            row.push(TagGroup::with_children(Tag::TH(TableHeaderScope::Column), vec![cell.into()]));
        } else {
            brush.decorate(draw);
        }
    }
    if let Some(table) = table {
        table.push(row);
    }
    brush.decorate(|b| b.line((MARGIN, TOP), (WIDTH - MARGIN, TOP), 0.9));
}

/// A line: who they are, and where they sign.
fn sign_here(brush: &mut Brush<'_>, y: f32, person: &Person) -> TagGroup {
    let mut row = TagGroup::new(Tag::TR);
    let texts = [
        (&person.name, Hand::bold(10.5), 7.0),
        (&person.organisation, Hand::regular(9.0), 6.5),
        (&person.role, Hand::second(8.5), 6.0),
    ];
    for ((x, room), (text, hand, smallest)) in COLUMNS.into_iter().zip(texts) {
        let cell = brush.read(|b| b.wrapped(x, y + 6.2, room, hand, smallest, text));
        row.push(TagGroup::with_children(Tag::TD, vec![cell.into()]));
    }
    brush.decorate(|b| {
        let (x, room) = COLUMNS[3];
        b.line((MARGIN, y + LINE), (WIDTH - MARGIN, y + LINE), 0.3);
        b.line((x - 1.5, y + 1.5), (x - 1.5, y + LINE), 0.3);
        b.line((x + room, y + 1.5), (x + room, y + LINE), 0.3);
    });
    row
}

fn foot(brush: &mut Brush<'_>, occasion: &Occasion, part: &Part<'_>, number: usize, pages: usize) {
    let l = occasion.language;
    let count = l.count("desk-people", part.people.len() as i64);
    let place = l.with("paper-page", [("n", (number as i64).into()), ("of", (pages as i64).into())]);
    brush.decorate(|b| {
        let hand = Hand::second(8.0);
        b.text(MARGIN, HEIGHT - 10.0, hand, &format!("Samenkomst · {} · {count}", occasion.region));
        let x = WIDTH - MARGIN - b.width(&place, hand);
        b.text(x, HEIGHT - 10.0, hand, &place);
    });
}
