//! Printed pages: the shell with a page in it, readable before any script has run.

use gazette_content::{
    config::{locale::Locale, site::Config},
    visibility::Audience,
};
use gazette_model::{Head, Link, Route, UiText, escape};
use gazette_view as view;

use crate::{
    feed::{Feed, FeedFormat},
    host::headers,
    html::{
        early,
        metadata::{Card, card},
        offline,
        page_context::PageContext,
        reader_tools,
        shell::Shell,
        web_manifest,
    },
    notices,
};

/// For pages that search engines should not show.
const NO_INDEX: &str = "<meta name=\"robots\" content=\"noindex\">";

/// Prints a route's page, with its links to feeds.
pub fn page(shell: &Shell, sheet: &PageContext<'_>, feeds: &str) -> String {
    let PageContext {
        config,
        locale,
        route,
        document,
        ..
    } = *sheet;
    let robots = match (&document.head.canonical, sheet.audience) {
        (Some(_), Audience::Readers) => "",
        _ => NO_INDEX,
    };
    let Card { html: card, data } = card(sheet);
    let head = [
        head(config, &document.head).as_str(),
        robots,
        &manifest_link(locale),
        feeds,
        &card,
        &policy(shell, config, &data),
    ]
    .concat();
    let body = format!(
        "<div id=\"portal\" data-route=\"{}\">{}</div>",
        escape(&route.path()),
        view::print(&locale.site, route, document)
    );
    assemble(shell, config, locale, &head, sheet.notices, &body)
}

/// Prints the bare shell of a language, in which the portal shows routes that were not printed, with notices for the whole
/// site as HTML.
pub fn bare(shell: &Shell, config: &Config, locale: &Locale, notices: &str) -> String {
    let own = Head {
        title: locale.site.name.clone(),
        description: locale.site.tagline.clone(),
        ..Head::default()
    };
    let (script, wasm) = (escape(&shell.script), escape(&shell.wasm));
    let site = escape(&config.path(&locale.site_file()));
    let preload =
        |href: &str| format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{href}\">");
    let head = [
        self::head(config, &own),
        manifest_link(locale),
        NO_INDEX.to_owned(),
        policy(shell, config, &[]),
        format!("<link rel=\"modulepreload\" href=\"{script}\">"),
        preload(&site),
        // A document lies beside its page, wherever that is.
        preload(Route::Home.json_path().as_str()),
        preload(&wasm),
    ]
    .concat();
    // Here nothing can be read before the portal has come, so nothing is to go before it.
    assemble(shell, config, locale, &head, notices, &empty(locale))
        .replace(" fetchpriority=\"low\"", "")
}

/// The body of the bare shell, with what it says where nothing comes to fill it, and where no script runs.
fn empty(locale: &Locale) -> String {
    let text = |text| escape(locale.site.strings.get(text));
    let item = |link: &Link| {
        let (href, text) = (escape(&link.href), escape(&link.text));
        format!("<li><a href=\"{href}\">{text}</a></li>")
    };
    let links: String = locale.site.navigation.iter().map(item).collect();
    let heading = text(UiText::FailedHeading);
    format!(
        "<div id=\"portal\"></div>\
         <template id=\"portal-failed\"><main class=\"main\"><h1>{heading}</h1><p role=\"alert\">{}</p>\
         <p><a href=\"\">{}</a></p><ul>{links}</ul></main></template>\
         <noscript><div class=\"main\"><h1>{heading}</h1><ul>{links}</ul></div></noscript>",
        text(UiText::FailedNetwork),
        text(UiText::TryAgain)
    )
}

/// Prints the page of what is on the reader's device, which is shown without a network. The portal leaves it as it is.
pub fn offline(shell: &Shell, config: &Config, locale: &Locale) -> String {
    let document = offline::document(locale);
    let head = format!(
        "{}{}{NO_INDEX}{}",
        self::head(config, &document.head),
        manifest_link(locale),
        policy(shell, config, &[])
    );
    let body = format!(
        "<div id=\"portal\" data-still>{}</div>",
        view::print(&locale.site, &Route::NotFound, &document)
    );
    assemble(shell, config, locale, &head, "", &body)
}

fn assemble(
    shell: &Shell,
    config: &Config,
    locale: &Locale,
    head: &str,
    notices: &str,
    body: &str,
) -> String {
    let site = &locale.site;
    let html = format!(
        "<html lang=\"{}\" dir=\"{}\" data-site=\"{}\" data-root=\"{}\">",
        escape(&site.lang),
        escape(&site.dir),
        escape(&config.path(&locale.site_file())),
        escape(&site.root)
    );
    [
        &shell.before_html,
        html.as_str(),
        &shell.before_head,
        head,
        // Before the style sheets: browsers run no script in a page before the sheets above it are there.
        &early::element(),
        &search_engine(shell),
        &reader_tools::meta(shell, config),
        &shell.before_body,
        &notices::place(locale, notices),
        body,
        &reader_tools::template(shell, locale),
        &shell.after,
    ]
    .concat()
}

/// Content Security Policy of a page with such data blocks, for hosts that cannot send it as a header. It stands before
/// anything that is loaded.
fn policy(shell: &Shell, config: &Config, data: &[String]) -> String {
    if shell.is_watched() {
        return String::new();
    }
    let policy = headers::page_policy(headers::Elsewhere::of(config), data);
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

/// Names the search engine's files, for `boot.js`.
fn search_engine(shell: &Shell) -> String {
    format!(
        "<meta name=\"gazette-search\" content=\"search\" data-js=\"{}\" data-wasm=\"{}\">",
        escape(&shell.search_script),
        escape(&shell.search_wasm)
    )
}

fn manifest_link(locale: &Locale) -> String {
    let href = format!("{}{}", locale.site.root, web_manifest::NAME);
    format!("<link rel=\"manifest\" href=\"{}\">", escape(&href))
}

/// Links to the feeds that a page should name.
pub fn feed_links(feeds: &[Feed<'_>], route: &Route) -> String {
    let feeds = feeds.iter().map(|feed| &feed.channel);
    let feeds = feeds.filter(|feed| feed.belongs_to(route));
    let links = feeds.flat_map(|feed| FeedFormat::ALL.map(|format| (feed, format)));
    let links = links.map(|(feed, format)| {
        format!(
            "<link rel=\"alternate\" type=\"{}\" title=\"{}\" href=\"{}\">",
            format.media_type(),
            escape(&feed.title),
            escape(&feed.href(format))
        )
    });
    links.collect()
}

fn head(config: &Config, head: &Head) -> String {
    let mut html = format!(
        "<title>{}</title><meta name=\"description\" content=\"{}\">",
        escape(&head.title),
        escape(&head.description)
    );
    if let Some(canonical) = &head.canonical {
        html += format!("<link rel=\"canonical\" href=\"{}\">", escape(canonical)).as_str();
    }
    for (at, alternate) in head.alternates.iter().enumerate() {
        let href = escape(&alternate.href);
        let lang = escape(&alternate.lang);
        html += format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{href}\">").as_str();
        // The site's languages are in its own order of preference.
        if at == 0 {
            html +=
                format!("<link rel=\"alternate\" hreflang=\"x-default\" href=\"{href}\">").as_str();
        }
    }
    html.push_str("<meta name=\"color-scheme\" content=\"light dark\">");
    if let Some((light, dark)) = &config.theme_color {
        for (scheme, colour) in [("light", light), ("dark", dark)] {
            html += format!(
                "<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" content=\"{}\">",
                escape(colour)
            ).as_str();
        }
    }
    html
}
