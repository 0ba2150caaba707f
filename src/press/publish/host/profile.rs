//! Profiles of hosts: which files each of them reads, and how much it takes.

use gazette_content::config::host::HostKind;

/// The files that a kind of host wants beside pages, and its limits.
#[derive(Debug, Clone, Copy)]
pub struct HostProfile {
    /// Compressed copies, which it serves in their originals' place; all others compress by themselves, or serve no copies.
    pub copies: bool,
    /// `_headers`.
    pub headers: bool,
    /// `_redirects`.
    pub redirects: bool,
    /// Pages at former addresses, which lead on.
    pub alias_pages: bool,
    /// `.nojekyll`.
    pub no_jekyll: bool,
    /// `CNAME`.
    pub cname: bool,
    /// The most that it takes.
    pub limits: Limits,
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
    let nothing = HostProfile {
        copies: false,
        headers: false,
        redirects: false,
        alias_pages: false,
        no_jekyll: false,
        cname: false,
        limits: NONE,
    };
    match kind {
        // A site that names no host may be on any, so its edition has what each of them reads.
        HostKind::Server => HostProfile {
            copies: true,
            headers: true,
            redirects: true,
            alias_pages: true,
            no_jekyll: true,
            ..nothing
        },
        HostKind::Bucket => HostProfile {
            alias_pages: true,
            ..nothing
        },
        HostKind::Cloudflare => HostProfile {
            headers: true,
            redirects: true,
            limits: CLOUDFLARE,
            ..nothing
        },
        HostKind::Netlify => HostProfile {
            headers: true,
            redirects: true,
            ..nothing
        },
        HostKind::GithubPages => HostProfile {
            alias_pages: true,
            no_jekyll: true,
            cname: true,
            limits: GITHUB,
            ..nothing
        },
    }
}
