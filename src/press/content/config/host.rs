//! `[host]` of `site.toml`: who serves the edition. And `share_images`, on which the number of its files depends.

use gazette_diagnostics::{problem::Problems, rule, suggest::suggest};
use schemars::JsonSchema;

use crate::toml::{Fields, Located};

/// Kinds of hosts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum HostKind {
    /// A web server of one's own, such as nginx or Caddy: `press deploy` writes its configuration.
    #[default]
    Server,
    /// A bucket, with or without a network of caches before it: `press upload` fills it.
    Bucket,
    /// Cloudflare Pages.
    Cloudflare,
    /// Netlify.
    Netlify,
    /// GitHub Pages.
    GithubPages,
}

impl HostKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Server,
        Self::Bucket,
        Self::Cloudflare,
        Self::Netlify,
        Self::GithubPages,
    ];

    /// Its name in `site.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Bucket => "bucket",
            Self::Cloudflare => "cloudflare",
            Self::Netlify => "netlify",
            Self::GithubPages => "github-pages",
        }
    }
}

/// Pages that have a share image of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum ShareImages {
    /// Every article; all other pages show the site's.
    #[default]
    All,
    /// None: all show the site's.
    Site,
}

impl ShareImages {
    const ALL: [Self; 2] = [Self::All, Self::Site];

    fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Site => "site",
        }
    }
}

/// Reads `[host]`.
pub fn kind(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> HostKind {
    let Some(table) = fields.table("host", problems) else {
        return HostKind::default();
    };
    let mut keys = Fields::new(fields.area, table.value, table.span);
    let kind = choice(&mut keys, "kind", &HostKind::ALL, HostKind::name, problems);
    keys.finish(problems);
    kind
}

/// Reads `share_images`.
pub fn share_images(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> ShareImages {
    choice(
        fields,
        "share_images",
        &ShareImages::ALL,
        ShareImages::name,
        problems,
    )
}

/// One of a few values; the default where there is none, or one that nobody knows.
fn choice<T: Copy + Default>(
    fields: &mut Fields<'_, '_>,
    key: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    problems: &mut Problems,
) -> T {
    match fields.text(key, problems) {
        Some(said) => chosen(fields, key, said, (all, name), problems),
        None => T::default(),
    }
}

/// The value that is said, among all with their names; the default where nobody knows it.
pub(super) fn chosen<T: Copy + Default>(
    fields: &Fields<'_, '_>,
    key: &str,
    said: Located<String>,
    (all, name): (&[T], fn(T) -> &'static str),
    problems: &mut Problems,
) -> T {
    if let Some(known) = all.iter().find(|known| name(**known) == said.value) {
        return *known;
    }
    let names: Vec<&str> = all.iter().map(|known| name(*known)).collect();
    problems.push(
        fields
            .area
            .problem(
                &rule::SITE_BAD_CHOICE,
                format!("`{key}` cannot be \"{}\"", said.value),
                said.span,
                "none of its values",
            )
            .help(suggest(&said.value, names.into_iter())),
    );
    T::default()
}
