//! The file behind SQLite: how it is opened, whether it is still where that was, and whether its disk has room.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sea_orm::{DbErr, RuntimeErr};
use tempfile::NamedTempFile;

use super::{Database, options, sqlite_settings};
use crate::config::sqlite_file;

impl Database {
    /// Makes the file and its folder when they are missing, and gives it the journal, which the file itself remembers.
    pub(super) async fn connect_to_file(url: &str) -> Result<Database, DbErr> {
        let Some(file) = sqlite_file(url) else {
            // Every connection to a database in memory has a database of its own.
            let only = sea_orm::Database::connect(options(url, 1)).await?;
            return Ok(Database::of(only.clone(), only, None));
        };
        if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .map_err(|e| DbErr::Custom(format!("cannot make the folder {}: {e}", folder.display())))?;
        }
        let first = sea_orm::Database::connect(options(url, 1)).await;
        first.map_err(|error| in_the_way(&file).unwrap_or(error))?.close().await?;
        Database::open_file(url, &file).await
    }

    /// Connects to a file that is there. No connection may make one: beside the one in use it would be another, empty
    /// database.
    pub(super) async fn open_file(url: &str, file: &Path) -> Result<Database, DbErr> {
        let opened = OpenFile::at(file)?;
        let existing = |connections| {
            let mut options = options(url, connections);
            options.map_sqlx_sqlite_opts(|sqlite| sqlite_settings(sqlite).create_if_missing(false));
            options
        };
        let writer = sea_orm::Database::connect(existing(1)).await;
        let writer = writer.map_err(|error| in_the_way(file).unwrap_or(error))?;
        let mut reading = existing(6);
        reading.map_sqlx_sqlite_opts(|sqlite| {
            sqlite_settings(sqlite).create_if_missing(false).pragma("cache_size", READERS_CACHE)
        });
        let reader = sea_orm::Database::connect(reading).await?;
        Ok(Database::of(writer, reader, Some(Arc::new(opened))))
    }
}

/// How much of the file each connection that reads keeps, in KiB below zero. Without it each keeps 2 MB, which the
/// system has as well.
const READERS_CACHE: &str = "-512";

/// A file as it was when it was opened.
#[derive(Debug)]
pub(super) struct OpenFile {
    pub path: PathBuf,
    pub device: u64,
    pub inode: u64,
}

impl OpenFile {
    pub fn at(path: &Path) -> Result<OpenFile, DbErr> {
        let found = std::fs::metadata(path).map_err(|e| DbErr::Custom(format!("{}: {e}", path.display())))?;
        Ok(OpenFile { path: path.to_path_buf(), device: found.dev(), inode: found.ino() })
    }

    /// An error says that it was moved, deleted or replaced.
    pub fn check(&self) -> Result<(), DbErr> {
        match std::fs::metadata(&self.path) {
            Ok(found) if (found.dev(), found.ino()) == (self.device, self.inode) => Ok(()),
            _ => Err(DbErr::Conn(RuntimeErr::Internal(format!(
                "{} is not the file that was opened; it was moved, deleted or replaced",
                self.path.display()
            )))),
        }
    }

    /// An error says that its disk is full.
    pub fn check_room(&self) -> Result<(), DbErr> {
        let refused = |why: String| DbErr::Conn(RuntimeErr::Internal(format!("{}: {why}", self.path.display())));
        let disk = rustix::fs::statvfs(&self.path).map_err(|error| refused(error.to_string()))?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free < ENOUGH { Err(refused(format!("its disk is full: {free} bytes are free"))) } else { Ok(()) }
    }
}

/// Why a file cannot be opened or made, where SQLite says no more than that it cannot.
fn in_the_way(path: &Path) -> Option<DbErr> {
    let refused =
        |path: &Path, why: io::Error| DbErr::Conn(RuntimeErr::Internal(format!("{}: {}", path.display(), why.kind())));
    if let Some(why) = File::open(path).err().filter(|why| why.kind() != ErrorKind::NotFound) {
        return Some(refused(path, why));
    }
    // SQLite writes beside it as well.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    NamedTempFile::new_in(folder).err().map(|why| refused(folder, why))
}

/// How much room a disk needs for a batch at the seat desk, in bytes. One that is full for a batch may have a page left.
const ENOUGH: u64 = 1 << 20;
