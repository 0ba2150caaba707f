//! Items of a list as kramdown finds them (its `list.rb`): it counts spaces otherwise than other readers of Markdown, and
//! whatever stands below an item without an empty line belongs to it.

/// A list in lines of text.
pub struct List {
    /// Tells whether its items have numbers.
    pub is_ordered: bool,
    /// The parts of each item, as lines without the mark and what is indented for it. No block goes on from one part to
    /// the next.
    pub items: Vec<Vec<Vec<String>>>,
    /// The sign of its first item, if it has no numbers.
    pub sign: char,
    /// How many lines it takes.
    pub length: usize,
}

/// Beginning of an item.
struct ItemStart<'l> {
    is_ordered: bool,
    sign: char,
    /// Length of the mark, with the spaces before it.
    length: usize,
    rest: &'l str,
}

/// More spaces than these make code.
const MOST: usize = 3;

/// Elements that stand in lines of text.
const SPANS: [&str; 41] = [
    "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em",
    "i", "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt",
    "rtc", "ruby", "samp", "script", "select", "small", "span", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
];

fn item_start(line: &str, most: usize) -> Option<ItemStart<'_>> {
    let words = line.trim_start_matches(' ');
    let spaces = line.len() - words.len();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let sign = words[digits..].chars().next()?;
    let is_mark = match digits {
        0 => matches!(sign, '+' | '*' | '-'),
        _ => sign == '.',
    };
    let rest = words.get(digits + 1..).filter(|_| is_mark)?;
    (spaces <= most && rest.starts_with([' ', '\t', '|'])).then_some(ItemStart {
        is_ordered: digits > 0,
        sign,
        length: spaces + digits + 1,
        rest,
    })
}

/// Tells whether a line begins a list.
pub fn is_start(line: &str) -> bool {
    item_start(line, MOST).is_some() && !is_rule(line)
}

/// Tells whether a line is one that parts a text: `* * *`.
pub fn is_rule(line: &str) -> bool {
    let words = line.trim();
    let sign = words
        .chars()
        .next()
        .filter(|c| matches!(c, '*' | '-' | '_'));
    let spaces = line.len() - line.trim_start_matches(' ').len();
    sign.is_some_and(|sign| {
        spaces <= MOST
            && words.chars().all(|c| c == sign || c == ' ' || c == '\t')
            && words.matches(sign).count() >= 3
    })
}

/// Tells whether a line ends what goes on without being indented: attributes, or an element of HTML that is a block.
pub fn ends_lazy(line: &str, most: usize) -> bool {
    let words = line.trim_start_matches(' ');
    if line.len() - words.len() > most {
        return false;
    }
    if is_attributes(words) {
        return true;
    }
    element_name(words).is_some()
}

/// The name of the block of HTML that a line begins or ends.
pub fn element_name(line: &str) -> Option<&str> {
    let tag = line.trim_start_matches(' ').strip_prefix('<')?;
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
    let name = &tag[..tag.find(|c| !is_of_name(c)).unwrap_or(tag.len())];
    (name.starts_with(char::is_alphabetic) && !SPANS.contains(&name)).then_some(name)
}

fn is_attributes(words: &str) -> bool {
    let inside = words
        .trim()
        .strip_prefix("{:")
        .and_then(|rest| rest.strip_suffix('}'));
    inside.is_some_and(|inside| !inside.is_empty() && !inside.starts_with([':', '/']))
}

/// An item while its lines are read.
struct OpenItem {
    parts: Vec<Vec<String>>,
    indentation: usize,
    /// Tells whether a list in it may have begun.
    has_list: bool,
}

impl OpenItem {
    fn new(start: &ItemStart<'_>) -> Self {
        let (first, indentation) = if start.rest.trim().is_empty() || is_attributes(start.rest) {
            (start.rest.trim().to_owned(), 4)
        } else {
            let rest = without_tabs(start.rest, start.length);
            let words = rest.trim_start();
            (words.to_owned(), start.length + rest.len() - words.len())
        };
        Self {
            has_list: item_start(&first, MOST).is_some(),
            parts: vec![vec![first]],
            indentation,
        }
    }

    /// Tells whether a line is indented far enough to belong to the item.
    fn has(&self, line: &str) -> bool {
        let mut rest = line;
        for _ in 0..self.indentation / 4 {
            match unit(rest) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        spaces >= self.indentation % 4 || unit(rest).is_some()
    }

    fn take(&mut self, line: &str) {
        let line = with_spaces(line);
        let inside = line.strip_prefix(&" ".repeat(self.indentation));
        let begins = item_start(inside.unwrap_or(&line), MOST).is_some();
        match inside {
            Some(inside) => {
                if begins && !self.has_list {
                    self.parts.push(Vec::new());
                    self.has_list = true;
                }
                self.push(inside.to_owned());
            }
            None if self.has_list && begins => {
                let spaces = " ".repeat(self.indentation + 4);
                self.push(spaces + &line);
            }
            None => self.push(line),
        }
    }

    fn push(&mut self, line: String) {
        if let Some(part) = self.parts.last_mut() {
            part.push(line);
        }
    }
}

/// A line with four spaces for each tab that it begins with.
pub fn with_spaces(line: &str) -> String {
    let words = line.trim_start_matches('\t');
    format!("{}{words}", " ".repeat(4 * (line.len() - words.len())))
}

/// What comes after a tab or four spaces.
fn unit(line: &str) -> Option<&str> {
    line.strip_prefix('\t').or(line.strip_prefix("    "))
}

/// The text behind a mark of a length with spaces in place of the tabs that it begins with.
fn without_tabs(text: &str, length: usize) -> String {
    let words = text.trim_start_matches([' ', '\t']);
    let mut column = length;
    for c in text[..text.len() - words.len()].chars() {
        column += if c == '\t' { 4 - column % 4 } else { 1 };
    }
    format!("{}{words}", " ".repeat(column - length))
}

/// The list that lines begin with.
pub fn list(lines: &[&str]) -> Option<List> {
    let first = item_start(lines.first()?, MOST)?;
    let mut most = MOST;
    let mut items: Vec<OpenItem> = Vec::new();
    let mut is_after_blank = false;
    let mut length = 0;
    for line in lines {
        if is_after_blank && is_rule(line) {
            break;
        }
        let start = item_start(line, most).filter(|it| it.is_ordered == first.is_ordered);
        let is_blank = line.trim().is_empty();
        if let Some(start) = start {
            let item = OpenItem::new(&start);
            most = MOST.min(item.indentation.saturating_sub(1));
            items.push(item);
        } else {
            let item = items.last_mut()?;
            let is_lazy = || !is_after_blank && !ends_lazy(line, MOST.min(item.indentation));
            if is_blank {
                item.has_list = true;
                item.push(String::new());
            } else if item.has(line) || is_lazy() {
                item.take(line);
            } else {
                break;
            }
        }
        is_after_blank = is_blank;
        length += 1;
    }
    Some(List {
        is_ordered: first.is_ordered,
        sign: first.sign,
        items: items.into_iter().map(|item| item.parts).collect(),
        length,
    })
}
