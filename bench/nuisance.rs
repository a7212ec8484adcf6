//! What a server meets on a bad day: a slow or dead line to its database, and visitors who connect and say nothing, half
//! a request, or one byte a second.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use samenkomst::config::{self, Config};
use samenkomst::database::Database;
use sea_orm::ConnectionTrait;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use super::Done;

/// A line to `target` that waits before each piece, in both directions: so many milliseconds as stand in the file.
pub async fn delay(port: &str, target: &str, file: &str) -> Done {
    let (target, file): (u16, Arc<PathBuf>) = (target.parse()?, Arc::new(file.into()));
    let door = TcpListener::bind(("127.0.0.1", port.parse()?)).await?;
    loop {
        let (near, _) = door.accept().await?;
        let Ok(far) = TcpStream::connect(("127.0.0.1", target)).await else { continue };
        let _ = (near.set_nodelay(true), far.set_nodelay(true));
        let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
        tokio::spawn(pass_on(near_in, far_out, file.clone()));
        tokio::spawn(pass_on(far_in, near_out, file.clone()));
    }
}

async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, file: Arc<PathBuf>) {
    let mut piece = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut piece).await {
        let wait = std::fs::read_to_string(&*file).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0);
        tokio::time::sleep(Duration::from_millis(wait)).await;
        if to.write_all(&piece[..length]).await.is_err() {
            break;
        }
    }
}

/// Holds every event's row (on SQLite the whole file) for so many seconds, as a careless query by hand would.
pub async fn lock(seconds: &str) -> Done {
    let config = Config::read(&config::figment())?;
    let db = Database::connect(&config.database_url).await?;
    let txn = db.begin().await?;
    txn.execute_unprepared("UPDATE events SET slug = slug").await?;
    tokio::time::sleep(Duration::from_secs(seconds.parse()?)).await;
    txn.rollback().await?;
    Ok(())
}

/// `count` visitors for so many seconds: `idle` say nothing, `half` send half a head, `slow` a form of a kilobyte at one
/// byte a second, `flood` headers without end. Says how many the server let in and kept.
pub async fn visit(port: &str, kind: &str, count: &str, seconds: &str) -> Done {
    let (port, count, seconds): (u16, usize, u64) = (port.parse()?, count.parse()?, seconds.parse()?);
    let opening: &'static str = match kind {
        "idle" => "",
        "half" => "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Hal",
        "slow" => {
            "POST /events/x/registrations HTTP/1.1\r\nHost: 127.0.0.1\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n"
        }
        "flood" => "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n",
        _ => return Err("idle, half, slow or flood".into()),
    };
    let mut visitors = Vec::with_capacity(count);
    for _ in 0..count {
        let connect = TcpStream::connect(("127.0.0.1", port));
        let Ok(Ok(mut line)) = tokio::time::timeout(Duration::from_secs(2), connect).await else { continue };
        if line.write_all(opening.as_bytes()).await.is_ok() {
            visitors.push(tokio::spawn(linger(line, kind == "slow", kind == "flood", seconds)));
        }
    }
    let connected = visitors.len();
    let mut kept = 0;
    for visitor in visitors {
        kept += usize::from(visitor.await?);
    }
    println!("{connected} of {count} {kind} visitors connected, {kept} were still connected after {seconds} s");
    Ok(())
}

/// Whether the server had not hung up at the end.
async fn linger(mut line: TcpStream, drip: bool, flood: bool, seconds: u64) -> bool {
    let header = format!("X-Flood: {}\r\n", "x".repeat(8 * 1024));
    for _ in 0..seconds {
        let sent = if drip {
            line.write_all(b"x").await
        } else if flood {
            line.write_all(header.repeat(32).as_bytes()).await
        } else {
            Ok(())
        };
        if sent.is_err() {
            return false;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let mut rest = [0; 4096];
    match line.try_read(&mut rest) {
        Ok(0) => false,
        Ok(_) => !flood,
        Err(error) => error.kind() == ErrorKind::WouldBlock,
    }
}
