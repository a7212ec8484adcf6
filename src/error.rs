//! What can go wrong, and the one place that decides the status. A refusal (full, closed, not yet open) is no error:
//! it is a value, and the page says it in a sentence.

use std::collections::HashSet;
use std::fmt;

use rocket::Request;
use rocket::http::Status;
use rocket::response::{self, Responder};
use thiserror::Error;
use url::form_urlencoded;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, Error)]
pub enum Error {
    /// There is no such thing, or it is not for the one who asks.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the token is wrong.
    #[error("not signed in")]
    SignedOut,
    /// Somebody is signed in who may not do this.
    #[error("not allowed")]
    Forbidden,
    /// It was there and is no more (a withdrawn link).
    #[error("gone")]
    Gone,
    /// What was sent is nothing that can be read, for this reason.
    #[error("unreadable: {0}")]
    Unreadable(Status),
    /// Too much at once; try again after so many seconds.
    #[error("too many requests")]
    TooMany { retry_after: u64 },
    /// The database or the desk cannot answer now.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    pub fn status(&self) -> Status {
        match self {
            Error::NotFound => Status::NotFound,
            Error::SignedOut => Status::Unauthorized,
            Error::Forbidden => Status::Forbidden,
            Error::Gone => Status::Gone,
            Error::Unreadable(status) => *status,
            Error::TooMany { .. } => Status::TooManyRequests,
            Error::Unavailable(_) => Status::ServiceUnavailable,
            Error::Internal(_) => Status::InternalServerError,
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Error {
        use sea_orm::DbErr;
        match error {
            DbErr::RecordNotFound(_) => Error::NotFound,
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Error::Unavailable(error.to_string()),
            other if cannot_serve(&other) => Error::Unavailable(other.to_string()),
            other => Error::Internal(other.to_string()),
        }
    }
}

/// What came of one of several things to do. One that fails by itself is told and left out, and the others are done all the
/// same; where the database cannot serve, none of them can be.
pub fn or_left_out<T: Default>(done: Result<T>, what: impl fmt::Display) -> Result<T> {
    match done {
        Err(error) if !matches!(error, Error::Unavailable(_)) => {
            tracing::error!(%error, %what, "one of several was left out");
            Ok(T::default())
        }
        done => done,
    }
}

/// Whether a statement failed because the database cannot serve now (away, locked, read-only, its disk full), rather
/// than because it was wrong: then trying again later makes sense.
fn cannot_serve(error: &sea_orm::DbErr) -> bool {
    use sea_orm::sqlx;
    match driver_error(error) {
        Some(
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed
            | sqlx::Error::InvalidSavePointStatement,
        ) => true,
        Some(sqlx::Error::Database(db)) => db.code().is_some_and(|code| says_not_now(&code)),
        _ => false,
    }
}

/// What the driver said, if it was the driver.
fn driver_error(error: &sea_orm::DbErr) -> Option<&sea_orm::sqlx::Error> {
    use sea_orm::{DbErr, RuntimeErr};
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(inner))
        | DbErr::Exec(RuntimeErr::SqlxError(inner))
        | DbErr::Query(RuntimeErr::SqlxError(inner)) => Some(inner),
        _ => None,
    }
}

/// Codes with which a database says that it is not the statement's fault. PostgreSQL (appendix A of its manual) has five
/// characters: 08 connection, 25006 a standby, 40 begin again, 53 disk or memory full, 55P03 locked, 57 going or coming,
/// 58 the system. SQLite (sqlite.org/rescode.html) has a number whose lowest byte tells: 5 and 6 locked, 8 read-only, 10
/// input or output, 13 full, 14 cannot be opened.
fn says_not_now(code: &str) -> bool {
    const POSTGRES: [&str; 7] = ["08", "25006", "40", "53", "55P03", "57", "58"];
    const SQLITE: [i32; 6] = [5, 6, 8, 10, 13, 14];
    match code.parse::<i32>() {
        Ok(number) if code.len() < 5 => SQLITE.contains(&(number & 0xff)),
        _ => POSTGRES.iter().any(|class| code.starts_with(class)),
    }
}

impl<'r> Responder<'r, 'static> for Error {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let status = self.status();
        // The route's pattern and not the path, which may hold somebody's key.
        let route = request.route().map(|r| r.uri.to_string()).unwrap_or_default();
        match &self {
            Error::Internal(why) => tracing::error!(route, %why, "a request failed"),
            Error::Unavailable(why) => tracing::warn!(route, %why, "unavailable"),
            _ => {}
        }
        if let Error::TooMany { retry_after } = self {
            request.local_cache(|| RetryAfter(retry_after));
        }
        // The catcher of the place (pages or API) says it in its own way.
        Err(status)
    }
}

/// Seconds to wait, kept on the request for the catcher.
#[derive(Clone, Copy, Default)]
pub struct RetryAfter(pub u64);

/// After how many seconds to try again, if there is something to wait for. A guard that fails answers with its status
/// alone, so what is not known from the request is known from that.
pub fn retry_after(status: Status, request: &Request<'_>) -> Option<u64> {
    let kept = request.local_cache(RetryAfter::default).0;
    match status {
        Status::TooManyRequests => Some(kept.max(1)),
        Status::ServiceUnavailable => Some(5),
        _ => None,
    }
}

/// Something that was typed and makes no sense, with its field; `locales/` has the sentence under `key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub field: String,
    pub key: &'static str,
}

impl Fault {
    pub fn new(field: impl Into<String>, key: &'static str) -> Fault {
        Fault { field: field.into(), key }
    }

    /// A fault for each name in the query of an address that is none of these.
    pub fn unknown(query: &str, known: &[&str]) -> Vec<Fault> {
        let found = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name);
        found.filter(|name| !known.contains(&name.as_ref())).map(|name| Fault::new(name, "api-unknown-name")).collect()
    }

    /// A fault for each of these names that comes again in the query of an address, where only one of its values would be
    /// heard.
    pub fn repeats(query: &str, names: &[&str]) -> Vec<Fault> {
        let mut said = HashSet::new();
        let found = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name);
        let again = found.filter(|name| names.contains(&name.as_ref()) && !said.insert(name.clone()));
        again.map(|name| Fault::new(name, "fault-twice")).collect()
    }
}
