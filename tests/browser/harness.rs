//! A browser and a server for each journey.

mod bidi;
mod browser;
mod counter;
mod driver;
mod edition;
mod engine;
#[expect(dead_code, reason = "the suite uses all of it")]
#[path = "../shared/fixture.rs"]
mod fixture;
mod server;
#[path = "../shared/setting.rs"]
mod setting;
mod trap;

use std::thread;

pub use browser::Browser;
pub use counter::{Counter, Mood, View};
use driver::Loading;
pub use edition::Edition;
pub use engine::Engine;
pub use server::{Fault, Server};
use setting::setting;
pub use trap::Trap;

/// The article that everything must render word for word.
pub const ARTICLE: &str = "/news/taiwan-france-24th-iccm/";

/// Its translation.
pub const CHINESE: &str = "/zh-hant-tw/news/taiwan-france-24th-iccm/";

/// Tells whether the browser has the worker that keeps pages for reading without a network.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Worker {
    Present,
    Absent,
}

/// Runs a journey with a server and a browser of its own. Fails if the journey does, or if the browser's console ends up
/// with an error that the journey did not take out of it. Everything comes from the server.
pub fn journey(journey: impl AsyncFnOnce(&mut Server, &mut Browser)) {
    run(Worker::Absent, Loading::Waited, journey);
}

/// The same with the worker that keeps pages for reading without a network.
pub fn journey_with_worker(journey: impl AsyncFnOnce(&mut Server, &mut Browser)) {
    run(Worker::Present, Loading::Waited, journey);
}

/// The same with a browser that does not wait until a page has loaded, which may never be.
pub fn journey_unwaited(journey: impl AsyncFnOnce(&mut Server, &mut Browser)) {
    run(Worker::Absent, Loading::Unwaited, journey);
}

/// Both: with the worker, and unwaited.
pub fn journey_unwaited_with_worker(journey: impl AsyncFnOnce(&mut Server, &mut Browser)) {
    run(Worker::Present, Loading::Unwaited, journey);
}

fn run(worker: Worker, loading: Loading, journey: impl AsyncFnOnce(&mut Server, &mut Browser)) {
    let engine = Engine::of_run();
    // libtest names the thread of a test after it.
    let thread = thread::current();
    if engine.leaves_out(thread.name().unwrap_or_default()) {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut server = Server::start().await;
        let mut browser = Browser::start(server.origin(), loading).await;
        match (worker, engine) {
            (Worker::Present, _) => {}
            // Its driver cannot run a script before those of a page.
            (Worker::Absent, Engine::WebKit) => server.withhold_worker(),
            (Worker::Absent, _) => {
                let absent = "delete Navigator.prototype.serviceWorker";
                browser.before_pages(absent).await;
            }
        }
        journey(&mut server, &mut browser).await;
        let errors = browser.console_errors().await;
        browser.stop().await;
        assert!(errors.is_empty(), "the console has errors: {errors:#?}");
    });
}
