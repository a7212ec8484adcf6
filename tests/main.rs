//! Every test in one binary, so that the dependencies are linked once. One file per story.

mod calendar;
mod calendar_http;
mod calendar_invitation;
mod calendar_news;
mod demo;
mod house;
mod letters;
mod operating;
mod support;
mod words;
