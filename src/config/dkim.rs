//! The keys that sign letters.

use std::path::PathBuf;

/// A private key, and the name under which its public half stands in DNS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DkimKey {
    pub selector: String,
    pub file: PathBuf,
}

impl DkimKey {
    /// `selector:file`, and more of them after commas or spaces.
    pub(super) fn list(text: &str) -> Result<Vec<DkimKey>, String> {
        let wrong =
            || "ROCKET_DKIM_KEYS must be pairs of a selector and a file: s1:/etc/samenkomst/dkim.pem".to_string();
        let mut keys: Vec<DkimKey> = Vec::new();
        for pair in text.split([',', ' ']).filter(|pair| !pair.is_empty()) {
            let (selector, file) = pair.split_once(':').filter(|(_, file)| !file.is_empty()).ok_or_else(wrong)?;
            let label = |l: &str| {
                let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
                (1..=63).contains(&l.len()) && l.chars().all(plain)
            };
            if !selector.split('.').all(label) {
                return Err(wrong());
            }
            if keys.iter().any(|key| key.selector.eq_ignore_ascii_case(selector)) {
                return Err(format!("ROCKET_DKIM_KEYS names the selector {selector} twice: each key needs its own"));
            }
            keys.push(DkimKey { selector: selector.to_string(), file: file.into() });
        }
        Ok(keys)
    }
}
