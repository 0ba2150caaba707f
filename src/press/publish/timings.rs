//! Duration of each stage of a build, for `--timings`.

use std::{
    fmt,
    time::{Duration, Instant},
};

/// A stopwatch with a lap for each stage.
pub struct Timings {
    start: Instant,
    lap: Instant,
    stages: Vec<Stage>,
}

struct Stage {
    name: &'static str,
    time: Duration,
    /// The most memory until its end, in KiB, where the system tells it.
    memory: Option<u64>,
}

impl Timings {
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
        self.stages.push(Stage {
            name: stage,
            time: now - self.lap,
            memory: peak_memory(),
        });
        self.lap = now;
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

/// A line for each stage, with its time and the peak of memory until its end: `   12.3 ms    90 MiB  feeds`.
impl fmt::Display for Timings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Stage { name, time, memory } in &self.stages {
            let time = time.as_secs_f64() * 1000.0;
            let memory = memory.map_or_else(|| "–".into(), |it| (it / 1024).to_string());
            writeln!(formatter, "{time:>9.1} ms {memory:>6} MiB  {name}")?;
        }
        Ok(())
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
        let mut timings = Timings::start();
        timings.ends("load");
        timings.ends("check");
        let told = timings.to_string();
        let stages: Vec<_> = told.lines().map(|line| line.rsplit("  ").next()).collect();
        assert_eq!(stages[..2], [Some("load"), Some("check")]);
    }
}
