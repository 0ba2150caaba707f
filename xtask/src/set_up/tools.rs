//! The tools that are not crates of the build: which, in which version, and what for.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// A tool that is installed from its crate.
pub struct Crate {
    pub name: &'static str,
    pub version: &'static str,
    pub binary: &'static str,
    pub why: &'static str,
    pub takes: &'static str,
}

/// A program that the system's package manager installs, or a part of one.
pub struct Program {
    /// Names under which it is found, the most wanted first; what is not a program has its whole path.
    pub names: &'static [&'static str],
    pub debian: &'static str,
    /// The environment variable that tells the tests where it lies.
    pub variable: &'static str,
    pub why: &'static str,
}

/// Packages from npm, installed together.
pub struct NpmPackages {
    pub list: &'static [(&'static str, &'static str)],
    pub why: &'static str,
}

/// A program in JavaScript whose packages are installed as its lock has them, outside of the repository.
pub struct NpmFolder {
    /// The folder of its sources.
    pub sources: &'static str,
    pub what: &'static str,
    pub why: &'static str,
}

/// Builds the bundle that browsers load.
pub const TRUNK: Crate = Crate {
    name: "trunk",
    version: "0.21.14",
    binary: "trunk",
    why: "compiles and bundles the portal, and serves it with live reload",
    takes: "about 6 minutes on two cores",
};

/// Writes the JavaScript around the portal; its version is the one of `wasm-bindgen` in Cargo.lock.
pub const WASM_BINDGEN: Crate = Crate {
    name: "wasm-bindgen-cli",
    version: "as in Cargo.lock",
    binary: "wasm-bindgen",
    why: "joins the portal's WebAssembly with the browser",
    takes: "about 2 minutes on two cores",
};

/// Lets the journeys drive Firefox; Debian has no package of it.
pub const GECKODRIVER: Crate = Crate {
    name: "geckodriver",
    version: "0.37.1",
    binary: "geckodriver",
    why: "lets the journeys drive Firefox",
    takes: "about 2 minutes on two cores",
};

/// The browser of the journeys and of Lighthouse.
pub const CHROMIUM: Program = Program {
    names: &["chromium", "google-chrome", "chromium-browser"],
    debian: "chromium",
    variable: "GAZETTE_CHROMIUM",
    why: "the browser of the journeys",
};

/// Another web server, which needs no certificate of anybody's to speak HTTP/2.
pub const CADDY: Program = Program {
    names: &["caddy"],
    debian: "caddy",
    variable: "GAZETTE_CADDY",
    why: "serves dist/ as another real host would",
};

/// Installs what is written in JavaScript.
pub const NPM: Program = Program {
    names: &["npm"],
    debian: "npm",
    variable: "GAZETTE_NPM_COMMAND",
    why: "installs what is written in JavaScript",
};

/// Runs what is written in JavaScript.
pub const NODE: Program = Program {
    names: &["node"],
    debian: "nodejs",
    variable: "GAZETTE_NODE",
    why: "runs what is written in JavaScript",
};

/// Programs of a build besides cargo.
pub const BUNDLE_PROGRAMS: &[Program] = &[NODE, NPM];

/// Programs that make and try what agencies download, besides cargo.
pub const DIST_PROGRAMS: &[Program] = &[
    Program {
        names: &["musl-gcc"],
        debian: "musl-tools",
        variable: "GAZETTE_MUSL_GCC",
        why: "compiles what of press is written in C for every Linux",
    },
    Program {
        names: &["unshare"],
        debian: "util-linux",
        variable: "GAZETTE_UNSHARE",
        why: "tries press where there is nothing else",
    },
];

/// Programs that the benchmarks run besides cargo.
pub const BENCH_PROGRAMS: &[Program] = &[CHROMIUM, CADDY, NPM];

/// Programs that the tests run besides cargo.
pub const TEST_PROGRAMS: &[Program] = &[
    CHROMIUM,
    Program {
        names: &["chromedriver"],
        debian: "chromium-driver",
        variable: "GAZETTE_CHROMEDRIVER",
        why: "lets the journeys drive the browser",
    },
    Program {
        names: &["nginx"],
        debian: "nginx-light",
        variable: "GAZETTE_NGINX",
        why: "serves dist/ as a real host would",
    },
    Program {
        names: &["/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"],
        debian: "libnginx-mod-http-brotli-static",
        variable: "GAZETTE_NGINX_BROTLI",
        why: "lets nginx serve the smallest copies",
    },
    CADDY,
    Program {
        names: &["goaccess"],
        debian: "goaccess",
        variable: "GAZETTE_GOACCESS",
        why: "counts views in the access log of a host",
    },
    Program {
        names: &["s3cmd"],
        debian: "s3cmd",
        variable: "GAZETTE_S3CMD",
        why: "reads back what was uploaded into a bucket",
    },
    Program {
        names: &["rsync"],
        debian: "rsync",
        variable: "GAZETTE_RSYNC",
        why: "copies an edition to a server as the guide tells",
    },
    Program {
        names: &["xmllint"],
        debian: "libxml2-utils",
        variable: "GAZETTE_XMLLINT",
        why: "checks feeds and sitemaps",
    },
    Program {
        names: &["java"],
        debian: "default-jre-headless",
        variable: "GAZETTE_JAVA",
        why: "runs the Nu HTML checker",
    },
    NODE,
    NPM,
    Program {
        names: &["/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"],
        debian: "fonts-droid-fallback",
        variable: "GAZETTE_FONT",
        why: "gives Chinese text the width in the browsers that it has for readers",
    },
    Program {
        names: &["firefox-esr", "firefox"],
        debian: "firefox-esr",
        variable: "GAZETTE_FIREFOX",
        why: "another browser of the journeys, with an engine of its own",
    },
    Program {
        names: &["WebKitWebDriver"],
        debian: "webkit2gtk-driver",
        variable: "GAZETTE_WEBKITDRIVER",
        why: "lets the journeys drive WebKitGTK, a third engine",
    },
    Program {
        // Its folder is named after the machine's architecture.
        names: &[
            "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
            "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        ],
        debian: "webkit2gtk-driver",
        variable: "GAZETTE_MINIBROWSER",
        why: "the browser around WebKitGTK",
    },
    Program {
        names: &["xvfb-run"],
        debian: "xvfb",
        variable: "GAZETTE_XVFB_RUN",
        why: "a screen for WebKitGTK, which has no headless mode",
    },
    Program {
        names: &["xauth"],
        debian: "xauth",
        variable: "GAZETTE_XAUTH",
        why: "xvfb-run asks for it",
    },
];

/// What makes WebAssembly smaller than LLVM does, and runs on any Node.
pub const BINARYEN: NpmPackages = NpmPackages {
    list: &[("binaryen", "132.0.0")],
    why: "makes the portal smaller than the compiler does",
};

/// Checkers of the tests. These run on Node 20.
pub const TEST_NPM: NpmPackages = NpmPackages {
    list: &[
        ("@taplo/cli", "0.7.0"),
        ("axe-core", "4.14.1"),
        ("html-validate", "10.17.0"),
        ("vnu-jar", "26.9.27"),
    ],
    why: "checkers of accessibility, HTML and TOML",
};

/// The package that loads pages as a phone would. Version 13 asks for a newer Node.
pub const BENCH_NPM: NpmPackages = NpmPackages {
    list: &[("lighthouse", "12.8.2")],
    why: "measures how pages load",
};

/// The frameworks that the portal is compared with, their bundler, and what moves about in the apps; the folder's own lock has
/// their versions.
pub const PEERS: NpmFolder = NpmFolder {
    sources: "xtask/peers",
    what: "React, Svelte, Solid, Vite and Puppeteer",
    why: "apps of the same pages to compare the portal with",
};

/// The package that search is compared with.
pub const SEARCH_NPM: NpmPackages = NpmPackages {
    list: &[("pagefind", "1.6.0")],
    why: "a search engine for static sites to compare with",
};

/// The folder of all tools, one folder each: `$GAZETTE_TOOLS`, or `gazette/tools` in the user's cache.
///
/// # Errors
/// When the environment names no home folder.
pub fn folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("GAZETTE_TOOLS") {
        return Ok(folder.into());
    }
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || env::home_dir().map(|home| home.join(".cache"));
    cache
        .or_else(home)
        .map(|cache| cache.join("gazette/tools"))
        .context("no home folder: set GAZETTE_TOOLS to a folder for the tools")
}

impl Crate {
    /// The folder that `cargo install --root` fills.
    ///
    /// # Errors
    /// As [`folder`].
    pub fn root(&self, version: &str) -> Result<PathBuf> {
        Ok(folder()?.join(format!("{}-{version}", self.name)))
    }

    /// The path of the program, once installed.
    ///
    /// # Errors
    /// As [`folder`].
    pub fn path(&self, version: &str) -> Result<PathBuf> {
        Ok(self
            .root(version)?
            .join("bin")
            .join(self.binary)
            .with_extension(env::consts::EXE_EXTENSION))
    }
}

impl Program {
    /// The path of the program, if it is installed.
    pub fn find(&self) -> Option<PathBuf> {
        // GitHub's machines have ChromeDriver outside of PATH and name its folder.
        let drivers = env::var_os("CHROMEWEBDRIVER").unwrap_or_default();
        let paths = env::var_os("PATH").unwrap_or_default();
        let everywhere = env::split_paths(&paths)
            .chain([PathBuf::from(drivers), "/usr/sbin".into()])
            .filter(|folder| folder.is_absolute());
        let everywhere = env::join_paths(everywhere).ok()?;
        self.names.iter().find_map(|name| {
            let file = Path::new(name);
            let file = Some(file).filter(|file| file.is_absolute() && file.is_file());
            file.map(PathBuf::from)
                .or_else(|| which::which_in(name, Some(&everywhere), ".").ok())
        })
    }
}

impl NpmPackages {
    /// The folder of the packages; another list has another folder.
    ///
    /// # Errors
    /// As [`folder`].
    pub fn root(&self) -> Result<PathBuf> {
        let list = self.specifications().join(" ");
        Ok(folder()?.join(format!("npm-{:08x}", fnv(list.as_bytes()))))
    }

    /// `name@version` of each.
    pub fn specifications(&self) -> Vec<String> {
        self.list
            .iter()
            .map(|(name, version)| format!("{name}@{version}"))
            .collect()
    }

    /// Tells whether all are installed.
    ///
    /// # Errors
    /// As [`folder`].
    pub fn are_installed(&self) -> Result<bool> {
        let modules = self.root()?.join("node_modules");
        let is_there = |name: &str| Path::exists(&modules.join(name).join("package.json"));
        Ok(self.list.iter().all(|(name, _)| is_there(name)))
    }
}

impl NpmFolder {
    /// The folder in which it is installed and built; another lock has another folder.
    ///
    /// # Errors
    /// As [`folder`], or when the lock cannot be read.
    pub fn root(&self) -> Result<PathBuf> {
        let lock = Path::new(self.sources).join("package-lock.json");
        let lock = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
        Ok(folder()?.join(format!("npm-{:08x}", fnv(&lock))))
    }

    /// Tells whether its packages are installed: npm writes this list last.
    ///
    /// # Errors
    /// As [`NpmFolder::root`].
    pub fn is_installed(&self) -> Result<bool> {
        Ok(self
            .root()?
            .join("node_modules/.package-lock.json")
            .exists())
    }
}

/// FNV-1a: the same on every machine and in every Rust version.
pub fn fnv(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv(b""), 0x811c_9dc5);
        assert_eq!(fnv(b"foobar"), 0xbf9c_f968);
    }
}
