//! The portal's files: those of a folder, or those that this press was built with.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use gazette_cache::atomic;
use gazette_content::source::path::slashed;
use include_dir::{Dir, include_dir};

use crate::output::tree::Tree;

/// Output of `src/press/publish/build.rs`: the whole portal, or nothing.
static OWN: Dir<'_> = include_dir!("$OUT_DIR/portal");

/// The page around every page, in the portal's files.
pub const PAGE: &str = "index.html";

/// A portal, as Trunk builds it.
pub enum Portal {
    /// In a folder.
    Folder(PathBuf),
    /// In this program.
    Own,
}

/// A file of the portal.
#[derive(Debug, Clone, Hash)]
pub struct Asset(Cow<'static, [u8]>);

impl Portal {
    /// The portal in a folder if one is named, else this press's own.
    ///
    /// # Errors
    /// If none is named and press has none.
    pub fn find(folder: Option<&Path>) -> Result<Self> {
        match folder {
            Some(folder) => Ok(Self::Folder(folder.to_owned())),
            None if OWN.get_file(PAGE).is_some() => Ok(Self::Own),
            None => bail!(
                "this press was built without a portal; name the folder of one by --portal, such as target/portal after `cargo xtask build`"
            ),
        }
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Own => None,
        }
    }

    /// Its files by their paths, with slashes.
    ///
    /// # Errors
    /// If the folder cannot be read or holds no portal.
    pub fn files(&self) -> Result<BTreeMap<String, Asset>> {
        let mut files = BTreeMap::new();
        match self {
            Self::Own => own(&OWN, &mut files),
            Self::Folder(folder) => {
                let page = folder.join(PAGE);
                fs::metadata(&page).with_context(|| {
                    format!(
                        "{}: there is no portal here; build it by `cargo xtask build`, or name its folder by --portal",
                        page.display()
                    )
                })?;
                let names = Tree::list(folder)?.files.into_keys();
                for name in names {
                    let bytes = atomic::read(&folder.join(&name))?;
                    files.insert(name, Asset(Cow::Owned(bytes)));
                }
            }
        }
        Ok(files)
    }
}

impl Asset {
    /// The file's content.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn own(folder: &'static Dir<'static>, files: &mut BTreeMap<String, Asset>) {
    for file in folder.files() {
        files.insert(slashed(file.path()), Asset(Cow::Borrowed(file.contents())));
    }
    for folder in folder.dirs() {
        own(folder, files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_paths_with_slashes() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let portal = Portal::find(Some(folder.path()))?;
        assert!(portal.files().is_err());
        fs::create_dir(folder.path().join("a"))?;
        for (name, text) in [(PAGE, "page"), ("a/b.js", "script")] {
            fs::write(folder.path().join(name), text)?;
        }
        let files = portal.files()?;
        let names: Vec<_> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["a/b.js", PAGE]);
        assert_eq!(files["a/b.js"].bytes(), b"script");
        Ok(())
    }
}
