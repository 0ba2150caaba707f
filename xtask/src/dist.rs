//! What agencies download: press as one static file, in an archive, a Debian package and a container, with what it is made of.
//! Everything is made of bytes and the commit's time alone, so that whoever builds the same commit gets the same files.

mod archive;
mod container;
mod debian;
mod notices;
mod packages;
mod sbom;
mod trial;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{
    bundle, press, process,
    set_up::{self, musl},
};
use archive::{Entry, gzip};

/// Folder of the files.
const OUT: &str = "target/dist";

/// The names of the files that say what they are made of.
const NOTICES: &str = "THIRD-PARTY.txt";
const SBOM: &str = "press.cdx.json";
const CHECKSUMS: &str = "SHA256SUMS";

/// Everything that all packages of one press share.
struct Release {
    version: String,
    /// Short name of the commit.
    commit: String,
    /// The commit's time, in seconds since 1970: the time of every file.
    time: u64,
    /// The architecture as Rust names it.
    arch: &'static str,
    press: Vec<u8>,
    licences: Vec<(&'static str, Vec<u8>)>,
    notices: String,
    manual: Vec<(String, Vec<u8>)>,
}

/// Makes all files, of a press that lies there already or of one that is built now, and then if `twice` all of them again.
///
/// # Errors
/// When press does not build or does not run where there is nothing else, the second time gives other bytes, or the disk
/// refuses.
pub fn run(built: Option<&Path>, twice: bool) -> Result<()> {
    set_up::run(&set_up::DIST)?;
    make(built)?;
    if twice {
        again()?;
    }
    Ok(())
}

/// Makes all files from a clone in another folder; they must be the same.
fn again() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let clone = folder.path().join("gazette");
    process::run(
        Command::new("git")
            .args(["clone", "--quiet", "."])
            .arg(&clone),
    )?;
    let mut cargo = process::cargo();
    cargo.args(["xtask", "dist"]).current_dir(&clone);
    process::run(cargo.env_remove("CARGO_TARGET_DIR"))?;
    let [first, second] =
        [Path::new(OUT), &clone.join(OUT)].map(|out| fs::read_to_string(out.join(CHECKSUMS)));
    let (first, second) = (first?, second?);
    if first != second {
        bail!("the same commit gave other files in another folder:\n{first}\n{second}");
    }
    println!("A clone elsewhere gave the same bytes.");
    Ok(())
}

fn make(built: Option<&Path>) -> Result<()> {
    let target = musl::target();
    let git = |arguments: &[&str]| process::read(Command::new("git").args(arguments));
    let commit = press::commit()?;
    let time: u64 = git(&["log", "-1", "--format=%ct"])?.parse()?;
    let file = match built {
        Some(file) => file.to_owned(),
        None => build(&target)?,
    };
    refuse_dynamic(&file)?;
    trial::in_an_empty_root(&file)?;
    let out = Path::new(OUT);
    super::bench::remove(out)?;
    fs::create_dir_all(out)?;
    let manual = manual(&file)?;
    let packages = packages::all(&target)?;
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let release = Release {
        press: fs::read(&file).with_context(|| format!("{}", file.display()))?,
        licences: vec![
            ("LICENSE-APACHE", fs::read("LICENSE-APACHE")?),
            ("LICENSE-MIT", fs::read("LICENSE-MIT")?),
            (
                "LICENSE-OFL",
                fs::read("src/press/image/share/LICENSE-OFL")?,
            ),
        ],
        notices: notices::notices(&packages)?,
        arch: env::consts::ARCH,
        version,
        commit,
        time,
        manual,
    };
    let name = format!("press-{}-linux-{}", release.version, release.arch);
    let deb = format!("press_{}_{}.deb", release.version, debian_arch());
    let files = [
        (format!("{name}.tar.gz"), tarball(&release, &name)?),
        (deb, debian::package(&release, debian_arch())?),
        (
            format!("{name}.oci.tar"),
            container::image(&release, debian_arch())?,
        ),
        (SBOM.to_owned(), sbom::sbom(&packages, &release)?),
        (NOTICES.to_owned(), release.notices.clone().into_bytes()),
    ];
    let mut sums = String::new();
    for (name, bytes) in &files {
        fs::write(out.join(name), bytes)?;
        sums += format!("{}  {name}\n", sha256(bytes)).as_str();
        println!("{:>12}  {OUT}/{name}", bytes.len());
    }
    fs::write(out.join(CHECKSUMS), sums)?;
    println!("Check them by `sha256sum -c {CHECKSUMS}` there.");
    Ok(())
}

/// Builds press with the portal in it, for every Linux of this architecture.
fn build(target: &str) -> Result<PathBuf> {
    bundle::build()?;
    let mut cargo = process::cargo();
    let home = env::var("CARGO_HOME").or_else(|_| env::var("HOME").map(|home| home + "/.cargo"))?;
    let here = env::current_dir()?;
    // Nobody's folders are anybody's business, and the same commit makes the same file in all of them.
    let flags = format!(
        "--remap-path-prefix={home}=/cargo --remap-path-prefix={}=/gazette",
        here.display()
    );
    cargo.args([
        "build",
        "--quiet",
        "--locked",
        "--release",
        "--bin",
        "press",
        "--target",
        target,
    ]);
    cargo.env("RUSTFLAGS", flags).env("CARGO_INCREMENTAL", "0");
    press::describe(&mut cargo)?;
    process::run(&mut cargo)?;
    Ok(process::target_dir().join(target).join("release/press"))
}

/// Refuses a press that needs a loader: an empty container has none.
fn refuse_dynamic(press: &Path) -> Result<()> {
    let bytes = fs::read(press).with_context(|| format!("{}", press.display()))?;
    let loaders: [&[u8]; 2] = [b"/lib64/ld-linux", b"/lib/ld-"];
    // A loader is named in the first page, if at all.
    let head = &bytes[..bytes.len().min(4096)];
    if loaders
        .iter()
        .any(|loader| head.windows(loader.len()).any(|part| part == *loader))
    {
        bail!("{}: this press is not static", press.display());
    }
    Ok(())
}

/// Manual pages and completions by their paths, as press itself writes them.
fn manual(press: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let folder = process::target_dir().join("manual");
    super::bench::remove(&folder)?;
    process::run(
        Command::new(fs::canonicalize(press)?)
            .arg("manual")
            .arg("--out")
            .arg(&folder),
    )?;
    let mut files = Vec::new();
    for part in ["man", "completions"] {
        for entry in fs::read_dir(folder.join(part))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            files.push((format!("{part}/{name}"), fs::read(entry.path())?));
        }
    }
    files.sort();
    Ok(files)
}

fn tarball(release: &Release, name: &str) -> Result<Vec<u8>> {
    let mut entries = vec![Entry::program(format!("{name}/press"), &release.press)];
    let licences = release.licences.iter();
    entries.extend(licences.map(|(file, bytes)| Entry::file(format!("{name}/{file}"), bytes)));
    entries.push(Entry::file(
        format!("{name}/{NOTICES}"),
        release.notices.as_bytes(),
    ));
    let manual = release.manual.iter();
    entries.extend(manual.map(|(path, bytes)| Entry::file(format!("{name}/{path}"), bytes)));
    gzip(&archive::tar(&entries, release.time)?)
}

/// The architecture as Debian and containers name it.
fn debian_arch() -> &'static str {
    match env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}

fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, io::Read};

    use flate2::read::GzDecoder;
    use serde_json::Value;

    use super::*;

    fn release() -> Release {
        Release {
            version: "1.2.3".into(),
            commit: "abc".into(),
            time: 1_700_000_000,
            arch: "x86_64",
            press: b"a program".to_vec(),
            licences: vec![("LICENSE-MIT", b"as you like".to_vec())],
            notices: "others".into(),
            manual: vec![("man/press.1".into(), b".TH press 1".to_vec())],
        }
    }

    fn unpacked(bytes: &[u8]) -> HashMap<String, Vec<u8>> {
        let mut archive = tar::Archive::new(bytes);
        let entries = archive.entries().expect("an archive");
        let read = |entry: std::io::Result<tar::Entry<'_, &[u8]>>| {
            let mut entry = entry.expect("an entry");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("its bytes");
            let path = entry.path().expect("a path").display().to_string();
            (path, bytes)
        };
        entries.map(read).collect()
    }

    fn gunzipped(bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        GzDecoder::new(bytes).read_to_end(&mut text).expect("gzip");
        text
    }

    #[test]
    fn the_same_release_makes_the_same_files() {
        let all = || {
            let release = release();
            let tarball = tarball(&release, "press").expect("packed");
            let package = debian::package(&release, "amd64").expect("packed");
            [
                tarball,
                package,
                container::image(&release, "amd64").expect("packed"),
            ]
        };
        assert_eq!(all(), all());
        let files = unpacked(&gunzipped(&all()[0]));
        assert_eq!(files["press/press"], b"a program");
        assert_eq!(files["press/man/press.1"], b".TH press 1");
    }

    #[test]
    fn a_package_has_its_members_at_even_places() {
        let package = debian::package(&release(), "amd64").expect("packed");
        let mut rest = package.strip_prefix(b"!<arch>\n").expect("ar(5)");
        let mut members = HashMap::new();
        while !rest.is_empty() {
            let (head, more) = rest.split_at(60);
            let head = std::str::from_utf8(head).expect("ASCII");
            let length: usize = head[48..58].trim().parse().expect("a length");
            assert!(head.ends_with("`\n"), "{head}");
            members.insert(head[..16].trim().to_owned(), more[..length].to_vec());
            rest = &more[(length + length % 2).min(more.len())..];
        }
        assert_eq!(members["debian-binary"], b"2.0\n");
        let data = unpacked(&gunzipped(&members["data.tar.gz"]));
        assert!(data.keys().any(|path| path.ends_with("usr/bin/press")));
        assert!(data.keys().any(|path| path.ends_with("man1/press.1.gz")));
        let control = unpacked(&gunzipped(&members["control.tar.gz"]));
        let control = control.values().next().expect("a file");
        assert!(control.starts_with(b"Package: press\nVersion: 1.2.3\nArchitecture: amd64\n"));
    }

    #[test]
    fn an_image_leads_from_its_index_to_press() {
        let files = unpacked(&container::image(&release(), "amd64").expect("packed"));
        let json = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).expect("JSON");
        let blob = |descriptor: &Value| {
            let digest = descriptor["digest"].as_str().expect("a digest");
            let hash = digest.strip_prefix("sha256:").expect("SHA-256");
            let bytes = &files[&format!("blobs/sha256/{hash}")];
            assert_eq!(descriptor["size"], bytes.len());
            assert_eq!(sha256(bytes), hash);
            bytes.clone()
        };
        let manifest = json(&blob(&json(&files["index.json"])["manifests"][0]));
        let config = json(&blob(&manifest["config"]));
        let layer = gunzipped(&blob(&manifest["layers"][0]));
        assert_eq!(
            config["rootfs"]["diff_ids"][0],
            format!("sha256:{}", sha256(&layer))
        );
        assert_eq!(unpacked(&layer)["press"], b"a program");
    }
}
