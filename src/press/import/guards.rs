//! Names by which sites say that something is not for everyone: of shortcodes, blocks and commands of templates.

/// Words of which one in a name is enough.
const WORDS: [&str; 33] = [
    "access",
    "can",
    "cap",
    "confidential",
    "draft",
    "embargo",
    "guest",
    "if",
    "ifdef",
    "ifndef",
    "internal",
    "level",
    "locked",
    "mepr",
    "only",
    "paid",
    "pms",
    "pmpro",
    "ppw",
    "ppwp",
    "premium",
    "rcp",
    "role",
    "roles",
    "s2if",
    "um",
    "unless",
    "unlock",
    "vip",
    "visitor",
    "visitors",
    "when",
    "wlm",
];

/// Parts of words.
const PARTS: [&str; 25] = [
    "member",
    "restrict",
    "private",
    "protect",
    "logged",
    "login",
    "paywall",
    "subscri",
    "hidden",
    "hide",
    "secret",
    "timed",
    "content_control",
    "crypt",
    "passster",
    "password",
    "eyesonly",
    "expir",
    "schedul",
    "show_content",
    "visib",
    "condition",
    "classified",
    "redact",
    "authenticat",
];

/// Tells whether a name says that what it holds is only for some readers, or for some time.
pub fn is_guard(name: &str) -> bool {
    // Members of a team are for everyone.
    let lower = name
        .to_lowercase()
        .replace("team-member", "")
        .replace("team_member", "");
    PARTS.iter().any(|part| lower.contains(part))
        || lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| WORDS.contains(&word))
}

/// Tells whether a name says that all that comes after it is for those who pay.
pub fn is_paywall(name: &str) -> bool {
    name.to_lowercase().contains("paywall")
}

#[cfg(test)]
mod tests {
    use super::is_guard;

    #[test]
    fn names_say_what_is_not_for_everyone() {
        for (name, is) in [
            ("private_中文", true),
            ("hugo-encryptor", true),
            ("s2If", true),
            ("um_show_content", true),
            ("mepr-active", true),
            ("user_can", true),
            ("is_role", true),
            ("access", true),
            ("premium-content/subscriber-view", true),
            ("expires", true),
            ("locked", true),
            ("accessibility", false),
            ("designed-box", false),
            ("blocked", false),
            ("note", false),
            ("iframe", false),
            ("canvas", false),
            ("columns", false),
            ("details", false),
            ("team-member", false),
        ] {
            assert_eq!(is_guard(name), is, "{name}");
        }
    }
}
