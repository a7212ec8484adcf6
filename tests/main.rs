//! Every test in one binary, so that the dependencies are linked once. One file per story.

mod house;
mod support;
mod words;
