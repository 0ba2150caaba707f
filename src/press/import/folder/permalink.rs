//! Addresses by pattern: `/:year/:month/:slug/`.

/// What a pattern's names stand for.
pub struct Parts<'a> {
    /// The date, as manuscripts write it.
    pub date: &'a str,
    /// The end of the address.
    pub slug: &'a str,
    /// The file's name, without ending.
    pub name: &'a str,
    /// The headline.
    pub title: &'a str,
    /// Folders.
    pub section: &'a str,
    /// Categories, with slashes between them.
    pub categories: &'a str,
}

/// Fills in a pattern; names that are not known stand for nothing.
pub fn fill(pattern: &str, parts: &Parts<'_>) -> String {
    let date = |from: usize, to: usize| parts.date.get(from..to).unwrap_or_default();
    let mut address = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once(':') {
        address.push_str(before);
        let end = after
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        address.push_str(match name {
            "year" => date(0, 4),
            "short_year" => date(2, 4),
            "month" => date(5, 7),
            "i_month" => date(5, 7).trim_start_matches('0'),
            "day" => date(8, 10),
            "i_day" => date(8, 10).trim_start_matches('0'),
            "slug" | "slugorfilename" | "slugorcontentbasename" => parts.slug,
            "filename" | "name" | "contentbasename" => parts.name,
            "title" => parts.title,
            "section" | "sections" => parts.section,
            "categories" => parts.categories,
            "output_ext" => ".html",
            _ => "",
        });
        rest = after;
    }
    address.push_str(rest);
    while address.contains("//") {
        address = address.replace("//", "/");
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in() {
        let parts = Parts {
            date: "2020-03-04T10:00:00",
            slug: "a-b",
            name: "a",
            title: "t",
            section: "posts",
            categories: "",
        };
        assert_eq!(fill("/:year/:i_month/:slug/", &parts), "/2020/3/a-b/");
        assert_eq!(fill("/:categories/:title:output_ext", &parts), "/t.html");
    }
}
