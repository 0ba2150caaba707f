//! `press manual`: manual pages, and scripts by which shells complete the commands. Packages install them.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use clap_complete::Shell;

/// Shells that people at agencies have.
const SHELLS: [Shell; 4] = [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell];

#[derive(Debug, Args)]
pub(crate) struct Manual {
    /// Folder for them.
    #[arg(long, default_value = "manual")]
    out: PathBuf,
}

impl Manual {
    /// Writes `man/press.1` with a page for each command, and `completions/`.
    pub(crate) fn run(&self, mut command: clap::Command) -> Result<()> {
        let [pages, completions] = ["man", "completions"].map(|name| self.out.join(name));
        for folder in [&pages, &completions] {
            fs::create_dir_all(folder)
                .with_context(|| format!("{}: cannot be made", folder.display()))?;
        }
        let cannot = || format!("{}: cannot be written", self.out.display());
        for shell in SHELLS {
            let name = command.get_name().to_owned();
            clap_complete::generate_to(shell, &mut command, name, &completions)
                .with_context(cannot)?;
        }
        // Its pages would repeat the others.
        let command = command.disable_help_subcommand(true);
        clap_mangen::generate_to(command, &pages).with_context(cannot)
    }
}
