//! Addresses that an operator sets: of the database, of the mail server, and our own. What is said of them never repeats
//! a password.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use url::Url;

/// The file behind a SQLite address; none for a database in memory.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let path = sqlite_path(url)?;
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
}

fn sqlite_path(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:"))?;
    Some(path.split('?').next().unwrap_or(path))
}

/// The address of a server without its password, for eyes and logs; none if it cannot be taken out.
pub fn without_password(url: &str) -> Option<String> {
    let mut url = Url::parse(url).ok()?;
    if url.password().is_some() {
        url.set_password(None).ok()?;
    }
    // PostgreSQL takes one here, too.
    let others: Vec<_> = url
        .query_pairs()
        .filter(|(name, _)| name != "password")
        .map(|(n, v)| (n.into_owned(), v.into_owned()))
        .collect();
    url.set_query(None);
    if !others.is_empty() {
        url.query_pairs_mut().extend_pairs(others);
    }
    Some(url.to_string())
}

/// A database's address and where it was said, checked here since its driver would repeat a wrong one with the password
/// in it.
pub fn checked_database(said: &str, url: String) -> Result<String, String> {
    if let Some(path) = sqlite_path(&url) {
        return match path {
            "" => Err(format!("{said} names no file: write sqlite://data/samenkomst.db")),
            _ => Ok(url),
        };
    }
    if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
        return Err(format!("{said} must begin with sqlite:// or postgres://"));
    }
    match Url::parse(&url) {
        Ok(parsed) if !is_cut_short(&parsed) => Ok(url),
        _ => Err(format!(
            "{said} must look like postgres://user:password@host/database, with : / ? # @ and % in the password \
             percent-encoded"
        )),
    }
}

/// A password with `/`, `?` or `#` in it ends there, and its rest would be taken for something that may be shown.
fn is_cut_short(url: &Url) -> bool {
    url.fragment().is_some() || url.path().contains('@') || url.query().is_some_and(|query| query.contains('@'))
}

/// The mail server's address; nothing is as good as unset.
pub(super) fn mail_server(url: Option<String>) -> Result<Option<String>, String> {
    let Some(url) = url.filter(|url| !url.trim().is_empty()) else { return Ok(None) };
    if !url.starts_with("smtp://") && !url.starts_with("smtps://") {
        return Err("ROCKET_SMTP_URL must begin with smtp:// or smtps://".into());
    }
    match Url::parse(&url) {
        Ok(parsed) if !is_cut_short(&parsed) => Ok(Some(url)),
        _ => Err("ROCKET_SMTP_URL must look like smtp://user:password@host:587?tls=required, with : / ? # @ and % in \
                  the password percent-encoded"
            .into()),
    }
}

/// Where people reach us, without a slash at the end. It stands before paths in letters and feeds as it was typed, so
/// nothing in it may end an address early, and the headers of a letter must hold it as it is. The pages lead to each
/// other from the root of the host, so it has no path.
pub(super) fn public(typed: &str) -> Result<String, String> {
    let breaks = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\');
    let is_plain = |url: &Url| {
        url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.path().trim_matches('/').is_empty()
            && url.query().is_none()
            && url.fragment().is_none()
    };
    let begins = typed.starts_with("http://") || typed.starts_with("https://");
    if begins && typed.is_ascii() && !typed.contains(breaks) && Url::parse(typed).is_ok_and(|url| is_plain(&url)) {
        Ok(typed.trim_end_matches('/').to_string())
    } else {
        Err("ROCKET_PUBLIC_URL must begin with http:// or https://, name a host, and have no user, path, space, accent, ? or \
             # in it, such as https://agenda.example.org"
            .into())
    }
}

/// Where people reach us while nobody says so: where we listen, and where that is everywhere, on this machine.
pub(super) fn at_the_door(address: IpAddr, port: u16) -> String {
    let address = match address {
        IpAddr::V4(v4) if v4.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(v6) if v6.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        one => one,
    };
    format!("http://{}", SocketAddr::new(address, port))
}
