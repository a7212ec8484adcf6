//! A small pool of connections to the SMTP server. lettre's own does not set `TCP_NODELAY` and waits 44 ms a letter.

mod answers;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::Rset;
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

use super::SendError;
use super::modest::Modest;
use answers::{Stopped, about_us, announce, completed, lost, refused};

/// How long a server may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Until a connection stands.
    pub connect: Duration,
    /// For the greeting with all that belongs to it, for each answer on the way, and for taking in the content.
    pub answer: Duration,
    /// For its verdict when it has the whole letter: whoever hangs up too early sends it twice.
    pub verdict: Duration,
}

impl Default for Patience {
    /// RFC 5321, section 4.5.3.2, asks for ten minutes for the verdict.
    fn default() -> Patience {
        Patience {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(60),
            verdict: Duration::from_secs(600),
        }
    }
}

/// Servers hang up on silent clients after some minutes (RFC 5321, section 4.5.3.2.7, says five).
const IDLE: Duration = Duration::from_secs(30);
const MOST_IDLE: usize = 8;

/// A server: `smtp://user:password@host:port`, `smtps://…`, `?tls=required` or `?tls=opportunistic` for STARTTLS.
pub struct SmtpServer {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    hello: ClientId,
    patience: Patience,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

enum Tls {
    None,
    /// STARTTLS if the server offers it.
    Opportunistic,
    /// STARTTLS, or no letter leaves.
    Required,
    /// From the first byte (`smtps`).
    Wrapped,
}

impl SmtpServer {
    /// Reads the address of a server. The error is a sentence for the operator and does not repeat the password.
    pub fn at(url: &str) -> Result<SmtpServer, String> {
        let wrong = |what: &str| Err(format!("ROCKET_SMTP_URL {what}"));
        let Ok(url) = Url::parse(url) else {
            return wrong("must look like smtp://user:password@host:587?tls=required");
        };
        let Some(host) = url.host_str().filter(|h| !h.is_empty()) else {
            return wrong("names no host");
        };
        // All of it: a word that is misspelt would send letters, and the password, in the clear.
        let (tls, port) = match (url.scheme(), url.query().unwrap_or("")) {
            ("smtp", "") => (Tls::None, 25),
            ("smtp", "tls=required") => (Tls::Required, 587),
            ("smtp", "tls=opportunistic") => (Tls::Opportunistic, 587),
            ("smtps", "" | "tls=required" | "tls=opportunistic") => (Tls::Wrapped, 465),
            _ => return wrong("knows smtp:// and smtps://, and ?tls=required or ?tls=opportunistic"),
        };
        let (Some(user), Some(password)) = (decoded(url.username()), decoded(url.password().unwrap_or(""))) else {
            return wrong("has a user or password that is not percent-encoded UTF-8");
        };
        Ok(SmtpServer {
            host: host.trim_matches(['[', ']']).to_string(),
            port: url.port().unwrap_or(port),
            tls,
            credentials: (!user.is_empty()).then(|| Credentials::new(user, password)),
            hello: ClientId::default(),
            patience: Patience::default(),
            idle: Mutex::default(),
        })
    }

    /// The same server with other limits.
    pub fn with_patience(self, patience: Patience) -> SmtpServer {
        SmtpServer { patience, ..self }
    }

    /// Sends a message over a connection at hand, or a new one. A connection that the server closed in the meantime is
    /// replaced at once.
    pub async fn send(&self, envelope: &Envelope, message: &[u8]) -> Result<(), SendError> {
        if let Some(mut connection) = self.at_hand() {
            match self.hand_over(&mut connection, envelope, message).await {
                Err(Stopped::Lost(_) | Stopped::OutOfStep) => {}
                result => return self.finish(connection, result).await,
            }
        }
        let mut connection = self.connect().await?;
        let result = self.hand_over(&mut connection, envelope, message).await;
        self.finish(connection, result).await
    }

    /// Whether the server lets us in.
    pub async fn check(&self) -> Result<(), SendError> {
        let connection = self.connect().await?;
        self.keep(connection);
        Ok(())
    }

    fn at_hand(&self) -> Option<AsyncSmtpConnection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() < IDLE);
        idle.pop().map(|(connection, _)| connection)
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MOST_IDLE {
            idle.push((connection, Instant::now()));
        }
    }

    /// Puts a connection in order for the next letter, drops a broken one, and says what became of this letter.
    async fn finish(&self, mut connection: AsyncSmtpConnection, result: Result<(), Stopped>) -> Result<(), SendError> {
        let error = match result {
            Ok(()) => {
                self.keep(connection);
                return Ok(());
            }
            Err(Stopped::TimedOut) => return Err(SendError::Temporary(format!("{} does not answer", self.host))),
            Err(Stopped::OutOfStep) => {
                let why = format!("{} answered what nobody asked", self.host);
                return Err(SendError::Temporary(why));
            }
            Err(Stopped::Before(why) | Stopped::Lost(why)) => return Err(SendError::Temporary(why)),
            Err(Stopped::After(error)) if error.is_permanent() && !about_us(&error) => {
                SendError::Permanent(error.to_string())
            }
            Err(Stopped::After(error)) => {
                let why = SendError::Temporary(error.to_string());
                if lost(&error) {
                    return Err(why);
                }
                why
            }
        };
        if let Ok(Ok(_)) = timeout(self.patience.connect, connection.command(Rset)).await {
            self.keep(connection);
        }
        Err(error)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let patience = self.patience.connect + self.patience.answer;
        let silent = |_| Err(SendError::Away(format!("{} does not answer", self.host)));
        timeout(patience, self.introduce()).await.unwrap_or_else(silent)
    }

    async fn introduce(&self) -> Result<AsyncSmtpConnection, SendError> {
        let mut connection = self.open().await?;
        let upgrade = match self.tls {
            Tls::None | Tls::Wrapped => false,
            Tls::Opportunistic => connection.can_starttls(),
            Tls::Required => true,
        };
        if upgrade {
            connection.starttls(self.tls()?, &self.hello).await.map_err(refused)?;
        }
        let is_open = !upgrade && matches!(self.tls, Tls::Opportunistic);
        if let Some(credentials) = &self.credentials {
            // Whoever stands on the way can hide the offer; plain smtp:// without ?tls is the operator's own choice.
            if is_open {
                return Err(SendError::Away(format!("{} offers no TLS, so our password was not sent", self.host)));
            }
            connection.auth(DEFAULT_MECHANISMS, credentials).await.map_err(refused)?;
        }
        Ok(connection)
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, SendError> {
        let address = (self.host.as_str(), self.port);
        let patience = self.patience.connect;
        if let Tls::Wrapped = self.tls {
            // lettre opens this one itself, without TCP_NODELAY: it wraps no stream of ours before the greeting.
            let tls = Some(self.tls()?);
            let connection = AsyncSmtpConnection::connect_tokio1(address, Some(patience), &self.hello, tls, None).await;
            return connection.map_err(refused);
        }
        let unreachable =
            |why: &str| Err(SendError::Away(format!("{}:{} cannot be reached: {why}", self.host, self.port)));
        let stream = match timeout(patience, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => return unreachable(&error.to_string()),
            Err(_) => return unreachable("no answer"),
        };
        stream.set_nodelay(true).map_err(|e| SendError::Away(e.to_string()))?;
        let connection = AsyncSmtpConnection::connect_with_transport(Box::new(Modest::new(stream)), &self.hello).await;
        connection.map_err(refused)
    }

    fn tls(&self) -> Result<TlsParameters, SendError> {
        TlsParameters::new(self.host.clone()).map_err(|e| SendError::Away(e.to_string()))
    }

    /// One letter, step by step (RFC 5321, section 3.3).
    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        message: &[u8],
    ) -> Result<(), Stopped> {
        let patience = self.patience.answer;
        timeout(patience, announce(connection, envelope)).await.unwrap_or(Err(Stopped::TimedOut))?;
        let verdict = timeout(patience + self.patience.verdict, connection.message(message)).await;
        let verdict = verdict.map_err(|_| Stopped::TimedOut)?;
        completed(verdict.map_err(Stopped::After)?)
    }
}

fn decoded(text: &str) -> Option<String> {
    let raw = rocket::http::RawStr::new(text);
    raw.percent_decode().ok().map(|text| text.into_owned())
}
