//! `export`: the attendee list of an event, on standard output.

use clap::{Args, ValueEnum};
use samenkomst::events::{Details, event};
use samenkomst::exports::{Column, ExportFormat, Wishes, export_to};
use samenkomst::language::Language;
use samenkomst::regions::Network;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tokio::io::AsyncWriteExt;

use super::{Done, ground, said};

#[derive(Args)]
pub struct Export {
    /// The event's name in addresses.
    #[arg(long, value_name = "SLUG")]
    event: String,
    #[arg(long, value_enum)]
    format: Format,
    /// Which columns, by name and with commas between them; all when left out.
    #[arg(long)]
    columns: Option<String>,
    /// The language of the headings.
    #[arg(long, value_parser = language, default_value = "nl")]
    language: Language,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Xlsx,
    Ods,
    Json,
}

impl From<Format> for ExportFormat {
    fn from(format: Format) -> ExportFormat {
        match format {
            Format::Csv => ExportFormat::Csv,
            Format::Xlsx => ExportFormat::Xlsx,
            Format::Ods => ExportFormat::Ods,
            Format::Json => ExportFormat::Json,
        }
    }
}

fn language(code: &str) -> Result<Language, String> {
    code.parse().map_err(|()| "choose nl, fr or en".to_string())
}

pub async fn export(asked: Export) -> Done {
    let (_, db, _) = ground().await?;
    let network = Network::load(&db).await.map_err(said)?;
    let found =
        event::Entity::find().filter(event::Column::Slug.eq(&asked.event)).one(db.read()).await.map_err(said)?;
    let event = found.ok_or(format!("There is no event {}", asked.event))?;
    let details = Details::of(&db, &network, event).await.map_err(said)?;
    let mut wishes = Wishes::all(asked.language);
    if let Some(columns) = &asked.columns {
        wishes.columns = Column::parse_list(columns)?;
    }
    let mut out = tokio::io::stdout();
    export_to(&db, &details, asked.format.into(), &wishes, &mut out).await.map_err(said)?;
    out.flush().await.map_err(said)?;
    db.close().await;
    Ok(())
}
