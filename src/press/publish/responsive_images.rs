//! The pictures of an edition: smaller ones are made before anything is printed, since pages name them, and those of
//! articles that are to come, since nobody may be there when their time has come.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use gazette_content::{
    body::PlacedPicture,
    checked_site::{CheckReport, Checked, CheckedSite, Crops},
    manuscript::{LeadImage, Manuscript},
};
use gazette_diagnostics::{
    problem::{Problem, Problems},
    source::Source,
};
use gazette_image::picture::{Crop, Fault, ImageProcessor, Picture, Store, Variant};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::output::{sink::OutputSink, staging::Staging};

/// Makes the smaller ones that a store has not, and tells the edition of all.
///
/// # Errors
/// If the disk refuses.
pub fn develop(checked: &mut Checked, store: &Store) -> Result<Problems> {
    let (found, missing) = look_up(&checked.report, store);
    let progress = progress(missing.len())?;
    let made = ImageProcessor::new(store).make_all(&missing, &progress)?;
    progress.finish_and_clear();
    let mut variants: BTreeMap<String, Vec<Variant>> = found;
    let mut faults = BTreeMap::new();
    for (picture, made) in missing.iter().zip(made) {
        let address = picture.address.clone();
        match made {
            Ok(made) => drop(variants.insert(address, made)),
            Err(fault) => drop(faults.insert(address, fault)),
        }
    }
    checked.site.crops = crop(&checked.report, store, &mut faults)?;
    let problems = problems(&checked.report, &faults);
    checked.site.variants = variants;
    Ok(problems)
}

/// Cuts pictures that lead articles, but those that can be seen to be damaged already.
fn crop(
    report: &CheckReport,
    store: &Store,
    faults: &mut BTreeMap<String, Fault>,
) -> Result<Crops> {
    let mut crops = Crops::new();
    for ((address, focus), picture) in &report.leading {
        if !picture.has_pixels() || faults.contains_key(address) {
            continue;
        }
        let found = match store.find_crops(picture, *focus) {
            Some(crops) => Ok(crops),
            None => ImageProcessor::new(store)
                .crop(picture, *focus)?
                .map(|made| made.into_iter().map(|(crop, _)| crop).collect()),
        };
        match found {
            Ok(found) => drop(crops.insert((address.clone(), *focus), found)),
            Err(fault) => drop(faults.insert(address.clone(), fault)),
        }
    }
    Ok(crops)
}

/// Looks at every picture that a store has not, and makes nothing.
///
/// # Errors
/// If one cannot be read.
pub fn prove(report: &CheckReport, store: &Store) -> Result<Problems> {
    let (_, missing) = look_up(report, store);
    let proven = ImageProcessor::new(store).prove_all(&missing)?;
    let faults = missing.iter().zip(proven).filter_map(|(picture, proven)| {
        let fault = proven.err()?;
        Some((picture.address.clone(), fault))
    });
    Ok(problems(report, &faults.collect()))
}

/// Puts pictures and the smaller ones of them into an edition, and takes out of the store what no picture is left for.
///
/// # Errors
/// If a picture cannot be read or the disk refuses.
pub fn publish(edition: &CheckedSite, store: &Store, staging: &Staging) -> Result<()> {
    let all = edition.pictures();
    all.into_par_iter().try_for_each(|(address, picture)| {
        if !staging.keep(address) {
            staging.put(address, &picture.load()?)?;
        }
        let variants = edition.variants.get(address).into_iter().flatten();
        variants
            .map(|variant| (variant.address(address), variant))
            .filter(|(address, _)| !staging.keep(address))
            .try_for_each(|(address, variant)| {
                staging.put(&address, &bytes(picture, variant, store)?)
            })
    })?;
    for image in edition.manuscripts.iter().filter_map(Manuscript::image) {
        for crop in edition.crops(image) {
            let address = crop.variant.address(&image.picture.address);
            if !staging.keep(&address) {
                staging.put(&address, &crop_bytes(image, crop, store)?)?;
            }
        }
    }
    Ok(())
}

/// The bytes of a cut; where the store's are damaged, they are made once more.
fn crop_bytes(image: &LeadImage, crop: &Crop, store: &Store) -> Result<Vec<u8>> {
    let LeadImage { picture, focus, .. } = image;
    if let Some(bytes) = store.read_crop(picture, *focus, crop) {
        return Ok(bytes);
    }
    let made = ImageProcessor::new(store)
        .crop(picture, *focus)?
        .unwrap_or_default();
    match made.into_iter().find(|(made, _)| made == crop) {
        Some((_, bytes)) => Ok(bytes),
        None => bail!(
            "{}: cuts of it in the cache were damaged; start press again",
            picture.file.display()
        ),
    }
}

/// The bytes of a smaller one; where the store's are damaged, they are made once more.
fn bytes(picture: &Picture, variant: &Variant, store: &Store) -> Result<Vec<u8>> {
    if let Some(bytes) = store.read(picture, variant) {
        return Ok(bytes);
    }
    let made = ImageProcessor::new(store)
        .make(picture)?
        .unwrap_or_default();
    match made.into_iter().find(|(made, _)| made == variant) {
        Some((_, bytes)) => Ok(bytes),
        None => bail!(
            "{}: smaller ones of it in the cache were damaged; start press again",
            picture.file.display()
        ),
    }
}

/// Looks up the pictures that manuscripts show: variants found in the store, and pictures that still need them.
fn look_up<'e>(
    report: &'e CheckReport,
    store: &Store,
) -> (BTreeMap<String, Vec<Variant>>, Vec<&'e Picture>) {
    let pictures = report.shown.iter().map(|(_, shown)| &*shown.picture);
    let pictures: BTreeMap<&str, &Picture> = pictures.map(|it| (it.address.as_str(), it)).collect();
    let (mut found, mut missing) = (BTreeMap::new(), Vec::new());
    for (address, picture) in pictures {
        match store.find(picture) {
            Some(variants) => drop(found.insert(address.to_owned(), variants)),
            None if picture.has_pixels() => missing.push(picture),
            None => {}
        }
    }
    (found, missing)
}

/// A problem wherever a manuscript shows a picture with a fault.
fn problems(report: &CheckReport, faults: &BTreeMap<String, Fault>) -> Problems {
    let of = |(source, shown): &(Source, PlacedPicture)| {
        let fault = faults.get(&shown.picture.address)?;
        let problem = Problem::new(fault.rule(), fault.message(&shown.path));
        let problem = problem.at(source, shown.span.clone(), fault.label());
        Some(problem.help(fault.help()))
    };
    let mut problems: Problems = report.shown.iter().filter_map(of).collect();
    problems.sort();
    problems
}

fn progress(pictures: usize) -> Result<ProgressBar> {
    if pictures == 0 {
        return Ok(ProgressBar::hidden());
    }
    // It draws itself only where stderr is a terminal.
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} pictures made smaller, {eta} left")?;
    Ok(ProgressBar::new(pictures as u64).with_style(style))
}
