//! The command line.

use std::{
    collections::BTreeSet,
    io::{IsTerminal, stderr},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;

use super::{
    check::check,
    clock::Clock,
    deploy::{self, deploy},
    edition::Edition,
    import::{self, Import},
    load::load,
    preview,
    problem::{self, Problem},
    publish::{Published, publish},
    timing::{AsOf, Audience, Withheld, in_site_time},
};

/// Compiles Markdown manuscripts into an edition: one folder that any web server can host.
#[derive(Debug, Parser)]
#[command(name = "press", version)]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Check all manuscripts and write the edition.
    Build(Build),
    /// Check all manuscripts and write nothing.
    Check(Content),
    /// Print the next moment at which the same manuscripts make another edition: something appears, expires or is no longer
    /// news. Prints nothing where there is none.
    NextChange(Content),
    /// Serve an edition as a host would: its headers, its 404 pages, compressed files.
    Preview(Preview),
    /// Take over articles from another system: manuscripts, files, former addresses, and a report.
    Import(Import),
    /// Write configurations of nginx and Caddy for this site: headers, redirects, its 404 pages.
    Deploy(Deploy),
}

#[derive(Debug, Args)]
struct Deploy {
    #[command(flatten)]
    content: Content,
    /// Folder of the configurations.
    #[arg(long, default_value = "deploy")]
    out: PathBuf,
    /// Folder that the server serves from; the edition lies in it, under the path of the site's address.
    #[arg(long, default_value = "/srv/gazette", value_parser = deploy::root)]
    root: String,
    /// Where the server answers plain HTTP, such as 127.0.0.1:8081, if a proxy before it has the certificate. Else nginx
    /// listens on port 80, and Caddy on 80 and 443 with a certificate that it fetches.
    #[arg(long)]
    listen: Option<SocketAddr>,
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

#[derive(Debug, Args)]
struct Build {
    #[command(flatten)]
    content: Content,
    /// Folder of the edition; it is replaced as a whole. Without it `dist`, or `drafts` with --drafts.
    #[arg(long)]
    out: Option<PathBuf>,
    /// A preview for those who write: with drafts and what is embargoed or expired, all marked, and nothing for search
    /// engines.
    #[arg(long)]
    drafts: bool,
    /// Folder of the built portal.
    #[arg(long, default_value = "target/portal")]
    portal: PathBuf,
    /// Tell how long each stage took, and how much memory all of them.
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Args)]
struct Content {
    /// Folder of the manuscripts, with site.toml.
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The time to take for now (RFC 3339), for builds that can be repeated: it decides what has appeared and expired.
    #[arg(long)]
    now: Option<Timestamp>,
}

/// Does what the command line says. Exit code 0 is success, 1 problems in the content or on the disk, 2 a command line
/// that press does not understand.
pub fn main() -> ExitCode {
    let done = match Command::parse().verb {
        Verb::Build(build) => build.run(),
        Verb::Check(content) => content.run(),
        Verb::NextChange(content) => content.next_change(),
        Verb::Preview(preview) => preview.run(),
        Verb::Import(import) => take_over(&import),
        Verb::Deploy(deploy) => deploy.run(),
    };
    done.unwrap_or_else(|error| {
        eprintln!("press: {error:#}");
        ExitCode::FAILURE
    })
}

impl Build {
    fn run(&self) -> Result<ExitCode> {
        let mut clock = Clock::start();
        let (audience, out) = if self.drafts {
            (Audience::Desk, "drafts")
        } else {
            (Audience::Readers, "dist")
        };
        let out = self.out.as_deref().unwrap_or(Path::new(out));
        let wanted = "nothing was written";
        let Some(edition) = self.content.compile(audience, wanted, &mut clock)? else {
            return Ok(ExitCode::FAILURE);
        };
        let Published { tally, undrawn } = publish(&edition, &self.portal, out, &mut clock)?;
        println!(
            "{}: {}, {}, {} written, {} unchanged, {} ms",
            out.display(),
            count(edition.articles(), "article"),
            count(edition.routes.len(), "page"),
            count(tally.written, "file"),
            tally.unchanged,
            clock.elapsed().as_millis()
        );
        if self.timings {
            eprint!("{clock}");
        }
        if !undrawn.is_empty() {
            let undrawn: String = undrawn.into_iter().collect();
            eprintln!(
                "Pages with one of these characters in their titles have no picture where they are shared: {undrawn}\n\
                 Name a font that has them in site.toml, such as share_fonts = [\"fonts/Example-Bold.ttf\"]."
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Preview {
    fn run(&self) -> Result<ExitCode> {
        preview::serve(&self.out, self.port)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn take_over(import: &Import) -> Result<ExitCode> {
    let told = match import::run(import)? {
        Ok(told) => told,
        Err(problems) => {
            report(&problems, "nothing was imported")?;
            return Ok(ExitCode::FAILURE);
        }
    };
    println!("{}", told.short());
    Ok(ExitCode::from(u8::from(told.is_incomplete())))
}

impl Deploy {
    fn run(&self) -> Result<ExitCode> {
        let (audience, wanted) = (Audience::Readers, "nothing was written");
        let Some(edition) = self
            .content
            .compile(audience, wanted, &mut Clock::start())?
        else {
            return Ok(ExitCode::FAILURE);
        };
        deploy(&edition, &self.root, self.listen, &self.out)?;
        println!("{}: nginx.conf, Caddyfile", self.out.display());
        Ok(ExitCode::SUCCESS)
    }
}

impl Content {
    fn run(&self) -> Result<ExitCode> {
        let (audience, wanted) = (Audience::Readers, "please mend them");
        let Some(edition) = self.compile(audience, wanted, &mut Clock::start())? else {
            return Ok(ExitCode::FAILURE);
        };
        if !edition.warnings.is_empty() {
            report(&edition.warnings, "they keep nothing from being published")?;
        }
        println!(
            "{}: {}, {}, {}{}",
            self.content.display(),
            count(edition.articles(), "article"),
            count(edition.routes.len(), "page"),
            match edition.warnings.len() {
                0 => "no problems".to_owned(),
                warnings => count(warnings, "warning"),
            },
            withheld(edition.withheld)
        );
        Ok(ExitCode::SUCCESS)
    }

    /// For a clock on standard output, and why for people on the other.
    fn next_change(&self) -> Result<ExitCode> {
        let (audience, wanted) = (Audience::Readers, "please mend them");
        let Some(edition) = self.compile(audience, wanted, &mut Clock::start())? else {
            return Ok(ExitCode::FAILURE);
        };
        let Some(first) = edition.next.first() else {
            eprintln!("{}: nothing changes by itself", self.content.display());
            return Ok(ExitCode::SUCCESS);
        };
        println!("{}", in_site_time(first.when, &edition.config));
        for change in &edition.next {
            eprintln!("{} {}", change.path, change.what);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The edition, or none after all its problems have been reported.
    fn compile(
        &self,
        audience: Audience,
        consequence: &str,
        clock: &mut Clock,
    ) -> Result<Option<Edition>> {
        let sources = load(&self.content)?;
        clock.ends("load");
        let now = self.now.unwrap_or_else(Timestamp::now);
        let checked = check(sources, AsOf { now, audience });
        clock.ends("check");
        match checked {
            Ok(edition) => Ok(Some(edition)),
            Err(problems) => {
                report(&problems, consequence)?;
                Ok(None)
            }
        }
    }
}

fn report(problems: &[Problem], consequence: &str) -> Result<()> {
    let mut text = String::new();
    problem::report(&mut text, problems, stderr().is_terminal())?;
    let files: BTreeSet<&str> = problems.iter().map(Problem::file).collect();
    eprintln!(
        "{text}{} in {}; {consequence}.",
        count(problems.len(), "problem"),
        count(files.len(), "file")
    );
    Ok(())
}

/// What readers cannot see, as the end of a line.
fn withheld(withheld: Withheld) -> String {
    let Withheld {
        drafts,
        embargoed,
        expired,
        notes,
    } = withheld;
    let parts = [
        (drafts, count(drafts, "draft")),
        (embargoed, format!("{embargoed} embargoed")),
        (expired, format!("{expired} expired")),
        (notes, format!("{} to come", count(notes, "note"))),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(_, text)| text).collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("; withheld: {}", parts.join(", "))
    }
}

fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
