//! Dates that readers see: when an article was published and changed, and what happened to it since.

use gazette_content::{
    config::{date::Moment, note_kind::NoteKind},
    manuscript::keys,
};

use crate::{Item, front_matter::FrontMatter, report::Subject, write_manuscript::Composer};

impl Composer<'_> {
    fn moment(&self, date: &str) -> Option<Moment> {
        Moment::parse(date, self.config.time_zone.as_deref()).ok()
    }

    /// Writes when an article was published and changed.
    pub(super) fn dates(
        &self,
        item: &Item,
        front: &mut FrontMatter,
        notes: &mut Vec<(Subject, String)>,
    ) {
        let Some(Ok(published)) = &item.published else {
            return;
        };
        front.bare(keys::PUBLISHED, published);
        match &item.modified {
            Some(Ok(modified)) => {
                if let (Some(before), Some(after)) = (self.moment(published), self.moment(modified))
                    && before.when < after.when
                {
                    front.bare(keys::MODIFIED, modified);
                }
            }
            Some(Err(why)) => notes.push((Subject::Lost, format!("when it was changed: {why}"))),
            None => {}
        }
    }

    /// Writes what happened to it since.
    pub(super) fn history(
        &self,
        item: &Item,
        front: &mut FrontMatter,
        notes: &mut Vec<(Subject, String)>,
    ) {
        let published = match &item.published {
            Some(Ok(published)) => self.moment(published),
            _ => None,
        };
        let withdrawn = item
            .withdrawn
            .iter()
            .map(|note| (NoteKind::Withdrawn, note));
        let updates = item.history.iter().map(|note| (NoteKind::Update, note));
        for (kind, (date, what)) in withdrawn.chain(updates) {
            let moment = self.moment(date);
            if moment.is_none_or(|moment| {
                published
                    .as_ref()
                    .is_some_and(|first| moment.when < first.when)
            }) {
                notes.push((
                    Subject::Lost,
                    format!("the note of {date}, which is before its publication: {what}"),
                ));
                continue;
            }
            let mut note = FrontMatter::default();
            note.text(keys::NOTE_KIND, kind.name());
            note.bare(keys::NOTE_DATE, date);
            note.text(keys::NOTE_TEXT, what);
            front.table(keys::HISTORY, keys::NOTE, note);
        }
    }
}
