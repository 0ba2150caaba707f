//! Metadata of a page for link previews (Open Graph, Twitter) and search engines (JSON-LD).

use gazette_content::config::{note_kind::NoteKind, site::Config};
use gazette_image::share;
use gazette_model::{Article, Content, Document, escape};
use icu_locale_core::LanguageIdentifier;
use serde_json::{Value, json};

use crate::html::page_context::PageContext;

/// Metadata of a page for other programs.
#[derive(Default)]
pub struct Card {
    /// Its tags and data blocks.
    pub html: String,
    /// Contents of the data blocks.
    pub data: Vec<String>,
}

/// The card of a page; nothing for pages without an address of their own.
pub fn card(page: &PageContext<'_>) -> Card {
    let PageContext {
        config,
        locale,
        document,
        image,
        ..
    } = *page;
    let Some(canonical) = &document.head.canonical else {
        return Card::default();
    };
    let article = match &document.content {
        Content::Article(article) => Some(article.as_ref()),
        _ => None,
    };
    let title = article.map_or(&document.head.title, |article| &article.title);
    let picture = config.absolute(&config.path(&image.address));
    let mut html = String::from("<meta name=\"twitter:card\" content=\"summary_large_image\">");
    let mut tag = |property: &str, content: &str| {
        let content = escape(content);
        html += format!("<meta property=\"{property}\" content=\"{content}\">").as_str();
    };
    tag("og:title", title);
    tag("og:description", &document.head.description);
    tag("og:url", canonical);
    tag("og:site_name", &locale.site.name);
    tag("og:type", article.map_or("website", |_| "article"));
    if let Some(own) = territory(&locale.site.lang) {
        tag("og:locale", &own);
    }
    for alternate in &document.head.alternates {
        let is_other = alternate.lang != locale.site.lang;
        if let Some(other) = territory(&alternate.lang).filter(|_| is_other) {
            tag("og:locale:alternate", &other);
        }
    }
    tag("og:image", &picture);
    tag("og:image:type", "image/png");
    tag("og:image:width", &share::WIDTH.to_string());
    tag("og:image:height", &share::HEIGHT.to_string());
    tag("og:image:alt", &image.alternative());
    let mut data = Vec::new();
    if let Some(article) = article {
        tag("article:published_time", &article.published.machine);
        if let Some(modified) = &article.modified {
            tag("article:modified_time", &modified.machine);
        }
        data.push(block(&news_article(page, article, canonical, picture)));
    }
    if !document.trail.is_empty() {
        data.push(block(&breadcrumb(config, document, canonical)));
    }
    for block in &data {
        html += format!("<script type=\"application/ld+json\">{block}</script>").as_str();
    }
    Card { html, data }
}

/// A language as Open Graph writes it, such as `zh_TW`: it knows none without a territory.
fn territory(lang: &str) -> Option<String> {
    let id: LanguageIdentifier = lang.parse().ok()?;
    Some(format!("{}_{}", id.language, id.region?))
}

/// JSON for a data block, which nothing runs. No text can end it.
fn block(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn news_article(
    page: &PageContext<'_>,
    article: &Article,
    canonical: &str,
    picture: String,
) -> Value {
    let locale = page.locale;
    let organization = |name: &str| json!({ "@type": "Organization", "name": name });
    let publisher = &locale.site.footer.organization;
    let contact = article.contact.as_ref();
    let author = contact.and_then(|contact| contact.organization.as_ref());
    let modified = article.modified.as_ref().unwrap_or(&article.published);
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "datePublished": article.published.machine,
        "dateModified": modified.machine,
        "author": organization(author.unwrap_or(publisher)),
        "publisher": organization(publisher),
        "inLanguage": locale.site.lang,
        "mainEntityOfPage": canonical,
    });
    let notes = || page.news.iter().flat_map(|news| &news.history);
    let corrections = notes().filter(|note| note.kind == NoteKind::Correction);
    let corrections: Vec<Value> = corrections
        .map(|note| {
            json!({
                "@type": "CorrectionComment",
                "text": note.text,
                "datePublished": note.date.display(&page.config.dates).machine,
            })
        })
        .collect();
    if !corrections.is_empty() {
        data["correction"] = json!(corrections);
    }
    if notes().any(|note| note.kind == NoteKind::Withdrawn) {
        data["creativeWorkStatus"] = json!("Withdrawn");
    }
    if let Some(location) = page.news.and_then(|news| news.location.as_ref()) {
        data["contentLocation"] = json!({ "@type": "Place", "name": location });
    }
    data["image"] = json!([picture]);
    data
}

fn breadcrumb(config: &Config, document: &Document, canonical: &str) -> Value {
    let steps = document.trail.iter().enumerate().map(|(at, crumb)| {
        let href = crumb.href.as_ref().map(|href| config.absolute(href));
        json!({
            "@type": "ListItem",
            "position": at + 1,
            "name": crumb.text,
            "item": href.unwrap_or_else(|| canonical.to_owned()),
        })
    });
    json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": steps.collect::<Vec<_>>(),
    })
}
