//! Badges to wear: ten on a page, each 85 × 55 mm, with marks where to cut. The name is as large as fits.

use krilla::tagging::{Tag, TagGroup, TagTree};

use super::{Occasion, Person};
use crate::error::Result;
use crate::paper::{Brush, HEIGHT, Hand, Paper, WIDTH, broken_in_two};

const ACROSS: usize = 2;
const DOWN: usize = 5;
const BADGE: (f32, f32) = (85.0, 55.0);
const LEFT: f32 = (WIDTH - BADGE.0 * ACROSS as f32) / 2.0;
const TOP: f32 = (HEIGHT - BADGE.1 * DOWN as f32) / 2.0;

/// From the edge of a badge to what stands on it.
const INSET: f32 = 7.0;
const ROOM: f32 = BADGE.0 - 2.0 * INSET;

/// Letters of a name: so large when it fits; so small at least on one line, before it is broken in two.
const LARGEST: f32 = 27.0;
const ONE_LINE: f32 = 19.0;
const SMALLEST: f32 = 9.0;

pub fn draw(occasion: &Occasion, people: &[Person]) -> Result<Vec<u8>> {
    let l = occasion.language;
    let mut paper = Paper::new(l, l.fill("paper-badges-title", [("title", &occasion.title)]))?;
    let mut tags = TagTree::new().with_lang(Some(l.tag().to_string()));
    for sheet in people.chunks(ACROSS * DOWN) {
        paper.draw(|brush| {
            brush.decorate(cutting_marks);
            for (index, person) in sheet.iter().enumerate() {
                let (column, row) = (index % ACROSS, index / ACROSS);
                let corner = (LEFT + column as f32 * BADGE.0, TOP + row as f32 * BADGE.1);
                tags.push(badge(brush, corner, occasion, person));
            }
        })?;
    }
    if people.is_empty() {
        paper.draw(|brush| {
            let nobody = brush.read(|b| b.text(LEFT, 30.0, Hand::second(10.0), &l.say("paper-nobody")));
            tags.push(TagGroup::with_children(Tag::P, vec![nobody.into()]));
        })?;
    }
    paper.finish(tags)
}

fn badge(brush: &mut Brush<'_>, (x, y): (f32, f32), occasion: &Occasion, person: &Person) -> TagGroup {
    brush.decorate(|b| b.dot((x + INSET + 2.4, y + 9.4), 2.4, occasion.colour));
    let left = x + INSET;
    let name = brush.read(|b| draw_name(b, left, y, &person.name));
    let organisation = brush.read(|b| b.centred(left, y + 42.0, ROOM, Hand::regular(11.0), 7.5, &person.organisation));
    let event = brush.read(|b| {
        b.fitted(left + 7.5, y + 10.8, ROOM - 7.5, Hand::bold(8.5), 6.5, &occasion.title);
        b.fitted(left, y + 50.0, ROOM, Hand::second(7.0), 5.5, &format!("{} · {}", occasion.region, occasion.when));
    });
    let parts = [name, organisation, event].map(|read| TagGroup::with_children(Tag::P, vec![read.into()]).into());
    TagGroup::with_children(Tag::Section, parts.to_vec())
}

/// On one line, or on two when it would get small.
fn draw_name(brush: &mut Brush<'_>, x: f32, y: f32, name: &str) {
    let large = Hand::bold(LARGEST);
    let fits = brush.width(name, Hand::bold(ONE_LINE)) <= ROOM;
    match broken_in_two(name).filter(|_| !fits) {
        None => brush.centred(x, y + 31.0, ROOM, large, SMALLEST, name),
        Some((first, second)) => {
            let widest = brush.width(first, large).max(brush.width(second, large));
            let size = (LARGEST * (ROOM / widest).min(1.0)).clamp(SMALLEST, 23.0);
            brush.centred(x, y + 26.0, ROOM, Hand::bold(size), SMALLEST, first);
            brush.centred(x, y + 26.0 + size * 0.42, ROOM, Hand::bold(size), SMALLEST, second);
        }
    }
}

/// Short lines in the margins, and a small cross where four badges meet.
fn cutting_marks(brush: &mut Brush<'_>) {
    let (right, bottom) = (LEFT + BADGE.0 * ACROSS as f32, TOP + BADGE.1 * DOWN as f32);
    for column in 0..=ACROSS {
        let x = LEFT + column as f32 * BADGE.0;
        brush.line((x, TOP - 6.0), (x, TOP - 2.0), 0.3);
        brush.line((x, bottom + 2.0), (x, bottom + 6.0), 0.3);
    }
    for row in 0..=DOWN {
        let y = TOP + row as f32 * BADGE.1;
        brush.line((LEFT - 6.0, y), (LEFT - 2.0, y), 0.3);
        brush.line((right + 2.0, y), (right + 6.0, y), 0.3);
        if row > 0 && row < DOWN {
            let middle = LEFT + BADGE.0;
            brush.line((middle - 1.5, y), (middle + 1.5, y), 0.3);
            brush.line((middle, y - 1.5), (middle, y + 1.5), 0.3);
        }
    }
}
