//! Printed pages: the HTML around a document.

pub mod bundle;
pub mod early;
pub mod metadata;
pub mod offline;
pub mod page_context;
pub mod print;
pub mod reader_tools;
pub mod recordings;
pub mod shell;
pub mod web_manifest;
