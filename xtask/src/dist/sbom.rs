//! The bill of materials (`CycloneDX` 1.5).

use anyhow::Result;
use serde_json::{Value, json};

use super::{Release, packages::Package, sha256};

/// Makes the bill of materials of a press.
///
/// # Errors
/// None in memory.
pub fn sbom(packages: &[Package], release: &Release) -> Result<Vec<u8>> {
    let components: Vec<Value> = packages.iter().map(component).collect();
    let references: Vec<&Value> = components.iter().map(|it| &it["bom-ref"]).collect();
    let press = sha256(&release.press);
    let own = format!("pkg:generic/press@{}", release.version);
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": serial(&press),
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "press",
                "version": release.version,
                "purl": own,
                "hashes": [{ "alg": "SHA-256", "content": press }],
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "properties": [{ "name": "commit", "value": release.commit }],
            },
        },
        "components": components,
        "dependencies": [{ "ref": own, "dependsOn": references }],
    });
    Ok(serde_json::to_vec_pretty(&bill)?)
}

fn component(package: &Package) -> Value {
    let reference = format!("pkg:cargo/{}@{}", package.name, package.version);
    let mut component = json!({
        "type": "library",
        "bom-ref": reference,
        "name": package.name,
        "version": package.version,
        "purl": reference,
        "licenses": [{ "expression": package.licence }],
    });
    if let Some(checksum) = &package.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

/// A UUID (version 8, RFC 9562) of what press is, so that it is the same each time.
fn serial(hash: &str) -> String {
    let part = |start: usize, length: usize| &hash[start..start + length];
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        part(0, 8),
        part(8, 4),
        part(12, 3),
        part(15, 3),
        part(18, 12)
    )
}
