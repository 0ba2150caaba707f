//! `press upload`, against an S3 server.

mod apart;
mod failing;
mod kills;
mod office;
mod reader;
mod refusals;
mod whole;
