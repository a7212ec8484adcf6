//! Fields of a form whose names carry a key: `stops[2]`, `answers[12][]`. Rocket's own maps refuse the whole form for a
//! name that comes without one, and with it goes all that somebody typed.

use std::collections::BTreeMap;

use rocket::form::name::NameView;
use rocket::form::{DataField, FromForm, FromFormField, Options, Result, ValueField};

/// What was sent under the name, in that order: each key and its text. A name without a key has an empty one.
pub struct Keyed(Vec<(String, String)>);

impl Keyed {
    /// Each key and its text, as they were sent.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// The texts of each key that is a number.
    pub fn by_number(&self) -> BTreeMap<i32, Vec<String>> {
        let mut texts: BTreeMap<i32, Vec<String>> = BTreeMap::new();
        for (key, text) in self.iter() {
            if let Ok(number) = key.parse() {
                texts.entry(number).or_default().push(text.to_string());
            }
        }
        texts
    }

    fn push(&mut self, name: NameView<'_>, text: String) {
        let key = name.key().map_or("", |key| key.as_str());
        self.0.push((key.to_string(), text));
    }
}

#[rocket::async_trait]
impl<'r> FromForm<'r> for Keyed {
    type Context = Keyed;

    fn init(_: Options) -> Keyed {
        Keyed(Vec::new())
    }

    fn push_value(sent: &mut Keyed, field: ValueField<'r>) {
        sent.push(field.name, field.value.to_string());
    }

    async fn push_data(sent: &mut Keyed, field: DataField<'r, '_>) {
        let name = field.name;
        if let Ok(text) = <String as FromFormField<'r>>::from_data(field).await {
            sent.push(name, text);
        }
    }

    fn finalize(sent: Keyed) -> Result<'r, Keyed> {
        Ok(sent)
    }
}
