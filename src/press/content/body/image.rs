//! Pictures: found, measured, described, and set as figures where they stand alone.

use std::sync::Arc;

use gazette_diagnostics::rule;
use gazette_image::picture::{Fault, Picture};
use gazette_model::{Attribute, Element};

use crate::{
    body::{BodyCompiler, PlacedPicture, recording::is_recording},
    source::{
        media,
        media::{MediaFile, WHERE_FILES_LIE},
    },
};

impl<'a> BodyCompiler<'a> {
    /// Finds the picture of an image and completes its attributes.
    pub(super) fn image(&mut self, element: &mut Element, at: usize) {
        let source = element.get(Attribute::Src).map(ToOwned::to_owned);
        if let Some(source) = source.as_ref().filter(|source| is_recording(source)) {
            if is_elsewhere(source) {
                self.image_elsewhere(at);
            } else {
                self.recording(element, source, at);
            }
            return;
        }
        if element.get(Attribute::Alt).is_none() {
            self.report(
                &rule::IMAGE_NO_ALT_TEXT,
                "this image has no text for those who cannot see it",
                at,
                "says nothing",
                "Write what it shows between the brackets: ![A map of Taipei](map.png).",
            );
        }
        let Some(source) = source else {
            return;
        };
        if element
            .get(Attribute::Alt)
            .is_some_and(|text| media::is_file_name(text, &source))
        {
            self.report(
                &rule::IMAGE_VAGUE_ALT_TEXT,
                "the text of this image is the name of its file",
                at,
                "does not say what is seen",
                "Write what it shows between the brackets: ![A map of Taipei](map.png).",
            );
        }
        if let Some(below) = self.own_address(&source) {
            self.report(
                &rule::IMAGE_ELSEWHERE,
                "this image is named by its address on this site",
                at,
                "an address",
                &format!("Write {below}, which stays right wherever the site lies."),
            );
            return;
        }
        if is_elsewhere(&source) {
            self.image_elsewhere(at);
            return;
        }
        let Some((medium, path)) = self.medium(&source) else {
            self.report(
                &rule::IMAGE_MISSING,
                format!("there is no image {source}"),
                at,
                "not found",
                &self.inquiry.near_medium(&source).or(WHERE_FILES_LIE),
            );
            return;
        };
        let picture = match &medium.picture {
            Ok(picture) => Arc::clone(picture),
            Err(fault) => {
                // It cannot be shown, but it is not one that nobody names.
                let named = (medium.address.clone(), medium.file.clone());
                let fault = fault.clone();
                self.body.media.extend([named]);
                self.fault(&fault, &path, at);
                return;
            }
        };
        self.removed(&picture, &path, at);
        element.set(Attribute::Src, self.config.path(&picture.address));
        if element.get(Attribute::Width).is_none() && element.get(Attribute::Height).is_none() {
            let (width, height) = picture.size;
            element.set(Attribute::Width, width.to_string());
            element.set(Attribute::Height, height.to_string());
        }
        element.set(Attribute::Loading, "lazy");
        let span = self.extent(at);
        self.body.shown.push(PlacedPicture {
            picture,
            path,
            span,
        });
    }

    /// The path, from the site's root, of a picture that is named by its whole address.
    fn own_address(&self, source: &str) -> Option<String> {
        let path = source.strip_prefix(&self.config.origin)?;
        let below = path.strip_prefix(&self.config.base)?;
        Some(format!("/{below}"))
    }

    fn image_elsewhere(&mut self, at: usize) {
        self.report(
            &rule::IMAGE_ELSEWHERE,
            "this image lies on another site",
            at,
            "not on this site",
            "Readers' browsers show only pictures and recordings of this site. Put the file into content/media/, or link to a video elsewhere: [Title](https://…).",
        );
    }

    /// Says why a picture cannot be shown.
    pub(super) fn fault(&mut self, fault: &Fault, path: &str, at: usize) {
        let message = fault.message(path);
        self.report(fault.rule(), message, at, fault.label(), fault.help());
    }

    /// Says what was taken out of a drawing.
    pub(super) fn removed(&mut self, picture: &Picture, path: &str, at: usize) {
        if picture.removed.is_empty() {
            return;
        }
        let (first, others) = picture.removed.split_at(picture.removed.len().min(4));
        let mut removed = first.join(", ");
        if !others.is_empty() {
            removed += format!(" and {} more", others.len()).as_str();
        }
        self.report(
            &rule::IMAGE_ACTIVE,
            format!("{path} is published without {removed}"),
            at,
            "not all of it",
            "Export it as plain SVG, with its pictures embedded, its texts as text or outlines, and no scripts.",
        );
    }

    /// A picture or attachment by a path as manuscripts write it, and its path below the content folder.
    pub(super) fn medium(&mut self, written: &str) -> Option<(&'a MediaFile, String)> {
        self.inquiry.medium(written)
    }
}

fn is_elsewhere(source: &str) -> bool {
    source.contains("://") || source.starts_with("//")
}
