//! A connection to a server that may talk nonsense, but not for ever: what it says between two questions has a limit, so
//! that a line without an end does not fill the memory.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// More than any greeting with its certificates; lettre reads an answer of many lines again from its start at each line.
const MOST: usize = 32 * 1024;

/// The connection, and how much was heard on it.
#[derive(Debug)]
pub struct Modest {
    stream: TcpStream,
    /// Bytes since we last said something.
    heard: usize,
}

impl Modest {
    pub fn new(stream: TcpStream) -> Modest {
        Modest { stream, heard: 0 }
    }
}

impl AsyncTokioStream for Modest {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}

impl AsyncRead for Modest {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.heard > MOST {
            return Poll::Ready(Err(io::Error::other("the server talks without end")));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        self.heard += buffer.filled().len() - before;
        read
    }
}

impl AsyncWrite for Modest {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.heard = 0;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
