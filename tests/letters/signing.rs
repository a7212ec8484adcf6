//! Signatures, judged by a program that is not ours (dkimpy, in the Python that `SMTP_TEST_PYTHON` names).

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rocket::figment::Figment;
use samenkomst::config::Config;
use samenkomst::language::Language;
use samenkomst::mail::{Composed, Parcel, Picture, Signer, message};

use super::samples::{composed, letter};
use super::*;
use crate::support::running::Running;

const KEYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/letters/keys");

fn config(keys: &str) -> Result<Config, String> {
    let settings = Figment::from(rocket::Config::default())
        .merge(("secret_key", crate::support::SECRET))
        .merge(("mail_from", "Samenkomst <post@samenkomst.example>"))
        .merge(("dkim_keys", keys));
    Config::read(&settings)
}

fn signer(keys: &str) -> Result<Signer, String> {
    Signer::of(&config(keys)?).map(|signer| signer.expect("keys"))
}

fn both() -> Signer {
    signer(&format!("rsa26:{KEYS}/rsa.pem, ed26:{KEYS}/ed25519.pem")).unwrap()
}

/// The judge does not believe in signatures from the future.
fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::Utc::now()
}

struct Judge {
    asks: ChildStdin,
    says: BufReader<ChildStdout>,
    _child: Running,
}

impl Judge {
    fn call() -> Option<Judge> {
        let Ok(python) = std::env::var("SMTP_TEST_PYTHON") else {
            eprintln!("skipped: SMTP_TEST_PYTHON does not name a Python with dkimpy");
            return None;
        };
        let mut child = Command::new(python)
            .args(["-W", "ignore", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp_server/dkim_check.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (asks, says) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Some(Judge { asks, says, _child: Running(child) })
    }

    /// For each signature whether it is right, how it was made, and what it covers.
    fn judge(&mut self, bytes: &[u8], signer: &Signer) -> Vec<(bool, String, Vec<String>)> {
        let records: HashMap<String, String> = signer.records().into_iter().map(|r| (r.name, r.value)).collect();
        let asked = serde_json::json!({ "message": STANDARD.encode(bytes), "records": records });
        writeln!(self.asks, "{asked}").unwrap();
        let mut line = String::new();
        self.says.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

/// A letter of this kind with all that is hard to sign: names outside the first plane of Unicode, lines without end,
/// a picture.
async fn hard_letter(house: &House, number: u128, kind: LetterKind, language: Language) -> Parcel {
    let mut letter = letter(number, kind, language);
    letter.recipient_name = "Zoë 🎉 𝔐𝔞𝔢𝔰 \"van\" \\ de, Ⓟolder".into();
    letter.thread_id = number.is_multiple_of(2).then(|| uuid::Uuid::from_u128(number));
    house.post(vec![letter.clone()]).await;
    let mut said: Composed = composed(kind, language);
    said.sender_name = "Région 𝒮amenkomst  met   spaties".into();
    said.context["person"]["first_name"] = format!("Zoë 🎉{}", " lang".repeat(300)).into();
    said.unsubscribe = said.unsubscribe.map(|address| format!("{address}/{}", "k".repeat(60)));
    said.picture = said.picture.map(|picture| Picture { png: vec![0x89; 5000], ..picture });
    let facts = {
        let mut facts = said.context.clone();
        facts["attachment"] = said.calendar.as_ref().map_or("", |_| "invite.ics").into();
        facts
    };
    let rendered = Templates::load(None).unwrap().render(kind, language, &facts).unwrap();
    let row = house.rows().await.into_iter().find(|row| row.id == letter.id).unwrap();
    let from = "Samenkomst <post@samenkomst.example>".parse().unwrap();
    message::pack(&row, rendered, &said, &from, None, house.clock.now()).unwrap()
}

#[tokio::test]
async fn every_kind_of_letter_carries_two_signatures_that_others_find_right() {
    let Some(mut judge) = Judge::call() else {
        return;
    };
    let (house, _) = in_memory().await;
    let signer = both();
    for (place, (kind, language)) in every_letter().enumerate() {
        let parcel = hard_letter(&house, place as u128, kind, language).await;
        let signed = signer.sign(&parcel.bytes, now()).unwrap();
        assert!(signed.is_ascii() && signed.ends_with(&parcel.bytes));
        let verdicts = judge.judge(&signed, &signer);
        let made: Vec<(bool, &str)> = verdicts.iter().map(|(right, how, _)| (*right, how.as_str())).collect();
        assert_eq!(made, [(true, "rsa-sha256"), (true, "ed25519-sha256")], "{kind:?} {language}");
        let covered = &verdicts[0].2;
        assert_eq!(covered.iter().filter(|name| *name == "from").count(), 2, "{covered:?}");
        let said = composed(kind, language);
        let lists = [("list-unsubscribe-post", said.unsubscribe.is_some()), ("list-id", said.list_id.is_some())];
        for (name, is_there) in lists {
            assert_eq!(covered.iter().any(|covered| covered == name), is_there, "{kind:?}: {name}");
        }
        // As it travels: one empty line more at the end.
        let travelled = [&signed[..], b"\r\n"].concat();
        assert!(judge.judge(&travelled, &signer).iter().all(|(right, ..)| *right));
    }
}

#[tokio::test]
async fn whoever_changes_a_letter_is_found_out() {
    let Some(mut judge) = Judge::call() else {
        return;
    };
    let (house, _) = in_memory().await;
    let signer = both();
    let parcel = hard_letter(&house, 1, LetterKind::Thanks, Language::Nl).await;
    let signed = String::from_utf8(signer.sign(&parcel.bytes, now()).unwrap()).unwrap();
    for (was, becomes) in [
        ("\r\nFrom: ", "\r\nFrom: Somebody <else@example.org>\r\nFrom: "),
        ("\r\nTo: ", "\r\nTo: X "),
        ("One-Click", "Two-Clicks"),
        ("\r\n\r\n", "\r\n\r\nmore\r\n"),
        ("\r\nReply-To: ", "\r\nReply-To: thief@example.org\r\nReply-To: "),
        ("\r\nContent-Type: ", "\r\nContent-Type: text/plain\r\nContent-Type: "),
        ("\r\nMIME-Version: 1.0", "\r\nMIME-Version: 2.0"),
    ] {
        assert!(signed.contains(was), "{was:?}");
        let changed = signed.replacen(was, becomes, 1);
        assert!(judge.judge(changed.as_bytes(), &signer).iter().all(|(right, ..)| !right), "{becomes:?}");
    }
}

#[test]
fn a_signature_reads_well_and_its_key_is_what_openssl_says() {
    let signer = both();
    let message = b"From: a@samenkomst.example\r\nTo: b@example.org\r\nSubject: x\r\n\r\nhello \r\n\r\n";
    let signed = String::from_utf8(signer.sign(message, samples::start()).unwrap()).unwrap();
    let (head, _) = signed.split_once("\r\n\r\n").unwrap();
    assert!(head.lines().all(|line| line.len() <= 78), "{head}");
    let public = public_half("rsa.pem");
    let records = signer.records();
    assert_eq!(records[0].name, "rsa26._domainkey.samenkomst.example");
    if !public.is_empty() {
        assert_eq!(records[0].value, format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(&public)));
        let ed25519 = public_half("ed25519.pem");
        assert_eq!(records[1].value, format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(&ed25519[12..])));
    }
    assert!(records[0].line().starts_with("rsa26._domainkey.samenkomst.example. IN TXT \"v=DKIM1; k=rsa; p=MII"));
    assert!(records[0].line().split('"').all(|piece| piece.len() <= 255));
}

/// What openssl makes of a key; nothing where there is no openssl.
fn public_half(key: &str) -> Vec<u8> {
    let mut openssl = Command::new("openssl");
    let asked = openssl.args(["pkey", "-pubout", "-outform", "DER", "-in"]).arg(format!("{KEYS}/{key}"));
    asked.output().map(|output| output.stdout).unwrap_or_default()
}

#[test]
fn the_same_rsa_key_is_read_in_both_of_its_clothes() {
    let one = signer(&format!("s:{KEYS}/rsa.pem")).unwrap();
    let other = signer(&format!("s:{KEYS}/rsa-pkcs1.pem")).unwrap();
    assert_eq!(one.records(), other.records());
}

#[test]
fn a_key_that_cannot_sign_is_one_clear_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        format!("s1:{}", path.display())
    };
    for (keys, says) in [
        (format!("s1:{}/none.pem", folder.path().display()), "cannot be read"),
        (file("empty.pem", ""), "holds no RSA or ed25519 key in PEM"),
        (
            file("words.pem", "-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----"),
            "holds no RSA or ed25519 key",
        ),
        (file("cut.pem", "-----BEGIN "), "holds no RSA or ed25519 key"),
        (file("public.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"), "is the public key"),
        (file("locked.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END"), "is locked with a password"),
        (format!("{KEYS}/rsa.pem"), "must be pairs of a selector and a file"),
        (format!("not a selector!:{KEYS}/rsa.pem"), "must be pairs"),
        (format!("s1:{KEYS}/rsa.pem s1:{KEYS}/ed25519.pem"), "names the selector s1 twice"),
    ] {
        let why = signer(&keys).err().expect("a sentence");
        assert!(why.starts_with("ROCKET_DKIM_KEYS") && why.contains(says) && !why.contains('\n'), "{why}");
    }
    let seed = file("seed", "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=\n");
    // RFC 8032, section 7.1, test 1.
    assert_eq!(
        signer(&seed).unwrap().records()[0].value,
        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    );
}
