//! `Caddyfile`: a site for Caddy 2, which fetches its certificate itself.

use std::fmt::Write;

use super::ROOT;
use crate::press::{
    config::Config,
    headers::{CACHE_AND_ASK, CACHE_FOR_EVER, IMMUTABLE, SECURITY},
    redirect::Redirect,
};

/// The configuration for a site and its redirects.
pub fn caddyfile(config: &Config, redirects: &[Redirect]) -> String {
    let Config { base, host, .. } = config;
    let mut moved = String::new();
    for Redirect { from, to, .. } in redirects {
        let _ = writeln!(moved, "\tredir {from} {to} 301");
    }
    let mut headers = String::new();
    for (name, value) in SECURITY {
        let _ = writeln!(headers, "\t\t{name} \"{value}\"");
    }
    let lasting: Vec<String> = IMMUTABLE
        .iter()
        .map(|folder| format!("{base}{folder}/*"))
        .collect();
    let lasting = lasting.join(" ");
    let mut not_found = String::new();
    for locale in config.languages.iter().skip(1) {
        let root = &locale.site.root;
        let _ = writeln!(
            not_found,
            "\t\thandle {root}* {{\n\t\t\trewrite * {root}404.html\n\t\t\tfile_server\n\t\t}}"
        );
    }
    format!(
        "# Written by `press deploy`. The edition lies in {ROOT}{base}
(gazette) {{
	header {{
{headers}	}}
}}

{host} {{
	root * {ROOT}
	import gazette
	@lasting path {lasting}
	@other not path {lasting}
	header @lasting Cache-Control \"{CACHE_FOR_EVER}\"
	header @other Cache-Control \"{CACHE_AND_ASK}\"
{moved}	@rules path */_headers */_redirects
	error @rules 404
	file_server {{
		precompressed br gzip
	}}
	handle_errors 404 {{
		import gazette
		header Cache-Control \"{CACHE_AND_ASK}\"
{not_found}		handle {{
			rewrite * {base}404.html
			file_server
		}}
	}}
}}
"
    )
}
