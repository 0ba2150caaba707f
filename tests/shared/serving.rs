//! `press serve` as another program sees it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

/// The longest time that it may take to answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// A press that serves until this value is dropped.
pub struct Serving {
    child: Child,
    /// The address at which it answers, such as `127.0.0.1:40123`.
    pub host: String,
    /// The path under which the site lies, with slashes at both ends.
    pub base: String,
}

/// An answer.
pub struct Answer {
    /// The status line and the headers.
    pub head: String,
    /// The rest.
    pub body: Vec<u8>,
}

/// The state of the site, again and again, as an open page is told.
pub struct LiveEvents(BufReader<TcpStream>);

impl Serving {
    /// Starts `press serve` as a command says, on a free port.
    pub fn start(command: &mut Command) -> Self {
        let command = command.args(["--port", "0"]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut told = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = told
            .by_ref()
            .map(Result::unwrap)
            .find_map(|line| Some(line.strip_prefix("http://")?.to_owned()));
        let address = address.unwrap();
        // Nobody else reads what it tells, and it must not wait for that.
        thread::spawn(move || told.for_each(drop));
        let (host, path) = address.split_once('/').unwrap();
        Self {
            host: host.to_owned(),
            base: format!("/{path}"),
            child,
        }
    }

    fn ask(&self, path: &str) -> BufReader<TcpStream> {
        self.ask_with("GET", path, &[])
    }

    fn ask_with(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let host = &self.host;
        let headers = headers.iter();
        let headers: String = headers.fold(String::new(), |all, (name, value)| {
            all + name + ": " + value + "\r\n"
        });
        let question = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n"
        );
        stream.write_all(question.as_bytes()).unwrap();
        BufReader::new(stream)
    }

    /// Asks for a path from the host's root.
    pub fn get(&self, path: &str) -> Answer {
        self.answer("GET", path, &[])
    }

    /// Asks for a path from the host's root by a method and with headers.
    pub fn answer(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut answer = Vec::new();
        let mut stream = self.ask_with(method, path, headers);
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
        let body = answer.split_off(end.unwrap() + 4);
        Answer {
            head: String::from_utf8(answer).unwrap().to_lowercase(),
            body,
        }
    }

    /// Listens as an open page does.
    pub fn listen(&self) -> LiveEvents {
        LiveEvents(self.ask("/_press/events"))
    }

    /// Interrupts it, as Ctrl+C does, and says with which code it ends.
    pub fn interrupt(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        let sent = Command::new("/bin/kill").args(["-INT", &pid]).status();
        assert!(sent.unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl LiveEvents {
    /// Waits for the next: version and report.
    pub fn next(&mut self) -> (String, String) {
        let lines = self.0.by_ref().lines().map(Result::unwrap);
        let data = lines
            .into_iter()
            .find_map(|line| Some(line.strip_prefix("data: ")?.to_owned()));
        let data: Value = serde_json::from_str(&data.unwrap()).unwrap();
        let text = |name: &str| data[name].as_str().unwrap().to_owned();
        (text("version"), text("report"))
    }
}
