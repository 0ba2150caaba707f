//! Reading TOML field by field, so that every problem of a file is found in one run.

use std::ops::Range;

use gazette_diagnostics::{problem::Problems, rule, suggest::suggest};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{area::Area, key::TomlKey, located::Located};

/// A table that is being read; [`Fields::finish`] reports what nobody asked for.
pub struct Fields<'a, 't> {
    /// The file.
    pub area: &'a Area<'a>,
    table: &'a DeTable<'t>,
    /// Range that a report underlines if a key is missing.
    place: Range<usize>,
    known: Vec<String>,
}

impl<'a, 't> Fields<'a, 't> {
    /// Begins to read a table that stands at `place`.
    pub fn new(area: &'a Area<'a>, table: &'a DeTable<'t>, place: Range<usize>) -> Self {
        Self {
            area,
            table,
            place,
            known: Vec::new(),
        }
    }

    /// The same, of a table that has these keys.
    #[must_use]
    pub fn knowing(mut self, keys: impl IntoIterator<Item = &'static TomlKey>) -> Self {
        let names = keys.into_iter().map(|key| key.name.to_owned());
        self.known.extend(names);
        self
    }

    /// The range of the table in its file.
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// A value of any type.
    pub fn any(&mut self, key: &str) -> Option<Located<&'a DeValue<'t>>> {
        self.know(key);
        let value: &Spanned<DeValue<'t>> = self.table.get(key)?;
        Some(self.locate(value))
    }

    fn know(&mut self, key: &str) {
        if !self.known.iter().any(|known| known == key) {
            self.known.push(key.to_owned());
        }
    }

    fn locate(&self, value: &'a Spanned<DeValue<'t>>) -> Located<&'a DeValue<'t>> {
        Located {
            span: self.area.shift(value.span()),
            value: value.get_ref(),
        }
    }

    /// A value of one type; `wanted` names it in words: "a text in quotation marks".
    fn typed<T>(
        &mut self,
        key: &str,
        wanted: &str,
        problems: &mut Problems,
        read: impl Fn(&'a DeValue<'t>) -> Option<T>,
    ) -> Option<Located<T>> {
        let found = self.any(key)?;
        let value = read(found.value);
        if value.is_none() {
            problems.push(self.area.wrong_type(key, wanted, &found));
        }
        value.map(|value| Located {
            value,
            span: found.span,
        })
    }

    /// A text.
    pub fn text(&mut self, key: &str, problems: &mut Problems) -> Option<Located<String>> {
        self.typed(key, "a text in quotation marks", problems, |value| {
            value.as_str().map(ToOwned::to_owned)
        })
    }

    /// A date as it is written, in quotation marks or without.
    pub fn date(&mut self, key: &str, problems: &mut Problems) -> Option<Located<String>> {
        let wanted = "a date such as 2017-10-19T16:58:00";
        self.typed(key, wanted, problems, |value| {
            match (value.as_str(), value.as_datetime()) {
                (Some(text), _) => Some(text.to_owned()),
                (_, Some(date)) if date.date.is_some() => Some(date.to_string()),
                _ => None,
            }
        })
    }

    /// A text that must be there and say something.
    pub fn required(&mut self, key: &str, problems: &mut Problems) -> Option<Located<String>> {
        if !self.table.contains_key(key) {
            self.missing(key, problems);
        }
        self.said(key, problems)
    }

    /// A text that says something if it is there.
    pub fn said(&mut self, key: &str, problems: &mut Problems) -> Option<Located<String>> {
        let text = self.text(key, problems)?;
        if text.value.trim().is_empty() {
            problems.push(
                self.area
                    .problem(
                        &rule::TOML_EMPTY,
                        format!("`{key}` is empty"),
                        text.span.clone(),
                        "nothing here",
                    )
                    .help(format!("Write the {key}.")),
            );
        }
        Some(text)
    }

    /// Reports that a key is missing.
    pub fn missing(&mut self, key: &str, problems: &mut Problems) {
        self.know(key);
        problems.push(
            self.area
                .problem(
                    &rule::TOML_MISSING_KEY,
                    format!("`{key}` is missing"),
                    self.place.clone(),
                    "not in here",
                )
                .help(format!("Add a line `{key} = …`.")),
        );
    }

    /// A whole number, not negative.
    pub fn integer(&mut self, key: &str, problems: &mut Problems) -> Option<Located<u64>> {
        self.typed(
            key,
            "a whole number such as 1101, not negative",
            problems,
            |value| {
                let integer = value.as_integer()?;
                u64::from_str_radix(integer.as_str(), integer.radix()).ok()
            },
        )
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &str, problems: &mut Problems) -> Vec<Located<String>> {
        let wanted = "a list of texts such as [\"a\", \"b\"]";
        let mut texts = Vec::new();
        for item in self.list(key, wanted, problems) {
            match item.value.as_str() {
                Some(text) => texts.push(Located {
                    value: text.to_owned(),
                    span: item.span,
                }),
                None => problems.push(self.area.wrong_type(key, wanted, &item)),
            }
        }
        texts
    }

    /// A list of anything.
    pub fn list(
        &mut self,
        key: &str,
        wanted: &str,
        problems: &mut Problems,
    ) -> Vec<Located<&'a DeValue<'t>>> {
        let found = self.typed(key, wanted, problems, DeValue::as_array);
        found
            .into_iter()
            .flat_map(|array| array.value.iter())
            .map(|item| self.locate(item))
            .collect()
    }

    /// A list of tables, such as `[[history]]`.
    pub fn tables(&mut self, key: &str, problems: &mut Problems) -> Vec<Fields<'a, 't>> {
        let wanted = format!("tables, each under a line [[{key}]]");
        let mut tables = Vec::new();
        for item in self.list(key, &wanted, problems) {
            match item.value.as_table() {
                Some(table) => tables.push(Fields::new(self.area, table, item.span)),
                None => problems.push(self.area.wrong_type(key, &wanted, &item)),
            }
        }
        tables
    }

    /// A table.
    pub fn table(
        &mut self,
        key: &str,
        problems: &mut Problems,
    ) -> Option<Located<&'a DeTable<'t>>> {
        self.typed(key, "a table", problems, DeValue::as_table)
    }

    /// Every key of the table, for tables whose keys the editor makes up.
    pub fn keys(&self) -> Vec<Located<String>> {
        self.table
            .keys()
            .map(|key| Located {
                value: key.get_ref().to_string(),
                span: self.area.shift(key.span()),
            })
            .collect()
    }

    /// Reports keys that nobody asked for.
    pub fn finish(self, problems: &mut Problems) {
        for key in self.keys() {
            if !self.known.contains(&key.value) {
                let known = self.known.iter().map(String::as_str);
                let problem = self.area.problem(
                    &rule::TOML_UNKNOWN_KEY,
                    format!("`{}` is not a key that press knows here", key.value),
                    key.span,
                    "unknown",
                );
                problems.push(problem.help(suggest(&key.value, known)));
            }
        }
    }
}
