//! The command line.

mod announce;
mod build;
mod check;
mod deploy;
mod rules;
mod upload;
mod views;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::{Args, CommandFactory, Parser, Subcommand};
use gazette_content::visibility::{Audience, in_site_time};
use gazette_import::Import;
use gazette_publish::timings::Timings;

use crate::{
    content_args::ContentArgs, init::Init, manual::Manual, new::New, preview, schema::Schemas,
    serve::Serve, terminal::report,
};

/// Compiles Markdown manuscripts into an edition: one folder that any web server can host.
#[derive(Debug, Parser)]
#[command(name = "press", version = env!("PRESS_VERSION"))]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Begin a site: write a small one that is complete.
    Init(Init),
    /// Begin an article: write a manuscript with everything that it needs.
    New(New),
    /// Show the site while it is being written: each save reloads the open pages, or says in them what is wrong.
    Serve(Serve),
    /// Check all manuscripts and write the edition.
    Build(build::Build),
    /// Check all manuscripts and write nothing.
    Check(check::Check),
    /// List the rules that manuscripts are checked by, or explain some.
    Rules(rules::RulesArgs),
    /// Print the next moment at which the same manuscripts make another edition: something appears, expires or is no longer
    /// news. Prints nothing where there is none.
    NextChange(ContentArgs),
    /// Serve an edition as a host would: its headers, its 404 pages, compressed files.
    Preview(Preview),
    /// Take over articles from another system: manuscripts, files, former addresses, and a report.
    Import(Import),
    /// Write JSON Schemas of what editors write, for editors that complete and explain it, and of what the edition and
    /// reports hold, for other programs.
    Schema(Schemas),
    /// Write configurations of nginx and Caddy for this site: headers, redirects, its 404 pages. For a bucket, functions of
    /// CloudFront.
    Deploy(deploy::Deploy),
    /// Upload an edition into a bucket: only what has changed, in an order in which no page ever breaks.
    Upload(upload::Upload),
    /// Tell WebSub hubs which feeds have changed, so that feed readers show at once what is new.
    Announce(announce::Announce),
    /// Take over how often articles were read, from a report on the host's access log.
    Views(views::ViewsArgs),
    /// Write manual pages, and scripts by which shells complete the commands.
    Manual(Manual),
}

#[derive(Debug, Args)]
struct Preview {
    /// Folder of the edition.
    #[arg(long, default_value = "dist")]
    out: PathBuf,
    /// Port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// Does what the command line says. Exit code 0 is success, 1 problems in the content or on the disk (warnings only with
/// `check --strict`), 2 a command line that press does not understand.
pub fn main() -> ExitCode {
    let done = match Command::parse().verb {
        Verb::Init(init) => init.run().map(|()| ExitCode::SUCCESS),
        Verb::New(new) => new.run(),
        Verb::Serve(serve) => serve.run().map(|()| ExitCode::SUCCESS),
        Verb::Build(build) => build.run(),
        Verb::Check(check) => check.run(),
        Verb::Rules(rules) => rules.run(),
        Verb::NextChange(content) => content.next_change(),
        Verb::Preview(preview) => preview.run(),
        Verb::Import(import) => take_over(&import),
        Verb::Schema(schemas) => schemas.run().map(|()| ExitCode::SUCCESS),
        Verb::Deploy(deploy) => deploy.run(),
        Verb::Upload(upload) => upload.run(),
        Verb::Announce(announce) => announce.run(),
        Verb::Views(views) => views.run(),
        Verb::Manual(manual) => manual.run(Command::command()).map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|error| {
        eprintln!("press: {error:#}");
        ExitCode::FAILURE
    })
}

impl Preview {
    fn run(&self) -> Result<ExitCode> {
        preview::serve(&self.out, self.port)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn take_over(import: &Import) -> Result<ExitCode> {
    let told = match gazette_import::run(import)? {
        Ok(told) => told,
        Err(problems) => {
            report(&problems, "nothing was imported")?;
            return Ok(ExitCode::FAILURE);
        }
    };
    println!("{}", told.short());
    Ok(ExitCode::from(u8::from(told.is_incomplete())))
}

impl ContentArgs {
    /// For a clock on standard output, and why for people on the other.
    fn next_change(&self) -> Result<ExitCode> {
        let (audience, wanted) = (Audience::Readers, "please mend them");
        let Some(checked) = self.compile(audience, wanted, &mut Timings::start())? else {
            return Ok(ExitCode::FAILURE);
        };
        let Some(first) = checked.report.next.first() else {
            eprintln!("{}: nothing changes by itself", self.folder.display());
            return Ok(ExitCode::SUCCESS);
        };
        println!("{}", in_site_time(first.when, &checked.site.config));
        for change in &checked.report.next {
            eprintln!("{} {}", change.path, change.what);
        }
        Ok(ExitCode::SUCCESS)
    }
}
