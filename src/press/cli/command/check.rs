//! `press check`: the gate.

use std::{process::ExitCode, time::Duration};

use anyhow::Result;
use clap::{Args, ValueEnum, value_parser};
use gazette_content::{check::check, source::load::load, visibility::Audience};
use gazette_diagnostics::report::{self, JsonReport, Tally};
use gazette_publish::{host::limits, responsive_images};

use crate::{
    check_links,
    content_args::ContentArgs,
    terminal::{people, summary, withheld},
};

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    content: ContentArgs,
    /// Format of the report: for people on standard error, or for programs on standard output.
    #[arg(long, value_enum, default_value_t = Format::People)]
    format: Format,
    /// Fail on warnings, too.
    #[arg(long)]
    strict: bool,
    /// Ask other sites whether what is linked to is there. Nothing else that press does uses the network.
    #[arg(long)]
    online: bool,
    /// Time that another site may take to answer, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 20, requires = "online", value_parser = value_parser!(u64).range(1..))]
    timeout: u64,
}

/// Formats of reports.
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
        let (checked, problems) = match checked {
            Ok(mut checked) => {
                let mut problems = std::mem::take(&mut checked.report.warnings);
                let store = self.content.store()?;
                problems.extend(responsive_images::prove(&checked.report, &store)?);
                if self.online {
                    problems.extend(check_links::prove(
                        &checked,
                        Duration::from_secs(self.timeout),
                    )?);
                }
                let size = limits::estimate(&checked.site);
                problems.extend(limits::near(&checked.site, size));
                problems.sort();
                (Some(checked), problems)
            }
            Err(problems) => {
                if self.online {
                    eprintln!("Other sites were not asked: that comes once there are no errors.");
                }
                (None, problems)
            }
        };
        let fails = problems.iter().any(|it| self.strict || it.is_error());
        match self.format {
            Format::Json => println!(
                "{}",
                serde_json::to_string_pretty(&JsonReport::of(&problems))?
            ),
            Format::Github => print!("{}", report::github(&problems)),
            Format::People => {
                let found = if problems.is_empty() {
                    "no problems".to_owned()
                } else {
                    eprint!("{}", people(&problems)?);
                    Tally::of(&problems).to_string()
                };
                match checked {
                    Some(checked) if !fails => println!(
                        "{}: {}, {found}{}",
                        self.content.folder.display(),
                        summary(&checked.site),
                        withheld(checked.report.withheld)
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
