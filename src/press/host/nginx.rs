//! `nginx.conf`: a server, to be included in nginx' `http` block.

use std::fmt::Write;

use super::ROOT;
use crate::press::{
    config::Config,
    headers::{CACHE_AND_ASK, CACHE_FOR_EVER, IMMUTABLE, SECURITY},
    redirect::Redirect,
};

/// The configuration for a site and its redirects.
pub fn nginx(config: &Config, redirects: &[Redirect]) -> String {
    let Config { base, host, .. } = config;
    let mut moved = String::new();
    for Redirect { from, to, .. } in redirects {
        let _ = writeln!(moved, "    \"{from}\" \"{to}\";");
    }
    let mut headers = String::new();
    for (name, value) in SECURITY {
        let _ = writeln!(headers, "    add_header {name} \"{value}\" always;");
    }
    // Longer prefixes win, so the first language's page is that of all addresses that have no language.
    let mut not_found = format!("    error_page 404 {base}404.html;\n");
    for locale in config.languages.iter().skip(1) {
        let root = &locale.site.root;
        let _ = writeln!(
            not_found,
            "    location {root} {{ error_page 404 {root}404.html; try_files $uri $uri/ =404; }}"
        );
    }
    let lasting = IMMUTABLE.join("|");
    format!(
        "# Written by `press deploy` for nginx' http block. The edition lies in {ROOT}{base}
# Where nginx has the module for it, `brotli_static on;` in the server serves the smaller copies.

map_hash_max_size 65536;
map_hash_bucket_size 1024;

map $uri $gazette_moved {{
    default \"\";
{moved}}}

map \"$status:$uri\" $gazette_cache {{
    default \"{CACHE_AND_ASK}\";
    \"~^(?:200|206|304):{base}(?:{lasting})/\" \"{CACHE_FOR_EVER}\";
}}

server {{
    listen 80;
    server_name {host};
    root {ROOT};
    index index.html;
    charset utf-8;
    server_tokens off;
    absolute_redirect off;
    gzip_static on;
    gzip_vary on;

    # Here and nowhere else: a location with a header of its own would lose all of these.
{headers}    add_header Cache-Control $gazette_cache always;

    if ($gazette_moved) {{ return 301 $gazette_moved; }}

{not_found}    location / {{ try_files $uri $uri/ =404; }}
    location ~ \\.wasm$ {{ types {{ application/wasm wasm; }} }}
    location ~ \\.webmanifest$ {{ types {{ application/manifest+json webmanifest; }} }}
    location ~ /_(?:headers|redirects)$ {{ return 404; }}
}}
"
    )
}
