//! The keys with which letters are signed, as they lie in files and as DNS publishes them.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use sha2::{Digest, Sha256};

use crate::config::DkimKey;

/// A key, and under which name it stands in DNS.
pub(super) struct Key {
    pub(super) selector: String,
    pub(super) secret: Secret,
}

pub(super) enum Secret {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Ed25519KeyPair),
}

impl Key {
    /// The error is a sentence for the operator.
    pub(super) fn read(set: &DkimKey) -> Result<Key, String> {
        let file = &set.file;
        let text = std::fs::read_to_string(file)
            .map_err(|e| format!("ROCKET_DKIM_KEYS: {} cannot be read: {e}", file.display()))?;
        let secret = Secret::of(&text).map_err(|why| said(file, why))?;
        Ok(Key { selector: set.selector.clone(), secret })
    }
}

fn said(file: &Path, why: &str) -> String {
    format!("ROCKET_DKIM_KEYS: {} {why}", file.display())
}

impl Secret {
    /// Reads what `openssl genpkey` writes (PKCS#8), an RSA key in PKCS#1, or the 32 bytes of an ed25519 key in base64.
    fn of(text: &str) -> Result<Secret, &'static str> {
        let bytes = |text: &str| STANDARD.decode(text.split_whitespace().collect::<String>());
        let nonsense = "holds no RSA or ed25519 key in PEM";
        let Some((_, rest)) = text.split_once("-----BEGIN ") else {
            let seed = bytes(text).map_err(|_| nonsense)?;
            return Ed25519KeyPair::from_seed_unchecked(&seed).map(Secret::Ed25519).map_err(|_| nonsense);
        };
        let (label, rest) = rest.split_once("-----").ok_or(nonsense)?;
        let der = bytes(rest.split("-----END").next().unwrap_or_default()).map_err(|_| nonsense)?;
        let rsa = |key: Result<RsaKeyPair, ring::error::KeyRejected>| match key {
            Ok(key) => Ok(Secret::Rsa(Box::new(key))),
            Err(why) if why.to_string() == "TooSmall" => Err("holds an RSA key of fewer than 2048 bits"),
            Err(_) => Err(nonsense),
        };
        match label {
            "RSA PRIVATE KEY" => rsa(RsaKeyPair::from_der(&der)),
            "PRIVATE KEY" => match Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der) {
                Ok(key) => Ok(Secret::Ed25519(key)),
                Err(_) => rsa(RsaKeyPair::from_pkcs8(&der)),
            },
            "ENCRYPTED PRIVATE KEY" => Err("is locked with a password: nobody is there to type it"),
            "PUBLIC KEY" | "RSA PUBLIC KEY" => Err("is the public key; the private one signs"),
            _ => Err(nonsense),
        }
    }

    /// Its name in a signature and in DNS.
    pub(super) fn algorithm(&self) -> &'static str {
        match self {
            Secret::Rsa(_) => "rsa",
            Secret::Ed25519(_) => "ed25519",
        }
    }

    /// The signature of these words.
    pub(super) fn sign(&self, words: &[u8]) -> Result<Vec<u8>, String> {
        match self {
            Secret::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                let signed = key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), words, &mut signature);
                signed.map_err(|_| "the RSA key does not sign".to_string())?;
                Ok(signature)
            }
            // RFC 8463, section 3: what is signed is the hash.
            Secret::Ed25519(key) => Ok(key.sign(&Sha256::digest(words)).as_ref().to_vec()),
        }
    }

    /// The text of its TXT record.
    pub(super) fn published(&self) -> String {
        let key = match self {
            Secret::Rsa(key) => subject_public_key_info(key.public().as_ref()),
            Secret::Ed25519(key) => key.public_key().as_ref().to_vec(),
        };
        format!("v=DKIM1; k={}; p={}", self.algorithm(), STANDARD.encode(key))
    }
}

/// An RSAPublicKey in the wrapping that readers expect (RFC 5280, section 4.1; errata 3017 of RFC 6376).
fn subject_public_key_info(key: &[u8]) -> Vec<u8> {
    const RSA_ENCRYPTION: [u8; 15] = [0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0];
    let bits = [&[0], key].concat();
    der(0x30, &[&RSA_ENCRYPTION[..], &der(0x03, &bits)].concat())
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let length = &length[length.iter().take_while(|b| **b == 0).count()..];
    let mut bytes = vec![tag];
    if content.len() >= 128 {
        bytes.push(0x80 | length.len() as u8);
    }
    [&bytes, length, content].concat()
}
