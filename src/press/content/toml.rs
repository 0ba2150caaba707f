//! TOML read key by key: typed values with their places, and exceptions to rules.

pub mod allow;
mod area;
mod fields;
mod illegible;
mod located;

pub use area::Area;
pub use fields::Fields;
pub use located::Located;
