//! `export`: the attendee list of an event, on standard output.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use samenkomst::exports::{Column, ExportFormat, MOST_ON_PAPER, Taken, Wishes, export_to, fits_on_paper, note};
use samenkomst::language::Language;
use tokio::io::AsyncWriteExt;

use super::{Done, Paper, event_called, ground, said};

#[derive(Args)]
pub struct Export {
    /// The event's name in addresses.
    #[arg(long, value_name = "SLUG")]
    event: String,
    /// A list, or for paper: pdf (a sheet to sign) and badges.
    #[arg(long, value_parser = format())]
    format: ExportFormat,
    /// Which columns of a list, by name and with commas between them; all when left out.
    #[arg(long, value_parser = chosen)]
    columns: Option<Chosen>,
    /// The language of the headings.
    #[arg(long, value_parser = language, default_value = "nl")]
    language: Language,
}

impl Export {
    /// What clap cannot see: an error says that these do not go together.
    pub fn check(&self) -> Result<(), clap::Error> {
        if self.columns.is_none() || !self.format.is_printed() {
            return Ok(());
        }
        let why = format!("--columns chooses the columns of a list: leave it out with --format {}", self.format.code());
        Err(clap::Error::raw(ErrorKind::ArgumentConflict, why))
    }
}

/// The columns that somebody wants; clap would take a bare list for an argument that may be repeated.
#[derive(Clone)]
struct Chosen(Vec<Column>);

fn chosen(codes: &str) -> Result<Chosen, String> {
    let known = || Column::write_list(&Column::ALL).replace(',', ", ");
    Column::parse_list(codes).map(Chosen).map_err(|code| format!("there is no column \"{code}\", only {}", known()))
}

fn format() -> impl TypedValueParser<Value = ExportFormat> {
    let codes = PossibleValuesParser::new(ExportFormat::ALL.map(ExportFormat::code));
    codes.try_map(|code| code.parse::<ExportFormat>().map_err(|()| "there is no such format"))
}

pub fn language(code: &str) -> Result<Language, String> {
    code.parse().map_err(|()| "choose nl, fr or en".to_string())
}

pub async fn export(asked: Export) -> Done {
    let (_, db, clock) = ground().await?;
    let details = event_called(&db, &asked.event).await?;
    let mut wishes = Wishes::all(asked.language);
    if let Some(Chosen(columns)) = asked.columns {
        wishes.columns = columns;
    }
    if let Err(count) = fits_on_paper(&db, &details, asked.format, &wishes).await.map_err(said)? {
        return Err(format!("On paper there is room for {MOST_ON_PAPER} people, and {count} have a seat: take a list"));
    }
    let mut out = Paper::new();
    let count = export_to(&db, &details, asked.format, &wishes, &mut out).await.map_err(said)?;
    out.flush().await.map_err(said)?;
    let taken = Taken { details: &details, format: asked.format, wishes: &wishes, count };
    note(&db, clock.now(), taken).await.map_err(said)?;
    db.close().await;
    Ok(())
}
