//! What an operator types, and what the program answers: output, one line about what failed, and the exit status.

mod network;

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::operator::{Operator, err, out};
use crate::support::people::{let_in, person};

#[rocket::async_test]
async fn what_is_used_wrongly_ends_with_two_and_what_fails_with_one() {
    let app = TestApp::start().await;
    let operator = Operator::of(&app);
    let list = ["export", "--event", "nothing", "--format", "csv", "--columns"];
    let (unknown, empty) = ([&list[..], &["name,nope"]].concat(), [&list[..], &[""]].concat());
    let paper = |format| ["export", "--event", "nothing", "--columns", "name", "--format", format];
    for line in [
        &["dance"][..],
        &["export"],
        &["region"],
        &["organiser"],
        &["organiser", "add", "--role", "king"],
        &["token"],
        &["mail"],
        &unknown,
        &empty,
        &paper("badges"),
    ] {
        let wrong = operator.types(line);
        let why = err(&wrong);
        assert_eq!(wrong.status.code(), Some(2), "{line:?}");
        assert!(why.starts_with("samenkomst: ") && why.lines().count() == 1 && !why.contains("Usage"), "{why}");
    }
    let why = err(&operator.types(&unknown));
    assert!(why.contains("no column \"nope\"") && why.contains("registered_at"), "{why}");
    let why = err(&operator.types(&paper("pdf")));
    assert_eq!(why, "samenkomst: --columns chooses the columns of a list: leave it out with --format pdf\n");
    let why = err(&operator.types(&["export", "--format", "csv"]));
    assert_eq!(why, "samenkomst: the following required arguments were not provided: --event <SLUG>\n");
    for line in [
        &["export", "--event", "nothing", "--format", "csv"][..],
        &["token", "create", "--organiser", "nobody@example.org", "--name", "x"],
        &["organiser", "add", "--email", "no address", "--name", "An", "--role", "admin"],
        &["region", "add", "--slug", "Nope!", "--name-nl", "Nope"],
    ] {
        let failed = operator.types(line);
        assert_eq!(failed.status.code(), Some(1), "{line:?}");
        assert_eq!(err(&failed).lines().count(), 1, "{}", err(&failed));
    }
    for line in [&["export", "--help"][..], &["region", "help"], &["help", "--help"], &["--version"]] {
        let asked = operator.types(line);
        assert!(asked.status.success() && out(&asked).starts_with(|c: char| c.is_alphabetic()), "{}", err(&asked));
        assert_eq!(err(&asked), "", "{line:?}");
    }
}

#[rocket::async_test]
async fn what_was_typed_comes_back_in_one_line_that_no_terminal_obeys() {
    let app = TestApp::start().await;
    let operator = Operator::of(&app);
    let account = ["organiser", "add", "--name", "An", "--role", "admin", "--email", "an@example.org\u{1b}[2J"];
    for (line, code, said) in [
        (&["export", "--format", "csv", "--event", "noth\n\ning"][..], 1, "There is no event noth ing"),
        (&account, 1, "an@example.org [2J is not an e-mail address"),
        (&["dan\nce"], 2, "unrecognized subcommand 'dan ce'"),
    ] {
        let failed = operator.types(line);
        assert_eq!((failed.status.code(), err(&failed)), (Some(code), format!("samenkomst: {said}\n")), "{line:?}");
    }
}

#[rocket::async_test]
async fn a_list_is_written_to_standard_output() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.desk().register(person(event.id, 7)).await.expect("an answer").expect("a seat");
    let operator = Operator::of(&app);
    let list = operator.types(&["export", "--event", "samenleven", "--format", "csv", "--columns", "status,email"]);
    assert!(out(&list).contains("person7@example.org"), "{}", err(&list));
    let json = out(&operator.types(&["export", "--event", "samenleven", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(1));
    assert!(operator.types(&["export", "--event", "samenleven", "--format", "xlsx"]).stdout.starts_with(b"PK"));
}

#[rocket::async_test]
async fn an_operator_looks_at_the_outbox_and_lets_letters_try_again() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    let_in(&app, event.id, 1..=3).await;
    let fail = |number: u32, why: &str| {
        let at = app.clock.now().to_rfc3339();
        format!(
            "UPDATE letters SET failed_at = '{at}', last_error = '{why}' WHERE recipient = 'person{number}@example.org'"
        )
    };
    for sql in [fail(1, "permanent error (550): 5.1.1 no such user"), fail(2, "permanent error (550): spam")] {
        app.sql(&sql).await;
    }
    let operator = Operator::of(&app);
    let status = out(&operator.types(&["mail", "status"]));
    let words: Vec<&str> = status.split_whitespace().collect();
    let said = words.join(" ");
    assert!(said.starts_with("waiting 1 awaited 1 tried before 0 oldest "), "{said}");
    assert!(said.ends_with("limit none given up 2 address-unknown 1 refused 1"), "{said}");

    let unknown = operator.types(&["mail", "retry", "--cause", "weather"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(err(&unknown).contains("There is: address-unknown, refused."), "{}", err(&unknown));
    let one = operator.types(&["mail", "retry", "--cause", "refused"]);
    assert_eq!((one.status.code(), out(&one).trim()), (Some(0), "1 letter tries again"));
    let rest = operator.types(&["mail", "retry"]);
    assert_eq!(out(&rest).trim(), "1 letter tries again");
    assert_eq!(operator.types(&["mail"]).status.code(), Some(2));
    assert!(out(&operator.types(&["doctor"])).contains("letters: 3 waiting, 0 given up"));
}

#[rocket::async_test]
async fn whoever_reads_no_further_ends_a_command_quietly() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.desk().register(person(event.id, 1)).await.expect("an answer").expect("a seat");
    let people = app.config.mail_folder.with_file_name("people.csv");
    std::fs::write(&people, "name;email\nAn;an@example.org\n").expect("a file");
    let people = people.display().to_string();
    let organiser = ["organiser", "add", "--email", "an@example.org", "--name", "An", "--role", "admin"];
    for line in [
        &["region", "list"][..],
        &["region", "add", "--slug", "halle", "--name-nl", "Halle"],
        &organiser,
        &["token", "create", "--organiser", "an@example.org", "--name", "site"],
        &["doctor"],
        &["migrate", "status"],
        &["mail", "status"],
        &["mail", "retry"],
        &["forget", "--dry-run"],
        &["export", "--event", "samenleven", "--format", "csv"],
        &["export", "--event", "samenleven", "--format", "xlsx"],
        &["import", "--event", "samenleven", "--dry-run", &people],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let quiet = Operator::of(&app).command(line).stdout(writer).output().expect("the program");
        assert_eq!(quiet.status.code(), Some(0), "{line:?}: {}", err(&quiet));
        assert!(!err(&quiet).contains("samenkomst: "), "{line:?}: {}", err(&quiet));
    }
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a disk that is full");
    let failed = Operator::of(&app).command(&["region", "list"]).stdout(full).output().expect("the program");
    assert_eq!((failed.status.code(), err(&failed).lines().count()), (Some(1), 1), "{}", err(&failed));
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let unheard =
        Operator::of(&app).command(&["export", "--event", "nothing", "--format", "csv"]).stderr(writer).output();
    assert_eq!(unheard.expect("the program").status.code(), Some(1));
}

#[rocket::async_test]
async fn a_demo_that_finds_other_data_says_how_to_sign_in() {
    let app = TestApp::start().await;
    make_region(&app, "leuven").await;
    let mut demo = Operator::of(&app).command(&["demo"]);
    let demo = demo.env("ROCKET_PORT", "0").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut serving = demo.spawn().expect("the program");
    let mut said = BufReader::new(serving.stdout.take().expect("its output"));
    let mut lines = String::new();
    for _ in 0..2 {
        said.read_line(&mut lines).expect("a line");
    }
    serving.kill().expect("an end");
    serving.wait().expect("an end");
    said.read_to_string(&mut lines).expect("the other lines");
    assert!(lines.contains("The database was not empty, so the demo is not in it."), "{lines}");
    assert!(lines.contains("samenkomst organiser add"), "{lines}");
}

#[rocket::async_test]
async fn the_log_is_plain_text_in_a_file_and_says_why_it_does_not_follow_a_filter() {
    let app = TestApp::start().await;
    let told = |filter: &str| err(&Operator::of(&app).with(&["receive-mail"], &[("RUST_LOG", filter)]));
    for filter in ["", " ", "samenkomst=info\n"] {
        let said = told(filter);
        assert!(said.contains("a message arrived effect=ignored"), "{filter:?}: {said:?}");
        assert!(!said.contains('\u{1b}') && said.lines().count() == 1, "{filter:?}: {said:?}");
    }
    let said = told("samenkomst=loud");
    assert!(said.contains("RUST_LOG is not followed: ") && said.contains("a message arrived"), "{said}");
    assert_eq!(told("samenkomst=warn"), "");
}

#[rocket::async_test]
async fn a_database_of_a_newer_version_is_named_so_and_left_alone() {
    let app = TestApp::start().await;
    app.sql("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0), ('m9998_later', 0)").await;
    let why = "the database is of a newer version of the program (m9998_later, m9999_later); run that one, or restore";
    for line in [&["serve"][..], &["region", "list"], &["migrate"], &["migrate", "down"], &["migrate", "status"]] {
        let failed = Operator::of(&app).types(line);
        let said = err(&failed);
        assert_eq!(failed.status.code(), Some(1), "{line:?}: {said}");
        assert!(said.lines().count() == 1 && said.contains(why), "{line:?}: {said}");
    }
    let said = out(&Operator::of(&app).types(&["doctor"]));
    assert!(said.contains(&format!("WRONG  migrations: {why}")) && !said.contains("seats"), "{said}");
}

#[test]
fn whoever_looks_into_a_database_that_is_not_there_hears_so_and_makes_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let operator = Operator::at(folder.path());
    let none = "there is none yet at data/samenkomst.db: samenkomst serve makes it";
    for line in [
        &["migrate", "down"][..],
        &["token", "create", "--organiser", "an@example.org", "--name", "site"],
        &["export", "--event", "samenleven", "--format", "csv"],
        &["import", "--event", "samenleven", "/dev/null"],
        &["receive-mail"],
        &["forget"],
        &["mail", "status"],
        &["mail", "retry"],
    ] {
        let failed = operator.types(line);
        let said = format!("samenkomst: The database cannot be opened (ROCKET_DATABASE_URL): {none}\n");
        assert_eq!((failed.status.code(), err(&failed)), (Some(1), said), "{line:?}");
    }
    let changes = out(&operator.types(&["migrate", "status"]));
    assert!(changes.lines().count() > 30 && changes.lines().all(|change| change.starts_with("Pending ")), "{changes}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing was made");
    for line in [
        &["migrate"][..],
        &["region", "list"],
        &["region", "add", "--slug", "leuven", "--name-nl", "Leuven"],
        &["organiser", "add", "--email", "an@example.org", "--name", "An", "--role", "admin"],
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let begun = Operator::at(folder.path()).types(line);
        assert_eq!((begun.status.code(), err(&begun).as_str()), (Some(0), ""), "{line:?}");
        assert!(folder.path().join("data/samenkomst.db").exists(), "{line:?}");
    }
}
