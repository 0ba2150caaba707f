//! Drawing: text in a few inks on one ground, as a PNG with a palette.

use std::sync::Arc;

use anyhow::{Context, Result};
use cosmic_text::{
    Attrs, Buffer, Color, Ellipsize, EllipsizeHeightLimit, Family, FontSystem, Metrics, Shaping,
    SwashCache, Weight,
    fontdb::{Database, Source},
};

use crate::share::{Fonts, HEIGHT, ShareImage, WIDTH};

/// The ground, and the inks on it: those of a page's footer, which looks the same in light and dark.
const GROUND: [u8; 3] = [0x0d, 0x25, 0x36];
const INKS: [[u8; 3]; 3] = [[0xff, 0xff, 0xff], [0xc6, 0xd5, 0xe0], [0xa3, 0xd4, 0xf5]];
const WHITE: usize = 0;
const SOFT: usize = 1;
const ACCENT: usize = 2;

/// Steps from the ground to an ink: what the eye can tell apart at the edge of a letter.
const STEPS: u8 = 64;

const MARGIN: f32 = 80.0;
const BAR: usize = 14;
const SITE_TOP: f32 = 76.0;
const TITLE_TOP: f32 = 148.0;
const TITLE_HEIGHT: f32 = 318.0;
const NOTE_TOP: f32 = 484.0;
const ORGANIZATION_TOP: f32 = 530.0;
const SMALL: f32 = 30.0;
const LEADING: f32 = 1.28;

/// Sizes of the title in pixels, the most wanted first.
const TITLE_SIZES: [f32; 4] = [70.0, 60.0, 52.0, 44.0];

/// Draws one image after another with what it has learned of the fonts.
pub struct Painter {
    fonts: FontSystem,
    glyphs: SwashCache,
}

impl Painter {
    /// A painter with these fonts and no others, so that images are the same on every machine.
    pub fn new(fonts: &Fonts) -> Self {
        let mut database = Database::new();
        for file in &fonts.files {
            database.load_font_source(Source::Binary(Arc::new(Arc::clone(file))));
        }
        let family = database
            .faces()
            .next()
            .and_then(|face| face.families.first())
            .map(|(name, _)| name.clone());
        if let Some(family) = family {
            database.set_sans_serif_family(family);
        }
        Self {
            fonts: FontSystem::new_with_locale_and_db("zh-TW".into(), database),
            glyphs: SwashCache::new(),
        }
    }

    /// Draws an image as PNG.
    ///
    /// # Errors
    /// If PNG cannot be made.
    pub fn draw(&mut self, image: &ShareImage) -> Result<Vec<u8>> {
        let mut pixels = vec![0; WIDTH as usize * HEIGHT as usize];
        pixels[..WIDTH as usize * BAR].fill(index(ACCENT, 255));
        let is_article = image.title != image.site;
        if is_article {
            let site = self.line(&image.site);
            self.ink(&mut pixels, site, SITE_TOP, ACCENT);
        }
        let title = self.title(&image.title);
        self.ink(&mut pixels, title, TITLE_TOP, WHITE);
        let note = self.line(&image.note);
        self.ink(&mut pixels, note, NOTE_TOP, SOFT);
        let organization = self.line(&image.organization);
        self.ink(&mut pixels, organization, ORGANIZATION_TOP, SOFT);
        encode(&pixels).context("a share image cannot be made")
    }

    /// The title in the largest size in which it has room; one that has none ends in an ellipsis.
    fn title(&mut self, text: &str) -> Buffer {
        let mut title = None;
        for size in TITLE_SIZES {
            let buffer = self.text(text, size, None);
            let height = buffer.layout_runs().map(|run| run.line_height).sum::<f32>();
            if height <= TITLE_HEIGHT {
                return buffer;
            }
            title = Some(size);
        }
        let limit = EllipsizeHeightLimit::Height(TITLE_HEIGHT);
        self.text(text, title.unwrap_or(SMALL), Some(limit))
    }

    fn line(&mut self, text: &str) -> Buffer {
        self.text(text, SMALL, Some(EllipsizeHeightLimit::Lines(1)))
    }

    fn text(&mut self, text: &str, size: f32, limit: Option<EllipsizeHeightLimit>) -> Buffer {
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::relative(size, LEADING));
        #[expect(clippy::cast_precision_loss, reason = "the width is far below 2^24")]
        buffer.set_size(Some(WIDTH as f32 - 2.0 * MARGIN), None);
        buffer.set_ellipsize(limit.map_or(Ellipsize::None, Ellipsize::End));
        let attributes = Attrs::new().family(Family::SansSerif).weight(Weight::BOLD);
        buffer.set_text(text, &attributes, Shaping::Advanced, None);
        buffer.shape_until_scroll(&mut self.fonts, false);
        buffer
    }

    fn ink(&mut self, pixels: &mut [u8], mut buffer: Buffer, top: f32, ink: usize) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "places on the image are small"
        )]
        let (left, top) = (MARGIN as i32, top as i32);
        let color = Color::rgb(0, 0, 0);
        buffer.draw(
            &mut self.fonts,
            &mut self.glyphs,
            color,
            |x, y, _, _, color| {
                let (Ok(x), Ok(y)) = (usize::try_from(left + x), usize::try_from(top + y)) else {
                    return;
                };
                if x < WIDTH as usize && y < HEIGHT as usize {
                    let pixel = &mut pixels[y * WIDTH as usize + x];
                    // Letters may touch.
                    *pixel = (*pixel).max(index(ink, color.a()));
                }
            },
        );
    }
}

/// The palette's entry of an ink that covers so much of a pixel, of 255; 0 is the ground.
fn index(ink: usize, coverage: u8) -> u8 {
    let step = u16::from(coverage) * u16::from(STEPS - 1) / 255;
    let first = u16::try_from(ink).unwrap_or(0) * u16::from(STEPS);
    match step {
        0 => 0,
        _ => u8::try_from(first + step).unwrap_or(u8::MAX),
    }
}

fn palette() -> Vec<u8> {
    let mix = |ground: u8, ink: u8, step: u8| {
        let (ground, ink, step) = (i32::from(ground), i32::from(ink), i32::from(step));
        let value = ground + (ink - ground) * step / i32::from(STEPS - 1);
        u8::try_from(value).unwrap_or(u8::MAX)
    };
    INKS.iter()
        .flat_map(|ink| (0..STEPS).map(move |step| (ink, step)))
        .flat_map(|(ink, step)| [0, 1, 2].map(|part| mix(GROUND[part], ink[part], step)))
        .collect()
}

fn encode(pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette());
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}
