//! Metadata of a page for link previews (Open Graph, Twitter) and search engines (JSON-LD).

use gazette_content::{
    config::{note_kind::NoteKind, site::Config},
    manuscript::LeadImage,
};
use gazette_image::{
    picture::{Crop, Shape, VariantFormat},
    share,
    share::ShareImage,
};
use gazette_model::{Article, Content, Document, escape};
use icu_locale_core::LanguageIdentifier;
use serde_json::{Value, json};

use crate::html::{page_context::PageContext, recordings};

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
    let shared = lead_shared(page).unwrap_or_else(|| drawn(config, image));
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
    tag("og:image", &shared.address);
    tag("og:image:type", shared.media_type);
    tag("og:image:width", &shared.size.0.to_string());
    tag("og:image:height", &shared.size.1.to_string());
    tag("og:image:alt", &shared.alt);
    let mut data = Vec::new();
    if let Some(article) = article {
        tag("article:published_time", &article.published.machine);
        if let Some(modified) = &article.modified {
            tag("article:modified_time", &modified.machine);
        }
        let pictures = lead_pictures(page);
        let pictures = if pictures.is_empty() {
            vec![shared.address]
        } else {
            pictures
        };
        data.push(block(&news_article(page, article, canonical, &pictures)));
    }
    if !document.trail.is_empty() {
        data.push(block(&breadcrumb(config, document, canonical)));
    }
    for block in &data {
        html += format!("<script type=\"application/ld+json\">{block}</script>").as_str();
    }
    Card { html, data }
}

/// A picture as other sites show it with a link to a page.
struct SharedPicture {
    address: String,
    media_type: &'static str,
    size: (u32, u32),
    alt: String,
}

/// The picture that press draws of a page's title.
fn drawn(config: &Config, image: &ShareImage) -> SharedPicture {
    SharedPicture {
        address: config.absolute(&config.path(&image.address)),
        media_type: "image/png",
        size: (share::WIDTH, share::HEIGHT),
        alt: image.alternative(),
    }
}

/// The picture that leads an article, cut to be shared.
fn lead_shared(page: &PageContext<'_>) -> Option<SharedPicture> {
    let image = page.news?.image.as_ref()?;
    let crop = page.crops.iter().find(|crop| crop.shape == Shape::Share)?;
    Some(SharedPicture {
        address: lead_address(page, image, crop),
        media_type: crop.variant.kind.media_type(),
        size: (crop.variant.width, crop.height),
        alt: image.alt.clone(),
    })
}

/// Addresses of the picture that leads an article, in the shapes that search engines ask for.
fn lead_pictures(page: &PageContext<'_>) -> Vec<String> {
    let image = page.news.and_then(|news| news.image.as_ref());
    let of = |image: &LeadImage, shape| {
        let is_it = |crop: &&Crop| crop.shape == shape && crop.variant.kind == VariantFormat::Jpeg;
        let crop = page.crops.iter().find(is_it)?;
        Some(lead_address(page, image, crop))
    };
    let shapes = Shape::FOR_SEARCH.into_iter();
    image.map_or_else(Vec::new, |image| {
        shapes.filter_map(|shape| of(image, shape)).collect()
    })
}

fn lead_address(page: &PageContext<'_>, image: &LeadImage, crop: &Crop) -> String {
    let address = crop.variant.address(&image.picture.address);
    page.config.absolute(&page.config.path(&address))
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
    pictures: &[String],
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
    data["image"] = json!(pictures);
    recordings::describe(page, article, pictures, &mut data);
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
