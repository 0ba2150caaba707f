//! A program's run, watched: how long it takes, and how much memory.

use std::{
    fs,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::process;

/// The time between two looks at a program. What it has used in its last moments is missed.
const INTERVAL: Duration = Duration::from_millis(20);

/// Linux counts processor time in hundredths of a second, on every machine that these programs run on.
const TICKS: f64 = 100.0;

/// The cost of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// From start to end, in seconds.
    pub seconds: f64,
    /// Of all processors, in seconds; 0 where the system does not tell.
    pub processor: f64,
    /// At its peak, in MiB; 0 where the system does not tell.
    pub memory: f64,
}

/// Runs a program to its end.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn watch(command: &mut Command) -> Result<Usage> {
    let start = Instant::now();
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start `{}`", process::line(command)))?;
    let mut usage = Usage::default();
    loop {
        let folder = format!("/proc/{}", child.id());
        let read = |file: &str| fs::read_to_string(format!("{folder}/{file}")).unwrap_or_default();
        usage.memory = peak(&read("status")).unwrap_or(usage.memory);
        usage.processor = processor(&read("stat")).unwrap_or(usage.processor);
        if let Some(status) = child.try_wait()? {
            if !status.success() {
                bail!("`{}` failed ({status})", process::line(command));
            }
            usage.seconds = start.elapsed().as_secs_f64();
            return Ok(usage);
        }
        thread::sleep(INTERVAL);
    }
}

/// The peak of memory in MiB, from a process's `status`.
fn peak(status: &str) -> Option<f64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The processor time in seconds, from a process's `stat`: the 14th and 15th field, counted behind the name, which may
/// have anything in it. A process that has ended but was not asked for yet still has them.
fn processor(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<f64>().ok();
    Some((next()? + next()?) / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linux_tells_memory_and_time() {
        assert_eq!(peak("Name:\tx\nVmHWM:\t    2048 kB\n"), Some(2.0));
        assert_eq!(peak("Name:\tx\n"), None);
        let stat = "12 (a b) c) S 1 2 3 4 5 6 7 8 9 10 150 50 0 0";
        assert_eq!(processor(stat), Some(2.0));
        assert_eq!(processor(""), None);
    }

    #[test]
    fn a_failure_is_told() {
        let error = watch(Command::new("sh").args(["-c", "exit 3"])).expect_err("must fail");
        assert!(error.to_string().contains("sh -c"), "{error}");
        assert!(watch(&mut Command::new("true")).is_ok());
    }
}
