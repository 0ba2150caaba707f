//! `press check`: the gate.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::Content;
use crate::press::{
    check::check,
    gallery,
    load::load,
    report::{self, Report, Tally},
    tell::{people, summary, withheld},
    timing::Audience,
};

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    content: Content,
    /// How problems are told: to people on standard error, or to programs on standard output.
    #[arg(long, value_enum, default_value_t = Format::People)]
    format: Format,
    /// Fail on warnings, too.
    #[arg(long)]
    strict: bool,
}

/// How problems are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines that they are about.
    People,
    /// One JSON document; schema/report.schema.json describes it.
    Json,
    /// Commands that GitHub shows beside the lines of a pull request.
    Github,
}

impl Check {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let checked = check(
            load(&self.content.folder)?,
            self.content.as_of(Audience::Readers),
        );
        let (edition, problems) = match checked {
            Ok(mut edition) => {
                let mut problems = std::mem::take(&mut edition.warnings);
                problems.extend(gallery::prove(&edition, &self.content.store()?)?);
                (Some(edition), problems)
            }
            Err(problems) => (None, problems),
        };
        let fails = problems.iter().any(|it| self.strict || it.is_error());
        match self.format {
            Format::Json => println!("{}", serde_json::to_string_pretty(&Report::of(&problems))?),
            Format::Github => print!("{}", report::github(&problems)),
            Format::People => {
                let found = if problems.is_empty() {
                    "no problems".to_owned()
                } else {
                    eprint!("{}", people(&problems)?);
                    Tally::of(&problems).to_string()
                };
                match edition {
                    Some(edition) if !fails => println!(
                        "{}: {}, {found}{}",
                        self.content.folder.display(),
                        summary(&edition),
                        withheld(edition.withheld)
                    ),
                    _ => eprintln!("{found}; please mend them."),
                }
            }
        }
        Ok(if fails {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }
}
