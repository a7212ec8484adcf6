//! What an operator sets: taken as it is meant, or refused in one line that names the setting and tells no secret.

use std::net::TcpListener;
use std::process::Output;

use rocket::figment::Figment;
use samenkomst::config;

use crate::support::TestApp;
use crate::support::operator::{Operator, err, out};

#[rocket::async_test]
async fn a_wrong_setting_is_one_clear_line() {
    let app = TestApp::start().await;
    for (name, value) in [
        ("ROCKET_DATABASE_URL", "mysql://nowhere"),
        ("ROCKET_DATABASE_URL", "sqlite://"),
        ("ROCKET_DATABASE_URL", "sqlite:?mode=rwc"),
        ("ROCKET_CONFIG", "/nowhere/Rocket.toml"),
        ("ROCKET_SHUTDOWN", "{grace=-1}"),
        ("ROCKET_LIMITS", "{form=\"x\"}"),
        ("ROCKET_MAIL_FOLDER", ""),
        ("ROCKET_MAIL_FOLDER", "/dev/null/mail"),
        ("ROCKET_EMAIL_TEMPLATES", "/nowhere/letters"),
        ("ROCKET_WORKERS", "0"),
        ("ROCKET_WORKERS", "100000000"),
        ("ROCKET_MAX_BLOCKING", "0"),
        ("ROCKET_MAX_BLOCKING", "a few"),
        ("ROCKET_SMTP_URL", "gopher://x"),
        ("ROCKET_TIMEZONE", "Europe/Atlantis"),
        ("ROCKET_MAIL_FROM", "nobody"),
        ("ROCKET_MAIL_FROM", "Samenkomst <post@huis.café>"),
        ("ROCKET_MAIL_FROM", "Samenkomst <béa@huis.example>"),
        ("ROCKET_SECRET_KEY", "short"),
        ("ROCKET_SECRET_KEY", "1234567890"),
        ("ROCKET_SECRET_KEY", "true"),
        ("ROCKET_SECRET_KEY", "[1,2,3]"),
        ("ROCKET_DKIM_KEYS", "dkim.pem"),
        ("ROCKET_DKIM_KEYS", "s1:/nowhere/dkim.pem"),
        ("ROCKET_SMTP_URL", "smtp://mail.example.org?tls=perhaps"),
        ("ROCKET_SMTP_URL", "smtp://mail.example.org?tsl=required"),
        ("ROCKET_SMTP_URL", "smtp://mail.example.org?tls=required&tls=opportunistic"),
        ("ROCKET_SMTP_URL", "smtps://mail.example.org?tls=none"),
        ("ROCKET_PUBLIC_URL", "samenkomst.example"),
        ("ROCKET_PUBLIC_URL", "http://"),
        ("ROCKET_PUBLIC_URL", "https://samen komst.example"),
        ("ROCKET_PUBLIC_URL", "https://samenkomst.example\nX-Header: 1"),
        ("ROCKET_PUBLIC_URL", "https://samenkomst.example/?from=here"),
        ("ROCKET_PUBLIC_URL", "https://example.org/samenkomst"),
        ("ROCKET_PUBLIC_URL", "https://samenkomst.example/#top"),
        ("ROCKET_PUBLIC_URL", "https://an:hush@samenkomst.example"),
        ("ROCKET_PUBLIC_URL", "https://café.example"),
    ] {
        let failed = Operator::of(&app).with(&["serve"], &[(name, value)]);
        let said = err(&failed);
        assert_eq!(failed.status.code(), Some(1), "{name}: {said}");
        assert!(said.lines().count() == 1 && said.contains(name), "{name}: {said}");
    }
}

#[rocket::async_test]
async fn a_file_of_settings_that_is_broken_is_one_clear_line_without_what_stands_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "[default]\nport = 8000\ndatabase_url = \"postgres://an:hush@db.example/x\n";
    std::fs::write(folder.path().join("Rocket.toml"), text).expect("a file");
    let failed = Operator::at(folder.path()).types(&["region", "list"]);
    let said = err(&failed);
    assert_eq!(failed.status.code(), Some(1), "{said}");
    assert!(said.lines().count() == 1 && said.contains("Rocket.toml") && said.contains("line 3"), "{said}");
    assert!(!said.contains("hush"), "{said}");
}

#[rocket::async_test]
async fn a_list_in_the_file_is_no_key_and_no_key_at_all_makes_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let newcomer = Operator::at(folder.path());
    std::fs::write(folder.path().join("Rocket.toml"), "[default]\nsecret_key = [1, 2, 3]\n").expect("a file");
    let failed = newcomer.types(&["region", "list"]);
    assert_eq!(failed.status.code(), Some(1), "{}", err(&failed));
    assert!(err(&failed).contains("ROCKET_SECRET_KEY") && err(&failed).lines().count() == 1, "{}", err(&failed));
    std::fs::remove_file(folder.path().join("Rocket.toml")).expect("a file");
    assert_eq!(newcomer.types(&["migrate"]).status.code(), Some(0));
    assert!(folder.path().join("data/samenkomst.key").exists());
}

#[rocket::async_test]
async fn a_long_number_is_a_key_and_no_other_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let number = "0123456789".repeat(4);
    let done = Operator::at(folder.path()).with(&["migrate"], &[("ROCKET_SECRET_KEY", &number)]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    assert!(!folder.path().join("data/samenkomst.key").exists());
}

#[rocket::async_test]
async fn without_a_public_address_people_reach_the_house_where_it_listens() {
    let folder = tempfile::tempdir().expect("a folder");
    let newcomer = Operator::at(folder.path());
    let line = ["organiser", "add", "--email", "an@example.org", "--name", "An", "--role", "admin"];
    for (settings, reached) in [
        (&[("ROCKET_ADDRESS", "0.0.0.0"), ("ROCKET_PORT", "8080")][..], "http://127.0.0.1:8080"),
        (&[], "http://127.0.0.1:8000"),
        (&[("ROCKET_ADDRESS", "::")], "http://[::1]:8000"),
        (&[("ROCKET_ADDRESS", "192.0.2.7"), ("ROCKET_PORT", "80")], "http://192.0.2.7:80"),
        (&[("ROCKET_PORT", "8080"), ("ROCKET_PUBLIC_URL", "https://samen.example/")], "https://samen.example"),
    ] {
        let done = newcomer.with(&line, settings);
        let link = out(&done);
        assert!(link.starts_with(&format!("{reached}/organise/sign-in/")), "{settings:?}: {link}{}", err(&done));
    }
}

#[rocket::async_test]
async fn a_mail_server_or_a_folder_of_letters_that_is_set_to_nothing_is_unset() {
    let app = TestApp::start().await;
    let done = Operator::of(&app).with(&["doctor"], &[("ROCKET_SMTP_URL", ""), ("ROCKET_EMAIL_TEMPLATES", "")]);
    assert_eq!(done.status.code(), Some(0), "{}{}", out(&done), err(&done));
    assert!(out(&done).contains("mail: the folder"), "{}", out(&done));
}

#[rocket::async_test]
async fn no_command_tells_a_password() {
    let app = TestApp::start().await;
    let all_of = |said: &Output| out(said) + &err(said);
    for url in [
        "postgres://an:hush@127.0.0.1/x?sslmode=perhaps",
        "postgres://an@127.0.0.1/x?password=hush&sslmode=perhaps",
        "postgres//an:hush@db.example/x",
        "postgresql//an:hush@db.example/x",
        "postgres:an:hush@db.example/x",
        "postgres://an:12/hush@db.example/x",
        "postgres://an:12#hush@db.example/x",
        "postgres://an:12?hush@db.example/x",
        "postgres://an:ab/hush@db.example/x",
    ] {
        for line in [&["doctor"][..], &["region", "list"], &["backup", "/nowhere/copy"]] {
            let said = Operator::of(&app).with(line, &[("ROCKET_DATABASE_URL", url)]);
            assert!(!all_of(&said).contains("hush"), "{line:?} with {url}: {}", all_of(&said));
        }
    }
    for url in ["smtp://an:hush@127.0.0.1:1", "smtp://an:12/hush@127.0.0.1", "an:hush@127.0.0.1"] {
        let said = Operator::of(&app).with(&["doctor"], &[("ROCKET_SMTP_URL", url)]);
        assert!(said.status.code() == Some(1) && !all_of(&said).contains("hush"), "{url}: {}", all_of(&said));
    }
    let healthy = out(&Operator::of(&app).types(&["doctor"]));
    assert!(healthy.starts_with("ok     settings: "), "{healthy}");
}

#[rocket::async_test]
async fn a_postgresql_that_does_not_run_is_said_to_refuse_us() {
    let app = TestApp::start().await;
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    let url = format!("postgres://an:hush@127.0.0.1:{port}/samenkomst");
    let failed = Operator::of(&app).with(&["region", "list"], &[("ROCKET_DATABASE_URL", &url)]);
    let said = err(&failed);
    assert_eq!(failed.status.code(), Some(1), "{said}");
    assert!(said.contains("ROCKET_DATABASE_URL") && said.contains("Connection refused"), "{said}");
    assert!(said.lines().count() == 1 && !said.contains("hush"), "{said}");
}

#[rocket::async_test]
async fn a_setting_that_was_misspelt_is_named_with_the_place_where_it_stands() {
    let app = TestApp::start().await;
    let ill = Operator::of(&app).with(&["doctor"], &[("ROCKET_MAIL_FORM", "post@huis.example")]);
    let said = out(&ill);
    assert_eq!(ill.status.code(), Some(0), "{said}");
    assert!(said.contains("\n?      settings: ROCKET_MAIL_FORM is no setting of this program\n"), "{said}");

    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("Rocket.toml"),
        "[default]\nport = 8000\nmail_form = \"x\"\n[default.shutdown]\ngrace = 3\nmerci = 2\n",
    )
    .expect("a file");
    let said = out(&Operator::at(folder.path()).types(&["doctor"]));
    for name in ["mail_form", "shutdown.merci"] {
        let begins = format!("?      settings: {name} in ");
        let named: Vec<&str> = said.lines().filter(|line| line.starts_with(&begins)).collect();
        assert!(named.len() == 1 && named[0].ends_with("Rocket.toml is no setting of this program"), "{said}");
    }
    assert_eq!(said.matches(" is no setting of this program").count(), 2, "{said}");
}

#[rocket::async_test]
async fn what_rocket_reads_by_itself_is_no_mistake_nor_is_a_slash_at_the_end() {
    let app = TestApp::start().await;
    let usual = [
        ("ROCKET_PROFILE", "debug"),
        ("ROCKET_LOG_LEVEL", "normal"),
        ("ROCKET_CLI_COLORS", "false"),
        ("ROCKET_PUBLIC_URL", "https://samen.example/"),
    ];
    let well = Operator::of(&app).with(&["doctor"], &usual);
    let said = out(&well);
    assert_eq!(well.status.code(), Some(0), "{said}");
    assert!(said.starts_with("ok     settings: ") && !said.contains("?      settings: "), "{said}");
}

#[rocket::async_test]
async fn a_table_that_was_misspelt_is_named_and_one_beside_the_chosen_one_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |file: &str, settings: &[(&str, &str)]| {
        std::fs::write(folder.path().join("Rocket.toml"), file).expect("a file");
        out(&Operator::at(folder.path()).with(&["doctor"], settings))
    };
    let misspelt = said("[defualt]\nport = 8000\n", &[]);
    let named = misspelt.lines().find(|line| line.starts_with("?      settings: [defualt] in "));
    assert!(named.is_some_and(|line| line.contains("Rocket.toml is not read, as [default] is")), "{misspelt}");
    for (file, settings) in [
        ("[debug]\nport = 1\n[release]\nport = 1\n", &[][..]),
        ("[here]\nport = 1\n[there]\nport = 1\n", &[("ROCKET_PROFILE", "here")][..]),
    ] {
        let doctor = said(file, settings);
        assert!(!doctor.contains("?      settings"), "{file}: {doctor}");
    }
}

#[rocket::async_test]
async fn every_setting_that_an_operator_reads_of_is_known() {
    let page = include_str!("../docs/operating.md").split('`').filter_map(|word| word.strip_prefix("ROCKET_"));
    let page = page.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
    let page = page.filter(|name| !["CONFIG", "PROFILE"].contains(name)).map(str::to_lowercase);
    let file = include_str!("../Rocket.toml").split("[default.shutdown]").next().unwrap_or_default();
    let file = file.lines().filter_map(|line| line.trim_start_matches("# ").split_once(" = "));
    let names: Vec<String> = page.chain(file.map(|(name, _)| name.to_string())).collect();
    assert!(names.len() > 40, "{names:?}");
    let figment = names.iter().fold(Figment::new(), |figment, name| figment.merge((name, "x")));
    assert_eq!(config::unread(&figment), Vec::<String>::new());
}

#[rocket::async_test]
async fn what_should_have_been_set_is_said_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let newcomer = Operator::at(folder.path());
    for (name, value, expected) in [
        ("ROCKET_ADDRESS", "[::1]", "an IP address such as 127.0.0.1 or ::1"),
        ("ROCKET_PORT", "many", "a whole number from 0 to 65535"),
        ("ROCKET_PORT", "80000", "a whole number from 0 to 65535"),
        ("ROCKET_WORKERS", "", "a whole number, 0 or more"),
        ("ROCKET_MAIL_PER_MINUTE", "1.5", "a whole number, 0 or more"),
        ("ROCKET_MAIL_PER_MINUTE", "-3", "a whole number, 0 or more"),
        ("ROCKET_DRAIN", "5s", "a whole number, 0 or more"),
        ("ROCKET_RATE_LIMITS", "no", "true or false"),
        ("ROCKET_RATE_LIMITS", "0", "true or false"),
        ("ROCKET_SHUTDOWN", "5", "a table such as {grace=3,mercy=2}"),
    ] {
        let said = err(&newcomer.with(&["serve"], &[(name, value)]));
        assert_eq!(said, format!("samenkomst: {name} must be {expected}\n"));
    }
    std::fs::write(folder.path().join("Rocket.toml"), "port = 8000\n").expect("a file");
    let said = err(&newcomer.types(&["serve"]));
    assert!(said.contains("Rocket.toml cannot be read: ") && said.contains("below a line [default]"), "{said}");
}

#[rocket::async_test]
async fn where_no_database_can_be_made_the_place_is_named() {
    let app = TestApp::start().await;
    // Nobody makes a file there, whoever they are.
    let failed = Operator::of(&app).with(&["migrate"], &[("ROCKET_DATABASE_URL", "sqlite:///proc/house.db")]);
    let said = err(&failed);
    assert_eq!(failed.status.code(), Some(1), "{said}");
    assert!(said.contains("ROCKET_DATABASE_URL") && said.contains("/proc: "), "{said}");
}
