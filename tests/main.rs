//! Every test in one binary, so that the dependencies are linked once. One file per story.

mod demo;
mod house;
mod support;
mod words;
