//! Keys that editors write, each declared once: reading, JSON Schemas, new manuscripts and the guide come from here.

/// The largest number of things that a key of kind [`ValueKind::Count`] can ask for.
pub const MOST: u64 = 20;

/// A key of a table.
#[derive(Debug)]
pub struct TomlKey {
    /// Its name.
    pub name: &'static str,
    /// Kinds of manuscripts that have it; none for keys of a table within.
    pub of: &'static [Holder],
    /// Requirement: mandatory, usual or optional.
    pub presence: Presence,
    /// Kind of its value.
    pub kind: ValueKind,
    /// Explanation for editors, in a sentence or two.
    pub says: &'static str,
    /// A value as TOML; none for tables, whose keys have their own.
    pub example: &'static str,
}

/// A kind of manuscript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// An article, below `content/news/`.
    Article,
    /// A plain page, below `content/pages/`.
    Page,
}

/// Requirement level of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It must be there.
    Needed,
    /// It must be there unless another key says the same.
    Usual,
    /// It may be left out.
    Optional,
}

/// Kind of a key's value.
#[derive(Debug, Clone, Copy)]
pub enum ValueKind {
    /// A text.
    Text,
    /// A text that says something.
    Said,
    /// The end of an address.
    Slug,
    /// An email address alone.
    Email,
    /// A date, a date and time, or one with an offset.
    Date,
    /// `true` or `false`.
    Truth,
    /// A whole number, not negative.
    Whole,
    /// A number of things, from 1 to [`MOST`].
    Count,
    /// A list of texts.
    Texts,
    /// A list of paths from the root of the host.
    Paths,
    /// The name of a rule that may be broken with a reason.
    Rule,
    /// The name of a kind of note.
    NoteKind,
    /// A contact: its name, or a table.
    Contact,
    /// A point of a picture, as two percentages.
    Focus,
    /// A table, on one line.
    Table(&'static InnerTable),
    /// Tables, each under its own line `[[key]]`.
    Tables(&'static InnerTable),
}

/// A table within.
#[derive(Debug)]
pub struct InnerTable {
    /// Its name in JSON Schemas.
    pub name: &'static str,
    /// Explanation for editors, in a sentence.
    pub says: &'static str,
    /// Its keys.
    pub keys: &'static [TomlKey],
}

impl TomlKey {
    /// As guides name it: `title`, but `[[history]]`.
    pub fn heading(&self) -> String {
        match self.kind {
            ValueKind::Tables(_) => format!("[[{}]]", self.name),
            _ => self.name.to_owned(),
        }
    }

    /// An example as lines of TOML.
    pub fn sample(&self) -> String {
        self.sample_within("")
    }

    /// The same of a key of a table, whose name ends in a dot.
    fn sample_within(&self, outer: &str) -> String {
        let name = self.name;
        let ValueKind::Tables(table) = self.kind else {
            return format!("{name} = {}\n", self.example);
        };
        let below = format!("{outer}{name}.");
        let inner = table.keys.iter().map(|key| key.sample_within(&below));
        format!("[[{outer}{name}]]\n{}", inner.collect::<String>())
    }
}

/// Declares keys: a constant with the name of each, and all of them as a table.
macro_rules! keys {
    ($(#[$about:meta])* $table:ident: $(
        $constant:ident $need:ident $([$($of:ident),+])? $kind:ident $(($within:ident))? $name:literal
        $(= $example:literal)?: $says:literal;
    )*) => {
        $(
            #[doc = $says]
            pub const $constant: &str = $name;
        )*

        $(#[$about])*
        pub static $table: &[$crate::toml::TomlKey] = &[$($crate::toml::TomlKey {
            name: $name,
            of: &[$($($crate::toml::Holder::$of),+)?],
            presence: $crate::toml::Presence::$need,
            kind: $crate::toml::ValueKind::$kind $((&$within))?,
            says: $says,
            example: concat!($($example)?),
        }),*];
    };
}

pub(crate) use keys;
