//! The file behind SQLite: whether it is still where it was opened, and whether its disk has room.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use sea_orm::{DbErr, RuntimeErr};
use tempfile::NamedTempFile;

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
pub(super) fn in_the_way(path: &Path) -> Option<DbErr> {
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
