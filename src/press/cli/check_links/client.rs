//! Asking other sites, as politely as browsers do.

use std::{io, thread, time::Duration};

use ureq::{
    Agent, Error,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use url::Url;

/// Redirects that are followed.
const HOPS: usize = 10;

/// Pause for a busy host that does not say how long, and the longest pause, in seconds.
const BUSY: (u64, u64) = (2, 10);

/// Asks other sites.
pub struct Client {
    agent: Agent,
    patience: Duration,
}

/// Why nothing can be read at an address.
#[derive(Debug, Clone)]
pub struct LinkFault {
    /// The address that was asked for: that of a link, or one that it leads on to.
    pub at: Url,
    kind: LinkFaultKind,
}

#[derive(Debug, Clone)]
enum LinkFaultKind {
    NoHost,
    Refused,
    /// A certificate that cannot be trusted, and why.
    Unproven(String),
    /// No answer in this time.
    Silent(Duration),
    Status(StatusCode),
    /// It leads on and on.
    Circle,
    /// It leads on to what is no address of the web.
    Astray(String),
    Other(String),
}

/// The answer of a host.
struct Reply {
    status: StatusCode,
    headers: HeaderMap,
}

impl Client {
    /// A client that waits so long for an answer.
    pub fn new(patience: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(patience))
            .user_agent(concat!("gazette-press/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.new_agent(),
            patience,
        }
    }

    /// Follows an address to something that can be read. Returns where that is, as far as it has moved for good.
    ///
    /// # Errors
    /// Why there is nothing.
    pub fn follow(&self, url: &Url) -> Result<Option<Url>, LinkFault> {
        let mut at = url.clone();
        let mut moved = None;
        let mut for_good = true;
        for _ in 0..HOPS {
            let fault = |kind| LinkFault {
                at: at.clone(),
                kind,
            };
            let reply = self.ask(&at).map_err(fault)?;
            if reply.status.is_success() {
                return Ok(moved);
            }
            let Some(place) = reply.leads_to() else {
                return Err(fault(LinkFaultKind::Status(reply.status)));
            };
            let next = at.join(place).ok();
            let next = next.filter(|next| matches!(next.scheme(), "http" | "https"));
            let Some(next) = next else {
                return Err(fault(LinkFaultKind::Astray(place.to_owned())));
            };
            for_good &= matches!(reply.status.as_u16(), 301 | 308);
            if for_good {
                moved = Some(next.clone());
            }
            at = next;
        }
        Err(LinkFault {
            at,
            kind: LinkFaultKind::Circle,
        })
    }

    /// Asks for what is there without its text, and then once more with it: some hosts know no other question.
    fn ask(&self, url: &Url) -> Result<Reply, LinkFaultKind> {
        match self.send(Method::HEAD, url) {
            Ok(reply) if reply.status.is_success() || reply.leads_to().is_some() => Ok(reply),
            Ok(reply) => {
                if let Some(pause) = reply.is_busy() {
                    thread::sleep(pause);
                }
                self.send(Method::GET, url)
            }
            Err(LinkFaultKind::Other(_)) => self.send(Method::GET, url),
            Err(kind) => Err(kind),
        }
    }

    fn send(&self, method: Method, url: &Url) -> Result<Reply, LinkFaultKind> {
        let request = Request::builder().method(method).uri(url.as_str());
        let request = request
            .body(())
            .map_err(|error| LinkFaultKind::Other(error.to_string()))?;
        // What it says is not read.
        let response = self.agent.run(request);
        let response = response.map_err(|error| self.kind(url, error))?;
        let (parts, _) = response.into_parts();
        Ok(Reply {
            status: parts.status,
            headers: parts.headers,
        })
    }

    fn kind(&self, url: &Url, error: Error) -> LinkFaultKind {
        match error {
            Error::HostNotFound => LinkFaultKind::NoHost,
            Error::Timeout(_) => LinkFaultKind::Silent(self.patience),
            Error::ConnectionFailed => LinkFaultKind::Refused,
            Error::Tls(why) => LinkFaultKind::Unproven(why.to_owned()),
            Error::Rustls(why) => LinkFaultKind::Unproven(why.to_string()),
            Error::Io(error) => match error.kind() {
                io::ErrorKind::ConnectionRefused => LinkFaultKind::Refused,
                io::ErrorKind::TimedOut => LinkFaultKind::Silent(self.patience),
                // What TLS says of a certificate.
                io::ErrorKind::InvalidData => LinkFaultKind::Unproven(error.to_string()),
                // Systems have many words for a name that nobody has.
                _ if url.socket_addrs(|| None).is_err() => LinkFaultKind::NoHost,
                _ => LinkFaultKind::Other(error.to_string()),
            },
            error => LinkFaultKind::Other(error.to_string()),
        }
    }
}

impl Reply {
    fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Target of a redirect.
    fn leads_to(&self) -> Option<&str> {
        let is_redirect = matches!(self.status.as_u16(), 301 | 302 | 303 | 307 | 308);
        self.header(header::LOCATION).filter(|_| is_redirect)
    }

    /// Time to wait, if the host is busy.
    fn is_busy(&self) -> Option<Duration> {
        let (usual, most) = BUSY;
        let seconds = self.header(header::RETRY_AFTER);
        let seconds = seconds.and_then(|text| text.trim().parse().ok());
        let pause = Duration::from_secs(seconds.unwrap_or(usual).min(most));
        matches!(self.status.as_u16(), 429 | 503).then_some(pause)
    }
}

impl LinkFault {
    /// The same for another page of the host.
    #[must_use]
    pub fn of(mut self, page: &Url) -> Self {
        self.at = page.clone();
        self
    }

    /// Tells whether nothing of its host can be read.
    pub fn is_of_host(&self) -> bool {
        matches!(
            self.kind,
            LinkFaultKind::NoHost | LinkFaultKind::Refused | LinkFaultKind::Unproven(_)
        )
    }

    /// Tells whether it was waited for in vain.
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind, LinkFaultKind::Silent(_))
    }

    /// The fault of a link to `url`, in words.
    pub fn told(&self, url: &Url) -> String {
        let host = self.at.authority();
        let why = match &self.kind {
            LinkFaultKind::NoHost => format!("there is no host {host}"),
            LinkFaultKind::Refused => format!("{host} refuses the connection"),
            LinkFaultKind::Unproven(why) => format!("{host} cannot prove who it is ({why})"),
            LinkFaultKind::Silent(patience) => {
                format!("{host} does not answer within {} s", patience.as_secs())
            }
            LinkFaultKind::Status(StatusCode::TOO_MANY_REQUESTS) => {
                format!("{host} has no time for an answer (429 Too Many Requests)")
            }
            LinkFaultKind::Status(status) => format!("{host} answers {status}"),
            LinkFaultKind::Circle => format!("{host} leads on and on"),
            LinkFaultKind::Astray(place) => {
                format!("{host} leads on to {place}, which is no address")
            }
            LinkFaultKind::Other(why) => format!("{host} cannot be asked ({why})"),
        };
        if self.at == *url {
            return why;
        }
        format!("it leads on to {}, and {why}", self.at)
    }
}
