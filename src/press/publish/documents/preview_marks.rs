//! Preview badges and notes for drafts and other manuscripts that readers cannot see.

use gazette_content::{config::date::Moment, manuscript::Manuscript, visibility::Visibility};
use gazette_model::{Display, Node, Tag, fill};

use crate::documents::{
    LanguageView,
    elements::{node, text},
};

impl LanguageView<'_> {
    /// That readers cannot see a manuscript, as a badge; none where they can.
    pub(super) fn withheld(&self, manuscript: &Manuscript) -> Option<Display> {
        let words = &self.locale.words;
        let (machine, text) = match manuscript.state(self.edition.as_of.now) {
            Visibility::Public => return None,
            Visibility::Embargoed => ("embargoed", &words.state_embargoed),
            Visibility::Draft => ("draft", &words.state_draft),
            Visibility::Expired => ("expired", &words.state_expired),
        };
        Some(Display {
            machine: machine.to_owned(),
            text: text.clone(),
        })
    }

    /// The badge, to stand in a text.
    pub(super) fn withheld_mark(&self, manuscript: &Manuscript) -> Option<Node> {
        let badge = self.withheld(manuscript)?;
        Some(node(
            Tag::Strong,
            "badge badge--grave",
            vec![text(&badge.text)],
        ))
    }

    /// The same as a sentence, to stand above the text.
    pub(super) fn withheld_note(&self, manuscript: &Manuscript) -> Option<Node> {
        let words = &self.locale.words;
        let date = |moment: Option<&Moment>| {
            let date = moment.map(|moment| moment.display(&self.edition.config.dates).text);
            date.unwrap_or_default()
        };
        let said = match manuscript.state(self.edition.as_of.now) {
            Visibility::Public => return None,
            Visibility::Draft => words.preview_draft.clone(),
            Visibility::Embargoed => {
                let date = date(manuscript.appears());
                fill(&words.preview_embargoed, &[("date", &date)])
            }
            Visibility::Expired => {
                let date = date(manuscript.expires());
                fill(&words.preview_expired, &[("date", &date)])
            }
        };
        let mut parts: Vec<Node> = self.withheld_mark(manuscript).into_iter().collect();
        parts.push(text(&format!(" {said}")));
        Some(node(Tag::P, "banner__note", parts))
    }
}
