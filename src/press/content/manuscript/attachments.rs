//! Files that belong to an article.

use std::path::PathBuf;

use gazette_diagnostics::problem::{Problem, Problems};
use gazette_diagnostics::rule;
use gazette_image::picture::is_svg;

use crate::{
    config::locale::{Locale, is_language},
    manuscript::{ManuscriptReader, keys},
    source::{
        media,
        media::{RecordingPart, WHERE_FILES_LIE},
    },
    toml::Fields,
};

/// A file that belongs to an article.
#[derive(Hash)]
pub struct Attachment {
    /// Title that readers see.
    pub title: String,
    /// Path of the source file.
    pub file: PathBuf,
    /// Address in the edition.
    pub address: String,
    /// Its length.
    pub bytes: u64,
    /// BCP 47 tag of its language.
    pub lang: String,
}

impl Attachment {
    /// Its type (RFC 6838), by its name.
    pub fn media_type(&self) -> String {
        mime_guess::from_path(&self.address)
            .first_or_octet_stream()
            .essence_str()
            .to_owned()
    }

    /// Its type as readers know it: `PDF`.
    pub fn kind(&self) -> String {
        let ending = self.address.rsplit_once('.');
        ending.map_or_else(String::new, |(_, ending)| ending.to_uppercase())
    }
}

impl ManuscriptReader<'_> {
    /// Reads `[[attachments]]`.
    pub(super) fn attachments(
        &self,
        locale: &Locale,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Vec<Attachment> {
        let mut attachments = Vec::new();
        for table in fields.tables(keys::ATTACHMENTS, problems) {
            let mut table = table.knowing(keys::FILE);
            let title = table.required(keys::FILE_TITLE, problems);
            let lang = language(locale, &mut table, problems);
            let file = table.required(keys::FILE_PATH, problems);
            let (Some(title), Some(file)) = (title, file) else {
                table.finish(problems);
                continue;
            };
            if let Some((medium, path)) = media::find(self.media, self.path, &file.value) {
                let drawing = is_svg(&medium.file).then_some(&medium.picture);
                let bytes = match drawing {
                    Some(Ok(picture)) => picture.bytes,
                    _ => medium.bytes,
                };
                if let Some(Err(fault)) = drawing {
                    let problem = Problem::new(fault.rule(), fault.message(&path));
                    let problem = problem.at(table.area.source, file.span.clone(), fault.label());
                    problems.push(problem.help(fault.help()));
                }
                if let RecordingPart::Recording(Err(fault)) = &medium.part {
                    let problem = Problem::new(fault.rule(), fault.message(&path));
                    let problem = problem.at(table.area.source, file.span.clone(), fault.label());
                    problems.push(problem.help(fault.help()));
                }
                attachments.push(Attachment {
                    title: title.value,
                    file: medium.file.clone(),
                    address: medium.address.clone(),
                    bytes,
                    lang,
                });
            } else {
                problems.push(
                    table
                        .area
                        .problem(
                            &rule::FRONT_MATTER_MISSING_ATTACHMENT,
                            format!("there is no file {}", file.value),
                            file.span,
                            "not found",
                        )
                        .help(WHERE_FILES_LIE),
                );
            }
            table.finish(problems);
        }
        attachments
    }
}

fn language(locale: &Locale, table: &mut Fields<'_, '_>, problems: &mut Problems) -> String {
    let Some(lang) = table.text(keys::FILE_LANG, problems) else {
        return locale.site.lang.clone();
    };
    is_language(table.area, &lang, problems);
    lang.value
}
