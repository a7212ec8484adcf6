//! Nobody loses what they typed: a form's fields stay on the request until it is answered.

mod fields;
mod form;

pub use fields::Fields;
pub use form::{Form, keep_line};
