//! What DNS says of the sender's domain, told by a DNS that says what the story needs.

use std::collections::HashMap;

use samenkomst::mail::domain::{Finding, Names, look};
use samenkomst::mail::signing::Record;

/// Knows these texts; a name whose only text is `?` cannot be looked up.
struct Known(HashMap<&'static str, Vec<String>>);

#[rocket::async_trait]
impl Names for Known {
    async fn texts(&self, name: &str) -> Result<Vec<String>, String> {
        match self.0.get(name).cloned().unwrap_or_default() {
            texts if texts == ["?"] => Err("DNS did not answer within three seconds".to_string()),
            texts => Ok(texts),
        }
    }
}

/// `ok SPF: …`, `WRONG DKIM: …` or `? DMARC: …`, for each thing that was looked at.
async fn told(domain: &str, names: &[(&'static str, &[&str])], records: &[Record]) -> Vec<String> {
    let texts = |texts: &[&str]| texts.iter().map(|text| text.to_string()).collect();
    let known = Known(names.iter().map(|(name, all)| (*name, texts(all))).collect());
    let line = |(what, found): (&str, Finding)| match found {
        Finding::Right(fact) => format!("ok {what}: {fact}"),
        Finding::Wrong(why) => format!("WRONG {what}: {why}"),
        Finding::Unknown(why) => format!("? {what}: {why}"),
    };
    look(&known, domain, records).await.into_iter().map(line).collect()
}

fn our_key() -> Record {
    Record { name: "s1._domainkey.news.huis.be".into(), value: "v=DKIM1; k=ed25519; p=AAAA1111".into() }
}

#[rocket::async_test]
async fn a_domain_that_is_in_order() {
    let names: &[(&str, &[&str])] = &[
        ("news.huis.be", &["some-other-service=1", "V=SPF1 ip4:192.0.2.7 -all"]),
        ("s1._domainkey.news.huis.be", &["v=DKIM1; k=ed25519;  p=AAAA 1111"]),
        ("_dmarc.huis.be", &["v=DMARC1; p=quarantine"]),
    ];
    assert_eq!(
        told("news.huis.be", names, &[our_key()]).await,
        [
            "ok SPF: news.huis.be says \"V=SPF1 ip4:192.0.2.7 -all\"",
            "ok DKIM: s1._domainkey.news.huis.be holds our key",
            "ok DMARC: _dmarc.huis.be says \"v=DMARC1; p=quarantine\"",
        ]
    );
}

#[rocket::async_test]
async fn a_domain_that_says_nothing_is_told_what_to_publish() {
    assert_eq!(
        told("news.huis.be", &[], &[our_key()]).await,
        [
            "WRONG SPF: news.huis.be does not say who may send for it: publish news.huis.be. IN TXT \
             \"v=spf1 a:<your mail server> -all\"",
            "WRONG DKIM: s1._domainkey.news.huis.be is not there: publish s1._domainkey.news.huis.be. IN TXT \
             \"v=DKIM1; k=ed25519; p=AAAA1111\"",
            "WRONG DMARC: huis.be does not say what to do with forged letters: publish _dmarc.huis.be. IN TXT \
             \"v=DMARC1; p=none; rua=mailto:<your address>\"",
        ]
        .map(|line| line
            .replace("DMARC: huis.be", "DMARC: news.huis.be")
            .replace("_dmarc.huis.be", "_dmarc.news.huis.be"))
    );
}

#[rocket::async_test]
async fn what_is_published_wrongly_is_said_in_a_sentence() {
    let spf = async |texts: &[&str]| told("huis.be", &[("huis.be", texts)], &[]).await.remove(0);
    assert!(spf(&["v=spf1 mx +all"]).await.starts_with("WRONG SPF: huis.be lets everybody send for it"));
    assert!(spf(&["v=spf1 mx ALL"]).await.starts_with("WRONG SPF: huis.be lets everybody send for it"));
    assert!(spf(&["v=spf1 mx -all", "v=spf1 -all"]).await.starts_with("WRONG SPF: huis.be has 2 records"));
    assert!(spf(&["v=spf10 mx +all"]).await.starts_with("WRONG SPF: huis.be does not say"));
    assert!(spf(&["v=spf1 redirect=_spf.huis.be"]).await.starts_with("ok"));

    let dkim = async |texts: &[&str]| {
        let mut lines = told("huis.be", &[("s1._domainkey.news.huis.be", texts)], &[our_key()]).await;
        lines.remove(1)
    };
    assert!(dkim(&["v=DKIM1; p=BBBB"]).await.contains("holds another key than ours"));
    assert!(dkim(&["v=DKIM1; p="]).await.contains("holds another key than ours"));
    assert!(dkim(&["nonsense"]).await.contains("holds another key than ours"));
    assert!(dkim(&["v=DKIM1; p=AAAA1111", "v=DKIM1; p=BBBB"]).await.contains("has 2 TXT records"));

    let dmarc = async |texts: &[&str]| told("huis.be", &[("_dmarc.huis.be", texts)], &[]).await.remove(2);
    assert!(dmarc(&["v=DMARC1; rua=mailto:x@huis.be"]).await.contains("lacks p=none"));
    assert!(dmarc(&["v=DMARC1; p=none", "v=DMARC1; p=reject"]).await.contains("has 2 records"));
    assert!(dmarc(&["v=DMARC1;p=reject"]).await.starts_with("ok"));
}

#[rocket::async_test]
async fn where_dns_does_not_answer_nothing_is_called_wrong() {
    let names: &[(&str, &[&str])] =
        &[("huis.be", &["?"]), ("s1._domainkey.news.huis.be", &["?"]), ("_dmarc.huis.be", &["?"])];
    let lines = told("huis.be", names, &[our_key()]).await;
    assert_eq!(lines[0], "? SPF: huis.be could not be looked up: DNS did not answer within three seconds");
    assert!(lines.iter().all(|line| line.starts_with("? ")), "{lines:?}");
}

#[rocket::async_test]
async fn an_example_is_not_looked_up() {
    for domain in ["example.org", "mail.example.org", "samenkomst.example", "localhost"] {
        let lines = told(domain, &[], &[]).await;
        assert_eq!(lines.len(), 1);
        assert!(lines[0].starts_with("? domain: ") && lines[0].contains("ROCKET_MAIL_FROM"), "{lines:?}");
    }
}
