//! A program that runs beside a story.

use std::process::Child;

/// Killed without warning when the story ends.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
