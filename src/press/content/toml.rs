//! TOML read key by key: typed values with their places, and exceptions to rules.

pub mod allow;
mod area;
mod fields;
mod illegible;
mod key;
mod located;

pub use area::Area;
pub use fields::Fields;
pub(crate) use key::keys;
pub use key::{Holder, InnerTable, MOST, Presence, TomlKey, ValueKind};
pub use located::Located;
