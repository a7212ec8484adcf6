//! Every letter of the house is one that every mail program shows.

use std::path::Path;

use samenkomst::events::event::Format;
use samenkomst::language::Language;
use samenkomst::mail::Parcel;

use super::{header, life, links, sheet};

/// Leaves every letter in `target/tmp/letters`, for whoever wants to look.
#[rocket::async_test]
async fn every_letter_of_the_house_is_one_that_every_mail_program_shows() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("letters");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let (_app, letters) = life::every_letter().await;
    assert_eq!(letters.len(), life::kinds().count() * 3 * life::FORMATS.len());
    let name = |(format, language, parcel): &(Format, Language, Parcel)| {
        format!("{}-{}-{language}.eml", parcel.kind.folder(), format.code())
    };
    for letter in &letters {
        std::fs::write(folder.join(name(letter)), &letter.2.bytes).unwrap();
    }
    for letter in &letters {
        is_sound(&name(letter), letter.1, &letter.2);
    }
}

/// What holds for every letter that leaves.
pub fn is_sound(name: &str, language: Language, parcel: &Parcel) {
    let (subject, text, html) = (&parcel.rendered.subject, &parcel.rendered.text, &parcel.rendered.html);
    let message = std::str::from_utf8(&parcel.bytes).unwrap();
    assert!(parcel.bytes.len() < 60 * 1024, "{name} has {} bytes", parcel.bytes.len());
    assert!(message.lines().all(|line| line.len() <= 998), "{name} has a line that no server takes");
    let head = message.split("\r\n\r\n").next().unwrap_or_default();
    let is_folded = |line: &&str| line.len() <= 78 || !line.trim().contains(' ');
    assert_eq!(head.lines().find(|line| !is_folded(line)), None, "{name} has a header that can be folded");
    assert!(subject.chars().count() <= 78 && !subject.contains('\n') && !subject.is_empty(), "{name}: {subject}");
    for said in [subject, text, html] {
        let remnant = ["{{", "}}", "{%", "undefined", "None", "Some("].into_iter().find(|mark| said.contains(mark));
        assert_eq!(remnant, None, "{name}: {said}");
    }
    for line in text.lines() {
        assert!(line.chars().count() <= 78 || line.trim_start().starts_with("https://"), "{name}: {line}");
    }
    assert!(header(message, "Content-Language") == language.tag(), "{name}");
    has_nothing_that_mail_programs_refuse(name, language, html);
    let preheader = unescaped(html.split("mso-hide:all;\">").nth(1).unwrap().split("&#847;").next().unwrap());
    assert!((40..=90).contains(&preheader.chars().count()), "{name}: {preheader}");
    assert_eq!(links(&unescaped(html)), links(text), "{name}");
    let other = links(text).into_iter().find(|link| !opens_in(link, language));
    assert_eq!(other, None, "{name} leads to a page in a language that a browser chooses");
    assert_eq!(numbers(&visible(html)), numbers(text), "{name}");
    for ink in sheet::inks(html) {
        for (words, paper) in [&ink.light, &ink.dark] {
            assert!(sheet::contrast(words, paper) >= 4.5, "{name}: {words} on {paper}: {}", ink.text);
        }
    }
}

/// Whether a page of ours opens in this language; a room has none.
fn opens_in(link: &str, language: Language) -> bool {
    let is_page = !link.starts_with(life::ELSEWHERE) && !link.starts_with("https://samenkomst.example/join/");
    let page = link.split('#').next().unwrap_or_default();
    !is_page || page.ends_with(&format!("?lang={language}"))
}

/// No script, no form, nothing from elsewhere, one heading, the language, links that lead to us.
fn has_nothing_that_mail_programs_refuse(name: &str, language: Language, html: &str) {
    let tags = sheet::tags(html);
    let count = |wanted: &str| tags.iter().filter(|tag| tag.name == wanted).count();
    assert_eq!((count("h1"), count("style"), count("title")), (1, 1, 1), "{name}");
    assert!(!html.contains("url(") && !html.contains("@import"), "{name}");
    for tag in &tags {
        let forbidden = ["script", "link", "form", "input", "button", "iframe", "video", "object", "base"];
        assert!(!forbidden.contains(&tag.name.as_str()), "{name}: <{}>", tag.name);
        for (attribute, value) in &tag.attributes {
            let is_ours = value.starts_with("https://samenkomst.example") || value.starts_with(life::ELSEWHERE);
            let is_right = match attribute.as_str() {
                "href" => is_ours || value.starts_with("mailto:"),
                "src" => value.starts_with("cid:"),
                "lang" => value == language.tag(),
                "srcset" | "background" | "poster" | "action" | "id" => false,
                name => !name.starts_with("on"),
            };
            assert!(is_right, "{name}: {attribute}={value}");
        }
        let is_layout = tag.name != "table" || tag.attributes.get("role").is_some_and(|role| role == "presentation");
        assert!(is_layout && (tag.name != "img" || tag.attributes.contains_key("alt")), "{name}: <{}>", tag.name);
    }
}

fn unescaped(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What stands between the tags of the body; items of an ordered list with their numbers.
fn visible(html: &str) -> String {
    let mut numbered = String::new();
    for list in html.split("<ol").skip(1) {
        let list = list.split("</ol>").next().unwrap_or_default();
        numbered.extend((1..=list.matches("<li").count()).map(|n| format!("{n}. ")));
    }
    let inks = sheet::inks(html).into_iter().map(|ink| unescaped(&ink.text));
    numbered + &inks.collect::<Vec<_>>().join(" ")
}

/// The numbers that a text names, addresses left out.
fn numbers(text: &str) -> std::collections::BTreeSet<String> {
    let words = text.split_whitespace().filter(|word| !word.starts_with("https://"));
    let words = words.flat_map(|word| word.split(|c: char| !c.is_ascii_digit()));
    words.filter(|digits| !digits.is_empty()).map(str::to_string).collect()
}
