//! A certificate on paper: one sheet of A4, and another when a title or many stops ask for it. The mark of the house
//! stands above, with the region's seat in its colour; below, who issues it, and where one asks whether it is so.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, Tag, TagGroup, TagKind, TagTree};

use super::Certificate;
use crate::error::Result;
use crate::paper::{Brush, HEIGHT, Hand, INK, Link, Paper, WIDTH};
use crate::registrations::ticket;

const MARGIN: f32 = 25.0;
const ROOM: f32 = WIDTH - 2.0 * MARGIN;
/// Where the words begin, and where those of the foot do.
const TOP: f32 = 54.0;
const FOOT: f32 = HEIGHT - 80.0;
/// How wide the labels of the facts are.
const LABELS: f32 = 42.0;
/// The code that a phone can scan, and what stands beside it.
const CODE: f32 = 32.0;
const BESIDE: f32 = MARGIN + CODE + 4.0;
const CODE_TOP: f32 = FOOT + 27.0;
/// The colour of the seat that is kept for you.
const YOURS: &str = "#ffc53d";

/// What is read in one go, and where it stands.
struct Block {
    tag: TagKind,
    lines: Vec<Line>,
    height: f32,
}

struct Line {
    x: f32,
    /// From the top of the block to the line that the letters stand on.
    y: f32,
    hand: Hand,
    text: String,
}

/// The certificate as a PDF. Takes its time: not for a thread on which others wait.
pub fn draw(certificate: &Certificate) -> Result<Vec<u8>> {
    let l = certificate.language;
    let words = [("name", certificate.name.as_str()), ("title", certificate.title.as_str())];
    let mut paper = Paper::new(l, l.fill("certificate-document", words))?;
    let sheets = sheets(blocks(&paper, certificate));
    let foot = Foot::of(&paper, certificate)?;
    let mut tags = TagTree::new().with_lang(Some(l.tag().to_string()));
    for (index, sheet) in sheets.iter().enumerate() {
        let is_last = index + 1 == sheets.len();
        let mut address = None;
        let link = paper.draw_linked(is_last.then_some(&foot.link), |brush| {
            if let Some(network) = head(brush, certificate, index == 0) {
                tags.push(network);
            }
            for (y, block) in sheet {
                tags.push(block.draw(brush, *y));
            }
            if is_last {
                tags.push(foot.draw_issuer(brush, certificate));
                address = Some(foot.draw_address(brush));
            }
        })?;
        if let Some(address) = address {
            let mut asking = TagGroup::with_children(Tag::Link, vec![address.into()]);
            link.into_iter().for_each(|link| asking.push(link));
            tags.push(TagGroup::with_children(Tag::P, vec![asking.into()]));
        }
    }
    paper.finish(tags)
}

/// All but the foot, from above.
fn blocks(paper: &Paper, certificate: &Certificate) -> Vec<Block> {
    let l = certificate.language;
    let paragraph = |hand: Hand, text: &str| Block::paragraph(paper, Tag::P.into(), hand, text);
    let title = l.say("certificate-title");
    let mut blocks = vec![
        Block::paragraph(paper, Tag::Hn(NonZeroU16::MIN, Some(title.clone())).into(), Hand::bold(26.0), &title)
            .apart(9.0),
        paragraph(Hand::second(11.0), &l.say("certificate-confirms")).apart(2.0),
        paragraph(Hand::bold(21.0), &certificate.name).apart(4.0),
        paragraph(Hand::second(11.0), &l.say("certificate-was-at")).apart(2.0),
        paragraph(Hand::bold(15.0), &certificate.title).apart(9.0),
    ];
    blocks.extend(certificate.facts.iter().map(|(label, text)| Block::fact(paper, label, text).apart(2.5)));
    blocks
}

impl Block {
    fn paragraph(paper: &Paper, tag: TagKind, hand: Hand, text: &str) -> Block {
        let step = leading(hand);
        let texts = paper.lines(hand, ROOM, text);
        let line =
            |(number, text): (usize, String)| Line { x: MARGIN, y: number as f32 * step + rise(hand), hand, text };
        let height = texts.len() as f32 * step;
        Block { tag, lines: texts.into_iter().enumerate().map(line).collect(), height }
    }

    /// A label, and what stands beside it.
    fn fact(paper: &Paper, label: &str, text: &str) -> Block {
        let (label_hand, hand) = (Hand::second(9.5), Hand::regular(11.0));
        let mut block = Block::paragraph(paper, Tag::P.into(), hand, "");
        block.lines.push(Line { x: MARGIN, y: rise(hand), hand: label_hand, text: label.to_string() });
        let texts = paper.lines(hand, ROOM - LABELS, text);
        block.height = texts.len().max(1) as f32 * leading(hand);
        let beside = |(number, text): (usize, String)| {
            let y = number as f32 * leading(hand) + rise(hand);
            Line { x: MARGIN + LABELS, y, hand, text }
        };
        block.lines.extend(texts.into_iter().enumerate().map(beside));
        block
    }

    /// With so much room below it.
    fn apart(mut self, room: f32) -> Block {
        self.height += room;
        self
    }

    fn draw(&self, brush: &mut Brush<'_>, top: f32) -> TagGroup {
        let read =
            brush.read(|b| self.lines.iter().for_each(|line| b.text(line.x, top + line.y, line.hand, &line.text)));
        TagGroup::with_children(self.tag.clone(), vec![read.into()])
    }
}

/// From one line to the next.
fn leading(hand: Hand) -> f32 {
    hand.size * 0.47
}

/// From the top of a line to where its letters stand.
fn rise(hand: Hand) -> f32 {
    hand.size * 0.36
}

/// The blocks on as many sheets as they need, each with its top.
fn sheets(blocks: Vec<Block>) -> Vec<Vec<(f32, Block)>> {
    let mut sheets = vec![Vec::new()];
    let mut y = TOP;
    for block in blocks {
        if y + block.height > FOOT && y > TOP {
            sheets.push(Vec::new());
            y = TOP;
        }
        let top = y;
        y += block.height;
        if let Some(sheet) = sheets.last_mut() {
            sheet.push((top, block));
        }
    }
    sheets
}

/// The mark of the house and the network's name; they are read on the first sheet.
fn head(brush: &mut Brush<'_>, certificate: &Certificate, first: bool) -> Option<TagGroup> {
    brush.decorate(|b| mark(b, certificate));
    let name = |b: &mut Brush<'_>| {
        b.fitted(MARGIN + 18.0, 31.0, ROOM - 18.0, Hand::bold(14.0), 8.0, &certificate.network);
    };
    if !first {
        brush.decorate(name);
        return None;
    }
    let read = brush.read(name);
    Some(TagGroup::with_children(Tag::P, vec![read.into()]))
}

/// Seven seats round the table, and the eighth for you.
fn mark(brush: &mut Brush<'_>, certificate: &Certificate) {
    for angle in [180.0, 135.0, 90.0, 45.0, 0.0, -45.0, -135.0] {
        let is_theirs = (certificate.angle - angle).abs() < 1.0;
        seat(brush, angle, if is_theirs { certificate.colour } else { INK });
    }
    seat(brush, -90.0, YOURS);
}

fn seat(brush: &mut Brush<'_>, angle: f64, colour: &str) {
    let (sin, cos) = angle.to_radians().sin_cos();
    brush.dot((MARGIN + 6.5 + 5.2 * cos as f32, 29.0 - 5.2 * sin as f32), 1.45, colour);
}

/// Who issues it, and where one asks whether it is so.
struct Foot {
    question: String,
    address: Vec<String>,
    link: Link,
    /// The code: modules on a side, and which are black.
    code: (usize, Vec<(usize, usize)>),
}

const SMALL: Hand = Hand::regular(8.5);

impl Foot {
    fn of(paper: &Paper, certificate: &Certificate) -> Result<Foot> {
        let width = WIDTH - MARGIN - BESIDE;
        let address = paper.lines(SMALL, width, &certificate.address);
        let link = Link {
            corner: (BESIDE, CODE_TOP + 8.0),
            width,
            height: address.len() as f32 * leading(SMALL),
            address: certificate.address.clone(),
        };
        let question = certificate.language.say("certificate-ask");
        Ok(Foot { question, address, link, code: ticket::modules(&certificate.address)? })
    }

    fn draw_issuer(&self, brush: &mut Brush<'_>, certificate: &Certificate) -> TagGroup {
        brush.decorate(|b| {
            b.line((MARGIN, FOOT), (WIDTH - MARGIN, FOOT), 0.6);
            b.dot((MARGIN + 2.0, FOOT + 14.4), 2.0, certificate.colour);
        });
        let read = brush.read(|b| {
            b.text(MARGIN, FOOT + 8.0, Hand::second(9.5), &certificate.issued);
            b.fitted(MARGIN + 7.0, FOOT + 16.0, ROOM - 7.0, Hand::bold(13.0), 9.0, &certificate.region);
            b.fitted(MARGIN, FOOT + 22.0, ROOM, Hand::second(9.5), 7.0, &certificate.contact);
        });
        TagGroup::with_children(Tag::P, vec![read.into()])
    }

    /// The code is for phones; the address stands beside it for those who read.
    fn draw_address(&self, brush: &mut Brush<'_>) -> Identifier {
        let (side, black) = &self.code;
        // The code brings a white margin of its own; without it, it stands in line with the words above.
        let step = CODE / *side as f32;
        brush.decorate(|b| b.squares((MARGIN - 4.0 * step, CODE_TOP), step, black));
        brush.read(|b| {
            b.text(BESIDE, CODE_TOP + 6.5, Hand::second(9.5), &self.question);
            for (number, line) in self.address.iter().enumerate() {
                let y = CODE_TOP + 8.0 + number as f32 * leading(SMALL) + rise(SMALL);
                b.text(BESIDE, y, SMALL, line);
            }
        })
    }
}
