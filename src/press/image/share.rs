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
const DESIGN: &str = "1";

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
    /// The first of its characters that no font has; then it cannot be drawn.
    pub undrawn: Option<char>,
}

impl ShareImage {
    /// An image that says so; `undrawn` tells whether the fonts can draw it.
    pub fn new(
        title: String,
        note: String,
        site: String,
        organization: String,
        fonts: &Fonts,
    ) -> Self {
        let said = [DESIGN, &title, &note, &site, &organization].join("\n");
        let hash = xxh3_64((said + fonts.name()).as_bytes());
        let mut image = Self {
            address: format!("media/share-{hash:016x}.png"),
            title,
            note,
            site,
            organization,
            undrawn: None,
        };
        image.undrawn = fonts.lacking(&image);
        image
    }

    /// The image's words, for those who do not see it.
    pub fn alternative(&self) -> String {
        let texts = [&self.title, &self.note, &self.organization];
        texts.map(String::as_str).join(" · ")
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
            undrawn: None,
        }
    }

    #[test]
    fn draws_both_scripts_the_same_each_time() {
        let fonts = Fonts::read(&[]).expect("fonts");
        let image = image("第24屆臺法工業合作諮商會議 in Taipei");
        assert_eq!(fonts.lacking(&image), None);
        let first = Painter::new(&fonts).draw(&image).expect("drawn");
        let mut painter = Painter::new(&fonts);
        painter
            .draw(&self::image("Another one before"))
            .expect("drawn");
        assert_eq!(painter.draw(&image).expect("drawn"), first);
        let size = imagesize::blob_size(&first).expect("an image");
        assert_eq!((size.width, size.height), (1200, 630));
        assert!((4_000..60_000).contains(&first.len()), "{}", first.len());
    }

    #[test]
    fn a_title_of_any_length_has_room() {
        let fonts = Fonts::read(&[]).expect("fonts");
        let image = image(&"Every word of a title that never seems to end. ".repeat(20));
        let drawn = Painter::new(&fonts).draw(&image).expect("drawn");
        assert!(drawn.len() < 60_000, "{}", drawn.len());
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
    fn says_what_no_font_has() {
        let fonts = Fonts::read(&[]).expect("fonts");
        assert_eq!(fonts.lacking(&image("أخبار")), Some('أ'));
    }
}
