//! The order in which objects travel: nothing is named before it is there.

use gazette_publish::host::headers::IMMUTABLE;

/// A part of an upload, which begins once the part before has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UploadStage {
    /// Files that pages and data name by their content's hash.
    Assets,
    /// Documents, the search index's directories, and files that are for download.
    Data,
    /// Printed pages, which readers open.
    Pages,
    /// Feeds and sitemaps, which send readers to pages, and what else speaks of the whole edition.
    Lists,
}

/// Files of the last stage that no ending tells.
const LISTS: [&str; 4] = ["edition.json", "feed.json", "robots.txt", "sw.js"];

impl UploadStage {
    /// All stages, in their order.
    pub const ALL: [Self; 4] = [Self::Assets, Self::Data, Self::Pages, Self::Lists];

    /// The stage of an object, by its path below the edition's root.
    pub fn of(path: &str) -> Self {
        let (folder, _) = path.split_once('/').unwrap_or(("", path));
        let (_, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (_, ending) = name.rsplit_once('.').unwrap_or(("", ""));
        if IMMUTABLE.contains(&folder) {
            Self::Assets
        } else if ending == "html" {
            Self::Pages
        } else if ending == "xml" || LISTS.contains(&name) {
            Self::Lists
        } else {
            Self::Data
        }
    }

    /// The stage in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assets => "assets and media",
            Self::Data => "data",
            Self::Pages => "pages",
            Self::Lists => "feeds and sitemaps",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_an_edition_has_its_stage() {
        for (path, stage) in [
            ("assets/boot-1.js", UploadStage::Assets),
            ("media/index.html", UploadStage::Assets),
            ("news/water/index.json", UploadStage::Data),
            ("search/manifest.json", UploadStage::Data),
            ("report.pdf", UploadStage::Data),
            ("index.html", UploadStage::Pages),
            ("news/media/x.html", UploadStage::Pages),
            ("news/feed.json", UploadStage::Lists),
            ("atom.xml", UploadStage::Lists),
            ("sw.js", UploadStage::Lists),
        ] {
            assert_eq!(UploadStage::of(path), stage, "{path}");
        }
        assert!(UploadStage::ALL.is_sorted());
    }
}
