//! The Debian package (deb(5)): press, its manual pages and completions.

use anyhow::Result;

use super::{
    NOTICES, Release,
    archive::{self, Entry, gzip},
};

/// Folder of what Debian wants to be told of a package.
const DOC: &str = "./usr/share/doc/press";

/// Makes the package for an architecture.
///
/// # Errors
/// None in memory.
pub fn package(release: &Release, arch: &str) -> Result<Vec<u8>> {
    let copyright = copyright(release);
    let pages: Vec<(String, Vec<u8>)> = release
        .manual
        .iter()
        .filter_map(|(path, bytes)| Some((installed(path)?, path, bytes)))
        .map(|(place, path, bytes)| {
            let is_page = path.starts_with("man/");
            Ok((place, if is_page { gzip(bytes)? } else { bytes.clone() }))
        })
        .collect::<Result<_>>()?;
    let mut entries = vec![Entry::program("./usr/bin/press".into(), &release.press)];
    entries.extend(
        pages
            .iter()
            .map(|(place, bytes)| Entry::file(place.clone(), bytes)),
    );
    entries.push(Entry::file(
        format!("{DOC}/copyright"),
        copyright.as_bytes(),
    ));
    let notices = gzip(release.notices.as_bytes())?;
    entries.push(Entry::file(format!("{DOC}/{NOTICES}.gz"), &notices));
    let control = format!(
        "Package: press\nVersion: {}\nArchitecture: {arch}\nMaintainer: The Gazette developers <gazette@example.org>\n\
         Installed-Size: {}\nSection: web\nPriority: optional\n\
         Description: compiles Markdown into a news portal for public agencies\n \
         Editors write Markdown. press checks it and makes one static folder, which any web\n \
         server, bucket or CDN can host.\n",
        release.version,
        release.press.len().div_ceil(1024),
    );
    let control = [Entry::file("./control".into(), control.as_bytes())];
    let [control, data] =
        [&control[..], &entries].map(|entries| gzip(&archive::tar(entries, release.time)?));
    let members = [
        ("debian-binary", b"2.0\n".to_vec()),
        ("control.tar.gz", control?),
        ("data.tar.gz", data?),
    ];
    let mut package = b"!<arch>\n".to_vec();
    for (name, bytes) in members {
        let (time, length) = (release.time, bytes.len());
        let header = format!(
            "{name:<16}{time:<12}{:<6}{:<6}{:<8}{length:<10}`\n",
            0, 0, "100644"
        );
        package.extend(header.into_bytes());
        package.extend(&bytes);
        // Each begins at an even place.
        package.extend(vec![b'\n'; length % 2]);
    }
    Ok(package)
}

/// The place of a manual page or completion; none for shells that Debian has not.
fn installed(path: &str) -> Option<String> {
    let place = match path.split_once('/')? {
        ("man", page) => format!("man/man1/{page}.gz"),
        ("completions", "press.bash") => "bash-completion/completions/press".to_owned(),
        ("completions", "_press") => "zsh/vendor-completions/_press".to_owned(),
        ("completions", "press.fish") => "fish/vendor_completions.d/press.fish".to_owned(),
        _ => return None,
    };
    Some(format!("./usr/share/{place}"))
}

/// The licences, in the order in which they are chosen from.
fn copyright(release: &Release) -> String {
    let licences = release.licences.iter();
    let texts =
        licences.map(|(name, text)| format!("== {name}\n\n{}\n", String::from_utf8_lossy(text)));
    let head = format!(
        "Gazette is licensed under MIT or Apache-2.0, as you like; its fonts under the SIL Open Font License.\n\
         What it is made of besides, and under which licences: {NOTICES}.gz.\n\n"
    );
    head + &texts.collect::<String>()
}
