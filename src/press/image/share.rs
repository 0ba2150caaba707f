//! The picture that other sites show with a link to a page: 1200 × 630 pixels, with the title, the date and who says so.

mod fonts;
mod painter;

pub use fonts::{Fonts, is_font};
pub use painter::Painter;
use xxhash_rust::xxh3::xxh3_64;

/// Width in pixels, as Open Graph's readers like it.
pub const WIDTH: u32 = 1200;
/// Height in pixels.
pub const HEIGHT: u32 = 630;

/// A new design is a new picture, under a new address.
const DESIGN: &str = "2";

/// Content of a share image.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ShareImage {
    /// Address in the edition; it contains a hash of the image's content.
    pub address: String,
    /// Headline: an article's title or the site's name.
    pub title: String,
    /// The line beneath: when an article was published, or what the site is.
    pub note: String,
    /// The site's name.
    pub site: String,
    /// The organization that publishes.
    pub organization: String,
}

impl ShareImage {
    /// An image that says so. A line that the fonts cannot draw is left out.
    pub fn new(
        title: String,
        note: String,
        site: String,
        organization: String,
        fonts: &Fonts,
    ) -> Self {
        let drawn = |text: String| Some(text).filter(|text| fonts.lacking(text).is_none());
        let texts = [title, note, site, organization];
        let [title, note, site, organization] = texts.map(|text| drawn(text).unwrap_or_default());
        let said = [DESIGN, &title, &note, &site, &organization].join("\n");
        let hash = xxh3_64((said + fonts.name()).as_bytes());
        Self {
            address: format!("media/share-{hash:016x}.png"),
            title,
            note,
            site,
            organization,
        }
    }

    /// The image's words, for those who do not see it.
    pub fn alternative(&self) -> String {
        let texts = [&self.title, &self.note, &self.organization].map(String::as_str);
        let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        texts.join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(title: &str) -> ShareImage {
        ShareImage {
            address: String::new(),
            title: title.into(),
            note: "2017-10-19 16:58".into(),
            site: "Gazette 公報".into(),
            organization: "Industrial Development Bureau".into(),
        }
    }

    #[test]
    fn draws_both_scripts_the_same_each_time() {
        let fonts = Fonts::read(&[]).expect("fonts");
        let image = image("第24屆臺法工業合作諮商會議 in Taipei");
        assert_eq!(fonts.lacking(&image.title), None);
        let first = Painter::new(&fonts).draw(&image).expect("drawn");
        let mut painter = Painter::new(&fonts);
        painter
            .draw(&self::image("Another one before"))
            .expect("drawn");
        assert_eq!(painter.draw(&image).expect("drawn"), first);
        let size = imagesize::blob_size(&first).expect("an image");
        assert_eq!((size.width, size.height), (1200, 630));
        assert!((4_000..16_000).contains(&first.len()), "{}", first.len());
    }

    #[test]
    fn a_title_of_any_length_has_room() {
        let fonts = Fonts::read(&[]).expect("fonts");
        let image = image(&"Every word of a title that never seems to end. ".repeat(20));
        let drawn = Painter::new(&fonts).draw(&image).expect("drawn");
        assert!(drawn.len() < 32_000, "{}", drawn.len());
    }

    #[test]
    fn other_fonts_make_another_picture() {
        let own = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/share/NotoSansCJKtc-Bold-subset.otf"
        );
        let address = |named: &[std::path::PathBuf]| {
            let fonts = Fonts::read(named).expect("fonts");
            let said = || String::from("A text");
            ShareImage::new(said(), said(), said(), said(), &fonts).address
        };
        let folder = tempfile::tempdir().expect("a folder");
        let other = folder.path().join("other.otf");
        let mut bytes = std::fs::read(own).expect("a font");
        bytes.push(0);
        std::fs::write(&other, bytes).expect("written");
        let addresses = [address(&[]), address(&[own.into()]), address(&[other])];
        assert!(addresses[0] != addresses[1] && addresses[1] != addresses[2]);
        assert_eq!(address(&[]), addresses[0]);
    }

    #[test]
    fn a_short_title_is_a_small_file() {
        let fonts = Fonts::read(&[]).expect("fonts");
        let drawn = Painter::new(&fonts).draw(&image("Library hours change"));
        let drawn = drawn.expect("drawn");
        assert!(drawn.len() < 8 * 1024, "{}", drawn.len());
    }

    #[test]
    fn letters_of_several_scripts_are_drawn() {
        let fonts = Fonts::read(&[]).expect("fonts");
        let mut painter = Painter::new(&fonts);
        let mut draw = |title: &str| painter.draw(&image(title)).expect("drawn");
        // One that no font has would be a box, whichever it is.
        let all = ["邨", "喺", "国", "ő", "ș", "ź", "Ԁ", "ḫ"].map(&mut draw);
        for (at, drawn) in all.iter().enumerate() {
            assert!(!all[..at].contains(drawn), "{at}");
        }
        assert_eq!(fonts.lacking("香港邨 Őrség, Chișinău, Łódź"), None);
    }

    #[test]
    fn says_what_no_font_has_and_draws_the_rest() {
        let fonts = Fonts::read(&[]).expect("fonts");
        let with = |title: &str, note: &str| {
            let said = || String::from("A text");
            ShareImage::new(title.into(), note.into(), said(), said(), &fonts)
        };
        assert_eq!(fonts.lacking("the أخبار"), Some('أ'));
        assert_eq!(with("News", "أخبار").alternative(), "News · A text");
    }
}
