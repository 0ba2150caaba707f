//! Functions for CloudFront before a bucket, which knows neither folders nor headers (JavaScript runtime 2.0).

use std::fmt::Write;

use gazette_content::config::site::Config;

use crate::host::headers::{Elsewhere, security};

/// The function for viewers' requests: a folder's address leads to its page.
pub fn request(config: &Config) -> String {
    let base = &config.base;
    format!(
        "// Written by `press deploy`: a CloudFront function for viewer requests to the site under {base}
function handler(event) {{
  const request = event.request;
  const name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (name === '') {{
    request.uri += 'index.html';
  }} else if (!name.includes('.')) {{
    return {{
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: {{ location: {{ value: request.uri + '/' }} }},
    }};
  }}
  return request;
}}
"
    )
}

/// The function for viewers' responses: the headers that every host sends. Types and cache rules are the objects' own.
pub fn response(config: &Config) -> String {
    let mut headers = String::new();
    for (name, value) in security(Elsewhere::of(config)) {
        let _ = writeln!(headers, "  '{}': \"{value}\",", name.to_lowercase());
    }
    format!(
        "// Written by `press deploy`: a CloudFront function for viewer responses.
const HEADERS = {{
{headers}}};

function handler(event) {{
  const response = event.response;
  for (const name in HEADERS) {{
    response.headers[name] = {{ value: HEADERS[name] }};
  }}
  return response;
}}
"
    )
}
