//! The command line.

use std::{
    collections::BTreeSet,
    io::{IsTerminal, stderr},
    net::SocketAddr,
    path::{self, PathBuf},
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
    gallery,
    load::load,
    picture::Store,
    preview,
    problem::{self, Problem},
    publish::{Published, publish},
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
    /// Serve an edition as a host would: its headers, its 404 pages, compressed files.
    Preview(Preview),
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
    /// Folder of the edition; it is replaced as a whole.
    #[arg(long, default_value = "dist")]
    out: PathBuf,
    /// Folder of the built portal.
    #[arg(long, default_value = "target/portal")]
    portal: PathBuf,
    /// The time to take for now (RFC 3339), for builds that can be repeated; it decides what the news sitemap names.
    #[arg(long)]
    now: Option<Timestamp>,
    /// Tell how long each stage took, and how much memory all of them.
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Args)]
struct Content {
    /// Folder of the manuscripts, with site.toml.
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// Folder for what press keeps from build to build, such as smaller ones of pictures; it may be deleted at any time.
    /// Without this, it is .press beside the folder of the manuscripts.
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
}

/// Does what the command line says. Exit code 0 is success, 1 problems in the content or on the disk, 2 a command line
/// that press does not understand.
pub fn main() -> ExitCode {
    let done = match Command::parse().verb {
        Verb::Build(build) => build.run(),
        Verb::Check(content) => content.run(),
        Verb::Preview(preview) => preview.run(),
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
        let consequence = "nothing was written";
        let edition = self
            .content
            .compile(consequence, &mut clock, gallery::develop)?;
        let Some(edition) = edition else {
            return Ok(ExitCode::FAILURE);
        };
        let pictures = self.content.pictures()?;
        let now = self.now.unwrap_or_else(Timestamp::now);
        let Published { tally, undrawn } = publish(
            &edition,
            &pictures,
            &self.portal,
            &self.out,
            now,
            &mut clock,
        )?;
        println!(
            "{}: {}, {}, {} written, {} unchanged, {} ms",
            self.out.display(),
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

impl Deploy {
    fn run(&self) -> Result<ExitCode> {
        let (consequence, mut clock) = ("nothing was written", Clock::start());
        let edition = self
            .content
            .compile(consequence, &mut clock, |_, _| Ok(Vec::new()))?;
        let Some(edition) = edition else {
            return Ok(ExitCode::FAILURE);
        };
        deploy(&edition, &self.root, self.listen, &self.out)?;
        println!("{}: nginx.conf, Caddyfile", self.out.display());
        Ok(ExitCode::SUCCESS)
    }
}

impl Content {
    fn run(&self) -> Result<ExitCode> {
        let (consequence, mut clock) = ("please mend them", Clock::start());
        let edition = self.compile(consequence, &mut clock, |edition, pictures| {
            gallery::prove(edition, pictures)
        })?;
        let Some(edition) = edition else {
            return Ok(ExitCode::FAILURE);
        };
        println!(
            "{}: {}, {}, no problems",
            self.content.display(),
            count(edition.articles(), "article"),
            count(edition.routes.len(), "page")
        );
        Ok(ExitCode::SUCCESS)
    }

    /// The edition with its pictures looked at, or none after all problems have been reported.
    fn compile(&self, consequence: &str, clock: &mut Clock, look: Look) -> Result<Option<Edition>> {
        let sources = load(&self.content)?;
        clock.ends("load");
        let checked = check(sources);
        clock.ends("check");
        let problems = match checked {
            Ok(mut edition) => {
                let problems = look(&mut edition, &self.pictures()?)?;
                clock.ends("smaller pictures");
                if problems.is_empty() {
                    return Ok(Some(edition));
                }
                problems
            }
            Err(problems) => problems,
        };
        report(&problems, consequence)?;
        Ok(None)
    }

    /// The pictures in the cache.
    fn pictures(&self) -> Result<Store> {
        let cache = match &self.cache {
            Some(cache) => cache.clone(),
            None => path::absolute(&self.content)?.with_file_name(".press"),
        };
        Ok(Store::new(&cache))
    }
}

/// How pictures are looked at, with the problems found.
type Look = fn(&mut Edition, &Store) -> Result<Vec<Problem>>;

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

fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
