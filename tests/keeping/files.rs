//! Whatever the program writes names people or opens something: nobody else on the machine reads it.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::kill::{request, until};
use crate::support::operator::{Operator, err};
use crate::support::running::Running;

/// The files and folders below this one.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(below(&path));
        }
        found.push(path);
    }
    found
}

fn has(folder: &Path, ending: &str) -> bool {
    below(folder).iter().any(|path| path.to_string_lossy().ends_with(ending))
}

#[rocket::async_test]
async fn what_a_started_program_writes_nobody_else_on_the_machine_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let newcomer = Operator::at(folder.path());
    let organiser = ["organiser", "add", "--email", "an@example.org", "--name", "An", "--role", "admin"];
    let added = newcomer.types(&organiser);
    assert_eq!(added.status.code(), Some(0), "{}", err(&added));
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    let mut serve = newcomer.command(&["serve"]);
    let serve = serve.env("ROCKET_PORT", port.to_string()).stdout(Stdio::null()).stderr(Stdio::null());
    let _serving = Running(serve.spawn().expect("the program"));
    let alive = "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    until("it answers", async || request(port, alive).await == Some(200)).await;
    let asked = "POST /organise/sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 22\r\n\r\nemail=an%40example.org";
    assert_eq!(request(port, asked).await, Some(303));
    until("the letter is there", async || has(folder.path(), ".eml")).await;
    let copied = newcomer.types(&["backup", "copy.db"]);
    assert_eq!(copied.status.code(), Some(0), "{}", err(&copied));
    for file in ["data/samenkomst.db", "data/samenkomst.key", "copy.db"] {
        assert!(has(folder.path(), file), "{file}: {:?}", below(folder.path()));
    }
    for path in below(folder.path()) {
        // A file that is written under another name first may be gone by now.
        let Ok(about) = fs::symlink_metadata(&path) else { continue };
        let mode = about.permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display());
    }
}
