//! Whoever runs the house, at the command line.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{SECRET, TestApp};

pub struct Operator {
    settings: Vec<(&'static str, String)>,
    folder: Option<PathBuf>,
}

impl Operator {
    /// The operator of a house that stands.
    pub fn of(app: &TestApp) -> Operator {
        let settings = vec![
            ("ROCKET_DATABASE_URL", app.config.database_url.clone()),
            ("ROCKET_SECRET_KEY", SECRET.to_string()),
            ("ROCKET_MAIL_FOLDER", app.config.mail_folder.display().to_string()),
        ];
        Operator { settings, folder: None }
    }

    /// Somebody who set nothing and works in this folder.
    pub fn at(folder: &Path) -> Operator {
        Operator { settings: Vec::new(), folder: Some(folder.to_path_buf()) }
    }

    pub fn types(&self, line: &[&str]) -> Output {
        self.with(line, &[])
    }

    pub fn with(&self, line: &[&str], settings: &[(&str, &str)]) -> Output {
        self.command(line).envs(settings.iter().copied()).output().expect("the program")
    }

    pub fn command(&self, line: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_samenkomst"));
        command.args(line).envs(self.settings.iter().map(|(name, value)| (name, value)));
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
    }
}

pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).to_string()
}

pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).to_string()
}
