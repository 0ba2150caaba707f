//! Compressed copies beside the files of an edition, so that hosts need not compress them anew for each reader.

use std::{io, io::Write};

use anyhow::{Context, Result};
use brotlic::{BrotliEncoderOptions, CompressorWriter, Quality, WindowSize};
use libdeflater::{CompressionLvl, Compressor};
use rayon::prelude::*;

use crate::{
    host::headers::IMMUTABLE,
    output::{
        sink::OutputSink,
        staging::{Staged, Staging},
    },
};

/// Files of up to as many bytes travel in one packet anyway.
const SMALL: u64 = 1024;

/// Extensions of files that are worth compressing: text, and the like.
const ENDINGS: [&str; 11] = [
    "bin",
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "vtt",
    "wasm",
    "webmanifest",
    "xml",
];

/// Level of gzip, of twelve: the next one saves three per cent in five times the time.
const GZIP: i32 = 9;

/// Writes `x.br` (RFC 7932) and `x.gz` (RFC 1952) beside every file `x` that gains by it. Copies of files that have not
/// changed stay the files they were.
///
/// # Errors
/// If the disk refuses.
pub fn compress(staging: &Staging) -> Result<()> {
    let mut files: Vec<(String, Staged)> = staging
        .files()
        .iter()
        .filter(|(path, file)| is_compressible(path) && file.bytes() > SMALL)
        .map(|(path, file)| (path.clone(), *file))
        .collect();
    // The longest first, so that no core waits for the other in the end.
    files.sort_unstable_by_key(|(_, file)| std::cmp::Reverse(file.bytes()));
    files
        .into_par_iter()
        .try_for_each(|(path, file)| copies(staging, &path, file))
}

fn is_compressible(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

fn copies(staging: &Staging, path: &str, file: Staged) -> Result<()> {
    let encodings: [(&str, Encode); 2] = [("br", brotli), ("gz", gzip)];
    for (ending, encode) in encodings {
        let copy = format!("{path}.{ending}");
        if file.unchanged && staging.keep(&copy) {
            continue;
        }
        let bytes = staging.read(path)?;
        let packed =
            encode(path, &bytes).with_context(|| format!("{path}: cannot be compressed"))?;
        if packed.len() < bytes.len() {
            staging.put(&copy, &packed)?;
        }
    }
    Ok(())
}

type Encode = fn(&str, &[u8]) -> io::Result<Vec<u8>>;

fn brotli(path: &str, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let is_lasting = IMMUTABLE
        .iter()
        .any(|folder| path.split('/').next() == Some(folder));
    // Lasting files are compressed once and read for a year; the last two steps take ten times as long.
    let quality = if is_lasting { 11 } else { 9 };
    // A window larger than the file would only be cleared.
    let window = (bytes.len().ilog2() + 1).clamp(10, 22);
    let window = u8::try_from(window).map_err(io::Error::other)?;
    let encoder = BrotliEncoderOptions::new()
        .quality(Quality::new(quality).map_err(io::Error::other)?)
        .window_size(WindowSize::new(window).map_err(io::Error::other)?)
        .size_hint(u32::try_from(bytes.len()).unwrap_or(u32::MAX))
        .build()
        .map_err(io::Error::other)?;
    let mut packed = CompressorWriter::with_encoder(encoder, Vec::new());
    packed.write_all(bytes)?;
    packed
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

fn gzip(_: &str, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let level = CompressionLvl::new(GZIP).map_err(|_| io::Error::other("no such level"))?;
    let mut compressor = Compressor::new(level);
    let mut packed = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let length = compressor.gzip_compress(bytes, &mut packed);
    packed.truncate(length.map_err(io::Error::other)?);
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn copies_unpack_to_the_original() {
        let text = "Every word of it. ".repeat(500);
        for path in ["assets/a.js", "index.html"] {
            let packed = brotli(path, text.as_bytes()).expect("packed");
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).expect("unpacked");
            assert_eq!(unpacked, text.as_bytes());
        }
        let packed = gzip("index.html", text.as_bytes()).expect("packed");
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_string(&mut unpacked)
            .expect("unpacked");
        assert_eq!(unpacked, text);
    }

    #[test]
    fn pictures_are_left_alone() {
        assert!(is_compressible("site.en.json") && is_compressible("assets/a_bg.wasm"));
        assert!(!is_compressible("media/a.png") && !is_compressible("_headers"));
    }
}
