//! Drawing: text in a few inks on one ground, as a PNG with a palette.

use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use cosmic_text::{
    Attrs, Buffer, Ellipsize, EllipsizeHeightLimit, Family, FontSystem, Hinting, Metrics, Shaping,
    SwashCache, SwashContent, SwashImage, Weight,
    fontdb::{Database, Source},
};
use libdeflater::{CompressionLvl, Compressor};

use crate::share::{Fonts, HEIGHT, ShareImage, WIDTH};

/// The ground, and the inks on it: those of a page's footer, which looks the same in light and dark.
const GROUND: [u8; 3] = [0x0d, 0x25, 0x36];
const INKS: [[u8; 3]; 3] = [[0xff, 0xff, 0xff], [0xc6, 0xd5, 0xe0], [0xa3, 0xd4, 0xf5]];
const WHITE: usize = 0;
const SOFT: usize = 1;
const ACCENT: usize = 2;

/// Steps from the ground to each ink, at the edges of letters. Edges are nearly all of a file: with twice as many it would be
/// a third longer, and nobody would see it.
const STEPS: [u8; 3] = [3, 2, 2];

/// Effort of packing: the next step of twelve saves a twelfth in five times the time.
const PACKING: i32 = 9;

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
        pixels[..WIDTH as usize * BAR].fill(index(ACCENT, u8::MAX));
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
        let mut buffer = self.text(text, TITLE_SIZES[0], None);
        for size in TITLE_SIZES {
            buffer.set_metrics(Metrics::relative(size, LEADING));
            buffer.shape_until_scroll(&mut self.fonts, false);
            let height = buffer.layout_runs().map(|run| run.line_height).sum::<f32>();
            if height <= TITLE_HEIGHT {
                return buffer;
            }
        }
        let limit = EllipsizeHeightLimit::Height(TITLE_HEIGHT);
        self.text(text, TITLE_SIZES[TITLE_SIZES.len() - 1], Some(limit))
    }

    fn line(&mut self, text: &str) -> Buffer {
        self.text(text, SMALL, Some(EllipsizeHeightLimit::Lines(1)))
    }

    fn text(&mut self, text: &str, size: f32, limit: Option<EllipsizeHeightLimit>) -> Buffer {
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::relative(size, LEADING));
        #[expect(clippy::cast_precision_loss, reason = "the width is far below 2^24")]
        buffer.set_size(Some(WIDTH as f32 - 2.0 * MARGIN), None);
        // Letters stand on whole pixels, so that equal ones are drawn once and packed as repetitions.
        buffer.set_hinting(Hinting::Enabled);
        buffer.set_ellipsize(limit.map_or(Ellipsize::None, Ellipsize::End));
        let attributes = Attrs::new().family(Family::SansSerif).weight(Weight::BOLD);
        buffer.set_text(text, &attributes, Shaping::Advanced, None);
        buffer.shape_until_scroll(&mut self.fonts, false);
        buffer
    }

    fn ink(&mut self, pixels: &mut [u8], buffer: Buffer, top: f32, ink: usize) {
        let colours: [u8; 256] =
            std::array::from_fn(|coverage| index(ink, u8::try_from(coverage).unwrap_or(u8::MAX)));
        for run in buffer.layout_runs() {
            for glyph in run.glyphs {
                let glyph = glyph.physical((MARGIN, top + run.line_y), 1.0);
                let image = self.glyphs.get_image(&mut self.fonts, glyph.cache_key);
                if let Some(image) = image {
                    stamp(pixels, image, (glyph.x, glyph.y), &colours);
                }
            }
        }
    }
}

/// Sets a letter on the image, with its origin at a place.
fn stamp(pixels: &mut [u8], image: &SwashImage, (x, y): (i32, i32), colours: &[u8; 256]) {
    let (left, top) = (x + image.placement.left, y - image.placement.top);
    let width = image.placement.width as usize;
    // Letters with colours of their own have four bytes a pixel, the last of which says how much they cover.
    let depth = match image.content {
        SwashContent::Mask => 1,
        SwashContent::Color | SwashContent::SubpixelMask => 4,
    };
    let rows = image.data.chunks_exact((width * depth).max(1)).zip(top..);
    for (row, y) in rows {
        let Some(line) = usize::try_from(y).ok().filter(|y| *y < HEIGHT as usize) else {
            continue;
        };
        let line = &mut pixels[line * WIDTH as usize..][..WIDTH as usize];
        for (pixel, x) in row.chunks_exact(depth).zip(left..) {
            let place = usize::try_from(x).ok().and_then(|x| line.get_mut(x));
            if let Some(place) = place {
                // Letters may touch.
                *place = (*place).max(colours[usize::from(pixel[depth - 1])]);
            }
        }
    }
}

/// The palette's entry of an ink that covers so much of a pixel, of 255; 0 is the ground.
fn index(ink: usize, coverage: u8) -> u8 {
    let most = u16::from(u8::MAX);
    let step = (u16::from(coverage) * u16::from(STEPS[ink]) + most / 2) / most;
    match u8::try_from(step) {
        Ok(0) | Err(_) => 0,
        Ok(step) => STEPS[..ink].iter().sum::<u8>() + step,
    }
}

fn palette() -> Vec<u8> {
    let mix = |ground: u8, ink: u8, step: u8, steps: u8| {
        let (ground, ink) = (i32::from(ground), i32::from(ink));
        let value = ground + (ink - ground) * i32::from(step) / i32::from(steps);
        u8::try_from(value).unwrap_or(u8::MAX)
    };
    let inks = INKS.iter().zip(STEPS);
    let steps = inks.flat_map(|(ink, steps)| (1..=steps).map(move |step| (ink, step, steps)));
    let colours = steps
        .flat_map(|(ink, step, steps)| [0, 1, 2].map(|at| mix(GROUND[at], ink[at], step, steps)));
    GROUND.into_iter().chain(colours).collect()
}

fn encode(pixels: &[u8]) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    for row in pixels.chunks_exact(WIDTH as usize) {
        // No filter helps a few colours.
        rows.push(0);
        rows.extend(row.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]));
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_palette(palette());
    let mut writer = encoder.write_header()?;
    writer.write_chunk(png::chunk::IDAT, &packed(&rows)?)?;
    writer.finish()?;
    Ok(bytes)
}

/// Bytes in the zlib format (RFC 1950), as PNG wants them.
fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let level = CompressionLvl::new(PACKING).map_err(|_| anyhow!("no such level"))?;
    let mut compressor = Compressor::new(level);
    let mut packed = vec![0; compressor.zlib_compress_bound(bytes.len())];
    let length = compressor.zlib_compress(bytes, &mut packed)?;
    packed.truncate(length);
    Ok(packed)
}
