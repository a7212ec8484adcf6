//! What letters say: what changed, whose clocks tell a time, and the sentences that an operator rewords.

use samenkomst::language::Language;
use samenkomst::mail::{LetterKind, Templates};

use super::{links, with_attachment};

#[test]
fn a_letter_about_a_change_says_in_its_subject_what_changed() {
    let templates = Templates::load(None).unwrap();
    for language in Language::ALL {
        let mut facts = with_attachment(LetterKind::EventChanged, language);
        let mut subjects = std::collections::BTreeSet::new();
        for news in ["day", "time", "place", "title", "link", "no_link", "stop", "several"] {
            facts["news"] = news.into();
            subjects.insert(templates.render(LetterKind::EventChanged, language, &facts).unwrap().subject);
        }
        let other = |place: &str, join: serde_json::Value| {
            let mut event = facts["event"].clone();
            event["join_url"] = join;
            let link = format!("https://samenkomst.example/registrations/{place}");
            serde_json::json!({ "event": event, "stops": [], "changes": facts["changes"], "link": link })
        };
        let room = "https://meet.example.org/j/other";
        facts["others"] = [other("second", room.into()), other("third", serde_json::Value::Null)].into();
        facts["more_attachments"] = "invite-2.ics, stop-1.ics".into();
        let of_three = templates.render(LetterKind::EventChanged, language, &facts).unwrap();
        assert!(of_three.text.contains("invite.ics, invite-2.ics, stop-1.ics"), "{}", of_three.text);
        assert_eq!(links(&of_three.html), links(&of_three.text));
        let ways_in = [facts["event"]["join_url"].as_str().unwrap(), room];
        assert!(ways_in.iter().all(|way| links(&of_three.text).contains(way)), "{}", of_three.text);
        let soon = ["De link is er nog niet.", "Le lien n’est pas encore prêt.", "The link is not ready yet."];
        assert_eq!(of_three.text.matches(soon[language as usize]).count(), 1, "{}", of_three.text);
        subjects.insert(of_three.subject);
        assert_eq!(subjects.len(), 9, "{subjects:?}");
        assert!(subjects.iter().all(|subject| subject.chars().count() <= 78), "{subjects:?}");
    }
}

#[test]
fn nobody_who_waits_hears_that_a_registration_stands() {
    let templates = Templates::load(None).unwrap();
    let mut facts = with_attachment(LetterKind::EventChanged, Language::Nl);
    facts["waits"] = true.into();
    for news in ["day", "several"] {
        facts["news"] = news.into();
        let letter = templates.render(LetterKind::EventChanged, Language::Nl, &facts).unwrap();
        assert!(letter.html.contains("Je blijft op de wachtlijst."), "{}", letter.html);
        assert!(!letter.html.contains("Je inschrijving blijft gelden"), "{}", letter.html);
    }
}

#[test]
fn a_seat_at_a_stop_is_put_into_the_calendar_without_the_event() {
    let templates = Templates::load(None).unwrap();
    for language in Language::ALL {
        let mut facts = with_attachment(LetterKind::SeatBecameFree, language);
        facts["stop"] = with_attachment(LetterKind::StopChosen, language)["stop"].clone();
        facts["stop"]["left"] = "".into();
        facts["stop"]["takes_left"] = false.into();
        let letter = templates.render(LetterKind::SeatBecameFree, language, &facts).unwrap();
        assert_eq!(links(&letter.html), links(&letter.text));
        let event = facts["links"]["calendar"].as_str().unwrap();
        assert!(letter.text.contains("invite.ics") && !letter.text.contains(event), "{}", letter.text);
    }
}

#[test]
fn a_reason_without_a_full_stop_does_not_run_into_the_next_sentence() {
    let templates = Templates::load(None).unwrap();
    let mut facts = with_attachment(LetterKind::EventCancelled, Language::Nl);
    for reason in ["De zaal staat onder water", "De zaal staat onder water."] {
        facts["event"]["cancellation_reason"] = reason.into();
        let letter = templates.render(LetterKind::EventCancelled, Language::Nl, &facts).unwrap();
        assert!(letter.html.contains(">De zaal staat onder water. Je hoeft niets te doen.&#847;"), "{}", letter.html);
    }
}

#[test]
fn a_digest_of_nothing_but_what_is_called_off_counts_it() {
    let templates = Templates::load(None).unwrap();
    let mut facts = with_attachment(LetterKind::Digest, Language::Nl);
    facts["digest"]["new"] = serde_json::json!([]);
    facts["digest"]["soon"] = serde_json::json!([]);
    let intro = |facts: &serde_json::Value| {
        let text = templates.render(LetterKind::Digest, Language::Nl, facts).unwrap().text;
        text.lines().find(|line| line.contains("deze week") || line.contains("Deze week")).unwrap().to_string()
    };
    assert_eq!(intro(&facts), "Deze week moet je 2 dingen weten.");
    facts["digest"]["called_off"].as_array_mut().unwrap().pop();
    assert_eq!(intro(&facts), "Eén ding moet je deze week weten.");
}

#[test]
fn what_people_type_cannot_become_markup_or_headers() {
    let templates = Templates::load(None).unwrap();
    let mut facts = with_attachment(LetterKind::RegistrationConfirmed, Language::Nl);
    facts["person"]["first_name"] = "<b>A</b>\"".into();
    facts["event"]["title"] = "Kop\r\nBcc: iedereen@example.org".into();
    let letter = templates.render(LetterKind::RegistrationConfirmed, Language::Nl, &facts).unwrap();
    assert!(letter.html.contains("Je bent erbij, &lt;b&gt;A&lt;/b&gt;&quot;."));
    assert!(letter.text.contains("Je bent erbij, <b>A</b>\"."));
    assert_eq!(letter.subject, "Je bent erbij: Kop Bcc: iedereen@example.org, do 14 januari");
}

#[test]
fn a_time_says_whose_clocks_tell_it() {
    let says = |zone| Language::ALL.map(|language| language.zone(zone));
    assert_eq!(says(chrono_tz::Europe::Brussels), ["Brusselse tijd", "heure de Bruxelles", "Brussels time"]);
    assert_eq!(says(chrono_tz::America::New_York), ["New Yorkse tijd", "heure de New York", "New York time"]);
    let zagreb = ["plaatselijke tijd (Zagreb)", "heure locale (Zagreb)", "local time (Zagreb)"];
    assert_eq!(says(chrono_tz::Europe::Zagreb), zagreb);
}

#[test]
fn a_missing_fact_is_an_error_and_no_hole() {
    let templates = Templates::load(None).unwrap();
    let mut facts = with_attachment(LetterKind::RegistrationConfirmed, Language::Nl);
    facts["person"].as_object_mut().unwrap().remove("first_name");
    let missing = templates.render(LetterKind::RegistrationConfirmed, Language::Nl, &facts).unwrap_err();
    assert!(missing.contains("undefined") && !missing.contains("Amina"), "{missing}");
    facts["person"]["first_name"] = serde_json::Value::Null;
    let null = templates.render(LetterKind::RegistrationConfirmed, Language::Nl, &facts).unwrap_err();
    assert!(null.contains("a value is null"), "{null}");
}

#[test]
fn an_operator_rewords_a_sentence_and_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("registration_confirmed");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("words.toml"), "[nl]\ntitle = \"Welkom, {{ person.first_name }}!\"\n").unwrap();
    std::fs::write(own.join("body.txt"), "{{ say('title') }}\n{{ say('intro') }}\n").unwrap();
    let templates = Templates::load(Some(folder.path())).unwrap();
    let facts = with_attachment(LetterKind::RegistrationConfirmed, Language::Nl);
    let letter = templates.render(LetterKind::RegistrationConfirmed, Language::Nl, &facts).unwrap();
    assert_eq!(letter.text, "Welkom, Amina!\nJe plek is van jou. Bewaar deze mail, dan heb je alles bij de hand.\n");

    let wrong = |file: &str, text: &str| {
        std::fs::write(own.join(file), text).unwrap();
        Templates::load(Some(folder.path())).err().unwrap()
    };
    let unknown = wrong("words.toml", "[nl]\ntitel = \"x\"\n");
    assert_eq!(unknown, "email-templates/registration_confirmed/words.toml: [nl] titel is no sentence that we know");
    std::fs::remove_file(own.join("words.toml")).unwrap();
    let broken = wrong("body.txt", "{% if %}");
    assert!(broken.starts_with("email-templates/registration_confirmed/body.txt: syntax error"), "{broken}");
}

#[test]
fn a_file_of_an_operator_that_is_named_as_none_of_ours_is_not_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |name: &str| {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, "").unwrap();
        let why = Templates::load(Some(folder.path())).err();
        std::fs::remove_file(&file).unwrap();
        let expected = format!("ROCKET_EMAIL_TEMPLATES: {} is no file of any letter", file.display());
        why.inspect(|why| assert_eq!(*why, expected)).is_some()
    };
    for name in ["word.toml", "registration_confirmd/words.toml", "registration_confirmed/intro.txt"] {
        assert!(refused(name), "{name}");
    }
    for name in ["README.md", ".words.toml", "registration_confirmed/words.toml~", ".git/HEAD.txt", "words.toml"] {
        assert!(!refused(name), "{name}");
    }
}
