//! Every test in one binary, so that the dependencies are linked once. One file per story.

mod agenda;
mod calendar;
mod calendar_http;
mod calendar_invitation;
mod calendar_news;
mod demo;
mod event_page;
mod house;
mod letters;
mod operating;
mod support;
mod words;
