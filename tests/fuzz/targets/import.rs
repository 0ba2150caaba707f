//! Exports of other systems, of any bytes; the first says of which. What is HTML in them becomes Markdown.
#![no_main]

use gazette_import::{ExportBody, ExportFormat, ExportItem, read, to_markdown};
use libfuzzer_sys::fuzz_target;

const KINDS: [ExportFormat; 7] = [
    ExportFormat::Wordpress,
    ExportFormat::Feed,
    ExportFormat::JsonFeed,
    ExportFormat::Govuk,
    ExportFormat::Hugo,
    ExportFormat::Zola,
    ExportFormat::Jekyll,
];

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, export)) = bytes.split_first() else {
        return;
    };
    let Some(kind) = KINDS.get(usize::from(kind.wrapping_sub(b'0'))) else {
        to_markdown(&String::from_utf8_lossy(export));
        return;
    };
    read(*kind, export, "a.md", &mut |found| {
        if let ExportItem::Item(item) = found
            && let ExportBody::Html(html) = item.body
        {
            to_markdown(&html);
        }
    });
});
