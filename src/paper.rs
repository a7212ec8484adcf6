//! A sheet of A4 and what one draws on it. Lengths are in millimetres from the upper left corner, sizes of letters in
//! points. What is drawn is tagged, so that a reader that speaks finds its way.

mod typeface;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagTree};
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings};

use crate::error::{Error, Result};
use crate::language::Language;

pub use typeface::Typeface;

pub const WIDTH: f32 = 210.0;
pub const HEIGHT: f32 = 297.0;

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

pub const INK: &str = "#24182d";
const SECOND: &str = "#5d5066";
pub const LINE: &str = "#87788b";

/// A document of A4 sheets.
pub struct Paper {
    document: Document,
    regular: Typeface,
    bold: Typeface,
}

impl Paper {
    pub fn new(l: Language, title: String) -> Result<Paper> {
        let mut document = Document::new_with(SerializeSettings::default());
        let language = l.tag().to_string();
        document.set_metadata(Metadata::new().title(title).language(language).creator("Samenkomst".to_string()));
        Ok(Paper { document, regular: Typeface::regular()?, bold: Typeface::bold()? })
    }

    /// Draws the next sheet.
    pub fn draw(&mut self, drawing: impl FnOnce(&mut Brush<'_>)) -> Result<()> {
        self.draw_linked(None, drawing).map(drop)
    }

    /// The same, with a place that leads somewhere; the answer goes into the tag tree, beside the words that stand there.
    pub fn draw_linked(
        &mut self,
        link: Option<&Link>,
        drawing: impl FnOnce(&mut Brush<'_>),
    ) -> Result<Option<Identifier>> {
        let a4 = PageSettings::from_wh(WIDTH * POINTS, HEIGHT * POINTS).ok_or_else(|| broken("no such paper"))?;
        let mut page = self.document.start_page_with(a4);
        drawing(&mut Brush { surface: page.surface(), regular: &self.regular, bold: &self.bold });
        let placed = link.and_then(Link::annotation).map(|link| page.add_tagged_annotation(link));
        page.finish();
        Ok(placed)
    }

    /// The text on as many lines as it needs in `room`.
    pub fn lines(&self, hand: Hand, room: f32, text: &str) -> Vec<String> {
        let face = if hand.bold { &self.bold } else { &self.regular };
        face.lines(text, hand.size, room * POINTS)
    }

    /// The document, with what its parts mean.
    pub fn finish(mut self, tags: TagTree) -> Result<Vec<u8>> {
        self.document.set_tag_tree(tags);
        self.document.finish().map_err(|e| broken(format!("{e:?}")))
    }
}

/// A place on a sheet that leads to an address.
pub struct Link {
    pub corner: (f32, f32),
    pub width: f32,
    pub height: f32,
    pub address: String,
}

impl Link {
    fn annotation(&self) -> Option<Annotation> {
        let [x, y, width, height] = [self.corner.0, self.corner.1, self.width, self.height].map(|n| n * POINTS);
        let target = Target::Action(Action::Link(LinkAction::new(self.address.clone())));
        let link = LinkAnnotation::new(Rect::from_xywh(x, y, width, height)?, target);
        Some(Annotation::new_link(link, Some(self.address.clone())))
    }
}

pub struct Brush<'a> {
    surface: Surface<'a>,
    pub regular: &'a Typeface,
    pub bold: &'a Typeface,
}

/// How a text is drawn.
#[derive(Clone, Copy)]
pub struct Hand {
    pub bold: bool,
    pub size: f32,
    pub colour: &'static str,
}

impl Hand {
    pub const fn regular(size: f32) -> Hand {
        Hand { bold: false, size, colour: INK }
    }

    pub const fn bold(size: f32) -> Hand {
        Hand { bold: true, size, colour: INK }
    }

    pub const fn second(size: f32) -> Hand {
        Hand { bold: false, size, colour: SECOND }
    }
}

impl Brush<'_> {
    /// Draws something that is read; the answer goes into the tag tree.
    pub fn read(&mut self, drawing: impl FnOnce(&mut Self)) -> Identifier {
        let identifier = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        drawing(self);
        self.surface.end_tagged();
        identifier
    }

    /// Draws something for the eye alone.
    pub fn decorate(&mut self, drawing: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        drawing(self);
        self.surface.end_tagged();
    }

    fn face(&self, hand: Hand) -> &Typeface {
        if hand.bold { self.bold } else { self.regular }
    }

    /// How wide the text is.
    pub fn width(&self, text: &str, hand: Hand) -> f32 {
        self.face(hand).width(text, hand.size) / POINTS
    }

    /// The text on one line from `x`, on the line `y`.
    pub fn text(&mut self, x: f32, y: f32, hand: Hand, text: &str) {
        if text.is_empty() {
            return;
        }
        let font = self.face(hand).font.clone();
        self.surface.set_fill(Some(fill(hand.colour)));
        self.surface.set_stroke(None);
        let mut x = x;
        for run in runs(text) {
            let start = Point::from_xy(x * POINTS, y * POINTS);
            self.surface.draw_text(start, font.clone(), hand.size, run, false, TextDirection::Auto);
            x += self.width(run, hand);
        }
    }

    /// The text on one line, made smaller down to `smallest` and then shortened to fit into `room`.
    pub fn fitted(&mut self, x: f32, y: f32, room: f32, hand: Hand, smallest: f32, text: &str) {
        let (hand, text) = self.fit(room, hand, smallest, text);
        self.text(x, y, hand, &text);
    }

    /// The same, on two lines when it would get small on one; `y` is in the middle between them.
    pub fn wrapped(&mut self, x: f32, y: f32, room: f32, hand: Hand, smallest: f32, text: &str) {
        let small = Hand { size: hand.size * 0.85, ..hand };
        let fits = self.width(text, small) <= room;
        match broken_in_two(text).filter(|_| !fits) {
            None => self.fitted(x, y, room, hand, smallest, text),
            Some((first, second)) => {
                self.fitted(x, y - 1.8, room, small, smallest, first);
                self.fitted(x, y + 1.6, room, small, smallest, second);
            }
        }
    }

    /// The same, in the middle of `room`.
    pub fn centred(&mut self, x: f32, y: f32, room: f32, hand: Hand, smallest: f32, text: &str) {
        let (hand, text) = self.fit(room, hand, smallest, text);
        let aside = (room - self.width(&text, hand)).max(0.0) / 2.0;
        self.text(x + aside, y, hand, &text);
    }

    /// The hand made smaller and the text shortened, as far as `room` asks for it.
    fn fit(&self, room: f32, hand: Hand, smallest: f32, text: &str) -> (Hand, String) {
        let face = self.face(hand);
        let size = face.fitting(text, room * POINTS, hand.size, smallest);
        (Hand { size, ..hand }, face.shortened(text, size, room * POINTS))
    }

    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32) {
        let mut path = PathBuilder::new();
        path.move_to(from.0 * POINTS, from.1 * POINTS);
        path.line_to(to.0 * POINTS, to.1 * POINTS);
        if let Some(path) = path.finish() {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke { paint: colour(LINE).into(), width, ..Stroke::default() }));
            self.surface.draw_path(&path);
        }
    }

    /// Black squares of a grid, each by its column and row; `step` is how far one is from the next.
    pub fn squares(&mut self, (x, y): (f32, f32), step: f32, black: &[(usize, usize)]) {
        let mut path = PathBuilder::new();
        for (column, row) in black {
            let (left, top) = (x + *column as f32 * step, y + *row as f32 * step);
            let square = Rect::from_xywh(left * POINTS, top * POINTS, step * POINTS, step * POINTS);
            square.into_iter().for_each(|square| path.push_rect(square));
        }
        if let Some(path) = path.finish() {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill("#000000")));
            self.surface.draw_path(&path);
        }
    }

    /// A dot is a seat.
    pub fn dot(&mut self, (x, y): (f32, f32), radius: f32, hex: &str) {
        let (x, y, r) = (x * POINTS, y * POINTS, radius * POINTS);
        let bow = r * 0.552_285; // The arm of a curve that comes nearest to a quarter of a circle.
        let mut path = PathBuilder::new();
        path.move_to(x + r, y);
        path.cubic_to(x + r, y + bow, x + bow, y + r, x, y + r);
        path.cubic_to(x - bow, y + r, x - r, y + bow, x - r, y);
        path.cubic_to(x - r, y - bow, x - bow, y - r, x, y - r);
        path.cubic_to(x + bow, y - r, x + r, y - bow, x + r, y);
        path.close();
        if let Some(path) = path.finish() {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill(hex)));
            self.surface.draw_path(&path);
        }
    }
}

/// The parts of a text that are written in one direction each, from left to right on the paper: an Arabic name among
/// Latin letters is a part of its own, and where a text begins in Arabic its first part stands at the right.
fn runs(text: &str) -> Vec<&str> {
    let mut runs: Vec<&str> = Vec::new();
    let mut start = 0;
    let mut leftward = None;
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphabetic()) {
        let direction = Some(is_leftward(letter));
        if leftward.is_some() && leftward != direction {
            runs.push(&text[start..at]);
            start = at;
        }
        leftward = direction;
    }
    runs.push(&text[start..]);
    if text.chars().find(|c| c.is_alphabetic()).is_some_and(is_leftward) {
        runs.reverse();
    }
    runs
}

/// Letters of Hebrew, Arabic and the scripts between them.
fn is_leftward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// The text in two parts that are about as long, broken at a space.
pub fn broken_in_two(text: &str) -> Option<(&str, &str)> {
    let parts = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..]));
    parts.min_by_key(|(first, second)| first.chars().count().max(second.chars().count()))
}

fn fill(hex: &str) -> Fill {
    Fill { paint: colour(hex).into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

/// The colour `#rrggbb`.
fn colour(hex: &str) -> rgb::Color {
    let channel = |at: usize| hex.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok()).unwrap_or(0);
    rgb::Color::new(channel(1), channel(3), channel(5))
}

/// The document could not be drawn.
fn broken(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("the document could not be drawn: {error}"))
}
