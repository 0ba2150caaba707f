//! Former addresses of articles, and the way from there to where they are now.

use gazette_content::{
    checked_site::CheckedSite, config::site::Config, manuscript::alias::is_page,
    visibility::Audience,
};
use gazette_model::escape;

/// A former address.
pub struct Redirect {
    /// Path from the host's root, with a slash at its start, unescaped.
    pub from: String,
    /// Path from the host's root of the page that has taken its place.
    pub to: String,
    title: String,
    lang: String,
}

/// All redirects, in the order of their addresses. The desk's preview has none: two of its pages may be meant to take
/// each other's place.
pub fn all(edition: &CheckedSite) -> Vec<Redirect> {
    if edition.as_of.audience == Audience::Desk {
        return Vec::new();
    }
    let config = &edition.config;
    let mut redirects: Vec<Redirect> = edition
        .manuscripts
        .iter()
        .flat_map(|manuscript| {
            let locale = &config.languages[manuscript.language];
            let aliases = manuscript.news.iter().flat_map(|news| &news.aliases);
            aliases.map(|alias| Redirect {
                from: alias.value.clone(),
                to: locale.href(&manuscript.route),
                title: manuscript.title.clone(),
                lang: locale.site.lang.clone(),
            })
        })
        .collect();
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    redirects
}

impl Redirect {
    /// Where a page for hosts without rules lies in the edition; `None` where the address is outside the site's base.
    pub fn file(&self, base: &str) -> Option<String> {
        let below = self.from.strip_prefix(base)?;
        Some(match below.strip_suffix('/') {
            Some(folder) => format!("{folder}/index.html"),
            None if is_page(below) => below.to_owned(),
            // Hosts lead from the folder's name to its page.
            None => format!("{below}/index.html"),
        })
    }

    /// That page: it sends browsers on, search engines too, and everyone else has a link.
    pub fn page(&self, config: &Config) -> String {
        let (to, title) = (escape(&self.to), escape(&self.title));
        format!(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
             <link rel=\"canonical\" href=\"{}\"><meta http-equiv=\"refresh\" content=\"0; url={to}\"></head>\
             <body><p><a href=\"{to}\">{title}</a></p></body></html>\n",
            escape(&self.lang),
            escape(&config.absolute(&self.to)),
        )
    }
}
