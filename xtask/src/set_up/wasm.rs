//! The compiler for wasm32: rustup's with its target installed, or Debian's, which builds the standard library itself.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::install::{self, Step, Urgency};
use crate::process;

/// The platform of the portal.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The purpose of a build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// Small to load.
    Release,
}

/// A compiler that can build for wasm32.
pub struct Compiler {
    pub cargo: PathBuf,
    pub rustc: PathBuf,
    /// The way to the target's standard library: it is installed, or has to be built from source.
    pub library: Library,
    /// The source of the standard library.
    pub source: Option<PathBuf>,
}

/// The origin of the standard library for wasm32.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Library {
    Installed,
    FromSource,
}

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
/// The path at which Debian's rust-web-clippy puts its cargo command.
pub const DEBIAN_CLIPPY: &str = "/usr/bin/cargo-clippy";
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

/// The compiler to use: the first that is there; for a release, the first that can rebuild the standard library.
///
/// # Errors
/// When there is none.
pub fn compiler(profile: Profile) -> Result<Compiler> {
    let mut compilers: Vec<Compiler> = [default(), debian()].into_iter().flatten().collect();
    let small = compilers
        .iter()
        .position(|compiler| compiler.source.is_some());
    let index = match profile {
        Profile::Dev => 0,
        Profile::Release => small.unwrap_or(0),
    };
    if compilers.is_empty() {
        bail!(compiler_step().by_hand());
    }
    Ok(compilers.swap_remove(index))
}

/// The step to install so that [`compiler`] finds one.
pub fn missing() -> Option<Step> {
    (default().is_none() && debian().is_none()).then(compiler_step)
}

/// The step to install so that [`compiler`], which finds one, finds one that makes a small portal.
pub fn missing_source() -> Option<Step> {
    let lacks_source = default().is_some_and(|compiler| compiler.source.is_none());
    (lacks_source && debian().is_none()).then(source_step)
}

/// The step to install so that clippy knows wasm32.
pub fn missing_clippy() -> Option<Step> {
    let is_there = default().is_some() || Path::new(DEBIAN_CLIPPY).exists();
    let has_apt = which::which("apt-get").is_ok();
    (!is_there && has_apt).then(|| Step {
        what: "rust-web-clippy".into(),
        why: "checks the portal's code for wasm32",
        takes: "a few seconds",
        ways: vec![install::apt(&["rust-web-clippy"])],
        weight: Urgency::Wanted,
    })
}

fn compiler_step() -> Step {
    let mut debian = install::apt(DEBIAN_PACKAGES);
    // rust-web-llvm does not bring the linker that its rust-lld is a link to.
    debian.push(install::as_root(
        "apt-get install --yes --no-install-recommends $(readlink /usr/bin/rust-lld)",
    ));
    Step {
        what: format!("Rust's {TARGET} target"),
        why: "the portal is compiled to WebAssembly",
        takes: "about a minute",
        ways: vec![vec![rustup(&["target", "add", TARGET])], debian],
        weight: Urgency::Needed,
    }
}

fn source_step() -> Step {
    Step {
        what: "the standard library's source (rust-src)".into(),
        why: "a release rebuilds it for size, which saves readers about 12 KB",
        takes: "a few seconds",
        ways: vec![vec![rustup(&["component", "add", "rust-src"])]],
        weight: Urgency::Wanted,
    }
}

fn rustup(arguments: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    command.args(arguments);
    command
}

/// The compiler of native builds, if the target is installed for it.
fn default() -> Option<Compiler> {
    let rustc = PathBuf::from(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let library =
        process::read(Command::new(&rustc).args(["--print=target-libdir", "--target", TARGET]))
            .ok()?;
    fs::read_dir(library).ok()?.next()?.ok()?;
    Some(Compiler {
        cargo: process::cargo_path().into(),
        source: source_of(&rustc),
        library: Library::Installed,
        rustc,
    })
}

/// Debian's compiler, if all its parts are there.
fn debian() -> Option<Compiler> {
    let rustc = PathBuf::from(DEBIAN_RUSTC);
    let source = source_of(&rustc)?;
    // A link to nowhere, while only rust-web-llvm is installed, does not exist.
    let parts = [DEBIAN_CARGO, "/usr/bin/rust-lld"];
    parts
        .iter()
        .all(|part| Path::new(part).exists())
        .then(|| Compiler {
            cargo: DEBIAN_CARGO.into(),
            rustc,
            library: Library::FromSource,
            source: Some(source),
        })
}

fn source_of(rustc: &Path) -> Option<PathBuf> {
    let root = process::read(Command::new(rustc).arg("--print=sysroot")).ok()?;
    let source = Path::new(&root).join("lib/rustlib/src/rust");
    source.join("library/Cargo.lock").exists().then_some(source)
}

impl Compiler {
    /// The environment of a build. It must not reach native builds, which it would break or rebuild.
    ///
    /// # Errors
    /// When the current folder cannot be named.
    pub fn variables(&self, profile: Profile) -> Result<Vec<(&'static str, String)>> {
        let text = |path: &Path| path.display().to_string();
        let mut variables = vec![("CARGO_TARGET_DIR", text(&target_dir()?))];
        if self.library == Library::FromSource {
            variables.push(("RUSTC", text(&self.rustc)));
        }
        if self.library == Library::FromSource
            || (profile == Profile::Release && self.source.is_some())
        {
            variables.push(("RUSTC_BOOTSTRAP", "1".into()));
            variables.push(("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".into()));
        }
        if profile == Profile::Release {
            variables.push((
                "CARGO_ENCODED_RUSTFLAGS",
                self.release_flags()?.join("\x1f"),
            ));
        }
        Ok(variables)
    }

    /// No path of this machine ships; where the library is rebuilt, neither do its panic messages.
    fn release_flags(&self) -> Result<Vec<String>> {
        let mut flags = Vec::new();
        let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
        flags.push(remap(&env::current_dir()?, "gazette"));
        let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
        if let Some(home) = cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo"))) {
            flags.push(remap(&home, "cargo"));
        }
        if let Some(source) = &self.source {
            flags.push(remap(source, "rust"));
            // Debian's source is a link; the compiler names what it leads to.
            let real = source
                .canonicalize()
                .context("the standard library's source cannot be read")?;
            flags.push(remap(&real, "rust"));
            let small = [
                "-Zunstable-options",
                "-Cpanic=immediate-abort",
                "-Zlocation-detail=none",
                "-Zfmt-debug=none",
            ];
            flags.extend(small.map(str::to_owned));
        }
        Ok(flags)
    }
}

/// Builds for wasm32 have a folder of their own: their compiler and flags differ from native builds'.
fn target_dir() -> Result<PathBuf> {
    Ok(env::current_dir()?.join(process::target_dir()).join("wasm"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(library: Library, source: Option<&str>, profile: Profile) -> Vec<&'static str> {
        let compiler = Compiler {
            cargo: "cargo".into(),
            rustc: "rustc".into(),
            library,
            source: source.map(PathBuf::from),
        };
        let variables = compiler.variables(profile).expect("variables");
        variables.into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn quick_builds_use_the_installed_library_as_it_is() {
        assert_eq!(
            variables(Library::Installed, Some("/"), Profile::Dev),
            ["CARGO_TARGET_DIR"]
        );
    }

    #[test]
    fn without_its_source_the_library_is_not_rebuilt() {
        assert_eq!(
            variables(Library::Installed, None, Profile::Release),
            ["CARGO_TARGET_DIR", "CARGO_ENCODED_RUSTFLAGS"]
        );
    }

    #[test]
    fn debians_compiler_always_builds_the_library() {
        assert_eq!(
            variables(Library::FromSource, Some("/"), Profile::Dev),
            [
                "CARGO_TARGET_DIR",
                "RUSTC",
                "RUSTC_BOOTSTRAP",
                "CARGO_UNSTABLE_BUILD_STD"
            ]
        );
    }
}
