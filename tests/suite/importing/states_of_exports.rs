//! States that exports have: what its own system would not show today, press does not show today, and tells.

use std::{fmt::Write, fs};

use super::{super::fixture::Desk, contents, report};

/// Visibility of an article to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// It is there.
    Now,
    /// There is a manuscript that waits, or a line of the report that says why there is none.
    No,
}

use Seen::{No, Now};

/// The word that stands in an article and nowhere else.
fn word(number: usize) -> String {
    format!("marker{number:03}x")
}

/// Imports an export whose articles have their words in title and text, builds, and looks for them.
fn shows(kind: &str, file: &str, export: &str, states: &[(&str, Seen)]) {
    let desk = Desk::new(&["base"]);
    fs::write(desk.path(file), export).unwrap();
    let told = desk.press(&["import", kind, file]);
    assert_eq!(told.code, 0, "{kind}: {}", told.text);
    let built = desk.build();
    assert_eq!(built.code, 0, "{kind}: {}", built.text);
    let texts = |folder: &str| -> String {
        let files = contents(&desk.path(folder)).into_values();
        files
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect()
    };
    let published = texts("dist");
    let written = report(&desk) + &texts("content");
    for (number, (state, seen)) in states.iter().enumerate() {
        let word = word(number);
        assert_eq!(published.contains(&word), *seen == Now, "{kind}: {state}");
        assert!(
            written.contains(&word),
            "{kind}: nothing is told of {state}"
        );
    }
}

/// States of a WordPress post, beside its usual elements, and their visibility.
const WORDPRESS: [(&str, Seen); 58] = [
    (
        "<wp:status>publish</wp:status>META _jetpack_newsletter_access subscribers",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META _jetpack_newsletter_access everybody",
        Now,
    ),
    ("<wp:status>publish</wp:status>META groups-read 2", No),
    (
        "<wp:status>publish</wp:status>META pms-content-restrict-subscription-plan 12",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META pms-content-restrict-user-status loggedin",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META pms-content-restrict-type default",
        Now,
    ),
    (
        "<wp:status>publish</wp:status>META passster_activate_protection 1",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META passster_activate_protection 0",
        Now,
    ),
    ("<wp:status>publish</wp:status>META _rcp_restricted 1", No),
    (
        "<wp:status>publish</wp:status>META _any_plugin_restrict_to staff",
        No,
    ),
    ("<wp:status>publish</wp:status>META ppwp_passwords x", No),
    ("<wp:status>publish</wp:status>META _hide_title 1", Now),
    (
        r#"<wp:status>publish</wp:status>META um_content_restriction a:1:{s:14:"_um_accessible";s:1:"0";}"#,
        Now,
    ),
    (
        "<wp:status>publish</wp:status>META _members_access_error Sorry",
        Now,
    ),
    ("<wp:status>publish</wp:status>", Now),
    ("<wp:status> Publish </wp:status>", Now),
    ("<wp:status>draft</wp:status>", No),
    ("<wp:status>Draft</wp:status>", No),
    ("<wp:status>pending</wp:status>", No),
    ("<wp:status>private</wp:status>", No),
    ("<wp:status>trash</wp:status>", No),
    ("<wp:status>auto-draft</wp:status>", No),
    ("<wp:status>inherit</wp:status>", No),
    ("<wp:status>acf-disabled</wp:status>", No),
    ("<wp:status></wp:status>", No),
    ("", No),
    ("<wp:status>future</wp:status>", No),
    (
        "<wp:status>future</wp:status><wp:post_date>2091-01-01 09:00:00</wp:post_date><wp:post_date_gmt>2091-01-01 01:00:00</wp:post_date_gmt>",
        No,
    ),
    (
        "<wp:status>future</wp:status><wp:post_date>2091-01-01 09:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>",
        No,
    ),
    (
        "<wp:status>future</wp:status><wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>",
        No,
    ),
    (
        "<wp:status>publish</wp:status><wp:post_date>2019-01-01 09:00:00</wp:post_date><wp:post_date_gmt>2091-01-01 01:00:00</wp:post_date_gmt>",
        No,
    ),
    (
        "<wp:status>publish</wp:status><wp:post_date>2019-01-01 09:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>",
        Now,
    ),
    (
        "<wp:status>publish</wp:status><wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>",
        Now,
    ),
    (
        "<wp:status>draft</wp:status><wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>",
        No,
    ),
    (
        "<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>",
        No,
    ),
    (
        "<wp:status>publish</wp:status><wp:post_password> </wp:post_password>",
        No,
    ),
    (
        "<wp:status>publish</wp:status><wp:post_password>\n\t</wp:post_password>",
        Now,
    ),
    (
        "<wp:status>publish</wp:status><wp:is_sticky>1</wp:is_sticky>",
        Now,
    ),
    (
        "<wp:status>draft</wp:status><wp:is_sticky>1</wp:is_sticky>",
        No,
    ),
    (
        "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>",
        Now,
    ),
    (
        "<wp:status>draft</wp:status><wp:post_type>page</wp:post_type>",
        No,
    ),
    (
        "<wp:status>private</wp:status><wp:post_type>page</wp:post_type>",
        No,
    ),
    (
        "<wp:status>future</wp:status><wp:post_type>page</wp:post_type>",
        No,
    ),
    (
        "<wp:status>future</wp:status><wp:post_type>page</wp:post_type><wp:post_date>2091-01-01 09:00:00</wp:post_date><wp:post_date_gmt>2091-01-01 01:00:00</wp:post_date_gmt>",
        No,
    ),
    (
        "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type><wp:post_password>x</wp:post_password>",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META _expiration-date 1590364800",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META _expiration-date 3818448000",
        Now,
    ),
    (
        "<wp:status>publish</wp:status>META _expiration-date 1590364800 META _expiration-date-status expired",
        Now,
    ),
    (
        "<wp:status>publish</wp:status>META _expiration-date 1590364800 META _expiration-date-type category-add",
        Now,
    ),
    (
        "<wp:status>publish</wp:status>META _hasp_expire_date 2020-05-25T10:00:00",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META expiry_date 20200525",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META unpublish_date 2020-05-25",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META unpublish_date 2018-05-25",
        No,
    ),
    (
        "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>META unpublish_date 2020-05-25",
        No,
    ),
    (
        "<wp:status>publish</wp:status>META _members_access_role subscriber",
        No,
    ),
    ("<wp:status>publish</wp:status>META _wpmem_block 1", No),
    ("<wp:status>publish</wp:status>META _wpmem_block 0", Now),
    (
        "<wp:status>publish</wp:status>META rcp_access_level None",
        Now,
    ),
];

/// A row of the table as elements; what is not said is said as usual.
fn post(number: usize, row: &str) -> String {
    let mut elements = String::new();
    let mut words = row.split("META ");
    elements.push_str(words.next().unwrap());
    for meta in words {
        let (key, value) = meta.trim().split_once(' ').unwrap();
        let _ = write!(
            elements,
            "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
        );
    }
    for (name, usual) in [
        ("post_date", "2019-01-01 09:00:00"),
        ("post_date_gmt", "2019-01-01 08:00:00"),
        ("post_type", "post"),
    ] {
        if !row.contains(&format!("<wp:{name}>")) {
            let _ = write!(elements, "<wp:{name}>{usual}</wp:{name}>");
        }
    }
    let word = word(number);
    format!(
        "<item><title>About {word}</title><link>https://old.example/{word}/</link><pubDate>Wed, 04 Mar 2020 02:00:00 +0000</pubDate>\
         <guid>https://old.example/?p={number}</guid><wp:post_id>{number}</wp:post_id>{elements}\
         <content:encoded><![CDATA[<p>Words of {word} stand here.</p>]]></content:encoded></item>"
    )
}

#[test]
fn wordpress_shows_no_more() {
    let posts: String = WORDPRESS
        .iter()
        .enumerate()
        .map(|(number, (row, _))| post(number, row))
        .collect();
    let export = format!(
        "<rss><channel><link>https://old.example</link><language>en</language>{posts}</channel></rss>"
    );
    shows("wordpress", "export.xml", &export, &WORDPRESS);
    // Whoever takes it for a feed gets nothing of it.
    let nothing: Vec<(&str, Seen)> = WORDPRESS.iter().map(|(row, _)| (*row, No)).collect();
    shows("feed", "export.xml", &export, &nothing);
}

/// States of an Atom entry, and their visibility.
const ATOM: [(&str, Seen); 27] = [
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:valid>2019-01-01/2021-01-01</dcterms:valid>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:valid>2019-01-01/2999-01-01</dcterms:valid>",
        Now,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:valid>2999-01-01/3000-01-01</dcterms:valid>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:valid>../2021-01-01</dcterms:valid>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:valid>start=2999-01-01; end=3000-01-01</dcterms:valid>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:valid>2019-01-01/</dcterms:valid>",
        Now,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:valid>soon/later</dcterms:valid>",
        No,
    ),
    ("<published>2019-01-01T09:00:00Z</published>", Now),
    ("<published>2091-01-01T09:00:00Z</published>", No),
    ("<updated>2091-01-01T09:00:00Z</updated>", No),
    (
        "<published>2019-01-01T09:00:00Z</published><app:control><app:draft>yes</app:draft></app:control>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><app:control><app:draft> YES </app:draft></app:control>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><app:control><app:draft>no</app:draft></app:control>",
        Now,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><pub:control xmlns:pub=\"http://purl.org/atom/app#\"><pub:draft>yes</pub:draft></pub:control>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><control xmlns=\"http://www.w3.org/2007/app\"><draft>yes</draft></control>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><blogger:status>DRAFT</blogger:status><blogger:type>POST</blogger:type>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><blogger:status>SOFT_TRASHED</blogger:status>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><blogger:status>LIVE</blogger:status><blogger:type>POST</blogger:type>",
        Now,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:valid>start=2019-01-01; end=2020-01-01</dcterms:valid>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><age:expires xmlns:age=\"http://purl.org/atompub/age/1.0\">2020-01-01T00:00:00Z</age:expires>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><prism:expirationDate>2091-01-01</prism:expirationDate>",
        Now,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><prism:expirationDate>soon</prism:expirationDate>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:available>2091-01-01</dcterms:available>",
        No,
    ),
    (
        "<published>2019-01-01T09:00:00Z</published><dcterms:available>2018-01-01</dcterms:available>",
        Now,
    ),
    ("<published>some day</published>", No),
    ("<published>0001-01-01T00:00:00Z</published>", No),
    ("", No),
];

#[test]
fn atom_shows_no_more() {
    let entry = |(number, (row, _)): (usize, &(&str, Seen))| {
        let word = word(number);
        format!(
            "<entry><id>tag:{word}</id><title>About {word}</title><link href=\"https://old.example/{word}/\"/>{row}<content>Words of {word} stand here.</content></entry>"
        )
    };
    let entries: String = ATOM.iter().enumerate().map(entry).collect();
    shows(
        "feed",
        "feed.xml",
        &format!("<feed xml:lang=\"en\">{entries}</feed>"),
        &ATOM,
    );
}

/// States of a JSON Feed item, and their visibility.
const JSON: [(&str, Seen); 60] = [
    (
        r#""date_published": "2019-01-01T09:00:00Z", "published": "false""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "published": 0"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "is_published": "no""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "listed": false"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "membersOnly": true"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "members-only": true"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "password_protected": true"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "requires_login": true"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "publishAt": "2999-01-01""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "published_at": "2999-01-01T00:00:00Z""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "publish_on": "2999-01-01""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "scheduled_at": "2999-01-01""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "embargoed_until": "2999-01-01""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "embargoUntil": "2999-01-01""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "unpublishAt": "2021-01-01""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "visibility": {"level": "members"}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "expiry": {"date": "2021-01-01"}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "visibility": false"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "visibility": ["public", "members"]"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_x": {"isPrivate": "yes"}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "embargo": true"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "Draft": true"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "expiresAt": 1600000000"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "publishAt": "soon""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_cms": {"publishAt": "2999-01-01"}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "published": "true""#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "published": "2019-01-01""#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "listed": true"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "membersOnly": false"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "password": """#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "published_at": "2019-01-01T00:00:00Z""#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "expiry": {"date": "2999-01-01"}"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "visibility": {"level": "public"}"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "expires": null"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "embargo": false"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_tags": ["private life"]"#,
        Now,
    ),
    (r#""date_published": "2019-01-01T09:00:00Z""#, Now),
    (r#""date_published": "2091-01-01T09:00:00Z""#, No),
    (r#""date_published": "2091-01-01""#, No),
    (r#""date_published": """#, No),
    (r#""date_modified": "2019-01-01T09:00:00Z""#, No),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_draft": true"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_draft": false"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "draft": true"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"is_draft": true}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"about": "x", "status": "draft"}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"status": "Private"}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"status": "published"}"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"visibility": "members"}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"published": false}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"hidden": 1}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"hidden": 0}"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_expires": "2020-01-01T00:00:00Z""#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_expires": "2091-01-01T00:00:00Z""#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"expiration_date": 1590364800}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"publish_at": "2091-01-01"}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"expired": true}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"likes": 5, "inner": {"private": true}}"#,
        No,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": {"is_private": false}"#,
        Now,
    ),
    (
        r#""date_published": "2019-01-01T09:00:00Z", "_ext": null"#,
        Now,
    ),
];

#[test]
fn json_feed_shows_no_more() {
    let item = |(number, (row, _)): (usize, &(&str, Seen))| {
        let word = word(number);
        format!(
            "{{\"id\": \"{number}\", \"url\": \"https://old.example/{word}/\", \"title\": \"About {word}\", \"content_html\": \"<p>Words of {word} stand here.</p>\", {row}}}"
        )
    };
    let items: Vec<String> = JSON.iter().enumerate().map(item).collect();
    shows(
        "json-feed",
        "feed.json",
        &format!("{{\"items\": [{}]}}", items.join(",")),
        &JSON,
    );
}

/// States of a GOV.UK document, and their visibility.
const GOVUK: [(&str, Seen); 19] = [
    (r#""first_published_at": "2019-01-01T09:00:00Z""#, Now),
    (r#""first_published_at": "2091-01-01T09:00:00Z""#, No),
    (
        r#""first_published_at": null, "public_updated_at": "2019-01-01T09:00:00Z""#,
        Now,
    ),
    (r#""first_published_at": null"#, No),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "withdrawn_notice": {}"#,
        Now,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "withdrawn_notice": {"explanation": "<p>Old.</p>", "withdrawn_at": "2020-01-01T09:00:00Z"}"#,
        Now,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "withdrawn_notice": {"explanation": "Old."}"#,
        Now,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "phase": "beta""#,
        Now,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "access_limited": {"users": ["a"]}"#,
        No,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "access_limited": {}"#,
        Now,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "access_limited": true"#,
        No,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "publication_state": "draft""#,
        No,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "publication_state": "superseded""#,
        No,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "publication_state": "published""#,
        Now,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "publishing_scheduled_at": "2091-01-01T09:00:00Z""#,
        No,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "schema_name": "gone""#,
        No,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "document_type": "redirect""#,
        No,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "document_type": "coming_soon""#,
        No,
    ),
    (
        r#""first_published_at": "2019-01-01T09:00:00Z", "content_store": "draft""#,
        No,
    ),
];

#[test]
fn govuk_shows_no_more() {
    let document = |(number, (row, _)): (usize, &(&str, Seen))| {
        let word = word(number);
        format!(
            "{{\"base_path\": \"/government/{word}\", \"locale\": \"en\", \"title\": \"About {word}\", \"description\": \"A summary.\", \"details\": {{\"body\": \"<p>Words of {word} stand here.</p>\"}}, {row}}}"
        )
    };
    let documents: Vec<String> = GOVUK.iter().enumerate().map(document).collect();
    shows(
        "govuk",
        "documents.json",
        &format!("[{}]", documents.join(",")),
        &GOVUK,
    );
}
