//! Requests of `object_store` by the HTTP client that press has anyway.

use std::{
    io::{self, Read},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use bytes::Bytes;
use http_body_util::BodyExt;
use object_store::{
    ClientOptions,
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
    },
};
use ureq::{
    Agent, Error, SendBody,
    http::{Request, header::CONTENT_LENGTH, request::Parts},
};

/// The longest time for a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// The longest time for a request that sends next to nothing.
const REQUEST: Duration = Duration::from_secs(25);

/// Bytes a second that a connection has at least.
const SLOWEST: u64 = 20_000;

/// The longest answer that is read.
const LONGEST: u64 = 1 << 30;

/// Lets requests begin for as long as this upload is the only one.
#[derive(Debug, Default)]
pub struct Gate(Mutex<State>);

#[derive(Debug, Clone, Default)]
enum State {
    #[default]
    Shut,
    OpenUntil(Instant),
    /// For good, and why.
    Closed(String),
}

impl Gate {
    /// Lets requests begin until then, if it was not closed.
    pub fn open_until(&self, until: Instant) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*state, State::Closed(_)) {
            *state = State::OpenUntil(until);
        }
    }

    /// Lets no request begin any more.
    pub fn close(&self, why: &str) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*state, State::Closed(_)) {
            *state = State::Closed(why.to_owned());
        }
    }

    /// The reason for which no request may begin.
    pub fn refusal(&self) -> Option<String> {
        match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            State::OpenUntil(until) if Instant::now() < *until => None,
            State::Closed(why) => Some(why.clone()),
            _ => Some(
                "the bucket has not answered for so long that another upload may have begun".into(),
            ),
        }
    }
}

/// Sends the requests of a store.
#[derive(Debug, Clone)]
pub struct Transport {
    agent: Agent,
    gate: Option<Arc<Gate>>,
}

impl Transport {
    /// A client with so many connections; each request has to pass the gate, if there is one.
    pub fn new(connections: usize, gate: Option<Arc<Gate>>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(connections)
            .max_idle_connections_per_host(connections)
            .timeout_connect(Some(CONNECT))
            .user_agent(concat!("gazette-press/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.new_agent(),
            gate,
        }
    }
}

impl HttpConnector for Transport {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Transport {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        let transport = self.clone();
        let sent = tokio::task::spawn_blocking(move || transport.send(parts, &body)).await;
        sent.map_err(|error| HttpError::new(HttpErrorKind::Unknown, error))?
    }
}

impl Transport {
    fn send(&self, mut parts: Parts, body: &Bytes) -> Result<HttpResponse, HttpError> {
        let agent = &self.agent;
        let mut guarded = GuardedBody {
            rest: body,
            gate: self.gate.as_deref(),
        };
        guarded
            .go_on()
            .map_err(|why| HttpError::new(HttpErrorKind::Unknown, why))?;
        let limit = REQUEST + Duration::from_secs(body.len() as u64 / SLOWEST);
        // GET, HEAD and DELETE have no body, not even one of no length.
        let has_body = parts.method != "GET" && parts.method != "HEAD" && parts.method != "DELETE";
        let answer = if has_body {
            // A body that is read step by step does not say its length itself, and stores want it.
            parts.headers.insert(CONTENT_LENGTH, body.len().into());
            let request = Request::from_parts(parts, SendBody::from_reader(&mut guarded));
            agent.run(
                agent
                    .configure_request(request)
                    .timeout_global(Some(limit))
                    .build(),
            )
        } else {
            let request = Request::from_parts(parts, ());
            agent.run(
                agent
                    .configure_request(request)
                    .timeout_global(Some(limit))
                    .build(),
            )
        };
        let (parts, body) = answer.map_err(fault)?.into_parts();
        let bytes = body.into_with_config().limit(LONGEST).read_to_vec();
        Ok(HttpResponse::from_parts(
            parts,
            bytes.map_err(fault)?.into(),
        ))
    }
}

/// The bytes of a request, which stop where the gate shuts: a store takes nothing that has not come in whole, and a program
/// that was stopped between its look at the gate and its first byte looks again.
struct GuardedBody<'a> {
    rest: &'a [u8],
    gate: Option<&'a Gate>,
}

impl GuardedBody<'_> {
    fn go_on(&self) -> io::Result<()> {
        let refusal = self.gate.and_then(Gate::refusal);
        refusal.map_or(Ok(()), |why| Err(io::Error::other(why)))
    }
}

impl Read for GuardedBody<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.go_on()?;
        self.rest.read(buffer)
    }
}

/// Sorts an error by whether the request may be sent again.
fn fault(error: Error) -> HttpError {
    let kind = match &error {
        Error::HostNotFound | Error::ConnectionFailed => HttpErrorKind::Connect,
        Error::Timeout(_) => HttpErrorKind::Timeout,
        Error::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused => HttpErrorKind::Connect,
            io::ErrorKind::TimedOut => HttpErrorKind::Timeout,
            // A certificate that cannot be trusted.
            io::ErrorKind::InvalidData => HttpErrorKind::Unknown,
            _ => HttpErrorKind::Interrupted,
        },
        Error::Protocol(_) => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}

#[cfg(test)]
mod tests {
    use std::{io::Write, net::TcpListener, thread};

    use super::*;

    /// Sends a body, and returns the bytes that arrive if the gate shuts once its head is there, and the outcome.
    fn sent(body: &'static [u8], shuts: bool) -> (usize, Result<HttpResponse, HttpError>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let gate = Arc::new(Gate::default());
        gate.open_until(Instant::now() + REQUEST);
        let shut = Arc::clone(&gate);
        let server = thread::spawn(move || {
            let (mut connection, _) = listener.accept().unwrap();
            let mut head = [0; 1];
            connection.read_exact(&mut head).unwrap();
            if shuts {
                shut.close("shut");
            }
            let (mut all, mut part) = (1, vec![0; 1 << 16]);
            while all < body.len() {
                match connection.read(&mut part) {
                    Ok(0) | Err(_) => return all,
                    Ok(bytes) => all += bytes,
                }
            }
            let _ = connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
            all
        });
        let request = Request::put(format!("http://{address}/a"))
            .body(Bytes::from_static(body).into())
            .unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let outcome = runtime.block_on(Transport::new(1, Some(gate)).call(request));
        (server.join().unwrap(), outcome)
    }

    #[test]
    fn nothing_arrives_in_whole_after_the_gate_shuts() {
        // Longer than what lies in the buffers of two sockets.
        static BODY: [u8; 32 << 20] = [b'a'; 32 << 20];
        let (arrived, outcome) = sent(&BODY, false);
        assert!(arrived >= BODY.len(), "{arrived}");
        assert_eq!(outcome.unwrap().status(), 200);
        let (arrived, outcome) = sent(&BODY, true);
        assert!(arrived < BODY.len(), "{arrived}");
        assert!(outcome.unwrap_err().to_string().contains("shut"));
    }
}
