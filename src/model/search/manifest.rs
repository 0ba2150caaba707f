//! The index at a glance: which shard holds which keys.

use serde::{Deserialize, Serialize};

/// How many documents a chunk of addresses names.
pub const CHUNK: usize = 64;

/// How many characters the name of a shard or chunk has, which comes from its content.
pub const NAME_LENGTH: usize = 8;

/// `search/manifest.json`: the search index of a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SearchManifest {
    /// Major version of this file's form. Fields that a reader does not know are to be ignored.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("const" = crate::model::SCHEMA)))]
    pub schema: u32,
    /// Path of the folder with shards and chunks, with slashes at both ends.
    pub folder: String,
    /// The language whose endings words in Latin letters have lost in the index: `en`, or nothing.
    pub stems: String,
    /// How many documents there are. Their numbers go from the oldest to the newest, so that a new one changes no other's.
    pub count: u32,
    /// For each shard, in order, a text that no key in it precedes and no key in an earlier one follows; a line each.
    pub keys: String,
    /// The names of the shards, without anything between them.
    pub shards: String,
    /// The names of the chunks of [`CHUNK`] addresses (relative to the language's root, a line each), likewise.
    pub documents: String,
}

impl SearchManifest {
    /// The first and the last shard that may hold keys with a prefix.
    pub fn shards_of(&self, prefix: &str) -> (usize, usize) {
        let before = |is_before: &dyn Fn(&str) -> bool| {
            let count = self
                .keys
                .split('\n')
                .take_while(|key| is_before(key))
                .count();
            count.saturating_sub(1)
        };
        let first = before(&|key| key <= prefix);
        let last = before(&|key| key <= prefix || key.starts_with(prefix));
        (first, last)
    }

    /// Path of a shard; none where there is no such shard.
    pub fn shard_path(&self, shard: usize) -> Option<String> {
        self.path(&self.shards, shard)
    }

    /// Path of the chunk that has a document's address.
    pub fn chunk_path(&self, id: u32) -> Option<String> {
        self.path(&self.documents, id as usize / CHUNK)
    }

    /// The address of a document, relative to the language's root, from the chunk that has it.
    pub fn address(chunk: &[u8], id: u32) -> Option<&str> {
        let chunk = std::str::from_utf8(chunk).ok()?;
        chunk.split('\n').nth(id as usize % CHUNK)
    }

    fn path(&self, names: &str, index: usize) -> Option<String> {
        let start = index * NAME_LENGTH;
        let name = names.get(start..start + NAME_LENGTH)?;
        Some([&self.folder, name, ".bin"].concat())
    }
}
