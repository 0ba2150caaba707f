//! Plain requests, with nothing followed, unpacked or remembered.

use axum::body::{Body, Bytes};
use http::{HeaderMap, Method, Request, StatusCode, header};
use hyper_util::{
    client::legacy::{Client as Pool, connect::HttpConnector},
    rt::TokioExecutor,
};
use percent_encoding::{CONTROLS, utf8_percent_encode};

use super::server::Server;
use crate::site::Site;

/// Connections to a host.
pub struct Client<'a> {
    pool: Pool<HttpConnector, Body>,
    server: &'a Server,
    host: &'a str,
}

/// A host's answer.
pub struct Answer {
    /// The question and whom it went to, in messages.
    pub question: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl<'a> Client<'a> {
    /// A client for a site on a host.
    pub fn new(site: &Site, server: &'a Server) -> Self {
        Self::for_host(site.host, server)
    }

    /// A client that asks for a host by its name.
    pub fn for_host(host: &'a str, server: &'a Server) -> Self {
        // Else each request waits for the answer to the last packet.
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Self {
            pool: Pool::builder(TokioExecutor::new()).build(connector),
            server,
            host,
        }
    }

    /// Asks for a path from the host's root.
    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(Method::GET, path, headers).await
    }

    /// Asks with any method.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let question = format!("{}: {method} {path} {headers:?}", self.server.name);
        let path = utf8_percent_encode(path, CONTROLS);
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.server.address))
            .header(header::HOST, self.host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.pool.request(request.body(Body::empty()).unwrap());
        let response = response.await;
        let response = response.unwrap_or_else(|error| panic!("{question}: {error:?}"));
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(Body::new(body), usize::MAX).await;
        Answer {
            question,
            status: parts.status,
            headers: parts.headers,
            body: body.unwrap(),
        }
    }
}

impl Answer {
    /// A header that may be there once; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next().map_or("", |value| value.to_str().unwrap());
        assert!(
            values.next().is_none(),
            "{}: {name} is there twice",
            self.question
        );
        value
    }

    /// The content type without its parameters.
    pub fn kind(&self) -> &str {
        let kind = self.header("content-type").split(';').next();
        kind.unwrap_or_default()
    }
}
