//! Video and sound: a figure with captions and a transcript, which are found beside the file.

use std::{path::Path, sync::Arc};

use gazette_diagnostics::rule;
use gazette_image::picture::Picture;
use gazette_model::{Attribute, Element, Node, Tag, fill};
use gazette_recording::{Recording, Transcript};
use icu_locale_core::LanguageIdentifier;
use serde::{Deserialize, Serialize};

use crate::{
    body::{BodyCompiler, figure::figure},
    config::number,
    source::{
        media,
        media::{MediaFile, RecordingPart, WHERE_FILES_LIE},
    },
};

/// Captions that end so many milliseconds after their recording are meant for another one.
const TOLERANCE: u64 = 1000;

/// Endings of pictures that can stand before a video begins.
const POSTERS: [&str; 5] = ["jpg", "jpeg", "png", "webp", "avif"];

/// A recording in a body, as feeds and search engines are told of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ShownRecording {
    /// Its title.
    pub title: String,
    /// Address in the edition.
    pub address: String,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its length in milliseconds.
    pub milliseconds: u64,
    /// Width and height of a video.
    pub size: Option<(u32, u32)>,
    /// Address in the edition of the picture before a video begins.
    pub poster: Option<String>,
    /// What is said and seen in it.
    pub transcript: Option<String>,
}

/// A recording that has been read and waits for its paragraph to end.
pub(super) struct OpenRecording {
    at: usize,
    caption: Option<String>,
    transcript: Option<(String, Transcript)>,
}

/// Files beside a recording, as they are found: language, ending, file.
type Companions<'a> = Vec<(String, String, &'a MediaFile)>;

/// Tells whether an address is meant to be that of a recording.
pub(super) fn is_recording(written: &str) -> bool {
    let decoded = media::decoded(written);
    gazette_recording::recording::is_recording(Path::new(decoded.as_deref().unwrap_or(written)))
}

impl<'a> BodyCompiler<'a> {
    /// Makes a recording of an image that names one.
    pub(super) fn recording(&mut self, element: &mut Element, source: &str, at: usize) {
        let Some((medium, path)) = self.medium(source) else {
            let message = format!("there is no recording {source}");
            self.report(
                &rule::IMAGE_MISSING,
                message,
                at,
                "not found",
                WHERE_FILES_LIE,
            );
            return;
        };
        let address = medium.address.clone();
        self.body.media.insert(address, medium.file.clone());
        let recording = match &medium.part {
            RecordingPart::Recording(Ok(recording)) => recording,
            RecordingPart::Recording(Err(fault)) => {
                let message = fault.message(&path);
                self.report(fault.rule(), message, at, fault.label(), fault.help());
                return;
            }
            _ => return,
        };
        let title = self.recording_title(element, source, at);
        let caption = element.get(Attribute::Title).map(ToOwned::to_owned);
        let companions = self.inquiry.companions(&path);
        let tracks = self.tracks(recording, &companions, &path, at);
        let transcript = self.transcript(&companions, &path, at);
        self.demand(recording, &companions, &path, at);
        let poster = recording
            .facts
            .size
            .and_then(|_| self.poster(&companions, at));
        self.body.recordings.push(ShownRecording {
            title: title.clone(),
            address: recording.address.clone(),
            media_type: recording.media_type.to_owned(),
            bytes: recording.bytes,
            milliseconds: recording.facts.milliseconds,
            size: recording.facts.size,
            poster: poster.as_ref().map(|poster| poster.address.clone()),
            transcript: transcript.as_ref().map(|(_, text)| text.text()),
        });
        let id = element.get(Attribute::Id).map(ToOwned::to_owned);
        *element = self.player(recording, &title, poster.as_deref(), tracks);
        if let Some(id) = id {
            element.set(Attribute::Id, id);
        }
        self.open_recordings.push(OpenRecording {
            at,
            caption,
            transcript,
        });
    }

    fn recording_title(&mut self, element: &Element, source: &str, at: usize) -> String {
        let title = element.get(Attribute::Alt).unwrap_or_default().trim();
        if title.is_empty() || media::is_file_name(title, source) {
            self.report(
                &rule::RECORDING_NO_TITLE,
                "this recording has no title",
                at,
                "says nothing",
                "Write what it is between the brackets: ![The minister's speech](speech.mp4).",
            );
        }
        title.to_owned()
    }

    /// The element that plays a recording. Nothing of it is loaded before a reader wants it, but for the poster.
    fn player(
        &self,
        recording: &Recording,
        title: &str,
        poster: Option<&Picture>,
        tracks: Vec<Node>,
    ) -> Element {
        let tag = recording.facts.size.map_or(Tag::Audio, |_| Tag::Video);
        let mut player = Element::new(tag, tracks);
        player.set(Attribute::Controls, "");
        player.set(Attribute::Preload, "none");
        player.set(Attribute::Src, self.config.path(&recording.address));
        player.set(Attribute::AriaLabel, title);
        if let Some((width, height)) = recording.facts.size {
            player.set(Attribute::Width, width.to_string());
            player.set(Attribute::Height, height.to_string());
        }
        if let Some(poster) = poster {
            player.set(Attribute::Poster, self.config.path(&poster.address));
        }
        player
    }

    /// Captions beside a recording: those of the page's language first, which are shown unless a reader turns them off.
    fn tracks(
        &mut self,
        recording: &Recording,
        companions: &Companions<'a>,
        path: &str,
        at: usize,
    ) -> Vec<Node> {
        let mut found: Vec<(&str, &MediaFile)> = Vec::new();
        for (lang, _, medium) in companions.iter().filter(|(_, ending, _)| ending == "vtt") {
            if !is_language(lang) {
                continue;
            }
            self.body
                .media
                .insert(medium.address.clone(), medium.file.clone());
            match &medium.part {
                RecordingPart::Captions(Ok(captions)) => {
                    if captions.end > recording.facts.milliseconds + TOLERANCE {
                        let why = "goes on after the recording has ended";
                        self.bad_captions(path, lang, why, at);
                    }
                    found.push((lang, medium));
                }
                RecordingPart::Captions(Err(fault)) => self.bad_captions(path, lang, &fault.0, at),
                _ => {}
            }
        }
        let own = self.locale.site.lang.as_str();
        found.sort_by_key(|(lang, _)| distance(lang, own));
        let track = |(lang, medium): &(&str, &MediaFile)| {
            let mut track = Element::new(Tag::Track, Vec::new());
            track.set(Attribute::Kind, "captions");
            track.set(Attribute::Src, self.config.path(&medium.address));
            track.set(Attribute::Srclang, *lang);
            track.set(Attribute::Label, self.name_of(lang));
            track
        };
        let mut tracks: Vec<Element> = found.iter().map(track).collect();
        if let Some(first) = tracks.first_mut()
            && distance(found[0].0, own) < 2
        {
            first.set(Attribute::Default, "");
        }
        tracks.into_iter().map(Node::Element).collect()
    }

    fn bad_captions(&mut self, path: &str, lang: &str, why: &str, at: usize) {
        let message = format!("{} {why}", beside(path, lang, "vtt"));
        let help = "Save captions as WebVTT, in UTF-8: a line WEBVTT, then each with its two times, in their order.";
        self.report(
            &rule::RECORDING_BAD_CAPTIONS,
            message,
            at,
            "its captions",
            help,
        );
    }

    /// A language's own name, where the site has it; its tag otherwise.
    fn name_of(&self, lang: &str) -> String {
        let mut languages = self.config.languages.iter();
        let known = languages.find(|locale| locale.site.lang == lang);
        known.map_or_else(
            || lang.to_owned(),
            |locale| locale.words.language_name.clone(),
        )
    }

    /// The transcript that comes nearest to the page's language, and its language.
    fn transcript(
        &mut self,
        companions: &Companions<'a>,
        path: &str,
        at: usize,
    ) -> Option<(String, Transcript)> {
        let own = self.locale.site.lang.as_str();
        let texts = companions
            .iter()
            .filter(|(lang, ending, _)| ending == "txt" && is_language(lang));
        let mut found = Vec::new();
        for (lang, _, medium) in texts {
            self.body.read.push(medium.address.clone());
            match &medium.part {
                RecordingPart::Transcript(Ok(text)) => found.push((lang, text)),
                RecordingPart::Transcript(Err(fault)) => {
                    let message = format!("{} {}", beside(path, lang, "txt"), fault.0);
                    let help = "Save the transcript as plain text in UTF-8, with an empty line between paragraphs.";
                    let rule = &rule::RECORDING_BAD_TRANSCRIPT;
                    self.report(rule, message, at, "its transcript", help);
                }
                _ => {}
            }
        }
        let nearest = found
            .into_iter()
            .min_by_key(|(lang, _)| distance(lang, own));
        nearest.map(|(lang, text)| (lang.clone(), (**text).clone()))
    }

    /// Demands what those need who cannot hear or see a recording (WCAG 2.2, 1.2.1 to 1.2.3).
    fn demand(
        &mut self,
        recording: &Recording,
        companions: &Companions<'a>,
        path: &str,
        at: usize,
    ) {
        // Of those that are there and cannot be read, something has been said.
        let has = |wanted: &str| {
            let mut companions = companions.iter();
            companions.any(|(lang, ending, _)| ending == wanted && is_language(lang))
        };
        let own = &self.locale.site.lang;
        let (captions, transcript) = (beside(path, own, "vtt"), beside(path, own, "txt"));
        let is_film = recording.facts.size.is_some() && recording.facts.has_sound;
        if is_film && !has("vtt") {
            self.report(
                &rule::RECORDING_NO_CAPTIONS,
                "this video has no captions for those who cannot hear it",
                at,
                "cannot be read along",
                &format!("Put captions as WebVTT beside it: {captions}."),
            );
        }
        if !has("txt") {
            self.report(
                &rule::RECORDING_NO_TRANSCRIPT,
                "this recording has no transcript for those who cannot hear or see it",
                at,
                "cannot be read",
                &format!("Write what is said, and what only is seen, as plain text beside it: {transcript}."),
            );
        }
    }

    /// The picture before a video begins.
    fn poster(&mut self, companions: &Companions<'a>, at: usize) -> Option<Arc<Picture>> {
        let own = self.locale.site.lang.as_str();
        let is_poster = |(lang, ending, _): &&(String, String, &MediaFile)| {
            POSTERS.contains(&ending.as_str()) && (lang.is_empty() || lang == own)
        };
        let found = companions.iter().filter(is_poster);
        let (.., medium) = found.max_by_key(|(lang, ..)| lang == own)?;
        match &medium.picture {
            Ok(picture) => {
                self.body.linked.push(Arc::clone(picture));
                Some(Arc::clone(picture))
            }
            Err(fault) => {
                self.fault(fault, &medium.file.display().to_string(), at);
                None
            }
        }
    }

    /// Turns a paragraph that is nothing but a picture, a recording or a link to a video elsewhere into a figure or card.
    pub(super) fn paragraph(&mut self, element: Element) -> Vec<Node> {
        if let Some(card) = self.video_card(&element, self.last) {
            return vec![card];
        }
        match element.children.as_slice() {
            [Node::Element(player)] if matches!(player.tag, Tag::Audio | Tag::Video) => {
                let Some(open) = self.open_recordings.pop() else {
                    return figure(element);
                };
                let mut figure = self.recording_figure(player.clone(), open);
                if let (Some(Node::Element(figure)), Some(id)) =
                    (figure.first_mut(), element.get(Attribute::Id))
                {
                    figure.set(Attribute::Id, id);
                }
                figure
            }
            _ => figure(element),
        }
    }

    fn recording_figure(&self, player: Element, open: OpenRecording) -> Vec<Node> {
        let words = &self.locale.words;
        let Some(shown) = self.body.recordings.last() else {
            return Vec::new();
        };
        let form = match player.tag {
            Tag::Video => &words.recording_video,
            _ => &words.recording_audio,
        };
        let size = number::size(shown.bytes, self.locale);
        let length = clock(shown.milliseconds);
        let file = fill(form, &[("duration", &length), ("size", &size)]);
        let mut title = Element::new(Tag::Span, vec![Node::Text(shown.title.clone())]);
        title.set(Attribute::Class, "recording__title");
        let mut link = Element::new(Tag::A, vec![Node::Text(file)]);
        link.set(Attribute::Class, "recording__file");
        link.set(Attribute::Href, self.config.path(&shown.address));
        let mut caption = vec![Node::Element(title), Node::Text(" ".into())];
        if let Some(text) = open.caption {
            let mut said = Element::new(Tag::Span, vec![Node::Text(text)]);
            said.set(Attribute::Class, "recording__caption");
            caption.extend([Node::Element(said), Node::Text(" ".into())]);
        }
        caption.push(Node::Element(link));
        let caption = Element::new(Tag::Figcaption, caption);
        let parts = vec![Node::Element(player), Node::Element(caption)];
        let mut figure = Element::new(Tag::Figure, parts);
        figure.set(Attribute::Class, "recording");
        let mut nodes = vec![Node::Element(figure)];
        nodes.extend(
            open.transcript
                .map(|(lang, text)| self.details(&lang, text)),
        );
        nodes
    }

    /// A transcript that opens when a reader wants it.
    fn details(&self, lang: &str, text: Transcript) -> Node {
        let name = Node::Text(self.locale.words.transcript.clone());
        let mut parts = vec![Node::Element(Element::new(Tag::Summary, vec![name]))];
        parts.extend(text.0.into_iter().map(|lines| {
            let lines = lines.into_iter().map(Node::Text);
            let mut all = Vec::new();
            for line in lines {
                if !all.is_empty() {
                    all.push(Node::Element(Element::new(Tag::Br, Vec::new())));
                }
                all.push(line);
            }
            let mut paragraph = Element::new(Tag::P, all);
            if lang != self.locale.site.lang {
                paragraph.set(Attribute::Lang, lang);
            }
            Node::Element(paragraph)
        }));
        let mut details = Element::new(Tag::Details, parts);
        details.set(Attribute::Class, "transcript");
        Node::Element(details)
    }

    /// Reports recordings that do not stand alone.
    pub(super) fn report_open_recordings(&mut self) {
        for open in std::mem::take(&mut self.open_recordings) {
            self.report(
                &rule::RECORDING_NOT_ALONE,
                "this recording stands within something else",
                open.at,
                "not alone",
                "Give it a paragraph of its own, with an empty line before and after it.",
            );
        }
    }
}

/// Tells whether what stands between a file's name and its ending is a language.
fn is_language(tag: &str) -> bool {
    tag.parse::<LanguageIdentifier>().is_ok()
}

/// The name of a file beside a recording.
fn beside(path: &str, lang: &str, ending: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    format!("{stem}.{lang}.{ending}")
}

/// Distance between languages: 0 for the same, 1 for one of the same name, such as `zh` and `zh-Hant-TW`.
fn distance(lang: &str, own: &str) -> u8 {
    let first = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    match lang {
        _ if lang.eq_ignore_ascii_case(own) => 0,
        _ if first(lang) == first(own) => 1,
        _ => 2,
    }
}

/// A length as players show it: `4:05`, `1:00:00`.
fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds.div_ceil(1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_players_do() {
        assert_eq!(clock(400), "0:01");
        assert_eq!(clock(245_000), "4:05");
        assert_eq!(clock(3_600_000), "1:00:00");
    }

    #[test]
    fn the_nearest_language_comes_first() {
        assert_eq!(distance("zh-hant-tw", "zh-Hant-TW"), 0);
        assert_eq!(distance("zh", "zh-Hant-TW"), 1);
        assert_eq!(distance("en", "zh-Hant-TW"), 2);
    }
}
