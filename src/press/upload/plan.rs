//! The changes by which a bucket comes to hold an edition.

use std::collections::BTreeSet;

use crate::{
    edition::Edition,
    manifest::{Manifest, Object},
    stage::UploadStage,
};

/// A change to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UploadChange {
    /// It was not there.
    New,
    /// It was something else, or nobody knows.
    Changed,
}

/// The changes to a bucket, in their order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct UploadPlan {
    /// Objects to upload, in groups: each begins once all of the one before have arrived. New ones come before those that
    /// lead to them.
    pub groups: Vec<(UploadStage, UploadChange, Vec<String>)>,
    /// Objects to delete in the end.
    pub deletions: BTreeSet<String>,
    /// Objects that no edition needs any more and that stay for a while, for pages that readers still have.
    pub kept: usize,
    /// Objects that stay as they are.
    pub unchanged: usize,
    /// True if objects are marked anew: as gone, or as back.
    marks: bool,
}

impl UploadPlan {
    /// Plans the way from what a bucket holds to an edition, and marks in the record what is to be changed: until it says
    /// otherwise, nobody knows what is there. Assets are deleted once they have been gone for so many seconds.
    pub fn make(edition: &Edition, known: &mut Manifest, now: i64, keep: i64) -> Self {
        let mut plan = Self::default();
        let mut puts: BTreeSet<(UploadStage, UploadChange, &str)> = BTreeSet::new();
        for (path, file) in &edition.files {
            let object = known.objects.get_mut(path);
            let change = if object.is_some() {
                UploadChange::Changed
            } else {
                UploadChange::New
            };
            let object = match object {
                Some(object) => object,
                None => known.objects.entry(path.clone()).or_default(),
            };
            plan.marks |= object.gone.take().is_some();
            if object.hash.as_ref() == Some(&file.hash) {
                plan.unchanged += 1;
                continue;
            }
            *object = Object {
                bytes: file.bytes,
                ..Object::default()
            };
            puts.insert((UploadStage::of(path), change, path));
        }
        for (stage, change, path) in puts {
            let is_same = |group: &&mut (UploadStage, UploadChange, Vec<String>)| {
                (group.0, group.1) == (stage, change)
            };
            match plan.groups.last_mut().filter(is_same) {
                Some((_, _, paths)) => paths.push(path.to_owned()),
                None => plan.groups.push((stage, change, vec![path.to_owned()])),
            }
        }
        for (path, object) in &mut known.objects {
            if edition.files.contains_key(path) {
                continue;
            }
            plan.marks |= object.gone.is_none();
            let gone_for = now - *object.gone.get_or_insert(now);
            if UploadStage::of(path) == UploadStage::Assets && gone_for < keep {
                plan.kept += 1;
            } else {
                object.hash = None;
                plan.deletions.insert(path.clone());
            }
        }
        plan
    }

    /// Tells whether the bucket holds the edition already.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.deletions.is_empty() && !self.marks
    }

    /// The number of objects to upload.
    pub fn puts(&self) -> usize {
        self.groups.iter().map(|(_, _, paths)| paths.len()).sum()
    }
}
