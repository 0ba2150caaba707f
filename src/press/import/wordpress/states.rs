//! Publication states of WordPress posts: status, password, and the post meta of plug-ins.

use crate::{Item, dates, schedule::not_after, xml::XmlElement};

/// Keys of post meta by which plug-ins keep a post for members.
const MEMBERS: [&str; 14] = [
    "_members_access_role",
    "_wpmem_block",
    "rcp_access_level",
    "rcp_user_level",
    "rcp_subscription_level",
    "_is_paid",
    "ihc_mb_who",
    "swpm_protect_post",
    "_jetpack_newsletter_access",
    "groups-read",
    "pms-content-restrict-subscription-plan",
    "pms-content-restrict-user-status",
    "passster_activate_protection",
    "_rcp_restricted",
];

/// Parts of the names of other keys that sound like protection.
const PROTECTIONS: [&str; 18] = [
    "restrict",
    "protect",
    "private",
    "membership",
    "members_only",
    "member_only",
    "members-only",
    "password",
    "passster",
    "ppwp",
    "paywall",
    "logged_in",
    "loggedin",
    "rcp_",
    "pmpro",
    "mepr",
    "access_level",
    "newsletter_access",
];

/// Values by which a post is for everyone.
const OPEN: [&str; 20] = [
    "",
    "0",
    "no",
    "false",
    "none",
    "all",
    "-1",
    "off",
    "default",
    "public",
    "everybody",
    "everyone",
    "anyone",
    "open",
    "disabled",
    "disable",
    "unrestricted",
    "a:0:{}",
    "[]",
    "null",
];

/// Marks a post as WordPress would hold it back.
pub fn hold(tree: &XmlElement, item: &mut Item) {
    status(tree, item);
    let password = tree.all("wp:post_password").map(XmlElement::text);
    // Spaces are a password too, but not the line breaks of an export that was laid out for reading.
    if password
        .into_iter()
        .any(|text| !text.is_empty() && (!text.trim().is_empty() || !text.contains('\n')))
    {
        item.withheld = Some("it has a password".into());
    }
    if let Some((key, _)) = notes(tree).find(|(key, value)| keeps_for_members(key, value)) {
        item.withheld = Some(format!(
            "it is for members: its post meta \"{key}\" says so"
        ));
    }
    let unclear = notes(tree).find(|(key, value)| sounds_protected(key, value));
    if let Some((key, _)) = unclear.filter(|_| item.withheld.is_none()) {
        item.is_draft = true;
        item.states.push(format!(
            "a draft, since its post meta \"{key}\" may keep it for some readers"
        ));
    }
    expiry(tree, item);
    if tree
        .text_of("wp:is_sticky")
        .is_some_and(|text| text.trim() == "1")
    {
        item.lost.push("that it stood above newer ones".into());
    }
}

fn status(tree: &XmlElement, item: &mut Item) {
    let status = tree.text_of("wp:status").unwrap_or_default();
    match status.trim().to_lowercase().as_str() {
        "publish" => {}
        "draft" | "pending" => item.is_draft = true,
        // Until WordPress has published it itself, nobody sees it.
        "future" => item.is_scheduled = true,
        "" => {
            item.is_draft = true;
            item.made.push(
                "that it is a draft: the export does not say whether it was published".into(),
            );
        }
        "auto-draft" => item.withheld = Some("nobody has ever saved it".into()),
        "private" => item.withheld = Some("it is private".into()),
        "trash" => item.withheld = Some("it was thrown away".into()),
        other => item.withheld = Some(format!("its status is \"{other}\"")),
    }
}

/// Post meta: keys and values.
fn notes(tree: &XmlElement) -> impl Iterator<Item = (String, String)> {
    tree.all("wp:postmeta").filter_map(|meta| {
        let key = meta.text_of("wp:meta_key")?;
        let value = meta.text_of("wp:meta_value")?;
        Some((key.trim().to_owned(), value.trim().to_owned()))
    })
}

fn keeps_for_members(key: &str, value: &str) -> bool {
    let is_open = OPEN.contains(&value.to_lowercase().as_str());
    // Ultimate Member keeps all its settings of a post in one note.
    let is_ultimate = key == "um_content_restriction"
        && (value.contains("_um_accessible\";s:1:\"2\"") || value.contains("_um_accessible\";i:2"));
    MEMBERS.contains(&key) && !is_open || is_ultimate
}

/// Tells whether a note that is not known sounds as if it kept a post from some readers.
fn sounds_protected(key: &str, value: &str) -> bool {
    let name = key.to_lowercase();
    let is_known = MEMBERS.contains(&key) || name == "um_content_restriction";
    // What is said to those who may not read it, it says of every post.
    let is_message = ["message", "excerpt", "error", "template"]
        .iter()
        .any(|word| name.contains(word));
    !is_known
        && !is_message
        && !OPEN.contains(&value.to_lowercase().as_str())
        && PROTECTIONS.iter().any(|part| name.contains(part))
}

/// The first of the moments at which a plug-in would take it away.
fn expiry(tree: &XmlElement, item: &mut Item) {
    let of = |wanted: &str| {
        notes(tree)
            .find(|(key, _)| key == wanted)
            .map(|(_, value)| value)
    };
    // PublishPress Future: it may be switched off, or do something else than to take the post away.
    let is_off = of("_expiration-date-status").is_some_and(|status| status != "saved");
    let action = [of("_expiration-date-type"), of("_expiration-date-options")]
        .into_iter()
        .flatten()
        .collect::<String>();
    let is_other = ["category", "stick"]
        .iter()
        .any(|word| action.contains(word));
    for (key, value) in notes(tree) {
        let name = key.to_lowercase();
        let is_end = ["expir", "unpublish", "publish_until", "takedown"]
            .iter()
            .any(|word| name.contains(word));
        let when = dates::since_1970(&value).or_else(|| dates::read(&value).ok());
        let Some(when) = when.filter(|_| is_end) else {
            continue;
        };
        if name.starts_with("_expiration-date") && (is_off || is_other) {
            item.lost.push(format!(
                "what was to happen to it on {when}: its post meta \"{key}\" does not take it away"
            ));
            continue;
        }
        item.made.push(format!(
            "that it goes on {when}: its post meta \"{key}\" says so"
        ));
        not_after(item, Ok(when));
    }
}
