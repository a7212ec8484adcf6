//! A crowd at the door: everybody has a connection of their own and sends the form in the same moment.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Barrier;

use super::Done;

/// Nobody waits longer for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

pub async fn come(port: &str, slug: &str, people: &str) -> Done {
    let (port, people): (u16, usize) = (port.parse()?, people.parse()?);
    let start = Arc::new(Barrier::new(people + 1));
    let mut crowd = Vec::with_capacity(people);
    for number in 0..people {
        let mut door = TcpStream::connect(("127.0.0.1", port)).await?;
        door.set_nodelay(true)?;
        let (start, form) = (start.clone(), form(slug, number));
        crowd.push(tokio::spawn(async move {
            start.wait().await;
            let began = Instant::now();
            door.write_all(form.as_bytes()).await?;
            let mut answer = Vec::new();
            tokio::time::timeout(PATIENCE, door.read_to_end(&mut answer)).await??;
            let status = answer.get(9..12).unwrap_or_default();
            std::io::Result::Ok((String::from_utf8_lossy(status).into_owned(), began.elapsed()))
        }));
    }
    start.wait().await;
    let began = Instant::now();
    let mut times = Vec::with_capacity(people);
    let mut strange = 0;
    for person in crowd {
        match person.await? {
            Ok((status, time)) if status == "303" => times.push(time.as_secs_f64() * 1000.0),
            _ => strange += 1,
        }
    }
    let all = began.elapsed().as_secs_f64() * 1000.0;
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
    println!(
        "{} answered in {all:.0} ms, {strange} not; half within {:.0} ms, 99% within {:.0} ms",
        times.len(),
        at(0.5),
        at(0.99)
    );
    Ok(())
}

fn form(slug: &str, number: usize) -> String {
    let body = format!("name=Crowd+{number}&email=crowd{number}%40example.org&role=practitioner&consent=true");
    format!(
        "POST /events/{slug}/registrations HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
