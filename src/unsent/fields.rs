//! What was typed in a form, as it came.

use rocket::form::{DataField, Error, Errors, FromForm, FromFormField, Options, Result, ValueField};
use url::form_urlencoded;

/// Names and values in their order, all in one text: in a rush, reading a form makes no text for each of them.
pub struct Fields {
    text: String,
    /// Where each name ends, and its value.
    ends: Vec<(usize, usize)>,
    /// A file came along, which is not kept.
    pub has_file: bool,
}

impl Fields {
    /// Of a form that nobody read.
    pub fn none() -> Fields {
        Fields { text: String::new(), ends: Vec::new(), has_file: false }
    }

    /// Of a form whose file is all that matters.
    pub fn of_file() -> Fields {
        Fields { has_file: true, ..Fields::none() }
    }

    /// Of a form that comes in one line (application/x-www-form-urlencoded).
    pub fn decoded(body: &[u8]) -> Fields {
        let mut fields = Fields { text: String::with_capacity(body.len()), ..Fields::none() };
        for (name, value) in form_urlencoded::parse(body) {
            fields.push(&name, &value);
        }
        fields
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut start = 0;
        self.ends.iter().map(move |&(name, value)| {
            let field = (&self.text[start..name], &self.text[name..value]);
            start = value;
            field
        })
    }

    /// Whether nothing was typed. The method of a form is no field that anybody sees.
    pub fn is_blank(&self) -> bool {
        !self.has_file && self.iter().all(|(name, _)| name == "_method")
    }

    fn push(&mut self, name: &str, value: &str) {
        self.text.push_str(name);
        let name_ends = self.text.len();
        self.text.push_str(value);
        self.ends.push((name_ends, self.text.len()));
    }
}

/// Of a form that comes in parts (multipart/form-data).
#[rocket::async_trait]
impl<'r> FromForm<'r> for Fields {
    type Context = (Fields, Errors<'r>);

    fn init(_: Options) -> Self::Context {
        (Fields::none(), Errors::new())
    }

    fn push_value(context: &mut Self::Context, field: ValueField<'r>) {
        context.0.push(field.name.source().as_str(), field.value);
    }

    async fn push_data(context: &mut Self::Context, field: DataField<'r, '_>) {
        let name = field.name.source().as_str();
        if field.file_name.is_some() {
            context.0.has_file = true;
        } else if let Ok(text) = <String as FromFormField<'r>>::from_data(field).await {
            context.0.push(name, &text);
        }
    }

    fn push_error(context: &mut Self::Context, error: Error<'r>) {
        context.1.push(error);
    }

    fn finalize((fields, errors): Self::Context) -> Result<'r, Fields> {
        if errors.is_empty() { Ok(fields) } else { Err(errors) }
    }
}
