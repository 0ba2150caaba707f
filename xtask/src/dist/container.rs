//! The container: an image of the Open Container Initiative (image-spec 1.1) with one file in it.

use anyhow::Result;
use serde_json::{Value, json};

use super::{
    Release,
    archive::{self, Entry, gzip},
    sha256,
};

/// Makes the image as an archive for an architecture.
///
/// # Errors
/// None in memory.
pub fn image(release: &Release, arch: &str) -> Result<Vec<u8>> {
    let layer = archive::tar(
        &[Entry::program("press".into(), &release.press)],
        release.time,
    )?;
    let packed = gzip(&layer)?;
    let labels = json!({
        "org.opencontainers.image.title": "press",
        "org.opencontainers.image.version": release.version,
        "org.opencontainers.image.revision": release.commit,
        "org.opencontainers.image.licenses": "MIT OR Apache-2.0",
    });
    let config = serde_json::to_vec(&json!({
        "architecture": arch,
        "os": "linux",
        // The site is mounted there.
        "config": { "Entrypoint": ["/press"], "WorkingDir": "/site", "Labels": labels },
        "rootfs": { "type": "layers", "diff_ids": [digest(&layer)] },
    }))?;
    let kind = |name: &str| format!("application/vnd.oci.image.{name}");
    let manifest = serde_json::to_vec(&json!({
        "schemaVersion": 2,
        "mediaType": kind("manifest.v1+json"),
        "config": described(&kind("config.v1+json"), &config),
        "layers": [described(&kind("layer.v1.tar+gzip"), &packed)],
        "annotations": labels,
    }))?;
    let mut entry = described(&kind("manifest.v1+json"), &manifest);
    entry["annotations"] = json!({ "org.opencontainers.image.ref.name": release.version });
    let index = serde_json::to_vec(&json!({
        "schemaVersion": 2,
        "mediaType": kind("index.v1+json"),
        "manifests": [entry],
    }))?;
    let layout = serde_json::to_vec(&json!({ "imageLayoutVersion": "1.0.0" }))?;
    let blob = |bytes: &[u8]| format!("blobs/sha256/{}", sha256(bytes));
    let entries = [
        Entry::file("oci-layout".into(), &layout),
        Entry::file("index.json".into(), &index),
        Entry::file(blob(&manifest), &manifest),
        Entry::file(blob(&config), &config),
        Entry::file(blob(&packed), &packed),
    ];
    archive::tar(&entries, release.time)
}

fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", sha256(bytes))
}

/// The descriptor of a blob.
fn described(kind: &str, bytes: &[u8]) -> Value {
    json!({ "mediaType": kind, "digest": digest(bytes), "size": bytes.len() })
}
