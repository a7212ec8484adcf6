//! What DNS says of the sender's domain: who may send for it (SPF, RFC 7208), whose signatures count (DKIM, RFC 6376) and
//! what readers do with the rest (DMARC, RFC 7489).

use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::proto::rr::RData;

use super::signing::Record;

/// How long DNS may take for one question.
const PATIENCE: Duration = Duration::from_secs(3);

/// Who knows what is published under a name.
#[rocket::async_trait]
pub trait Names: Send + Sync {
    /// Its TXT records, each in one piece; none when there are none. The error says why nobody knows.
    async fn texts(&self, name: &str) -> Result<Vec<String>, String>;
}

/// One thing that was looked at, in a sentence for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Right(String),
    Wrong(String),
    /// DNS could not be asked.
    Unknown(String),
}

/// Looks at all three; each with the word before its sentence.
pub async fn look(names: &dyn Names, domain: &str, records: &[Record]) -> Vec<(&'static str, Finding)> {
    if is_an_example(domain) {
        let why = format!("{domain} is an example: set ROCKET_MAIL_FROM to an address of your own");
        return vec![("domain", Finding::Unknown(why))];
    }
    let mut found = vec![("SPF", spf(names, domain).await)];
    for record in records {
        found.push(("DKIM", dkim(names, record).await));
    }
    if records.is_empty() {
        let why = "no key is set (ROCKET_DKIM_KEYS): let the mail server sign";
        found.push(("DKIM", Finding::Unknown(why.to_string())));
    }
    found.push(("DMARC", dmarc(names, domain).await));
    found
}

/// Names that are nobody's (RFC 2606, RFC 6761).
fn is_an_example(domain: &str) -> bool {
    let reserved = ["example", "test", "invalid", "localhost", "example.org", "example.com", "example.net"];
    reserved.iter().any(|name| domain == *name || domain.ends_with(&format!(".{name}")))
}

async fn spf(names: &dyn Names, domain: &str) -> Finding {
    let texts = match names.texts(domain).await {
        Ok(texts) => texts,
        Err(why) => return unknown(domain, &why),
    };
    let is_spf = |text: &&String| text.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("v=spf1"));
    let found: Vec<&String> = texts.iter().filter(is_spf).collect();
    match found.as_slice() {
        [] => Finding::Wrong(format!(
            "{domain} does not say who may send for it: publish {domain}. IN TXT \"v=spf1 a:<your mail server> -all\""
        )),
        [text] if ends_open(text) => {
            Finding::Wrong(format!("{domain} lets everybody send for it: end the record \"{text}\" with -all"))
        }
        [text] => Finding::Right(format!("{domain} says \"{text}\"")),
        several => Finding::Wrong(format!(
            "{domain} has {} records that begin with v=spf1, and readers then heed none: make them one",
            several.len()
        )),
    }
}

/// `+all`, or `all` with nothing before it, which means the same (RFC 7208, section 4.6.2).
fn ends_open(text: &str) -> bool {
    text.split(' ').any(|word| matches!(word.to_lowercase().as_str(), "+all" | "all"))
}

async fn dkim(names: &dyn Names, record: &Record) -> Finding {
    let texts = match names.texts(&record.name).await {
        Ok(texts) => texts,
        Err(why) => return unknown(&record.name, &why),
    };
    let ours = tag(&record.value, "p");
    match texts.as_slice() {
        [] => Finding::Wrong(format!("{} is not there: publish {}", record.name, record.line())),
        [text] if tag(text, "p") == ours => Finding::Right(format!("{} holds our key", record.name)),
        [_] => Finding::Wrong(format!("{} holds another key than ours: publish {}", record.name, record.line())),
        several => {
            Finding::Wrong(format!("{} has {} TXT records: leave one, {}", record.name, several.len(), record.line()))
        }
    }
}

async fn dmarc(names: &dyn Names, domain: &str) -> Finding {
    let mut asked = domain;
    loop {
        let name = format!("_dmarc.{asked}");
        let texts = match names.texts(&name).await {
            Ok(texts) => texts,
            Err(why) => return unknown(&name, &why),
        };
        let is_dmarc = |text: &&String| tag(text, "v").is_some_and(|v| v == "DMARC1");
        let found: Vec<&String> = texts.iter().filter(is_dmarc).collect();
        match (found.as_slice(), asked.split_once('.')) {
            // A subdomain follows the domain above it.
            ([], Some((_, above))) if above.contains('.') => asked = above,
            ([], _) => {
                let publish =
                    format!("publish _dmarc.{domain}. IN TXT \"v=DMARC1; p=none; rua=mailto:<your address>\"");
                return Finding::Wrong(format!("{domain} does not say what to do with forged letters: {publish}"));
            }
            ([text], _) => {
                return match tag(text, "p").as_deref() {
                    Some("none" | "quarantine" | "reject") => Finding::Right(format!("{name} says \"{text}\"")),
                    _ => Finding::Wrong(format!("{name} lacks p=none, p=quarantine or p=reject: \"{text}\"")),
                };
            }
            (several, _) => {
                return Finding::Wrong(format!("{name} has {} records, and readers then heed none", several.len()));
            }
        }
    }
}

/// The value of a tag in a list such as `v=DKIM1; k=rsa; p=…`, without white space.
fn tag(text: &str, name: &str) -> Option<String> {
    let pairs = text.split(';').filter_map(|pair| pair.split_once('='));
    let mut found = pairs.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.split_whitespace().collect())
}

fn unknown(name: &str, why: &str) -> Finding {
    Finding::Unknown(format!("{name} could not be looked up: {why}"))
}

/// The machine's own resolver.
pub struct Dns(TokioResolver);

impl Dns {
    /// The error says why the machine has none.
    pub fn of_this_machine() -> Result<Dns, String> {
        let mut builder = TokioResolver::builder_tokio().map_err(|e| e.to_string())?;
        let options = builder.options_mut();
        options.timeout = PATIENCE;
        options.attempts = 1;
        builder.build().map(Dns).map_err(|e| e.to_string())
    }
}

#[rocket::async_trait]
impl Names for Dns {
    async fn texts(&self, name: &str) -> Result<Vec<String>, String> {
        let asked = tokio::time::timeout(PATIENCE, self.0.txt_lookup(format!("{name}."))).await;
        let found = match asked {
            Ok(Ok(found)) => found,
            Ok(Err(error)) if error.is_no_records_found() => return Ok(Vec::new()),
            Ok(Err(error)) => return Err(error.to_string()),
            Err(_) => return Err("DNS did not answer within three seconds".to_string()),
        };
        let text = |data: &RData| match data {
            RData::TXT(text) => {
                Some(text.txt_data.iter().map(|piece| String::from_utf8_lossy(piece)).collect::<String>())
            }
            _ => None,
        };
        Ok(found.answers().iter().filter_map(|record| text(&record.data)).collect())
    }
}
