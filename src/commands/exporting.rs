//! `export`.

use clap::Args;

use super::Done;

#[derive(Args)]
pub struct Export {}

pub async fn export(_: Export) -> Done {
    Ok(())
}
