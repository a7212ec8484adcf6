//! An SMTP server that misbehaves once at each stage that it is told, and is like any other afterwards.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::header;
use super::smtp::{content, open};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    Greeting,
    Hello,
    Sender,
    Recipient,
    Data,
    Content,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    Says(&'static str),
    HangsUp,
    /// Never answers.
    FallsSilent,
    /// Answers byte by byte.
    Dawdles,
    /// A line of ten megabytes.
    Shouts,
    /// An answer of many lines that never ends.
    Rambles,
    /// Its answer, and once more.
    SaysTwice,
}

/// Misbehaves once for each fault, in their order; then it is a mail server like any other.
#[derive(Clone, Default)]
pub struct Server {
    faults: Arc<Mutex<VecDeque<(Stage, Fault)>>>,
    arrived: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
    pub url: String,
}

impl Server {
    pub async fn start(faults: &[(Stage, Fault)]) -> Server {
        let faults = Arc::new(Mutex::new(faults.iter().copied().collect()));
        let mut server = Server { faults, ..Server::default() };
        let own = server.clone();
        server.url = open(move |stream| own.clone().talk(stream)).await;
        server
    }

    /// How often each letter arrived, by its Message-ID.
    pub fn arrivals(&self) -> HashMap<String, usize> {
        let mut arrivals = HashMap::new();
        for mail in self.arrived.lock().unwrap().iter() {
            *arrivals.entry(header(mail, "Message-ID").to_string()).or_default() += 1;
        }
        arrivals
    }

    pub fn subjects(&self) -> Vec<String> {
        self.arrived.lock().unwrap().iter().map(|mail| header(mail, "Subject").to_string()).collect()
    }

    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }

    pub fn has_no_fault_left(&self) -> bool {
        self.faults.lock().unwrap().is_empty()
    }

    /// From now on it is a mail server like any other.
    pub fn behaves(&self) {
        self.faults.lock().unwrap().clear();
    }

    async fn talk(self, stream: TcpStream) -> std::io::Result<()> {
        *self.connections.lock().unwrap() += 1;
        let mut stream = BufReader::new(stream);
        self.answer(&mut stream, Stage::Greeting, "220 test ESMTP").await?;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let command = line.get(..4).unwrap_or_default().to_uppercase();
            match command.as_str() {
                "EHLO" => self.answer(&mut stream, Stage::Hello, "250-test\r\n250 SIZE 1000000").await?,
                "MAIL" => self.answer(&mut stream, Stage::Sender, "250 sender ok").await?,
                "RCPT" => self.answer(&mut stream, Stage::Recipient, "250 recipient ok").await?,
                "DATA" => {
                    if self.answer(&mut stream, Stage::Data, "354 go on").await?.starts_with("354") {
                        let content = content(&mut stream).await?;
                        let fault = self.next(Stage::Content);
                        // Whoever hangs up or falls silent may have kept it.
                        if !matches!(fault, Some(Fault::Says(text)) if !text.starts_with('2')) {
                            self.arrived.lock().unwrap().push(content);
                        }
                        say(&mut stream, fault, "250 queued").await?
                    } else {
                        String::new()
                    }
                }
                _ => {
                    stream.write_all(b"250 ok\r\n").await?;
                    String::new()
                }
            };
        }
    }

    /// The fault whose turn it is, if it belongs to this stage.
    fn next(&self, stage: Stage) -> Option<Fault> {
        let mut faults = self.faults.lock().unwrap();
        faults.front().is_some_and(|(at, _)| *at == stage).then(|| faults.pop_front()).flatten().map(|(_, fault)| fault)
    }

    async fn answer(&self, stream: &mut BufReader<TcpStream>, stage: Stage, usual: &str) -> std::io::Result<String> {
        say(stream, self.next(stage), usual).await
    }
}

/// Answers, or does what it should not; says what it said.
async fn say(stream: &mut BufReader<TcpStream>, fault: Option<Fault>, usual: &str) -> std::io::Result<String> {
    let said = match fault {
        None => format!("{usual}\r\n"),
        Some(Fault::Says(text)) => format!("{text}\r\n"),
        Some(Fault::SaysTwice) => format!("{usual}\r\n{usual}\r\n"),
        Some(Fault::Shouts) => format!("250 {}\r\n", "x".repeat(10_000_000)),
        Some(Fault::HangsUp) => return Err(std::io::ErrorKind::ConnectionReset.into()),
        Some(Fault::FallsSilent) => std::future::pending().await,
        Some(Fault::Rambles) => loop {
            stream.write_all(b"250-and another thing\r\n").await?;
        },
        Some(Fault::Dawdles) => {
            for byte in format!("{usual}\r\n").bytes() {
                stream.write_all(&[byte]).await?;
                stream.flush().await?;
                tokio::task::yield_now().await;
            }
            return Ok(usual.to_string());
        }
    };
    stream.write_all(said.as_bytes()).await?;
    Ok(said)
}
