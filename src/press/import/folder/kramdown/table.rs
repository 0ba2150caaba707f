//! Kramdown's tables: they need no header, may have lines between their rows, and a footer.

use crate::folder::{code, kramdown::list};

/// Gives tables without a header an empty one, as the Markdown that press reads has no others, and takes out the lines
/// between rows.
pub fn with_headers(text: &str) -> String {
    let code = code::ranges(text);
    let mut out = String::with_capacity(text.len());
    let mut table: Vec<&str> = Vec::new();
    // Lines of a paragraph are no table, even if they have bars.
    let mut is_free = true;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_code = code
            .iter()
            .any(|range| text[range.clone()].contains('\n') && range.contains(&at));
        let is_row = !is_code && (is_free || !table.is_empty()) && is_row(line);
        if is_row {
            table.push(line);
        } else {
            let is_over = line.trim().is_empty() || !has_bare_rows(&table);
            push(&mut out, &std::mem::take(&mut table), is_over);
            out.push_str(line);
        }
        is_free = line.trim().is_empty() || line.starts_with('#');
        at += line.len();
    }
    push(&mut out, &table, true);
    out
}

/// Tells whether a line is a row, which needs bars only between its cells.
fn is_row(line: &str) -> bool {
    let is_indented = line.starts_with("    ") || line.starts_with('\t');
    let words = line.trim_start();
    let is_other = words.starts_with(['#', '>', '<', '[', ':', '{'])
        || list::is_last(&[words.to_owned()])
        || words.starts_with("```")
        || words.starts_with("~~~");
    !is_indented && (words.starts_with('|') || !is_other && cells(line) > 1)
}

/// Tells whether a row has no bar at its beginning: it may be a line of text after all.
fn has_bare_rows(table: &[&str]) -> bool {
    table.iter().any(|row| !row.trim_start().starts_with('|'))
}

/// A line between rows: `|---|:-:|`, or `|===` above the footer.
fn is_line(row: &str) -> bool {
    let row = row.trim();
    row.contains(['-', '=']) && row.bytes().all(|byte| b"|-=:+ ".contains(&byte))
}

/// The number of cells of a row.
fn cells(row: &str) -> usize {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row);
    let mut cells = 1;
    let mut is_code = false;
    let mut before = ' ';
    for c in row.chars() {
        match c {
            '`' => is_code = !is_code,
            '|' if before != '\\' && !is_code => cells += 1,
            _ => {}
        }
        before = c;
    }
    cells
}

/// Alignment of the cells, as a line of the table says it: `:-:`.
fn alignments(line: &str) -> Vec<String> {
    let line = line.trim().trim_matches('|');
    let own = line.split(['|', '+']).map(|cell| {
        let cell = cell.trim();
        let side = |is_there: bool| if is_there { ":" } else { "" };
        let (left, right) = (cell.starts_with(':'), cell.ends_with(':') && cell.len() > 1);
        format!("{}---{}", side(left), side(right))
    });
    own.collect()
}

/// Writes a table; as it stands there, if it is none, since it goes on as text.
fn push(out: &mut String, table: &[&str], is_over: bool) {
    let rows: Vec<&str> = table.iter().copied().filter(|row| !is_line(row)).collect();
    let is_plain = table.len() > 1 && !is_line(table[0]) && is_line(table[1]);
    let lines = table.len() - rows.len();
    // One row alone may as well be text with bars.
    if !is_over
        || rows.is_empty()
        || table.len() < 2
        || is_plain && lines == 1 && is_markdown(table[1])
    {
        out.extend(table.iter().copied());
        return;
    }
    let line = table.iter().find(|row| is_line(row) && !row.contains('='));
    let width = rows.iter().map(|row| cells(row)).max().unwrap_or(1);
    let mut sides = line.map_or_else(Vec::new, |line| alignments(line));
    sides.resize(width, "---".into());
    // Rows above the first line are the header, but not those below a line that the table begins with.
    let first = table.iter().position(|row| is_line(row));
    let is_headed = first == Some(1);
    let (header, rows) = if is_headed {
        (rows[0].trim_end().to_owned(), &rows[1..])
    } else {
        (format!("|{}", "   |".repeat(width)), &rows[..])
    };
    let line = format!("{header}\n|{}|\n", sides.join("|"));
    out.extend(std::iter::once(line.as_str()).chain(rows.iter().copied()));
}

/// Tells whether a line under a header is one for other readers of Markdown, too.
fn is_markdown(line: &str) -> bool {
    let line = line.trim();
    !line.contains(['=', '+'])
        && line
            .trim_matches('|')
            .split('|')
            .all(|cell| cell.contains('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_get_the_header_that_they_lack() {
        for (text, wanted) in [
            (
                "| a | b\n| 1 | 2\n\nText\n",
                "|   |   |\n|---|---|\n| a | b\n| 1 | 2\n\nText\n",
            ),
            (
                "| a | b |\n|---|--:|\n| 1 | 2 |\n",
                "| a | b |\n|---|--:|\n| 1 | 2 |\n",
            ),
            (
                "| a | b |\n|---+---:|\n| 1 | 2 |\n|===\n| s | t |\n",
                "| a | b |\n|---|---:|\n| 1 | 2 |\n| s | t |\n",
            ),
            (
                "|---|---|\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n",
                "|   |   |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n",
            ),
            (
                "| `a|b` | c \\| d |\n| 1 | 2 |",
                "|   |   |\n|---|---|\n| `a|b` | c \\| d |\n| 1 | 2 |",
            ),
            (
                "Text\n| no | table |\n| no | table |\n",
                "Text\n| no | table |\n| no | table |\n",
            ),
            ("|x| is the size\n", "|x| is the size\n"),
            ("```\n| a |\n| b |\n```\n", "```\n| a |\n| b |\n```\n"),
            ("    | a |\n    | b |\n", "    | a |\n    | b |\n"),
            ("a || b\n", "a || b\n"),
            (
                "a | b\nc | d\n\nText\n",
                "|   |   |\n|---|---|\na | b\nc | d\n\nText\n",
            ),
            ("a | b\n--|--\n1 | 2\n", "a | b\n--|--\n1 | 2\n"),
            (
                "a | b\n---|---\n1 | 2\n---|---\n3 | 4\n",
                "a | b\n|---|---|\n1 | 2\n3 | 4\n",
            ),
            ("a | b\nc | d\ntext\n", "a | b\nc | d\ntext\n"),
            ("- a | b\n- c | d\n", "- a | b\n- c | d\n"),
            ("1. a | b\n2. c | d\n", "1. a | b\n2. c | d\n"),
            ("`a | b`\n`c | d`\n", "`a | b`\n`c | d`\n"),
            ("a \\| b\nc \\| d\n", "a \\| b\nc \\| d\n"),
        ] {
            assert_eq!(with_headers(text), wanted, "{text}");
        }
    }
}
