//! Boundaries of shards and directories. As in a tree of the keys' bits, a range that is too large is split in the
//! middle. So a range whose keys do not change stays as it is, whatever is added elsewhere. Each shard lies in one
//! directory.

use std::ops::Range;

use crate::search_index::list::{List, shown};

/// Size limit of a shard, in bytes; exceeded only by a shard with a single key.
pub const SHARD: usize = 6 * 1024;

/// Size limit of all shards of a directory, in bytes.
pub const DIRECTORY: usize = 64 * SHARD;

/// The ranges of sorted lists that hold no more than a limit.
pub fn split(lists: &[List], limit: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut rest = vec![(0..lists.len(), 0)];
    while let Some((range, bit)) = rest.pop() {
        let own = &lists[range.clone()];
        let size: usize = own
            .iter()
            .map(|list| list.0.len() + 3 + shown(list).len())
            .sum();
        if size <= limit || own.len() == 1 {
            if !range.is_empty() {
                ranges.push(range);
            }
            continue;
        }
        let middle = range.start + own.partition_point(|(key, _)| !has_bit(key, bit));
        rest.push((middle..range.end, bit + 1));
        rest.push((range.start..middle, bit + 1));
    }
    ranges
}

/// For each shard the shortest text that no key in it precedes and that follows all earlier ones.
pub fn separators(shards: &[&[List]]) -> Vec<String> {
    let mut last = "";
    let mut separators = Vec::new();
    for shard in shards {
        let (Some((first, _)), Some((end, _))) = (shard.first(), shard.last()) else {
            continue;
        };
        let mut ends = first.char_indices().map(|(start, c)| start + c.len_utf8());
        let length = ends.find(|end| first[..*end] > *last);
        separators.push(first[..length.unwrap_or(first.len())].to_owned());
        last = end;
    }
    separators
}

/// A bit of a key, from the first byte's highest; after its end all are 0, as in no character.
fn has_bit(key: &str, bit: usize) -> bool {
    let byte = key.as_bytes().get(bit / 8).copied().unwrap_or(0);
    byte >> (7 - bit % 8) & 1 == 1
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn lists(keys: BTreeMap<String, usize>) -> Vec<List> {
        let list = |(key, length): (String, usize)| (key.into(), vec![1; length]);
        keys.into_iter().map(list).collect()
    }

    proptest! {
        #[test]
        fn every_key_is_in_the_one_shard_of_its_separators(
            keys in prop::collection::btree_map("[#a-f新聞稿]{1,6}", 0_usize..4000, 1..60)
        ) {
            let lists = lists(keys);
            let ranges = split(&lists, SHARD);
            let directories = split(&lists, 3 * SHARD);
            let is_within = |outer: &Range<usize>, inner: &Range<usize>| outer.start <= inner.start && inner.end <= outer.end;
            for range in &ranges {
                prop_assert!(directories.iter().any(|directory| is_within(directory, range)));
            }
            let shards: Vec<_> = ranges.iter().map(|range| &lists[range.clone()]).collect();
            let separators = separators(&shards);
            prop_assert_eq!(shards.concat(), lists.clone());
            for (shard, from) in shards.iter().zip(&separators) {
                prop_assert!(shard.iter().all(|(key, _)| **key >= **from));
            }
            for (shard, to) in shards.iter().zip(&separators[1..]) {
                prop_assert!(shard.iter().all(|(key, _)| **key < **to));
            }
        }

        #[test]
        fn a_longer_list_changes_no_other_shard(
            keys in prop::collection::btree_map("[a-f新聞稿]{1,6}", 0_usize..4000, 1..60),
            which in any::<prop::sample::Index>(),
        ) {
            let before = lists(keys);
            let mut after = before.clone();
            let which = which.index(after.len());
            after[which].1.push(1);
            let new = split(&after, SHARD);
            for range in split(&before, SHARD) {
                prop_assert!(range.contains(&which) || new.contains(&range));
            }
        }
    }
}
