//! Profiles of hosts: which files each of them reads, and how much it takes.

use gazette_content::config::host::HostKind;

/// The files that a kind of host wants beside pages, and its limits.
#[derive(Debug, Clone, Copy)]
pub struct HostProfile {
    /// What it reads; what is not named is not in its edition.
    files: &'static [HostFile],
    /// The most that it takes.
    pub limits: Limits,
}

/// A kind of file that some hosts read and others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostFile {
    /// A compressed copy, which it serves in its original's place; all others compress by themselves, or serve no copies.
    Copy,
    /// `_headers`.
    Headers,
    /// `_redirects`.
    Redirects,
    /// A page at a former address, which leads on.
    AliasPage,
    /// `.nojekyll`.
    NoJekyll,
    /// `CNAME`.
    Cname,
}

impl HostProfile {
    /// Tells whether the host reads files of a kind.
    pub fn reads(&self, file: HostFile) -> bool {
        self.files.contains(&file)
    }
}

/// The most that a host takes; none where nobody has to think of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    /// Files of an edition.
    pub files: Option<u64>,
    /// Bytes of all files.
    pub bytes: Option<u64>,
    /// Bytes of one file.
    pub file: Option<u64>,
    /// Rules of `_redirects`.
    pub redirects: Option<u64>,
    /// Characters of such a rule.
    pub redirect: Option<u64>,
    /// Characters of a line of `_headers`.
    pub header: Option<u64>,
}

/// No limits that a news site could reach.
const NONE: Limits = Limits {
    files: None,
    bytes: None,
    file: None,
    redirects: None,
    redirect: None,
    header: None,
};

/// Those of the plan that costs nothing; others take 100,000 files.
const CLOUDFLARE: Limits = Limits {
    files: Some(20_000),
    file: Some(25 << 20),
    redirects: Some(2_000),
    redirect: Some(1_000),
    header: Some(2_000),
    ..NONE
};

const GITHUB: Limits = Limits {
    bytes: Some(1_000_000_000),
    file: Some(100_000_000),
    ..NONE
};

/// The profile of a kind of host.
pub fn profile(kind: HostKind) -> HostProfile {
    use HostFile::{AliasPage, Cname, Copy, Headers, NoJekyll, Redirects};
    let (files, limits): (&[HostFile], Limits) = match kind {
        // A site that names no host may be on any, so its edition has what each of them reads.
        HostKind::Server => (&[Copy, Headers, Redirects, AliasPage, NoJekyll], NONE),
        HostKind::Bucket => (&[AliasPage], NONE),
        HostKind::Cloudflare => (&[Headers, Redirects], CLOUDFLARE),
        HostKind::Netlify => (&[Headers, Redirects], NONE),
        HostKind::GithubPages => (&[AliasPage, NoJekyll, Cname], GITHUB),
    };
    HostProfile { files, limits }
}
