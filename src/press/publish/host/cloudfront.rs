//! A function and a policy for CloudFront before a bucket, which knows neither folders nor headers (JavaScript runtime 2.0).

use std::collections::{BTreeSet, HashSet};

use gazette_content::{checked_site::CheckedSite, config::site::Config};
use serde_json::{Map, json};

use crate::{
    host::headers::{Elsewhere, security},
    redirect::Redirect,
};

/// Endings of files that press itself makes.
const OWN: [&str; 14] = [
    "avif",
    "bin",
    "css",
    "html",
    "jpg",
    "js",
    "json",
    "png",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "webp",
    "xml",
];

/// Bytes of addresses that fit into a function, of whose 10 KB the rest needs the others.
const ROOM: usize = 8_000;

/// The function for viewers' requests: a folder's address leads to its page. Former addresses such as `/old/news.asp` are folders,
/// too; files that the agency adds may have no ending.
pub fn request(edition: &CheckedSite, redirects: &[Redirect]) -> String {
    let base = &edition.config.base;
    let endings = endings(edition);
    let (mut pages, mut folders) = (BTreeSet::new(), Vec::new());
    for redirect in redirects {
        let file = redirect.file(base);
        let folder = file
            .as_deref()
            .and_then(|file| file.strip_suffix("/index.html"));
        match folder.map(|folder| (folder, ending(folder))) {
            Some((folder, Some(ending))) if endings.contains(&ending) => {
                folders.push(format!("{base}{folder}"));
            }
            Some((_, Some(ending))) => drop(pages.insert(ending)),
            _ => {}
        }
    }
    let files = edition.statics.keys().filter(|path| ending(path).is_none());
    let files = files.map(|path| format!("{base}{path}")).collect();
    let mut room = ROOM;
    let [pages, files, folders] =
        [pages.into_iter().collect(), files, folders].map(|texts| list(texts, &mut room));
    format!(
        "// Written by `press deploy`: a CloudFront function for viewer requests to the site under {base}
// Endings that only former addresses have, former addresses whose endings files have as well, and files without an ending.
const ENDINGS = {pages};
const FOLDERS = {folders};
const FILES = {files};

function decoded(uri) {{
  try {{
    return decodeURIComponent(uri);
  }} catch (error) {{
    return uri;
  }}
}}

function isFile(uri) {{
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  if (!name.includes('.')) {{
    return FILES.includes(uri);
  }}
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return !ENDINGS.includes(ending) && !FOLDERS.includes(uri);
}}

function query(fields) {{
  const pairs = [];
  for (const name in fields) {{
    for (const field of fields[name].multiValue || [fields[name]]) {{
      pairs.push(field.value === '' ? name : name + '=' + field.value);
    }}
  }}
  return pairs.length > 0 ? '?' + pairs.join('&') : '';
}}

function handler(event) {{
  const request = event.request;
  if (request.uri.endsWith('/')) {{
    request.uri += 'index.html';
  }} else if (!isFile(decoded(request.uri))) {{
    return {{
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: {{ location: {{ value: request.uri + '/' + query(request.querystring) }} }},
    }};
  }}
  // Buckets read a plus as a space.
  request.uri = request.uri.replace(/\\+/g, '%2B');
  return request;
}}
"
    )
}

/// Endings of all files of an edition, and of those that it may have.
fn endings(edition: &CheckedSite) -> HashSet<String> {
    let media = edition.media().into_iter();
    let media = media.filter_map(|(address, _)| ending(address));
    let statics = edition.statics.keys().filter_map(|path| ending(path));
    let own = OWN.iter().map(|ending| (*ending).to_owned());
    media.chain(statics).chain(own).collect()
}

/// The ending of a file's name, in small letters and without its dot.
fn ending(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let (_, ending) = name.rsplit_once('.')?;
    Some(ending.to_lowercase())
}

/// Texts as a list in JavaScript; those for which there is no room left are left out.
fn list(texts: Vec<String>, room: &mut usize) -> String {
    let fits = |text: &String| {
        let rest = room.checked_sub(json!(text).to_string().len() + 1);
        *room = rest.unwrap_or(*room);
        rest.is_some()
    };
    let texts: Vec<String> = texts.into_iter().filter(fits).collect();
    json!(texts).to_string()
}

/// The policy for response headers, as `aws cloudfront create-response-headers-policy` takes it: those that every host sends, on errors
/// as well, on which no function runs. Types and cache rules are the objects' own.
pub fn headers(config: &Config) -> String {
    let mut standard = Map::new();
    let mut custom = Vec::new();
    for (name, value) in security(Elsewhere::of(config)) {
        let known = match name {
            "Content-Security-Policy" => json!({ "ContentSecurityPolicy": value }),
            "Strict-Transport-Security" => json!({
                "AccessControlMaxAgeSec": seconds(&value),
                "IncludeSubdomains": value.contains("includeSubDomains"),
                "Preload": value.contains("preload"),
            }),
            "X-Content-Type-Options" => json!({}),
            "X-Frame-Options" => json!({ "FrameOption": value }),
            "Referrer-Policy" => json!({ "ReferrerPolicy": value }),
            _ => {
                custom.push(json!({ "Header": name, "Value": value, "Override": true }));
                continue;
            }
        };
        let key = name.trim_start_matches("X-").replace('-', "");
        let mut known = known;
        known["Override"] = true.into();
        standard.insert(key, known);
    }
    let policy = json!({
        "Name": format!("gazette-{}", config.host.replace(|c: char| !c.is_ascii_alphanumeric(), "-")),
        "Comment": "Written by press deploy",
        "SecurityHeadersConfig": standard,
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    });
    format!("{policy:#}\n")
}

/// The time of a strict transport security, in seconds.
fn seconds(value: &str) -> Option<u64> {
    let first = value.split(';').next()?;
    first.strip_prefix("max-age=")?.parse().ok()
}
