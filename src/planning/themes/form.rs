//! The form of a theme: what was typed, and what it means.

use rocket::form::FromForm;

use super::keeping::{Place, Said, Seen};
use crate::error::Fault;
use crate::language::Language;
use crate::organisers::forms::{Meanwhile, Mistakes, TextsForm, order_words};
use crate::regions::{adding, theme};
use crate::slug;

/// As typed.
#[derive(Clone, Debug, Default, FromForm)]
pub struct ThemeForm {
    pub names: TextsForm,
    #[field(default = false)]
    pub core: bool,
    /// Its name in addresses; only a new one is given one.
    #[field(default = String::new())]
    pub slug: String,
    /// The slug of the theme that it stands after, empty for none; none when it was not asked.
    pub after: Option<String>,
    pub seen: Seen,
}

impl ThemeForm {
    pub fn of(theme: &theme::Model, themes: &[theme::Model]) -> ThemeForm {
        let (said, place) = (Said::of(theme), Place::of(themes, theme.id));
        let before = themes.iter().find(|theme| Some(theme.id) == place.0);
        ThemeForm {
            names: TextsForm::of(&said.names),
            core: said.core,
            slug: String::new(),
            after: Some(before.map(|theme| theme.slug.clone()).unwrap_or_default()),
            seen: Seen { said: said.mark(), place: place.mark() },
        }
    }

    /// What was typed, on top of the theme as it is by now; it stands where it does, unless the form `moves` it.
    pub fn on_top_of(self, theme: &theme::Model, themes: &[theme::Model], moves: bool) -> ThemeForm {
        let now = ThemeForm::of(theme, themes);
        let after = if moves { self.after } else { now.after };
        ThemeForm { after, seen: now.seen, ..self }
    }

    pub fn said(&self, faults: &mut Vec<Fault>) -> Said {
        Said { core: self.core, names: self.names.names("fault-theme-name", faults) }
    }

    /// Its name in addresses: what was typed, else one made of its name.
    pub fn slug(&self, said: &Said, faults: &mut Vec<Fault>) -> String {
        let typed = self.slug.trim();
        let slug = match typed {
            "" => slug::words(&said.names.nl).unwrap_or_default(),
            typed => typed.to_string(),
        };
        // Of what is no name none can be made, and that is said.
        if !adding::is_slug(&slug) && (faults.is_empty() || !typed.is_empty()) {
            faults.push(Fault::new("slug", "fault-region-slug"));
        }
        slug
    }

    /// Where it is to stand, if that is elsewhere than where the form found it, and than where it stands.
    pub fn moves_to(&self, themes: &[theme::Model], id: i32, faults: &mut Vec<Fault>) -> Option<Place> {
        let after = match self.after.as_deref()? {
            "" => None,
            slug => match themes.iter().find(|theme| theme.slug == slug && theme.id != id) {
                Some(theme) => Some(theme.id),
                None => {
                    faults.push(Fault::new("after", "fault-theme"));
                    return None;
                }
            },
        };
        let place = Place(after);
        (self.seen.place != place.mark() && place != Place::of(themes, id)).then_some(place)
    }
}

/// What the theme says by now, and where it stands, where something else was typed.
pub fn meanwhile(
    themes: &[theme::Model],
    theme: &theme::Model,
    (typed, moved): (&Said, Option<Place>),
    l: Language,
) -> Mistakes {
    let (now, stands) = (Said::of(theme), Place::of(themes, theme.id));
    let is_elsewhere = moved.is_some_and(|to| to != stands);
    let before = themes.iter().find(|theme| Some(theme.id) == stands.0);
    Meanwhile::new(l)
        .names((&now.names, &typed.names))
        .field("after", &l.say("region-order"), is_elsewhere, &order_words(before.map(|theme| &theme.names), l))
        .box_ticked("core", &l.say("theme-core"), (now.core, typed.core))
        .said()
}
