//! The start page: the blocks that its editors made it of, or else the newest articles.

use gazette_content::{config::ids::ManuscriptId, library::home::BlockKind};
use gazette_model::{Block, Display, Link, Route, Teaser, UiText, fill};

use crate::documents::{LanguageView, lead_image::ImageLoading};

/// Articles on a start page without blocks.
const LATEST: usize = 6;

/// Width of a picture in a card, as `style/block.css` has it.
const CARD_SIZES: &str = "(min-width: 48rem) 19rem, 6rem";

impl LanguageView<'_> {
    /// The newest articles; none where the start page is made of blocks.
    pub(super) fn latest(&self) -> Vec<Teaser> {
        if self.home_blocks.is_empty() {
            self.teasers(self.listings.news.iter().take(LATEST))
        } else {
            Vec::new()
        }
    }

    /// The start page's blocks. Pictures of the first alone are fetched at once.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let blocks = self.home_blocks.iter().enumerate();
        let blocks = blocks.map(|(at, block)| {
            let fetching = match at {
                0 => ImageLoading::AtOnce,
                _ => ImageLoading::Lazy,
            };
            let stories = block.stories.iter();
            Block {
                heading: Display {
                    machine: kind_name(&block.kind).to_owned(),
                    text: block.heading.clone(),
                },
                stories: stories
                    .map(|story| self.story(&block.kind, *story, fetching))
                    .collect(),
                more: self.more(&block.kind),
            }
        });
        blocks.collect()
    }

    fn story(&self, kind: &BlockKind, story: ManuscriptId, fetching: ImageLoading) -> Teaser {
        let picture = match kind {
            BlockKind::Lead => self.large_thumbnail(story, fetching),
            BlockKind::Newest => return self.teaser(story, fetching),
            _ => self.thumbnail(story, fetching, CARD_SIZES),
        };
        self.teaser_with(story, picture)
    }

    /// The list that goes on where a block ends.
    fn more(&self, kind: &BlockKind) -> Option<Link> {
        match kind {
            BlockKind::Lead | BlockKind::Pinned => None,
            BlockKind::Newest => Some(Link {
                text: self.locale.site.strings.get(UiText::AllNews).to_owned(),
                href: self.locale.href(&Route::News),
            }),
            BlockKind::Topic(topic) => {
                let Link { text, href } = self.topic_link(topic)?;
                let text = fill(&self.locale.words.more_topic, &[("topic", &text)]);
                Some(Link { text, href })
            }
        }
    }
}

fn kind_name(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Lead => "lead",
        BlockKind::Pinned => "pinned",
        BlockKind::Topic(_) => "topic",
        BlockKind::Newest => "newest",
    }
}
