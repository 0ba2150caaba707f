//! Tables in the terminal.

use comfy_table::{CellAlignment, Row, Table, presets};

/// A table without lines: so many columns of words, then numbers.
pub fn table(header: impl Into<Row>, words: usize) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(header);
    for column in table.column_iter_mut().skip(words) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
