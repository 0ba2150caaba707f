//! Files that belong to an article.

use std::path::PathBuf;

use gazette_diagnostics::problem::Problems;
use gazette_diagnostics::rule;

use crate::{
    config::locale::{Locale, is_language},
    manuscript::Reader,
    source::{media, media::WHERE_FILES_LIE},
    toml::Fields,
};

/// A file that belongs to an article.
pub struct Attachment {
    /// What it is called.
    pub title: String,
    /// Where its bytes are.
    pub file: PathBuf,
    /// Where it lies in the edition.
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

impl Reader<'_> {
    /// Reads `[[attachments]]`.
    pub(super) fn attachments(
        &self,
        locale: &Locale,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Vec<Attachment> {
        let mut attachments = Vec::new();
        for mut table in fields.tables("attachments", problems) {
            let title = table.required("title", problems);
            let lang = language(locale, &mut table, problems);
            let file = table.required("file", problems);
            let (Some(title), Some(file)) = (title, file) else {
                table.finish(problems);
                continue;
            };
            if let Some((medium, _)) = media::find(self.media, self.path, &file.value) {
                attachments.push(Attachment {
                    title: title.value,
                    file: medium.file.clone(),
                    address: medium.address.clone(),
                    bytes: medium.bytes,
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
    let Some(lang) = table.text("lang", problems) else {
        return locale.site.lang.clone();
    };
    is_language(table.area, &lang, problems);
    lang.value
}
