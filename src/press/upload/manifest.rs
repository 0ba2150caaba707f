//! The record in the bucket of what uploads have put there.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
};

use anyhow::{Context, Result, bail};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use object_store::UpdateVersion;
use serde::{Deserialize, Serialize};

use crate::{
    swap::{self, Condition, Swapped},
    target::Target,
};

/// The folder of uploads' own records in a bucket.
pub const OWN: &str = ".press/upload/";

/// The name of the record.
pub const MANIFEST: &str = ".press/upload/manifest.json.gz";

/// The version of its form.
const SCHEMA: u32 = 1;

/// The objects that uploads have put into a bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    schema: u32,
    /// The address of the site whose objects these are.
    pub site: String,
    /// The upload that wrote this, and how many times it had by then: no two records are the same.
    pub written_by: (String, u64),
    /// Objects by their paths below the edition's root.
    pub objects: BTreeMap<String, Object>,
}

/// An object in a bucket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// The hash of what lies there; none if an upload was about to change that and has not said that it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// Its length.
    pub bytes: u64,
    /// The store's own name for its content (`ETag`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The moment at which an edition first did without it, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<i64>,
}

/// A record and the version of its object, which must still be there when it is replaced.
pub struct Kept {
    /// The record.
    pub manifest: Manifest,
    version: Option<UpdateVersion>,
}

impl Kept {
    /// Reads the record of a bucket, or begins one for a site.
    ///
    /// # Errors
    /// If it cannot be read, or is of a later press.
    pub async fn read(target: &Target, site: &str) -> Result<Self> {
        let place = target.place(MANIFEST)?;
        let Some((bytes, version)) = swap::read(&*target.control, &place).await? else {
            let manifest = Manifest {
                schema: SCHEMA,
                site: site.to_owned(),
                written_by: (String::new(), 0),
                objects: BTreeMap::new(),
            };
            return Ok(Self {
                manifest,
                version: None,
            });
        };
        let damaged = || {
            format!(
                "{}/{MANIFEST}: the record of uploads cannot be read; delete it, and everything is uploaded anew",
                target.name
            )
        };
        let manifest = unpack(&bytes).with_context(damaged)?;
        if manifest.schema != SCHEMA {
            bail!(
                "{}/{MANIFEST}: written by a later press; update this one",
                target.name
            );
        }
        Ok(Self {
            manifest,
            version: Some(version),
        })
    }

    /// Writes the record, unless somebody else has written one since.
    ///
    /// # Errors
    /// If somebody has, or the store refuses.
    pub async fn write(&mut self, target: &Target, writer: &str) -> Result<()> {
        let (before, count) = &self.manifest.written_by;
        let count = if before == writer { count + 1 } else { 1 };
        self.manifest.written_by = (writer.to_owned(), count);
        let place = target.place(MANIFEST)?;
        let condition = match &self.version {
            _ if !target.has_conditions => Condition::None,
            Some(version) => Condition::Still(version.clone()),
            None => Condition::New,
        };
        let bytes = pack(&self.manifest)?;
        match swap::swap(&*target.control, &place, bytes, condition).await? {
            Swapped::Done(version) => self.version = Some(version),
            Swapped::Taken => bail!("another upload has taken over"),
        }
        Ok(())
    }
}

fn pack(manifest: &Manifest) -> Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&serde_json::to_vec(manifest)?)?;
    Ok(packed.finish()?)
}

fn unpack(bytes: &[u8]) -> Result<Manifest> {
    let mut text = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text)?)
}
