//! The kinds of JSON that an edition has: a file's name, and the name of its schema.

pub const KINDS: [(&str, &str); 9] = [
    ("index.json", "document"),
    ("404.json", "document"),
    ("edition.json", "edition"),
    ("feed.json", "feed"),
    ("notices.json", "notices"),
    ("manifest.json", "search"),
    ("site.en.json", "site"),
    ("site.zh-Hant-TW.json", "site"),
    ("site.webmanifest", "web-manifest"),
];
