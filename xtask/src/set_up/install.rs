//! Installing what is missing: say what, why and how long; then do it; or else say what to do by hand.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Something that is missing, and the ways to get it.
pub struct Step {
    pub what: String,
    pub why: &'static str,
    pub takes: &'static str,
    /// Tried in turn until all commands of one succeed.
    pub ways: Vec<Vec<Command>>,
    pub weight: Urgency,
}

/// The urgency of a step: one can go on without it, or not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Nothing works without it.
    Needed,
    /// The result is worse without it.
    Wanted,
}

/// Installs what is missing.
///
/// # Errors
/// When something needed cannot be installed; the message has the commands to run by hand.
pub fn all(steps: Vec<Step>) -> Result<()> {
    if steps.is_empty() {
        return Ok(());
    }
    eprintln!("Gazette needs these, and installs them now:");
    for step in &steps {
        eprintln!("  - {}: {} ({})", step.what, step.why, step.takes);
    }
    for step in steps {
        install(step)?;
    }
    Ok(())
}

fn install(step: Step) -> Result<()> {
    eprintln!("\nInstalling {} …", step.what);
    let message = step.by_hand();
    let succeeds =
        |commands: Vec<Command>| commands.into_iter().all(|mut command| runs(&mut command));
    if step.ways.into_iter().any(succeeds) {
        return Ok(());
    }
    match step.weight {
        Urgency::Needed => bail!(message),
        Urgency::Wanted => eprintln!("{message}\nGoing on without it."),
    }
    Ok(())
}

impl Step {
    /// Advice for someone whose machine refuses every way.
    pub fn by_hand(&self) -> String {
        let ways = self.ways.iter().map(|commands| {
            let line = |command: &Command| format!("  {}\n", process::line(command));
            commands.iter().map(line).collect::<String>()
        });
        format!(
            "{} could not be installed ({}).\nInstall it by hand, then try again:\n{}",
            self.what,
            self.why,
            ways.collect::<Vec<_>>().join("or\n")
        )
    }
}

fn runs(command: &mut Command) -> bool {
    eprintln!("+ {}", process::line(command));
    process::run(command)
        .inspect_err(|error| eprintln!("{error:#}"))
        .is_ok()
}

/// The commands that install Debian packages. Where there is no `apt-get` they fail, and name the packages.
pub fn apt(packages: &[&str]) -> Vec<Command> {
    let mut commands = Vec::new();
    if !packages.iter().all(|package| is_known(package)) {
        commands.push(as_root("apt-get update"));
    }
    commands.push(as_root(&format!(
        "apt-get install --yes --no-install-recommends {}",
        packages.join(" ")
    )));
    commands
}

/// A shell command line with the rights to install packages, run without questions.
pub fn as_root(line: &str) -> Command {
    let is_root = process::read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    let mut command = if is_root {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "sh", "-c", line]);
    command
}

fn is_known(package: &str) -> bool {
    process::succeeds(Command::new("apt-cache").args(["show", package]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(weight: Urgency) -> Step {
        Step {
            what: "nothing".into(),
            why: "for the test",
            takes: "no time",
            ways: vec![vec![Command::new("no-such-program-here")]],
            weight,
        }
    }

    #[test]
    fn says_what_to_do_by_hand() {
        let message = all(vec![step(Urgency::Needed)])
            .expect_err("must fail")
            .to_string();
        assert!(message.contains("nothing could not be installed (for the test)"));
        assert!(message.ends_with("then try again:\n  no-such-program-here\n"));
    }

    #[test]
    fn goes_on_without_what_is_only_wanted() {
        assert!(all(vec![step(Urgency::Wanted)]).is_ok());
    }
}
