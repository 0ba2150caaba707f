//! Making smaller ones of pictures: unpacked one after another, since each may take hundreds of megabytes, and packed on
//! all cores meanwhile.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use anyhow::Result;
use image::DynamicImage;
use indicatif::ProgressBar;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::picture::{
    Crop, Fault, Focus, Picture, Store,
    crop::cuts,
    encode::encode,
    scale::{cut, scale},
    variant::{Variant, VariantFormat, widths, worthwhile},
};

/// Pictures at once: while one is unpacked, the cores pack what was made of the others.
const HANDS: usize = 3;

/// Smaller ones of a picture, with their bytes.
type Made = Vec<(Variant, Vec<u8>)>;

/// Cuts of a picture, with their bytes.
type Cropped = Vec<(Crop, Vec<u8>)>;

/// Resizes pictures, or finds in the store those that it has resized before.
pub struct ImageProcessor<'a> {
    store: &'a Store,
    unpacking: Mutex<()>,
}

impl<'a> ImageProcessor<'a> {
    /// One that keeps everything in a store.
    pub fn new(store: &'a Store) -> Self {
        Self {
            store,
            unpacking: Mutex::new(()),
        }
    }

    /// Makes and keeps what is worth having of each of these pictures, or says what is wrong with it.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn make_all(
        &self,
        pictures: &[&Picture],
        progress: &ProgressBar,
    ) -> Result<Vec<Result<Vec<Variant>, Fault>>> {
        let make = |picture: &Picture| {
            let variants = |made: Made| made.into_iter().map(|it| it.0).collect();
            let made = self.make(picture)?.map(variants);
            progress.inc(1);
            anyhow::Ok(made)
        };
        each(pictures, make).into_iter().collect()
    }

    /// Makes and keeps what is worth having of a picture.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn make(&self, picture: &Picture) -> Result<Result<Made, Fault>> {
        let sheets = match self.unpack(picture, &widths(picture))? {
            Ok(sheets) => sheets,
            Err(fault) => return Ok(Err(fault)),
        };
        let jobs = VariantFormat::ALL.into_iter();
        let jobs: Vec<(VariantFormat, &DynamicImage)> = jobs
            .flat_map(|kind| sheets.iter().map(move |sheet| (kind, sheet)))
            .collect();
        let made = jobs.into_par_iter().map(|(kind, sheet)| {
            let bytes = encode(kind, sheet, picture.format)?;
            let variant = Variant {
                kind,
                width: sheet.width(),
                hash: xxh3_64(&bytes),
                bytes: bytes.len() as u64,
            };
            anyhow::Ok((variant, bytes))
        });
        let mut made: Made = made.collect::<Result<_>>()?;
        let kept = worthwhile(
            made.iter().map(|(variant, _)| variant.clone()).collect(),
            picture,
        );
        made.retain(|(variant, _)| kept.contains(variant));
        made.sort_by_key(|(variant, _)| (variant.kind, variant.width));
        self.store.keep(picture, &made)?;
        Ok(Ok(made))
    }

    /// Makes and keeps the cuts of a picture around a point.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn crop(&self, picture: &Picture, focus: Focus) -> Result<Result<Cropped, Fault>> {
        let cuts = cuts(picture, focus);
        let sheets = {
            let _alone = self
                .unpacking
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            match cut(picture, &picture.load()?, &cuts) {
                Ok(sheets) => sheets,
                Err(fault) => return Ok(Err(fault)),
            }
        };
        let made = cuts.par_iter().zip(sheets).map(|(cut, sheet)| {
            let bytes = encode(cut.kind, &sheet, picture.format)?;
            let variant = Variant {
                kind: cut.kind,
                width: sheet.width(),
                hash: xxh3_64(&bytes),
                bytes: bytes.len() as u64,
            };
            let crop = Crop {
                shape: cut.shape,
                height: sheet.height(),
                variant,
            };
            anyhow::Ok((crop, bytes))
        });
        let made: Cropped = made.collect::<Result<_>>()?;
        self.store.keep_crops(picture, focus, &made)?;
        Ok(Ok(made))
    }

    /// Says of each of these pictures whether all of it can be seen.
    ///
    /// # Errors
    /// If one cannot be read.
    pub fn prove_all(&self, pictures: &[&Picture]) -> Result<Vec<Result<(), Fault>>> {
        let prove = |picture: &Picture| Ok(self.unpack(picture, &[])?.map(drop));
        each(pictures, prove).into_iter().collect()
    }

    fn unpack(
        &self,
        picture: &Picture,
        widths: &[u32],
    ) -> Result<Result<Vec<DynamicImage>, Fault>> {
        let _alone = self
            .unpacking
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let bytes = picture.load()?;
        Ok(scale(picture, &bytes, widths))
    }
}

/// Does something to all pictures, in order as far as anyone can see. The threads are not rayon's, whose would begin with
/// another picture while they wait for pieces of the first.
fn each<T: Send>(pictures: &[&Picture], act: impl Fn(&Picture) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(pictures.len()));
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(picture) = pictures.get(at) else {
                return;
            };
            let result = act(picture);
            done.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((at, result));
        }
    };
    thread::scope(|scope| {
        for _ in 0..HANDS.min(pictures.len()) {
            scope.spawn(work);
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
