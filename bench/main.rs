//! What `bench/run` needs beside the program itself: a bare Rocket to compare with, an event of a known size, and a
//! crowd that comes at once.
//!
//!     bench bare PORT FOLDER             serve the files of FOLDER from memory
//!     bench event SLUG SEATS             make an event in the database of ROCKET_DATABASE_URL
//!     bench agenda COUNT                 fill the agenda with so many events
//!     bench touch                        make stale what is kept, as a public change does
//!     bench people SLUG COUNT            let so many people have registered for it
//!     bench crowd PORT SLUG PEOPLE       let so many people register in the same moment
//!     bench letters SLUG RSA.PEM ED25519.PEM    write to them all, beside lettre alone
//!     bench attendees SLUG PEOPLE        fill the event, and time the organisers' list beside the bare query

mod agenda;
mod attendees;
mod bare;
mod crowd;
mod event;
mod letters;
mod people;

use std::process::ExitCode;

type Done = Result<(), Box<dyn std::error::Error>>;

#[rocket::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["bare", port, folder] => bare::serve(port, folder).await,
        ["event", slug, seats] => event::make(slug, seats).await,
        ["agenda", count] => agenda::fill(count).await,
        ["touch"] => agenda::touch().await,
        ["people", slug, count] => people::enter(slug, count).await,
        ["crowd", port, slug, people] => crowd::come(port, slug, people).await,
        ["letters", slug, rsa, ed25519] => letters::send(slug, rsa, ed25519).await,
        ["attendees", slug, people] => attendees::list(slug, people).await,
        _ => Err(
            "bare PORT FOLDER, event SLUG SEATS, agenda COUNT, touch, people SLUG COUNT, crowd PORT SLUG PEOPLE, attendees SLUG \
             PEOPLE, or letters SLUG RSA.PEM ED25519.PEM"
                .into(),
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("bench: {why}");
            ExitCode::FAILURE
        }
    }
}
