//! What the calendar programs of others read in our feeds and invitations, over every change of the clock from 2020 to
//! 2030: the same as our own records say. The programs are Python's (`READERS_PYTHON` names one that has what
//! `tests/requirements.txt` lists) and Node's (`npm ci --prefix tests/readers`); `bin/check` sees to both.

mod feeds;
mod letters;

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, Utc};
use rocket::tokio::task::spawn_blocking;
use samenkomst::events::event;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::support::Door;

/// An event, as one reads it: times as seconds since 1970.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Read {
    uid: String,
    start: i64,
    end: i64,
    summary: String,
    status: String,
}

impl Read {
    fn of(event: &event::Model) -> Read {
        let (mark, status) = match event.cancelled_at {
            Some(_) => ("Geannuleerd: ", "CANCELLED"),
            None => ("", "CONFIRMED"),
        };
        Read {
            uid: event.uid.to_string(),
            start: event.starts_at.timestamp(),
            end: event.ends_at.timestamp(),
            summary: format!("{mark}{}", event.title),
            status: status.to_string(),
        }
    }
}

/// The programs, and a folder to work in.
struct Readers {
    python: String,
    folder: tempfile::TempDir,
}

impl Readers {
    /// None, with a word on why, where they are not.
    fn here() -> Option<Readers> {
        let Ok(python) = std::env::var("READERS_PYTHON") else {
            eprintln!("SKIPPED: READERS_PYTHON does not name a Python with tests/requirements.txt");
            return None;
        };
        Some(Readers { python, folder: tempfile::tempdir().expect("a folder") })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> PathBuf {
        std::fs::write(self.file(name), bytes).expect("a file");
        self.file(name)
    }

    /// What a program of ours, in Python or JavaScript, says in JSON.
    async fn ask<T: DeserializeOwned>(&self, script: &str, words: &[&str]) -> T {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers").join(script);
        let program = if script.extension().is_some_and(|e| e == "mjs") { "node" } else { &self.python };
        let mut command = Command::new(program);
        command
            .arg(&script)
            .args(words)
            .env("TZ", "Asia/Tokyo")
            .envs([("PYTHONWARNINGS", "ignore"), ("PYTHONDONTWRITEBYTECODE", "1")]);
        let answer = spawn_blocking(move || command.output()).await.expect("a program that ends");
        let answer = answer.expect("a program that starts");
        let complaint = String::from_utf8_lossy(&answer.stderr);
        assert!(answer.status.success(), "{} {words:?}: {complaint}", script.display());
        serde_json::from_slice(&answer.stdout).unwrap_or_else(|e| panic!("{e}: {complaint}"))
    }

    async fn subscribe(&self, door: &Door, path: &str) -> Synced {
        let home = self.file("subscriber").display().to_string();
        let mut synced: Synced = self.ask("subscribe.py", &[&home, &door.url(path)]).await;
        synced.listed.sort();
        synced
    }
}

/// What a subscriber has.
#[derive(Deserialize)]
struct Synced {
    listed: Vec<Listed>,
    /// Each file of a calendar entry, with what tells its content from any other.
    files: std::collections::BTreeMap<String, String>,
}

/// An event as khal lists it, in UTC.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Listed {
    title: String,
    #[serde(rename = "start-long-full")]
    start: String,
    #[serde(rename = "end-long-full")]
    end: String,
    status: String,
}

impl Listed {
    fn of(event: &event::Model) -> Listed {
        let Read { summary: title, status, .. } = Read::of(event);
        let moment = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M").to_string();
        Listed { title, start: moment(event.starts_at), end: moment(event.ends_at), status }
    }
}
