//! What the columns of a list mean: ours in three languages and by their codes, those of other programs by the names that
//! they often bear, and the event's questions by their labels.

use super::reading::{Row, Rows, Unreadable};
use crate::events::Details;
use crate::events::event::bare;
use crate::language::Language;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    FirstName,
    LastName,
    Email,
    Organisation,
    Role,
    Language,
    Stops,
    /// How they stood there: it only says who cancelled.
    Status,
    /// The question at this place among those of the event.
    Question(usize),
}

impl Field {
    const PLAIN: [Field; 9] = [
        Field::Name,
        Field::FirstName,
        Field::LastName,
        Field::Email,
        Field::Organisation,
        Field::Role,
        Field::Language,
        Field::Stops,
        Field::Status,
    ];

    /// The names that other programs give it, as `bare` leaves them; ours besides.
    fn names(self) -> &'static [&'static str] {
        match self {
            Field::Name => {
                &["name", "naam", "nom", "volledigenaam", "fullname", "nomcomplet", "deelnemer", "participant"]
            }
            Field::FirstName => &["voornaam", "firstname", "givenname", "prenom"],
            Field::LastName => &["achternaam", "familienaam", "lastname", "surname", "familyname", "nomdefamille"],
            Field::Email => &["email", "emailadres", "emailaddress", "mail", "mailadres", "courriel", "adresseemail"],
            Field::Organisation => &[
                "organisation",
                "organisatie",
                "organization",
                "bedrijf",
                "company",
                "werkgever",
                "employeur",
                "voorziening",
                "instelling",
                "dienst",
                "service",
            ],
            Field::Role => &["role", "rol", "functie", "fonction", "jobtitle"],
            Field::Language => &["language", "taal", "langue"],
            Field::Stops => &["stops", "haltes", "etapes", "halte", "stop", "etape"],
            Field::Status => &["status", "statut"],
            Field::Question(_) => &[],
        }
    }

    /// The key of our own heading.
    fn key(self) -> Option<&'static str> {
        match self {
            Field::Name => Some("list-name"),
            Field::Email => Some("list-email"),
            Field::Organisation => Some("list-organisation"),
            Field::Role => Some("list-role"),
            Field::Language => Some("list-language"),
            Field::Stops => Some("list-stops"),
            Field::Status => Some("list-status"),
            Field::FirstName | Field::LastName | Field::Question(_) => None,
        }
    }
}

/// Columns of our own lists that say nothing here: seats are given anew.
const OURS: [&str; 5] = ["list-id", "list-position", "list-region", "list-registered-at", "list-checked-in-at"];
const OUR_CODES: [&str; 6] = ["id", "position", "region", "registeredat", "checkedinat", "stopcheckins"];
/// One for each stop, whose title follows.
const AT_STOPS: &str = "list-stop-check-ins";

/// Among how many lines the headings are looked for: a title and a date may stand above them.
const FIRST_LINES: usize = 10;

/// What each column of a list holds.
pub struct Headings {
    columns: Vec<(usize, Field)>,
    pub left_aside: Vec<String>,
}

impl Headings {
    /// Reads on until the line below them.
    pub fn find(rows: &mut Rows<'_>, details: &Details) -> Result<Headings, Unreadable> {
        let mut why = Unreadable::Empty;
        for row in rows.take(FIRST_LINES) {
            match Headings::of(&row?, details) {
                Err(Unreadable::NoEmail) => why = Unreadable::NoEmail,
                found => return found,
            }
        }
        Err(why)
    }

    fn of(head: &Row, details: &Details) -> Result<Headings, Unreadable> {
        let mut columns: Vec<(usize, Field)> = Vec::new();
        let mut left_aside = Vec::new();
        for (index, heading) in head.fields().enumerate() {
            match meaning(heading, details) {
                // The first one counts: a second one of another program is no reason to refuse the list.
                Some(Field::Status) if columns.iter().any(|(_, known)| *known == Field::Status) => {}
                Some(field) if columns.iter().any(|(_, known)| *known == field) => {
                    return Err(Unreadable::TwiceTheSame);
                }
                Some(field) => columns.push((index, field)),
                None if heading.is_empty() || is_ours(&bare(heading)) => {}
                None => left_aside.push(heading.chars().take(80).collect()),
            }
        }
        let has = |field| columns.iter().any(|(_, known)| *known == field);
        if !has(Field::Email) {
            Err(Unreadable::NoEmail)
        } else if ![Field::Name, Field::FirstName, Field::LastName].into_iter().any(has) {
            Err(Unreadable::NoName)
        } else {
            Ok(Headings { columns, left_aside })
        }
    }

    /// What stands under each heading that means something.
    pub fn known<'a>(&self, row: &'a Row) -> impl Iterator<Item = (Field, &'a str)> {
        self.columns.iter().map(move |(index, field)| (*field, row.field(*index)))
    }

    /// What stands under this heading; nothing when there is no such column.
    pub fn field<'a>(&self, field: Field, row: &'a Row) -> &'a str {
        let column = self.columns.iter().find(|(_, known)| *known == field);
        column.map_or("", |(index, _)| row.field(*index))
    }
}

fn meaning(heading: &str, details: &Details) -> Option<Field> {
    let name = bare(heading);
    if name.is_empty() {
        return None;
    }
    // The question comes first: its label may be a word that means something else in other lists.
    let asked = |label: &str| bare(label) == name;
    if let Some(index) = details.questions.iter().position(|q| q.labels.all().any(asked)) {
        return Some(Field::Question(index));
    }
    let ours = |key: &str| Language::ALL.into_iter().any(|l| bare(&l.say(key)) == name);
    Field::PLAIN.into_iter().find(|f| f.names().contains(&name.as_str()) || f.key().is_some_and(ours))
}

fn is_ours(name: &str) -> bool {
    let said = |key: &str| Language::ALL.map(|l| bare(&l.say(key)));
    OUR_CODES.contains(&name)
        || OURS.iter().any(|key| said(key).iter().any(|heading| heading == name))
        || said(AT_STOPS).iter().any(|heading| name.starts_with(heading.as_str()))
}
