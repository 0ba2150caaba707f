//! The bytes of a shard: sorted keys, each with the documents that have it.
//!
//! A key takes over as many bytes of the one before as its first byte says; its second byte says how many of its own follow.
//! Then come the length of its postings and the postings. Each of them is the distance to the document before, times four,
//! plus the weight. Lengths and postings are numbers of seven bits a byte, the lowest first, of which all but the last byte
//! have the eighth bit set (LEB128).

/// Relevance of a document to a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It is in the text.
    Once = 0,
    /// It is in the text several times.
    Often = 1,
    /// It is in the summary or a topic.
    Summary = 2,
    /// It is in the title.
    Title = 3,
}

/// A document that has a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub id: u32,
    /// Relevance to the term.
    pub weight: Weight,
}

/// A key and its postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShardEntry<'a> {
    /// A term, or one of the other kinds of key.
    pub key: String,
    /// See [`postings`].
    pub postings: &'a [u8],
}

/// Appends a posting whose document is `distance` after the one before, or after an imagined one at −1.
pub fn encode_posting(distance: u32, weight: Weight, out: &mut Vec<u8>) {
    push_number(distance << 2 | weight as u32, out);
}

/// Writes keys in ascending order of their bytes, none longer than 255.
pub fn encode_shard<'a>(entries: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut last = "";
    for (key, postings) in entries {
        let same = last.bytes().zip(key.bytes()).take_while(|(a, b)| a == b);
        let same = same.count().min(255);
        let own = &key.as_bytes()[same..];
        #[expect(clippy::cast_possible_truncation, reason = "keys are short")]
        out.extend([same as u8, own.len() as u8]);
        out.extend(own);
        #[expect(clippy::cast_possible_truncation, reason = "no shard has 4 GB")]
        push_number(postings.len() as u32, &mut out);
        out.extend(postings);
        last = key;
    }
    out
}

/// Reads a shard; ends early where it is damaged.
pub fn entries(mut bytes: &[u8]) -> impl Iterator<Item = ShardEntry<'_>> {
    let mut key = Vec::new();
    std::iter::from_fn(move || {
        let (same, own) = (bytes.first()?, bytes.get(1)?);
        key.truncate(usize::from(*same));
        let (own, rest) = bytes.get(2..)?.split_at_checked(usize::from(*own))?;
        key.extend(own);
        bytes = rest;
        let length = take_number(&mut bytes)?;
        let (postings, rest) = bytes.split_at_checked(length as usize)?;
        bytes = rest;
        let key = std::str::from_utf8(&key).ok()?.to_owned();
        Some(ShardEntry { key, postings })
    })
}

/// Reads postings, in ascending order of documents.
pub fn postings(mut bytes: &[u8]) -> impl Iterator<Item = Posting> {
    let mut next = 0_u32;
    std::iter::from_fn(move || {
        let number = take_number(&mut bytes)?;
        let id = next.checked_add(number >> 2)?.checked_sub(1)?;
        next = id + 1;
        let weight = match number & 3 {
            0 => Weight::Once,
            1 => Weight::Often,
            2 => Weight::Summary,
            _ => Weight::Title,
        };
        Some(Posting { id, weight })
    })
}

fn push_number(mut number: u32, out: &mut Vec<u8>) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in [0, 7, 14, 21, 28] {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    fn encoded(ids: &BTreeSet<u32>) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = 0;
        for id in ids {
            encode_posting(id + 1 - next, Weight::Summary, &mut out);
            next = id + 1;
        }
        out
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            lists in prop::collection::btree_map("[a-c新聞]{1,5}", prop::collection::btree_set(0_u32..100_000_000, 0..20), 0..20)
        ) {
            let lists: BTreeMap<String, (BTreeSet<u32>, Vec<u8>)> =
                lists.into_iter().map(|(key, ids)| (key, (ids.clone(), encoded(&ids)))).collect();
            let shard = encode_shard(lists.iter().map(|(key, (_, bytes))| (key.as_str(), bytes.as_slice())));
            let read: Vec<_> = entries(&shard).collect();
            prop_assert_eq!(read.len(), lists.len());
            for (entry, (key, (ids, _))) in read.iter().zip(&lists) {
                prop_assert_eq!(&entry.key, key);
                prop_assert!(postings(entry.postings).map(|posting| posting.id).eq(ids.iter().copied()));
                prop_assert!(postings(entry.postings).all(|posting| posting.weight == Weight::Summary));
            }
        }

        #[test]
        fn damaged_shards_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for entry in entries(&bytes) {
                let _ = postings(entry.postings).count();
            }
        }
    }
}
