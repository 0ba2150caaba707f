//! Folders of posts: Hugo, Zola and Jekyll, which keep an article as Markdown with front matter, as press does.

mod code;
mod front;
mod hiding;
mod hugo;
mod inherited;
mod jekyll;
mod kramdown;
mod patterns;
mod permalink;
mod post;
mod settings;
mod slug;
mod spaces;
mod states;
mod templates;
mod typography;
mod unread;
mod walk;
mod when;
mod yaml;
mod zola;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Map, Value};

pub use crate::folder::settings::Blog;
use crate::{
    ExportBody, ExportFormat, ExportItem, Place,
    folder::{
        front::{list, lower_case},
        post::Post,
        settings::{Section, home, settings},
        walk::{Filter, Markup, is_text},
    },
    text,
};

/// Folders beside the posts in which their pictures lie.
pub fn roots(kind: ExportFormat, from: &Path) -> Vec<PathBuf> {
    let home = home(kind, &whole(from));
    let blog = settings(kind, &home, &mut |_| {}).unwrap_or_default();
    let own = match kind {
        ExportFormat::Jekyll => {
            vec![front::text_of(&blog.all["source"]).unwrap_or_else(|| ".".into())]
        }
        ExportFormat::Hugo => list(&blog.all["staticdir"]),
        _ => Vec::new(),
    };
    let usual: &[&str] = match kind {
        ExportFormat::Jekyll => &[],
        _ => &["static", "assets"],
    };
    let names = own.iter().map(String::as_str).chain(usual.iter().copied());
    let roots = names.map(|name| home.path.join(name));
    roots.filter(|root| root.is_dir()).collect()
}

/// The address of a folder's site, and the folder below which its files have their names; `None` where its configuration
/// cannot be read.
pub fn site(kind: ExportFormat, from: &Path) -> Option<(String, PathBuf)> {
    let from = whole(from);
    let home = home(kind, &from);
    let blog = settings(kind, &home, &mut |_| {})?;
    let below = walk::named_below(kind, &home, &blog, &from);
    Some((blog.base, below))
}

/// Tells which files are none that articles may show: texts, and what the generator leaves out itself.
pub fn hidden(kind: ExportFormat, from: &Path) -> impl Fn(&Path) -> bool + use<> {
    let home = home(kind, &whole(from));
    let blog = settings(kind, &home, &mut |_| {}).unwrap_or_default();
    let roots = match kind {
        ExportFormat::Zola => vec!["content".to_owned(), "static".to_owned()],
        ExportFormat::Jekyll => vec![front::text_of(&blog.all["source"]).unwrap_or_default()],
        _ => vec![String::new()],
    };
    let roots = roots.into_iter().map(|root| whole(&home.path.join(root)));
    let filters: Vec<(PathBuf, Filter)> = roots
        .map(|root| (root.clone(), Filter::new(kind, &blog, &root)))
        .collect();
    move |file: &Path| {
        let is_source = match is_text(kind, file) {
            Some(Markup::Html) => {
                fs::read_to_string(file).is_ok_and(|text| text.starts_with("---"))
            }
            text => text.is_some(),
        };
        let is_left_out = |(root, filter): &(PathBuf, Filter)| {
            let mut path = root.clone();
            let below = file.strip_prefix(root).unwrap_or(Path::new(""));
            below.components().any(|part| {
                path.push(part);
                !filter.takes(&path, path != file)
            })
        };
        is_source || filters.iter().any(is_left_out)
    }
}

/// The whole path of a folder.
pub fn whole(from: &Path) -> PathBuf {
    from.canonicalize().unwrap_or_else(|_| from.to_owned())
}

/// Hands over every post of a folder.
///
/// # Errors
/// If it cannot be listed, or a file of it cannot be read.
pub fn each(kind: ExportFormat, from: &Path, take: &mut dyn FnMut(ExportItem)) -> Result<()> {
    let from = whole(from);
    let home = home(kind, &from);
    let Some(mut blog) = settings(kind, &home, take) else {
        return Ok(());
    };
    let files = walk::files(kind, &home, &blog, &from, take)?;
    let texts = files
        .iter()
        .filter_map(|file| Some((file, is_text(kind, &file.path)?)));
    let texts: Vec<(&walk::SiteFile, Markup)> = texts.collect();
    for (file, _) in &texts {
        look_ahead(kind, file, &mut blog)?;
    }
    for (file, text) in texts.iter().filter(|(file, _)| file.is_asked) {
        let bytes = read(&file.path)?;
        let source = PostSource {
            below: &file.below,
            name: &file.name,
            lang: file.lang.as_deref(),
            text: *text,
        };
        one(kind, &blog, &source, &bytes, &mut |mut found| {
            if let ExportItem::Item(item) = &mut found
                && !item.is_alone
            {
                item.folder = file.path.parent().map(Path::to_owned);
            }
            take(found);
        });
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))
}

/// Notes the sections and bundles of a site, since they say something of other posts.
fn look_ahead(kind: ExportFormat, file: &walk::SiteFile, blog: &mut Blog) -> Result<()> {
    let (folder, name) = file.name.rsplit_once('/').unwrap_or(("", &file.name));
    if kind == ExportFormat::Hugo && name.starts_with("index.") {
        blog.bundles.insert(folder.to_owned());
    }
    let (folder, name) = file.below.rsplit_once('/').unwrap_or(("", &file.below));
    if kind == ExportFormat::Jekyll || !name.starts_with("_index.") {
        return Ok(());
    }
    let bytes = read(&file.path)?;
    let written = text::clean(&String::from_utf8_lossy(&bytes));
    // A mistake in it is told where it is read as a text.
    let front = front::split(&written).unwrap_or_default().front;
    let front = front.unwrap_or_default();
    let lang = Post::language_in(blog, name).map(|(_, language)| language.code.clone());
    blog.sections.push(Section {
        file: file.name.clone(),
        below: file.below.clone(),
        folder: folder.to_owned(),
        lang: lang.or(file.lang.clone()),
        front: if kind == ExportFormat::Hugo {
            lower_case(front)
        } else {
            front
        },
    });
    Ok(())
}

/// A text that is read.
struct PostSource<'a> {
    /// Its path below its folder of posts.
    below: &'a str,
    /// Its path as reports have it.
    name: &'a str,
    /// The language of its folder.
    lang: Option<&'a str>,
    text: Markup,
}

/// Reads one post; `path` is that below the folder of posts.
pub fn file(
    kind: ExportFormat,
    blog: &Blog,
    path: &str,
    bytes: &[u8],
    take: &mut dyn FnMut(ExportItem),
) {
    let source = PostSource {
        below: path,
        name: path,
        lang: None,
        text: is_text(kind, Path::new(path)).unwrap_or(Markup::Markdown),
    };
    one(kind, blog, &source, bytes, take);
}

fn one(
    kind: ExportFormat,
    blog: &Blog,
    source: &PostSource<'_>,
    bytes: &[u8],
    take: &mut dyn FnMut(ExportItem),
) {
    let place = |line| Place {
        file: source.name.to_owned(),
        line,
    };
    let Ok(written) = std::str::from_utf8(bytes) else {
        let why = "it is not UTF-8 text: save it anew as UTF-8";
        take(ExportItem::Trouble(place(None), why.into()));
        return;
    };
    let written = text::clean(written);
    let split = match front::split(&written) {
        Ok(split) => split,
        Err((line, why)) => {
            take(ExportItem::Trouble(place(Some(line)), why));
            return;
        }
    };
    if let Markup::Other(language) = source.text {
        if kind == ExportFormat::Hugo || split.front.is_some() {
            let why = format!("it is {language}, which is not read: turn it into Markdown");
            take(ExportItem::Trouble(place(None), why));
        }
        return;
    }
    // Jekyll takes the last of two; the others would not build such a site.
    if let Some((line, why)) = split.twice.first() {
        if kind == ExportFormat::Jekyll {
            let what = format!(
                "keys that are there twice, of which the last was read: {}: {why}",
                place(Some(*line))
            );
            take(ExportItem::Other(what));
        } else {
            take(ExportItem::Trouble(
                place(Some(*line)),
                format!("{why}: take one of them out"),
            ));
            return;
        }
    }
    let Some(mut front) = split.front.or_else(|| without_front(kind, source)) else {
        take(ExportItem::Other(format!(
            "text without front matter: {}",
            source.name
        )));
        return;
    };
    if kind == ExportFormat::Hugo {
        front = lower_case(front);
    }
    let mut post = Post {
        blog,
        path: source.below,
        name: source.name,
        lang: source.lang,
        front,
    };
    match kind {
        ExportFormat::Hugo => hugo::inherit(&mut post),
        ExportFormat::Jekyll => jekyll::inherit(&mut post),
        _ => {}
    }
    let found = match kind {
        ExportFormat::Hugo => hugo::item(&post, split.body),
        ExportFormat::Zola => zola::item(&post),
        _ => jekyll::item(&post),
    };
    let mut item = match found {
        Ok(item) => item,
        Err(what) => {
            take(ExportItem::Other(format!("{what}: {}", source.name)));
            return;
        }
    };
    for key in unread::keys(kind, blog, &post.front) {
        take(ExportItem::Other(format!(
            "key of front matter that is not read: {key}"
        )));
    }
    states::apply(kind, &post.front, &mut item);
    let (body, lost) = body(kind, blog, &post.front, source.text, split.body);
    item.place = place(None);
    item.identity = String::from(source.name);
    item.source = Some(source.name.to_owned());
    item.lost.splice(0..0, lost);
    item.body = body;
    take(ExportItem::Item(Box::new(item)));
}

/// The keys of a text that has none, where its generator publishes it all the same.
fn without_front(kind: ExportFormat, source: &PostSource<'_>) -> Option<Value> {
    let is_post = |part: &str| matches!(part, "_posts" | "_drafts");
    let is_published = match kind {
        ExportFormat::Hugo => source.text == Markup::Markdown,
        ExportFormat::Jekyll => source.below.split('/').any(is_post),
        _ => false,
    };
    is_published.then(|| Value::Object(Map::new()))
}

/// A text with its templates expanded, and what of it has no like here.
fn body(
    kind: ExportFormat,
    blog: &Blog,
    front: &Value,
    text: Markup,
    written: &str,
) -> (ExportBody, Vec<String>) {
    let mut left = Vec::new();
    let written = match (kind, text) {
        (ExportFormat::Hugo, Markup::Markdown) => hugo::without_html(blog, written, &mut left),
        _ => written.to_owned(),
    };
    let (mut body, mut lost) = templates::expand(kind, blog, front, &written);
    lost.extend(left);
    if text == Markup::Html {
        return (ExportBody::Html(body), lost);
    }
    if kind != ExportFormat::Zola {
        body = typography::guillemets(&body);
    }
    if kind == ExportFormat::Hugo {
        body = hugo::without_attributes(blog, &body, &mut lost);
    }
    if kind == ExportFormat::Jekyll {
        body = typography::line_breaks(&body);
        let (plain, more) = kramdown::plain(&body);
        body = plain;
        lost.extend(more);
    }
    (ExportBody::Markdown(spaces::in_brackets(&body)), lost)
}
