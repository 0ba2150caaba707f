//! The two parts of an index. Each word of a new article stands in another shard, so that it alone would rewrite hundreds of
//! files of a large site. Therefore the newest documents have a part of their own with few shards, until they are settled.

use std::ops::Range;

use gazette_content::library::settled::settled;
use gazette_search::{RECENT, encode_shard, name};
use serde::{Deserialize, Serialize};

use crate::search_index::{
    list,
    list::List,
    number,
    split::{DIRECTORY, SHARD, separators, split},
};

/// Size limit of a shard of the newest documents, in bytes: each of their words is in few of them, so that a new article rewrites
/// fewer than with [`SHARD`].
const RECENT_SHARD: usize = 2 * SHARD;

/// A part of an index: what the manifest says of it, and its shards and directories.
pub struct Part {
    /// The manifest's lines.
    pub entry: PartEntry,
    /// Shards and directories, by name.
    pub files: Vec<(String, Vec<u8>)>,
}

/// What a manifest says of a part.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartEntry {
    /// For each directory the key from which on it is to be asked.
    pub keys: Vec<String>,
    /// The names of the directories, without anything between them.
    pub directories: String,
}

/// The documents of the two parts: the settled ones, then the newest.
pub fn ranges(count: usize) -> [Range<u32>; 2] {
    let (settled, count) = (number(settled(count)), number(count));
    [0..settled, settled..count]
}

/// Marks keys as those of the newest documents.
fn recent(lists: Vec<List>) -> Vec<List> {
    let marked = |(key, postings): List| ([RECENT, &key].concat().into(), postings);
    lists.into_iter().map(marked).collect()
}

impl Part {
    /// The part of settled documents.
    pub fn settled(lists: &[List]) -> Self {
        Self::new(lists, SHARD)
    }

    /// The part of the newest documents.
    pub fn recent(lists: Vec<List>) -> Self {
        Self::new(&recent(lists), RECENT_SHARD)
    }

    /// Cuts lists into shards of a size, and packs them and their directories.
    fn new(lists: &[List], limit: usize) -> Self {
        let mut files = Vec::new();
        let mut file = |bytes: Vec<u8>| {
            let name = name(&bytes);
            files.push((name.clone(), bytes));
            name
        };
        let mut entry = PartEntry::default();
        let ranges = split(lists, limit);
        let shards: Vec<&[List]> = ranges.iter().map(|range| &lists[range.clone()]).collect();
        let mut rest = ranges
            .iter()
            .zip(&shards)
            .zip(separators(&shards))
            .peekable();
        for range in split(lists, DIRECTORY) {
            let (mut own_names, mut own_keys) = (String::new(), Vec::new());
            while let Some(((_, shard), key)) = rest.next_if(|((own, _), _)| own.end <= range.end) {
                let entries = shard.iter().map(|list| (&*list.0, list::shown(list)));
                own_names += &file(encode_shard(entries));
                own_keys.push(key);
            }
            entry.keys.extend(own_keys.first().cloned());
            entry.directories +=
                &file(format!("{own_names}\n{}", own_keys.join("\n")).into_bytes());
        }
        Self { entry, files }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_newest_come_first() {
        let lists = vec![("#k=news".into(), vec![4]), ("+a".into(), vec![8])];
        let marked = recent(lists.clone());
        assert_eq!(&*marked[1].0, "!+a");
        assert!(marked.iter().all(|(key, _)| *key < lists[0].0));
        assert!(list::shown(&marked[1]).is_empty() && list::shown(&marked[0]) == [4]);
        let part = Part::recent(lists).entry;
        assert_eq!(part.keys, ["!"]);
    }
}
