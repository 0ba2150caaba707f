//! `Caddyfile`: a site for Caddy 2, which fetches its certificate itself.

use std::fmt::Write;

use crate::{
    host::{
        Deployment, RULES,
        headers::{CACHE_AND_ASK, CACHE_FOR_EVER, Elsewhere, IMMUTABLE, TYPES, security},
        other_roots,
    },
    redirect::Redirect,
};

/// The configuration of a site.
pub fn caddyfile(site: &Deployment<'_>) -> String {
    let Deployment { config, root, .. } = site;
    let (base, host) = (&config.base, &config.host);
    let (address, bind) = match site.listen {
        None => (host.clone(), String::new()),
        Some(listen) => (
            format!("http://{host}:{}", listen.port()),
            format!("\tbind {}\n", listen.ip()),
        ),
    };
    let mut moved = String::new();
    for (at, redirect) in site.redirects.iter().enumerate() {
        moved += &redir(at, redirect);
    }
    let mut not_found = String::new();
    for root in other_roots(config) {
        let _ = writeln!(not_found, "\t\t\trewrite {root}* {root}404.html");
    }
    let mut headers = String::new();
    for (name, value) in security(Elsewhere::of(config)) {
        let _ = writeln!(headers, "\t\t{name} \"{value}\"");
    }
    let mut types = String::new();
    for (ending, kind) in TYPES {
        let _ = writeln!(
            types,
            "\t@{ending} {{\n\t\tpath *.{ending}\n\t\tfile\n\t}}\n\theader @{ending} Content-Type {kind}"
        );
    }
    let below = |names: &[&str], ending| {
        let paths = names.iter().map(|name| format!("{base}{name}{ending}"));
        paths.collect::<Vec<_>>().join(" ")
    };
    let (lasting, rules) = (below(&IMMUTABLE, "/*"), below(&RULES, ""));
    format!(
        "# Written by `press deploy`. The edition lies in {root}{base}
(gazette) {{
	header {{
{headers}	}}
}}

{address} {{
{bind}	root * \"{root}\"
	import gazette
	@lasting path {lasting}
	@other not path {lasting}
	header @lasting Cache-Control \"{CACHE_FOR_EVER}\"
	header @other Cache-Control \"{CACHE_AND_ASK}\"
{types}{moved}	@rules path {rules}
	error @rules 404
	@writing not method GET HEAD
	error @writing 405
	file_server {{
		precompressed br gzip
	}}
	handle_errors {{
		import gazette
		header Cache-Control \"{CACHE_AND_ASK}\"
		@missing expression `{{err.status_code}} == 404`
		handle @missing {{
{not_found}			rewrite * {base}404.html
			file_server
		}}
	}}
}}
"
    )
}

/// The lines that lead on from an address. A path stands there as it is, is compared without regard to capitals, and may
/// have wildcards; where one of these would matter, a regular expression (RE2) stands in its place.
fn redir(at: usize, redirect: &Redirect) -> String {
    let [bare, folder] = redirect.forms();
    let to = &redirect.to;
    let is_plain = |c: char| c.is_alphanumeric() || "/-._".contains(c);
    if !redirect.is_exact && redirect.from.chars().all(is_plain) {
        return format!("\tredir {bare} {to} 301\n\tredir {folder} {to} 301\n");
    }
    let mut regex = String::new();
    for c in bare.chars() {
        // Caddy itself reads these, and takes the stroke before a brace away from a file that another one imports.
        if matches!(c, '`' | '{' | '}') {
            let _ = write!(regex, "\\x{:02x}", u32::from(c));
            continue;
        }
        if c.is_ascii_punctuation() && !"/-_".contains(c) {
            regex.push('\\');
        }
        regex.push(c);
    }
    format!("\t@moved{at} path_regexp `^{regex}/?$`\n\tredir @moved{at} {to} 301\n")
}
