//! Hugo: sections, bundles, languages, and keys of its own.

mod address;
mod attributes;
mod dates;
mod html;

pub use attributes::without_attributes;
pub use html::without_html;
use serde_json::Value;

use crate::{
    ExportFormat, ImportedPicture, Item,
    folder::{
        front::{at, list, says_no, text_of},
        inherited,
        post::Post,
        states, when,
    },
};

/// Gives a post what its sections and its site hand down.
pub fn inherit(post: &mut Post<'_>) {
    let mut front = std::mem::take(&mut post.front);
    post.as_heir(|heir| inherited::cascade(post.blog, heir, &mut front));
    post.front = front;
}

/// Reads a post, or says why it is none.
pub fn item(post: &Post<'_>, body: &str) -> Result<Item, &'static str> {
    if is_resource(post) {
        return Err("text that belongs to a bundle, without a page of its own");
    }
    let names = post.names_of_bundle().ok_or("page of a section")?;
    let mut item = post.item();
    let dates = dates::of(post, &names.name);
    let rest = when::day(&names.name);
    let stem = rest.as_ref().map_or(names.name.as_str(), |(_, rest)| rest);
    if item.title.is_empty() {
        item.title = heading(body);
    }
    let from_name = || rest.as_ref().map(|(day, _)| Ok(day.clone()));
    let from_path = || {
        post.of("url")
            .and_then(|url| when::day_of_path(&url))
            .map(Ok)
    };
    item.published = dates.date.clone().or_else(from_name).or_else(from_path);
    item.publish_at = post.instant(dates.publish);
    item.expires_at = post.instant(dates.expiry);
    item.modified = dates.lastmod;
    // What belongs to no day is a page.
    item.is_page = item.published.is_none() && !is_draft(&post.front);
    item.slug = item.slug.or(dates.slug);
    let path = address::path(post, &names, &item);
    item.slug.get_or_insert_with(|| stem.to_owned());
    item.topics = topics(post);
    let foreign = post.foreign_language();
    let language = names.language;
    item.lang = language.map(|it| it.tag.clone()).or(foreign).or(item.lang);
    item.names = vec![names.logical(), format!("/{}", names.name)];
    if language.is_some_and(|language| language.is_disabled) {
        item.withheld = Some("its site leaves this language out".into());
    }
    if let Some(why) = without_pages(&post.blog.all, &post.front) {
        item.withheld = Some(why.into());
    }
    from_sections(post, &mut item);
    item.addresses = post.addresses(item.is_draft || is_draft(&post.front), &path, &[]);
    let aliases = address::aliases(post, &path).into_iter();
    item.addresses
        .extend(aliases.map(|path| post.absolute(&path)));
    item.picture = picture(&post.front);
    let is_alone = ["build.publishresources", "_build.publishresources"]
        .into_iter()
        .any(|key| at(&post.front, key).is_some_and(says_no));
    if is_alone {
        item.is_alone = true;
        item.lost.push(
            "files beside it, which its site did not publish: `publishResources` is off".into(),
        );
    }
    Ok(item)
}

fn is_draft(front: &Value) -> bool {
    !says_no(&front["draft"])
}

/// Tells why a site has no pages of posts.
fn without_pages(all: &Value, front: &Value) -> Option<&'static str> {
    let is_off = list(&all["disablekinds"])
        .iter()
        .any(|kind| kind.eq_ignore_ascii_case("page"));
    if is_off {
        return Some("its site had no pages of articles: `disableKinds` says so");
    }
    let formats = list(&all["outputs"]["page"]);
    // What an article says itself counts more.
    let is_other = front["outputs"].is_null()
        && !formats.is_empty()
        && !formats.iter().any(|is| is.eq_ignore_ascii_case("html"));
    is_other.then_some("its site had no pages of articles in HTML: `outputs` says so")
}

/// Tells whether a text is a page resource: it lies in the bundle of another post.
fn is_resource(post: &Post<'_>) -> bool {
    let (folder, file) = post.name.rsplit_once('/').unwrap_or(("", post.name));
    let is_in = |bundle: &String| {
        let is_whole = folder == bundle && !file.starts_with("index.");
        is_whole
            || folder != bundle && (bundle.is_empty() || folder.starts_with(&format!("{bundle}/")))
    };
    post.blog.bundles.iter().any(is_in)
}

/// A heading that a text begins with, without its mark.
fn heading(body: &str) -> String {
    let first = body.trim_start().lines().next().unwrap_or_default();
    let title = first.strip_prefix("# ").unwrap_or_default();
    title.trim_end_matches('#').trim().to_owned()
}

/// The terms of all taxonomies.
fn topics(post: &Post<'_>) -> Vec<String> {
    let mut topics = Vec::new();
    for key in taxonomies(&post.blog.all) {
        for term in list(&post.front[&key]) {
            if !topics.contains(&term) {
                topics.push(term);
            }
        }
    }
    topics
}

/// The keys of a site's taxonomies.
pub fn taxonomies(all: &Value) -> Vec<String> {
    let mut keys = vec!["categories".to_owned(), "tags".to_owned()];
    let own = all["taxonomies"].as_object().into_iter().flatten();
    for key in own.filter_map(|(_, key)| text_of(key)) {
        let key = key.to_lowercase();
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Passes a section's draft state and dates on to its posts, as Hugo did for years.
fn from_sections(post: &Post<'_>, item: &mut Item) {
    let sections = post.as_heir(|heir| inherited::sections(post.blog, heir));
    for section in sections {
        let own = Post {
            blog: post.blog,
            path: &section.below,
            name: &section.file,
            lang: post.lang,
            front: section.front.clone(),
        };
        let mut state = Item::default();
        states::apply(ExportFormat::Hugo, &only_draft(&own.front), &mut state);
        if state.is_draft {
            states::draft(item, format!("the section {} is one", section.file));
        }
        let dates = dates::of(&own, "_index");
        let later = own.instant(dates.publish);
        if is_later(later.as_ref(), item.publish_at.as_ref()) {
            item.publish_at = later;
        }
        let earlier = own.instant(dates.expiry);
        if earlier.is_some()
            && (item.expires_at.is_none() || is_later(item.expires_at.as_ref(), earlier.as_ref()))
        {
            item.expires_at = earlier;
        }
    }
}

fn only_draft(front: &Value) -> Value {
    let keys = ["draft", "published"].into_iter();
    keys.filter_map(|key| Some((key.to_owned(), front.get(key)?.clone())))
        .collect()
}

type ReadDate = Result<String, String>;

/// Tells whether one date is later than another; an invalid date counts as the latest, a missing one as the earliest.
fn is_later(one: Option<&ReadDate>, other: Option<&ReadDate>) -> bool {
    let moment = |date: &ReadDate| {
        let date = date.as_ref().ok();
        date.map_or(Some(jiff::Timestamp::MAX), |date| date.parse().ok())
    };
    match (one.and_then(moment), other.and_then(moment)) {
        (Some(one), Some(other)) => one > other,
        (one, _) => one.is_some(),
    }
}

fn picture(front: &Value) -> Option<ImportedPicture> {
    let cover = &front["cover"];
    let pictures = [
        &front["featured_image"],
        &front["image"],
        &cover["image"],
        &front["images"],
    ];
    let source = pictures.into_iter().flat_map(list).next()?;
    Some(ImportedPicture {
        source,
        alternative: text_of(&cover["alt"]).unwrap_or_default(),
    })
}
