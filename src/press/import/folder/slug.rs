//! Parts of addresses as each generator makes them of a title or a file's name.

/// Hugo's: letters of any script and some signs stay, spaces become hyphens, all else goes.
pub fn hugo(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut is_apart = false;
    for c in text.chars() {
        let stays = c.is_alphanumeric() || is_mark(c) || "./\\_#+~-@".contains(c);
        if stays {
            if is_apart && c != '-' {
                slug.push('-');
            }
            is_apart = false;
            slug.push(c);
        } else if c.is_whitespace() && !slug.is_empty() && !slug.ends_with('-') {
            is_apart = true;
        }
    }
    slug
}

/// Mode of Jekyll's `slugify`: the characters that it keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Letters and digits, in small letters.
    Plain,
    /// Also signs that addresses may have, and capitals.
    Pretty,
}

/// Jekyll's: everything else becomes a hyphen.
pub fn jekyll(text: &str, mode: Mode) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        let is_sign = mode == Mode::Pretty && "._~!$&'()+,;=@".contains(c);
        if c.is_alphanumeric() || is_mark(c) || is_sign {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    match mode {
        Mode::Plain => slug.to_lowercase(),
        Mode::Pretty => slug.to_owned(),
    }
}

/// Words of a file's name, as Jekyll makes a title of them: `the-north-quay` is `The North Quay`.
pub fn title(name: &str) -> String {
    let words = name.split('-').filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters.flat_map(char::to_lowercase)).collect()
    });
    words.collect::<Vec<String>>().join(" ")
}

/// Signs above and below letters.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}'
            | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_generator_keeps_other_signs() {
        for (text, of_hugo, plain, pretty) in [
            (
                "New signs: A & B",
                "New-signs-A-B",
                "new-signs-a-b",
                "New-signs-A-&-B",
            ),
            ("Über uns", "Über-uns", "über-uns", "Über-uns"),
            ("a - b", "a-b", "a-b", "a-b"),
            ("v1.2_final", "v1.2_final", "v1-2-final", "v1.2_final"),
            ("市政公告", "市政公告", "市政公告", "市政公告"),
        ] {
            assert_eq!(hugo(text), of_hugo, "{text}");
            assert_eq!(jekyll(text, Mode::Plain), plain, "{text}");
            assert_eq!(jekyll(text, Mode::Pretty), pretty, "{text}");
        }
        assert_eq!(title("this-is-the-title"), "This Is The Title");
        assert_eq!(title("UPPER--case"), "Upper Case");
    }
}
