//! The start page as its editors made it: which articles stand in which block, none of them twice, and pins in their time.

use gazette_content::{checked_site::Checked, config::ids::PageId};
use gazette_model::{Block, Content, Home, Route};
use gazette_publish::documents;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::{
    fixture::Desk,
    press::good,
    visibility::{checked, files},
};

const SITE: &str = include_str!("fixtures/good/content/site.toml");

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

fn home(checked: &Checked) -> Home {
    let page = PageId::new(gazette_content::config::ids::LanguageId::FIRST, Route::Home);
    match documents::document(&checked.site, &page).content {
        Content::Home(home) => home,
        other => panic!("{other:?}"),
    }
}

/// The numbers of the articles of a block.
fn numbers(block: &Block) -> Vec<usize> {
    let href = |href: &String| href.trim_matches(|c: char| !c.is_ascii_digit()).parse();
    let stories = block.stories.iter();
    stories.map(|story| href(&story.href).unwrap()).collect()
}

/// Blocks by their kinds.
fn kinds(home: &Home) -> Vec<(&str, Vec<usize>)> {
    let blocks = home.blocks.iter();
    blocks
        .map(|block| (block.heading.machine.as_str(), numbers(block)))
        .collect()
}

/// An article and how the start page names it.
#[derive(Debug, Clone)]
struct Story {
    is_draft: bool,
    is_led: bool,
    published: i64,
    expires: Option<i64>,
    until: Option<i64>,
}

impl Story {
    fn is_public(&self, now: i64) -> bool {
        let is_over = self.expires.is_some_and(|end| end <= now);
        !self.is_draft && !is_over && self.published <= now
    }

    fn is_pinned(&self, now: i64) -> bool {
        self.is_public(now) && self.until.is_some_and(|until| now < until)
    }

    fn text(&self, number: usize) -> (String, String) {
        let mut text = format!(
            "+++\ntitle = \"T\"\nsummary = \"S\"\npublished = {}\ntopics = [\"water\"]\n",
            at(self.published)
        );
        if let Some(expires) = self.expires {
            text += format!("expires_at = {}\n", at(expires)).as_str();
        }
        if self.is_draft {
            text += "draft = true\n";
        }
        (format!("news/m{number}.md"), text + "+++\n\nText.\n")
    }
}

fn story() -> impl Strategy<Value = Story> {
    let moment = || 0..50_i64;
    let maybe = || prop::option::of(moment());
    let kinds = (prop::bool::weighted(0.1), prop::bool::weighted(0.2));
    (kinds, moment(), maybe(), maybe()).prop_map(|(kinds, published, expires, until)| Story {
        is_draft: kinds.0,
        is_led: kinds.1,
        published,
        expires: expires.map(|after| published + 1 + after),
        until: until.filter(|_| !kinds.1),
    })
}

/// A start page that leads with some, pins others, and shows a topic and the newest.
fn page(stories: &[Story]) -> (String, String) {
    let mut text = "+++\ntitle = \"P\"\nsummary = \"S\"\n".to_owned();
    text += "[[block]]\nheading = \"Newest\"\nnewest = 2\n";
    for (number, _) in stories.iter().enumerate().filter(|(_, it)| it.is_led) {
        text += format!("[[block]]\nheading = \"Lead\"\nlead = \"/news/m{number}/\"\n").as_str();
    }
    let pins = stories.iter().enumerate();
    let pins = pins.filter_map(|(number, it)| Some((number, at(it.until?))));
    let pins = pins.map(|(number, until)| {
        format!("[[block.pin]]\narticle = \"/news/m{number}/\"\nuntil = {until}\n")
    });
    let pins: String = pins.collect();
    if !pins.is_empty() {
        text += format!("[[block]]\nheading = \"Pinned\"\n{pins}").as_str();
    }
    text += "[[block]]\nheading = \"Water\"\ntopic = \"water\"\nstories = 1\n";
    ("pages/home.md".into(), text + "+++\n")
}

fn edition(stories: &[Story], now: i64) -> Checked {
    let all = stories.iter().enumerate();
    let all = all.map(|(number, story)| story.text(number));
    checked(SITE.into(), all.chain([page(stories)]), at(now)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn pins_obey_time_and_nothing_is_there_twice(
        stories in prop::collection::vec(story(), 1..7),
        now in -5..110_i64,
    ) {
        let before = edition(&stories, now);
        let home = home(&before);
        let blocks = kinds(&home);
        let named = |is_named: &dyn Fn(&Story) -> bool| -> Vec<usize> {
            let all = stories.iter().enumerate();
            all.filter(|(_, it)| is_named(it)).map(|(number, _)| number).collect()
        };
        let of = |kind: &str| -> Vec<usize> {
            let own = blocks.iter().filter(|(name, _)| *name == kind);
            own.flat_map(|(_, numbers)| numbers.clone()).collect()
        };
        prop_assert_eq!(of("pinned"), named(&|it| it.is_pinned(now)));
        prop_assert_eq!(of("lead"), named(&|it| it.is_led && it.is_public(now)));
        // The others are the newest of the rest: the upper block has the first of them.
        let mut rest = named(&|it| it.is_public(now) && !it.is_led && !it.is_pinned(now));
        rest.sort_by_key(|number| (-stories[*number].published, *number));
        let newest: Vec<usize> = rest.iter().take(2).copied().collect();
        let topic: Vec<usize> = rest.iter().skip(2).take(1).copied().collect();
        prop_assert_eq!(of("newest"), newest);
        prop_assert_eq!(of("topic"), topic);
        prop_assert!(blocks.iter().all(|(_, numbers)| !numbers.is_empty()));
        prop_assert!(home.latest.is_empty() || blocks.is_empty());

        let files_of = |now: Timestamp| {
            let since = now.duration_since(at(0)).as_secs();
            files(&edition(&stories, since))
        };
        if let Some(change) = before.report.next.first() {
            let second = SignedDuration::from_secs(1);
            prop_assert_eq!(&files_of(change.when - second), &files(&before));
            prop_assert_ne!(&files_of(change.when), &files(&before));
        } else {
            prop_assert_eq!(&files_of(at(1_000_000)), &files(&before));
        }
    }
}

/// The mini-site with these blocks on its start page.
fn with(blocks: &str) -> Desk {
    let desk = good();
    let page =
        format!("+++\ntitle = \"Welcome\"\nsummary = \"A summary.\"\n{blocks}+++\n\nText.\n");
    std::fs::write(desk.path("content/pages/home.md"), page).unwrap();
    desk
}

#[test]
fn without_blocks_it_is_as_ever() {
    let desk = good();
    assert_eq!(desk.build().code, 0);
    let (json, html) = (desk.read("index.json"), desk.read("index.html"));
    assert!(!json.contains("\"blocks\""), "{json}");
    assert!(html.contains("<section class=\"home__latest\""), "{html}");
    // Blocks with nothing in them are none.
    let desk = with(
        "[[block]]\nheading = \"Over\"\n[[block.pin]]\narticle = \"/news/nothing/\"\nuntil = 2020-01-01\n",
    );
    assert_eq!(desk.build().code, 0);
    assert_eq!(desk.read("index.json"), json);
    assert_eq!(desk.read("index.html"), html);
}

#[test]
fn blocks_are_printed_in_their_order() {
    let desk = with(
        "[[block]]\nheading = \"Top & first\"\nlead = \"/news/item-20/\"\n\
         [[block]]\nheading = \"More water\"\ntopic = \"water\"\nstories = 2\n\
         [[block]]\nheading = \"New\"\nnewest = 1\n",
    );
    assert_eq!(desk.build().code, 0);
    let html = desk.read("index.html");
    let places = [
        "<section class=\"block\" data-kind=\"lead\"><h2 class=\"home__section\">Top &amp; first</h2>",
        "href=\"/base/news/item-20/\"",
        "data-kind=\"topic\"",
        "href=\"/base/news/water/\"",
        "<a class=\"more\" href=\"/base/topics/water/\">All on Water</a>",
        "data-kind=\"newest\"",
        "<a class=\"more\" href=\"/base/news/\">",
        "class=\"home__topics\"",
    ];
    let mut at = 0;
    for place in places {
        let next = html[at..].find(place);
        at += next.unwrap_or_else(|| panic!("{place} after {at}: {html}"));
    }
    assert!(!html.contains("latest-heading"), "{html}");
    assert_eq!(html.matches("class=\"teaser\"").count(), 3, "{html}");
}

#[test]
fn the_guide_tells_of_every_key_of_a_block() {
    use gazette_content::manuscript::keys;

    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["writing-guide.md", "writing-guide.zh-Hant-TW.md"] {
        let text = std::fs::read_to_string(root.join("content/pages").join(page)).unwrap();
        let (_, section) = text.split_once("{#start-page}").unwrap();
        let (section, _) = section.split_once("\n## ").unwrap();
        for key in keys::HOME_BLOCK.iter().chain(keys::PIN) {
            let name = format!("`{}`", key.name);
            assert!(section.contains(&name), "{page}: {name}");
        }
    }
}
