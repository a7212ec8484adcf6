//! Every test in one binary, so that the dependencies are linked once. One file per story.

mod agenda;
mod api;
mod architecture;
mod attendees;
mod calendar;
mod calendar_http;
mod calendar_invitation;
mod calendar_news;
mod command_line;
mod crowd;
mod demo;
mod event_page;
mod exports;
mod house;
mod importing;
mod keeping;
mod kill;
mod letters;
mod my_registration;
mod operating;
mod registering;
mod signing_in;
mod smtp_server;
mod support;
mod words;
