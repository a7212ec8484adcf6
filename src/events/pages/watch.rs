//! What is left of an event to watch or to read (`templates/events/watch.html`).

use chrono::{DateTime, Utc};

use super::recordings::recorded;
use crate::events::event::Model;
use crate::language::{Language, Passage};

/// Something to watch or read afterwards.
pub struct Material {
    pub title: Passage,
    pub address: String,
    pub text: String,
}

/// The recording and the materials, once the event is over.
pub fn to_watch(event: &Model, l: Language, now: DateTime<Utc>) -> Vec<Material> {
    if !event.is_past(now) {
        return Vec::new();
    }
    let recording = event.recording_url.iter().map(|url| Material {
        title: Passage::new(l.say("watch-recording"), Some(l), l),
        address: url.clone(),
        text: recorded(event.recording_minutes, l),
    });
    let materials = event.materials.0.iter().map(|material| Material {
        title: material.title.passage(l),
        address: material.url.clone(),
        text: l.say("watch-material"),
    });
    // An address that a browser could run is no address to watch at.
    let safe = |m: &Material| m.address.starts_with("https://") || m.address.starts_with("http://");
    recording.chain(materials).filter(safe).collect()
}
