//! Cells of a table that its header has no column for.

use std::ops::Range;

use gazette_diagnostics::rule;
use pulldown_cmark::{Event, Tag};

use crate::body::{autolink::PlacedEvent, finding::BodyFinding};

/// Finds cells that have no column: the parser leaves them out.
pub fn find(events: &[PlacedEvent<'_>], written: &str) -> Vec<BodyFinding> {
    let mut columns = 0;
    let mut found = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => found.extend(in_row(written, range.clone(), columns)),
            _ => {}
        }
    }
    found
}

/// The same in a row of a text.
fn in_row(written: &str, range: Range<usize>, columns: usize) -> Option<BodyFinding> {
    let row = written[range.clone()].trim_end();
    let row = row
        .strip_suffix('|')
        .filter(|it| !it.ends_with('\\'))
        .unwrap_or(row);
    let cells = row.trim_start();
    let skipped = row.len() - cells.len();
    let cells = cells
        .strip_prefix('|')
        .map_or((skipped, cells), |it| (skipped + 1, it));
    let (from, cells) = cells;
    let mut is_escaped = false;
    let mut pipes = cells.bytes().enumerate().filter(|(_, byte)| {
        let is_end = *byte == b'|' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    });
    let (first, _) = pipes.nth(columns.checked_sub(1)?)?;
    let start = range.start + from + first + 1;
    let rest = &cells[first + 1..];
    let start = start + (rest.len() - rest.trim_start().len());
    let end = range.start + row.trim_end().len();
    (start < end).then(|| BodyFinding {
        rule: &rule::TABLE_LOST_CELL,
        message: format!("this row has more cells than the {columns} columns of its header"),
        place: start..end,
        label: "nobody sees this",
        help:
            "Name one more column in the header, or write \\| for a bar that is no end of a cell."
                .into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surplus_cells_are_found() {
        let found = |row: &str| {
            let text = format!("12{row}\n");
            let range = 2..text.len();
            in_row(&text, range, 2).map(|it| text[it.place].to_owned())
        };
        assert_eq!(found("| 1 | 2 | 3 |").as_deref(), Some("3"));
        assert_eq!(found("1|2|3|4").as_deref(), Some("3|4"));
        assert_eq!(found("| 1 | 名 | 稱  |").as_deref(), Some("稱"));
        for row in [
            "| 1 | 2 |",
            "| 1 |",
            "1 | 2",
            "| `a\\|b` | x \\| y |",
            "| 1 | 2 |  |",
            "| a | b \\|",
        ] {
            assert_eq!(found(row), None, "{row}");
        }
    }
}
