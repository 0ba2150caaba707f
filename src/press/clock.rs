//! How long each stage of a build takes, for those who ask with `--timings`.

use std::{
    fmt,
    time::{Duration, Instant},
};

/// A stopwatch with a lap for each stage.
pub struct Clock {
    start: Instant,
    lap: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    /// Starts with the first stage.
    pub fn start() -> Self {
        let now = Instant::now();
        Self {
            start: now,
            lap: now,
            stages: Vec::new(),
        }
    }

    /// Ends a stage; the next one begins.
    pub fn ends(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.stages.push((stage, now - self.lap));
        self.lap = now;
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

/// A line for each stage, such as `   12.3 ms  feeds`, and one for the peak of memory where the system tells it.
impl fmt::Display for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (stage, time) in &self.stages {
            writeln!(
                formatter,
                "{:>9.1} ms  {stage}",
                time.as_secs_f64() * 1000.0
            )?;
        }
        match peak_memory() {
            Some(kibibytes) => writeln!(formatter, "{:>9} MiB  peak memory", kibibytes / 1024),
            None => Ok(()),
        }
    }
}

/// The most memory that this process has had, in KiB: `VmHWM` of Linux (`proc_pid_status(5)`).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_each_stage_in_its_order() {
        let mut clock = Clock::start();
        clock.ends("load");
        clock.ends("check");
        let told = clock.to_string();
        let stages: Vec<_> = told.lines().map(|line| line.split("  ").last()).collect();
        assert_eq!(stages[..2], [Some("load"), Some("check")]);
    }
}
