//! How the program is linked, and what it is made of besides its source.

use std::env;
use std::process::Command;

/// The first glibc that reads a packed table of addresses.
const READS_PACKED: (u32, u32) = (2, 36);

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // A new file in one of these belongs to the program as well.
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=email-templates");
    // The addresses that are set right when the program starts are a table of 2 MB, or packed one of 20 KB.
    if env::var_os("HOST") == env::var_os("TARGET") && glibc() >= Some(READS_PACKED) {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of this machine's glibc: "glibc 2.36".
fn glibc() -> Option<(u32, u32)> {
    let said = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let (major, minor) = said.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}
