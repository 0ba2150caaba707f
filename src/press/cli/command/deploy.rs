//! `press deploy`: configurations of web servers, and of what stands before a bucket.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;
use gazette_content::visibility::Audience;
use gazette_publish::timings::Timings;

use crate::{content_args::ContentArgs, deploy, deploy::deploy};

#[derive(Debug, Args)]
pub(super) struct Deploy {
    #[command(flatten)]
    content: ContentArgs,
    /// Folder of the configurations.
    #[arg(long, default_value = "deploy")]
    out: PathBuf,
    /// Folder that the server serves from; the edition lies in it, under the path of the site's address.
    #[arg(long, default_value = "/srv/gazette", value_parser = deploy::root)]
    root: String,
    /// Address on which the server answers plain HTTP, such as 127.0.0.1:8081, behind a proxy with the certificate. By
    /// default nginx listens on port 80, and Caddy on 80 and 443 with a certificate that it fetches.
    #[arg(long)]
    listen: Option<SocketAddr>,
}

impl Deploy {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let (audience, wanted) = (Audience::Readers, "nothing was written");
        let Some(checked) = self
            .content
            .compile(audience, wanted, &mut Timings::start())?
        else {
            return Ok(ExitCode::FAILURE);
        };
        let files = deploy(&checked.site, &self.root, self.listen, &self.out)?;
        println!("{}: {}", self.out.display(), files.join(", "));
        Ok(ExitCode::SUCCESS)
    }
}
