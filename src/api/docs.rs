//! The description as a page to read: plain HTML, made here from the same document.

use askama::Template;
use rocket::{State, get};
use serde_json::{Map, Value};

use super::openapi::Document;
use crate::config::Config;
use crate::error::Error;
use crate::page::{Layout, Page, markdown};

#[derive(Template)]
#[template(path = "api/docs.html")]
pub struct DocsPage {
    page: Layout,
    title: String,
    intro: String,
    sections: Vec<Section>,
    shapes: Vec<Shape>,
}

/// What belongs together: the addresses under one tag.
struct Section {
    name: String,
    text: String,
    deeds: Vec<Deed>,
}

/// What one can do at an address.
struct Deed {
    method: String,
    path: String,
    summary: String,
    text: String,
    /// Whether a token must be sent.
    token: bool,
    fields: Vec<Field>,
    /// The shape of what one sends.
    body: Option<Kind>,
    answers: Vec<Told>,
}

/// One of the answers.
struct Told {
    status: String,
    text: String,
    body: Option<Kind>,
}

/// An object that is sent or answered.
struct Shape {
    name: String,
    text: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: Kind,
    required: bool,
    text: String,
}

/// What a value is: in words, and the shape that the words name.
#[derive(Clone, Default)]
struct Kind {
    words: String,
    shape: Option<String>,
}

/// The description as a page to read
#[utoipa::path(
    get,
    path = "/api/docs",
    operation_id = "read_description",
    tag = "Description",
    responses((status = 200, description = "A page", body = String, content_type = "text/html"))
)]
#[get("/docs")]
pub fn show(
    page: Layout,
    document: &State<Document>,
    config: &State<Config>,
) -> Result<Page<DocsPage>, super::Problem> {
    let document = serde_json::to_value(document.at(&config.public_url));
    let document = document.map_err(|error| Error::Internal(error.to_string()))?;
    let title = format!("{} API", words(&document["info"], "title"));
    Ok(Page::ok(DocsPage {
        page: page.titled(&title, ""),
        title,
        intro: markdown(&words(&document["info"], "description")),
        sections: sections(&document),
        shapes: each(&document["components"]["schemas"]).map(shape).collect(),
    }))
}

fn sections(document: &Value) -> Vec<Section> {
    let tags = document["tags"].as_array().into_iter().flatten();
    let section = |tag: &Value| {
        let name = words(tag, "name");
        let deeds = each(&document["paths"]).flat_map(|(path, methods)| {
            let tagged =
                |deed: &Value| deed["tags"].as_array().is_some_and(|t| t.contains(&Value::from(name.as_str())));
            let here = each(methods).filter(move |(_, deed)| tagged(deed));
            here.map(move |(method, described)| deed(method, path, described)).collect::<Vec<_>>()
        });
        Section { text: markdown(&words(tag, "description")), deeds: deeds.collect(), name }
    };
    tags.map(section).collect()
}

fn deed(method: &str, path: &str, described: &Value) -> Deed {
    let fields = described["parameters"].as_array().into_iter().flatten();
    let needed = described["security"].as_array();
    let answer = |(status, told): (&String, &Value)| Told {
        status: status.clone(),
        text: words(told, "description"),
        body: content(told),
    };
    Deed {
        method: method.to_uppercase(),
        path: path.to_string(),
        summary: words(described, "summary"),
        text: markdown(&words(described, "description")),
        token: needed.is_some_and(|all| all.iter().all(|one| one.get("token").is_some())),
        fields: fields.map(parameter).collect(),
        body: content(&described["requestBody"]),
        answers: each(&described["responses"]).map(answer).collect(),
    }
}

fn parameter(described: &Value) -> Field {
    Field {
        name: words(described, "name"),
        kind: kind(&described["schema"]),
        required: described["required"] == true,
        text: markdown(&words(described, "description")),
    }
}

fn content(described: &Value) -> Option<Kind> {
    let (media, content) = each(&described["content"]).next()?;
    let mut kind = kind(&content["schema"]);
    if kind.shape.is_none() {
        kind.words = media.clone();
    }
    Some(kind)
}

fn shape((name, described): (&String, &Value)) -> Shape {
    let required = |field: &str| {
        let all = described["required"].as_array();
        all.is_some_and(|all| all.contains(&Value::from(field)))
    };
    let field = |(field, value): (&String, &Value)| Field {
        name: field.clone(),
        kind: kind(value),
        required: required(field),
        text: markdown(&words(value, "description")),
    };
    let mut text = words(described, "description");
    let fields: Vec<Field> = each(&described["properties"]).map(field).collect();
    if fields.is_empty() {
        let kind = kind(described).words;
        text = [text, kind].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n");
    }
    Shape { name: name.clone(), text: markdown(&text), fields }
}

/// What a schema is, in words.
fn kind(schema: &Value) -> Kind {
    if let Some(shape) = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
        return Kind { words: shape.to_string(), shape: Some(shape.to_string()) };
    }
    if let Some(codes) = schema["enum"].as_array() {
        let codes: Vec<String> = codes.iter().map(|c| format!("`{}`", c.as_str().unwrap_or_default())).collect();
        return Kind { words: codes.join(", "), shape: None };
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(kinds) = schema[choice].as_array() {
            let kinds: Vec<Kind> = kinds.iter().map(kind).collect();
            return Kind {
                words: kinds.iter().map(|k| k.words.as_str()).collect::<Vec<_>>().join(" or "),
                shape: kinds.into_iter().find_map(|k| k.shape),
            };
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let mut of = Kind::default();
    if types.contains(&"array") {
        of = kind(&schema["items"]);
        of.words = format!(" of {}", of.words);
    }
    Kind { words: format!("{}{}", types.join(" or "), of.words), shape: of.shape }
}

fn each(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flat_map(Map::iter)
}

fn words(object: &Value, field: &str) -> String {
    object[field].as_str().unwrap_or_default().to_string()
}
