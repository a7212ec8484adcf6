//! Settings that nobody reads. One that is misspelt counts as unset, and letters leave in the name of an example.

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

/// Each setting that nobody reads, in a sentence that says where it stands.
pub fn unread(figment: &Figment) -> Vec<String> {
    let ours = [Profile::Default, figment.profile().clone(), Profile::Global];
    let tables = figment.data().unwrap_or_default().into_iter().filter(|(profile, _)| ours.contains(profile));
    let settings = tables.flat_map(|(_, table)| table).filter(|(name, _)| !READ.contains(&name.as_str()));
    let mut unread: Vec<String> = settings
        .map(|(name, value)| match figment.get_metadata(value.tag()).and_then(|origin| origin.source.as_ref()) {
            Some(Source::File(file)) => format!("{name} in {} is no setting of this program", file.display()),
            _ => format!("ROCKET_{} is no setting of this program", name.to_uppercase()),
        })
        .collect();
    unread.sort();
    unread
}
