//! Files that articles show, found in folders on this machine: nothing is fetched.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use gazette_content::source::media::MediaFile;
use gazette_model::slugify;
use percent_encoding::percent_decode_str;

/// Tells whether a file may not be shown.
type Hidden = Box<dyn Fn(&Path) -> bool>;

/// Folders in which files are looked for, and what was found.
pub struct Media {
    roots: Vec<PathBuf>,
    /// The export, which addresses beside an article do not lead out of.
    home: PathBuf,
    /// Files that the content folder already has, by path below it.
    there: BTreeMap<String, MediaFile>,
    found: HashMap<String, Option<PathBuf>>,
    read: HashMap<PathBuf, MediaFile>,
    places: HashMap<PathBuf, String>,
    /// Tells files that are none to show.
    hidden: Option<Hidden>,
    /// Folders whose files only the article in them may show.
    closed: Vec<PathBuf>,
    /// Files that articles need, by path below the content folder.
    pub needed: BTreeMap<String, MediaFile>,
}

impl Media {
    /// Looks in these folders.
    ///
    /// # Errors
    /// If one of them is not there.
    pub fn new(roots: &[PathBuf], home: &Path, there: BTreeMap<String, MediaFile>) -> Result<Self> {
        let mut folders = Vec::new();
        for root in roots {
            if !root.is_dir() {
                bail!("{}: there is no such folder", root.display());
            }
            let folder = root.canonicalize();
            folders.push(folder.with_context(|| format!("{}: cannot be opened", root.display()))?);
        }
        Ok(Self {
            roots: folders,
            home: home.canonicalize().unwrap_or_else(|_| home.to_owned()),
            there,
            found: HashMap::new(),
            read: HashMap::new(),
            places: HashMap::new(),
            hidden: None,
            closed: Vec::new(),
            needed: BTreeMap::new(),
        })
    }

    /// Shows none of these files, wherever they lie.
    pub fn hide(&mut self, hidden: Hidden) {
        self.hidden = Some(hidden);
    }

    /// Shows the files of these folders only to the articles in them: those are withheld themselves.
    pub fn close(&mut self, folders: impl Iterator<Item = PathBuf>) {
        let folders = folders.map(|folder| folder.canonicalize().unwrap_or(folder));
        self.closed.extend(folders);
    }

    /// Tells whether an article in a folder may show a file.
    fn may_show(&self, file: &Path, folder: Option<&Path>) -> bool {
        let is_hidden = self.hidden.as_ref().is_some_and(|hidden| hidden(file));
        let folder = folder.and_then(|folder| folder.canonicalize().ok());
        let mut closed = self.closed.iter().filter(|closed| file.starts_with(closed));
        let is_closed =
            closed.any(|closed| !folder.as_ref().is_some_and(|own| own.starts_with(closed)));
        !is_hidden && !is_closed
    }

    /// Forgets what articles need.
    pub fn reset(&mut self) {
        self.needed.clear();
        self.places.clear();
    }

    /// Returns the path in the content folder of a file by its former address: `media/2019/05/map.png`.
    /// `folder` is where the article itself lies, for addresses relative to it.
    pub fn place(&mut self, address: &str, folder: Option<&Path>) -> Option<String> {
        let key = format!(
            "{}\n{address}",
            folder.map_or_else(String::new, |folder| folder.display().to_string())
        );
        if !self.found.contains_key(&key) {
            let file = self
                .look(address, folder)
                .filter(|file| self.may_show(file, folder));
            self.found.insert(key.clone(), file);
        }
        let file = self.found.get(&key)?.clone()?;
        if !self.read.contains_key(&file) {
            self.read
                .insert(file.clone(), MediaFile::read(file.clone()).ok()?);
        }
        let medium = self.read.get(&file)?.clone();
        let known = self.places.get(&file).cloned();
        let place = known.or_else(|| self.free(&file, &medium))?;
        self.places.insert(file, place.clone());
        self.needed.entry(place.clone()).or_insert(medium);
        Some(place)
    }

    /// The file whose path ends as the address does, the more of it the better.
    fn look(&self, address: &str, folder: Option<&Path>) -> Option<PathBuf> {
        let near = folder.and_then(|folder| inside(folder, &[beside(address)?], &self.home));
        if near.is_some() {
            return near;
        }
        let parts = parts(address)?;
        for from in 0..parts.len() {
            for root in &self.roots {
                let found = inside(root, &parts[from..], root).or_else(|| {
                    let mut parts = parts[from..].to_vec();
                    let last = full_size(&parts.pop()?)?;
                    parts.push(last);
                    inside(root, &parts, root)
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// A path below the content folder that no other file has.
    fn free(&self, file: &Path, medium: &MediaFile) -> Option<String> {
        let mut roots = self.roots.iter().chain([&self.home]);
        let root = roots.find(|root| file.starts_with(root));
        let below = root
            .and_then(|root| file.strip_prefix(root).ok())
            .or(file.file_name().map(Path::new))?;
        let mut folders: Vec<String> = below
            .components()
            .map(|part| slugify(&part.as_os_str().to_string_lossy()))
            .collect();
        folders.pop();
        folders.retain(|folder| !folder.is_empty());
        // Names that say nothing here.
        let is_outer = |folder: &String| matches!(folder.as_str(), "media" | "content" | "static");
        let outer = folders.iter().take_while(|folder| is_outer(folder)).count();
        folders.drain(..outer);
        let ending = file.extension()?.to_string_lossy().to_lowercase();
        // A manuscript is no picture, and what has no plain ending is not known to be one.
        if ending == "md"
            || ending.is_empty()
            || ending.len() > 8
            || !ending.chars().all(|c| c.is_ascii_alphanumeric())
        {
            return None;
        }
        let stem = slugify(&file.file_stem()?.to_string_lossy());
        let stem = if stem.is_empty() {
            "file".to_owned()
        } else {
            stem
        };
        folders.insert(0, "media".into());
        folders.push(stem);
        let stem = folders.join("/");
        let is_free = |place: &String| {
            let is_other = self
                .there
                .get(place)
                .is_some_and(|there| !alike(there, medium));
            !is_other && !self.needed.contains_key(place)
        };
        let mut place = format!("{stem}.{ending}");
        let mut number = 1;
        while !is_free(&place) {
            number += 1;
            place = format!("{stem}-{number}.{ending}");
        }
        Some(place)
    }
}

/// A path beside an article: it has no host, and does not begin at one.
fn beside(address: &str) -> Option<String> {
    let path = address
        .split(['?', '#'])
        .next()
        .filter(|path| !path.is_empty())?;
    let path = percent_decode_str(path).decode_utf8().ok()?.into_owned();
    (!path.contains("://") && !path.starts_with('/') && !path.contains('\0')).then_some(path)
}

/// The parts of an address's path; `None` where one of them could lead out of a folder.
fn parts(address: &str) -> Option<Vec<String>> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| {
        rest.split_once('/').map_or("", |(_, path)| path)
    });
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let parts: Vec<String> = decoded
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .map(ToOwned::to_owned)
        .collect();
    let is_name =
        |part: &String| part != ".." && !part.contains(['\\', ':', '\0']) && !part.starts_with('.');
    (!parts.is_empty() && parts.iter().all(is_name)).then_some(parts)
}

/// A file in a folder; not one that a link leads to from there out of `root`.
fn inside(folder: &Path, parts: &[String], root: &Path) -> Option<PathBuf> {
    let file = folder
        .join(parts.iter().collect::<PathBuf>())
        .canonicalize()
        .ok()?;
    (file.is_file() && file.starts_with(root.canonicalize().ok()?)).then_some(file)
}

/// `map-300x200.png` is `map.png` in a smaller size.
fn full_size(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (stem, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(width) && is_number(height)).then(|| format!("{stem}.{ending}"))
}

fn alike(one: &MediaFile, other: &MediaFile) -> bool {
    one.bytes == other.bytes
        && matches!((fs::read(&one.file), fs::read(&other.file)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_in_their_folder() {
        let is = |address, wanted: &[&str]| {
            let found = parts(address).unwrap_or_default();
            assert_eq!(found, wanted, "{address}");
        };
        is("https://e.org/a/b%20c.png?x", &["a", "b c.png"]);
        is("./a.png", &["a.png"]);
        for bad in [
            "../a.png",
            "a/%2e%2e/b",
            "a\\b",
            "C:/a",
            "",
            "https://e.org",
            "/.git/config",
            "%00",
        ] {
            assert_eq!(parts(bad), None, "{bad}");
        }
        assert_eq!(full_size("a-b-300x200.png").as_deref(), Some("a-b.png"));
        assert_eq!(full_size("a-300x.png"), None);
    }
}
