//! The command line. Every command says what failed in one line, and exits 0 (done), 1 (failed) or 2 (used wrongly).

mod commands;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser, Subcommand};
use rustix::fs::Mode;
use samenkomst::language::one_line;
use samenkomst::organisers::role::Role;
use tikv_jemallocator::Jemalloc;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::prelude::*;

#[global_allocator]
static MEMORY: Jemalloc = Jemalloc;

/// Registration for the events of a network of regions.
#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

impl CommandLine {
    /// The command, if all that was typed goes together.
    fn checked(self) -> Result<Command, clap::Error> {
        let command = self.command.unwrap_or(Command::Serve);
        if let Command::Export(export) = &command {
            export.check()?;
        }
        Ok(command)
    }
}

#[derive(Subcommand)]
enum Command {
    /// Bring the schema up to date, then serve (what happens without a command, too).
    Serve,
    /// Load the demo network if the database is empty, then serve.
    Demo,
    /// Bring the schema up to date, take its last change back, or say which changes are there.
    Migrate {
        #[arg(value_enum, default_value = "up")]
        direction: commands::Direction,
    },
    /// The network's regions.
    #[command(subcommand, arg_required_else_help = false)]
    Region(RegionCommand),
    /// The organisers' accounts.
    #[command(subcommand, arg_required_else_help = false)]
    Organiser(OrganiserCommand),
    /// Tokens for programs.
    #[command(subcommand, arg_required_else_help = false)]
    Token(TokenCommand),
    /// Write the attendee list of an event to standard output.
    Export(commands::Export),
    /// Register people from a list (.xlsx, .ods or CSV), with a report per line.
    Import(commands::Import),
    /// Take a message that a mail server hands over on standard input: a bounce, a calendar's reply, a complaint.
    ReceiveMail(commands::Incoming),
    /// Write a consistent copy of the database, also while it serves (SQLite); on PostgreSQL, say how.
    Backup {
        /// The copy; not there yet.
        file: PathBuf,
    },
    /// Copy everything into another, empty database, SQLite or PostgreSQL; stop the service first.
    Copy(commands::Copying),
    /// Forget the people of events that ended more than a year ago; their numbers stay.
    Forget {
        /// Only say how much that would be.
        #[arg(long)]
        dry_run: bool,
    },
    /// The letters that wait or were given up.
    #[command(subcommand, arg_required_else_help = false)]
    Mail(MailCommand),
    /// Check settings, database, migrations, seats, letters, mail server and the sender's domain; one line each.
    Doctor,
}

#[derive(Subcommand)]
enum RegionCommand {
    /// All regions, each with its slug and its names.
    List,
    /// Add a region.
    Add(commands::NewRegion),
}

#[derive(Subcommand)]
enum OrganiserCommand {
    /// Add an organiser and print a link that signs in.
    Add {
        /// Their e-mail address; an account that has it is given the role.
        #[arg(long)]
        email: String,
        /// Their name; an account that is there keeps its own.
        #[arg(long)]
        name: String,
        /// What they may do.
        #[arg(long, value_enum)]
        role: Role,
        /// Where the role holds; everywhere when none is given.
        #[arg(long = "region", value_name = "SLUG")]
        regions: Vec<String>,
    },
}

#[derive(Subcommand)]
enum MailCommand {
    /// How many wait, how urgent, how long, and how many were given up, by cause.
    Status,
    /// Let letters that were given up try again from the start.
    Retry {
        /// Only those that were given up for this cause, as `mail status` names it; may be repeated.
        #[arg(long = "cause", value_name = "CAUSE")]
        causes: Vec<String>,
    },
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Make a token for an organiser's program; it is printed once, alone on standard output.
    Create {
        /// The organiser's e-mail address.
        #[arg(long, value_name = "E-MAIL")]
        organiser: String,
        /// What the token is for.
        #[arg(long)]
        name: String,
    },
}

/// How long slow work may go on after the last word.
const LAST_WORK: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    log();
    // Whatever we write names people or opens something: nobody else on the machine reads it.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let command = match CommandLine::try_parse().and_then(CommandLine::checked) {
        Ok(command) => command,
        Err(other) => return instead_of_a_command(&other),
    };
    let done = commands::runtime().and_then(|runtime| {
        let done = runtime.block_on(run(command));
        runtime.shutdown_timeout(LAST_WORK);
        done
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            complain(&why);
            ExitCode::FAILURE
        }
    }
}

/// Help and version as clap prints them; what is wrong with the line in one line, without its hints.
fn instead_of_a_command(other: &clap::Error) -> ExitCode {
    let unknown = other.get(ContextKind::InvalidSubcommand);
    if matches!(unknown, Some(ContextValue::String(word)) if ["-h", "--help"].contains(&word.as_str())) {
        // After `help`, which takes that for a command.
        let _ = CommandLine::command().print_help();
        return ExitCode::SUCCESS;
    }
    if !other.use_stderr() {
        // Whoever reads no further misses the rest, and that is no failure.
        let _ = other.print();
        return ExitCode::SUCCESS;
    }
    let whole = other.render().to_string();
    let message = whole.trim_start_matches("error: ").split("\n\n").next().unwrap_or_default();
    complain(message);
    ExitCode::from(2)
}

/// What is wrong, in one line, whatever was typed or said that it repeats.
fn complain(why: &str) {
    commands::remark(format_args!("samenkomst: {}", one_line(why)));
}

async fn run(command: Command) -> commands::Done {
    match command {
        Command::Serve => commands::serve(false).await,
        Command::Demo => commands::serve(true).await,
        Command::Migrate { direction } => commands::migrate(direction).await,
        Command::Region(RegionCommand::List) => commands::list_regions().await,
        Command::Region(RegionCommand::Add(region)) => commands::add_region(region).await,
        Command::Organiser(OrganiserCommand::Add { email, name, role, regions }) => {
            commands::add_organiser(&email, &name, role, &regions).await
        }
        Command::Token(TokenCommand::Create { organiser, name }) => commands::create_token(&organiser, &name).await,
        Command::Export(export) => commands::export(export).await,
        Command::Import(import) => commands::import(import).await,
        Command::ReceiveMail(hints) => commands::receive_mail(hints).await,
        Command::Backup { file } => commands::backup(&file).await,
        Command::Copy(asked) => commands::copy(asked).await,
        Command::Forget { dry_run } => commands::forget(dry_run).await,
        Command::Mail(MailCommand::Status) => commands::mail_status().await,
        Command::Mail(MailCommand::Retry { causes }) => commands::mail_retry(&causes).await,
        Command::Doctor => commands::doctor().await,
    }
}

/// What the log tells unless `RUST_LOG` says otherwise: ours from `info` up, warnings of others.
const LOG: &str = "warn,rocket=off,rocket_http::listener=warn,samenkomst=info";

/// Events to standard error. What Rocket logs of a guard under our name is left out, since it may quote what somebody
/// typed; that no more files can be opened, it may say.
fn log() {
    let set = std::env::var("RUST_LOG").unwrap_or_default();
    let set = Some(set.trim()).filter(|set| !set.is_empty()).unwrap_or(LOG);
    let (wanted, unread) = match EnvFilter::try_new(set) {
        Ok(wanted) => (wanted, None),
        Err(why) => (EnvFilter::new(LOG), Some(why)),
    };
    let ours = filter_fn(|event| !event.target().ends_with("::_"));
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    // In a file the marks for colours would stand between a word and its value.
    let layer = if std::io::stderr().is_terminal() { layer } else { layer.with_ansi(false) };
    tracing_subscriber::registry().with(layer.with_filter(ours)).with(wanted).init();
    // Rocket says several lines of each request, and each would be looked at before it is left out.
    log::set_max_level(log::LevelFilter::Warn);
    if let Some(why) = unread {
        tracing::warn!("RUST_LOG is not followed: {why}");
    }
}
