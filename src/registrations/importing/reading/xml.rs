//! XML as workbooks hold it, in UTF-8, one token at a time. Quick-xml reads it; here it is bounded how long a token is and
//! how deep elements lie in each other. Entities are the five of XML itself and characters by their numbers; a document that
//! would define others is refused.

use std::borrow::Cow;
use std::io::{BufReader, ErrorKind, Read, Take};

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};

use super::Unreadable;

/// The longest token, in bytes: a cell of Excel holds 32,767 characters.
const LONGEST: u64 = 1024 * 1024;
/// The most bytes of the names of elements that are open at a time: the reader remembers them.
const MOST_OPEN: usize = 10_000;
const BUFFER: usize = 64 * 1024;

pub enum Token<'t> {
    Open(Tag<'t>),
    /// The name of the element that ends, without its prefix.
    Close(&'t str),
    Text(Cow<'t, str>),
}

/// Where an element begins.
pub struct Tag<'t>(BytesStart<'t>);

impl Tag<'_> {
    /// Its name without the prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    pub fn prefix(&self) -> &str {
        self.0.name().prefix().map_or("", |prefix| prefix.into_inner())
    }

    /// The value of the first attribute of this name, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.attributes(name).next()
    }

    pub fn number(&self, name: &str) -> Option<u64> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// The values of all the attributes of this name.
    pub fn attributes(&self, name: &str) -> impl Iterator<Item = Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let named = attributes.flatten().filter(move |attribute| attribute.key.local_name().as_ref() == name);
        named.filter_map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok())
    }
}

/// The tokens of a part; a comment or an instruction is an empty text.
pub struct Tokens<'p> {
    reader: Reader<Take<BufReader<Box<dyn Read + 'p>>>>,
    token: Vec<u8>,
    /// Of the element that ended.
    name: String,
    /// How many bytes the names of the open elements take.
    open: usize,
}

impl<'p> Tokens<'p> {
    pub fn of(from: impl Read + 'p) -> Tokens<'p> {
        let from: Box<dyn Read + 'p> = Box::new(from);
        let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER, from).take(LONGEST));
        reader.config_mut().expand_empty_elements = true;
        Tokens { reader, token: Vec::new(), name: String::new(), open: 0 }
    }

    /// The next one, where the part may not end before.
    pub fn expect(&mut self) -> Result<Token<'_>, Unreadable> {
        self.read()?.ok_or(Unreadable::Damaged)
    }

    /// The next one, unless the part ends.
    pub fn read(&mut self) -> Result<Option<Token<'_>>, Unreadable> {
        self.token.clear();
        self.reader.get_mut().set_limit(LONGEST);
        let event = self.reader.read_event_into(&mut self.token).map_err(unreadable)?;
        if self.reader.get_ref().limit() == 0 {
            return Err(Unreadable::Damaged);
        }
        Ok(Some(match event {
            Event::Start(tag) => {
                self.open += tag.name().as_ref().len();
                if self.open > MOST_OPEN {
                    return Err(Unreadable::Damaged);
                }
                Token::Open(Tag(tag))
            }
            Event::End(tag) => {
                self.open -= tag.name().as_ref().len();
                self.name.clear();
                self.name.push_str(tag.local_name().as_ref());
                Token::Close(&self.name)
            }
            Event::Text(text) => Token::Text(text.xml10_content()),
            Event::CData(text) => Token::Text(text.xml10_content()),
            Event::GeneralRef(entity) => Token::Text(sign(&entity).ok_or(Unreadable::Damaged)?),
            Event::Eof => return Ok(None),
            // OpenOffice wrote a document type that defines nothing.
            Event::DocType(kind) if kind.contains('[') => return Err(Unreadable::Damaged),
            _ => Token::Text(Cow::Borrowed("")),
        }))
    }
}

/// What an entity stands for; nothing when it is not known.
fn sign(entity: &BytesRef<'_>) -> Option<Cow<'static, str>> {
    match entity.resolve_char_ref().ok()? {
        Some(sign) => Some(Cow::Owned(sign.to_string())),
        None => resolve_xml_entity(entity).map(Cow::Borrowed),
    }
}

fn unreadable(error: Error) -> Unreadable {
    match error {
        Error::Io(error) if error.kind() == ErrorKind::FileTooLarge => Unreadable::Unpacked,
        _ => Unreadable::Damaged,
    }
}
