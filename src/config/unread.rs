//! Settings that nobody reads. One that is misspelt counts as unset, and letters leave in the name of an example.

use rocket::figment::value::Value;
use rocket::figment::{Figment, Profile, Provider, Source};

/// What is read: by us, by the command `copy` in the environment, and by Rocket.
const READ: [&str; 31] = [
    "address",
    "cli_colors",
    "copy_to",
    "database_url",
    "dkim_keys",
    "drain",
    "email_templates",
    "ident",
    "ip_header",
    "keep_alive",
    "limits",
    "log_level",
    "mail_authserv_id",
    "mail_folder",
    "mail_from",
    "mail_incoming",
    "mail_per_minute",
    "max_blocking",
    "most_per_address",
    "most_per_event",
    "most_per_network",
    "port",
    "proxy_proto_header",
    "public_url",
    "rate_limits",
    "secret_key",
    "shutdown",
    "smtp_url",
    "temp_dir",
    "timezone",
    "workers",
];

/// What Rocket reads in the table `shutdown`. The names in `limits` are free: a handler may ask for any.
const READ_AT_THE_END: [&str; 5] = ["ctrlc", "force", "grace", "mercy", "signals"];

/// Each setting that nobody reads, and each table of them, in a sentence that says where it stands.
pub fn unread(figment: &Figment) -> Vec<String> {
    let chosen = figment.profile();
    let ours = [Profile::Default, chosen.clone(), Profile::Global];
    let mut unread = Vec::new();
    for (profile, table) in figment.data().unwrap_or_default() {
        if ours.contains(&profile) {
            unread.extend(table.iter().filter_map(|(name, value)| setting(figment, name, value)));
            if let Some(Value::Dict(_, end)) = table.get("shutdown") {
                let names = end.iter().filter(|(name, _)| !READ_AT_THE_END.contains(&name.as_str()));
                unread.extend(names.map(|(name, value)| stranger(figment, &format!("shutdown.{name}"), value)));
            }
        } else if ROCKETS.contains(chosen) && !ROCKETS.contains(&profile) {
            // Whoever chose a profile has a reason for others; where nobody did, this is a table that was misspelt.
            let its_file = table.values().find_map(|value| file(figment, value));
            unread.extend(its_file.map(|file| format!("[{profile}] in {file} is not read, as [default] is")));
        }
    }
    unread.sort();
    unread
}

/// The profiles that a program of Rocket has when nobody chooses one.
const ROCKETS: [Profile; 2] = [rocket::Config::DEBUG_PROFILE, rocket::Config::RELEASE_PROFILE];

fn setting(figment: &Figment, name: &str, value: &Value) -> Option<String> {
    (!READ.contains(&name)).then(|| stranger(figment, name, value))
}

fn stranger(figment: &Figment, name: &str, value: &Value) -> String {
    match file(figment, value) {
        Some(file) => format!("{name} in {file} is no setting of this program"),
        None => format!("ROCKET_{} is no setting of this program", name.to_uppercase()),
    }
}

/// The file in which it stands; none: it is in the environment.
fn file(figment: &Figment, value: &Value) -> Option<String> {
    match figment.get_metadata(value.tag())?.source.as_ref()? {
        Source::File(file) => Some(file.display().to_string()),
        _ => None,
    }
}
