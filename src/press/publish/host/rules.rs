//! `_headers` and `_redirects`, which Netlify and Cloudflare Pages read from the edition.

use std::fmt::Write;

use gazette_content::config::{host::HostKind, site::Config};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::{
    host::{
        headers::{CACHE_A_DAY, Elsewhere, IMMUTABLE, security},
        other_roots,
        profile::profile,
    },
    redirect::{Redirect, escaped},
};

/// `_headers` of a site. Both hosts have files asked about each time unless told otherwise, and
/// join values of rules that overlap, so that only lasting files have a rule for caches. A rule holds for errors as well.
pub fn headers(config: &Config) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in security(Elsewhere::of(config)) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for folder in IMMUTABLE {
        let _ = write!(
            text,
            "{}{folder}/*\n  Cache-Control: {CACHE_A_DAY}\n",
            config.base
        );
    }
    text
}

/// Characters that browsers escape in a path (URL Standard, path percent-encode set), and those that mean something in a rule.
const TYPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'*')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// `_redirects` of as many redirects as the host takes, and their number. There is no rule for all other paths, since every
/// route has its file; but Netlify has to be told of the pages that other languages have for what is missing.
pub fn redirects(config: &Config, redirects: &[Redirect]) -> (String, usize) {
    let host = config.host_kind;
    let limit = profile(host).limits.redirects.unwrap_or(u64::MAX);
    let (mut text, mut lines, mut taken) = (String::new(), 0, 0);
    for redirect in redirects {
        let rules = rules(redirect, host);
        lines += u64::try_from(rules.len()).unwrap_or(u64::MAX);
        if lines > limit {
            break;
        }
        text.extend(rules);
        taken += 1;
    }
    if host == HostKind::Netlify {
        text.extend(missing(config));
    }
    (text, taken)
}

/// Rules that show what is missing in the language of its folder.
fn missing(config: &Config) -> impl Iterator<Item = String> {
    other_roots(config).map(|root| format!("{root}* {root}404.html 404\n"))
}

/// The rules of a redirect, one a line: hosts compare addresses letter by letter, so each form in which readers
/// send it has its own. Where nobody knows which host reads them, each host has its rules.
pub fn rules(redirect: &Redirect, host: HostKind) -> Vec<String> {
    match host {
        HostKind::Netlify => netlify(redirect),
        HostKind::Server => [netlify(redirect), cloudflare(redirect)].concat(),
        HostKind::Cloudflare => cloudflare(redirect),
        HostKind::Bucket | HostKind::GithubPages => Vec::new(),
    }
}

/// Netlify prefers a file at that address unless the status has a mark; a slash at the end is nothing to it. Its server of
/// one's own machine compares what is not escaped.
fn netlify(redirect: &Redirect) -> Vec<String> {
    let mut forms = escapes(&redirect.from);
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"*:%#?\\".contains(c);
    if redirect.from.chars().all(is_plain) && !forms.contains(&redirect.from) {
        forms.push(redirect.from.clone());
    }
    forms
        .iter()
        .map(|from| format!("{from} {} 301!\n", redirect.to))
        .collect()
}

fn cloudflare(redirect: &Redirect) -> Vec<String> {
    let forms = redirect.forms();
    let forms = forms.iter().flat_map(|form| escapes(form));
    forms
        .map(|from| format!("{from} {} 301\n", redirect.to))
        .collect()
}

/// An address as browsers send it, as programs do that escape all they can, and with escapes in small letters, as older
/// systems linked to it.
fn escapes(path: &str) -> Vec<String> {
    let typed = utf8_percent_encode(path, TYPED).to_string();
    // The name of a placeholder would follow.
    let typed = typed.replace("/:", "/%3A");
    let small = small_escapes(&typed);
    let mut forms = vec![typed];
    for form in [small, escaped(path)] {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

fn small_escapes(path: &str) -> String {
    let mut parts = path.split('%');
    let mut small = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (escape, rest) = part.split_at(2);
        small.push('%');
        small.push_str(&escape.to_ascii_lowercase());
        small.push_str(rest);
    }
    small
}
