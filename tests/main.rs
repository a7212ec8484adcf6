//! Every test in one binary, so that the dependencies are linked once. One file per story.

mod agenda;
mod demo;
mod event_page;
mod house;
mod support;
mod words;
