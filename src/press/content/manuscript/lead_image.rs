//! The picture that leads an article.

use std::{ops::Range, sync::Arc};

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
};
use gazette_image::picture::{Focus, Picture};

use crate::{
    manuscript::{ManuscriptReader, keys},
    source::{media, media::WHERE_FILES_LIE},
    toml::{Fields, Located},
};

/// The picture at the head of an article, which also stands for it in lists and on other sites.
#[derive(Hash)]
pub struct LeadImage {
    /// The picture.
    pub picture: Arc<Picture>,
    /// Its path below the content folder.
    pub path: String,
    /// Byte range at which the manuscript names it.
    pub span: Range<usize>,
    /// Description for those who cannot see it.
    pub alt: String,
    /// The line beneath it.
    pub caption: Option<String>,
    /// Its author or owner.
    pub credit: Option<String>,
    /// The point that every cut of it keeps.
    pub focus: Focus,
}

impl ManuscriptReader<'_> {
    /// Reads `image`.
    pub(super) fn lead_image(
        &self,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Option<LeadImage> {
        let table = fields.table(keys::IMAGE, problems)?;
        let mut table = Fields::new(fields.area, table.value, table.span).knowing(keys::LEAD_IMAGE);
        let file = table.required(keys::LEAD_FILE, problems);
        let alt = table.required(keys::LEAD_ALT, problems);
        let caption = table.said(keys::LEAD_CAPTION, problems);
        let credit = table.said(keys::LEAD_CREDIT, problems);
        let focus = focus(&mut table, problems);
        table.finish(problems);
        let file = file.filter(|file| !file.value.trim().is_empty())?;
        if let Some(alt) = &alt {
            self.vague(alt, &file.value, problems);
        }
        let (picture, path) = self.picture(&file, problems)?;
        Some(LeadImage {
            picture,
            path,
            span: file.span,
            alt: alt?.value,
            caption: caption.map(|caption| caption.value),
            credit: credit.map(|credit| credit.value),
            focus,
        })
    }

    /// The picture of that name, or a problem.
    fn picture(
        &self,
        file: &Located<String>,
        problems: &mut Problems,
    ) -> Option<(Arc<Picture>, String)> {
        let span = file.span.clone();
        let Some((medium, path)) = media::find(self.media, self.path, &file.value) else {
            let message = format!("there is no image {}", file.value);
            let problem = Problem::new(&rule::IMAGE_MISSING, message);
            problems.push(
                problem
                    .at(self.source, span, "not found")
                    .help(WHERE_FILES_LIE),
            );
            return None;
        };
        match &medium.picture {
            Ok(picture) => Some((Arc::clone(picture), path)),
            Err(fault) => {
                let problem = Problem::new(fault.rule(), fault.message(&path));
                problems.push(
                    problem
                        .at(self.source, span, fault.label())
                        .help(fault.help()),
                );
                None
            }
        }
    }

    /// Reports a description that is only the file's name.
    fn vague(&self, alt: &Located<String>, file: &str, problems: &mut Problems) {
        if media::is_file_name(&alt.value, file) {
            let message = "the text of this image is the name of its file";
            let problem = Problem::new(&rule::IMAGE_VAGUE_ALT_TEXT, message)
                .at(self.source, alt.span.clone(), "does not say what is seen")
                .help("Write what it shows, for those who cannot see it.");
            problems.push(problem);
        }
    }
}

fn focus(table: &mut Fields<'_, '_>, problems: &mut Problems) -> Focus {
    let Some(written) = table.text(keys::LEAD_FOCUS, problems) else {
        return Focus::default();
    };
    Focus::parse(&written.value).unwrap_or_else(|| {
        let message = format!("\"{}\" is no point of a picture", written.value);
        let problem = table.area.problem(
            &rule::FRONT_MATTER_BAD_FOCUS,
            message,
            written.span,
            "two percentages",
        );
        problems.push(problem.help(
            "Write how far it is from the left and from the top, such as \"50% 30%\": the middle, rather high.",
        ));
        Focus::default()
    })
}
