//! `press rules`: what manuscripts are checked by.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use gazette_diagnostics::rule::{RULES, Rule};

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// Names such as `heading::skipped-level`; all rules if there are none.
    names: Vec<String>,
}

impl RulesArgs {
    pub(super) fn run(&self) -> Result<ExitCode> {
        if self.names.is_empty() {
            for rule in RULES {
                rule.names()
                    .for_each(|name| println!("{}", line(&name, rule)));
            }
        }
        for name in &self.names {
            match Rule::find(name) {
                Some(rule) => println!("{}", line(name, rule)),
                None => bail!("there is no rule called {name}. {}", Rule::suggest(name)),
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn line(name: &str, rule: &Rule) -> String {
    let allowed = if rule.may_be_allowed {
        ", may be allowed"
    } else {
        ""
    };
    format!("{name} ({}{allowed}): {}", rule.severity_name(), rule.says)
}
