//! JSON Schemas of what is read and written by hand, for native programs alone.

mod node;
mod strings;

pub use strings::texts;
