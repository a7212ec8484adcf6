//! `import`: people from a list, with a report per line.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use clap::Args;
use samenkomst::events::Details;
use samenkomst::language::Language;
use samenkomst::mail::Bell;
use samenkomst::registrations::Desk;
use samenkomst::registrations::importing::{
    self, Bringer, Counts, LONGEST, Line, List, Unreadable, Verdict, bring_in, rehearse,
};
use samenkomst::revision::Revision;

use super::exporting::language;
use super::{Done, event_called, ground, remark, said, say};

#[derive(Args)]
pub struct Import {
    /// The event's name in addresses.
    #[arg(long, value_name = "SLUG")]
    event: String,
    /// The list: .xlsx, .ods or CSV, with the names of its columns on the first line.
    file: PathBuf,
    /// Only say what would become of each line.
    #[arg(long)]
    dry_run: bool,
    /// Tell nobody by letter.
    #[arg(long)]
    no_letters: bool,
    /// The language of people for whom the list names none.
    #[arg(long, value_parser = language, default_value = "nl")]
    language: Language,
}

pub async fn import(asked: Import) -> Done {
    let bytes = asked.read().map_err(|e| format!("{} cannot be read: {e}", asked.file.display()))?;
    let (config, db, clock) = ground().await?;
    let details = event_called(&db, &asked.event).await?;
    let unfit = |why: Unreadable| format!("{}: {}", asked.file.display(), why.said(Language::En));
    let list = List::read(&bytes, &details, asked.language).map_err(unfit)?;
    let verdicts = if asked.dry_run {
        rehearse(&db, &clock, &config.secret, &list).await.map_err(said)?
    } else {
        let desk = Desk::open(db.clone(), clock.clone(), config.secret.clone(), Bell::default(), Revision::default());
        let bringer = Bringer { by: None, letters: !asked.no_letters };
        let verdicts = bring_in(&desk, &db, &clock, &details, &list, &bringer).await;
        desk.close().await;
        verdicts.map_err(|e| {
            format!("The list broke off: {e}. Bring it in again: who is there already stays as they are")
        })?
    };
    for (line, verdict) in list.lines.iter().zip(&verdicts) {
        say(report(line, verdict, &details))?;
    }
    let counts = Counts::of(&verdicts);
    if let Some(sheet) = &list.sheet {
        remark(format_args!("Only the sheet {sheet} was read"));
    }
    for column in &list.left_aside {
        remark(format_args!("Left aside: the column {column}"));
    }
    remark(format_args!("{}{}", if asked.dry_run { "It would be: " } else { "" }, summary(counts)));
    db.close().await;
    match counts.unfit {
        0 => Ok(()),
        1 => Err("1 line was refused".to_string()),
        n => Err(format!("{n} lines were refused")),
    }
}

impl Import {
    /// The file, as far as a list may go and a byte more, which tells that it is too long: a pipe or a device has no size,
    /// and perhaps no end.
    fn read(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(&self.file)?.take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

fn summary(counts: Counts) -> String {
    let Counts { seats, waits, there, left, unfit } = counts;
    let left = if left > 0 { format!(", {left} skipped since they cancelled") } else { String::new() };
    format!("{seats} with a seat, {waits} on the waiting list, {there} there already, {unfit} refused{left}")
}

/// The number of the line, what becomes of it, the address, and why.
fn report(line: &Line, verdict: &Verdict, details: &Details) -> String {
    let l = Language::En;
    let wrong: Vec<String> = match verdict {
        Verdict::Mistake(faults) => faults.iter().map(|fault| importing::said(fault, details, l)).collect(),
        Verdict::Refused(refusal) => vec![l.say(&format!("import-refused-{}", refusal.code()))],
        Verdict::Waits(position) => vec![format!("number {position}")],
        Verdict::Left => vec![l.say("import-verdict-left")],
        Verdict::Seat | Verdict::There => Vec::new(),
    };
    let remarks: Vec<String> = wrong.into_iter().chain(line.left_out.iter().map(|key| l.say(key))).collect();
    let told = format!("{:>6}  {:8} {}  {}", line.number, verdict.code(), line.email, remarks.join("; "));
    told.trim_end().to_string()
}
