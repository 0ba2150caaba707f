//! Emphasis beside Chinese, Japanese and Korean characters, which have no space between a word and its punctuation.
//!
//! CommonMark looks at both sides of `**` for spaces and punctuation, and so misses `這是**「重要」**的`. The [amended
//! rules] say that East Asian punctuation counts as a letter there, and that an East Asian character outside counts as a
//! space. Until a released parser has an option for them, it reads a text in which a character beside such a `**` is
//! replaced by a stand-in: one of the same length, of the class that the amended rules want, and nowhere else in the
//! text. So every offset stays, and what the parser hands over is put back character by character. A colon that begins a
//! line gets one as well, lest the parser take it for a definition's.
//!
//! [amended rules]: https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    ops::{Range, RangeInclusive},
};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use crate::body::east_asian::{is_east_asian, is_variation_selector};

/// Character class of a stand-in, as the parser sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Class {
    Letter,
    Punctuation,
    /// A colon at the beginning of a line that begins no definition.
    Colon,
}

/// Characters of a class and a length in UTF-8 that no entity has a name for.
const POOLS: [(Class, usize, &[RangeInclusive<char>]); 6] = [
    (Class::Letter, 2, &['\u{780}'..='\u{7a5}']),
    (Class::Letter, 3, &['\u{e000}'..='\u{f8ff}']),
    (Class::Letter, 4, &['\u{f0000}'..='\u{ffffd}']),
    (
        Class::Punctuation,
        3,
        &['\u{2800}'..='\u{28ff}', '\u{2f00}'..='\u{2fd5}'],
    ),
    (Class::Punctuation, 4, &['\u{1d800}'..='\u{1d9ff}']),
    // No manuscript that can be published has it.
    (Class::Colon, 1, &['\u{1}'..='\u{1}']),
];

/// The characters of a class and a length.
fn pool(class: Class, length: usize) -> Option<&'static [RangeInclusive<char>]> {
    let pool = POOLS
        .iter()
        .find(|pool| (pool.0, pool.1) == (class, length))?;
    Some(pool.2)
}

/// A text with stand-ins in it.
pub struct StandIns<'a> {
    text: Cow<'a, str>,
    originals: HashMap<char, char>,
}

impl<'a> StandIns<'a> {
    /// Puts stand-ins beside marks of emphasis that need them.
    pub fn new(text: &'a str) -> Self {
        let mut places = Vec::new();
        let mut marks = Vec::new();
        let mut low_marks = LowMarks::default();
        let mut at = 0;
        while let Some(found) = text[at..].find(['*', '~', '_']) {
            let start = at + found;
            let mark = text.as_bytes()[start];
            let rest = &text.as_bytes()[start..];
            let end = start + rest.iter().take_while(|byte| **byte == mark).count();
            at = end;
            if mark == b'_' {
                places.extend(low_marks.places(text, start, end));
            } else if mark == b'*' || end - start == 2 {
                marks.push(start..end);
            }
        }
        let share = |a: &Range<usize>, b: &Range<usize>| {
            let mut between = text[a.end..b.start].chars();
            between.next().is_some_and(|c| !c.is_whitespace()) && between.next().is_none()
        };
        places.extend(colons(text));
        places.extend(marks.chunk_by(share).flat_map(|marks| chain(text, marks)));
        places.sort_by_key(|place| place.0);
        if places.is_empty() {
            return Self {
                text: Cow::Borrowed(text),
                originals: HashMap::new(),
            };
        }
        Self::replace(text, &places)
    }

    fn replace(text: &str, places: &[(usize, char, Class)]) -> Self {
        let mut free = Free::new(text);
        let mut stand_ins: HashMap<(char, Class), char> = HashMap::new();
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for (at, original, class) in places {
            // Two marks may have the same neighbour; the first has its way.
            if *at < copied {
                continue;
            }
            let known = stand_ins.get(&(*original, *class)).copied();
            let Some(stand_in) = known.or_else(|| free.take(*class, original.len_utf8())) else {
                continue;
            };
            stand_ins.insert((*original, *class), stand_in);
            out.push_str(&text[copied..*at]);
            out.push(stand_in);
            copied = at + original.len_utf8();
        }
        out.push_str(&text[copied..]);
        let originals = stand_ins
            .into_iter()
            .map(|((original, _), it)| (it, original));
        Self {
            text: Cow::Owned(out),
            originals: originals.collect(),
        }
    }

    /// Returns the text with stand-ins, for the parser.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts the characters that were written into what the parser hands over.
    pub fn restore<'e>(&self, event: Event<'e>) -> Event<'e> {
        if self.originals.is_empty() {
            return event;
        }
        let own = |text: CowStr<'e>| self.written(text);
        match event {
            Event::Text(text) => Event::Text(own(text)),
            Event::Code(text) => Event::Code(own(text)),
            Event::Html(text) => Event::Html(own(text)),
            Event::InlineHtml(text) => Event::InlineHtml(own(text)),
            Event::FootnoteReference(text) => Event::FootnoteReference(own(text)),
            Event::Start(tag) => Event::Start(match tag {
                Tag::Heading {
                    level,
                    id,
                    classes,
                    attrs,
                } => Tag::Heading {
                    level,
                    id: id.map(own),
                    classes: classes.into_iter().map(own).collect(),
                    attrs,
                },
                Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                } => Tag::Link {
                    link_type,
                    dest_url: own(dest_url),
                    title: own(title),
                    id: own(id),
                },
                Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                } => Tag::Image {
                    link_type,
                    dest_url: own(dest_url),
                    title: own(title),
                    id: own(id),
                },
                Tag::FootnoteDefinition(name) => Tag::FootnoteDefinition(own(name)),
                Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                    Tag::CodeBlock(CodeBlockKind::Fenced(own(info)))
                }
                tag => tag,
            }),
            event => event,
        }
    }

    /// Puts the characters that were written into a text.
    pub fn written<'e>(&self, text: CowStr<'e>) -> CowStr<'e> {
        if !text.contains(|c| self.originals.contains_key(&c)) {
            return text;
        }
        let own = |c| self.originals.get(&c).copied().unwrap_or(c);
        text.chars().map(own).collect::<String>().into()
    }
}

/// Colons at the beginning of a line with no space behind them, as in `:smile:`. The parser would take each for the sign of
/// a definition, which has a space.
fn colons(text: &str) -> impl Iterator<Item = (usize, char, Class)> {
    let mut end = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        end += line.len();
        let inner = line.trim_start_matches([' ', '\t', '>']);
        let rest = inner.strip_prefix(':')?;
        // `:---|---:` says how columns of a table stand.
        let is_rule = rest.contains('-') && !rest.contains(|c| !" \t\r\n:|-".contains(c));
        (rest.starts_with(|c: char| !c.is_whitespace()) && !is_rule).then_some((
            end - inner.len(),
            ':',
            Class::Colon,
        ))
    })
}

/// The neighbours of marks that need stand-ins. Each of these marks has one character between it and the next, which both
/// look at: `**甲**、**「乙」**`. So that each can open and close, all of the neighbours become letters or, where that cannot
/// be, punctuation.
fn chain(text: &str, marks: &[Range<usize>]) -> Vec<(usize, char, Class)> {
    let single: Vec<_> = marks
        .iter()
        .filter_map(|mark| place(text, mark.start, mark.end))
        .collect();
    if single.is_empty() {
        return single;
    }
    let before = |at: usize| {
        text[..at]
            .chars()
            .next_back()
            .map(|c| (at - c.len_utf8(), c))
    };
    let after = |at: usize| text[at..].chars().next().map(|c| (at, c));
    let first = marks.first().and_then(|mark| before(mark.start));
    let neighbours: Vec<(usize, char)> = first
        .into_iter()
        .chain(marks.iter().filter_map(|mark| after(mark.end)))
        .filter(|(_, c)| !c.is_whitespace())
        .collect();
    let class_of = |c| {
        if is_punctuation(c) {
            Class::Punctuation
        } else {
            Class::Letter
        }
    };
    // A mark made of `_` beside it has other needs.
    let is_bound = |at: usize, c: char| {
        text[..at].ends_with('_') || text[at + c.len_utf8()..].starts_with('_')
    };
    let can_be = |(at, c): &(usize, char), class| {
        class_of(*c) == class || pool(class, c.len_utf8()).is_some() && !is_bound(*at, *c)
    };
    let class = [Class::Letter, Class::Punctuation]
        .into_iter()
        .find(|class| neighbours.iter().all(|it| can_be(it, *class)));
    let Some(class) = class else {
        return single;
    };
    neighbours
        .into_iter()
        .filter(|(_, c)| class_of(*c) != class)
        .map(|(at, c)| (at, c, class))
        .collect()
}

/// The neighbour of a mark from `start` to `end` that needs a stand-in: its place, and what it is to stand for.
fn place(text: &str, start: usize, end: usize) -> Option<(usize, char, Class)> {
    let before = text[..start].chars().next_back()?;
    let after = text[end..].chars().next()?;
    if before.is_whitespace() || after.is_whitespace() {
        return None;
    }
    // A letter may be followed by a character that says how it is drawn.
    let outside = text[..start].chars().rev().take(2);
    let outside = outside.into_iter().find(|c| !is_variation_selector(*c));
    let outside = outside.unwrap_or(before);
    let before_at = start - before.len_utf8();
    match (is_punctuation(before), is_punctuation(after)) {
        (false, true) if is_east_asian(after) => Some((end, after, Class::Letter)),
        (true, false) if is_east_asian(before) => Some((before_at, before, Class::Letter)),
        (false, true) if is_east_asian(outside) => Some(if after.is_ascii() {
            (before_at, before, Class::Punctuation)
        } else {
            (end, after, Class::Letter)
        }),
        (true, false) if is_east_asian(after) => Some(if before.is_ascii() {
            (end, after, Class::Punctuation)
        } else {
            (before_at, before, Class::Letter)
        }),
        _ => None,
    }
}

/// Marks of emphasis made of `_`, which must not stand inside a word: beside East Asian characters, those stand-ins say
/// on which side its words are.
#[derive(Default)]
struct LowMarks {
    /// End of the one before.
    before: usize,
    /// Tells that the one before it in its paragraph has begun something.
    is_open: bool,
}

impl LowMarks {
    /// The neighbours of a mark that need stand-ins.
    fn places(&mut self, text: &str, start: usize, end: usize) -> Vec<(usize, char, Class)> {
        if text[self.before..start].contains("\n\n") {
            self.is_open = false;
        }
        self.before = end;
        let before = text[..start].chars().next_back().unwrap_or(' ');
        let after = text[end..].chars().next().unwrap_or(' ');
        let is_in_word = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
        if before == '\\' || is_in_word {
            return Vec::new();
        }
        let was_open = self.is_open;
        self.is_open = !was_open;
        if !is_east_asian(before) || !is_east_asian(after) {
            return Vec::new();
        }
        let before_at = start - before.len_utf8();
        let (outer, inner) = match (is_punctuation(before), is_punctuation(after)) {
            (false, true) if !was_open => ((before_at, before), (end, after)),
            (true, false) if was_open => ((end, after), (before_at, before)),
            _ => return Vec::new(),
        };
        let outer = (outer.0, outer.1, Class::Punctuation);
        let mut places = vec![outer, (inner.0, inner.1, Class::Letter)];
        places.sort_unstable_by_key(|place| place.0);
        places
    }
}

/// Punctuation or a symbol, as CommonMark counts them; to take some other character for one does no harm here.
fn is_punctuation(c: char) -> bool {
    let is_drawn = |c| {
        is_variation_selector(c) || matches!(c, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}')
    };
    c.is_ascii_punctuation()
        || !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && !is_drawn(c)
}

/// Stand-ins that have not been given away.
struct Free {
    used: HashSet<char>,
    given: HashMap<(Class, usize), usize>,
}

impl Free {
    fn new(text: &str) -> Self {
        let written = text
            .chars()
            .filter(|c| !c.is_ascii() || c.is_ascii_control());
        Self {
            used: written.chain(numbered(text)).collect(),
            given: HashMap::new(),
        }
    }

    fn take(&mut self, class: Class, length: usize) -> Option<char> {
        let pool = pool(class, length)?;
        let given = self.given.entry((class, length)).or_default();
        let mut rest = pool.iter().cloned().flatten().skip(*given);
        let at = rest.position(|c| !self.used.contains(&c));
        *given += at? + 1;
        pool.iter().cloned().flatten().nth(*given - 1)
    }
}

/// Characters that a text names by number: `&#xE000;`.
fn numbered(text: &str) -> impl Iterator<Item = char> {
    text.split("&#").skip(1).filter_map(|rest| {
        let (digits, radix) = match rest.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (rest, 10),
        };
        let end = digits.bytes().take(8).take_while(u8::is_ascii_hexdigit);
        char::from_u32(u32::from_str_radix(&digits[..end.count()], radix).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser, html};

    use super::*;

    fn render(text: &str) -> String {
        let stand_ins = StandIns::new(text);
        assert_eq!(stand_ins.text().len(), text.len());
        let options = Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TABLES
            | Options::ENABLE_DEFINITION_LIST;
        let events = Parser::new_ext(stand_ins.text(), options).map(|it| stand_ins.restore(it));
        let mut out = String::new();
        html::push_html(&mut out, events);
        let line = out.trim().strip_prefix("<p>");
        let line = line.and_then(|it| it.strip_suffix("</p>"));
        line.unwrap_or(&out).to_owned()
    }

    #[test]
    fn stands_beside_east_asian_punctuation() {
        for (written, read) in [
            (
                "這是**「重要」**的事。",
                "這是<strong>「重要」</strong>的事。",
            ),
            (
                "**本週六停水。**請先儲水。",
                "<strong>本週六停水。</strong>請先儲水。",
            ),
            (
                "費用**100元（含稅）**起。",
                "費用<strong>100元（含稅）</strong>起。",
            ),
            (
                "문서를 **마크다운(Markdown)**을 쓴다.",
                "문서를 <strong>마크다운(Markdown)</strong>을 쓴다.",
            ),
            ("𠀀𠀁**\"加粗\"**𠀀𠀁", "𠀀𠀁<strong>\"加粗\"</strong>𠀀𠀁"),
            ("这是**“重要”**的。", "这是<strong>“重要”</strong>的。"),
            (
                "强调**这个`code`**吗",
                "强调<strong>这个<code>code</code></strong>吗",
            ),
            (
                "規格**[ECMA](https://e.org/)**である",
                "規格<strong><a href=\"https://e.org/\">ECMA</a></strong>である",
            ),
            (
                "*（斜）*字和*（斜）*字",
                "<em>（斜）</em>字和<em>（斜）</em>字",
            ),
            ("新~~「舊」~~的", "新<del>「舊」</del>的"),
            (
                "**注意：**請帶，**《法》**第三條",
                "<strong>注意：</strong>請帶，<strong>《法》</strong>第三條",
            ),
            (
                "葛\u{e0100}**(葛)**城",
                "葛\u{e0100}<strong>(葛)</strong>城",
            ),
            ("アイ**ｱｲ。**ウ", "アイ<strong>ｱｲ。</strong>ウ"),
            ("***「甲」***乙", "<em><strong>「甲」</strong></em>乙"),
        ] {
            assert_eq!(render(written), read, "{written}");
        }
    }

    #[test]
    fn marks_that_share_a_neighbour_agree_on_it() {
        for (written, read) in [
            (
                "**「甲」**、**乙**丙",
                "<strong>「甲」</strong>、<strong>乙</strong>丙",
            ),
            (
                "**（一）**，**乙**",
                "<strong>（一）</strong>，<strong>乙</strong>",
            ),
            (
                "**第一：**、**第二**是",
                "<strong>第一：</strong>、<strong>第二</strong>是",
            ),
            ("*「甲」*、*乙*丙", "<em>「甲」</em>、<em>乙</em>丙"),
            (
                "**「甲」**（**乙**）",
                "<strong>「甲」</strong>（<strong>乙</strong>）",
            ),
            ("~~「甲」~~、~~乙~~丙", "<del>「甲」</del>、<del>乙</del>丙"),
            (
                "**甲**、**「乙」**丙",
                "<strong>甲</strong>、<strong>「乙」</strong>丙",
            ),
            (
                "**甲**：**「乙」**。",
                "<strong>甲</strong>：<strong>「乙」</strong>。",
            ),
            (
                "字**甲**、**「乙」**、**丙**。",
                "字<strong>甲</strong>、<strong>「乙」</strong>、<strong>丙</strong>。",
            ),
            (
                "**甲**、**[乙](/b)**丙",
                "<strong>甲</strong>、<strong><a href=\"/b\">乙</a></strong>丙",
            ),
            (
                "字**(甲)**、**「乙」**",
                "字<strong>(甲)</strong>、<strong>「乙」</strong>",
            ),
            (
                "**甲**、_乙_、**「丙」**丁",
                "<strong>甲</strong>、<em>乙</em>、<strong>「丙」</strong>丁",
            ),
            (
                "가**「나」**、**다**라 **「마」**（*바*）",
                "가<strong>「나」</strong>、<strong>다</strong>라 <strong>「마」</strong>（<em>바</em>）",
            ),
        ] {
            assert_eq!(render(written), read, "{written}");
        }
    }

    #[test]
    fn low_marks_stand_beside_it_as_well() {
        for (written, read) in [
            (
                "這是_「斜」_的，這是__「粗」__的",
                "這是<em>「斜」</em>的，這是<strong>「粗」</strong>的",
            ),
            (
                "__注意：__請帶，_《法》_第三條",
                "<strong>注意：</strong>請帶，<em>《法》</em>第三條",
            ),
            (
                "見__本文。__\n次__（行）__完",
                "見__本文。__\n次<strong>（行）</strong>完",
            ),
            ("_甲_，_乙_「丙」", "<em>甲</em>，<em>乙</em>「丙」"),
            (
                "檔名a_b_c在__「甲」__乙",
                "檔名a_b_c在<strong>「甲」</strong>乙",
            ),
        ] {
            assert_eq!(render(written), read, "{written}");
        }
    }

    #[test]
    fn colons_begin_definitions_only_before_a_space() {
        for (written, read) in [
            ("Hello\n\n:smile: there", "Hello</p>\n<p>:smile: there"),
            ("Uhrzeit\n:15 Uhr", "Uhrzeit\n:15 Uhr"),
            ("a\n\n:::note\nb\n:::", "a</p>\n<p>:::note\nb\n:::"),
            (
                "> 一\n>\n> :二",
                "<blockquote>\n<p>一</p>\n<p>:二</p>\n</blockquote>\n",
            ),
            ("```\n:a\n```", "<pre><code>:a\n</code></pre>\n"),
            ("a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n"),
        ] {
            assert_eq!(render(written), read, "{written}");
        }
        let table = render("a | b\n:-|-:\n:c | d");
        assert!(
            table.contains("<th style=\"text-align: right\">b</th>"),
            "{table}"
        );
        assert!(table.contains(">:c</td>"), "{table}");
    }

    #[test]
    fn other_texts_are_read_as_before() {
        for text in [
            "a **b** c",
            "a*(b)*c",
            "foo**\"bar\"**baz",
            "2 * 3 * 4",
            "（_斜_）",
            "`這是**「重要」**的`",
            "\\*\\*「a」\\*\\*b",
            "* a\n* b\n\n***\n",
            "[**「a」**b]: /c\n\n[x][**「a」**b]",
            "**Note:**Please",
        ] {
            let mut plain = String::new();
            html::push_html(&mut plain, Parser::new(text));
            let line = plain
                .trim()
                .strip_prefix("<p>")
                .and_then(|it| it.strip_suffix("</p>"));
            assert_eq!(render(text), line.unwrap_or(&plain), "{text}");
        }
    }

    #[test]
    fn stand_ins_are_never_what_was_written() {
        let text =
            "\u{e000}&#xE001;&#57346;甲**「\u{e000}」**乙 `丙**「丁」**戊` 甲**(a)**乙 ⠀&#x2801;";
        let read = render(text);
        assert!(read.contains("甲<strong>「\u{e000}」</strong>乙"), "{read}");
        assert!(read.contains("<code>丙**「丁」**戊</code>"), "{read}");
        assert!(read.contains("甲<strong>(a)</strong>乙 ⠀⠁"), "{read}");
        assert!(read.starts_with("\u{e000}\u{e001}\u{e002}甲"), "{read}");
    }

    #[test]
    fn many_different_neighbours_are_no_danger() {
        let words: Vec<String> = ('一'..='龥').map(|c| format!("{c}**(a)**{c} ")).collect();
        let text = words.concat();
        let read = render(&text);
        assert!(read.starts_with("一<strong>(a)</strong>一 "));
        let plain: String = read.replace("<strong>", "**").replace("</strong>", "**");
        assert_eq!(plain, text.trim_end());
    }
}
