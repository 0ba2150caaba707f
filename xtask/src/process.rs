//! Running other programs.

use std::{
    ffi::OsString,
    fmt::Write,
    path::PathBuf,
    process::{self, Command},
};

use anyhow::{Context, Result, bail};

/// Runs a command and shows what it prints.
///
/// # Errors
/// When it cannot be started or does not succeed; the message has the command as one would type it.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a command in place of xtask, which ends as the command does.
///
/// # Errors
/// When it cannot be started.
pub fn stand_in(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    process::exit(status.code().unwrap_or(1));
}

/// Runs a command and returns what it prints, without the white space around it.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    if !output.status.success() {
        bail!(
            "`{}` failed: {}",
            line(command),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Tells whether a command can be started and succeeds; its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// The command as one would type it in a shell, without what only xtask sets: `PATH` and its own variables.
pub fn line(command: &Command) -> String {
    let mut line = String::new();
    for (key, value) in command.get_envs() {
        let key = key.to_string_lossy();
        let Some(value) = value else { continue };
        if key != "PATH" && !key.starts_with("GAZETTE_") {
            let _ = write!(line, "{key}={} ", quoted(&value.to_string_lossy()));
        }
    }
    line += &quoted(&command.get_program().to_string_lossy());
    for argument in command.get_args() {
        line.push(' ');
        line += &quoted(&argument.to_string_lossy());
    }
    line
}

/// The cargo that runs xtask, for native builds.
pub fn cargo() -> Command {
    Command::new(cargo_path())
}

/// The path of the cargo that runs xtask, or of the first one on the way: a bare name would mean xtask itself where Trunk calls
/// that by the name of cargo, and it would call itself without end.
pub fn cargo_path() -> OsString {
    let on_path = || which::which("cargo").map_or_else(|_| "cargo".into(), PathBuf::into_os_string);
    std::env::var_os("CARGO").unwrap_or_else(on_path)
}

/// The folder of native builds.
pub fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from)
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_=./:@,+%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_pasted_into_a_shell() {
        let mut command = Command::new("cargo");
        command
            .args(["install", "it's", "trunk@1"])
            .env("A", "b c")
            .env("GAZETTE_A", "1");
        assert_eq!(line(&command), r"A='b c' cargo install 'it'\''s' trunk@1");
    }
}
