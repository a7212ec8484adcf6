//! Every test in one binary, so that the dependencies are linked once. One file per story.

mod api;
mod demo;
mod exports;
mod house;
mod support;
