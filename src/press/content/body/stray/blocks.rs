//! Tables, headings, tasks and boxes that are read as text, since something in their signs is missing.

use std::ops::Range;

use gazette_diagnostics::rule;

use crate::body::finding::BodyFinding;

/// Names of boxes.
const BOXES: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Finds lines of a paragraph that were meant as a table or a heading.
pub fn in_paragraph(written: &str, paragraph: Range<usize>) -> Vec<BodyFinding> {
    let mut end = paragraph.start;
    let lines = written[paragraph].split_inclusive('\n').map(|line| {
        end += line.len();
        let inner = line.trim_start_matches([' ', '\t', '>']);
        let start = end - inner.len();
        (start, inner.trim_end())
    });
    let lines: Vec<(usize, &str)> = lines.collect();
    let table = lines.windows(2).find(|pair| {
        let is_row = |line: &str| line.matches('|').count() > 1 && line.starts_with('|');
        is_row(pair[0].1) && (is_row(pair[1].1) && pair[1].1.ends_with('|') || is_rule(pair[1].1))
    });
    let table = table.map(|pair| not_a_table(pair[0], pair[1].1));
    let headings = lines
        .iter()
        .filter_map(|(start, line)| heading(*start, line));
    table.into_iter().chain(headings).collect()
}

/// Tells whether a line is such as stands between the head of a table and its rows, dashes of other kinds included.
fn is_rule(line: &str) -> bool {
    line.contains('|')
        && line.contains(['-', '–', '—', '－'])
        && !line.contains(|c| !"|:-–—－ \t".contains(c))
}

fn not_a_table((start, head): (usize, &str), below: &str) -> BodyFinding {
    let cells = |row: &str| row.trim_matches('|').split('|').count();
    let why = if !is_rule(below) {
        "no line |---|---| stands below its first".to_owned()
    } else if below.contains(['–', '—', '－']) {
        "the line below its first has dashes instead of hyphens".to_owned()
    } else {
        format!(
            "its first line has {} cells, the line below it {}",
            cells(head),
            cells(below)
        )
    };
    let rule = vec!["---"; cells(head)].join("|");
    BodyFinding {
        rule: &rule::TABLE_NOT_READ,
        message: format!("this is no table: {why}"),
        place: start..start + head.len(),
        label: "readers see the lines as they are written",
        help: format!("Write |{rule}| below the first line."),
    }
}

fn heading(start: usize, line: &str) -> Option<BodyFinding> {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &line[hashes..];
    // One alone is a sign of its own: #news.
    if !(2..=6).contains(&hashes) || !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let mark = &line[..hashes];
    Some(BodyFinding {
        rule: &rule::TEXT_STRAY_MARK,
        message: format!("{mark} stays in the text: this is no heading"),
        place: start..start + hashes,
        label: "readers see it",
        help: format!("Write a space behind {mark}."),
    })
}

/// Finds the box of a task right before its words.
pub fn task(written: &str, start: usize) -> Option<BodyFinding> {
    let rest = &written[start..];
    let is_box = ["[ ]", "[x]", "[X]"].iter().any(|it| rest.starts_with(it));
    let next = rest.get(3..)?.chars().next()?;
    if !is_box || next.is_whitespace() || "([:".contains(next) {
        return None;
    }
    Some(BodyFinding {
        rule: &rule::TEXT_STRAY_MARK,
        message: format!("{} stays in the text: this is no task", &rest[..3]),
        place: start..start + 3,
        label: "readers see it",
        help: "Write a space behind it.".into(),
    })
}

/// Finds the sign of a box, `[!NOTE]`, that begins none.
pub fn in_box(written: &str, start: usize) -> Option<BodyFinding> {
    let line = written[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = written[line..start].trim();
    let length = written[start..].find(']')?;
    let name = &written[start + 2..start + length];
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !before.starts_with('>') || before.contains(|c| c != '>' && c != ' ') || !is_name {
        return None;
    }
    let is_known = BOXES.contains(&name.to_ascii_uppercase().as_str());
    Some(BodyFinding {
        rule: &rule::TEXT_STRAY_MARK,
        message: if is_known {
            format!("[!{name}] stays in the text: it does not stand alone on the first line")
        } else {
            format!("[!{name}] stays in the text: there is no box of that name")
        },
        place: start..start + length + 1,
        label: "readers see it",
        help: format!(
            "Write one of [!{}] alone on the first line.",
            BOXES.join("], [!")
        ),
    })
}
