//! Made-up articles, as many as wanted and always the same: with headings, lists, tables, links, quotes and code, each in
//! both languages of the demonstration site.

mod tongue;

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::{copy, remove};
use crate::press;
use tongue::{CHINESE, ENGLISH, Tongue};

/// Topics of the demonstration site, whose configuration and pages the corpus shares.
const TOPICS: [&str; 5] = [
    "cooperation",
    "portal",
    "writing",
    "accessibility",
    "operations",
];

/// A folder of manuscripts.
pub struct Corpus {
    /// The folder in which it lies.
    pub content: PathBuf,
    /// Made-up ones, each of which is two manuscripts.
    articles: usize,
}

/// Keys of `site.toml` that decide how many files an edition has; the demonstration site's where there are none.
#[derive(Default)]
pub struct Settings {
    /// The kind of its host.
    pub host: Option<String>,
    /// Pages with a share image of their own.
    pub share_images: Option<String>,
}

/// Numbers that look like chance and are always the same (a linear congruential generator, Knuth's constants), and the
/// language of what is made of them.
struct Dice(u64, &'static Tongue);

impl Corpus {
    /// Writes the demonstration site's content, with made-up articles up to the number that is wanted: translations count, since
    /// they are articles to press as well.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn write(content: PathBuf, wanted: usize) -> Result<Self> {
        remove(&content)?;
        copy(Path::new(press::CONTENT), &content)?;
        let news = content.join("news");
        let own = fs::read_dir(&news).with_context(|| format!("cannot list {}", news.display()))?;
        let articles = wanted.saturating_sub(own.count()) / 2;
        let corpus = Self { content, articles };
        for number in 0..articles {
            for tongue in [&ENGLISH, &CHINESE] {
                corpus.put(number, tongue, &article(number, tongue))?;
            }
        }
        Ok(corpus)
    }

    /// Adds one article more, the newest, in one language, and says where it is to be read.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add_one(&self, time: usize) -> Result<String> {
        let number = self.articles + time;
        let text = article(number, &ENGLISH);
        let date = text.lines().find(|line| line.starts_with("published = "));
        let newest = format!("published = 2026-11-22T09:{:02}:00", time % 60);
        let text = text.replacen(date.unwrap_or_default(), &newest, 1);
        self.put(number, &ENGLISH, &text)?;
        Ok(format!("/news/{}/", slug(number)))
    }

    /// Changes the text of one article, another text each time, and says where it is to be read.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn change_one(&self, time: usize) -> Result<String> {
        let number = self.articles / 2;
        let text = format!(
            "{}\nThis is correction {time}.\n",
            article(number, &ENGLISH)
        );
        self.put(number, &ENGLISH, &text)?;
        Ok(format!("/news/{}/", slug(number)))
    }

    fn put(&self, number: usize, tongue: &Tongue, text: &str) -> Result<()> {
        let name = format!("news/{}{}.md", slug(number), tongue.ending);
        let file = self.content.join(name);
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
    }
}

impl Settings {
    /// Puts them into a content folder's `site.toml`, before its first key, as keys of no table have to stand.
    ///
    /// # Errors
    /// If the file cannot be read or written.
    pub fn write(&self, content: &Path) -> Result<()> {
        let file = content.join("site.toml");
        let own =
            fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        fs::write(&file, self.with(&own))
            .with_context(|| format!("cannot write {}", file.display()))
    }

    fn with(&self, own: &str) -> String {
        let key = |key: &str, value: &Option<String>| {
            let value = value.as_ref();
            value.map_or_else(String::new, |value| format!("{key} = \"{value}\"\n"))
        };
        key("host.kind", &self.host) + &key("share_images", &self.share_images) + own
    }
}

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn word(&mut self) -> &'static str {
        self.1.words[self.below(self.1.words.len())]
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| self.word()).collect();
        words.join(self.1.space)
    }

    fn sentence(&mut self) -> String {
        let count = 7 + self.below(12);
        let words = self.words(count);
        let mut letters = words.chars();
        let first = letters.next().map(char::to_uppercase);
        let first: String = first.into_iter().flatten().collect();
        first + letters.as_str() + self.1.stop
    }

    fn paragraph(&mut self) -> String {
        let count = 2 + self.below(4);
        let sentences: Vec<_> = (0..count).map(|_| self.sentence()).collect();
        sentences.join(self.1.gap)
    }
}

fn slug(number: usize) -> String {
    format!("made-up-{number:05}")
}

fn article(number: usize, tongue: &'static Tongue) -> String {
    let mut dice = Dice(number as u64 + 1, tongue);
    let (year, month, day) = (
        2016 + number % 10,
        1 + number / 10 % 12,
        1 + number / 120 % 28,
    );
    let (hour, minute) = (8 + number / 3360 % 10, dice.below(60));
    let topic = dice.below(TOPICS.len());
    let mut topics = format!("\"{}\"", TOPICS[topic]);
    if number.is_multiple_of(3) {
        let _ = write!(topics, ", \"{}\"", TOPICS[(topic + 1) % TOPICS.len()]);
    }
    let title = dice.sentence();
    let title = title.trim_end_matches(tongue.stop);
    let mut text = format!(
        "+++\ntitle = \"{title} {number}\"\nsummary = \"{}\"\n\
         published = {year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00\ntopics = [{topics}]\n\
         contact = {{ organization = \"Press office {}\", phone = \"02-2754-{:04}\", email = \"press-{}@example.org\" }}\n\
         views = {}\n+++\n\n{}\n",
        dice.sentence(),
        number % 40,
        dice.below(10_000),
        number % 40,
        dice.below(100_000),
        dice.paragraph(),
    );
    for part in 0..3 + dice.below(3) {
        let heading = dice.words(4);
        let _ = write!(text, "\n## About {heading}\n\n{}\n\n", dice.paragraph());
        section(&mut text, &mut dice, part + number, number);
    }
    text
}

fn section(text: &mut String, dice: &mut Dice, kind: usize, number: usize) {
    match kind % 5 {
        0 => {
            for _ in 0..5 {
                let _ = writeln!(text, "- {}", dice.sentence());
            }
        }
        1 => {
            text.push_str("| Place | Opens | Visits |\n|:---|:---:|---:|\n");
            for _ in 0..6 {
                let (place, hour, visits) = (dice.words(2), dice.below(12), dice.below(90_000));
                let _ = writeln!(text, "| {place} | {hour:02}:00 | {visits} |");
            }
        }
        2 => {
            let other = slug(dice.below(number + 1));
            let words = dice.words(3);
            let _ = writeln!(
                text,
                "Read about the [{words}](/news/{other}/), the [rules](/about/) and the [{}](https://example.org/{number}).",
                dice.words(2)
            );
        }
        3 => {
            let _ = writeln!(
                text,
                "> [!NOTE]\n> {}\n\n1. **{}** first\n2. then *{}*\n3. and `{}` last",
                dice.sentence(),
                dice.words(2),
                dice.words(2),
                dice.word()
            );
        }
        _ => {
            let _ = writeln!(
                text,
                "> {}\n\n```text\n{}\n```\n\n### More of it\n\n{}",
                dice.sentence(),
                dice.words(12),
                dice.paragraph()
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_stand_before_all_tables() {
        let settings = Settings {
            host: Some("bucket".into()),
            share_images: Some("site".into()),
        };
        assert_eq!(
            settings.with("[en]\n"),
            "host.kind = \"bucket\"\nshare_images = \"site\"\n[en]\n"
        );
        assert_eq!(Settings::default().with("[en]\n"), "[en]\n");
    }

    #[test]
    fn articles_are_varied_and_always_the_same() {
        let texts: Vec<_> = (0..40).map(|number| article(number, &ENGLISH)).collect();
        assert!(
            texts
                .iter()
                .enumerate()
                .all(|(at, text)| *text == article(at, &ENGLISH))
        );
        for part in ["\n## ", "\n- ", "\n| ", "](/news/", "> [!NOTE]", "```"] {
            assert!(texts.iter().any(|text| text.contains(part)), "{part}");
        }
        assert!(article(7, &CHINESE).contains("。"));
    }
}
