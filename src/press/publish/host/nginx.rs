//! `nginx.conf`: a server, to be included in nginx' `http` block.

use std::fmt::Write;

use crate::{
    host::{
        Deployment, RULES,
        headers::{CACHE_AND_ASK, CACHE_FOR_EVER, Elsewhere, IMMUTABLE, TYPES, security},
        other_roots,
    },
    redirect::Redirect,
};

/// The longest key of a map in bytes: `map_hash_bucket_size` has to hold it and what belongs to it.
const LONGEST_KEY: usize = 900;

/// The configuration of a site.
pub fn nginx(site: &Deployment<'_>) -> String {
    let Deployment { config, root, .. } = site;
    let (base, host) = (&config.base, &config.host);
    let listen = site
        .listen
        .map_or_else(|| "80".into(), |address| address.to_string());
    let mut moved = String::new();
    for redirect in site.redirects {
        for from in redirect.forms() {
            let _ = writeln!(
                moved,
                "    \"{}\" \"{}\";",
                key(redirect, &from),
                redirect.to
            );
        }
    }
    let mut not_found = String::new();
    for root in other_roots(config) {
        let _ = writeln!(not_found, "    \"~^{}\" \"{root}404.html\";", regex(root));
    }
    let mut headers = String::new();
    for (name, value) in security(Elsewhere::of(config)) {
        let _ = writeln!(headers, "    add_header {name} \"{value}\" always;");
    }
    let mut types = String::new();
    for (ending, kind) in TYPES {
        let _ = writeln!(
            types,
            "    location ~ \\.{ending}$ {{ types {{ {kind} {ending}; }} }}"
        );
    }
    let (lasting, rules) = (IMMUTABLE.join("|"), RULES.map(regex).join("|"));
    let below = regex(base);
    format!(
        "# Written by `press deploy` for nginx' http block. The edition lies in {root}{base}

map_hash_max_size 65536;
map_hash_bucket_size 1024;

map $uri $gazette_moved {{
    default \"\";
{moved}}}

map $uri $gazette_not_found {{
    default \"{base}404.html\";
{not_found}}}

map \"$status:$uri\" $gazette_cache {{
    default \"{CACHE_AND_ASK}\";
    \"~^(?:200|206|304):{below}(?:{lasting})/\" \"{CACHE_FOR_EVER}\";
}}

server {{
    listen {listen};
    server_name {host};
    root \"{root}\";
    index index.html;
    charset utf-8;
    server_tokens off;
    absolute_redirect off;
    gzip_static on;
    gzip_vary on;

    # This machine's own lines, which `press deploy` leaves alone: certificates, and where nginx has the module for it,
    # `brotli_static on;`. The path is from the folder of nginx' main configuration; no file there is no mistake.
    include gazette.d/*.conf;

    # Here and nowhere else: a location with a header of its own would lose all of these.
{headers}    add_header Cache-Control $gazette_cache always;

    if ($gazette_moved) {{ return 301 $gazette_moved; }}

    # A folder without a page is nothing to be forbidden.
    error_page 403 404 =404 $gazette_not_found;
    location / {{ try_files $uri $uri/ =404; }}
    location ~ ^{below}(?:{rules})$ {{ return 404; }}
{types}}}
"
    )
}

/// An address as a key of a map. Keys are compared without regard to capitals, and found in a hash, which has room for
/// so many bytes of each; regular expressions are for the others.
fn key(redirect: &Redirect, from: &str) -> String {
    if redirect.is_exact || from.len() > LONGEST_KEY {
        return format!("~^{}$", regex(from));
    }
    from.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A regular expression (PCRE) for nothing but this text. It can stand between quotation marks.
fn regex(text: &str) -> String {
    let mut regex = String::new();
    for c in text.chars() {
        match c {
            '"' => regex.push_str("\\x22"),
            '\\' => regex.push_str("\\x5C"),
            _ => {
                if ".+*?()[]{}^$|".contains(c) {
                    regex.push('\\');
                }
                regex.push(c);
            }
        }
    }
    regex
}
