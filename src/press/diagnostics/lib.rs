//! Problems of files that editors write: rules, places and suggestions. Findings of checks go in; reports for people, for
//! GitHub and as JSON come out.

pub mod nfc;
pub mod problem;
pub mod report;
pub mod rule;
pub mod source;
pub mod suggest;
