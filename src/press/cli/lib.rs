//! The command line of press. Arguments go in; an exit code, reports on the terminal and what each command writes come out.

mod announce;
mod check_links;
mod command;
mod content_args;
mod deploy;
mod init;
mod manual;
mod new;
pub mod preview;
mod ranges;
mod schema;
mod serve;
mod sizes;
mod terminal;

pub use command::main;
