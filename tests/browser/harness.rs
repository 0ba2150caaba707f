//! A browser and a server for each journey.

mod browser;
mod server;
#[path = "../shared/setting.rs"]
mod setting;

pub use browser::Browser;
pub use server::{Fault, Server};
use setting::setting;

/// The article that everything must render word for word.
pub const ARTICLE: &str = "/news/taiwan-france-24th-iccm/";

/// Runs a journey with a server and a browser of its own. Fails if the journey does, or if the browser's console ends up
/// with an error that the journey did not take out of it.
pub fn journey(journey: impl AsyncFnOnce(&mut Server, &Browser)) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut server = Server::start().await;
        let browser = Browser::start(server.origin()).await;
        journey(&mut server, &browser).await;
        let errors = browser.console_errors().await;
        browser.stop().await;
        assert!(errors.is_empty(), "the console has errors: {errors:#?}");
    });
}
