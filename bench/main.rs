//! What the benchmarks need beside the program itself: a bare Rocket to compare with, an event of a known size, a
//! crowd that comes at once, and things that go wrong.
//!
//!     bench bare PORT FOLDER             serve the files of FOLDER from memory
//!     bench event SLUG SEATS             make an event in the database of ROCKET_DATABASE_URL
//!     bench events PREFIX COUNT SEATS    make so many of them
//!     bench agenda COUNT                 fill the agenda with so many events
//!     bench touch                        make stale what is kept, as a public change does
//!     bench people SLUG COUNT            let so many people have registered for it
//!     bench grow SLUG EVENTS PEOPLE      let so many events like it have taken place, with so many people
//!     bench crowd PORT SLUG PEOPLE       let so many people register in the same moment
//!     bench letters SLUG RSA.PEM ED25519.PEM    write to them all, beside lettre alone
//!     bench attendees SLUG PEOPLE        fill the event, and time the organisers' list beside the bare query
//!     bench rush PORT SLUG SECONDS CALLERS BOOK NAME   register people meanwhile; the book says what each was told
//!     bench audit SLUG BOOK...           hold the books beside the rows
//!     bench delay PORT TARGET FILE       a line to TARGET that waits as many ms as the file says
//!     bench lock SECONDS                 hold every event's row
//!     bench visit PORT idle|half|slow|flood COUNT SECONDS   visitors who keep a connection open

mod agenda;
mod attendees;
mod audit;
mod bare;
mod crowd;
mod event;
mod grow;
mod letters;
mod nuisance;
mod people;
mod rush;

use std::process::ExitCode;

type Done = Result<(), Box<dyn std::error::Error>>;

#[rocket::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["bare", port, folder] => bare::serve(port, folder).await,
        ["event", slug, seats] => event::make(slug, seats).await,
        ["events", prefix, count, seats] => event::make_many(prefix, count, seats).await,
        ["agenda", count] => agenda::fill(count).await,
        ["touch"] => agenda::touch().await,
        ["people", slug, count] => people::enter(slug, count).await,
        ["grow", slug, events, people] => grow::grow(slug, events, people).await,
        ["crowd", port, slug, people] => crowd::come(port, slug, people).await,
        ["letters", slug, rsa, ed25519] => letters::send(slug, rsa, ed25519).await,
        ["attendees", slug, people] => attendees::list(slug, people).await,
        ["rush", port, slug, seconds, callers, book, name] => {
            rush::come(port, slug, seconds, callers, book, name).await
        }
        ["audit", slug, books @ ..] => audit::compare(slug, books).await,
        ["delay", port, target, file] => nuisance::delay(port, target, file).await,
        ["lock", seconds] => nuisance::lock(seconds).await,
        ["visit", port, kind, count, seconds] => nuisance::visit(port, kind, count, seconds).await,
        _ => Err("the first lines of bench/main.rs say what it knows".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("bench: {why}");
            ExitCode::FAILURE
        }
    }
}
