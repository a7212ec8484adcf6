//! What is printed. Whoever reads no further (`| head -1`) misses the rest, and that is no failure.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncWrite, Stdout};

use super::Done;

/// A line, or several, to standard output.
pub fn say(lines: impl Display) -> Done {
    match io::stdout().write_all(format!("{lines}\n").as_bytes()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(format!("Standard output cannot be written: {e}")),
        _ => Ok(()),
    }
}

/// A line to standard error. If that cannot be written, there is nobody to be told.
pub fn remark(line: impl Display) {
    let _ = io::stderr().write_all(format!("{line}\n").as_bytes());
}

/// Standard output for a list of any length.
pub struct Paper(Stdout);

impl Paper {
    pub fn new() -> Paper {
        Paper(tokio::io::stdout())
    }
}

impl AsyncWrite for Paper {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes).map(|written| unless_broken(written, bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context).map(|flushed| unless_broken(flushed, ()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context).map(|closed| unless_broken(closed, ()))
    }
}

fn unless_broken<T>(done: io::Result<T>, as_if: T) -> io::Result<T> {
    match done {
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(as_if),
        done => done,
    }
}
