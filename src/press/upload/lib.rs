//! Uploading. An edition goes in; its objects come out in a bucket, in an order in which no reader ever opens a broken page.

mod edition;
mod lease;
mod manifest;
mod plan;
mod references;
mod send;
mod stage;
mod swap;
mod target;
mod transport;
mod upload;
mod verify;

pub use plan::{UploadChange, UploadPlan};
pub use upload::{Options, Summary, UploadOutcome, upload};
