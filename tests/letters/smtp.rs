//! An SMTP server that does with each letter what the script says.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[derive(Clone, Copy, Debug)]
pub enum Turn {
    Accept,
    /// The answer to `MAIL FROM`.
    RefuseSender(&'static str),
    /// The answer to `RCPT TO`.
    RefuseRecipient(&'static str),
    /// The answer to the content.
    RefuseContent(&'static str),
    /// The line goes dead when the content has arrived.
    HangUp,
}

#[derive(Clone, Default)]
pub struct Server {
    script: Arc<Mutex<VecDeque<Turn>>>,
    arrived: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
    pub url: String,
}

impl Server {
    /// Starts a server; when the script is at its end, it accepts.
    pub async fn start(script: &[Turn]) -> Server {
        let script = Arc::new(Mutex::new(script.iter().copied().collect()));
        let mut server = Server { script, ..Server::default() };
        let own = server.clone();
        server.url = open(move |stream| own.clone().talk(stream)).await;
        server
    }

    /// The contents that it took, with dots unstuffed.
    pub fn arrived(&self) -> Vec<String> {
        self.arrived.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }

    async fn talk(self, stream: TcpStream) -> std::io::Result<()> {
        *self.connections.lock().unwrap() += 1;
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 test ESMTP\r\n").await?;
        let mut turn = Turn::Accept;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let command = line.to_uppercase();
            let answer = if command.starts_with("EHLO") {
                "250-test\r\n250 SIZE 1000000"
            } else if command.starts_with("MAIL") {
                turn = self.script.lock().unwrap().pop_front().unwrap_or(Turn::Accept);
                if let Turn::RefuseSender(answer) = turn { answer } else { "250 sender ok" }
            } else if command.starts_with("RCPT") {
                if let Turn::RefuseRecipient(answer) = turn { answer } else { "250 recipient ok" }
            } else if command.starts_with("DATA") {
                stream.write_all(b"354 go on\r\n").await?;
                let content = content(&mut stream).await?;
                match turn {
                    Turn::HangUp => return Ok(()),
                    Turn::RefuseContent(answer) => answer,
                    _ => {
                        self.arrived.lock().unwrap().push(content);
                        "250 queued"
                    }
                }
            } else {
                "250 ok"
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }
}

/// Talks with each who calls, in a task of its own; answers with the address.
pub async fn open<F>(talk: impl Fn(TcpStream) -> F + Send + 'static) -> String
where
    F: Future<Output = std::io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream));
        }
    });
    url
}

/// What follows `DATA`, with dots unstuffed.
pub async fn content(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut content = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(content);
        }
        content.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
