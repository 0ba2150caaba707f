//! Manifest of an index: the files of each key. It names directories, and these name the shards, which are many.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// The major version of every JSON file of an edition.
pub const SCHEMA: u32 = 1;

/// Number of documents that a chunk of addresses names.
pub const CHUNK: usize = 64;

/// Length of a file's name in characters; the name is a hash of its content.
pub const NAME_LENGTH: usize = 8;

/// The name of a file: forty bits of its content's hash, in letters that file systems without upper case can tell apart.
pub fn name(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let hash = xxh3_64(bytes);
    (0..NAME_LENGTH)
        .map(|place| char::from(LETTERS[(hash >> (5 * place) & 31) as usize]))
        .collect()
}

/// `search/manifest.json`: the search index of a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SearchManifest {
    /// Major version of this file's form. Fields that a reader does not know are to be ignored.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("const" = SCHEMA)))]
    pub schema: u32,
    /// Path of the folder with directories, shards and chunks, with slashes at both ends.
    pub folder: String,
    /// The language whose endings words in Latin letters have lost in the index: `en`, or nothing.
    pub stems: String,
    /// Number of documents. They are numbered from the oldest to the newest, so that a new one changes no other's.
    pub count: u32,
    /// For each directory, in order, a text that no key below it precedes and no key below an earlier one follows; a line
    /// each. If the first begins with `!`, the newest documents of each key stand under `!` and that key, and no others do.
    pub keys: String,
    /// The names of the directories, without anything between them. Each is a text: a line with the names of its shards, then
    /// their keys, likewise.
    pub directories: String,
    /// The names of the chunks of [`CHUNK`] addresses (relative to the language's root, a line each), likewise.
    pub documents: String,
}

impl SearchManifest {
    /// Paths of the directories of shards that may hold keys with a prefix.
    pub fn directories(&self, prefix: &str) -> impl Iterator<Item = String> {
        self.holding(&self.keys, &self.directories, prefix)
    }

    /// Paths of the shards of a directory that may hold keys with a prefix; none where it is damaged.
    pub fn shards(&self, directory: &[u8], prefix: &str) -> impl Iterator<Item = String> {
        let text = std::str::from_utf8(directory).unwrap_or_default();
        let (names, keys) = text.split_once('\n').unwrap_or_default();
        self.holding(keys, names, prefix)
    }

    /// Path of the chunk that has a document's address.
    pub fn chunk(&self, id: u32) -> Option<String> {
        self.path(&self.documents, id as usize / CHUNK)
    }

    /// The address of a document, relative to the language's root, from the chunk that has it.
    pub fn address(chunk: &[u8], id: u32) -> Option<&str> {
        let chunk = std::str::from_utf8(chunk).ok()?;
        chunk.split('\n').nth(id as usize % CHUNK)
    }

    /// Paths of those of some files, in the order of their keys, that may hold keys with a prefix.
    fn holding(&self, keys: &str, names: &str, prefix: &str) -> impl Iterator<Item = String> {
        let last_that = |begins: &dyn Fn(&str) -> bool| {
            let count = keys.split('\n').take_while(|key| begins(key)).count();
            count.saturating_sub(1)
        };
        let first = last_that(&|key| key <= prefix);
        let last = last_that(&|key| key <= prefix || key.starts_with(prefix));
        (first..=last).map_while(|file| self.path(names, file))
    }

    fn path(&self, names: &str, index: usize) -> Option<String> {
        let start = index * NAME_LENGTH;
        let name = names.get(start..start + NAME_LENGTH)?;
        Some([&self.folder, name, ".bin"].concat())
    }
}
